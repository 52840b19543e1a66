"""A card from an answers file, and the same codes and texts in the file check and in the wizard."""

from pathlib import Path

import pytest

from emk_tui.card.answers import load_answers
from emk_tui.card.check import errors
from emk_tui.card.draft import Draft
from emk_tui.card.steps import STEPS
from emk_tui.ports import SlotTaken
from emk_tui.registries.embedded import embedded_directories
from emk_tui.services.applying import Applied, apply_answers
from emk_tui.services.checks import check_draft, place_of
from emk_tui.services.replies import FileReplies
from emk_tui.services.session import Session
from emk_tui.services.wizard import Facts, Wizard
from tests.services.worlds import NOW, Shown, dumped

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def post() -> Shown:
    """What was sent, and shown."""
    return Shown()


def example(**changed: str) -> str:
    """The whole example, some texts replaced."""
    text = (EXAMPLES / "ivanova.toml").read_text(encoding="utf-8")
    for old, new in changed.items():
        before, _sign, after = new.partition(" → ")
        assert before in text, old
        text = text.replace(before, after)
    return text


def applied(session: Session, text: str) -> Applied:
    """What comes of this file."""
    answers = load_answers(text.encode(), "x.toml")
    assert answers.problems == []
    session.base = EXAMPLES
    rows = {path: row.raw for path, row in answers.draft}
    return apply_answers(session, answers.draft, FileReplies(answers.secrets, rows).answer)


def codes(done: Applied) -> list[tuple[str, str]]:
    """Codes and paths of the problems."""
    return [(one.code, one.path) for one in done.problems]


def test_the_example_gives_a_card(session: Session) -> None:
    """With documents, vaccinations, a booking, three notices and a paper."""
    done = applied(session, example())
    assert done.card is not None
    assert done.card.status == "Обработано"
    assert done.paper.startswith(b"%PDF")
    assert len(session.store.files()) == 2
    assert session.store.booking() is not None
    assert [one.channel for one in session.store.outbox()] == ["email", "app", "email"]
    assert codes(applied(session, example())) == [("CARD_EXISTS", "personal.snils")]


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ("[consent]\naccepted = true → [consent]\naccepted = false", "CONSENT_REFUSED", "consent.accepted"),
        ("7754 4108 8500 0178 → 7754 4108 8500 0251", "POLICY_INACTIVE", "policy.number"),
        ("Берёзкина Ольга Ильинична → Нигдеев Иван Иванович", "NOT_OFFERED", "booking.doctor"),
        ('slot = "ближайший" → slot = "2026-03-08T09:20"', "SLOT_TAKEN", "booking.slot"),
        ("files/analiz-krovi.jpg → ivanova.toml", "DOC_FORMAT", "documents.2.file"),
        ("files/analiz-krovi.jpg → нет.jpg", "DOC_ABSENT", "documents.2.file"),
        ('given_name = "Мария" → given_name = "Марина"', "REGISTRY_DIFFERS", "personal.given_name"),
    ],
)
def test_what_stops_a_file(session: Session, change: str, code: str, path: str) -> None:
    """The first step that is blocked is told; no card; health rows only where the consent was signed."""
    done = applied(session, example(one=change))
    assert codes(done) == [(code, path)]
    assert done.card is None
    assert session.store.card() is None
    if session.store.consent() is None:
        assert "Совигрипп" not in dumped(session)
        assert session.store.files() == ()


def test_a_time_taken_by_somebody_ends_it(session: Session) -> None:
    """A file has one time: it does not go round."""

    def taken(*given: object) -> None:
        raise SlotTaken

    session.store.book = taken  # type: ignore[method-assign,assignment]
    assert [one.code for one in applied(session, example()).problems] == ["SLOT_TAKEN"]


def test_rows_of_an_earlier_try_do_not_stay(session: Session) -> None:
    """The file is the whole answer: «телефона нет» against a phone of the account."""
    session.put("personal.phone", "+7 916 123-45-67")
    session.put("personal.living_same", "нет")
    phone = 'living_same = true\nphone = "+7 916 123-45-67" → living_same = true\nno_phone = true'
    done = applied(session, example(one=phone))
    assert done.problems == ()
    assert done.card is not None


def test_file_check_and_wizard_say_the_same() -> None:
    """The same codes and texts for the same answers, at the same places, step by step."""
    answers = load_answers((EXAMPLES / "broken.toml").read_bytes(), "broken.toml")
    draft = Draft({path: row for path, row in answers.draft})
    wizard = Wizard(draft, Facts, NOW.date)
    told = {
        (one.code, one.text, one.path)
        for step in STEPS
        if step.key not in ("consent", "review")
        for one in wizard.mistakes(step)
    }
    keys = {step.key for step in STEPS} - {"consent", "review"}
    found = errors(check_draft(draft, NOW.date(), embedded_directories()))
    checked = {(one.code, one.text, one.path) for one in found if one.path.partition(".")[0] in keys}
    assert told == checked
    assert len(told) > 40


def test_where_a_named_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative to the answers, absolute, at home; an unknown home is a name like any other."""
    monkeypatch.setenv("HOME", str(tmp_path))
    base = Path("answers")
    assert place_of(base, "a.pdf") == base / "a.pdf"
    assert place_of(base, "~/a.pdf") == tmp_path / "a.pdf"
    assert place_of(base, "~никого-нет/a.pdf") == base / "~никого-нет" / "a.pdf"
    assert place_of(base, str(tmp_path / "a.pdf")) == tmp_path / "a.pdf"
