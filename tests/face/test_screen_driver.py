"""What is written and read when the terminal misbehaves."""

import io

import pytest

from emk_tui.face.screen_driver import Decoder, Outlet


class Broken(io.BytesIO):
    """A terminal that went away."""

    def write(self, _data: object) -> int:
        """Nobody there."""
        raise OSError


def test_outlet_writes_letters() -> None:
    """UTF-8; half a surrogate pair is a question mark, no failure."""
    raw, gone = io.BytesIO(), list[str]()
    outlet = Outlet(raw, lambda: gone.append("gone"))
    outlet.write("Иванова \ud800")
    outlet.flush()
    assert raw.getvalue().decode() == "Иванова ?"
    assert gone == []


def test_a_lost_terminal_is_told_once() -> None:
    """Everything after that goes nowhere."""
    gone: list[str] = []
    outlet = Outlet(Broken(), lambda: gone.append("gone"))
    outlet.write("a")
    outlet.write("b")
    outlet.flush()
    assert gone == ["gone"]


def test_decoder() -> None:
    """Split letters, stray bytes, an Enter typed too early; nothing at all is the end."""
    decoder = Decoder()
    whole = "Ж".encode()
    assert decoder.decode(whole[:1]) + decoder.decode(whole[1:]) == "Ж"
    assert decoder.decode(b"a\xffb\n") == "a\ufffdb\r"
    with pytest.raises(EOFError):
        decoder.decode(b"")
