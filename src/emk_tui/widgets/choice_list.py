"""Choose one of several: arrows, number, or letters that narrow the list."""

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from emk_tui.card.text import fold, from_latin_layout
from emk_tui.i18n import _, plural
from emk_tui.services.flows.asks import LATER, Choice, Option
from emk_tui.widgets.action_line import ActionLine
from emk_tui.widgets.option_lines import OptionLines
from emk_tui.widgets.part import Answered


class ChoiceList(VerticalScroll, can_focus=True):
    """A question with its options; letters narrow it, Esc shows all again.

    With a `button` an option is chosen first and the button answers; Delete takes the option `clear`.
    """

    def __init__(self, ask: Choice, answered: Answered, *, button: str = "", clear: str = "") -> None:
        super().__init__(classes="part choice")
        self.ask, self._answered = ask, answered
        self.enter = _("выбрать")
        self.typed = self._number = ""
        """Letters that narrow the list; the digits before this key."""
        self.button = button
        self.clear_key = clear if any(one.key == clear for one in ask.options) else ""
        self._head, self._lines = Head(), OptionLines()
        self._action = ActionLine([button], lambda _index: self._open()) if button else None

    def compose(self) -> ComposeResult:
        """The question, the options, the button."""
        yield self._head
        yield self._lines
        if self._action is not None:
            yield self._action

    def on_mount(self) -> None:
        """Begin at the default; where it only waits for its button, at the button."""
        self._narrow("")
        keys = [option.key for option in self.ask.options]
        known = self.ask.default in keys
        self._lines.at = keys.index(self.ask.default) if known else 0
        if self._action is not None and known:
            self._mark(self._lines.at)
        else:
            self._tell_button()

    def start(self) -> None:
        """Take the focus."""
        self.screen.set_focus(self)
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """The option under the arrow stays in sight."""
        self.call_after_refresh(self._show)

    def _narrow(self, typed: str) -> None:
        self.typed = typed
        self._lines.options = tuple(fitting(self.ask.options, typed))
        self._lines.at = 0
        if self._action is not None:
            self._action.at = -1
        self._lines.refresh(layout=True)
        hint = _("Del: снять фильтры.") if self.clear_key else ""
        words = " · ".join(filter(None, (self.ask.question, hint)))
        self._head.tell(words, typed, len(self._lines.options), len(self.ask.options))

    def press(self, event: events.Key) -> bool:
        """Arrows, Enter, letters, Backspace, Esc, Delete."""
        number, self._number = self._number, ""
        by = {"up": -1, "down": 1, "pageup": -9, "pagedown": 9, "tab": 1, "shift+tab": -1}.get(event.key)
        if by is not None:
            self._go(self._place + by)
            return True
        if event.key in ("home", "end"):
            self._go(0 if event.key == "home" else len(self._lines.options) - 1)
            return True
        if event.key == "enter":
            self._choose(self._place)
            return True
        if event.key == "delete" and self.clear_key:
            self._answered(self.clear_key)
            return True
        if self.typed and event.key in ("escape", "backspace"):
            self._narrow("" if event.key == "escape" else self.typed[:-1])
            return True
        if event.is_printable and event.character:
            if self.typed or not self._to_number(number, event.character):
                self._letters(self.typed + event.character)
            return True
        return False

    def _to_number(self, number: str, digit: str) -> bool:
        """To the line of this number; a digit that makes it too large begins a new one."""
        for typed in (number + digit, digit):
            if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(self._lines.options):
                self._number = typed
                self._go(int(typed) - 1)
                return True
        return False

    def _letters(self, typed: str) -> None:
        """They narrow the list; what fits nothing is not taken."""
        if typed.strip() and fitting(self.ask.options, typed):
            self._narrow(typed)

    @property
    def _place(self) -> int:
        """The option under the arrow; the button comes after the last one."""
        on_button = self._action is not None and self._action.at == 0
        return len(self._lines.options) if on_button else self._lines.at

    def _go(self, index: int) -> None:
        count = len(self._lines.options)
        index = max(0, min(index, count if self._action is not None else count - 1))
        self._lines.at = index if index < count else -1
        if self._action is not None:
            self._action.at = 0 if index == count else -1
        self._show()

    def _show(self) -> None:
        """Scroll to the option under the arrow."""
        if 0 <= self._lines.at < len(self._lines.options):
            first, height = self._lines.lines_of(self._lines.at)
            self.scroll_to_region(
                Region(0, self._lines.virtual_region.y + first, 1, height), animate=False, immediate=True
            )

    def _choose(self, index: int) -> None:
        if index == len(self._lines.options):
            self._open()
        elif index >= 0:
            key = self._lines.options[index].key
            if self._action is None or key == LATER:
                self._answered(key)
            else:
                self._mark(index)

    # -- the button

    def _mark(self, index: int) -> None:
        """This option is chosen; Enter on the button goes on with it."""
        self._lines.chosen = self._lines.options[index].key
        self._tell_button()
        self._go(len(self._lines.options))

    def _tell_button(self) -> None:
        chosen = self._lines.chosen
        if self._action is not None:
            state = chosen or _("ещё не выбрано")
            self._action.tell(0, f"{self.button}: {state}", off=not chosen)

    def _open(self) -> None:
        if self._lines.chosen:
            self._answered(self._lines.chosen)

    def on_click(self, event: events.Click) -> None:
        """The line under the mouse."""
        event.stop()
        if event.widget is self._lines:
            self._choose(self._lines.option_at(event.get_content_offset_capture(self._lines).y))


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
