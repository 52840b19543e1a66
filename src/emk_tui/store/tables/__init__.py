"""All tables of the store; importing this fills `Base.metadata`."""

from emk_tui.store.tables import card, person, sections, system
from emk_tui.store.tables.base import Base

__all__ = ["Base", "card", "person", "sections", "system"]
