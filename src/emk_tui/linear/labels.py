"""What a place of the card is called by ear."""

from emk_tui.card.paths import locate
from emk_tui.card.steps import step_of
from emk_tui.i18n import _


def label_of(path: str) -> str:
    """The spoken label of a field, or the title of its step; empty where it is neither."""
    try:
        return _(locate(path).field.speech)
    except KeyError:
        step = step_of(path)
        return _(step.title)[:1].upper() + _(step.title)[1:] if step else ""


def is_field(path: str) -> bool:
    """Is this the path of a field."""
    try:
        locate(path)
    except KeyError:
        return False
    return True
