"""Booking: nothing is taken before the summary; a slot has one owner (R137–R150)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from emk_tui.ports import Slot, SlotTaken
from emk_tui.registries.deferred import NoSchedule
from emk_tui.services.flows.asks import Choice, Confirm, Slots
from emk_tui.services.flows.booking import book
from emk_tui.services.flows.held_booking import CANCEL, CHANGE, KEEP
from emk_tui.services.session import Session
from emk_tui.services.wizard import Move
from tests.services.worlds import Hands, Talk, hold, reopened

DONE = Move("review")


def first(ask: Choice | Slots) -> str:
    """The first option, the first free time."""
    return ask.slots[0].id if isinstance(ask, Slots) else ask.options[0].key


def second(ask: Choice | Slots) -> str:
    """The second one."""
    return ask.slots[1].id if isinstance(ask, Slots) else ask.options[1].key


def last(ask: Slots) -> str:
    """More than a day ahead."""
    return ask.slots[-1].id


def questions(talk: Talk, key: str) -> list[str]:
    """The words of the questions with this key, in order."""
    return [ask.question for ask in talk.asks if isinstance(ask, Confirm | Choice) and ask.key == key]


def held_options(talk: Talk) -> list[str]:
    """What can be done with the booking that is held."""
    (ask,) = [ask for ask in talk.asks if isinstance(ask, Choice) and ask.key == "booking.held"]
    return [one.key for one in ask.options]


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
    moved, talk = hold(book(at_booking), {**TAKES, "booking.confirm": False, "booking.retry": False})
    assert moved == DONE
    assert at_booking.store.booking() is None
    assert at_booking.store.outbox() == ()
    assert "Запись не сделана, время осталось свободным." in talk.said


def test_refused_nearest_time_is_not_forced_again(at_booking: Session) -> None:
    """«Ближайший» of a file is asked once; after a «нет» the person chooses."""
    at_booking.put("booking.slot", "ближайший")
    _moved, talk = hold(book(at_booking), {**TAKES, "booking.confirm": False, "booking.retry": False})
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
    hold(book(at_booking), {**TAKES, "booking.slot": last})
    old = at_booking.store.booking()
    _moved, talk = hold(book(at_booking), {**TAKES, "booking.held": CHANGE, "booking.slot": last})
    question = questions(talk, "booking.confirm")[0]
    assert "Прежняя запись будет снята: " in question
    new = at_booking.store.booking()
    assert old is not None and new is not None
    assert old.slot_id != new.slot_id
    hold(book(at_booking), {**TAKES, "booking.held": CHANGE, "booking.slot": last})
    back = at_booking.store.booking()
    assert back is not None
    assert back.slot_id == old.slot_id


def test_a_kept_booking_is_not_changed_without_a_yes(at_booking: Session) -> None:
    """Durable; «нет» leaves it and the outbox as they are."""
    hold(book(at_booking), {**TAKES, "booking.slot": last})
    again = reopened(at_booking)
    again.move("booking")
    moved, talk = hold(book(again), {"booking.held": KEEP})
    assert moved == DONE
    assert talk.keys == ["booking.held"]
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
    offered: list[str] = []

    def fresh(ask: Slots) -> str:
        offered.append(ask.slots[0].id)
        return ask.slots[0].id

    _moved, talk = hold(book(at_booking), {**TAKES, "booking.slot": fresh})
    assert talk.codes == ["SLOT_TAKEN"]
    assert len(set(offered)) == 2, "the lost time is not offered again"
    assert talk.keys.count("booking.doctor") == 1
    assert len(at_booking.store.outbox()) == 2
    assert sum(text.startswith("Вы записаны") for text in talk.said) == 1


LATER = [
    {"booking.specialty": "later"},
    {**TAKES, "booking.doctor": "later"},
    {**TAKES, "booking.slot": "later"},
]


@pytest.mark.parametrize("answers", LATER)
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
    assert "кардиолог, для сердечно-сосудистой системы, врачей 3" in choices["booking.specialty"]
    assert choices["booking.doctor"] == [
        "Петрова Елена Сергеевна, 1 км, стаж 15 лет, лицензия ЛО-77-01-020201 до 28.02.2032",
        "Громов Илья Фёдорович, 5 км, стаж 31 год, лицензия истекла, ЛО-77-01-020202, была до 01.03.2024",
        "Лебедева Нина Аркадьевна, 8 км, стаж 9 лет, лицензия ЛО-77-01-020203 до 10.10.2030",
        "не дальше 1 км, врачей 1",
        "не дальше 5 км, врачей 2",
        "выбрать специальность",
        "снять фильтры, все врачи 13",
        "записаться позже",
    ]


def test_no_time_in_the_past_is_offered(at_booking: Session, hands: Hands) -> None:
    """The clock decides."""
    hands.on(hours=3)
    _moved, talk = hold(book(at_booking), {**TAKES, "booking.specialty": "терапевт"})
    held = at_booking.store.booking()
    assert held is not None
    assert held.start > hands.now()
    assert talk.codes == []


def test_another_time_after_a_no(at_booking: Session) -> None:
    """«Выбрать другое время» opens the times again."""
    answers = {
        **TAKES,
        "booking.confirm": [False, True],
        "booking.retry": True,
        "booking.slot": [first, second],
    }
    _moved, talk = hold(book(at_booking), answers)
    assert talk.keys.count("booking.slot") == 2
    assert at_booking.store.booking() is not None


def test_two_filters_combine_and_one_answer_clears_them(at_booking: Session) -> None:
    """R141: every list is told with its counts."""
    picks = ["near 5", "other", "every", "near 3", "later"]
    answers = {"booking.specialty": ["кардиолог", "невролог"], "booking.doctor": picks}
    _moved, talk = hold(book(at_booking), answers)
    assert questions(talk, "booking.doctor") == [
        "Врач, кардиолог, врачей 3",
        "Врач, кардиолог, врачей 3, из них не дальше 5 км, врачей 2",
        "Врач, невролог, врачей 2",
        "Врач, все специальности, врачей 13",
        "Врач, все специальности, врачей 13, из них не дальше 3 км, врачей 5",
    ]
    assert "Не дальше 5 км таких врачей нет, показаны все." in talk.said
    again = [ask for ask in talk.asks if isinstance(ask, Choice) and ask.key == "booking.specialty"][1]
    assert "невролог, врачей 0" in [one.text for one in again.options]


def test_another_doctor_from_his_times(at_booking: Session) -> None:
    """Back to the doctors, with the filters kept."""
    answers = {**TAKES, "booking.doctor": ["near 5", first, second], "booking.slot": ["other", last]}
    hold(book(at_booking), answers)
    held = at_booking.store.booking()
    assert held is not None and held.doctor == "Громов Илья Фёдорович"
    assert at_booking.draft.raw("booking.doctor") == held.doctor


def test_a_doctor_without_time_is_told_and_left_out(at_booking: Session) -> None:
    """The list comes again without him."""
    schedule = at_booking.registries.schedule
    real = schedule.slots
    schedule.slots = lambda one, limit=60: () if one == "201" else real(one, limit)  # type: ignore[method-assign,assignment]
    hold(book(at_booking), {**TAKES, "booking.slot": last})
    held = at_booking.store.booking()
    assert held is not None and held.doctor == "Громов Илья Фёдорович"


@pytest.mark.parametrize(("seconds", "asked"), [(-1, False), (0, True), (1, True)])
def test_a_booking_is_changed_until_a_day_before(
    at_booking: Session, hands: Hands, seconds: int, asked: bool
) -> None:
    """R146, K11: at least 24 hours, the last moment in words."""
    hold(book(at_booking), {**TAKES, "booking.slot": last})
    held = at_booking.store.booking()
    assert held is not None
    ahead = held.start - hands.now() - timedelta(hours=24, seconds=seconds)
    hands.on(hours=ahead.total_seconds() / 3600)
    moved, talk = hold(book(at_booking), {"booking.held": KEEP})
    assert moved == DONE
    assert talk.keys == ["booking.held"]
    assert any("24 часа" in text for text in talk.said) is not asked
    assert held_options(talk) == ([KEEP, CHANGE, CANCEL] if asked else [KEEP, CANCEL])


def test_less_than_a_day_ahead_is_told_before(at_booking: Session) -> None:
    """The first time is tomorrow morning: it could not be changed any more."""
    _moved, talk = hold(book(at_booking), TAKES)
    question = next(ask.question for ask in talk.asks if isinstance(ask, Confirm))
    assert question.startswith("До приёма меньше 24 часов, изменить запись будет нельзя.")


def test_the_same_time_with_another_doctor_is_flagged(at_booking: Session) -> None:
    """R144: an overlap with the own booking."""
    hold(book(at_booking), {**TAKES, "booking.slot": last})
    held = at_booking.store.booking()
    assert held is not None

    def same(ask: Slots) -> str:
        return next(one.id for one in ask.slots if one.start == held.start)

    schedule = at_booking.registries.schedule
    doctor = schedule.doctors("кардиолог")[2]
    offered = (Slot("other", doctor, held.start, 20),)
    schedule.slots = lambda _one, limit=60: offered  # type: ignore[method-assign,assignment]
    answers = {**TAKES, "booking.held": CHANGE, "booking.slot": same, "booking.confirm": False}
    _moved, talk = hold(book(at_booking), {**answers, "booking.retry": False})
    question = questions(talk, "booking.confirm")[0]
    assert question.startswith("Время пересекается с вашей записью.")
    assert at_booking.store.booking() == held
