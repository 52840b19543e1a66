"""A СНИЛС or ИНН that stands in a card already: told, and no second card is begun (R47, K3)."""

from typing import TYPE_CHECKING

from emk_tui.card.problems import Problem, problem
from emk_tui.ports import Answer, CardRecord, Value

if TYPE_CHECKING:
    from emk_tui.services.session import Session

NUMBERS = ("snils", "inn")
"""Either one finds the card."""


def own_card(session: "Session") -> tuple[Problem, ...]:
    """The card of this very store, where one of the numbers is its own."""
    card = session.store.card()
    if card is None:
        return ()
    typed, kept = session.values("personal"), _personal(card)
    for key in NUMBERS:
        if typed.get(key) and typed[key] == kept.get(key):
            return (problem("CARD_KNOWN", number=card.number).at(f"personal.{key}"),)
    return ()


def known_card(answer: Answer) -> tuple[Problem, ...]:
    """What the register of cards found, at the number it was found by; a stranger's card stays unnamed."""
    found = problem("CARD_KNOWN", number=answer.note) if answer.note else problem("CARD_OF_NUMBER")
    return tuple(found.at(one.path) for one in answer.differences)


def _personal(card: CardRecord) -> dict[str, Value]:
    values = card.sections["personal"]
    return dict(values) if isinstance(values, dict) else {}
