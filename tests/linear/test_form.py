"""A record by ear: over streams, with a real session."""

from collections.abc import Iterator

import pytest

from emk_tui.linear.form import RecordForm
from emk_tui.linear.prompter import Leave
from emk_tui.services.flows.asks import Form
from emk_tui.services.session import Session
from tests.linear.talking import Talk, demo_session


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One store for all; each test begins with an empty draft."""
    with demo_session(tmp_path_factory.mktemp("form")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def empty(session: Session) -> None:
    """Nothing typed yet."""
    for key in ("personal", "clinic", "policy", "vaccinations"):
        session.drop(key)


def filled(
    session: Session, *typed: str, at: str = "", record: str = "clinic", mending: bool = False
) -> Talk:
    """A form answered with these lines."""
    talk = Talk(typed)
    RecordForm(talk.prompter, session, Form(record, "", at), mending=mending).run()
    return talk


CLINIC = ("моя поликлиника", "7799100105", "99101002")


def test_each_field_is_announced_and_saved(session: Session) -> None:
    """Place, need, format; every answer is in the store at once."""
    talk = filled(session, *CLINIC)
    assert [line for line in talk.lines if line.startswith("Поле ")] == [
        "Поле 1 из 3, обязательно. Формат: название полностью.",
        "Поле 2 из 3, обязательно. Формат: 10 цифр, пример 7702030351.",
        "Поле 3 из 3, можно пропустить. Формат: 8 или 10 цифр, пример 00242766.",
    ]
    assert {row.path: row.raw for row in session.store.draft().rows}["clinic.inn"] == "7799100105"


def test_error_is_the_new_prompt_and_the_text_is_kept(session: Session) -> None:
    """Checked on Enter; Enter alone keeps, for a required field the error stays."""
    talk = filled(session, "моя", "12", "", "7799100105", "")
    assert talk.lines.count("ИНН поликлиники, ошибка, ещё 8 цифр: ") == 2


def test_enter_keeps_and_equals_sign_erases(session: Session) -> None:
    """Also a declared absence is kept."""
    session.put("personal.patronymic", "нет")
    filled(session, "", "дальше", *["дальше"] * 19, at="personal.patronymic", record="personal")
    assert session.wizard.shown("personal.patronymic") == "нет"
    filled(session, *CLINIC)
    talk = filled(session, "", "", "=")
    assert session.draft.raw("clinic.okpo") == "" and "Стёрто, поле пустое." in talk.lines
    assert session.draft.raw("clinic.inn") == "7799100105"


def test_enter_after_an_error_leaves_an_optional_field_empty(session: Session) -> None:
    """Nobody is held at a field that need not be filled."""
    filled(session, "моя", "7799100105", "1", "")
    assert session.draft.raw("clinic.okpo") == ""


def test_ways_within_the_record(session: Session) -> None:
    """«назад», «исправить N», a number that is not there, «дальше» past a required field."""
    talk = filled(session, "моя", "назад", "исправить 3", "исправить 9", "дальше")
    asked = [line.partition(",")[0] for line in talk.lines if line.startswith("Поле ")]
    assert asked == ["Поле 1 из 3", "Поле 2 из 3", "Поле 1 из 3", "Поле 3 из 3", "Поле 3 из 3"]
    assert "Здесь 3 поля, назовите номер." in talk.lines


def test_back_from_the_first_field_leaves(session: Session) -> None:
    """To the step before."""
    with pytest.raises(Leave):
        filled(session, "назад")


def test_mending_asks_only_what_is_wrong(session: Session) -> None:
    """After the list of what was left behind."""
    session.put_rows({"policy.number": "1", "policy.start": "01.04.2015", "policy.region": "77"})
    wanted = ("7754 4108 8500 0178", "АО «Страховая компания «СОГАЗ-Мед»")
    talk = filled(session, *wanted, at="policy.number", record="policy", mending=True)
    assert [line for line in talk.lines if line.endswith(": ")] == [
        "Номер полиса, ошибка, ещё 8 цифр: ",
        "Страховая компания: ",
    ]


def test_single_field_and_a_wrong_value_found_there(session: Session) -> None:
    """From the review: no number of the field, its problem at once."""
    session.put("clinic.inn", "12")
    talk = Talk(["7799100105"])
    RecordForm(talk.prompter, session, Form("clinic", "", "clinic.inn", single=True)).run()
    assert talk.lines == [
        "Обязательно. Формат: 10 цифр.",
        "Сейчас: 12.",
        "ИНН поликлиники, ошибка, ещё 8 цифр: ",
    ]


def test_directory_offers_counts_and_takes_numbers(session: Session) -> None:
    """Nine lines at most; further letters; a number; one entry fills its other fields."""
    talk = filled(session, "поликлиника", "роща", "", "")
    assert talk.lines[2].startswith("Найдено ") and talk.lines[2].endswith("Номер или ещё буквы.")
    assert "Выбрано: Городская поликлиника «Берёзовая роща»." in talk.lines
    assert session.draft.raw("clinic.inn") == "7799100105"
    first = talk.lines.index(talk.lines[2])
    second = next(
        index for index, line in enumerate(talk.lines) if index > first and line.startswith("Поликлиника: ")
    )
    assert sum(line[:1].isdigit() for line in talk.lines[first:second]) <= 8


def test_directory_enter_keeps_what_was_typed(session: Session) -> None:
    """With the word that it stands in no directory."""
    talk = filled(session, "поликлиника", "", "7799100105", "")
    assert session.draft.raw("clinic.name") == "поликлиника"
    assert any("не по справочнику" in line for line in " ".join(talk.lines).split(". "))


@pytest.mark.parametrize("reply", ["77", "ъъъ"])
def test_directory_answers_what_is_not_offered(session: Session, reply: str) -> None:
    """A number too high, letters that nothing has: an error, the list stays."""
    talk = filled(session, "поликлиника", reply, "1", "", "")
    assert "Поликлиника, ошибка, нет в списке: " in talk.lines
    assert session.wizard.problem_at("clinic.inn") is None
