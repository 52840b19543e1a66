"""Records of a made card: new ones, next versions, their files, what was typed of them (R126)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from emk_tui.ports import Event, Record, ResultCheck
from emk_tui.store.card_store import SqlStore
from emk_tui.store.faults import HealthBeforeConsent
from tests.store.data import (
    CONSENT,
    DOCUMENT,
    EVENT,
    META,
    NOTICE,
    NOW,
    VACCINATION,
    answer,
    new_card,
)
from tests.store.tampering import sql

VISIT: dict[str, Any] = {
    "date": date(2026, 2, 1), "clinic": "Поликлиника № 1", "department": "терапия", "doctor": "Петрова А. С.",
    "diagnosis": "ОРВИ", "icd10": "J06.9", "procedures": "осмотр", "files": None,
}  # fmt: skip
TWO = DOCUMENT["results"]


@pytest.fixture
def carded(store: SqlStore) -> SqlStore:
    """A store with a card: one document, one vaccination."""
    store.sign(CONSENT, EVENT)
    store.submit(new_card(store.draft().id), EVENT)
    return store


def records(store: SqlStore, key: str) -> tuple[Record, ...]:
    """The records of the card as it is now."""
    card = store.card()
    assert card is not None
    return tuple(card.sections[key])  # type: ignore[arg-type]


def versions(store: SqlStore, table: str) -> int:
    """Rows of a table, former versions with them."""
    return int(str(sql(store, f"SELECT count(*) FROM {table}")))


def test_a_known_record_gets_its_next_version_at_its_place(carded: SqlStore) -> None:
    carded.keep_records("documents", [{**DOCUMENT, "id": "d2", "results": ()}], {}, EVENT)
    changed = {**DOCUMENT, "comment": None, "study": "Биохимия"}
    card = carded.keep_records("documents", [changed], {}, Event("исправлен"), [replace(NOTICE, id="n-2")])
    assert card == carded.card()
    assert records(carded, "documents") == (changed, {**DOCUMENT, "id": "d2", "results": ()})
    assert (card.version, versions(carded, "document")) == (3, 3)
    assert [one.id for one in carded.outbox()] == ["n-1", "n-2"]
    assert carded.journal()[-1].action == "исправлен"


def test_records_without_a_known_id_come_to_the_end(carded: SqlStore) -> None:
    carded.keep_records("visits", [VISIT, {**VISIT, "id": "mine", "diagnosis": "Грипп"}], {}, EVENT)
    carded.keep_records("visits", [{**VISIT, "diagnosis": "Ушиб"}], {}, EVENT)
    found = records(carded, "visits")
    assert [one["diagnosis"] for one in found] == ["ОРВИ", "Грипп", "Ушиб"]
    assert found[1]["id"] == "mine" and len({str(one["id"]) for one in found}) == 3


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ((TWO[0],), ["r2"]),
        ((TWO[1], TWO[0]), ["r1", "r2"]),
        ((TWO[1], {**TWO[0], "id": "r3"}), ["r1", "r3"]),
        ((), []),
    ],
    ids=["one gone", "other order", "one instead of another", "all gone"],
)
def test_results_are_those_that_were_given(carded: SqlStore, given: tuple[Any, ...], left: list[str]) -> None:
    (record,) = carded.keep_records("documents", [{**DOCUMENT, "results": given}], {}, EVENT).sections[
        "documents"
    ]
    assert record["results"] == given  # type: ignore[index]
    assert [one["id"] for one in given] == left
    back = carded.keep_records("documents", [DOCUMENT], {}, EVENT)
    assert back.sections["documents"] == (DOCUMENT,), "and back again"


def test_a_record_that_has_no_results_any_more_loses_them(carded: SqlStore) -> None:
    extract: Record = {
        "id": "d1", "kind": "extract", "file": "v.pdf", "issued_on": date(2026, 1, 15), "source": "Б-ца",
    }  # fmt: skip
    (record,) = carded.keep_records("documents", [extract], {}, EVENT).sections["documents"]
    assert (record["results"], record["study"]) == ((), None)  # type: ignore[index]
    assert versions(carded, "result") == 4, "deleted is a version, nothing is erased"


def test_files_of_the_draft_become_the_next_version(carded: SqlStore) -> None:
    first = replace(META, id="old", record="documents.d1")
    carded.keep_document([(first, [b"old"])], EVENT)
    for number, mark in enumerate("ab", 1):
        parts = [(replace(META, id=f"{mark}{n}", record="documents.4", part=n), [b"new"]) for n in (1, 2)]
        carded.keep_document(parts, EVENT)
        assert carded.files()[0].version == number
    carded.keep_document([(replace(META, id="beside", record="documents.5"), [b"x"])], EVENT)
    carded.keep_records("documents", [DOCUMENT], {"documents.4": "d1"}, EVENT)
    assert [(one.id, one.record, one.version) for one in carded.files()] == [
        ("beside", "documents.5", 1), ("b1", "documents.d1", 3), ("b2", "documents.d1", 3),
    ]  # fmt: skip
    every = [(one.id, one.version, one.current) for one in carded.file_versions("documents.d1")]
    assert every[2:] == [("a1", 2, False), ("a2", 2, False), ("old", 1, False)]
    carded.discard_draft(EVENT)
    assert [one.id for one in carded.files()] == ["b1", "b2"]
    assert b"".join(carded.read_file("old")) == b"old"


def test_a_changed_record_without_a_new_file_keeps_its_own(carded: SqlStore) -> None:
    carded.keep_document([(replace(META, record="documents.d1"), [b"old"])], EVENT)
    carded.keep_records("documents", [DOCUMENT], {"documents.4": "d1"}, EVENT)
    assert [(one.record, one.current, one.version) for one in carded.files()] == [("documents.d1", True, 1)]


def test_what_was_typed_of_the_record_is_forgotten(carded: SqlStore) -> None:
    gone = [
        "documents.1.kind", "documents.1.results.1.low", "checks.taken.documents.1",
        "checks.seen.documents.1.kind", "checks.inbox.documents.1", "checks.of_card.documents.1",
    ]  # fmt: skip
    left = [
        "documents.11.kind", "checks.taken.documents.11", "checks.finished.documents", "checks.documents",
        "checks.seen.vaccinations.1.date", "checks.kind",
    ]  # fmt: skip
    carded.put([answer(path, "x") for path in (*gone, *left)], "documents.1.kind")
    carded.keep_records("documents", [{**DOCUMENT, "id": "new"}], {"documents.1": "new"}, EVENT)
    assert [row.path for row in carded.draft().rows] == left


def test_a_changed_vaccination_waits_for_the_register_once_more(carded: SqlStore) -> None:
    carded.mark_vaccination("v1", "передано", EVENT)
    carded.keep_records("vaccinations", [VACCINATION | {"id": "v2"}], {}, EVENT)
    assert [record for record, _values in carded.vaccine_queue()] == ["v2"]
    carded.keep_records("vaccinations", [VACCINATION | {"batch": "С218"}], {}, EVENT)
    assert [(record, values["batch"]) for record, values in carded.vaccine_queue()] == [
        ("v1", "С218"), ("v2", "С217"),
    ]  # fmt: skip


def test_there_must_be_a_card(store: SqlStore) -> None:
    store.sign(CONSENT, EVENT)
    before = store.journal_head()
    with pytest.raises(KeyError):
        store.keep_records("visits", [VISIT], {}, EVENT)
    assert store.journal_head() == before


def test_there_must_be_a_consent_in_force(carded: SqlStore) -> None:
    carded.withdraw(CONSENT.id, "Передумала", EVENT)
    before, head = carded.card(), carded.journal_head()
    with pytest.raises(HealthBeforeConsent):
        carded.keep_records("visits", [VISIT], {}, EVENT)
    assert (carded.card(), carded.journal_head()) == (before, head)


def test_files_need_their_record(carded: SqlStore) -> None:
    carded.keep_document([(replace(META, record="documents.1"), [b"new"])], EVENT)
    before = carded.card(), carded.files()
    with pytest.raises(KeyError):
        carded.keep_records("documents", [DOCUMENT], {"documents.1": "d9"}, EVENT)
    assert (carded.card(), carded.files()) == before


@pytest.mark.parametrize("key", ["personal", "policy", "booking", "nothing"])
def test_only_lists_have_records(carded: SqlStore, key: str) -> None:
    with pytest.raises(ValueError):
        carded.keep_records(key, [{}], {}, EVENT)


def test_a_record_that_does_not_fit_changes_nothing(carded: SqlStore) -> None:
    before, head = carded.card(), carded.journal_head()
    carded.keep_document([(replace(META, record="documents.1"), [b"new"])], Event("файл"))
    with pytest.raises(ValueError) as failure:
        carded.keep_records("documents", [{"kind": "Иванова"}], {"documents.1": "d1"}, EVENT)
    assert "Иванова" not in str(failure.value)
    assert carded.card() == before and carded.journal_head().seq == head.seq + 1
    assert [one.record for one in carded.files()] == ["documents.1"]


def test_what_a_specialist_said_stands_for_that_version_only(carded: SqlStore) -> None:
    """R112: the clock stands still, so nothing but the version can tell."""
    said = ResultCheck("d1", True, "Орлова И. П.", NOW)
    carded.check_result(said, EVENT)
    carded.keep_records("documents", [DOCUMENT | {"id": "d2"}], {}, EVENT)
    assert carded.result_checks() == {"d1": said}
    carded.keep_records("documents", [DOCUMENT], {}, EVENT)
    assert carded.result_checks() == {}
    again = replace(said, confirmed=False, reason="нет нормы")
    carded.check_result(again, EVENT)
    carded.check_result(replace(said, record="d2"), EVENT)
    assert carded.result_checks() == {"d1": again, "d2": replace(said, record="d2")}
