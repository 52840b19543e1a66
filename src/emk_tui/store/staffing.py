"""The staff of a demonstration: accounts and key slots of their own (K42)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from emk_tui.ports import Account, Event
from emk_tui.store import keys
from emk_tui.store.doors import staff_id
from emk_tui.store.keys import STAFF, KdfCost, KeyFile

if TYPE_CHECKING:
    from emk_tui.store.card_store import SqlStore

Staff = Sequence[tuple[Account, str]]
"""Accounts with their passwords."""


def enrol(store: "SqlStore", slots: KeyFile, staff: Staff, data_key: bytes, cost: KdfCost) -> KeyFile:
    """The key file with a slot for everybody; who has neither account nor slot gets both, in this order."""
    ids = {account.login: staff_id(slots.header.store, account.login) for account, _password in staff}
    missing = [one for one in staff if STAFF + ids[one[0].login] not in slots.kinds]
    known = {one.login for one in store.staff()} if missing else set()
    for account, password in missing:
        identity = ids[account.login]
        if account.login not in known:
            store.add_staff(identity, account, Event("учётная запись сотрудника создана", account.login))
        secret = keys.secret_of(account.login, password)
        new = keys.password_slot(slots.header, secret, data_key, cost, STAFF + identity)
        slots = slots.with_slot(new)
    return slots
