"""`emk`: choose the face at the very first start, then work in it, and in the other one, until the end."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from emk_tui.cli.streams import OutputLost
from emk_tui.i18n import _
from emk_tui.settings import (
    LINEAR,
    SCREEN,
    data_folder,
    remember_face,
    remembered_face,
    shows_screen,
    wants_linear,
)

if TYPE_CHECKING:
    from emk_tui.services.handover import Handover
    from emk_tui.services.visit import Entry, Next, Visit
    from emk_tui.services.world import World


@dataclass(frozen=True, slots=True)
class Kept:
    """What a demonstration must not lose when its program is replaced."""

    folder: str = ""
    now: str = ""
    alive: int = -1


@dataclass(frozen=True, slots=True)
class Faces:
    """What both faces need to show the same thing."""

    world: "World"
    begin: "Entry | None" = None
    hello: str = ""
    plain: bool = False
    kept: "Callable[[], Kept]" = Kept


def start(args: Namespace) -> int:
    """The whole program in the face that was chosen."""
    from emk_tui.cli.handover import handed_over
    from emk_tui.wiring import real_world

    folder, locked = data_folder(), handed_over()
    face = face_here(args)
    if not face and locked is None:
        face = ask_face()
        if face:
            remember_face(folder, face)
    return hold(Faces(real_world(folder), plain=args.plain), face or LINEAR, locked)


def face_here(args: Namespace) -> str:
    """The face that was asked for, that this terminal can show, or that is remembered; empty: ask."""
    terminal = _is_terminal()
    if args.linear or not shows_screen(os.environ, terminal=terminal):
        return LINEAR
    if args.plain:
        return SCREEN
    return LINEAR if wants_linear(os.environ, terminal=terminal) else remembered_face(data_folder())


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_face() -> str:
    """One plain line before anything else; empty where the input ended instead of an answer."""
    chosen = {b"": SCREEN, b"1": SCREEN, b"2": LINEAR}
    while True:
        sys.stdout.write(_("1 экран, 2 строки для речи. Enter: экран.") + " ")
        sys.stdout.flush()
        typed = sys.stdin.buffer.readline()
        if not typed or typed.strip() in chosen:
            return chosen[typed.strip()] if typed else ""


def hold(faces: Faces, face: str, locked: "Handover | None" = None) -> int:
    """From face to face with one open session, until the person leaves; the exit code.

    A session that is locked ends this program: a new one in its place knows nothing of it (storage.md 12).
    """
    from emk_tui.services.visit import Next, Visit

    visit = Visit(locked=locked)
    face = face if locked is None else (LINEAR if locked.linear else SCREEN)
    while True:
        ended = (_on_screen if face == SCREEN else _in_lines)(faces, visit)
        if ended is Next.LOCKED:
            _lock(faces, visit, linear=face == LINEAR)
        if not isinstance(ended, Next):
            return ended
        face = LINEAR if face == SCREEN else SCREEN


def _lock(faces: Faces, visit: "Visit", *, linear: bool) -> None:
    """Key dropped, store closed, this process replaced."""
    from emk_tui.cli.handover import forget_typed, start_again

    handover = visit.handover(linear=linear)
    visit.close(goes_on=True)
    forget_typed()
    if handover is not None:
        start_again(replace(handover, **asdict(faces.kept())))


def _on_screen(faces: Faces, visit: "Visit") -> "int | Next":
    from emk_tui.full_screen import run_full_screen

    return run_full_screen(faces.world, visit, faces.begin, faces.hello, plain=faces.plain)


def _in_lines(faces: Faces, visit: "Visit") -> "int | Next":
    """The dialogue by lines; OutputLost where not even its first line gets out."""
    from emk_tui.linear.console import OutputClosed
    from emk_tui.linear.program import run_linear

    screen = shows_screen(os.environ, terminal=_is_terminal())
    # who is signed in, or was before the lock, already needs no login
    hello = faces.hello if visit.session is None and visit.locked is None else ""
    try:
        return run_linear(faces.world, faces.begin, hello, visit, screen=screen)
    except OutputClosed:
        raise OutputLost from None
