"""The options of a question, wrapped where a line is too narrow for one."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from emk_tui.i18n import _
from emk_tui.services.flows.asks import Option

NARROWEST = 8


class OptionLines(Widget):
    """`at` is the option under the arrow; `chosen` is the key of the one that was taken."""

    at = reactive(0)
    chosen = reactive("", layout=True)

    def __init__(self) -> None:
        super().__init__(classes="option-lines")
        self.options: tuple[Option, ...] = ()

    def wrapped(self, index: int, width: int) -> list[Content]:
        """The lines of one option, without its number."""
        option = self.options[index]
        text = f"{option.told}, {_('выбрано')}" if option.key == self.chosen else option.told
        return Content(text).wrap(max(NARROWEST, width - self._indent(index)))

    @staticmethod
    def _indent(index: int) -> int:
        return cell_len(f"  {index + 1}. ")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All lines of all options."""
        return sum(len(self.wrapped(index, width)) for index in range(len(self.options)))

    def lines_of(self, index: int) -> tuple[int, int]:
        """First line of an option and how many it has."""
        heights = [len(self.wrapped(one, self.size.width)) for one in range(index + 1)]
        return sum(heights[:-1]), heights[-1]

    def option_at(self, y: int) -> int:
        """The option on this line; -1 below the last one."""
        for index in range(len(self.options)):
            first, height = self.lines_of(index)
            if first <= y < first + height:
                return index
        return -1

    def render(self) -> RenderResult:
        """«> 1. код из приложения»."""
        return Content("\n").join(line for index in range(len(self.options)) for line in self._drawn(index))

    def _drawn(self, index: int) -> list[Content]:
        here = index == self.at
        first = f"{'>' if here else ' '} {index + 1}. "
        style = "bold $accent" if here else ""
        lines = self.wrapped(index, self.size.width)
        return [
            Content.styled((first if count == 0 else " " * len(first)) + line.plain, style)
            for count, line in enumerate(lines)
        ]
