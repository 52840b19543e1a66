"""«Обращение в поддержку»: what helps, and nothing of the person (R176, R199, K16)."""

import re
import stat
from collections.abc import Iterator
from dataclasses import replace

import pytest

from emk_tui import __version__
from emk_tui.card.problems import problem
from emk_tui.ports import Event
from emk_tui.services.flows.support import cabinet, lines, masked, support
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.services.people import owner
from tests.services.worlds import NOW, hold, reopened

PLANTED = {
    "personal.surname": "Вымышленская",
    "personal.given_name": "Ефросинья",
    "personal.snils": "112-233-445 95",
    "personal.inn": "500100732259",
    "personal.passport_series": "4509",
    "personal.passport_number": "654321",
    "personal.phone": "+7 916 555-44-33",
    "personal.email": "efrosinya@example.ru",
    "personal.registration_street": "ул. Неведомая",
    "personal.registration_settlement": "г. Китеж",
    "policy.number": "7754410885000178",
    "identity.surname": "Вымышленская",
}


@pytest.fixture
def made(clinic: World) -> Iterator[Session]:
    """The owner of a card, signed in."""
    with owner(clinic) as session:
        yield session


def written(session: Session) -> str:
    """What the file says."""
    (path,) = (session.world.folder / "papers").glob("Обращение_*.txt")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    return path.read_text(encoding="utf-8")


def test_what_helps(session: Session) -> None:
    """R199: version, cabinet, number of the application, step, last error, system; and what to do next."""
    _none, talk = hold(support(session))
    text = written(session)
    assert text.splitlines()[0] == f"Обращение в поддержку emk-tui {__version__}."
    assert "Составлено: 02.03.2026 10:00." in text
    assert f"Номер личного кабинета: {session.account.cabinet}." in text
    assert f"Номер заявки: {session.draft_id}." in text
    assert "Шаг: 1." in text and "Последняя ошибка: не было." in text and "Python 3." in text
    assert talk.said == [
        "Сохранено в папку papers: Обращение_2026-03-02_10-00-00.txt. "
        "В нём номера кабинета и заявки, имени и адресов нет.",
        "Приложите снимок экрана, F12, и напишите в поддержку своей поликлиники или авторам программы.",
    ]
    assert session.store.journal()[-1].action == "обращение в поддержку сохранено"


def test_the_number_of_a_card_is_that_of_the_application(made: Session) -> None:
    """R199: the one on the papers."""
    card = made.store.card()
    assert card is not None
    assert f"Номер заявки: {card.number}." in lines(made)


def test_nothing_personal_is_in_it(session: Session) -> None:
    """K16: whatever was typed, in any form of it."""
    session.put_rows(PLANTED)
    account = replace(session.account, name="Вымышленская Ефросинья", video_by="Смирнова Анна Павловна")
    session.opened.save_account(account, Event("проба", at=NOW))
    session.last_error = problem("CARD_KNOWN", number="ДЕМО-1234-5678-9012").text
    hold(support(session))
    text = written(session)
    folded, digits = text.casefold(), re.sub(r"\D", "", text)
    # the four digits of a series may stand in any random number
    for raw in (
        *(one for one in PLANTED.values() if len(one) > 4),
        "Ефросинья",
        "Смирнова",
        account.phone,
        account.email,
        account.login,
    ):
        assert raw.casefold() not in folded
    for number in ("11223344595", "500100732259", "654321", "79165554433", "7754410885000178", "79161234567"):
        assert number not in digits
    assert str(session.world.folder) not in text


def test_nothing_of_a_card_is_in_it(made: Session) -> None:
    """Nor what is stored of it."""
    text = "\n".join(lines(made)).casefold()
    for value in ("Иванова", "Петровна", "Берёзовая", "Гемоглобин", "анализ", "11223344595"):
        assert value.casefold() not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("не было", "не было"),
        ("Ошибка 4f2a: непредвиденный сбой", "Ошибка 4f2a: непредвиденный сбой"),
        ("СНИЛС 112-233-445 95", "СНИЛС ••••••••••5 95"),
        ("11223344595", "•••••••4595"),
        ("+7 916 123-45-67", "+•••••••••••5-67"),
        ("полис 7754410885000178 и паспорт 4509 123456", "полис ••••••••••••0178 и паспорт •••••••3456"),
        ("12345", "•2345"),
        ("1234", "1234"),
        ("шаг 3 из 8, 16:02", "шаг 3 из 8, 16:02"),
        ("пишите на efrosinya.v+emk@mail.example.ru сегодня", "пишите на •••@••• сегодня"),
        ("ефросинья@пример.рф", "•••@•••"),
    ],
)
def test_numbers_and_addresses_are_masked(text: str, shown: str) -> None:
    """K16: of a number the last four signs, of an address nothing."""
    assert masked(text) == shown


def test_the_last_error_is_told_masked(session: Session) -> None:
    """Its text helps, a number in it does not."""
    session.last_error = "Карта 7754410885000178, письмо ivanova@example.ru"
    assert "Последняя ошибка: Карта ••••••••••••0178, письмо •••@•••." in lines(session)


def test_the_cabinet_has_one_number_for_good(session: Session) -> None:
    """R176: made when it is first needed, with a line in the journal; the same ever after."""
    number = cabinet(session)
    assert re.fullmatch(r"К-\d{8}", number)
    assert cabinet(session) == number
    again = reopened(session)
    assert cabinet(again) == number
    told = [one.subject for one in again.store.journal() if one.action == "номер кабинета присвоен"]
    assert told == [number]
    again.store.close()


def test_two_of_them_are_two_files(session: Session) -> None:
    """The second one overwrites nothing, though it was made in the same second."""
    hold(support(session))
    session.last_error = "другая"
    hold(support(session))
    names = sorted(path.name for path in (session.world.folder / "papers").iterdir())
    assert names == ["Обращение_2026-03-02_10-00-00-2.txt", "Обращение_2026-03-02_10-00-00.txt"]
