"""The session: durable at once, nothing secret in the draft, marks and the window of a code."""

import pytest

from emk_tui.ports import Answer, Verdict
from emk_tui.services.session import Session
from emk_tui.services.world import World
from emk_tui.store.faults import HealthBeforeConsent
from tests.services.worlds import NOW, Hands, opened, reopened, type_in


def test_every_answer_is_there_after_a_second_opening(session: Session) -> None:
    """Raw text, origin, time and cursor."""
    session.put("personal.surname", "Иванова")
    session.move("personal.given_name")
    session.put("personal.given_name", "Ма")
    again = reopened(session)
    try:
        row = again.draft.rows["personal.surname"]
        assert (row.raw, row.origin, row.at) == ("Иванова", "typed", NOW)
        assert again.draft.raw("personal.given_name") == "Ма"
        assert again.wizard.cursor == "personal.given_name"
        assert again.draft_id == session.draft_id
    finally:
        again.store.close()


def test_wrong_text_is_kept_as_typed(session: Session) -> None:
    """The draft is what was typed, not what was understood."""
    session.put("personal.snils", "112-233-445 96")
    assert [row.raw for row in session.store.draft().rows] == ["112-233-445 96"]


@pytest.mark.parametrize(
    ("path", "raw"),
    [("account.password", "Река-7-мост!"), ("terms.accepted", "да"), ("consent.accepted", "да")],
)
def test_secrets_and_assertions_never_get_into_the_draft(session: Session, path: str, raw: str) -> None:
    """K4, R92: not in the store, not in memory."""
    session.put(path, raw)
    assert session.store.draft().rows == ()
    assert session.draft.raw(path) == ""


@pytest.mark.parametrize("path", ["documents.1.kind", "vaccinations.1.vaccine", "visits.1.diagnosis"])
def test_health_data_are_refused_before_the_consent(session: Session, path: str) -> None:
    """R92: the store says no, and neither it nor the session keeps the row."""
    with pytest.raises(HealthBeforeConsent):
        session.put(path, "ОРВИ")
    assert session.store.draft().rows == ()
    assert session.draft.rows == {}


def test_health_data_are_taken_after_the_consent(consented: Session) -> None:
    """The same rows once the consent is signed."""
    consented.put("vaccinations.1.vaccine", "Совигрипп")
    assert "vaccinations.1.vaccine" in {row.path for row in consented.store.draft().rows}


def test_none_is_a_tick_and_a_value_takes_it_back(session: Session) -> None:
    """K33: «нет» empties the field, a value later empties the tick."""
    session.put("personal.patronymic", "Петровна")
    session.put("personal.patronymic", "нет")
    assert (session.draft.raw("personal.patronymic"), session.draft.raw("personal.no_patronymic")) == (
        "",
        "да",
    )
    assert session.wizard.shown("personal.patronymic") == "нет"
    session.put("personal.patronymic", "Петровна")
    assert (session.draft.raw("personal.patronymic"), session.draft.raw("personal.no_patronymic")) == (
        "Петровна",
        "",
    )


def test_a_dropped_record_is_gone_for_good(consented: Session) -> None:
    """Only this record, the others stay."""
    for record in ("1", "2", "11"):
        consented.put(f"vaccinations.{record}.vaccine", "Совигрипп")
    consented.drop("vaccinations.1")
    again = reopened(consented)
    try:
        assert again.draft.ids("vaccinations") == ("2", "11")
    finally:
        again.store.close()


def test_a_changed_answer_forgets_what_the_register_said(consented: Session) -> None:
    """The answer of the register belongs to what was sent to it."""
    assert consented.draft.raw("checks.personal").startswith("подтверждено")
    consented.put("personal.surname", "Иванова")
    assert "personal" in consented.facts().finished, "the same text again changes nothing"
    consented.put("personal.surname", "Петрова")
    assert consented.draft.raw("checks.personal") == ""
    assert "personal" not in consented.facts().finished
    assert "clinic" in consented.facts().finished
    assert consented.facts().policy == "активен"


def test_deferred_checks_become_marks(session: Session) -> None:
    """In the order of the steps; what was confirmed leaves none."""
    session.note_answer("policy", Answer(Verdict.DEFERRED, "р"), "проверка отложена")
    session.note_answer("clinic", Answer(Verdict.CONFIRMED, "р"), "подтверждено")
    session.note_answer("personal", Answer(Verdict.DEFERRED, "р"), "проверка отложена")
    assert session.marks() == ("личные данные: проверка отложена", "полис: проверка отложена")


def test_a_value_outside_its_directory_is_a_mark(session: Session) -> None:
    """R61: taken as typed, told on the card."""
    type_in(session, "clinic", name="Сельская амбулатория")
    assert [mark for mark in session.marks() if "Поликлиника" in mark] == ["Поликлиника: не по справочнику"]


def test_a_code_answers_for_five_minutes(session: Session, hands: Hands) -> None:
    """K27."""
    assert not session.needs_code()
    hands.on(minutes=5)
    assert not session.needs_code()
    hands.on(seconds=1)
    assert session.needs_code()


def test_two_sessions_of_one_folder_exclude_each_other(session: Session, world: World) -> None:
    """The second program is told so, nothing is shared."""
    from emk_tui.ports import Fault
    from tests.services.worlds import world_at

    with pytest.raises(Fault) as refused:
        opened(world_at(world.folder, Hands()))
    assert refused.value.problem.code == "STORE_BUSY"
