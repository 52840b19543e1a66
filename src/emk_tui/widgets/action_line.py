"""A line of buttons: each with its key or its state in words, by arrow and Enter or by mouse."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class ActionLine(Widget):
    """`at` is the button under the arrow, -1: none; `off` ones are shown muted."""

    at = reactive(-1)

    def __init__(self, captions: Sequence[str], pressed: Callable[[int], None]) -> None:
        super().__init__(classes="action-line")
        self.captions, self._pressed = list(captions), pressed
        self.off = False

    def tell(self, index: int, caption: str, *, off: bool) -> None:
        """Another caption; with `off` nothing happens yet, and the caption says why."""
        if (self.captions[index], self.off) != (caption, off):
            self.captions[index], self.off = caption, off
            self.refresh()

    def render(self) -> RenderResult:
        """«> Просмотр расписания»."""
        parts = []
        for index, caption in enumerate(self.captions):
            here = index == self.at
            style = "bold $accent" if here else ("$muted" if self.off else "")
            parts.append(Content.styled(f"{'>' if here else ' '} {caption}", style))
        return Content(" ").join(parts)

    def on_click(self, event: events.Click) -> None:
        """The button under the mouse."""
        event.stop()
        end = 0
        for index, caption in enumerate(self.captions):
            end += cell_len(caption) + 3
            if event.x < end:
                self._pressed(index)
                return
