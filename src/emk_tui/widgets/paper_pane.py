"""The third pane of a wide terminal: the paper in hand and the place on it."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from emk_tui.card.fields import Field
from emk_tui.i18n import _
from emk_tui.services.session import Session


class PaperPane(Widget):
    """Where the field stands on the paper."""

    def __init__(self) -> None:
        super().__init__(id="paper")
        self._text = ""

    def tell(self, field: Field | None, path: str, session: Session | None) -> None:
        """Another field is in focus."""
        text = _(field.place) if field is not None else ""
        if text != self._text:
            self._text = text
            self.refresh()

    def render(self) -> RenderResult:
        """The words."""
        return Content(self._text)
