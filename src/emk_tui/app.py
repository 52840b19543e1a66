"""The full-screen program: screens, keys, looks; what happens is decided in the services."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.widget import Widget

from emk_tui.face.commands import COMMANDS
from emk_tui.face.themes import LOOKS, THEMES
from emk_tui.screens.base import FaceScreen
from emk_tui.screens.dialogue import Dialogue
from emk_tui.screens.entry import Entry, entry_of
from emk_tui.screens.table import factory
from emk_tui.services.world import World
from emk_tui.widgets.part import Presses

if TYPE_CHECKING:
    from emk_tui.services.session import Session

LINES = "lines"
"""How the program ended: go on by lines."""
ANYWHERE = frozenset({"look", "quit", "lines"})
"""Commands that work on every screen, also above a question."""


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
    ) -> None:
        super().__init__()
        self.world, self.begin, self.given, self.hello, self.plain = world, begin, session, hello, plain
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = look if look in LOOKS else LOOKS[0]
        self.set_class(plain, "-plain")
        self.dialogue = Dialogue(self)
        self.failed: BaseException | None = None
        self._kept: list[events.Key | events.Paste] = []

    # -- screens

    def get_default_screen(self) -> FaceScreen:
        """The screen of sign-in or sign-up; it stays below all others."""
        name, _entry = entry_of(self.world, self.begin)
        self.base_name = name
        return self.screen_named(name)

    async def on_mount(self) -> None:
        """The conversation begins once the first screen stands."""
        self.run_worker(self._hold(), exit_on_error=False, name="dialogue")

    async def _hold(self) -> None:
        try:
            await self.dialogue.run(self.begin, self.given)
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            self.failed = error
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
        """Keys go to what is in focus at once: what follows them must find them done."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self.dialogue.busy and not self.dialogue.waits and not self._is_command(event):
                self._kept.append(event)
                return
            if self._press(event):
                return
        await super().on_event(event)

    def _is_command(self, event: events.Key | events.Paste) -> bool:
        return isinstance(event, events.Key) and any(event.key in one.keys for one in COMMANDS)

    def _press(self, event: events.Key | events.Paste) -> bool:
        """Offer a key from the widget in focus outwards; True where it was taken."""
        screen = self.screen
        if isinstance(event, events.Paste):
            paste = getattr(getattr(screen, "part", None), "paste", None)
            if paste is not None:
                paste(event.text)
            return paste is not None
        if isinstance(screen, FaceScreen) and screen.press_first(event):
            return True
        chain: list[object] = list(screen.focused.ancestors_with_self) if screen.focused else [screen]
        return any(one.press(event) for one in chain if isinstance(one, Presses) and isinstance(one, Widget))

    def replay(self) -> None:
        """A question is open again: give it what was typed meanwhile."""
        kept, self._kept = self._kept, []
        for event in kept:
            self.post_message(event)

    # -- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what does something now takes its key."""
        if action != "command":
            return True
        command = str(parameters[0])
        if command in ANYWHERE:
            return True
        screen = self.screen
        return isinstance(screen, FaceScreen) and screen.can(command)

    async def action_command(self, command: str) -> None:
        """One line of the table of keys."""
        match command:
            case "quit":
                self.exit("")
            case "lines":
                self.exit(LINES)
            case "look":
                self.next_look()
            case "help" | "goto" | "menu" | "snapshot":
                from emk_tui.screens.above import open_above

                await open_above(self, command)
            case _:
                getattr(self.face_screen, f"do_{command}")()

    async def action_enter(self) -> None:
        """The Enter of the last line, by mouse."""
        self._press(events.Key("enter", "\r"))

    def next_look(self) -> None:
        """Dark, light, contrast, the terminal's own."""
        self.theme = LOOKS[(LOOKS.index(self.theme) + 1) % len(LOOKS)] if self.theme in LOOKS else LOOKS[0]

    # -- the end

    def _handle_exception(self, error: Exception) -> None:
        """Nothing of a failure is shown: its text and the values around it may be personal."""
        if self.failed is None:
            self.failed = error
        self._exception = error
        self._exception_event.set()
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """Textual would print every local variable here."""
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """The same for threads of the driver."""
        self._close_messages_no_wait()
