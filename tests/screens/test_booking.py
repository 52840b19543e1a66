"""Step 7 on the screen: nothing is taken before the summary (R137–R150)."""

from dataclasses import replace

import pytest

from emk_tui.ports import SlotTaken
from emk_tui.registries.deferred import NoSchedule
from emk_tui.services.bookings import slot_sentence
from emk_tui.services.session import Session
from emk_tui.widgets.action_line import ActionLine
from emk_tui.widgets.option_lines import OptionLines
from tests.screens.scene import Scene, play

SIZES = [(40, 12), (80, 24), (120, 40)]
TO_TIMES = ("down", "enter", "enter", "enter")
"""The cardiologist, «Просмотр расписания», the nearest doctor."""


@pytest.fixture
def at_booking(consented: Session) -> Session:
    """The cursor stands at step 7."""
    consented.move("booking")
    return consented


def words(text: str) -> str:
    """The stage in one line: what is wrapped there reads on."""
    parts = [line.split("│") for line in text.splitlines()]
    return " ".join(one[min(1, len(one) - 1)].strip() for one in parts)


@pytest.mark.parametrize("size", SIZES)
def test_from_the_specialty_to_a_taken_time(at_booking: Session, size: tuple[int, int]) -> None:
    """The whole way by keys; the sentence of the cell is the one of the summary."""

    async def scene(stage: Scene) -> None:
        assert "Просмотр расписания: ещё не выбрано" in stage.text
        text = await stage.press("down", "enter")
        assert "> Просмотр расписания: кардиолог" in text
        text = await stage.press("enter")
        assert "Врач, кардиолог, врачей 3" in text
        text = await stage.press("enter")
        assert "свободных записей 60" in text and ">свободно" in text
        slots = at_booking.registries.schedule.slots("201")
        assert slot_sentence(slots[0]) in words(text)
        text = await stage.press("ctrl+end", "enter")
        assert f"Записать: {slot_sentence(slots[-1])}?" in words(text)
        assert at_booking.store.booking() is None
        text = await stage.press("down", "enter")
        assert "Вы записаны: " in text

    play(at_booking.world, scene, session=at_booking, size=size)
    held = at_booking.store.booking()
    assert held is not None and held.doctor == "Петрова Елена Сергеевна"
    assert at_booking.wizard.step.key == "review"


def test_the_button_is_off_until_a_specialty_is_chosen(at_booking: Session) -> None:
    """R148: by Enter on it and by mouse nothing happens, in words; then it opens the next part."""

    async def scene(stage: Scene) -> None:
        text = await stage.press("end", "down", "enter")
        assert "> Просмотр расписания: ещё не выбрано" in text
        await stage.pilot.click(ActionLine, offset=(5, 0))
        await stage.settle()
        assert "Специальность врача" in stage.text
        await stage.pilot.click(OptionLines, offset=(5, 2))
        await stage.settle()
        assert "врачей 3, выбрано" in words(stage.text), "the second line of the second option"
        await stage.pilot.click(ActionLine, offset=(5, 0))
        await stage.settle()
        assert "Врач, кардиолог, врачей 3" in stage.text

    play(at_booking.world, scene, session=at_booking)
    assert at_booking.draft.raw("booking.specialty") == "кардиолог"


def test_refused_at_the_summary_the_time_stays_free(at_booking: Session) -> None:
    """R143; «да» to another time opens the grid again, with as many free times."""

    async def scene(stage: Scene) -> None:
        await stage.press(*TO_TIMES, "ctrl+end", "enter")
        text = await stage.press("н")
        assert "Запись не сделана, время осталось свободным." in words(text)
        text = await stage.press("д")
        assert "свободных записей 60" in text

    play(at_booking.world, scene, session=at_booking)
    assert at_booking.store.booking() is None
    assert at_booking.store.outbox() == ()


@pytest.mark.parametrize("size", SIZES)
def test_a_time_taken_by_somebody_is_told_at_once(at_booking: Session, size: tuple[int, int]) -> None:
    """R150: the grid opens again without it."""

    def somebody_was_first(*_given: object) -> None:
        raise SlotTaken

    at_booking.store.book = somebody_was_first  # type: ignore[method-assign,assignment]

    async def scene(stage: Scene) -> None:
        lost = words(await stage.press(*TO_TIMES))
        first = slot_sentence(at_booking.registries.schedule.slots("201")[0])
        assert first in lost and ">свободно" in lost
        text = words(await stage.press("enter", "д"))
        assert "Ошибка: Это время только что заняли. Выберите другое." in text
        assert ">свободно" in text and first not in text

    play(at_booking.world, scene, session=at_booking, size=size)


def test_left_for_later(at_booking: Session) -> None:
    """From the list, from the grid by its letter: the step goes on."""

    async def scene(stage: Scene) -> None:
        text = await stage.press(*TO_TIMES, "п")
        assert "8 из 8" in text

    play(at_booking.world, scene, session=at_booking)
    assert at_booking.store.booking() is None


def test_back_keeps_the_chosen_specialty(at_booking: Session) -> None:
    """Seven back to six and forth again: the button waits for Enter."""

    async def scene(stage: Scene) -> None:
        await stage.press("down", "enter", "enter")
        text = await stage.press("f7")
        assert "6 из 8" in text
        stage.app.dialogue.leave(7)
        await stage.settle()
        assert "> Просмотр расписания: кардиолог" in stage.text

    play(at_booking.world, scene, session=at_booking)


def test_filters_in_words_and_one_key_that_clears_them(at_booking: Session) -> None:
    """R141: distance, then letters, then Delete."""

    async def scene(stage: Scene) -> None:
        text = words(await stage.press("down", "enter", "enter"))
        assert "2. Громов Илья Фёдорович, 5 км, стаж 31 год, лицензия истекла" in text
        text = words(await stage.press("5", "enter"))
        assert "врачей 3, из них не дальше 5 км, врачей 2" in text
        text = words(await stage.type("громов"))
        assert "Найдено 1 из" in text
        text = words(await stage.press("delete"))
        assert "Врач, все специальности, врачей 13" in text
        assert "снять фильтры" not in text

    play(at_booking.world, scene, session=at_booking)


def test_a_booking_held_is_changed_or_kept(at_booking: Session) -> None:
    """The old one is named in the summary."""

    async def scene(stage: Scene) -> None:
        await stage.press(*TO_TIMES, "ctrl+end", "enter", "д")
        stage.app.dialogue.leave(7)
        await stage.settle()
        assert "Вы уже записаны: " in stage.text and "2. Изменить запись" in stage.text
        await stage.press("2", "enter")
        await stage.press("enter", "enter")
        text = words(await stage.press("ctrl+end", "enter"))
        assert "Прежняя запись будет снята: " in text

    play(at_booking.world, scene, session=at_booking)
    assert at_booking.store.booking() is not None


def test_without_a_schedule_the_next_step_says_so(at_booking: Session) -> None:
    """The real world: the sentence stands on the screen of the next step."""
    at_booking.registries = replace(at_booking.registries, schedule=NoSchedule())

    async def scene(stage: Scene) -> None:
        assert "8 из 8" in stage.text
        assert "Расписание не подключено. Записаться можно позже" in words(stage.text)

    play(at_booking.world, scene, session=at_booking)
    assert at_booking.wizard.step.key == "review"
