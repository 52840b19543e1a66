"""The sections of the card, one module each; SECTIONS holds them all in the order of the wizard."""

from typing import TYPE_CHECKING

from emk_tui.lazy import lazy_names

if TYPE_CHECKING:
    from emk_tui.card.sections.registry import SECTIONS as SECTIONS

__getattr__ = lazy_names(__name__, {"registry": "SECTIONS"})
