"""All sections of the card in the order of the wizard."""

from emk_tui.card.section import Section
from emk_tui.card.sections.account import ACCOUNT, TERMS
from emk_tui.card.sections.booking import BOOKING
from emk_tui.card.sections.clinic import CLINIC
from emk_tui.card.sections.consent import CONSENT
from emk_tui.card.sections.documents import DOCUMENTS
from emk_tui.card.sections.identity import IDENTITY
from emk_tui.card.sections.personal import PERSONAL
from emk_tui.card.sections.policy import POLICY
from emk_tui.card.sections.vaccinations import VACCINATIONS
from emk_tui.card.sections.visits import VISITS

SECTIONS: dict[str, Section] = {
    section.key: section
    for section in (
        ACCOUNT,
        TERMS,
        IDENTITY,
        PERSONAL,
        CLINIC,
        POLICY,
        CONSENT,
        DOCUMENTS,
        VACCINATIONS,
        VISITS,
        BOOKING,
    )
}
