"""Signals during a prompt, during work, and handlers put back."""

import io
import os
import signal

import pytest

from emk_tui.linear.console import Console
from emk_tui.linear.signals import Interrupted, Signals


class Interrupting(io.BytesIO):
    """A reader during whose wait a signal arrives."""

    def __init__(self, number: int) -> None:
        super().__init__(b"half")
        self.number = number

    def readline(self, size: int | None = -1) -> bytes:
        """The signal comes before the line does."""
        os.kill(os.getpid(), self.number)
        return super().readline(size)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_raised_while_an_answer_is_awaited(number: signal.Signals) -> None:
    """The wait ends with the number of the signal, and the open line is ended."""
    out = io.BytesIO()
    with Signals() as signals:
        talk = Console(Interrupting(number), out, signals=signals)
        with pytest.raises(Interrupted) as caught:
            talk.ask("Поле")
        talk.say("Остановлено.")
    assert caught.value.number == number
    assert out.getvalue().decode() == "Поле: \nОстановлено.\n"


def test_work_is_finished_first() -> None:
    """A signal during work is raised at the next prompt, before it is written."""
    out = io.BytesIO()
    with Signals() as signals:
        os.kill(os.getpid(), signal.SIGTERM)
        done = True
        with pytest.raises(Interrupted):
            Console(io.BytesIO(b"x\n"), out, signals=signals).ask("Поле")
    assert done and out.getvalue() == b""


def test_second_signal_does_not_wait() -> None:
    """Who insists is obeyed at once."""
    with Signals():
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(Interrupted):
            os.kill(os.getpid(), signal.SIGINT)


def test_check_lets_long_work_stop() -> None:
    """Between two parts of long work the waiting signal can be raised; without one nothing happens."""
    with Signals() as signals:
        signals.check()
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(Interrupted):
            signals.check()
        signals.check()


def test_handlers_are_put_back_and_ignored_ones_left() -> None:
    """Afterwards everything is as before; a signal that was ignored (nohup) stays ignored."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    found = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        with Signals():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGINT) is not found[signal.SIGINT]
        assert {name: signal.getsignal(name) for name in found} == found
    finally:
        signal.signal(signal.SIGHUP, before)


def test_no_broad_except_takes_it() -> None:
    """Like KeyboardInterrupt it passes `except Exception`."""
    assert not issubclass(Interrupted, Exception)
