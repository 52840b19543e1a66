"""Help: what this field wants and where it is printed, then every key with its second one."""

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from emk_tui.card.help import field_help
from emk_tui.face.commands import BY_ID, COMMANDS, Command, key_name
from emk_tui.i18n import _, _l
from emk_tui.screens.above import AboveScreen
from emk_tui.screens.part_keys import PART_KEYS
from emk_tui.widgets.field_input import EDITING
from emk_tui.widgets.help_line import said_of
from emk_tui.widgets.pick_list import Row, Rows

if TYPE_CHECKING:
    from emk_tui.screens.base import FaceScreen

MOVING = (
    (("enter", "tab", "down"), _l("К следующему полю")),
    (("shift+tab", "up"), _l("К полю выше")),
    (("pagedown", "pageup"), _l("На восемь строк")),
)
NAMING = (
    ("right", _l("В конце имени файла: показать файлы папки, дополнить имя")),
    ("tab", _l("После начала имени: дополнить, где однозначно, иначе к следующему полю")),
    ("down", _l("В список файлов; Enter на папке открывает её")),
)
"""Keys in a field for the name of a file → what they do."""
EDITED = {
    "cursor_left": _l("Знак влево"),
    "cursor_right": _l("Знак вправо"),
    "cursor_left_word": _l("Слово влево"),
    "cursor_right_word": _l("Слово вправо"),
    "home": _l("К началу строки"),
    "end": _l("К концу строки"),
    "delete_left": _l("Стереть знак слева"),
    "delete_right": _l("Стереть знак справа"),
    "delete_left_word": _l("Стереть слово слева"),
    "delete_left_all": _l("Стереть всё слева"),
    "delete_right_all": _l("Стереть всё справа"),
    "select_left": _l("Выделить знак слева"),
    "select_right": _l("Выделить знак справа"),
    "select_home": _l("Выделить до начала"),
    "select_end": _l("Выделить до конца"),
    "select_all": _l("Выделить всё"),
    "cut": _l("Вырезать, кроме тайного"),
    "copy": _l("Скопировать, кроме тайного"),
    "paste": _l("Вставить"),
    "undo": _l("Отменить ввод"),
    "redo": _l("Вернуть ввод"),
}
"""Action of the line → what it does."""
WORDS = {
    "left": _l("Влево"),
    "right": _l("Вправо"),
    "up": _l("Вверх"),
    "down": _l("Вниз"),
    "pageup": "PageUp",
    "pagedown": "PageDown",
}


class HelpScreen(AboveScreen):
    """To read; it begins with the field in focus."""

    def __init__(self, below: "FaceScreen") -> None:
        super().__init__()
        self.below = below
        self.text = VerticalScroll(classes="above", can_focus=False)

    def lines(self) -> ComposeResult:
        """The field, the keys that work now, those of a line, the others."""
        works = [one for one in COMMANDS if self.below.can(one.id)]
        rest = [one for one in COMMANDS if one not in works]
        with self.text:
            yield Static(Content(_("Справка, Esc: закрыть")), classes="heading")
            yield Static(self._field(), classes="about")
            yield from section(_("Клавиши сейчас"), [Row(named(one.keys), self._title(one)) for one in works])
            if keys := PART_KEYS.get(type(getattr(self.below.part, "ask", None))):
                yield from section(_("Здесь"), [Row(_(one), _(title)) for one, title in keys])
            if (field := self.below.help_of()) is not None:
                if field.kind == "file":
                    yield from section(_("Имя файла"), naming_rows())
                yield from section(_("В поле"), editing_rows())
            if rest:
                yield from section(_("В другом месте"), [Row(named(one.keys), _(one.title)) for one in rest])

    def _field(self) -> Content:
        """What stands against it, then what it wants; without a field what Enter does."""
        field, part = self.below.help_of(), self.below.part
        if field is None:
            enter = part.enter if part is not None else _("закрыть")
            return Content(_("{place}. Enter: {enter}.").format(place=self.below.place(), enter=enter))
        row = getattr(part, "current", None)
        said = [said_of(row.input.live)] if row is not None and row.input.live.problem else []
        return Content("\n").join([*said, *map(Content, field_help(field))])

    def _title(self, command: Command) -> str:
        """What the key does here, where that is another thing than everywhere."""
        here = self.below.caption_of(command)
        return _(command.title) if here == _(command.caption) else here[:1].upper() + here[1:]

    def press(self, event: events.Key) -> bool:
        """Scroll, or close."""
        if event.key in ("escape", "enter", *BY_ID["help"].keys):
            self.app.pop_screen()
            return True
        moves = {
            "down": self.text.scroll_down, "up": self.text.scroll_up, "space": self.text.scroll_page_down,
            "pagedown": self.text.scroll_page_down, "pageup": self.text.scroll_page_up,
            "home": self.text.scroll_home, "end": self.text.scroll_end,
        }  # fmt: skip
        if event.key not in moves:
            return False
        moves[event.key](animate=False)
        return True


def section(title: str, rows: list[Row]) -> ComposeResult:
    """A heading and its keys."""
    yield Static(Content(title), classes="heading")
    yield Rows(rows, ": ")


def naming_rows() -> list[Row]:
    """The keys that find a file."""
    return [Row(named((key,)), _(title)) for key, title in NAMING]


def editing_rows() -> list[Row]:
    """The keys of a line, those of one action together."""
    moving = [Row(named(keys), _(title)) for keys, title in MOVING]
    return moving + [
        Row(named(tuple(key for key, does in EDITING.items() if does == action)), _(title))
        for action, title in EDITED.items()
    ]


def named(keys: tuple[str, ...]) -> str:
    """Keys as they are printed."""
    return ", ".join(
        "+".join(_(WORDS.get(part, "")) or key_name(part) for part in key.split("+")) for key in keys
    )
