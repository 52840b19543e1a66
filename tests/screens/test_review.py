"""Step 8 on the screen: ticks, jumps, «Оформить»; happy, wrong, back, resume (R41, R49–R53, R85, R86)."""

import re
from collections.abc import Callable

import pytest
from textual import events
from textual.geometry import Offset

from emk_tui.services.session import Session
from emk_tui.widgets.review_list import ReviewList
from tests.screens.scene import Scene, play
from tests.services.worlds import reopened

SIZES = [(40, 12), (80, 24), (120, 40)]


@pytest.fixture
def last(consented: Session) -> Session:
    """The cursor stands at the review, everything before it is finished."""
    for key in ("documents", "vaccinations", "booking"):
        consented.finish(key)
    consented.move("review")
    return consented


def listed(stage: Scene) -> ReviewList:
    """The list on the screen."""
    part = stage.app.face_screen.part
    assert isinstance(part, ReviewList)
    return part


def here(stage: Scene) -> str:
    """Path of the row under the arrow; empty at the button."""
    row = listed(stage).row
    return row.path if row else ""


@pytest.mark.parametrize("size", SIZES)
def test_rows_with_origin_and_count(last: Session, size: tuple[int, int]) -> None:
    """Number, label, value, where it came from; the count above them, usable at any size."""

    async def scene(stage: Scene) -> None:
        assert "Сверено 0 из " in stage.text and "Личные данные, сверено 0 из 21" in stage.text
        assert ">  1 Фамилия: Иванова, из" in stage.text
        text = await stage.press("end")
        assert "> [ Оформить ]" in text

    play(last.world, scene, session=last, size=size)


def test_space_ticks_and_takes_back(last: Session) -> None:
    """Space: «сверено» and on; once more on the same row: no longer; the rail and the store know."""

    async def scene(stage: Scene) -> None:
        text = await stage.press("space", "space")
        assert "Сверено 2 из " in text and "сверено 2 " in text
        assert here(stage) == "personal.patronymic"
        text = await stage.press("up", "space")
        assert "Сверено 1 из " in text and here(stage) == "personal.given_name"

    play(last.world, scene, session=last)
    again = reopened(last)
    assert again.seen("personal.surname") and not again.seen("personal.given_name")
    again.store.close()


@pytest.mark.parametrize("key", ["a", "а", "ф", "A"])
def test_a_ticks_the_section(last: Session, key: str) -> None:
    """All of a section in either layout, then none."""

    async def scene(stage: Scene) -> None:
        assert "Личные данные, сверено 21 из 21" in await stage.press(key)
        assert "Личные данные, сверено 0 из 21" in await stage.press(key)

    play(last.world, scene, session=last)


def test_jump_by_number_change_and_back(last: Session) -> None:
    """R85: number, Enter, the field at its own step, Enter: the same row, its tick gone with the change."""

    async def scene(stage: Scene) -> None:
        await stage.press("a", "2")
        text = await stage.press("enter")
        assert "1 из 8 Личные данные" in text and "Enter к проверке" in text
        await stage.press("ctrl+u")
        text = await stage.type("Анна\n")
        # the register holds another name: two columns first (R76)
        assert re.search(r"Поле +Указано +В реестре", text) and re.search(r"Имя +Анна +Мария", text)
        assert "Номер паспорта" not in text, "no form beside the page"
        text = await stage.press("enter")
        assert "8 из 8 Проверка" in text and "Сверено 20 из " in text
        assert ">  2 Имя: Анна, введено" in text and here(stage) == "personal.given_name"

    play(last.world, scene, session=last)
    assert last.draft.raw("personal.given_name") == "Анна"
    assert last.wizard.cursor == "review"


def test_back_from_the_field_keeps_what_was_typed(last: Session) -> None:
    """F7 is a way back to the review as well; F7 at the review goes one step back."""

    async def scene(stage: Scene) -> None:
        await stage.press("1", "enter")
        await stage.type("-Петрова")
        assert "В реестре" in await stage.press("f7")
        text = await stage.press("enter")
        assert "8 из 8 Проверка" in text and ">  1 Фамилия: Иванова-Петрова, введено" in text
        assert "7 из 8" in await stage.press("f7")

    play(last.world, scene, session=last)
    assert last.draft.raw("personal.surname") == "Иванова-Петрова"


def test_nothing_changed_keeps_the_tick(last: Session) -> None:
    """To look at a field takes nothing away."""

    async def scene(stage: Scene) -> None:
        await stage.press("space", "up", "enter")
        assert "Сверено 1 из " in await stage.press("enter")

    play(last.world, scene, session=last)


