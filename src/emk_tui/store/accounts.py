"""The owner's account."""

from dataclasses import asdict, fields

from emk_tui.ports import Account, Event
from emk_tui.store.tables.person import AccountRow
from emk_tui.store.work import Work

NAMES = tuple(f.name for f in fields(Account))


def load(work: Work) -> Account:
    """The account; KeyError where the store has none for this owner."""
    row = work.session.get(AccountRow, work.owner)
    if row is None:
        raise KeyError("no account")
    return Account(**{name: getattr(row, name) for name in NAMES})


def save(work: Work, account: Account, event: Event) -> None:
    """Make or replace the account."""
    work.session.merge(AccountRow(owner=work.owner, **asdict(account)))
    work.session.flush()
    work.record(event)
