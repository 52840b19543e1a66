"""The terminal before the screen stands."""

import os
import pty
import termios

import pytest

from emk_tui.face.early import INPUT, LOCAL, unseen


def test_nothing_is_echoed_and_all_is_put_back() -> None:
    """Enter stays Enter, also where something fails inside."""
    outer, inner = pty.openpty()
    before = termios.tcgetattr(inner)
    with pytest.raises(KeyError), unseen(inner):
        within = termios.tcgetattr(inner)
        assert not within[LOCAL] & (termios.ECHO | termios.ICANON)
        assert within[LOCAL] & termios.ISIG, "Ctrl+C still ends the program"
        assert not within[INPUT] & termios.ICRNL
        raise KeyError
    assert termios.tcgetattr(inner) == before
    os.close(inner)
    os.close(outer)


def test_no_terminal_is_no_failure() -> None:
    """There is nothing to hide."""
    reader, writer = os.pipe()
    with unseen(reader):
        os.write(writer, b"x")
    assert os.read(reader, 1) == b"x"
    os.close(reader)
    os.close(writer)
