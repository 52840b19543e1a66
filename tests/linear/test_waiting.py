"""Long work by ear: what is told of it, Ctrl+C stops it and not the program (R110)."""

import os
import signal
from threading import Event, get_ident

import pytest

from emk_tui.linear import waiting
from emk_tui.linear.answers import Answerer
from emk_tui.linear.signals import Interrupted, Signals
from emk_tui.ports import Track
from emk_tui.services.flows.asks import Cancelled, Wait
from tests.linear.talking import Talk
from tests.screens.slow import Looked


def asked(talk: Talk, work: Looked) -> object:
    """What came of it."""
    return Answerer(talk.prompter).answer(Wait("Проверяем файл.", work, work.track))


def test_the_answer_of_the_work() -> None:
    """One line, no more: it was quick; the work runs beside."""
    talk, track = Talk([]), Track()
    where: list[int] = []
    work = Looked(track, lambda: where.append(get_ident()))
    work.let.set()
    assert asked(talk, work) == "годен"
    assert talk.lines == ["Проверяем файл."] and where != [get_ident()]


def test_what_fails_there_fails_here() -> None:
    """The error of the work is the flow's."""
    track = Track()

    def fail() -> None:
        raise ValueError("да")

    with pytest.raises(ValueError, match="да"):
        Answerer(Talk([]).prompter).answer(Wait("Проверяем.", fail, track))


def test_long_work_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 10: one line in the middle, with the way to stop it; never a second one."""
    monkeypatch.setattr(waiting, "LONG", 0.0)
    monkeypatch.setattr(waiting, "LOOK", 0.001)
    talk, track = Talk([]), Track()
    track.tell(50, 100)
    work = Looked(track)
    say, said = talk.prompter.say, Event()

    def told(text: str) -> None:
        say(text)
        if said.is_set():
            track.tell(60, 100)
            work.let.set()
        said.set()

    talk.prompter.say = told  # type: ignore[method-assign]
    assert asked(talk, work) == "годен"
    assert talk.lines == ["Проверяем файл.", "Страница 50 из 100. Остановить: Ctrl+C."]


@pytest.mark.parametrize(
    ("number", "comes"),
    [(signal.SIGINT, Cancelled), (signal.SIGTERM, Interrupted), (signal.SIGHUP, Interrupted)],
)
def test_a_signal_stops_the_work(number: signal.Signals, comes: type[BaseException]) -> None:
    """Ctrl+C ends the work only; the others end the program as well. Nothing is left at work."""
    talk, track = Talk([]), Track()
    work = Looked(track, lambda: os.kill(os.getpid(), number))
    with Signals() as signals:
        talk.console._signals = signals
        with pytest.raises(comes):
            asked(talk, work)
        signals.check()
    assert track.stopped and work.ended.is_set()


def test_stopped_from_elsewhere_is_left_as_well() -> None:
    """The flow learns of it in one way only."""
    track = Track()
    track.stop()
    work = Looked(track)
    with pytest.raises(Cancelled):
        asked(Talk([]), work)


def test_on_a_terminal_the_echo_of_ctrl_c_has_its_own_line() -> None:
    """«^C» stands where the cursor is; what is said next begins below it."""
    talk, track = Talk([]), Track()
    talk.console._tty = True
    work = Looked(track, lambda: os.kill(os.getpid(), signal.SIGINT))
    with Signals() as signals:
        talk.console._signals = signals
        with pytest.raises(Cancelled):
            asked(talk, work)
    talk.prompter.say("Остановлено.")
    assert talk.text == "Проверяем файл.\n\nОстановлено.\n"
