"""The card as each role may see it; each reading is a line in the owner's journal (R78, R112, R113, K15)."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from emk_tui.ports import CardRecord, Event, Fault, Record, ResultCheck
from emk_tui.services.reading import (
    card_for,
    check_words,
    content_for_check,
    file_to_check,
    is_open,
    records_of,
    results_to_check,
    scans_to_check,
    seen_by,
    value_of,
)
from emk_tui.services.world import World
from tests.services.people import NAMES, check, code_of, grant, owner, results, signed_in
from tests.services.worlds import NOW

EVENT = Event("проба", at=NOW)
RESULT: Record = {"id": "r", "kind": "result", "study": "УЗИ"}
EXTRACT: Record = {"id": "r", "kind": "extract"}


@pytest.mark.parametrize(
    ("record", "checks", "opened", "words"),
    [
        (RESULT, {}, False, "ждёт проверки специалиста"),
        (RESULT, {"r": check("r")}, True, "подтверждено, Орлова Инна Петровна, 02.03.2026"),
        (RESULT, {"r": check("r", confirmed=False, reason="снимок нечёткий")}, False,
         "возвращено, Орлова Инна Петровна, 02.03.2026: снимок нечёткий"),
        (RESULT, {"q": check("q")}, False, "ждёт проверки специалиста"),
        (EXTRACT, {}, True, ""),
        (EXTRACT, {"r": check("r", confirmed=False, reason="x")}, True, ""),
        ({"id": "r", "kind": "prescription"}, {}, True, ""),
        ({"id": "r"}, {}, True, ""),
    ],
)  # fmt: skip
def test_what_a_doctor_may_see_of_a_record(
    record: Record, checks: Mapping[str, ResultCheck], opened: bool, words: str
) -> None:
    """R113, K15: a result once it is confirmed, everything else at once; the owner reads why."""
    assert is_open(record, checks) is opened
    assert check_words(record, checks) == words


def card(**sections: object) -> CardRecord:
    """A card of these sections."""
    return CardRecord("ДЕМО-1", NOW, "Обработано", (), 1, sections, {})  # type: ignore[arg-type]


def test_without_the_right_to_health_no_health_is_left() -> None:
    """Neither documents nor vaccinations nor visits; everything else as it was."""
    whole = card(
        personal={"surname": "Иванова"}, policy={"number": "1"}, documents=(RESULT, EXTRACT),
        vaccinations=({"vaccine": "Совигрипп"},), visits=({"diagnosis": "J06.9"},),
    )  # fmt: skip
    assert set(seen_by(whole, {"r": check("r")}, health=False).sections) == {"personal", "policy"}
    assert set(whole.sections) == {"personal", "policy", "documents", "vaccinations", "visits"}


def test_every_section_of_health_is_closed_to_others() -> None:
    """Whatever is added to the card later."""
    from emk_tui.card.sections import SECTIONS

    health = {key for key, section in SECTIONS.items() if section.health}
    whole = card(**{key: () for key in SECTIONS})
    assert health & set(seen_by(whole, {}, health=False).sections) == set()


def test_with_it_only_confirmed_results_are_left() -> None:
    """R113: in the order of the card."""
    records = ({**RESULT, "id": "1"}, {**EXTRACT, "id": "2"}, {**RESULT, "id": "3"}, {**RESULT, "id": "4"})
    checks = {"3": check("3"), "4": check("4", confirmed=False, reason="x")}
    seen = seen_by(card(documents=records), checks, health=True)
    assert [one["id"] for one in records_of(seen, "documents")] == ["2", "3"]


def test_a_list_that_is_none() -> None:
    """A section of one record, or none at all, has no records."""
    assert records_of(card(documents={"kind": "result"}), "documents") == ()
    assert records_of(card(), "documents") == ()
    assert [value_of({"study": None}, "study"), value_of({}, "study"), value_of(RESULT, "study")] == [
        "", "", "УЗИ",
    ]  # fmt: skip


def kinds(found: CardRecord | None) -> list[tuple[str, str]]:
    """Kind and study of the documents that were shown."""
    assert found is not None
    return [(value_of(one, "kind"), value_of(one, "study")) for one in records_of(found, "documents")]


def readings(world: World) -> list[tuple[str, str]]:
    """Who read what, by the journal of the owner."""
    with owner(world) as session:
        return [(one.actor, one.action) for one in session.store.journal() if "прочитан" in one.action]


def test_a_doctor_of_the_attached_clinic_reads(clinic: World) -> None:
    """R78, R113: the confirmed result only, and one line in the journal with the doctor's name."""
    with signed_in(clinic, "doctor") as doctor:
        assert kinds(card_for(doctor)) == [("result", "Общий анализ крови")]
    assert readings(clinic) == [(f"doctor ({NAMES['doctor']})", "карта прочитана")]


def test_what_the_specialist_says_changes_what_the_doctor_sees(clinic: World) -> None:
    """R113: after the confirmation only; a result that was returned later is closed again."""
    with signed_in(clinic, "specialist") as specialist:
        first, second = results(specialist)
        specialist.store.check_result(check(second), EVENT)
        specialist.store.check_result(check(first, confirmed=False, reason="снимок нечёткий"), EVENT)
    with signed_in(clinic, "doctor") as doctor:
        assert kinds(card_for(doctor)) == [("result", "Биохимический анализ крови")]


