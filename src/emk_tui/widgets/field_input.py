"""One line to type in: keys are taken at once and in order, the answer stands behind the text."""

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widgets import Input

from emk_tui.card.dropped import plain_path
from emk_tui.card.fields import Field
from emk_tui.i18n import _
from emk_tui.services.live import Answer, Live

GAP = 2
"""Cells between what was typed and the answer behind it."""
SPARE = 200
"""Signs over twice the limit of a field that it still takes: a key held down must not make it slow."""
PAST = 100
"""Steps that can be undone."""


class FieldInput(Input):
    """The text of one field with what is to be said of it; `text` is set without counting as typed."""

    COMPONENT_CLASSES = Input.COMPONENT_CLASSES | {"field--right", "field--wrong", "field--neutral"}

    def __init__(self, field: Field, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            compact=True, password=field.secret, select_on_focus=False, placeholder=_(field.empty), id=id
        )
        self.field = field
        self.live = Live()
        self.edited: Callable[[FieldInput], None] = lambda _self: None
        """Called at once when somebody typed: the next key must find it done."""
        self.cursor_blink = False
        self._past: list[str] = []
        self._future: list[str] = []
        self._moving = False

    def _on_mount(self, event: events.Mount) -> None:
        """No blink timer: nothing moves and nothing is sent while nobody types."""
        event.prevent_default()

    def on_resize(self) -> None:
        """The cursor stays in sight at any width."""
        if self.has_focus:
            self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the cursor; Textual's own is one too far right at the end of the text."""
        x, y, _width, _height = self.content_region
        return Offset(x + self._position_to_cell(self.cursor_position) - self.scroll_offset.x, y)

    def set_text(self, text: str) -> None:
        """Show a text that nobody typed; there is nothing to undo."""
        self._past, self._future = [], []
        if text != self.value:
            self._moving = True
            self.value = text
            self._moving = False
        self.cursor_position = len(text) if self.has_focus else 0

    def _watch_value(self, value: str) -> None:
        """Scroll as far as the text goes; Textual's own lays the whole screen out anew for each key."""
        self.set_reactive(FieldInput.virtual_size, Size(self.content_width, 1))
        self._initial_value = False
        self.selection = self.selection

    def watch_value(self, old: str, new: str) -> None:
        """Remember what was there."""
        if not (self._moving or self.password):
            self._past = [*self._past[-PAST:], old]
            self._future = []

    def say(self, live: Live) -> None:
        """The answer behind the text; painted only where it is another one."""
        if live != self.live:
            self.live = live
            self.refresh()

    def press(self, event: events.Key) -> bool:
        """Take a key of editing now: the next one must find it done."""
        before = self.value
        if event.key in ("ctrl+c", "ctrl+x") and not self.selected_text:
            return False
        if event.is_printable and event.character is not None:
            self.put_in(event.character)
        elif event.key in EDITING:
            getattr(self, f"action_{EDITING[event.key]}")()
        else:
            return False
        if self.value != before:
            self.edited(self)
        return True

    def paste(self, text: str) -> None:
        """Put in a text as one line; a name of a file as it is, without what a terminal puts around it."""
        self.put_in(self._one_line(text))
        self.edited(self)

    def _one_line(self, text: str) -> str:
        if self.field.kind == "file":
            return " ".join(plain_path(text).splitlines())
        return " ".join(text.split())

    def put_in(self, text: str) -> None:
        """Instead of what is selected, as far as there is room: the field says before that it is too long."""
        room = self.field.limit * 2 + SPARE - len(self.value) + len(self.selected_text)
        self.replace(text[: max(0, room)], *sorted(self.selection))

    def retype(self, text: str) -> None:
        """Type this instead of all that is there; can be undone."""
        self.replace(text, 0, len(self.value))
        self.edited(self)

    def action_paste(self) -> None:
        """What was copied in this program."""
        self.put_in(self._one_line(self.app.clipboard))

    def action_undo(self) -> None:
        """Back to the text before."""
        self._go(self._past, self._future)

    def action_redo(self) -> None:
        """Forwards again."""
        self._go(self._future, self._past)

    def _go(self, source: list[str], other: list[str]) -> None:
        if not source:
            return
        other.append(self.value)
        text = source.pop()
        self._moving = True
        self.value = text
        self._moving = False
        self.cursor_position = len(text)

    def action_select_left(self) -> None:
        """Select one sign to the left."""
        self.action_cursor_left(select=True)

    def action_select_right(self) -> None:
        """Select one sign to the right."""
        self.action_cursor_right(select=True)

    def action_select_home(self) -> None:
        """Select to the beginning."""
        self.action_home(select=True)

    def action_select_end(self) -> None:
        """Select to the end."""
        self.action_end(select=True)

    def action_copy(self) -> None:
        """A secret is never copied."""
        if not self.password and self.selected_text:
            super().action_copy()

    def action_cut(self) -> None:
        """Nor cut."""
        if not self.password:
            super().action_cut()

    def render_line(self, y: int) -> Strip:
        """The text, and behind it the answer where there is room for both."""
        strip = super().render_line(y)
        width = self.content_size.width
        if not self.has_focus and cell_len(self.value) > width:
            strip = Strip([*strip.crop(0, width - 1), Segment("…", self.rich_style)], width)
        words, kind = self._words(width)
        if y or not words:
            return strip
        left = width - cell_len(words)
        style = self.get_component_rich_style(f"field--{kind}")
        return Strip([*strip.crop_extend(0, left, self.rich_style), Segment(words, style)], width)

    def _words(self, width: int) -> tuple[str, str]:
        """What stands behind the text: in full, in one word, or nothing rather than a cut text."""
        live = self.live
        if live.answer is Answer.EMPTY:
            return "", ""
        kind = {Answer.WRONG: "wrong", Answer.RIGHT: "right"}.get(live.answer, "neutral")
        full = _("ошибка, {short}").format(short=live.short) if live.answer is Answer.WRONG else live.short
        room = width - cell_len(self._value.plain) - GAP - 1
        if cell_len(full) <= room:
            return full, kind
        word = _("ошибка") if live.answer is Answer.WRONG else ""
        hides = self.has_focus and cell_len(word) > room
        return ("", "") if not word or hides else (f" {word}" if cell_len(word) > room else word, kind)


EDITING = {
    "left": "cursor_left", "right": "cursor_right", "ctrl+left": "cursor_left_word",
    "ctrl+right": "cursor_right_word", "home": "home", "ctrl+a": "home", "end": "end", "ctrl+e": "end",
    "backspace": "delete_left", "ctrl+h": "delete_left", "delete": "delete_right", "ctrl+d": "delete_right",
    "ctrl+w": "delete_left_word", "ctrl+backspace": "delete_left_word", "alt+backspace": "delete_left_word",
    "ctrl+u": "delete_left_all", "ctrl+k": "delete_right_all",
    "shift+left": "select_left", "shift+right": "select_right", "shift+home": "select_home",
    "shift+end": "select_end", "ctrl+shift+a": "select_all", "ctrl+x": "cut", "ctrl+c": "copy",
    "ctrl+v": "paste", "ctrl+z": "undo", "ctrl+y": "redo", "ctrl+shift+z": "redo",
}  # fmt: skip
"""Key → action of the line; the Russian layout is translated before it comes here."""
