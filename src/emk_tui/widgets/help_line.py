"""The lines above the keys: what is said of the field in focus, then what it is and where it stands."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from emk_tui.card.fields import Field
from emk_tui.card.help import field_line
from emk_tui.i18n import _
from emk_tui.services.live import Answer, Live

MORE = " … F6"
"""Ends a text that is longer: the help has all of it."""


class HelpLine(Widget):
    """Of a fixed size, so that a key never lays the screen out anew."""

    def __init__(self) -> None:
        super().__init__(id="help")
        self._said = Content("")
        self._about = ""

    def tell(self, field: Field | None, live: Live, about: str = "") -> None:
        """The answer to what was typed and the field it belongs to."""
        said, text = said_of(live), field_line(field) if field is not None else about
        if (said, text) != (self._said, self._about):
            self._said, self._about = said, text
            self.refresh()

    def render(self) -> RenderResult:
        """The answer in its colour, the description below it; where they are cut, the key to read on."""
        width, height = self.content_size
        parts = (self._said, Content(self._about)) if self._about else (self._said,)
        lines = [line for part in parts for line in part.wrap(max(1, width))]
        if len(lines) > height > 0:
            lines[height - 1 :] = [cut(lines[height - 1], width - cell_len(MORE)) + MORE]
        return Content("\n").join(lines)


def cut(line: Content, width: int) -> Content:
    """The whole words of a line that fit."""
    text = line.plain
    if cell_len(text) > width:
        text = text[: max(0, width) + 1].rpartition(" ")[0]
    return line[: len(text.rstrip())]


def said_of(live: Live) -> Content:
    """«Ошибка: …» or «Замечание: …» in full, with what F4 would type; the neutral words of the rest."""
    if live.problem is None:
        return Content(live.short[:1].upper() + live.short[1:])
    word = {Answer.WRONG: _("Ошибка"), Answer.NOTE: _("Замечание")}.get(live.answer)
    if word is None:
        return Content(live.problem.text)
    text = f"{word}: {live.problem.text}"
    if live.fix is not None:
        text += " " + _("F4 заменит на: {fix}.").format(fix=live.fix).replace("..", ".")
    return Content.styled(text, "$error" if live.answer is Answer.WRONG else "$warning")
