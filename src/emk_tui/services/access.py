"""Who of the staff may see the card: the attached clinic, and whom the owner gave access (R8, R78)."""

from collections.abc import Iterable, Mapping

from emk_tui.ports import Account, CardStore, Grant

ORGANISATION, DOCTOR = "organisation", "doctor"


def has_access(store: CardStore, account: Account) -> bool:
    """Is the card attached where they work, or was access given to them; never without a consent."""
    card = store.card()
    if card is None or store.consent() is None:
        return False
    clinic = card.sections.get("clinic")
    attached = isinstance(clinic, Mapping) and clinic.get("inn") == account.clinic_inn
    return bool(attached and account.clinic_inn) or is_granted(store.grants(), account)


def is_granted(grants: Iterable[Grant], account: Account) -> bool:
    """Does access that was given hold for this member of the staff."""
    codes = {ORGANISATION: account.clinic_inn, DOCTOR: account.login}
    return any(one.revoked_at is None and one.code and one.code == codes.get(one.kind) for one in grants)


def opening(grants: Iterable[Grant]) -> int:
    """How many of them open the card: who stands in no directory cannot be recognised."""
    return sum(one.revoked_at is None and bool(one.code) for one in grants)
