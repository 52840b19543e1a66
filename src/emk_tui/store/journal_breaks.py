"""What was done where the chain breaks: changed, put in or taken out, as the rows that follow tell."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emk_tui.ports import Break, Head
from emk_tui.store.journal import Journal
from emk_tui.store.journal_rows import Stored, careful

if TYPE_CHECKING:
    from sqlalchemy import Connection

FURTHEST = 1000
"""So many entries taken out in one place, with the rest renumbered, are still told as taken out."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The journal from its first broken place on, and what is known of how it should be."""

    log: Journal
    connection: "Connection"
    last: Head
    """The last entry that is right."""
    ends: Collection[Head]
    """Heads under a seal: what some entries certainly were."""

    @property
    def number(self) -> int:
        """The entry that should follow."""
        return self.last.seq + 1

    def rows(self) -> Iterator[Stored]:
        """What follows the right entries, in the order of the database."""
        for row in careful(self.connection, self.log.owner):
            if row[0] is None or not 1 <= row[0] <= self.last.seq:
                yield row

    def copies(self, row: Stored) -> int:
        """How many entries of the whole journal have the hash of this one."""
        return sum(one[6] == row[6] for one in careful(self.connection, self.log.owner))

    def follows(self, row: Stored, digest: str, number: int) -> bool:
        """Is this the entry of that number after the one with that hash."""
        return bool(self.log.link(digest, (number, *row[1:6])) == row[6])

    def certain(self, digest: str, number: int | None = None) -> bool:
        """Does a seal say that there was an entry with this hash (and this number)."""
        return any(end.hash == digest and number in (None, end.seq) for end in self.ends)


def named(rest: Rest) -> tuple[int, Break]:
    """The first broken entry and what was done."""
    rows = rest.rows()
    first, second = next(rows), next(rows, None)
    if first[0] == rest.number:
        return rest.number, _in_place(rest, first, second)
    if first[0] is None or first[0] < rest.number:
        return _out_of_order(rest, first)
    if _is_end(rest):
        return first[0], Break.INSERTED
    return rest.number, Break.CHANGED if _elsewhere(rest) else Break.DELETED


def _in_place(rest: Rest, first: Stored, second: Stored | None) -> Break:
    """The number is right, the entry is not."""
    if _is_end(rest):
        return Break.INSERTED
    if _elsewhere(rest):
        return Break.CHANGED if _genuine(rest, first) else Break.INSERTED
    return Break.DELETED if _moved_up(rest, first, second) else Break.CHANGED


def _out_of_order(rest: Rest, first: Stored) -> tuple[int, Break]:
    """A number that none of ours has: below 1, or no whole one."""
    if rest.follows(first, rest.last.hash, rest.number):
        return rest.number, Break.CHANGED
    return rest.number if first[0] is None else first[0], Break.INSERTED


def _is_end(rest: Rest) -> bool:
    """Do all seals say that the right entries were all there were."""
    return bool(rest.ends) and max(end.seq for end in rest.ends) <= rest.last.seq


def _elsewhere(rest: Rest) -> bool:
    """Is the entry that should stand here there under another number."""
    return any(rest.follows(row, rest.last.hash, rest.number) for row in rest.rows())


def _genuine(rest: Rest, found: Stored) -> bool:
    """Is it one of ours out of its place, not a copy: an entry follows it, at most shifted by one."""
    if rest.copies(found) > 1:
        return False
    return rest.certain(found[6]) or any(
        rest.follows(row, found[6], row[0] + shift) for row in rest.rows() if row[0] for shift in (0, -1, 1)
    )


def _moved_up(rest: Rest, first: Stored, second: Stored | None) -> bool:
    """Is it a later entry that got the number of one taken out."""
    if rest.certain(first[6], rest.number):
        return False
    if second is None:
        return rest.certain(first[6])
    shifts = range(1, FURTHEST + 1) if second[0] == rest.number + 1 else ()
    return any(rest.follows(second, first[6], second[0] + shift) for shift in shifts)
