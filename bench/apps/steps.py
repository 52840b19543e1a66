"""Two installed screens with eight stock fields each: the floor of a step change. F3 and F7 switch."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input, Label


class Step(Screen[None]):
    """Eight fields and a title."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.caption = title

    def compose(self) -> ComposeResult:
        """Title and fields."""
        yield Label(f"Шаг {self.caption}")
        for number in range(8):
            yield Input(placeholder=f"поле {number}", compact=True)


class Steps(App[None]):
    """Both are mounted once and kept."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [("f3", "go('second')", ""), ("f7", "go('first')", "")]

    def on_mount(self) -> None:
        """Install both, show the first."""
        self.install_screen(Step("первый"), "first")
        self.install_screen(Step("второй"), "second")
        self.push_screen("first")

    def action_go(self, name: str) -> None:
        """Switch."""
        self.switch_screen(name)


if __name__ == "__main__":
    Steps().run()
