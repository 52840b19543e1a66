"""What belongs to this person only: recovery code, authenticator; with its QR where there is room."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from emk_tui.services.flows.asks import Reveal


class RevealView(VerticalScroll, can_focus=False):
    """Lines that are shown once; they cannot be selected or copied, no snapshot is made of them."""

    def __init__(self, ask: Reveal) -> None:
        super().__init__(classes="reveal")
        self.ask = ask

    def compose(self) -> ComposeResult:
        """Title, lines, QR."""
        yield Static(self.ask.title, classes="heading", markup=False)
        for line in self.ask.lines:
            yield Static(line, markup=False)
        if self.ask.qr:
            from emk_tui.exports.qr import qr_lines

            yield Static("\n".join(qr_lines(self.ask.qr)), markup=False, classes="qr")
