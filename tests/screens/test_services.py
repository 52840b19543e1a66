"""What the menu offers with a card: results, extracts, access, insurer, support (R8, R17, R162–R167)."""

from collections.abc import Iterator

import pytest

from emk_tui.services.codes import totp_now
from emk_tui.services.session import Session
from emk_tui.services.visit import Visit
from emk_tui.services.world import World
from emk_tui.widgets.reader import Reader
from tests.screens.before import words
from tests.screens.scene import Play, Scene, play
from tests.services.people import check, owner, results
from tests.services.worlds import SECRET, Hands

SIZES = [(40, 12), (80, 24), (120, 40)]


@pytest.fixture
def person(clinic: World) -> Iterator[Session]:
    """The owner of a card with two results."""
    with owner(clinic) as session:
        yield session


def at_menu(person: Session, scene: Play, size: tuple[int, int] = (80, 24)) -> None:
    """The program at «Моё здоровье»."""
    play(person.world, scene, visit=Visit(person), size=size)


async def choose(stage: Scene, name: str) -> str:
    """A line of the menu by letters of its name."""
    return words(await stage.type(f"{name}\n"))


async def read(stage: Scene) -> str:
    """All pages of what is to be read, to the menu behind it."""
    pages = [words(stage.text)]
    while "Показать карту" not in pages[-1]:
        pages.append(words(await stage.press("end")))
        pages.append(words(await stage.press("enter")))
    return " ".join(pages)


@pytest.mark.parametrize("size", SIZES)
def test_results_with_their_states(person: Session, size: tuple[int, int]) -> None:
    """R112: confirmed by name, waiting, or returned with the reason."""
    second = results(person)[1]
    person.opened.check_result(check(second, confirmed=False, reason="нет подписи"), person.record("проба"))

    async def scene(stage: Scene) -> None:
        text = await choose(stage, "результаты")
        assert "Результатов обследований 2." in text and "Показать карту" not in text
        told = await read(stage)
        assert "1. подтверждено, Орлова Инна Петровна, 02.03.2026." in told or size[1] == 12
        assert "нет подписи" in told or size[1] == 12

    at_menu(person, scene, size)


def test_no_extracts(person: Session) -> None:
    """Said, and the menu stays."""

    async def scene(stage: Scene) -> None:
        text = await choose(stage, "выписки")
        assert "Выписок 0." in text and "6. Выписки, 0" in text

    at_menu(person, scene)


@pytest.mark.parametrize("size", SIZES)
def test_access_is_given_and_taken_back(person: Session, size: tuple[int, int]) -> None:
    """R8: found by a part of the name, asked, told in the menu; «нет» and an empty name give none."""

    async def scene(stage: Scene) -> None:
        assert "Доступ дан ещё: 0." in await choose(stage, "доступ")
        await stage.press("1", "enter")
        assert "Доступ к карте" in words(await stage.press("enter")), "an empty name leads back"
        await stage.press("1", "enter")
        text = words(await stage.type("Ершова\n"))
        assert "Ершова Татьяна Юрьевна, врач" in text
        assert "Дать доступ ко всей карте: Ершова Татьяна Юрьевна?" in words(await stage.press("enter"))
        assert "Доступ дан ещё: 0." in words(await stage.press("н"))
        await stage.press("1", "enter")
        await stage.type("Ершова\n")
        await stage.press("enter")
        text = words(await stage.press("д"))
        assert "Доступ дан: Ершова Татьяна Юрьевна." in text
        while isinstance(stage.app.face_screen.part, Reader):
            await stage.press("enter")
        await stage.press("2", "enter")
        assert "Доступ отозван: Ершова Татьяна Юрьевна." in words(await stage.press("д"))

    at_menu(person, scene, size)
    assert [one.revoked_at is None for one in person.store.grants()] == [False]


def test_access_asks_for_a_code_where_the_last_is_old(person: Session, hands: Hands) -> None:
    """K27; F7 gives nobody anything: the way it comes by, «Доступ к карте», the menu."""
    hands.on(minutes=6)

    async def scene(stage: Scene) -> None:
        await choose(stage, "доступ")
        assert "Откуда взять код" in await stage.press("1", "enter")
        await stage.press("1", "enter")
        assert "не подходит" in await stage.type("000000")
        assert "> 1. код из приложения" in await stage.press("f7")
        assert "1. Дать доступ" in await stage.press("f7")
        assert "Показать карту" in await stage.press("f7")

    at_menu(person, scene)
    assert person.store.grants() == ()


def test_the_insurer_is_changed(person: Session, hands: Hands) -> None:
    """R164, R165: another one of the directory, proven, saved with the version of the card."""

    async def scene(stage: Scene) -> None:
        text = await choose(stage, "сведения о страховой")
        assert "Страховая компания: АО «Страховая компания «СОГАЗ-Мед»." in text
        await stage.press("1", "enter")
        assert "Такой компании в справочнике нет." in await stage.type("ыыы\n")
        await stage.type("согаз\n")
        assert "Это ваша нынешняя компания." in await stage.press("1", "enter")
        await stage.type("капитал\n")
        await stage.press("1", "enter")
        hands.on(minutes=1)
        if "Чем подтвердить" in stage.text or "Откуда взять код" in stage.text:
            await stage.press("1", "enter")
            await stage.type(totp_now(SECRET, hands.now()))
        assert "Сохранить?" in words(stage.text)
        assert "осталась прежней" in words(await stage.press("н"))

    at_menu(person, scene)
    card = person.store.card()
    assert card is not None and "СОГАЗ" in str(card.sections["policy"])


def test_a_letter_to_support(person: Session) -> None:
    """R199: its name is told; nothing of the person stands in it."""

    async def scene(stage: Scene) -> None:
        text = await choose(stage, "обращение")
        assert "Сохранено в папку papers: Обращение_" in text and "F12" in text

    at_menu(person, scene)
    (path,) = (person.world.folder / "papers").glob("Обращение_*.txt")
    kept = path.read_text(encoding="utf-8")
    assert "Номер личного кабинета: К-" in kept
    assert not [one for one in ("Иванова", "ivanova", "112-233", "916") if one in kept]
