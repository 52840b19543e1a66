"""A whole dialogue of somebody who is signed in, or was: from the menu or the desk to its end."""

from collections.abc import Callable, Sequence

from emk_tui.linear.app import Dialogue
from emk_tui.linear.prompter import Stop
from emk_tui.services.presence import Presence
from emk_tui.services.visit import Visit
from emk_tui.services.watch import Locked
from emk_tui.services.world import World
from tests.linear.talking import Talk, spoken

Typed = Sequence["str | Callable[[Ended], str]"]
"""Answers; one that depends on what was said before is a function of it."""


class Ended(Talk):
    """What was said, and how it ended: `stop` or `locked`."""

    def __init__(self, typed: Typed) -> None:
        super().__init__([])
        self.end = ""
        self._typed = list(typed)
        self.console._reader = self  # type: ignore[assignment]

    def readline(self, size: int = -1) -> bytes:
        """The next line, typed only now."""
        if not self._typed:
            return b""
        line = self._typed.pop(0)
        return f"{line(self) if callable(line) else line}\n".encode()


def held(world: World, typed: Typed, visit: Visit) -> Ended:
    """The dialogue with these answers; everything it said can be spoken."""
    talk = Ended(typed)
    try:
        Dialogue(world, talk.console, visit).run()
    except Stop:
        talk.end = "stop"
    except Locked:
        talk.end = "locked"
    spoken(talk)
    return talk


def told(presence: Presence, *typed: "str | Callable[[Ended], str]") -> Ended:
    """Of somebody signed in, from the menu to «стоп»."""
    talk = held(presence.world, [*typed, "стоп"], Visit(presence))
    assert talk.end == "stop"
    return talk


def after(talk: Talk, words: str) -> str:
    """What was said after these words."""
    assert words in talk.joined, talk.text
    return talk.joined.partition(words)[2]
