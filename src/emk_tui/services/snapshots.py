"""A picture of the screen kept as a file: where it is refused, what it is called, who may read it (R88)."""

from datetime import datetime

from emk_tui.i18n import _
from emk_tui.services.paper_files import save_paper
from emk_tui.services.session import Session
from emk_tui.services.world import World

SECRET = frozenset({"sign_in", "sign_up", "reveal", "code"})
"""Places that show passwords, codes or what belongs to one person only."""
KIOSK = "kiosk"
"""A world at a public terminal: nothing of a person stays there."""


def refusal(world: World, place: str, *, secret: bool = False, staff: bool = False) -> str:
    """Why no snapshot is kept here; empty where one may be."""
    if world.kind == KIOSK:
        return _("На общем терминале снимок не сохраняется.")
    if staff:
        return _("Здесь видно чужую карту, снимок не сохраняется.")
    if secret or place in SECRET:
        return _("Здесь показаны секреты, снимок не сохраняется.")
    return ""


def snapshot_name(place: str, moment: datetime) -> str:
    """Name without ending and without a person: the place and the moment."""
    return f"Снимок_{place}_{moment:%Y-%m-%d_%H-%M-%S}"


def keep_snapshot(world: World, session: Session | None, place: str, svg: str, text: str) -> str:
    """Write both files into the folder of papers, 0600; the sentence to tell. Fault where it cannot be."""
    name = snapshot_name(place, world.clock.now())
    folder = world.folder / "papers"
    files = [
        save_paper(folder, f"{name}.{ending}", content.encode())
        for ending, content in (("svg", svg), ("txt", text + "\n"))
    ]
    if session is not None:
        session.store.record(session.record("снимок экрана сохранён", files[0].stem))
    return _("Снимок сохранён в папку papers: {names}.").format(
        names=_(" и ").join(one.name for one in files)
    )
