"""F6 and F1: the field, then every key with its second one."""

import pytest

from emk_tui.card.section import members
from emk_tui.card.sections import SECTIONS
from emk_tui.face.commands import COMMANDS, key_name
from emk_tui.screens.help import EDITED, HelpScreen, editing_rows
from emk_tui.services.session import Session
from emk_tui.widgets.field_input import EDITING
from tests.screens.scene import Scene, play


async def read(stage: Scene) -> str:
    """All of the help, page by page, as one text."""
    pages = []
    while True:
        pages.append(stage.text)
        if await stage.press("pagedown") == pages[-1]:
            return "\n".join(pages)


@pytest.mark.parametrize("key", ["f6", "f1"])
def test_the_field_in_focus_is_explained(session: Session, key: str) -> None:
    """What it wants, an example, where it is printed."""

    async def scene(stage: Scene) -> None:
        text = await stage.press(key)
        assert "Фамилия, обязательно." in text and "пример Иванова" in text
        assert "Где: паспорт, страницы 2 и 3." in text

    play(session.world, scene, session=session)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_the_policy_number_says_where_it_is_printed(consented: Session, size: tuple[int, int]) -> None:
    """R160: for each form of the policy, at every size."""
    consented.move("policy.number")

    async def scene(stage: Scene) -> None:
        text = " ".join((await stage.press("f1")).split())
        for words in (
            "единый полис: лицевая сторона или приложение",
            "старый: верх бланка",
            "временный: номер бланка",
        ):
            assert words in text

    play(consented.world, scene, session=consented, size=size)


def test_what_is_wrong_stands_above(session: Session) -> None:
    """In full, also where the help line has to cut it."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иванoва")
        text = await stage.press("f6")
        assert "Ошибка: " in text and "F4 заменит на: Иванова" in " ".join(text.split())

    play(session.world, scene, session=session)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
def test_every_key_stands_there_with_its_second_one(session: Session, size: tuple[int, int]) -> None:
    """Those that work now and those that work elsewhere."""

    async def scene(stage: Scene) -> None:
        await stage.press("f6")
        text = await read(stage)
        for command in COMMANDS:
            assert ", ".join(map(key_name, command.keys)) in text
        assert "Ctrl+Z" in text and "В другом месте" in text

    play(session.world, scene, session=session, size=size)


def test_every_key_of_a_line_has_words() -> None:
    """A new key of editing cannot stay unexplained."""
    assert set(EDITED) == set(EDITING.values())
    assert all(row.text and row.note for row in editing_rows())


@pytest.mark.parametrize("away", ["escape", "enter", "f6", "f1"])
def test_closing_leads_back_to_the_same_letter(session: Session, away: str) -> None:
    """Letters typed in the help go nowhere."""

    async def scene(stage: Scene) -> None:
        await stage.type("Ианова")
        await stage.press("home", "right", "f6", "ы", "down", "end", away)
        assert not isinstance(stage.app.screen, HelpScreen)
        assert "Иванова" in await stage.type("в")

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.surname") == "Иванова"


def test_a_question_without_a_field_says_what_enter_does(session: Session) -> None:
    """The menu after sign-in: the keys, and no empty field."""

    async def scene(stage: Scene) -> None:
        await stage.press("f7")
        text = await stage.press("f6")
        assert "Моё здоровье. Enter: выбрать." in text and "Клавиши сейчас" in text
        assert "В поле" not in text

    play(session.world, scene, session=session)


def test_before_sign_in_it_opens_too(ready: object, session: Session) -> None:
    """The login is a field like any other."""
    session.store.close()

    async def scene(stage: Scene) -> None:
        assert "Логин" in await stage.press("f6")

    play(session.world, scene)


def test_a_click_closes_it(session: Session) -> None:
    """Nothing needs the keyboard."""

    async def scene(stage: Scene) -> None:
        await stage.press("f6")
        await stage.pilot.click(offset=(3, 1))
        await stage.settle()
        assert not isinstance(stage.app.screen, HelpScreen)

    play(session.world, scene, session=session)


def test_the_policy_says_for_each_form_where_to_look() -> None:
    """The text comes from the definition of the card, for every face."""
    place = members(SECTIONS["policy"].cls)[0]["number"].place
    assert all(form in place for form in ("единый", "старый", "временный"))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("documents", ("Insert, + Добавить запись", "Delete, У Удалить запись")),
        ("review", ("Пробел Сверено или нет", "А Сверить весь раздел")),
        ("booking", ("Буквы Оставить подходящие", "Esc Показать все снова")),
    ],
)
def test_a_list_tells_its_own_keys(consented: Session, place: str, words: tuple[str, ...]) -> None:
    """Records, review and choices have keys of their own."""
    consented.move(place)

    async def scene(stage: Scene) -> None:
        await stage.press("f6")
        text = " ".join((await read(stage)).split())
        assert "Здесь" in text
        for one in words:
            assert one in text

    play(consented.world, scene, session=consented)
