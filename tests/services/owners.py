"""The owner who confirms the account: papers, the form as a face fills it, what stood against it."""

from collections.abc import Callable
from dataclasses import replace

from emk_tui.services.flows.asks import Ask, Back, Form
from emk_tui.services.session import Session
from tests.documents.samples import jpeg, pdf, png
from tests.services.worlds import Talk

ROWS = {
    "surname": "Иванова", "birth_date": "14.05.1985", "passport_issued_on": "20.06.2009",
    "passport_file": "passport.pdf", "snils_surname": "Иванова", "snils_file": "snils.jpg",
    "surname_changed": "нет",
}  # fmt: skip
CHANGED = {"surname_changed": "да", "change_kind": "свидетельство о браке", "change_file": "brak.png"}
FILES = {"passport.pdf": pdf(), "snils.jpg": jpeg(), "brak.png": png(), "other.pdf": pdf(b"%other\n")}
FORM = "form.identity"
YES = {"account.confirmed": True}

Fills = Callable[[Ask], None]
AGAIN = "account.identify_again"


def fills(session: Session, **rows: str) -> Fills:
    """Types the answers of a right owner, some of them otherwise, field by field as a face does."""

    def fill(ask: Ask) -> None:
        assert isinstance(ask, Form)
        for name, raw in {**ROWS, **rows}.items():
            session.move(f"identity.{name}")
            session.put(f"identity.{name}", raw)

    return fill


def changes(session: Session, **rows: str) -> Fills:
    """Types only these."""

    def fill(ask: Ask) -> None:
        for name, raw in rows.items():
            session.move(f"identity.{name}")
            session.put(f"identity.{name}", raw)

    return fill


def back(ask: Ask) -> None:
    """One back from the form."""
    raise Back


def operated(session: Session) -> None:
    """A world with operators."""
    session.world = replace(session.world, operated=True)


def found(talk: Talk) -> list[tuple[str, str]]:
    """Field and code of what stood against the form each time it came back."""
    forms = [ask.found[0] for ask in talk.asks if isinstance(ask, Form) and ask.found]
    return [(one.path.removeprefix("identity."), one.code) for one in forms]
