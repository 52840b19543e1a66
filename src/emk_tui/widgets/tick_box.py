"""An unticked box with the button it opens, and the way out: three lines under a text (R25, R99)."""

from collections.abc import Callable

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from emk_tui.i18n import _

BOX, AGREE, REFUSE = range(3)
NONE = -1


class TickBox(Widget):
    """Draws the lines and tells which one was clicked; what may be pressed is decided around it."""

    at = reactive(NONE)
    """The line under the arrow; NONE: the text above is read."""
    ticked = reactive(False)
    ready = reactive(False)
    """Would the button work now."""
    leaving = reactive(False)
    """Was the way out pressed once."""

    def __init__(self, label: str, chosen: Callable[[int], None]) -> None:
        super().__init__(classes="tick-box")
        self.label, self._chosen = label, chosen

    def lines(self) -> tuple[str, str, str]:
        """Every state in words as well as by signs."""
        mark, state = ("x", _("отмечено")) if self.ticked else (" ", _("не отмечено"))
        agree = _("Подтвердить") if self.ready else _("Подтвердить, пока недоступно")
        refuse = _("Отказаться, ещё раз для ответа") if self.leaving else _("Отказаться")
        return f"[{mark}] {self.label} {state}", agree, refuse

    def render(self) -> RenderResult:
        """The arrow is a sign as well as a colour."""
        return Content("\n").join(self._line(index, text) for index, text in enumerate(self.lines()))

    def _line(self, index: int, text: str) -> Content:
        here = index == self.at
        style = "bold $accent" if here else "$muted" if index == AGREE and not self.ready else ""
        return Content.styled(("> " if here else "  ") + text, style)

    def on_click(self, event: events.Click) -> None:
        """The line under the mouse; a long label stands on more lines than one."""
        event.stop()
        first = self.content_size.height - REFUSE
        row = event.get_content_offset_capture(self).y - first + 1
        self._chosen(max(BOX, min(row, REFUSE)))
