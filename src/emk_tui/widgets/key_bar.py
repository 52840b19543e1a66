"""The last line: the keys that do something now, and only those; a click does the same."""

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget


class KeyBar(Widget):
    """`keys` are (key as printed, caption, action); whole ones are left out where they do not fit."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self.keys: tuple[tuple[str, str, str], ...] = ()

    def show(self, keys: tuple[tuple[str, str, str], ...]) -> None:
        """What works now."""
        if keys != self.keys:
            self.keys = keys
            self.refresh()

    def fitting(self) -> list[tuple[str, str, str]]:
        """The first ones that fit into the line."""
        left, found = self.size.width - 1, []
        for key, caption, action in self.keys:
            left -= cell_len(f"{key} {caption}  ")
            if left < -2:
                break
            found.append((key, caption, action))
        return found

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
