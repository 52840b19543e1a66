"""Accounts: that of who signed in, the owner's, those of the staff."""

from dataclasses import asdict, fields

from sqlmodel import col, select

from emk_tui.card.paths import belongs
from emk_tui.ports import Account, Application, Event, Role
from emk_tui.store import documents, drafts
from emk_tui.store.tables.person import AccountRow
from emk_tui.store.work import Work

NAMES = tuple(f.name for f in fields(Account))
IDENTITY = "identity"
"""Section of what is typed and given to be identified."""


def load(work: Work, account: str) -> Account:
    """The account of this id; KeyError where the store has none."""
    row = work.session.get(AccountRow, account)
    if row is None:
        raise KeyError("no account")
    return _account(row)


def save(work: Work, account_id: str, account: Account, event: Event) -> None:
    """Make or replace the account of this id; ValueError where it would take itself another role."""
    known = work.session.get(AccountRow, account_id)
    if known is not None and known.role != account.role:
        raise ValueError("a role is given, never taken")
    work.session.merge(AccountRow(owner=account_id, **asdict(account)))
    work.session.flush()
    work.record(event)


def staff(work: Work) -> tuple[Account, ...]:
    """Everybody but the owner, by login."""
    query = select(AccountRow).where(AccountRow.role != Role.CITIZEN).order_by(col(AccountRow.login))
    return tuple(map(_account, work.session.exec(query)))


def application(work: Work) -> Application:
    """The draft's answers and files that identify the owner (R4)."""
    rows = {row.path: row.raw for row in drafts.load(work).rows if belongs(row.path, IDENTITY)}
    return Application(rows, tuple(one for one in documents.current(work) if belongs(one.record, IDENTITY)))


def _account(row: AccountRow) -> Account:
    return Account(**{name: getattr(row, name) for name in NAMES})
