"""The screen as a program, without a terminal: signals, quiet failures, how it ends."""

import signal
import sys
import threading
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from emk_tui import full_screen
from emk_tui.app import LINES, LOCK
from emk_tui.full_screen import Ends, quiet_failures
from emk_tui.ports import Fault
from emk_tui.services.presence import Presence
from emk_tui.services.visit import Next, Visit
from emk_tui.services.world import World
from tests.services.worlds import Hands, make_store, opened, world_at


def test_before_the_screen_stands_a_signal_is_raised() -> None:
    """Nothing is half done then; the former handler is back afterwards."""
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), Ends():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def test_while_it_stands_it_is_told_and_the_second_is_raised() -> None:
    """The first ends it in good order."""
    told: list[str] = []
    with Ends() as ends, ends.told_to(lambda: told.append("end")):
        signal.raise_signal(signal.SIGHUP)
        assert told == ["end"] and ends.came
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_after_it_a_signal_changes_nothing() -> None:
    """The store is being closed: nothing is raised in the middle of that."""
    told: list[str] = []
    with Ends() as ends:
        with ends.told_to(lambda: told.append("end")):
            pass
        signal.raise_signal(signal.SIGTERM)
        assert ends.came and told == []


def test_what_was_ignored_stays_ignored() -> None:
    """`nohup emk`."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Ends() as ends:
            signal.raise_signal(signal.SIGHUP)
            assert not ends.came
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_signals_that_textual_takes_are_given_back() -> None:
    """Ctrl+Z in the lines after the screen."""
    before = signal.getsignal(signal.SIGTSTP)
    with Ends():
        signal.signal(signal.SIGTSTP, lambda *_given: None)
    assert signal.getsignal(signal.SIGTSTP) is before


def test_failures_of_threads_are_told_and_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Nor what fails where nothing can be raised."""

    class Forgotten:
        def __del__(self) -> None:
            raise ValueError("Иванова")

    def fails() -> None:
        raise KeyError("Иванова")

    told: list[BaseException] = []
    hooks = threading.excepthook, sys.unraisablehook
    with warnings.catch_warnings(), quiet_failures() as hear:
        warnings.simplefilter("ignore")
        hear(told.append)
        thread = threading.Thread(target=fails)
        thread.start()
        thread.join()
        Forgotten()
    assert [type(one) for one in told] == [KeyError, ValueError]
    assert "Иванова" not in "".join(capsys.readouterr())
    assert (threading.excepthook, sys.unraisablehook) == hooks


# -- its end


@pytest.fixture
def visit(tmp_path: Path) -> Visit:
    """Somebody is signed in."""
    world = world_at(tmp_path / "home", Hands())
    make_store(world)
    return Visit(opened(world), in_wizard=True)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What the terminal is left with: the last line, and whether it was wiped."""
    told: list[tuple[str, bool]] = []
    monkeypatch.setattr(full_screen, "_say", lambda last, *, wipe: told.append((last, wipe)))
    return told


def ended(visit: Visit, ends: Ends, **how: Any) -> int | Next:
    """The end of a screen that was left this way."""
    app = {"failed": None, "gone": False, "typed": True, "return_value": "", "unsaved": None, **how}
    app["dialogue"] = SimpleNamespace(unsaved=app["unsaved"])
    session = visit.session
    assert session is not None
    return full_screen._ended(cast(Any, SimpleNamespace(**app)), world_of(session), visit, ends)


def world_of(session: Presence) -> World:
    """Its world."""
    return session.world


def test_locked_it_is_wiped_and_goes_on(visit: Visit, said: list[tuple[str, bool]]) -> None:
    """Without a word; whoever starts the next program closes the store."""
    session = visit.session
    assert ended(visit, Ends(), return_value=LOCK) is Next.LOCKED
    assert said == [("", True)] and visit.session is session
    visit.close()


def test_over_to_the_lines_nothing_is_closed(visit: Visit, said: list[tuple[str, bool]]) -> None:
    """The same session goes on there."""
    assert ended(visit, Ends(), return_value=LINES) is Next.OTHER_FACE
    assert said == [] and visit.session is not None
    visit.close()


def test_left_it_is_wiped_and_closed(visit: Visit, said: list[tuple[str, bool]]) -> None:
    """With the last words."""
    assert ended(visit, Ends()) == full_screen.DONE
    assert said == [("Всё сохранено, продолжить можно в любой день. До свидания.", True)]
    assert visit.session is None


@pytest.mark.parametrize("result", ["", LOCK, LINES])
def test_what_could_not_be_saved_is_told_whatever_else(
    visit: Visit, said: list[tuple[str, bool]], result: str
) -> None:
    """Also where it was to be locked: nobody may think that it was kept; nothing stays open."""
    with pytest.raises(Fault) as caught:
        ended(visit, Ends(), return_value=result, unsaved=Fault("DISK_FULL", 4))
    assert caught.value.problem.code == "TYPED_LOST"
    assert said == [("", True)] and visit.session is None


@pytest.mark.parametrize(("gone", "code"), [(True, full_screen.CLOSED), (False, full_screen.INTERRUPTED)])
def test_a_lost_terminal_or_a_signal_locks_nothing(
    visit: Visit, said: list[tuple[str, bool]], gone: bool, code: int
) -> None:
    """There is nobody to go on; the session ends."""
    ends = Ends()
    ends.came = not gone
    assert ended(visit, ends, gone=gone, return_value=LOCK) == code
    assert visit.session is None and said[0][1]
