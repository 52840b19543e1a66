"""What stands between the marks of a paste is text, whatever it holds: no key can hide in it."""

from collections.abc import Iterable
from time import monotonic

from textual import events
from textual.message import Message

from emk_tui.face.keys import RussianKeys

START, END = "\x1b[200~", "\x1b[201~"
LONGEST = 1.0
"""Seconds without a sign after which a paste that was never ended counts as ended."""


class PastesAndKeys(RussianKeys):
    """Takes pastes out before the reader of keys sees them."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: str | None = None
        self._edge = ""
        """The beginning of a mark at the end of what was read so far."""
        self._since = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """Keys and pastes in the order in which they came; an empty text is the end of all."""
        if not data:
            yield from super().feed(data)
            return
        data, self._edge, self._since = self._edge + data, "", monotonic()
        while data:
            if self._pasted is None:
                before, mark, data = data.partition(START)
                if mark:
                    self._pasted = ""
                else:
                    before, self._edge = split_edge(before)
                if before:
                    yield from super().feed(before)
            else:
                text, mark, data = (self._pasted + data).partition(END)
                self._pasted = None if mark else text
                if mark:
                    yield events.Paste(text)

    def tick(self) -> Iterable[Message]:
        """Now and then: a paste that was cut on its way must not swallow every key after it."""
        yield from super().tick()
        if self._pasted is not None and monotonic() - self._since > LONGEST:
            text, self._pasted = self._pasted, None
            yield events.Paste(text)


def split_edge(text: str) -> tuple[str, str]:
    """The text without the beginning of a start mark at its end, and that beginning; Esc alone is a key."""
    for size in range(len(START) - 1, 2, -1):
        if text.endswith(START[:size]):
            return text[:-size], text[-size:]
    return text, ""
