"""A consent is withdrawn and a booking cancelled: each one transaction with its entry (R92, R102, K11)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from emk_tui.ports import Event
from emk_tui.store.card_store import SqlStore
from emk_tui.store.faults import HealthBeforeConsent
from emk_tui.store.journal import Journal
from tests.store.conftest import Maker
from tests.store.data import BOOKING, CONSENT, EVENT, META, NOTICE, Hands, answer, consent, new_card

ENDED = Event("согласие отозвано", "c-1")
KEPT = ("personal.surname", "checks.finished.policy", "checks.seen.personal.surname", "consent.statistics")
GONE = (
    "documents.1.kind", "documents.1.results.1.low", "vaccinations.1.vaccine", "visits.1.diagnosis",
    "booking.slot", "checks.documents", "checks.finished.vaccinations", "checks.taken.documents.1",
    "checks.seen.documents.1.kind",
)  # fmt: skip


def filled(store: SqlStore) -> None:
    """A draft with everything in it, a file and a booking."""
    store.sign(CONSENT, EVENT)
    store.put([answer(path, "x") for path in (*KEPT, *GONE)], "documents.1.kind")
    store.add_file(META, [b"hello"], EVENT)
    store.book(BOOKING, [NOTICE], EVENT)


def actions(store: SqlStore) -> list[str]:
    """What the journal tells."""
    return [entry.action for entry in store.journal()]


def state(store: SqlStore) -> tuple[object, ...]:
    """What a withdrawal and a cancellation may change."""
    now, cards = store.consent(), store.card()
    paths = tuple(row.path for row in store.draft().rows)
    return now and now.id, cards and cards.number, paths, store.files(), store.booking() and 1, actions(store)


def test_a_withdrawn_consent_is_kept_and_not_in_force(store: SqlStore, hands: Hands) -> None:
    store.sign(CONSENT, EVENT)
    store.withdraw("c-1", "Передумала", ENDED)
    assert store.consent() is None
    assert store.last_consent() == replace(CONSENT, withdrawn_at=hands.now(), reason="Передумала")
    assert actions(store)[-1] == "согласие отозвано"
    assert store.verify_journal().ok


def test_the_moment_is_that_of_the_event(store: SqlStore, hands: Hands) -> None:
    store.sign(CONSENT, EVENT)
    at = hands.now() + timedelta(minutes=3)
    store.withdraw("c-1", "Передумала", replace(ENDED, at=at))
    last = store.last_consent()
    assert last is not None and last.withdrawn_at == at


def test_an_earlier_consent_does_not_come_into_force_again(store: SqlStore, hands: Hands) -> None:
    store.sign(CONSENT, EVENT)
    later = replace(CONSENT, id="c-2", nonce="n-2", signed_at=hands.now() + timedelta(minutes=1))
    store.sign(later, EVENT)
    store.withdraw("c-2", "Передумала", ENDED)
    assert store.consent() is None
    again = replace(later, id="c-3", nonce="n-3", signed_at=hands.now() + timedelta(minutes=2))
    store.sign(again, EVENT)
    assert store.consent() == store.last_consent() == again


def test_of_two_signed_in_one_moment_the_one_in_force_is_the_last(store: SqlStore) -> None:
    store.sign(CONSENT, EVENT)
    store.withdraw("c-1", "Передумала", ENDED)
    again = replace(CONSENT, id="c-2", nonce="n-2")
    store.sign(again, EVENT)
    assert store.last_consent() == again


def test_a_second_withdrawal_changes_nothing(store: SqlStore) -> None:
    store.sign(CONSENT, EVENT)
    store.withdraw("c-1", "Передумала", ENDED)
    before = actions(store)
    store.withdraw("c-1", "Ещё раз", ENDED)
    last = store.last_consent()
    assert last is not None and last.reason == "Передумала"
    assert actions(store) == before


def test_health_of_the_draft_goes_with_it(store: SqlStore) -> None:
    filled(store)
    store.withdraw("c-1", "Передумала", ENDED)
    assert tuple(row.path for row in store.draft().rows) == KEPT
    assert store.files() == ()
    assert store.booking() is None
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM file_chunk")).scalar_one() == 0
    with pytest.raises(HealthBeforeConsent):
        store.put([answer("documents.1.kind", "x")], "")
    with pytest.raises(HealthBeforeConsent):
        store.submit(new_card(store.draft().id), EVENT)


def test_a_card_stays_with_its_files_and_its_booking(store: SqlStore) -> None:
    filled(store)
    card = store.submit(new_card(store.draft().id), EVENT)
    assert len(store.vaccine_queue()) == 1
    store.withdraw("c-1", "Передумала", ENDED)
    assert store.card() == card
    assert store.files() == (META,)
    assert store.booking() == BOOKING
    assert store.vaccine_queue() == ()
    store.sign(replace(CONSENT, id="c-2", nonce="n-2"), EVENT)
    assert len(store.vaccine_queue()) == 1


def test_a_consent_of_somebody_else_cannot_be_withdrawn(make: Maker) -> None:
    first, second = make("owner-1"), make("owner-2")
    first.sign(consent("c-1"), EVENT)
    for store, identity in ((second, "c-1"), (first, "c-9")):
        with pytest.raises(KeyError):
            store.withdraw(identity, "Передумала", ENDED)
    second.sign(consent("c-2"), EVENT)
    second.book(BOOKING, [], EVENT)
    first.withdraw("c-1", "Передумала", ENDED)
    assert first.consent() is None
    assert second.consent() == consent("c-2")
    assert second.booking() == BOOKING


def test_a_cancelled_slot_is_free_again(make: Maker) -> None:
    first, second = make("owner-1"), make("owner-2")
    first.book(BOOKING, [], EVENT)
    told = Event("запись к врачу отменена", "b-1")
    first.cancel_booking("b-1", [NOTICE], told)
    first.cancel_booking("b-1", [NOTICE], told)
    assert first.booking() is None
    assert first.outbox() == (NOTICE,)
    assert actions(first).count(told.action) == 1
    second.book(replace(BOOKING, id="b-2"), [], EVENT)
    first.cancel_booking("b-2", [], told)
    assert second.booking() is not None
    assert first.verify_journal().ok


@pytest.mark.parametrize(
    "change",
    [
        lambda store: store.withdraw("c-1", "Передумала", ENDED),
        lambda store: store.cancel_booking("b-1", [NOTICE], ENDED),
    ],
    ids=["withdraw", "cancel"],
)
def test_one_transaction(
    store: SqlStore, change: Callable[[SqlStore], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at its last statement it has changed nothing at all."""
    filled(store)
    before = state(store)

    def killed(*given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as end:
        end.setattr(Journal, "append", killed)
        with pytest.raises(KeyboardInterrupt):
            change(store)
    assert state(store) == before
    change(store)
    assert state(store) != before
