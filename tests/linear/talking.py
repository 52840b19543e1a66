"""A dialogue over streams of bytes: what is typed is known before, what is said is read afterwards."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path

from emk_tui.demo import demo_world, example_rows, open_session
from emk_tui.linear.console import Console
from emk_tui.linear.prompter import Prompter
from emk_tui.services.session import Session

NOW = datetime.fromisoformat("2026-03-02T10:00:00+03:00")


class Talk:
    """A prompter with its typed lines and what it said; cells and width as on a display of 40."""

    def __init__(self, typed: Sequence[str]) -> None:
        self.out = BytesIO()
        self.console = Console(BytesIO("".join(f"{line}\n" for line in typed).encode()), self.out)
        self.prompter = Prompter(self.console)

    @property
    def text(self) -> str:
        """All that was said so far."""
        return self.out.getvalue().decode()

    @property
    def lines(self) -> list[str]:
        """The same by lines."""
        return self.text.splitlines()


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
