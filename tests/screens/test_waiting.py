"""Long work with pages on the screen: a bar of one size, left with Esc, stopped with everything else."""

from collections.abc import Callable

import pytest

from emk_tui.ports import Track
from emk_tui.services.flows.asks import Cancelled, Confirm, Flow, Say, Wait
from emk_tui.services.visit import Entry
from emk_tui.services.world import World
from emk_tui.widgets.track_bar import CELLS, bar, spoken_words, track_words
from tests.screens.before import words
from tests.screens.scene import Scene, play
from tests.screens.slow import Looked

TEXT = "Проверяем файл."


def entry(work: Looked) -> Entry:
    """A question, the work, another question."""

    def flow(_world: World) -> Flow[None]:
        yield Confirm("begin", "Начать?")
        try:
            yield Say(f"Файл {(yield Wait(TEXT, work, work.track))}.")
        except Cancelled:
            yield Say("Остановлено.")
        while True:
            yield Confirm("more", "Ещё?")

    return flow  # type: ignore[return-value]


async def begun(stage: Scene, track: Track, done: int = 12) -> str:
    """At work, so many of a hundred pages done."""
    track.tell(done, 100)
    await stage.pilot.press("д")
    return await stage.until("Esc: не ждать.")


def pages(done: int, total: int) -> Track:
    """So far."""
    track = Track()
    track.tell(done, total)
    return track


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_pages_in_words_and_blocks(world: World, size: tuple[int, int]) -> None:
    """They follow the work; nothing else of the screen moves for them."""
    work = Looked(Track())

    async def scene(stage: Scene) -> None:
        text = await begun(stage, work.track)
        assert "Проверяем файл: страница 12 из 100. Esc: не ждать." in words(text)
        assert f"{'█' * 3}{'░' * 27} 12 %" in text
        before = [line for line in text.splitlines() if "█" not in line and "страница" not in line]
        work.track.tell(50, 100)
        text = await stage.until("50 %")
        assert "страница 50 из 100" in words(text) and f"{'█' * 15}{'░' * 15} 50 %" in text
        after = [line for line in text.splitlines() if "█" not in line and "страница" not in line]
        assert after == before
        work.let.set()
        text = await stage.until("Файл годен.")
        assert "█" not in text and "страница" not in text

    play(world, scene, begin=entry(work), size=size)
    assert not work.track.stopped


def test_plain_has_words_only(world: World) -> None:
    """A2: no block is sent; by the tenth part, so that a voice is left in peace."""
    work = Looked(Track())

    async def scene(stage: Scene) -> None:
        text = await begun(stage, work.track)
        assert "Проверяем файл: страница 10 из 100. Esc: не ждать." in words(text) and "█" not in text
        work.let.set()
        await stage.until("Файл годен.")

    play(world, scene, begin=entry(work), plain=True)


def test_esc_stops_the_work(world: World) -> None:
    """The conversation goes on; what the thread raises then is nobody's business."""
    work = Looked(Track())

    async def scene(stage: Scene) -> None:
        await begun(stage, work.track)
        await stage.pilot.press("escape")
        text = await stage.until("Остановлено.")
        assert "Ещё?" in text and "█" not in text

    play(world, scene, begin=entry(work))
    assert work.track.stopped and work.ended.wait(10)


def test_work_that_was_stopped_elsewhere_is_left(world: World) -> None:
    """The same for the flow."""
    work = Looked(Track())
    work.track.stop()

    async def scene(stage: Scene) -> None:
        await stage.pilot.press("д")
        assert "Ещё?" in await stage.until("Остановлено.")

    play(world, scene, begin=entry(work))


@pytest.mark.parametrize(
    "end", [lambda app: app.exit(""), lambda app: app.guard.lock(), lambda app: app.terminal_gone()],
    ids=["quit", "lock", "terminal"],
)  # fmt: skip
def test_no_work_outlives_the_program(world: World, end: Callable[[object], None]) -> None:
    """However it ends: the work is stopped before it does."""
    work = Looked(Track())

    async def scene(stage: Scene) -> None:
        await begun(stage, work.track)
        end(stage.app)

    play(world, scene, begin=entry(work))
    assert work.track.stopped and work.ended.wait(10)


@pytest.mark.parametrize(
    ("done", "total", "said", "spoken", "full"),
    [
        (0, 0, TEXT, TEXT, None),
        (0, 7, "Проверяем файл: страница 1 из 7.", "Проверяем файл: страница 1 из 7.", 0),
        (3, 7, "Проверяем файл: страница 3 из 7.", "Проверяем файл: страница 3 из 7.", 12),
        (59, 100, "Проверяем файл: страница 59 из 100.", "Проверяем файл: страница 50 из 100.", 17),
        (101, 100, "Проверяем файл: страница 100 из 100.", "Проверяем файл: страница 100 из 100.", 30),
        (-1, 100, "Проверяем файл: страница 1 из 100.", "Проверяем файл: страница 1 из 100.", 0),
    ],
)  # fmt: skip
def test_words_and_bar(done: int, total: int, said: str, spoken: str, full: int | None) -> None:
    """Of one width whatever is told; with nothing counted the text alone."""
    track = pages(done, total)
    assert (track_words(TEXT, track), spoken_words(TEXT, track)) == (said, spoken)
    blocks = bar(track).partition(" ")[0]
    assert (blocks.count("█") if blocks else None) == full
    assert len(blocks) == (CELLS if total else 0)


def test_a_voice_hears_ten_lines_at_most() -> None:
    """Of a thousand pages."""
    assert len({spoken_words(TEXT, pages(done, 1000)) for done in range(1001)}) == 11
