"""The store as one person may use it: every call asks the table of rights first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from emk_tui.card.paths import belongs
from emk_tui.ports import CardStore
from emk_tui.services.rights import Right

Gate = Right | tuple[Right, ...] | Callable[..., Right | None] | None
"""The right a call needs, or one of several; told by its arguments; None: whoever signed in."""


def _file(meta: Any, *_rest: object) -> Right:
    """Scans that identify the owner come before the confirmation, documents after it (R4, R7)."""
    return Right.DRAFT if belongs(meta.record, "identity") else Right.UPLOAD


def _document(parts: Sequence[tuple[Any, object]], *_rest: object, **_words: object) -> Right:
    """The same of a document in parts: of all of them."""
    return (
        Right.DRAFT if parts and all(_file(meta) == Right.DRAFT for meta, _content in parts) else Right.UPLOAD
    )


def _secret(name: str, *_rest: object, **_words: object) -> Right | None:
    """The note of the running session belongs to whoever runs it."""
    return None if name == "session" else Right.ACCOUNT


GATES: Mapping[str, Gate] = {
    "kind": None,
    "rolled_back": None,
    "close": None,
    "record": None,
    "account": None,
    "save_account": None,
    "use_backup_code": None,
    "backup_codes_left": None,
    "journal_head": None,
    "signing_key": Right.EXPORT,
    "holder": Right.IDENTIFY,
    "save_holder": Right.IDENTIFY,
    "application": (Right.IDENTIFY, Right.DRAFT),
    "staff": (Right.STAFF, Right.ACCESS),
    "set_backup_codes": Right.ACCOUNT,
    "secret": _secret,
    "keep_secret": _secret,
    "grants": Right.ACCESS,
    "grant": Right.ACCESS,
    "revoke": Right.ACCESS,
    "result_checks": (Right.HEALTH, Right.CHECK),
    "check_result": Right.CHECK,
    "draft": Right.DRAFT,
    "put": Right.DRAFT,
    "drop": Right.DRAFT,
    "discard_draft": Right.DRAFT,
    "consent": Right.READ,
    "sign": Right.CONSENT,
    "last_consent": Right.WITHDRAW,
    "withdraw": Right.WITHDRAW,
    "add_file": _file,
    "keep_document": _document,
    "state_pages": Right.UPLOAD,
    "keep_records": Right.UPLOAD,
    "inbox": Right.DRAFT,
    "inbox_content": Right.DRAFT,
    "leave_inbox": Right.DRAFT,
    # whole, with results that nobody has confirmed: the owner's; others read by services/reading.py (R113)
    "files": Right.EXPORT,
    "file_versions": Right.EXPORT,
    "read_file": Right.EXPORT,
    "card": Right.EXPORT,
    "book": Right.BOOK,
    "booking": Right.HEALTH,
    "cancel_booking": Right.BOOK,
    "submit": Right.CREATE,
    "change_section": Right.INSURER,
    "outbox": Right.NOTICES,
    "mark_notice": Right.NOTICES,
    "vaccine_queue": Right.HEALTH,
    "mark_vaccination": Right.CREATE,
    "journal": Right.JOURNAL,
    "verify_journal": Right.JOURNAL,
    "backup": Right.BACKUP,
}
"""Call of the store → the right it needs; a call that is not named here does not exist for anybody."""


class Guarded:
    """ports.CardStore behind the table of rights; `require` raises a Fault where no such right is there."""

    def __init__(self, store: CardStore, require: Callable[..., None]) -> None:
        self._store, self._require = store, require

    def __getattr__(self, name: str) -> Any:
        """The store's own, asked for first."""
        if name not in GATES:
            raise AttributeError(name)
        gate, member = GATES[name], getattr(self._store, name)
        if gate is None:
            return member

        def call(*args: Any, **words: Any) -> Any:
            rights = gate(*args, **words) if callable(gate) else gate
            if rights is not None:
                self._require(*(rights if isinstance(rights, tuple) else (rights,)))
            return member(*args, **words)

        return call


def guarded(store: CardStore, require: Callable[..., None]) -> CardStore:
    """The same store for one person."""
    return cast(CardStore, Guarded(store, require))
