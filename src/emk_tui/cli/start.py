"""`emk`: choose the face at the very first start, then the dialogue on the person's own store."""

import os
import sys
from argparse import Namespace

from emk_tui.i18n import _
from emk_tui.settings import LINEAR, SCREEN, data_folder, remember_face, remembered_face, wants_linear


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
    from emk_tui.linear.program import run_linear

    return run_linear(real_world(folder), hello=hello)


def ask_face() -> str:
    """One plain line before anything else; Enter takes the lines while there is no screen."""
    sys.stdout.write(_("1 экран, 2 строки для речи. Enter: строки.") + "\n" + _("Ваш выбор: "))
    sys.stdout.flush()
    return SCREEN if sys.stdin.buffer.readline().strip() == b"1" else LINEAR
