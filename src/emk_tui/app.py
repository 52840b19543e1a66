"""The full-screen program: screens, keys, looks; what happens is decided in the services."""

import asyncio
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import RenderableType
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import WorkerFailed

from emk_tui.card.problems import problem
from emk_tui.face.commands import COMMANDS
from emk_tui.face.cursor import cursor_cell
from emk_tui.face.harmless import Harmless
from emk_tui.face.looks import match_no_color, put_on
from emk_tui.face.painter import Changes, Painter
from emk_tui.face.themes import LOOKS, PALETTE
from emk_tui.i18n import _
from emk_tui.screens.base import FaceScreen
from emk_tui.screens.dialogue import Dialogue
from emk_tui.screens.entry import place_of
from emk_tui.screens.guarding import Guard
from emk_tui.screens.key_queue import KeyQueue
from emk_tui.screens.table import factory
from emk_tui.services.flows.asks import Say
from emk_tui.services.visit import Entry, Visit
from emk_tui.services.world import World

if TYPE_CHECKING:
    from textual.driver import Driver

    from emk_tui.services.session import Session

LINES, LOCK = "lines", "lock"
"""How the program ended: go on by lines; locked, to go on in a new process."""
ANYWHERE = frozenset({"look", "quit", "lines"})
"""Commands that work on every screen, also above a question."""


LATER = Path(__file__).parent / "screens" / "screens.tcss"


def _nothing() -> None:
    """A program of its own, a test, may have nothing to do then."""


