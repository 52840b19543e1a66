"""`emk`: choose the face at the very first start, then the dialogue on the person's own store."""

import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from emk_tui.cli.streams import OutputLost
from emk_tui.i18n import _
from emk_tui.settings import LINEAR, SCREEN, data_folder, remember_face, remembered_face, wants_linear

if TYPE_CHECKING:
    from emk_tui.linear.app import Entry
    from emk_tui.services.world import World


def start(args: Namespace) -> int:
    """The whole program in the face that was chosen."""
    from emk_tui.wiring import real_world

    folder = data_folder()
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    hello = ""
    if not (
        args.linear or args.plain or wants_linear(os.environ, terminal=terminal) or remembered_face(folder)
    ):
        chosen = ask_face()
        remember_face(folder, LINEAR)
        hello = _("Экран появится в следующей версии, пока работаем строками.") if chosen == SCREEN else ""
    return in_lines(real_world(folder), hello=hello)


def in_lines(world: "World", begin: "Entry | None" = None, hello: str = "") -> int:
    """The dialogue by lines; OutputLost where not even its first line gets out."""
    from emk_tui.linear.console import OutputClosed
    from emk_tui.linear.program import run_linear

    try:
        return run_linear(world, begin, hello)
    except OutputClosed:
        raise OutputLost from None


def ask_face() -> str:
    """One plain line before anything else; Enter takes the lines while there is no screen."""
    chosen = {b"": LINEAR, b"1": SCREEN, b"2": LINEAR}
    while True:
        sys.stdout.write(_("1 экран, 2 строки для речи. Enter: строки.") + "\n" + _("Ваш выбор: "))
        sys.stdout.flush()
        typed = sys.stdin.buffer.readline()
        if not typed or typed.strip() in chosen:
            return chosen.get(typed.strip(), LINEAR)
