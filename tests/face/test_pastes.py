"""A paste is text to its end, wherever the reads cut it; keys around it keep their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from emk_tui.face import pastes
from emk_tui.face.pastes import END, START, PastesAndKeys


def told(found: list[Message]) -> list[str]:
    """Keys by name, pastes in brackets."""
    return [
        f"[{one.text}]" if isinstance(one, events.Paste) else one.key
        for one in found
        if isinstance(one, events.Paste | events.Key)
    ]


def read(*chunks: str) -> list[str]:
    """What comes of these reads."""
    parser = PastesAndKeys()
    return told([one for chunk in chunks for one in parser.feed(chunk)])


@pytest.mark.parametrize(
    ("chunks", "keys"),
    [
        ((f"{START}Мария{END}",), ["[Мария]"]),
        ((f"а{START}б{END}в",), ["а", "[б]", "в"]),
        ((f"{START}Мария\x1b]\x11{END}",), ["[Мария\x1b]\x11]"]),
        ((f"{START}x\x1b[31m\r\n{END}\r",), ["[x\x1b[31m\r\n]", "enter"]),
        ((f"{START}\x1b[21~{END}\x1b[21~",), ["[\x1b[21~]", "f10"]),
        (("\x1b[2", "1~"), ["f10"]),
        (("\x1b[200", "~б\x1b[20", "1~в"), ["[б]", "в"]),
        ((f"{START}{START}б{END}",), [f"[{START}б]"]),
    ],
)
def test_pastes_and_keys(chunks: tuple[str, ...], keys: list[str]) -> None:
    """One row: reads, what they mean."""
    assert read(*chunks) == keys


@given(st.text("абв \x1b[0123~\r\x11", max_size=30), st.data())
def test_however_it_is_cut(text: str, data: st.DataObject) -> None:
    """The text of a paste arrives whole and nothing of it is a key."""
    text = text.replace(END, "")
    whole = f"{START}{text}{END}"
    cut = data.draw(st.integers(3, len(whole)))
    assert read(whole[:cut], whole[cut:]) == [f"[{text}]"]


def test_a_paste_that_never_ends_counts_as_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyboard lives on."""
    now = [0.0]
    monkeypatch.setattr(pastes, "monotonic", lambda: now[0])
    parser = PastesAndKeys()
    assert told(list(parser.feed(f"{START}text"))) == []
    assert told(list(parser.tick())) == []
    now[0] = 2.0
    assert told(list(parser.tick())) == ["[text]"]
    assert told(list(parser.feed("\x1b[21~"))) == ["f10"]
