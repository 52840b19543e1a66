"""What happened to an account since its owner was here last: failed tries, the operator's word (R6, R190)."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.ports import FAILED, FAILED_FOR, JournalFilter, Role, Video

if TYPE_CHECKING:
    from emk_tui.ports import Account, CardStore, JournalEntry

SIGNED_IN = "вход"
"""Action of the journal."""
LOOKED_AT = 200
"""Entries of each kind that are looked through: as many failures as the sealed inbox ever holds."""


def last_sign_in(store: "CardStore") -> "JournalEntry | None":
    """The newest one of this account, before the present one is written down."""
    account, entries = store.account(), store.journal(JournalFilter(action=SIGNED_IN, last=LOOKED_AT))
    mine = [one for one in entries if one.action == SIGNED_IN and _is_by(one.actor, account)]
    return mine[-1] if mine else None


def failures_since(store: "CardStore", last: "JournalEntry | None") -> list["JournalEntry"]:
    """Failed tries at this account after that entry."""
    account, since = store.account(), last.seq if last is not None else 0
    entries = store.journal(JournalFilter(action=FAILED, last=LOOKED_AT))
    return [one for one in entries if one.seq > since and _is_at(one.subject, account)]


def decision_words(account: "Account", last: "JournalEntry | None") -> str:
    """What the operator decided after that entry, by whom and when; empty for nothing new."""
    decided = account.video_at
    if decided is None or (last is not None and decided <= last.at):
        return ""
    by = {"who": account.video_by, "when": f"{decided:%d.%m.%Y %H:%M}", "why": account.video_reason}
    if account.video == Video.PASSED:
        return _("Видеоверификация пройдена, {who}, {when}. Личность подтверждена.").format(**by)
    # who is not confirmed is told it with the form that is to be filled in again
    if account.video == Video.REFUSED and account.confirmed_basis:
        return _("Видеоверификация отклонена, {who}, {when}: {why}.").format(**by)
    return ""


def _is_by(actor: str, account: "Account") -> bool:
    """The staff stand in the journal with their names; the owner's login may have been another one then."""
    login, _space, name = actor.partition(" (")
    return not name if account.role == Role.CITIZEN else login == account.login


def _is_at(subject: str, account: "Account") -> bool:
    """A try with a login that nobody has is one at the owner's."""
    parts = subject.split(", ")
    if account.role == Role.CITIZEN:
        return not any(part.startswith(FAILED_FOR.partition("{")[0]) for part in parts)
    return FAILED_FOR.format(login=account.login) in parts
