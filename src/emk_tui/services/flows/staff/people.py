"""The administrator's list of the staff."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.services.flows.asks import Flow, Say
from emk_tui.services.rights import ROLES, TABLE

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence


def list_staff(presence: "Presence") -> Flow[None]:
    """Everybody with role, clinic and what the role may."""
    for one in presence.store.staff():
        rights = ", ".join(right.value for right in TABLE[next(role for role in TABLE if role == one.role)])
        yield Say(
            _("{name}, {role}, логин {login}. {clinic} Права: {rights}.").format(
                name=one.name,
                role=_(ROLES[one.role]),
                login=one.login,
                clinic=f"{one.clinic}." if one.clinic else "",
                rights=rights,
            )
        )
