"""A dialogue over streams of bytes: what is typed is known before, what is said is read afterwards."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path

from emk_tui.demo import demo_world, open_session
from emk_tui.demo_example import example_rows
from emk_tui.linear.console import Console
from emk_tui.linear.layout import width_of
from emk_tui.linear.prompter import Prompter
from emk_tui.services.session import Session

NOW = datetime.fromisoformat("2026-03-02T10:00:00+03:00")


UNSPOKEN = re.compile("[\x1b\x08\u2190-\u2bff]|\r")
"""What may not be written: steering, boxes, blocks, arrows, dingbats, braille (A1, A2)."""


class Talk:
    """A prompter with its typed lines and what it said; cells and width as on a display of 40."""

    def __init__(self, typed: Sequence[str]) -> None:
        self.out = BytesIO()
        self.console = Console(BytesIO("".join(f"{line}\n" for line in typed).encode()), self.out)
        self.prompter = Prompter(self.console)
        self.prompts = prompts_of(self.console)

    @property
    def text(self) -> str:
        """All that was said so far."""
        return self.out.getvalue().decode()

    @property
    def lines(self) -> list[str]:
        """The same by lines."""
        return self.text.splitlines()

    @property
    def joined(self) -> str:
        """The same without line ends: a sentence may be wrapped anywhere."""
        return " ".join(self.text.split())


def prompts_of(console: Console) -> list[str]:
    """Every prompt that this console writes from now on."""
    prompts: list[str] = []
    write = console._write

    def noted(text: str) -> None:
        if text and not text.endswith("\n"):
            prompts.append(text)
        write(text)

    console._write = noted  # type: ignore[method-assign]
    return prompts


def spoken(talk: Talk) -> None:
    """A1, A2, A6, A7 on all that was said: nothing steers, no glyphs, widths, each prompt with its label."""
    assert UNSPOKEN.search(talk.text) is None
    assert [line for line in talk.lines if width_of(line) > 78] == []
    assert talk.prompts and [one for one in talk.prompts if width_of(one) > 39] == []
    assert [one for one in talk.prompts if not one.endswith((": ", "? ")) or not one[0].isalpha()] == []


@contextmanager
def demo_session(folder: Path, filled: Sequence[str] = ()) -> Iterator[Session]:
    """A real session of the demonstration, its store cheap; `filled` sections hold the example's answers."""
    world = demo_world(folder, NOW)
    session = open_session(world)
    rows = example_rows()
    for key in filled:
        session.put_rows({f"{key}.{name}": raw for name, raw in rows[key].items()})
    try:
        yield session
    finally:
        session.store.close()
