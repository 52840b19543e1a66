"""The floor: a Textual app with one Input and nothing else."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Bare(App[None]):
    """One line to type in."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Input(placeholder="Логин")


if __name__ == "__main__":
    Bare().run()
