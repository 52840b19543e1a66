"""What lies above a question: menu, steps, help; closing it leads back to the question as it was."""

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.screen import ModalScreen

from emk_tui.services.flows.asks import Say
from emk_tui.widgets.messages import Messages

if TYPE_CHECKING:
    from emk_tui.app import EmkApp
    from emk_tui.services.places import Door


class AboveScreen(ModalScreen[None]):
    """Covers the question, so what must be heard now is told here as well; a click beside closes it."""

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.messages = Messages()

    def compose(self) -> ComposeResult:
        """A warning, then the lines."""
        yield self.messages
        yield from self.lines()

    def on_mount(self) -> None:
        """What is told below is told above it."""
        app = cast("EmkApp", self.app)
        app.guard.stands_on(self.messages)

    def lines(self) -> ComposeResult:
        """What it is there for."""
        yield from ()

    def on_click(self) -> None:
        """A click beside the lines closes it."""
        self.app.pop_screen()


async def open_above(app: "EmkApp", command: str) -> None:
    """Open what this command names; the keys that follow find it open."""
    if command == "snapshot":
        from emk_tui.screens.snapshot import save_snapshot

        app.face_screen.messages.show([Say(await save_snapshot(app))])
    elif app.dialogue.busy and not app.dialogue.waits:
        app.queue.keep(command)
    elif command == "help":
        from emk_tui.screens.help import HelpScreen

        await app.push_screen(HelpScreen(app.face_screen))
    elif command == "goto":
        from emk_tui.screens.goto import GotoScreen

        await app.push_screen(GotoScreen(app.dialogue))
    else:
        from emk_tui.screens.menu import MenuScreen

        await app.push_screen(MenuScreen(app.face_screen, await _doors(app)))


async def _doors(app: "EmkApp") -> "tuple[Door, ...]":
    """Where one can go from here: nowhere before the terms are accepted."""
    dialogue = app.dialogue
    session = dialogue.session
    if session is None or not (dialogue.in_wizard or dialogue.at in ("home", "result")):
        return ()
    from emk_tui.services.places import doors

    return await dialogue.desk.do(lambda: doors(session))
