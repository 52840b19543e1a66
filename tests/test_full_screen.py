"""The screen as a program, without a terminal: signals, quiet failures."""

import signal
import sys
import threading
import warnings

import pytest

from emk_tui.full_screen import Ends, quiet_failures


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
