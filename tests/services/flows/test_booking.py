"""Booking: nothing is taken before the summary; a slot has one owner (R137–R150)."""

from dataclasses import replace

import pytest

from emk_tui.ports import SlotTaken
from emk_tui.registries.deferred import NoSchedule
from emk_tui.services.flows.asks import Choice, Confirm, Slots
from emk_tui.services.flows.booking import book
from emk_tui.services.session import Session
from emk_tui.services.wizard import Move
from tests.services.worlds import Hands, hold, reopened

DONE = Move("review")


def first(ask: Choice | Slots) -> str:
    """The first option, the first free time."""
    return ask.slots[0].id if isinstance(ask, Slots) else ask.options[0].key


def second(ask: Choice | Slots) -> str:
    """The second one."""
    return ask.slots[1].id if isinstance(ask, Slots) else ask.options[1].key


TAKES = {
    "booking.specialty": "кардиолог", "booking.doctor": first, "booking.slot": first,
    "booking.confirm": True,
}  # fmt: skip


@pytest.fixture
def at_booking(consented: Session) -> Session:
    """The cursor stands at step 7."""
    consented.move("booking")
    return consented


def test_the_summary_is_read_first_and_the_slot_is_taken(at_booking: Session) -> None:
    """R143: everything chosen is in the question; then it is in the store and in the draft."""
    moved, talk = hold(book(at_booking), TAKES)
    assert moved == DONE
    held = at_booking.store.booking()
    assert held is not None
    assert (held.doctor, held.room, held.specialty) == ("Петрова Елена Сергеевна", "14", "кардиолог")
    question = next(ask.question for ask in talk.asks if isinstance(ask, Confirm))
    assert all(part in question for part in (held.doctor, "кабинет 14", f"{held.start.hour}:"))
    wall = held.start.replace(tzinfo=None)
    assert at_booking.draft.raw("booking.slot") == wall.isoformat(timespec="minutes")
    assert at_booking.wizard.final_check() == ()


def test_refusing_the_summary_leaves_the_slot_free(at_booking: Session) -> None:
    """Nothing is taken, nobody is told, the time may be chosen anew."""
    moved, talk = hold(book(at_booking), {**TAKES, "booking.confirm": False})
    assert moved == DONE
    assert at_booking.store.booking() is None
    assert at_booking.store.outbox() == ()
    assert "Запись не сделана, время осталось свободным." in talk.said


def test_refused_nearest_time_is_not_forced_again(at_booking: Session) -> None:
    """«Ближайший» of a file is asked once; after a «нет» the person chooses."""
    at_booking.put("booking.slot", "ближайший")
    _moved, talk = hold(book(at_booking), {**TAKES, "booking.confirm": False})
    assert "booking.slot" not in talk.keys
    _moved, talk = hold(book(at_booking), {**TAKES, "booking.slot": second})
    assert "booking.slot" in talk.keys


def test_two_notices_once_each(at_booking: Session) -> None:
    """R145: by e-mail and into the application."""
    hold(book(at_booking), TAKES)
    notices = at_booking.store.outbox()
    assert [(one.channel, one.subject) for one in notices] == [
        ("email", "Запись к врачу"), ("app", "Запись к врачу"),
    ]  # fmt: skip
    assert all("Петрова Елена Сергеевна" in one.text for one in notices)
    assert len({one.id for one in notices}) == 2


def test_a_new_booking_releases_the_old_one(at_booking: Session) -> None:
    """One active booking; the old time can be taken again."""
    hold(book(at_booking), TAKES)
    old = at_booking.store.booking()
    hold(book(at_booking), {**TAKES, "booking.change": True, "booking.slot": second})
    new = at_booking.store.booking()
    assert old is not None and new is not None
    assert old.slot_id != new.slot_id
    hold(book(at_booking), {**TAKES, "booking.change": True})
    back = at_booking.store.booking()
    assert back is not None
    assert back.slot_id == old.slot_id


def test_a_kept_booking_is_not_changed_without_a_yes(at_booking: Session) -> None:
    """Durable; «нет» leaves it and the outbox as they are."""
    hold(book(at_booking), TAKES)
    again = reopened(at_booking)
    again.move("booking")
    moved, talk = hold(book(again), {"booking.change": False})
    assert moved == DONE
    assert talk.keys == ["booking.change"]
    assert len(again.store.outbox()) == 2
    again.store.close()


def test_a_taken_slot_is_told_at_once(at_booking: Session) -> None:
    """R150: the store decides; another time is offered, nothing was said to be booked before."""
    real, tries = at_booking.store.book, []

    def somebody_was_first(*given: object) -> None:
        tries.append(given)
        if len(tries) == 1:
            raise SlotTaken
        real(*given)  # type: ignore[arg-type]

    at_booking.store.book = somebody_was_first  # type: ignore[method-assign,assignment]
    _moved, talk = hold(book(at_booking), {**TAKES, "booking.slot": [first, second]})
    assert talk.codes == ["SLOT_TAKEN"]
    assert len(at_booking.store.outbox()) == 2
    assert sum(text.startswith("Вы записаны") for text in talk.said) == 1


@pytest.mark.parametrize("answers", [{"booking.specialty": "later"}, {**TAKES, "booking.doctor": "later"}, {**TAKES, "booking.slot": "later"}])
def test_booking_may_be_left_for_later(at_booking: Session, answers: dict[str, object]) -> None:
    """The step is done, no slot is taken."""
    moved, _talk = hold(book(at_booking), answers)
    assert moved == DONE
    assert at_booking.store.booking() is None


def test_without_a_schedule_it_is_left_for_later(at_booking: Session) -> None:
    """Said in a sentence, nothing is asked."""
    at_booking.registries = replace(at_booking.registries, schedule=NoSchedule())
    moved, talk = hold(book(at_booking))
    assert moved == DONE
    assert talk.keys == []
    assert talk.said == ["Расписание не подключено. Записаться можно позже, карта создаётся и без записи."]


def test_hints_free_words_and_an_expired_licence(at_booking: Session) -> None:
    """R137, R138, R139, R142: the words that a choice is made by."""
    _moved, talk = hold(book(at_booking), TAKES)
    choices = {ask.key: [one.text for one in ask.options] for ask in talk.asks if isinstance(ask, Choice)}
    assert "кардиолог, для сердечно-сосудистой системы" in choices["booking.specialty"]
    assert [text.partition(" ")[0] for text in choices["booking.doctor"]] == [
        "Петрова", "Громов", "Лебедева", "записаться",
    ]  # fmt: skip
    assert "лицензия истекла" in choices["booking.doctor"][1]


def test_no_time_in_the_past_is_offered(at_booking: Session, hands: Hands) -> None:
    """The clock decides."""
    hands.on(hours=3)
    _moved, talk = hold(book(at_booking), {**TAKES, "booking.specialty": "терапевт"})
    held = at_booking.store.booking()
    assert held is not None
    assert held.start > hands.now()
    assert talk.codes == []
