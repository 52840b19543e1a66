"""Is the journal whole: its chain, its end inside, its marks outside, the witness of a paper (R189)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from emk_tui.ports import Break, Caution, Head, JournalVerdict
from emk_tui.store import triggers
from emk_tui.store.journal import BEGINNING, Journal
from emk_tui.store.journal_breaks import Rest, named
from emk_tui.store.journal_rows import careful, stored

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Marks:
    """What the places outside remember."""

    heads: Mapping[Caution, Head] = field(default_factory=dict)
    lost: tuple[Caution, ...] = ()
    told: tuple[Caution, ...] = ()
    """What the opening of the store found and put right."""


@dataclass(frozen=True, slots=True)
class Chain:
    """How far the entries are right."""

    last: Head
    whole: bool
    seen: Mapping[int, str]
    """Number → hash of the entries that were asked for."""

    def holds(self, head: Head) -> bool:
        """Is this one of its entries; a witness of a paper gives only the beginning of the hash."""
        found = self.seen.get(head.seq, "")
        return head == BEGINNING or (bool(head.hash) and found.startswith(head.hash))


def audit(
    log: Journal, connection: "Connection", marks: Marks, witness: Head | None = None
) -> JournalVerdict:  # fmt: skip
    """Everything that can be found out about a journal; the first broken entry and what was done."""
    inside = log.kept(connection)
    ends = [*marks.heads.values(), *([inside] if inside else [])]
    chain = walk(log, connection, {head.seq for head in (*ends, *([witness] if witness else []))})
    guard = () if triggers.whole(connection) else (Caution.TRIGGERS,)
    noted = log.noted(connection) if chain.whole else 0
    found = _broken(log, connection, chain, ends) or _end(chain, inside, marks, witness, noted)
    if found is not None:
        number, why = found
        return JournalVerdict(False, chain.last.seq, chain.last.hash, number, why, guard)
    behind = () if chain.last in (inside, BEGINNING) else (Caution.INSIDE,)
    warnings = dict.fromkeys((*marks.told, *marks.lost, *behind, *guard))
    return JournalVerdict(True, chain.last.seq, chain.last.hash, warnings=tuple(warnings))


def walk(log: Journal, connection: "Connection", wanted: Collection[int] = ()) -> Chain:
    """Recompute the chain up to the first entry that is not right."""
    seq, digest, link = 0, "", log.link
    seen: dict[int, str] = {}
    whole = True
    try:
        for row in stored(connection, log.owner):
            if row[0] != seq + 1 or link(digest, row[:6]) != row[6]:
                whole = False
                break
            seq, digest = row[0], row[6]
            if seq in wanted:
                seen[seq] = digest
    except TypeError:
        # bytes for a text: no program of ours writes them
        whole = False
    except (DBAPIError, connection.dialect.dbapi.Error) as error:  # type: ignore[union-attr]
        if "UTF-8" not in str(error):
            raise
        # the driver reads one row ahead: the text that is none may stand behind one that is right
        return Chain(_one_more(log, connection, Head(seq, digest)), False, seen)
    return Chain(Head(seq, digest), whole, seen)


def _one_more(log: Journal, connection: "Connection", last: Head) -> Head:
    for row in careful(connection, log.owner):
        if row[0] == last.seq + 1 and log.link(last.hash, row[:6]) == row[6]:
            return Head(row[0], row[6])
    return last


def _broken(
    log: Journal, connection: "Connection", chain: Chain, ends: Collection[Head]
) -> tuple[int, Break] | None:
    return None if chain.whole else named(Rest(log, connection, chain.last, ends))


def _end(
    chain: Chain, inside: Head | None, marks: Marks, witness: Head | None, noted: int
) -> tuple[int, Break] | None:  # fmt: skip
    """The entries are right as far as they go: do they go as far as they did.

    `noted` is the number of the first one that was told as gone when it was found, 0 without one.
    """
    after = noted or chain.last.seq + 1
    cut = inside is None or not chain.holds(inside)
    gone = [head.seq for head in marks.heads.values() if not chain.holds(head)]
    if inside is not None and cut:
        gone.append(inside.seq)
    if gone:
        return min(after, *gone), Break.CUT if cut else Break.OLDER
    if not marks.heads:
        return after, Break.ANCHOR
    if witness is None or chain.holds(witness):
        return None
    if witness.seq > chain.last.seq:
        return after, Break.CUT if cut else Break.OLDER
    return witness.seq, Break.CHANGED
