"""Choose one of several: arrows, number, or letters that narrow the list."""

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.widget import Widget

from emk_tui.card.text import fold, from_latin_layout
from emk_tui.i18n import _, plural
from emk_tui.services.flows.asks import Choice, Option
from emk_tui.widgets.part import Answered


class Lines(Widget):
    """The options, one a line; `at` is the one under the arrow."""

    at = reactive(0)

    def __init__(self) -> None:
        super().__init__()
        self.options: tuple[Option, ...] = ()

    def render(self) -> RenderResult:
        """«> 1. код из приложения»."""
        return Content("\n").join(self._line(number) for number in range(len(self.options)))

    def _line(self, index: int) -> Content:
        text = f"{index + 1}. {self.options[index].text}"
        here = index == self.at
        return Content.styled(("> " if here else "  ") + text, "bold $accent" if here else "")


class ChoiceList(VerticalScroll, can_focus=True):
    """A question with its options; letters narrow it, Esc shows all again."""

    def __init__(self, ask: Choice, answered: Answered) -> None:
        super().__init__(classes="part")
        self.ask, self._answered = ask, answered
        self.enter = _("выбрать")
        self.typed = ""
        self._head, self._lines = Head(), Lines()

    def compose(self) -> ComposeResult:
        """The question, the options."""
        yield self._head
        yield self._lines

    def on_mount(self) -> None:
        """Begin at the default."""
        self._narrow("")
        keys = [option.key for option in self.ask.options]
        self._lines.at = keys.index(self.ask.default) if self.ask.default in keys else 0

    def start(self) -> None:
        """Take the focus."""
        self.screen.set_focus(self)

    def _narrow(self, typed: str) -> None:
        self.typed = typed
        self._lines.options = tuple(fitting(self.ask.options, typed))
        self._lines.at = 0
        self._lines.refresh(layout=True)
        self._head.tell(self.ask.question, typed, len(self._lines.options), len(self.ask.options))

    def press(self, event: events.Key) -> bool:
        """Arrows, Enter, letters, Backspace, Esc."""
        by = {"up": -1, "down": 1, "pageup": -9, "pagedown": 9, "tab": 1, "shift+tab": -1}.get(event.key)
        if by is not None:
            self._go(self._lines.at + by)
            return True
        if event.key == "enter":
            self._choose(self._lines.at)
            return True
        if self.typed and event.key in ("escape", "backspace"):
            self._narrow("" if event.key == "escape" else self.typed[:-1])
            return True
        if event.is_printable and event.character:
            self._letters(self.typed + event.character)
            return True
        return False

    def _letters(self, typed: str) -> None:
        """A number goes to its line, letters narrow the list; what fits nothing is not taken."""
        if typed.isdigit() and 1 <= int(typed[-2:]) <= len(self._lines.options):
            self._go(int(typed[-2:]) - 1)
        elif typed.strip() and fitting(self.ask.options, typed):
            self._narrow(typed)

    def _go(self, index: int) -> None:
        self._lines.at = max(0, min(index, len(self._lines.options) - 1))
        self.scroll_to_region(Region(0, self._lines.virtual_region.y + self._lines.at, 1, 1), animate=False)

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._lines.options):
            self._answered(self._lines.options[index].key)

    def on_click(self, event: events.Click) -> None:
        """The line under the mouse."""
        event.stop()
        if event.widget is self._lines:
            self._choose(event.y)


class Head(Widget):
    """The question and, while letters narrow the list, how much is left of it."""

    def __init__(self) -> None:
        super().__init__(classes="question-head")
        self._text = ""

    def tell(self, question: str, typed: str, found: int, total: int) -> None:
        """Set the words."""
        self._text = question
        if typed:
            options = plural(total, _("варианта"), _("вариантов"), _("вариантов"))
            words = _("Найдено {found} из {options}: «{typed}». Esc: все.")
            self._text += "\n" + words.format(found=found, options=options, typed=typed)
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """The words."""
        return Content(self._text)


def fitting(options: tuple[Option, ...], typed: str) -> list[Option]:
    """Options with these letters in a name, also typed in the wrong layout; all where nothing is typed."""
    for words in (fold(typed), fold(from_latin_layout(typed))):
        found = [one for one in options if any(words in fold(name) for name in (one.text, *one.aliases))]
        if found:
            return found
    return []

