"""Staff of the demonstration at their desks, the citizen at the menu; every start has a minute of its own."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from emk_tui.demo import demo_world
from tests.e2e.driver import Terminal, surroundings, terminal
from tests.e2e.person import PASSWORD, Answer, Person, shown_code
from tests.e2e.worlds import citizen

DESK, MENU = "Рабочее место", "Моё здоровье"
FIRST = datetime(2026, 3, 2, 10, 0)
"""Clock of the first start: a code of the application is good once."""
Line = tuple[str, str]
"""What is typed, and what must come of it: a pattern over all that is said up to the next prompt."""


def signing_in(login: str) -> dict[str, Answer]:
    """What one of the staff answers up to their desk: only the application gives codes (R20)."""
    return {"Логин": login, "Пароль, ввод не виден": PASSWORD, "Код": shown_code}


def prepared(folder: Path, role: str) -> Path:
    """A kept demonstration as `emk demo --keep --as ROLE` makes it: an application, or a card (R5, R112)."""
    demo_world(folder, FIRST.astimezone() - timedelta(hours=1), role=role).vault()
    return folder


@contextmanager
def at_desk(kept: Path, login: str, minute: int) -> Iterator[Terminal]:
    """One of the staff at their desk, at this minute."""
    with terminal(*_words(kept, minute), "--as", login, env=surroundings(kept.parent), echo=False) as talk:
        Person(signing_in(login)).walk(talk, DESK)
        yield talk
        leave(talk)


@contextmanager
def at_home(kept: Path, minute: int) -> Iterator[Terminal]:
    """The citizen at the menu, at this minute."""
    with terminal(*_words(kept, minute), env=surroundings(kept.parent), echo=False) as talk:
        citizen().walk(talk, MENU)
        yield talk
        leave(talk)


def _words(kept: Path, minute: int) -> tuple[str, ...]:
    now = FIRST + timedelta(minutes=minute)
    return ("demo", "--linear", "--now", now.isoformat(), "--keep", str(kept))


def leave(talk: Terminal) -> None:
    """The end in good order."""
    talk.type("стоп\n")
    assert talk.end() == 0


def play(talk: Terminal, lines: Sequence[Line]) -> str:
    """Line by line; returns what was said last."""
    said = ""
    for typed, comes in lines:
        said = talk.say(typed).partition("\n")[2]
        assert re.search(comes, said), (typed, comes, said)
    return said
