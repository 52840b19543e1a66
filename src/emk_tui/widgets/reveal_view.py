"""What belongs to this person only: recovery code, authenticator; with its QR where there is room."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from emk_tui.i18n import _
from emk_tui.services.flows.asks import Ask, Code, Input, Reveal


class SecretLine(Static):
    """A line that the mouse cannot select, so nothing can copy it."""

    ALLOW_SELECT = False

    def __init__(self, text: str, *, classes: str = "") -> None:
        super().__init__(text, markup=False, classes=classes)


class RevealView(VerticalScroll, can_focus=False):
    """Lines that are shown once; they cannot be selected or copied, no snapshot is made of them."""

    ALLOW_SELECT = False

    def __init__(self, ask: Reveal) -> None:
        super().__init__(classes="reveal")
        self.ask, self.picture = ask, qr_of(ask)
        self.more = SecretLine("", classes="reveal-more")

    def compose(self) -> ComposeResult:
        """Title, lines; the QR below them where there is no room beside."""
        yield SecretLine(self.ask.title, classes="reveal-title")
        for line in self.ask.lines:
            yield SecretLine(line)
        if self.picture:
            yield self.more
            yield SecretLine(self.picture, classes="qr qr-below")

    def stays_for(self, ask: Ask) -> bool:
        """While the questions about these lines are answered."""
        return isinstance(ask, Input | Code)

    @property
    def qr_size(self) -> Size:
        """Cells of the QR."""
        rows = self.picture.split("\n")
        return Size(cell_len(rows[0]), len(rows) if self.picture else 0)

    def tell_room(self, *, whole: bool) -> None:
        """How to get at a QR that stands below."""
        width, height = self.qr_size
        words = _("QR-код ниже: PageDown.")
        if not whole:
            needed = Size(max(80, width), max(24, height + 2))
            words += " " + _("Целиком он виден в окне {w} на {h}.").format(w=needed.width, h=needed.height)
        self.more.update(words)


def qr_of(ask: Reveal) -> str:
    """The lines of its QR, or nothing."""
    if not ask.qr:
        return ""
    from emk_tui.exports.qr import qr_lines

    return "\n".join(qr_lines(ask.qr))