class EmkApp(App[str]):
    """One run of the screen; `run` returns LINES where the person went over to lines."""

    CSS_PATH = "app.tcss"
    TITLE = "ЭМК"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(one.keys), f"command('{one.id}')", one.title, priority=True, show=False)
        for one in COMMANDS
    ]

    def __init__(
        self,
        world: World,
        *,
        begin: Entry | None = None,
        session: "Session | None" = None,
        hello: str = "",
        plain: bool = False,
        look: str = LOOKS[0],
        visit: Visit | None = None,
    ) -> None:
        super().__init__()
        self.world, self.begin, self.hello, self.plain = world, begin, hello, plain
        self.visit = visit or Visit(session, in_wizard=session is not None)
        self._filters.append(Harmless())
        put_on(self, look if look in LOOKS else LOOKS[0])
        self.set_class(plain, "-plain")
        self.dialogue = Dialogue(self)
        self.painter = Painter()
        self.settled: Callable[[], object] = _nothing
        """Called once when everything that stays to the end is loaded and mounted."""
        self.failed: BaseException | None = None
        self.gone = self.typed = False
        """Did the terminal go away; was anything typed that may stand on it."""
        self._talk: asyncio.Task[None] | None = None
        self.guard = Guard(self)
        self.queue = KeyQueue(self)
        self.leaving = self._warned = False

    def get_driver_class(self) -> "type[Driver]":
        """Textual's own; where there is a terminal of the Unix kind with our reader of keys."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from emk_tui.face.screen_driver import ScreenDriver

        return ScreenDriver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own names of colours for a look that does not set them."""
        return PALETTE

    # -- screens

    def get_default_screen(self) -> FaceScreen:
        """The screen of sign-in or sign-up; it stays below all others."""
        self.base_name = place_of(self.world, self.begin, locked=self.visit.locked is not None)
        return self.screen_named(self.base_name)

    @property
    def begins_here(self) -> bool:
        """Is signing in the first thing asked."""
        return self.begin is None and self.visit.session is None and self.visit.locked is None

    def dress(self) -> None:
        """Read the styles that the first frame does not need: parsing them takes a tenth of it."""
        self.stylesheet.read(LATER)
        self.stylesheet.reparse()
        self.stylesheet.update(self)

    async def on_mount(self) -> None:
        """The conversation begins once the first screen stands."""
        if not self.begins_here:
            self.dress()
        # painted first: what the conversation imports would delay the first frame
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        gc.enable()
        self._talk = asyncio.create_task(self._hold(), name="dialogue")

    async def _hold(self) -> None:
        try:
            await self.dialogue.run(self.begin, self.visit)
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            self.fail(error)
        if not self.leaving:
            self.exit("")

    @property
    def face_screen(self) -> FaceScreen:
        """The screen of the conversation, below whatever lies above it."""
        return next(one for one in reversed(self.screen_stack) if isinstance(one, FaceScreen))

    async def go(self, name: str) -> FaceScreen:
        """Show this screen; made when it is first needed."""
        screen = self.screen_named(name)
        while self.screen is not (screen if name == self.base_name else self.face_screen):
            self.pop_screen()
        if self.screen is not screen:
            above = len(self.screen_stack) > 1
            await (self.switch_screen(screen) if above else self.push_screen(screen))
        self.guard.stands_on(screen.messages)
        return screen

    def screen_named(self, name: str) -> FaceScreen:
        """An installed screen."""
        if not self.is_screen_installed(name):
            self.install_screen(factory(name), name)
        screen = self.get_screen(name)
        assert isinstance(screen, FaceScreen)
        return screen

    def mount_ahead(self, number: int) -> None:
        """Mount the next step while this one is being typed in."""
        from emk_tui.card.steps import STEPS

        for step in STEPS[number : number + 1]:
            self.screen_named(step.key)
            # there is no public way to mount a screen that is not shown yet
            self._get_screen(step.key)

    # -- keys

    async def on_event(self, event: events.Event) -> None:
        """Keys go one after the other to what is in focus: the next one must find the last one done."""
        if not (event.is_forwarded or self.guard.touched(event)):
            return
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.queue.take(event)
        else:
            await super().on_event(event)

    async def deliver(self, event: events.Event) -> None:
        """To Textual's own widgets and bindings."""
        await super().on_event(event)

    # -- painting

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Only cells that changed go to the terminal; its real cursor follows the focus (braille, zoom)."""
        if self.guard.curtained:
            return
        if isinstance(renderable, CompositorUpdate):
            self.cursor_position = cursor_cell(screen)
            renderable = Changes(self.painter, renderable)
        super()._display(screen, renderable)

    def on_resize(self) -> None:
        """A terminal may move its text when its size changes."""
        self.painter.forget()

    # -- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what does something now takes its key."""
        if action != "command":
            return True
        command = str(parameters[0])
        if command in ANYWHERE or (command == "lock" and self.guard.active):
            return True
        screen = self.screen
        return isinstance(screen, FaceScreen) and screen.can(command)

    async def action_command(self, command: str) -> None:
        """One line of the table of keys."""
        match command:
            case "quit" | "lines":
                self.leave("" if command == "quit" else LINES)
            case "look":
                self.next_look()
            case "lock":
                self.guard.lock()
            case "help" | "goto" | "menu" | "snapshot":
                from emk_tui.screens.above import open_above

                await open_above(self, command)
            case _:
                getattr(self.face_screen, f"do_{command}")()

    def leave(self, result: str) -> None:
        """End; where what was typed last could not be saved, only on the second time."""
        if self.dialogue.unsaved is not None and not self._warned:
            self._warned = True
            self.face_screen.messages.show([Say("", problem("LEAVE_UNSAVED"))])
            return
        self.exit(result)

    async def action_enter(self) -> None:
        """The Enter of the last line, by mouse."""
        self.queue.press(events.Key("enter", "\r"))

    def next_look(self) -> None:
        """Dark, light, contrast, the terminal's own."""
        self.theme = LOOKS[(LOOKS.index(self.theme) + 1) % len(LOOKS)] if self.theme in LOOKS else LOOKS[0]
        match_no_color(self)

    # -- the end

    def action_help_quit(self) -> None:
        """Ctrl+C where nothing is copied: Textual would say in English how to leave."""
        self.face_screen.progress(_("Выход: F10 или Ctrl+Q. К строкам: F9."))

    def exit(self, result: str | None = None, *args: Any, **words: Any) -> None:
        """Leave: what is typed from here on is meant for whoever comes after."""
        self.leaving = True
        self.queue.forget()
        super().exit(result, *args, **words)

    def interrupt(self) -> None:
        """A signal: leave, what was typed is saved on the way."""
        self.exit("")

    def terminal_new(self) -> None:
        """The terminal shows nothing of ours: at the start, and back from a pause."""
        self.painter.forget()

    def terminal_gone(self) -> None:
        """Nobody reads or types any more."""
        self.gone = True
        self.exit("")

    async def _shutdown(self) -> None:
        """Nothing is taken apart before the conversation has ended and what was typed is saved."""
        await self.wind_up()
        await super()._shutdown()

    async def wind_up(self) -> None:
        """Leave the conversation, save what was typed, end the desk."""
        if self.visit.locked is None:
            self.visit.in_wizard = self.dialogue.in_wizard
        self.visit.created = self.dialogue.created or self.visit.created
        if self._talk is not None:
            self._talk.cancel()
            await asyncio.wait([self._talk])
        if self.dialogue.work is not None:
            try:
                await self.dialogue.work.saver.settle()
            except Exception as error:
                self.fail(error)
        self.dialogue.desk.close()

    def fail(self, error: BaseException) -> None:
        """The first failure ends the program; it is told outside, where nothing personal is shown."""
        if isinstance(error, WorkerFailed):
            error = error.error
        if self.failed is None:
            self.failed = error
        if isinstance(error, Exception):
            # for tests that hold the program by a Pilot
            self._exception = error
        self._exception_event.set()
        self._close_messages_no_wait()

    def loop_failed(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """A callback or a forgotten task failed: asyncio would print what is in it."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self.fail(error)

    def _handle_exception(self, error: Exception) -> None:
        """Nothing of a failure is shown: its text and the values around it may be personal."""
        self.fail(error)

    def _fatal_error(self) -> None:
        """Textual would print every local variable here."""
        self.panic()

    def panic(self, *renderables: object) -> None:
        """The same for what failed elsewhere in Textual."""
        self.fail(RuntimeError())
