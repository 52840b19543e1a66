"""The last line: the keys that do something now, and only those; a click does the same."""

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

AFTER = 2
"""Cells behind each key; the last one needs none."""
NEEDED = ("enter", "back", "problem", "fix", "help", "goto", "lines", "menu", "quit")
"""Commands, the most needed first: a narrow line keeps these."""


def need_of(key: tuple[str, str, str]) -> int:
    """How much a key is needed: 0 the most."""
    return next((at for at, name in enumerate(NEEDED) if name in key[2]), len(NEEDED))


class KeyBar(Widget):
    """`keys` are (key as printed, caption, action); whole ones are left out where they do not fit, the least
    needed first."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self.keys: tuple[tuple[str, str, str], ...] = ()

    def show(self, keys: tuple[tuple[str, str, str], ...]) -> None:
        """What works now."""
        if keys != self.keys:
            self.keys = keys
            self.refresh()

    def fitting(self) -> list[tuple[str, str, str]]:
        """Those that fit into the line, in their order."""
        left, found = self.size.width - 1 + AFTER, set()
        for one in sorted(self.keys, key=need_of):
            cells = cell_len(f"{one[0]} {one[1]}") + AFTER
            if cells <= left:
                left -= cells
                found.add(one)
        return [one for one in self.keys if one in found]

    def render(self) -> RenderResult:
        """«Enter дальше  F7 назад»."""
        parts: list[Content | str] = [" "]
        for key, caption, _action in self.fitting():
            parts += [Content.styled(key, "bold $accent"), f" {caption}  "]
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """The key under the mouse."""
        event.stop()
        start = 1
        for key, caption, action in self.fitting():
            end = start + cell_len(f"{key} {caption}  ")
            if start <= event.x < end:
                await self.app.run_action(action)
                return
            start = end
