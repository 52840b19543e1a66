"""«Снимок»: the screen as it stands, drawn here, written on the desk (R88)."""

from functools import partial
from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.widgets.field_input import FieldInput

if TYPE_CHECKING:
    from emk_tui.app import EmkApp


async def save_snapshot(app: "EmkApp") -> str:
    """Keep the screen as SVG and as text; the sentence to tell."""
    from emk_tui.face.picture import screen_svg, screen_text
    from emk_tui.services.session import Session
    from emk_tui.services.snapshots import keep_snapshot, refusal

    place, presence = app.face_screen.key, app.guard.presence
    session = presence if isinstance(presence, Session) else None
    staff = presence is not None and session is None
    if why := refusal(app.world, place, secret=_hides(app), staff=staff):
        return why
    svg, text = screen_svg(app, _("ЭМК")), screen_text(app)
    try:
        return await app.dialogue.desk.do(partial(keep_snapshot, app.world, session, place, svg, text))
    except Fault as fault:
        return fault.problem.text


def _hides(app: "EmkApp") -> bool:
    """Is a secret being typed here, or below what lies above; the sign-in below all others is over."""
    stack = app.screen_stack
    screens = stack[stack.index(app.face_screen) :]
    return any(one.field.secret for screen in screens for one in screen.query(FieldInput) if one.display)
