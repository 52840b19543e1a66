"""`emk journal`: the operations journal as lines, and the proof that nothing in it was touched (R189)."""

import os
from argparse import Namespace

from emk_tui.cli import stored
from emk_tui.cli.output import emit, say, tell
from emk_tui.i18n import _
from emk_tui.ports import Fault, Head, JournalEntry, JournalFilter, JournalVerdict
from emk_tui.services.journal_words import entry_line, verdict_lines, witnessed_line
from emk_tui.services.presence import Presence


def show(args: Namespace) -> int:
    """The entries that fit, oldest first; before them that the chain is broken, with exit code 1."""
    wanted = JournalFilter(args.since, args.until, args.actor, args.deed, args.find, args.last)
    with stored.signed_in() as session:
        verdict = session.store.verify_journal()
        found = session.store.journal(wanted)
    if not verdict.ok:
        _tell_broken(verdict, json=args.json)
    for entry in found:
        if args.json:
            emit(record(entry))
        else:
            say(entry_line(entry))
    if not (found or args.json):
        say(_("Таких записей нет."))
    return 0 if verdict.ok else stored.PROBLEMS


def _tell_broken(verdict: JournalVerdict, *, json: bool) -> None:
    lines = verdict_lines(verdict)
    if json:
        emit({"ok": False, "seq": verdict.broken_seq, "why": verdict.why, "text": " ".join(lines)})
        return
    for line in lines:
        tell(line)


def record(entry: JournalEntry) -> dict[str, object]:
    """An entry for programs."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "changes": entry.changes,
    }


def verify(args: Namespace) -> int:
    """Is it whole, and does it hold what a paper witnesses; exit code 1 names the first broken entry."""
    if args.paper is not None and (refusal := _refusal(args.paper)):
        tell(refusal)
        return stored.PROBLEMS
    with stored.signed_in() as session:
        witness = args.witness
        if args.paper is not None:
            witness = _witness(session, args.paper)
            if witness is None:
                tell(_("Эту бумагу выдало другое хранилище, с этим журналом её не сверить."))
                return stored.PROBLEMS
        verdict = session.store.verify_journal(witness)
    lines = verdict_lines(verdict)
    for line in (lines[0], witnessed_line(witness), *lines[1:]) if verdict.ok and witness else lines:
        say(line)
    return 0 if verdict.ok else stored.PROBLEMS


def _refusal(paper: str) -> str:
    """Why this paper witnesses nothing, before anybody is asked to sign in; empty where it does."""
    from emk_tui.exports.verify import verify_paper

    if not os.path.lexists(paper):
        raise Fault("FILE_ABSENT", 2)
    found = verify_paper(paper)
    if not found.ok:
        return found.text
    before = _("В этой бумаге нет записи журнала: она выдана прежней версией программы.")
    return "" if found.witness else before


def _witness(session: Presence, paper: str) -> Head | None:
    """What a paper of this very store witnesses."""
    from emk_tui.exports.seal import public_key
    from emk_tui.exports.verify import verify_paper

    return verify_paper(paper, public_key(session.opened.signing_key())).witness
