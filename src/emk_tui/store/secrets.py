"""Secrets kept inside the store: address lines of gateways, the running session; backup codes as digests."""

import hashlib
import hmac
from collections.abc import Sequence

from sqlalchemy import delete, func
from sqlmodel import col, select

from emk_tui.ports import Event
from emk_tui.store.tables.person import BackupCode
from emk_tui.store.tables.system import Secret
from emk_tui.store.work import Work

KEYS = frozenset({"papers", "inbox"})
"""Made with the store and never replaced: nobody outside the store sees the second one."""


def read(work: Work, name: str) -> bytes | None:
    """The secret of this name."""
    row = work.session.get(Secret, (work.owner, name))
    return row.value if row else None


def keep(work: Work, name: str, value: bytes | None, event: Event | None) -> None:
    """Keep, replace or forget it; ValueError for a key of the store itself."""
    if name in KEYS:
        raise ValueError("a key of the store")
    if value is None:
        mine = delete(Secret).where(col(Secret.owner) == work.owner, col(Secret.name) == name)
        work.session.execute(mine)
    else:
        work.session.merge(Secret(owner=work.owner, name=name, value=value))
        work.session.flush()
    if event is not None:
        work.record(event)


def set_backup_codes(work: Work, codes: Sequence[str], event: Event) -> None:
    """Only these are good from now on."""
    work.session.execute(delete(BackupCode).where(col(BackupCode.account) == work.account))
    work.session.add_all(BackupCode(account=work.account, digest=_digest(work, code)) for code in codes)
    work.session.flush()
    work.record(event)


def use_backup_code(work: Work, code: str, event: Event) -> bool:
    """Use it up where it is one of them."""
    mine = delete(BackupCode).where(
        col(BackupCode.account) == work.account, col(BackupCode.digest) == _digest(work, code)
    )
    if not work.connection.execute(mine).rowcount:
        return False
    work.record(event)
    return True


def backup_codes_left(work: Work) -> int:
    """How many can still be used."""
    query = select(func.count()).select_from(BackupCode).where(BackupCode.account == work.account)
    return int(work.session.exec(query).one())


def _digest(work: Work, code: str) -> str:
    """Keyed by what never leaves the store: a digest alone says nothing about its code."""
    key = read(work, "inbox") or b""
    return hmac.digest(key, f"backup {work.account} {code}".encode(), hashlib.sha256).hex()