def test_a_registrar_reads_no_health_data(clinic: World) -> None:
    """R112: whose card it is, where it is attached; the reading is told like any other."""
    with signed_in(clinic, "registrar") as registrar:
        seen = card_for(registrar)
        assert seen is not None
        assert set(seen.sections) == {"personal", "clinic", "policy"}
    assert readings(clinic) == [(f"registrar ({NAMES['registrar']})", "карта прочитана")]


@pytest.mark.parametrize(
    ("login", "code"),
    [("doctor2", "NO_ACCESS"), ("specialist", "NOT_ALLOWED"), ("administrator", "NOT_ALLOWED")],
)
def test_others_read_nothing(clinic: World, login: str, code: str) -> None:
    """R78: refused with exit code 3, and no line tells of a reading that was none."""
    with signed_in(clinic, login) as person, pytest.raises(Fault) as refused:
        card_for(person)
    assert (refused.value.problem.code, refused.value.exit_code) == (code, 3)
    assert readings(clinic) == []


def test_access_given_and_taken_back(clinic: World) -> None:
    """R8, R78: the doctor of another clinic, in between."""
    with owner(clinic) as session:
        session.store.grant(grant("doctor", "doctor2"), EVENT)
    with signed_in(clinic, "doctor2") as doctor:
        assert kinds(card_for(doctor)) == [("result", "Общий анализ крови")]
    with owner(clinic) as session:
        session.store.revoke("g-1", NOW, EVENT)
    with signed_in(clinic, "doctor2") as doctor, pytest.raises(Fault):
        card_for(doctor)
    assert readings(clinic) == [(f"doctor2 ({NAMES['doctor2']})", "карта прочитана")]


def test_the_owner_reads_everything_and_leaves_no_line(clinic: World) -> None:
    """It is their own card."""
    with owner(clinic) as session:
        assert len(kinds(card_for(session))) == 2
        assert session.store.card() == card_for(session)
    assert readings(clinic) == []


def test_a_registrar_without_a_card_to_read(desk: World) -> None:
    """There is nothing to have access to, and that is what is told."""
    with signed_in(desk, "registrar") as registrar, pytest.raises(Fault) as refused:
        card_for(registrar)
    assert (refused.value.problem.code, refused.value.exit_code) == ("NO_CARD_YET", 3)


def test_the_queue_of_the_specialist(clinic: World) -> None:
    """R112: what waits, with the reason of what was returned; the look at it is one line."""
    with signed_in(clinic, "specialist") as specialist:
        first, second = results(specialist)
        assert [value_of(one.record, "id") for one in results_to_check(specialist)] == [second]
        specialist.store.check_result(check(first, confirmed=False, reason="снимок нечёткий"), EVENT)
        waiting = [(value_of(one.record, "id"), one.reason) for one in results_to_check(specialist)]
        assert waiting == [(first, "снимок нечёткий"), (second, "")]
        for record in (first, second):
            specialist.store.check_result(check(record), EVENT)
        assert results_to_check(specialist) == ()
    actor = f"specialist ({NAMES['specialist']})"
    assert readings(clinic) == [(actor, "результаты на проверке прочитаны")] * 2


@pytest.mark.parametrize("login", ["doctor", "doctor2", "registrar", "administrator"])
def test_the_queue_is_the_specialists_alone(clinic: World, login: str) -> None:
    """R112."""
    with signed_in(clinic, login) as person, pytest.raises(Fault) as refused:
        results_to_check(person)
    assert refused.value.problem.code == "NOT_ALLOWED"


def test_the_newest_word_counts(clinic: World) -> None:
    """Returned, then confirmed, then returned: the last one."""
    with signed_in(clinic, "specialist") as specialist:
        first, _second = results(specialist)
        for number, confirmed in enumerate((False, True, False)):
            said = check(first, confirmed=confirmed, reason="" if confirmed else f"раз {number}")
            at = NOW + timedelta(minutes=number)
            specialist.store.check_result(
                ResultCheck(said.record, said.confirmed, said.checked_by, at, said.reason), EVENT
            )
        assert specialist.opened.result_checks()[first].reason == "раз 2"
        assert first in {value_of(one.record, "id") for one in results_to_check(specialist)}


def test_whose_files_may_be_opened(clinic: World) -> None:
    """R112, R113: a specialist what is judged, nobody else through this way."""
    with signed_in(clinic, "specialist") as specialist:
        (waiting,) = results_to_check(specialist)
        (meta,) = file_to_check(specialist, waiting.record)
        assert content_for_check(specialist, meta).startswith(b"%PDF-")
        assert code_of(scans_to_check, specialist) == "NOT_ALLOWED"
    for login in ("doctor", "registrar", "administrator"):
        with signed_in(clinic, login) as other:
            assert code_of(file_to_check, other, waiting.record) == "NOT_ALLOWED"
            assert code_of(content_for_check, other, meta) == "NOT_ALLOWED"
