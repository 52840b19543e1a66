"""The full-screen face as a program: what happens before Textual is imported and after it ended."""

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from emk_tui.face.environ import prepare
from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.services.world import World

if TYPE_CHECKING:
    from emk_tui.screens.entry import Entry
    from emk_tui.services.session import Session

DONE, INTERRUPTED = 0, 130


def run_full_screen(
    world: World,
    begin: "Entry | None" = None,
    hello: str = "",
    session: "Session | None" = None,
    *,
    plain: bool = False,
) -> tuple[int, "Session | None", bool]:
    """Exit code, the session if it is still open, and whether the person went over to lines."""
    prepare(os.environ)
    from emk_tui.app import LINES, EmkApp

    app = EmkApp(world, begin=begin, session=session, hello=hello, plain=plain)
    outcome = app.run()
    return 0, app.dialogue.session, outcome == LINES