def test_wrong_answer_is_told_and_submit_opens_it(last: Session) -> None:
    """The row says it, F8 finds it, «Оформить» goes to it; no card."""

    async def scene(stage: Scene) -> None:
        await stage.press("6", "enter", "backspace")
        text = await stage.type("6\n")
        assert "ошибка: не сходится" in text and "Ошибка: Контрольное число СНИЛС" in text
        await stage.press("home", "f8")
        assert here(stage) == "personal.snils"
        text = await stage.press("f3")
        assert "1 из 8 Личные данные" in text and "Контрольное число СНИЛС" in text
        assert last.wizard.cursor == "personal.snils"

    play(last.world, scene, session=last)
    assert last.store.card() is None


@pytest.mark.parametrize("keys", [("end", "enter"), ("f3",)])
def test_happy_to_the_card(last: Session, keys: tuple[str, ...]) -> None:
    """R41, R50: the button or F3, then yes; the number and «Обработано»."""

    async def scene(stage: Scene) -> None:
        assert "Оформить электронную медицинскую карту?" in await stage.press(*keys)
        text = await stage.press("down", "enter")
        assert "Карта создана, номер ДЕМО-" in text and "Обработано" in text

    play(last.world, scene, session=last)
    assert last.store.card() is not None


def test_double_enter_makes_one_card(last: Session) -> None:
    """R50: nothing else is answered by the second one."""

    async def scene(stage: Scene) -> None:
        await stage.press("end", "enter", "down")
        for _again in range(3):
            stage.app.post_message(events.Key("enter", "\r"))
        assert "Сохранить PDF?" in await stage.until("Сохранить PDF?")
        await stage.settle()
        assert not (last.world.folder / "papers").exists()

    play(last.world, scene, session=last)
    assert len(last.store.outbox()) == 1


def test_back_out_of_submit_is_the_review(last: Session) -> None:
    """F7 at the last question: the rows again, nothing made."""

    async def scene(stage: Scene) -> None:
        await stage.press("f3")
        assert "Сверено 0 из " in await stage.press("f7")

    play(last.world, scene, session=last)
    assert last.store.card() is None


def test_resume_with_ticks(last: Session) -> None:
    """The review opens again at the first row that is not ticked."""

    async def tick(stage: Scene) -> None:
        await stage.press("space", "space", "space")

    async def resume(stage: Scene) -> None:
        assert "Сверено 3 из " in stage.text and here(stage) == "personal.birth_date"

    play(last.world, tick, session=last)
    again = reopened(last)
    play(again.world, resume, session=again)
    again.store.close()


@pytest.mark.parametrize(
    ("offset", "seen"),
    [
        (lambda width: Offset(10, 1), "1 из 8 Личные данные"),
        (lambda width: Offset(width - 3, 2), "Сверено 1 из "),
        (lambda width: Offset(3, 0), "Сверено 0 из "),
    ],
)
def test_by_mouse(last: Session, offset: Callable[[int], Offset], seen: str) -> None:
    """A row opens, its right edge ticks, a heading does nothing."""

    async def scene(stage: Scene) -> None:
        lines = listed(stage).lines
        await stage.pilot.click(lines, offset=offset(lines.size.width))
        await stage.settle()
        assert seen in stage.text

    play(last.world, scene, session=last)


def test_button_by_mouse(last: Session) -> None:
    """The last line is the button."""

    async def scene(stage: Scene) -> None:
        await stage.press("end")
        lines = listed(stage).lines
        await stage.pilot.click(lines, offset=Offset(5, lines.size.height - 1))
        await stage.settle()
        assert "Оформить электронную медицинскую карту?" in stage.text

    play(last.world, scene, session=last)


def test_booking_is_changed_by_its_conversation(last: Session) -> None:
    """A row of the booking asks for specialty, doctor and time, not for a text."""

    async def scene(stage: Scene) -> None:
        number = next(row.number for row in listed(stage).rows if row.path == "booking.specialty")
        text = await stage.press(*str(number), "enter")
        assert "терапевт" in text
        await stage.press("f7")
        assert here(stage) == "booking.specialty"

    play(last.world, scene, session=last)


def test_values_are_no_markup(last: Session) -> None:
    """What people typed is shown as typed."""
    last.put("personal.passport_issued_by", "ОВД [bold]5[/bold]")
    last.finish("personal")

    async def scene(stage: Scene) -> None:
        assert "[bold]5[/bold]" in " ".join(stage.text.split()).replace("│ ", "")

    play(last.world, scene, session=last, size=(120, 40))


def test_compare_with_the_paper(last: Session) -> None:
    """R80: typed once more from the paper; the same row afterwards, the answer in words."""

    async def scene(stage: Scene) -> None:
        await stage.press("2", "=")
        text = await stage.type("Марина\n")
        assert (
            "Отличается, знак 5: в форме «я», в документе «н»." in text
            and here(stage) == "personal.given_name"
        )
        await stage.press("=")
        text = await stage.type("мария\n")
        assert "Совпадает, сверено." in text and "Сверено 1 из " in text
        await stage.press("3", "=", "f7")
        assert here(stage) == "personal.patronymic"

    play(last.world, scene, session=last)
