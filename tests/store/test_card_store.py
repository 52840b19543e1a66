"""The store's contract on both backends: drafts, consent, documents, booking, submit, notices."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from emk_tui.ports import Change, Event, SlotTaken, SnilsTaken
from emk_tui.store.card_store import SqlStore
from emk_tui.store.faults import HealthBeforeConsent
from tests.store.conftest import Maker
from tests.store.data import (
    ACCOUNT,
    BOOKING,
    CONSENT,
    DOCUMENT,
    EVENT,
    META,
    NOTICE,
    PERSONAL,
    VACCINATION,
    Hands,
    answer,
    consent,
    new_card,
)


def count(store: SqlStore, table: str) -> int:
    """Rows of a table."""
    with store.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_account_is_replaced(store: SqlStore, hands: Hands) -> None:
    changed = replace(ACCOUNT, totp_confirmed=True, totp_last_step=57, confirmed_at=hands.now())
    store.save_account(changed, EVENT)
    assert store.account() == changed


def test_draft_keeps_its_id_order_and_wrong_text(store: SqlStore) -> None:
    first = store.draft()
    assert (first.rows, first.cursor) == ((), "")
    rows = [answer("personal.surname", "Ивaнова"), answer("personal.birth_date", "31.02.2001")]
    store.put(rows, "personal.birth_date")
    store.put([answer("personal.surname", "")], "personal.surname")
    after = store.draft()
    assert after.id == first.id
    assert after.rows == (answer("personal.surname", ""), rows[1])
    assert after.cursor == "personal.surname"


def test_drop_takes_what_is_below_and_nothing_beside(store: SqlStore) -> None:
    store.sign(CONSENT, EVENT)
    paths = ("documents.d1", "documents.d1.results.r1.low", "documents.d11.kind", "documents.d%.kind")
    store.put([answer(path, "x") for path in paths], "")
    store.add_file(META, [b"hello"], EVENT)
    store.drop("documents.d1", "documents.d11.kind")
    left = store.draft()
    assert [row.path for row in left.rows] == ["documents.d11.kind", "documents.d%.kind"]
    assert left.cursor == "documents.d11.kind"
    assert store.files() == ()
    assert count(store, "file_chunk") == 0


@pytest.mark.parametrize("path", ["documents.d1.kind", "vaccinations.v1.vaccine", "visits.x.diagnosis"])
def test_no_health_data_before_the_consent(store: SqlStore, path: str, hands: Hands) -> None:
    with pytest.raises(HealthBeforeConsent):
        store.put([answer("personal.surname", "Иванова"), answer(path, "x")], path)
    with pytest.raises(HealthBeforeConsent):
        store.add_file(META, [b"hello"], EVENT)
    assert count(store, "draft_row") == 0
    assert count(store, "file") == 0
    store.sign(CONSENT, EVENT)
    store.put([answer(path, "x")], path)
    assert store.draft().rows == (answer(path, "x"),)
    hands.moment += timedelta(days=366 * 6)
    with pytest.raises(HealthBeforeConsent):
        store.put([answer(path, "y")], path)


def test_card_needs_a_signed_consent(store: SqlStore) -> None:
    with pytest.raises(HealthBeforeConsent):
        store.submit(new_card(store.draft().id), EVENT)
    assert store.card() is None


def test_newest_consent_is_in_force(store: SqlStore, hands: Hands) -> None:
    assert store.consent() is None
    store.sign(CONSENT, EVENT)
    later = replace(CONSENT, id="c-2", nonce="n-2", signed_at=hands.now() + timedelta(minutes=1))
    store.sign(later, EVENT)
    store.sign(later, EVENT)
    assert store.consent() == later
    assert count(store, "consent") == 2


def test_refusal_erases_draft_files_and_digest_key(store: SqlStore) -> None:
    before = store.draft()
    store.sign(CONSENT, EVENT)
    store.put([answer("documents.d1.kind", "result")], "")
    store.add_file(META, [b"hello"], Event("file.added", changes=(Change("documents.d1", "", "x"),)))
    keys = count(store, "card_key")
    store.discard_draft(Event("draft.discarded"))
    assert [count(store, t) for t in ("draft_row", "file", "file_chunk")] == [0, 0, 0]
    assert count(store, "card_key") == keys - 1
    assert store.draft().id != before.id
    assert store.verify_journal().ok


def test_document_comes_back_in_chunks_and_versions(store: SqlStore) -> None:
    store.sign(CONSENT, EVENT)
    content = bytes(range(256)) * 4096 * 2 + b"tail"
    store.add_file(META, [content[:3], content[3:]], EVENT)
    assert b"".join(store.read_file("f-1")) == content
    assert max(map(len, store.read_file("f-1"))) <= 1024 * 1024
    newer = replace(META, id="f-2", name="novyj.pdf", version=2)
    store.add_file(newer, [b"new"], EVENT)
    assert store.files() == (newer,)
    assert b"".join(store.read_file("f-1")) == content
    assert list(store.read_file("nobody")) == []


def test_submit_writes_everything_once(store: SqlStore) -> None:
    request = store.draft().id
    store.sign(CONSENT, EVENT)
    store.put([answer("personal.surname", "Иванова")], "")
    store.add_file(META, [b"hello"], EVENT)
    card = store.submit(new_card(request), EVENT)
    assert store.submit(new_card(request, "ЭМК-2"), EVENT) == card == store.card()
    assert card.sections["personal"] == PERSONAL
    assert card.sections["documents"] == (DOCUMENT,)
    assert card.sections["vaccinations"] == (VACCINATION,)
    assert (card.number, card.version, card.marks) == ("ЭМК-1", 1, ("не по справочнику",))
    assert card.states == {"policy": "проверка отложена"}
    assert [count(store, t) for t in ("card", "outbox", "personal", "draft_row")] == [1, 1, 1, 0]
    assert store.draft().id != request
    assert store.files() == (META,)
    store.discard_draft(EVENT)
    assert store.files() == (META,)


def test_second_card_for_a_snils_is_refused(make: Maker) -> None:
    first, second = make("owner-1"), make("owner-2")
    for number, store in enumerate((first, second)):
        store.sign(consent(f"c-{number}"), EVENT)
    first.submit(replace(new_card(first.draft().id), consent_id="c-0"), EVENT)
    other = replace(new_card(second.draft().id, "ЭМК-2"), consent_id="c-1")
    with pytest.raises(SnilsTaken):
        second.submit(other, EVENT)
    assert second.card() is None
    assert count(first, "personal") == 1


def test_a_section_not_in_normal_form_writes_nothing(store: SqlStore) -> None:
    store.sign(CONSENT, EVENT)
    with pytest.raises(ValueError) as failure:
        store.submit(new_card(store.draft().id, snils="112-233-445 95"), EVENT)
    assert "112-233" not in str(failure.value)
    assert count(store, "card") == 0


def test_double_press_makes_one_card(store: SqlStore) -> None:
    request = store.draft().id
    store.sign(CONSENT, EVENT)
    numbers: list[str] = []

    def press(number: str) -> None:
        numbers.append(store.submit(new_card(request, number), EVENT).number)

    threads = [threading.Thread(target=press, args=(f"ЭМК-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 4
    assert len(set(numbers)) == 1
    assert count(store, "card") == 1


def test_booking_changes_over_or_not_at_all(make: Maker) -> None:
    first, second = make("owner-1"), make("owner-2")
    first.book(BOOKING, [NOTICE], EVENT)
    first.book(BOOKING, [NOTICE], EVENT)
    second.book(replace(BOOKING, id="b-2", slot_id="slot-2"), [], EVENT)
    with pytest.raises(SlotTaken):
        second.book(replace(BOOKING, id="b-3"), [], EVENT)
    held = second.booking()
    assert held is not None
    assert held.slot_id == "slot-2"
    later = replace(BOOKING, id="b-4", slot_id="slot-3")
    first.book(later, [], EVENT)
    assert first.booking() == later
    second.book(replace(BOOKING, id="b-5"), [], EVENT)
    assert count(first, "outbox") == 1


def test_notices_and_vaccinations_go_through_their_states(store: SqlStore) -> None:
    store.sign(CONSENT, EVENT)
    store.submit(new_card(store.draft().id), EVENT)
    assert store.outbox() == (NOTICE,)
    store.mark_notice("n-1", "отправлено")
    assert store.outbox()[0].state == "отправлено"
    values = {name: value for name, value in VACCINATION.items() if name != "id"}
    assert store.vaccine_queue() == (("v1", values),)
    store.mark_vaccination("v1", "передано", EVENT)
    assert store.vaccine_queue() == ()
    with pytest.raises(KeyError):
        store.mark_notice("n-9", "отправлено")
    with pytest.raises(KeyError):
        store.mark_vaccination("v9", "передано", EVENT)


def test_owners_do_not_see_each_other(make: Maker) -> None:
    first, second = make("owner-1"), make("owner-2")
    first.sign(CONSENT, EVENT)
    first.add_file(META, [b"hello"], EVENT)
    first.put([answer("personal.surname", "Иванова")], "")
    first.submit(new_card(first.draft().id), EVENT)
    assert second.card() is None
    assert second.files() == ()
    assert second.consent() is None
    assert second.draft().rows == ()
    assert list(second.read_file("f-1")) == []
    assert len(second.journal()) == 1
