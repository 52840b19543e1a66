"""What the program said since the last question: short lines above the form."""

from textual.content import Content
from textual.widgets import Static

from emk_tui.card.problems import ERROR
from emk_tui.i18n import _
from emk_tui.services.flows.asks import Say

MOST = 6
"""Lines shown above a form; more are read on a page of their own."""
ROOM, ROOM_LOW = 7, 4
"""Lines of the screen they may take, as in app.tcss; fewer where the terminal is low."""


class Messages(Static):
    """Hidden where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__(id="messages")
        self._said: list[Say] = []
        self._warning = ""
        self.display = False

    def show(self, said: list[Say]) -> None:
        """Replace what was said; a warning stays above it."""
        self._said = said
        self._tell()

    def warn(self, warning: str) -> None:
        """Put it above what was said; an empty one takes it back, what was said is there again."""
        if warning != self._warning:
            self._warning = warning
            self._tell()

    def _tell(self) -> None:
        said = [Say(self._warning), *self._said] if self._warning else self._said
        self.display = bool(said)
        self.update(Content("\n").join(line for one in said for line in lines_of(one)))


def fit(said: list[Say], width: int, *, low: bool) -> bool:
    """Is there room for all of it above a form of this width."""
    lines = [line for one in said for line in lines_of(one)]
    return len(said) <= MOST and sum(len(line.wrap(max(1, width))) for line in lines) <= (
        ROOM_LOW if low else ROOM
    )


def lines_of(said: Say) -> list[Content]:
    """The text and the problem of one Say; what people typed is never read as markup."""
    lines = [Content(said.text)] if said.text else []
    if said.problem is not None:
        wrong = said.problem.level == ERROR
        word = _("Ошибка") if wrong else _("Замечание")
        text = said.problem.text
        told = text if text.startswith(word) else f"{word}: {text}"
        lines.append(Content.styled(told, "$error" if wrong else "$warning"))
    return lines
