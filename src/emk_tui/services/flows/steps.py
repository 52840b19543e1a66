"""The flow of each step of the wizard."""

from emk_tui.i18n import _
from emk_tui.services.flows.asks import Flow, Form
from emk_tui.services.flows.booking import book
from emk_tui.services.flows.consent import consent_step
from emk_tui.services.flows.finish_step import finish_step
from emk_tui.services.flows.records import records_step
from emk_tui.services.flows.review import review
from emk_tui.services.flows.submit import Created
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked, Move

Outcome = Move | Blocked | Created


def step_flow(session: Session) -> Flow[Outcome]:
    """The conversation of the step where the cursor stands."""
    flows = {
        "consent": consent_step,
        "documents": records_step,
        "vaccinations": records_step,
        "booking": book,
        "review": review,
    }
    return flows.get(session.wizard.step.key, plain_step)(session)


def plain_step(session: Session) -> Flow[Outcome]:
    """A step of one record: its fields, then its end."""
    step = session.wizard.step
    yield Form(step.key, _(step.title), session.wizard.cursor)
    return (yield from finish_step(session))
