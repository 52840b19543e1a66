"""What every screen has: title, messages, the place of the question, help line, keys."""

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.errors import NoWidget
from textual.screen import Screen
from textual.widget import Widget

from emk_tui.card.fields import Field
from emk_tui.face.commands import BY_ID, COMMANDS, Command, key_name
from emk_tui.face.compositor import NearCompositor
from emk_tui.i18n import _
from emk_tui.screens.parts import part_of
from emk_tui.services.flows.asks import Ask, Reveal, Say
from emk_tui.services.live import Live
from emk_tui.widgets.field_row import FieldRow
from emk_tui.widgets.help_line import HelpLine
from emk_tui.widgets.key_bar import KeyBar
from emk_tui.widgets.messages import Messages
from emk_tui.widgets.part import Answered, Part
from emk_tui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from emk_tui.app import EmkApp
    from emk_tui.widgets.ask_form import AskForm


class FaceScreen(Screen[None]):
    """Shows one question of a flow at a time; what it decides is only how."""

    AUTO_FOCUS = ""

    def __init__(self, key: str, title: str) -> None:
        super().__init__(name=key, id=key.replace("_", "-"))
        self._compositor = NearCompositor()
        self.key, self.caption = key, title
        self.title_line, self.messages = TitleLine(), Messages()
        self.help_line, self.key_bar = HelpLine(), KeyBar()
        self.stage = Vertical(id="stage")
        self.part: Part | None = None
        self.prepared: AskForm | None = None
        """The rows of the first question, where they are painted with the first frame."""
        self.was_early = False
        """Were they entered before the conversation asked."""
        self.about = ""

    @property
    def face(self) -> "EmkApp":
        """The program around it."""
        return cast("EmkApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, what stands beside each other, help, keys."""
        yield self.title_line
        with Horizontal(id="middle"):
            yield from self.beside()
        yield self.help_line
        yield self.key_bar

    def beside(self) -> ComposeResult:
        """The stage with the messages; a step has its steps at the left and the paper at the right."""
        with self.stage:
            yield self.messages

    @property
    def room(self) -> int:
        """Cells beside what stands at the left and at the right."""
        return self.stage.size.width or self.app.size.width

    @property
    def takes_keys(self) -> bool:
        """Are keys taken though nothing is asked yet."""
        return False

    # -- a question

    async def show(self, ask: Ask, said: list[Say], answered: Answered) -> None:
        """Put a question on the stage; what was said before it stands above."""
        self.messages.show(said)
        again = getattr(self.part, "again", None)
        if again is not None and again(ask, answered):
            self.refresh_lines()
            return
        if not self._keeps(ask):
            await self.clear()
        self.about = ""
        part = part_of(ask, self, answered)
        await self.stage.mount(cast(Widget, part))
        self.use(part)

    def use(self, part: Part) -> None:
        """This part takes the keys from now on."""
        self.part = part
        self.help_line.tell(None, Live(), self.about)
        part.start()
        self.refresh_lines()

    async def reveal(self, ask: Reveal) -> None:
        """Lines for this person only; they stay while the questions about them are answered."""
        from emk_tui.widgets.reveal_view import RevealView

        await self.clear()
        await self.stage.mount(RevealView(ask))

    def _keeps(self, ask: Ask) -> bool:
        """Does what stands on the stage belong to this question as well; the rest of it goes."""
        parts = [child for child in self.stage.children if self.is_passing(child)]
        kept = [one for one in parts if getattr(one, "stays_for", _never)(ask)]
        if kept:
            self.stage.remove_children([one for one in parts if one not in kept])
        return bool(kept)

    async def clear(self) -> None:
        """Take away the question that was answered."""
        self.part = None
        self.set_focus(None)
        gone = [child for child in self.stage.children if self.is_passing(child)]
        if gone:
            await self.stage.remove_children(gone)

    def is_passing(self, child: Widget) -> bool:
        """Does a widget on the stage belong to one question only."""
        return child is not self.messages

    def told(self, field: Field | None, live: Live) -> None:
        """A field of a question is in focus, or its answer changed."""
        self.help_line.tell(field, live)
        self.refresh_keys()

    def progress(self, text: str, bar: str = "") -> None:
        """Long work: one line, and how far it is below."""
        self.help_line.tell(None, Live(short=text) if bar else Live(), bar or text)

    def say(self, text: str) -> None:
        """A part tells how it stands; what Enter does may be something else now."""
        self.help_line.tell(None, Live(short=text))
        self.refresh_keys()

    # -- lines around it

    def refresh_lines(self) -> None:
        """Title and keys as they are now."""
        self.title_line.place = f"ЭМК · {self.place()}"
        self.title_line.state = self.state()
        self.refresh_keys()

    def place(self) -> str:
        """Where one is."""
        return self.caption

    def state(self) -> str:
        """What stands at the right of the title."""
        return self.face.hello

    def refresh_keys(self) -> None:
        """Only what works now (the keys never lie)."""
        shown = [
            (key_name(one.keys[0]), self.caption_of(one), f"app.command('{one.id}')")
            for one in COMMANDS
            if one.caption and one.id != "next" and self.can(one.id)
        ]
        if self.part is not None:
            shown.insert(0, ("Enter", self.part.enter, "app.enter"))
        self.key_bar.show(tuple(shown))

    def caption_of(self, command: Command) -> str:
        """Its word in the last line; a screen may have a better one for what the key does there."""
        return _(command.caption)

    # -- keys

    def press_first(self, event: events.Key) -> bool:
        """Keys that something above the question takes."""
        return False

    def press(self, event: events.Key) -> bool:
        """Keys for the question."""
        return self.part is not None and self.part.press(event)

    def can(self, command: str) -> bool:
        """Does this command do something now."""
        dialogue = self.face.dialogue
        match command:
            case "back":
                return dialogue.can_go_back
            case "goto":
                return dialogue.in_wizard
            case "menu":
                return dialogue.signed_in
            case "lock":
                return self.face.guard.active
            case "next":
                return self.part is not None and hasattr(self.part, "done")
            case "fix":
                return self.has_fix()
            case "problem":
                return self.has_problem()
        return command in BY_ID

    def has_fix(self) -> bool:
        """Is there something that F4 would type."""
        row = getattr(self.part, "current", None)
        return row is not None and row.input.live.fix is not None

    def has_problem(self) -> bool:
        """Is there a problem to go to."""
        return False

    def do_next(self) -> None:
        """End what is being filled in."""
        done = getattr(self.part, "done", None)
        if done is not None:
            done()

    def do_fix(self) -> None:
        """Accept the replacement."""
        fix = getattr(self.part, "fix", None)
        if fix is not None:
            fix()

    def do_problem(self) -> None:
        """To the next problem."""

    def do_back(self) -> None:
        """One back."""
        self.face.dialogue.leave(0)

    def help_of(self) -> Field | None:
        """The field that the help is about."""
        row = getattr(self.part, "current", None)
        return row.field if row is not None else None

    def take_paste(self, text: str) -> bool:
        """A paste for the question; False where it takes none."""
        paste = getattr(self.part, "paste", None)
        if paste is not None:
            paste(text)
        return paste is not None

    def get_focusable_widget_at(self, x: int, y: int) -> Widget | None:
        """A click on a label is meant for its line."""
        with suppress(NoWidget):
            under, _region = self.get_widget_at(x, y)
            if isinstance(under, FieldRow):
                return under.input
        return super().get_focusable_widget_at(x, y)

    def on_descendant_focus(self) -> None:
        """The mouse may have chosen another row."""
        self.follow()

    def follow(self) -> None:
        """What the mouse chose takes the keys from now on, also those that come at once."""
        sync = getattr(self.part, "sync", None)
        if sync is not None:
            sync(self.focused)


def _never(ask: Ask) -> bool:
    """Most parts belong to their own question only."""
    return False
