"""One page of a document on the screen: its text, its picture by «К», black on white."""

from threading import Event

import pytest

from emk_tui.ports import Fault, Track
from emk_tui.services.flows.asks import Confirm, Flow, Show
from emk_tui.services.visit import Entry
from emk_tui.services.world import World
from emk_tui.widgets.show_view import ShowView
from tests.screens.before import words
from tests.screens.scene import Scene, play

SIZES = [(40, 12), (80, 24), (120, 40)]
TEXT = tuple(f"Строка {number} [b]анализа[/b]." for number in range(60))


def entry(ask: Show) -> Entry:
    """The page, then a question."""

    def flow(_world: World) -> Flow[None]:
        yield ask
        while True:
            yield Confirm("more", "Ещё?")

    return flow  # type: ignore[return-value]


def ruler(columns: int, _track: Track) -> tuple[str, ...]:
    """A picture exactly as wide as asked, higher than the screen."""
    return tuple(f"{'█' * (columns - 1)}▄" for _row in range(60))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["enter", "escape", "f7"])
def test_the_text_is_read_and_closed(world: World, size: tuple[int, int], key: str) -> None:
    """Scrolled to its end; what stands in a document is no markup."""

    async def scene(stage: Scene) -> None:
        assert "Страница 1 из 2" in stage.text and "Строка 0 [b]анализа[/b]." in stage.text
        assert "картинка" not in stage.text
        assert "Строка 59" in await stage.press("end")
        assert "Ещё?" in await stage.press(key)

    play(world, scene, begin=entry(Show("Страница 1 из 2", TEXT)), size=size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["к", "r", "К"])
def test_the_picture_by_its_key(world: World, size: tuple[int, int], key: str) -> None:
    """As wide as there is room, ink dark; the key leads back to the text."""

    async def scene(stage: Scene) -> None:
        assert "К: картинка" in stage.text
        await stage.pilot.press(key)
        text = await stage.until("█▄")
        row = next(line for line in text.splitlines() if "█▄" in line)
        assert row.strip().count("█") + 1 >= size[0] - 6 and "К: текст" in text
        style = stage.app.face_screen.query_one(".show-picture").rich_style
        assert style.color is not None and style.color.get_truecolor().hex == "#000000"
        assert style.bgcolor is not None and style.bgcolor.get_truecolor().hex == "#ffffff"
        text = await stage.press(key)
        assert "Строка 0" in text and "█" not in text

    play(world, scene, begin=entry(Show("Страница 1 из 2", TEXT, ruler)), size=size)


@pytest.mark.parametrize("picture", [None, ruler])
def test_a_page_without_text_says_so(world: World, picture: None) -> None:
    """And how to see it, where it can be seen."""

    async def scene(stage: Scene) -> None:
        assert "На этой странице текста нет." in stage.text
        assert ("Картинка: К." in stage.text) is (picture is not None)

    play(world, scene, begin=entry(Show("Страница 1", (), picture)))


def test_a_picture_in_the_making_may_be_left(world: World, gate: Event) -> None:
    """Keys work meanwhile; it comes too late."""

    tracks = list[Track]()

    def slow(columns: int, track: Track) -> tuple[str, ...]:
        tracks.append(track)
        gate.wait()
        return ruler(columns, track)

    async def scene(stage: Scene) -> None:
        await stage.pilot.press("к")
        await stage.until("Готовим картинку.")
        assert "Ещё?" in await stage.press("enter")
        assert [one.stopped for one in tracks] == [True], "nobody waits for it any more"
        gate.set()
        assert "█" not in await stage.press("down")

    play(world, scene, begin=entry(Show("Страница 1", TEXT, slow)))


def test_why_there_is_none(world: World) -> None:
    """The reason in words, the text stays."""

    def refuse(_columns: int, _track: Track) -> tuple[str, ...]:
        raise Fault("DOC_DAMAGED")

    async def scene(stage: Scene) -> None:
        await stage.pilot.press("к")
        assert "Файл повреждён" in words(await stage.until("повреждён"))
        assert "Строка 0" in await stage.press("к")

    play(world, scene, begin=entry(Show("Страница 1", TEXT, refuse)))


def test_a_picture_follows_the_width(world: World) -> None:
    """Another window, another picture."""
    asked: list[int] = []

    def picture(columns: int, track: Track) -> tuple[str, ...]:
        asked.append(columns)
        return ruler(columns, track)

    async def scene(stage: Scene) -> None:
        await stage.pilot.press("к")
        await stage.until("█▄")
        await stage.pilot.resize_terminal(60, 20)
        await stage.settle()
        view = stage.app.face_screen.query_one(ShowView)
        while view.workers:
            await stage.pilot.pause()
            if all(one.is_finished for one in view.workers):
                break
        assert asked[-1] < 60 < asked[0] and len(asked) == 2

    play(world, scene, begin=entry(Show("Страница 1", TEXT, picture)))
