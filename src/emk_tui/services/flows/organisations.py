"""Choose an organisation by its directory; one that is not in it may be written as it is (R54, R114)."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.services.flows.asks import Back, Choice, Flow, Option
from emk_tui.services.flows.questions import ORGANISATION, ask_field

if TYPE_CHECKING:
    from emk_tui.services.session import Session

MOST = 6
"""Organisations offered at once."""
OWN, OTHER_NAME = "own", "other"


def choose_organisation(session: "Session", key: str, question: str, known: str = "") -> Flow[str]:
    """Its name; empty where the person goes back by an empty answer."""
    typed = known
    while True:
        typed = yield from ask_field(f"{key}.name", ORGANISATION, session.world.clock.today(), typed)
        if not typed:
            return ""
        found = session.registries.directories["clinics"].find(typed, MOST).entries
        options = (
            *(Option(str(number), one.name) for number, one in enumerate(found)),
            Option(OWN, _("так и записать: {name}").format(name=typed)),
            Option(OTHER_NAME, _("другое название")),
        )
        try:
            chosen = str((yield Choice(f"{key}.which", question, options)))
        except Back:
            continue
        if chosen != OTHER_NAME:
            return typed if chosen == OWN else found[int(chosen)].name
