"""The menu: everything that can be done now, found by letters of its title or of any other name (K7)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from emk_tui.face.commands import BY_ID, COMMANDS, Command, key_name
from emk_tui.i18n import _
from emk_tui.screens.above import AboveScreen
from emk_tui.services.actions import BY_ID as ACTIONS
from emk_tui.services.actions import LOCK, WIZARD
from emk_tui.services.places import Door, ranked
from emk_tui.widgets.pick_list import PickList, Row

if TYPE_CHECKING:
    from emk_tui.screens.base import FaceScreen


SAME = {"lock": LOCK}
"""Command → the action it does by a key: listed once, as the command that leaves one where one is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the names it is found by, the title first; why it is closed, or what it does."""

    names: tuple[str, ...]
    note: str
    act: Callable[[], None]
    closed: str = ""
    listed: bool = True
    """Shown before anything is typed; what is not possible now only answers to its name."""


class MenuScreen(AboveScreen):
    """Letters narrow, Enter does, Esc closes."""

    def __init__(self, below: "FaceScreen", doors: tuple[Door, ...]) -> None:
        super().__init__()
        self.below = below
        places = (door for door in doors if door.place.action not in SAME.values())
        self.entries = (*self._commands(), *map(self._place, places))
        self.found: list[Entry] = []
        self.typed = ""
        self.list = PickList(self._choose)
        self.head, self.said = Static(classes="heading"), Static(classes="said")

    def lines(self) -> ComposeResult:
        """What was typed, what fits it, a line for the reason."""
        with Vertical(classes="above"):
            yield self.head
            yield self.list
            yield self.said

    def on_mount(self) -> None:
        """Everything that can be done."""
        self.set_focus(self.list)
        self._narrow("")

    # -- what there is

    def _commands(self) -> list[Entry]:
        can = self.below.can
        return [self._command(one) for one in COMMANDS if one.id != "menu" and can(one.id)]

    def _command(self, command: Command) -> Entry:
        # after this key and before the next one
        act = partial(self.app_call, self.below.face.action_command, command.id)
        same = ACTIONS[SAME[command.id]].aliases if command.id in SAME else ()
        return Entry((_(command.title), *map(_, same)), " ".join(map(key_name, command.keys)), act)

    def app_call(self, call: Callable[..., object], *words: object) -> None:
        """Do something as soon as this key is done with."""
        self.below.face.call_next(call, *words)

    def _place(self, door: Door) -> Entry:
        names = tuple(dict.fromkeys((door.title, *map(_, door.place.names))))
        return Entry(
            names, door.word, partial(self._go, door), door.closed, bool(door.place.step) or not door.closed
        )

    def _go(self, door: Door) -> None:
        dialogue, place = self.below.face.dialogue, door.place
        here = dialogue.session.wizard.step.number if dialogue.session and dialogue.in_wizard else 0
        if place.step:
            if place.step != here:
                dialogue.leave(place.step)
        elif not (here and place.action == WIZARD):
            dialogue.want(place.action)

    # -- keys

    def press(self, event: events.Key) -> bool:
        """Letters, Backspace, Esc; the rest is for the list."""
        if event.key in ("escape", *BY_ID["menu"].keys):
            self.app.pop_screen()
        elif event.key == "backspace":
            self._narrow(self.typed[:-1])
        elif event.is_printable and event.character:
            self._narrow(self.typed + event.character)
        else:
            return self.list.press(event)
        return True

    def _narrow(self, typed: str) -> None:
        self.typed = typed
        if typed.strip():
            self.found = [self.entries[at] for at in ranked(typed, [one.names for one in self.entries])]
        else:
            self.found = [one for one in self.entries if one.listed]
        self.list.show([self._row(one) for one in self.found])
        self.head.update(Content(_("Меню. Найти: {typed}_").format(typed=typed)))
        self._say(
            _("Буквы ищут, Enter выполняет, Esc закрывает.")
            if self.found
            else _("Такого нет. Backspace стирает.")
        )

    def _row(self, entry: Entry) -> Row:
        """The title, and the other name where that is what was typed."""
        title, *others = entry.names
        hit = [name for name in others if ranked(self.typed, [[name]])] if self.typed.strip() else []
        shown = f"{title} ({hit[0]})" if hit and not ranked(self.typed, [[title]]) else title
        return Row(shown, entry.note)

    def _say(self, text: str) -> None:
        self.said.update(Content(text))

    def _choose(self, index: int) -> None:
        entry = self.found[index]
        if entry.closed:
            self.list.go(index)
            self._say(entry.closed)
            return
        self.app.pop_screen()
        entry.act()
