"""The marks of an open store: judged at its opening, frozen once one contradicts the journal."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from emk_tui.ports import Caution, Head
from emk_tui.store import triggers
from emk_tui.store.anchor import Anchors
from emk_tui.store.journal import BEGINNING, Gap, Journal
from emk_tui.store.journal_check import Marks

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Guard:
    """Nothing is written over a mark that contradicts: so a later entry cannot cover up what was done."""

    patience = 0.5
    """Seconds that an opening or a closing waits for the key store of the system at most."""

    def __init__(self, anchors: Anchors, log: Journal, connection: "Connection") -> None:
        self._files, self._ring, self._log = anchors.files, anchors.ring, log
        self._ring_judged = self._ring is None
        found = {one.place: one.read() for one in self._files}
        self._heads = {place: head for place, head in found.items() if head}
        self._any = bool(self._heads)
        self.last, inside = log.head(connection), log.kept(connection)
        # entries that somebody put behind the end must not be covered up by those that follow
        self._inside_holds = inside is None or (
            log.holds(connection, [inside]) and log.continues(connection, inside)
        )
        self._files_hold = log.holds(connection, self._heads.values())
        self._ring_holds = True
        self.fresh = self.last.seq <= 1
        """A store that was just made has no mark outside its folder yet."""
        lost = [place for place, head in found.items() if head is None]
        lost += [] if self.last in (inside, BEGINNING) else [Caution.INSIDE]
        self.gap: Gap | None = None
        """Entries that a seal says there were, as it was first found; noted by Journaled.note_gap."""
        self._opened = self.last.seq
        self._find_gap([head for head in (inside, *found.values()) if head], self._opened)
        self.lost = [place for place in lost if not (self.fresh and place is Caution.DATA)]
        """Places whose mark was not there, or not ours, at the opening."""
        self.told: list[Caution] = [] if triggers.whole(connection) else [Caution.TRIGGERS]
        self.restored = self.older = False
        """Was a copy put back by the owner; does it lack entries that there were."""

    @property
    def trusted(self) -> bool:
        """Does no mark contradict the journal, and is there one at all."""
        return self._any and self._inside_holds and self._files_hold and self._ring_holds

    def answered(self, seconds: float) -> bool:
        """Has the key store said something that is still to be judged, waiting so long at most."""
        return self._ring is not None and not self._ring_judged and self._ring.answered(seconds)

    def judge_ring(self, connection: "Connection") -> None:
        """Judge what the key store remembers; it gets the present end then."""
        if self._ring is None or self._ring_judged:
            return
        self._ring_judged = True
        if self._ring.head is not None:
            self._any = True
            self._heads[Caution.KEYRING] = self._ring.head
            self._ring_holds = self._log.holds(connection, [self._ring.head])
            self._find_gap([self._ring.head], min(self._opened, self._log.head(connection).seq))
        elif self._ring.lost and not self.fresh:
            self.lost.append(Caution.KEYRING)
        self.hand_over(self._log.head(connection))

    def hand_over(self, head: Head) -> None:
        """Give the end to the key store, beside; never before its own memory was judged."""
        if self._ring is not None and self._ring_judged and self.trusted and head != BEGINNING:
            self._ring.keep(head)

    def finish(self) -> None:
        """Wait a moment for what is on its way to the key store."""
        if self._ring is not None:
            self._ring.finish(self.patience)

    def meet(self, before: Head) -> None:
        """The end that a new entry is going to follow: entries of this very session may be gone."""
        behind = before.seq < self.last.seq
        if behind or (before.seq == self.last.seq and before.hash != self.last.hash):
            self._inside_holds = False
        self._find_gap([self.last], before.seq)

    def _find_gap(self, seals: Sequence[Head], end: int) -> None:
        """Does a seal know of entries behind this end."""
        last = max((head.seq for head in seals), default=0)
        if self.gap is None and last > end:
            self.gap = Gap(end + 1, last)

    def advance(self, head: Head) -> None:
        """Remember a later end in all files; one that cannot be written is told, the entry itself is kept."""
        if not self.trusted:
            return
        if head.seq > self.last.seq:
            self.last = head
        for one in self._files:
            try:
                one.advance(head)
            except OSError:
                self._lose(one.place)

    def begin(self) -> None:
        """A store that was just made: its marks outside, without a word."""
        for one in self._files if self.fresh and self.trusted else ():
            if one.read() is None:
                with suppress(OSError):
                    one.write(self.last)

    def marks(self) -> Marks:
        """What the places outside remember now; what the key store said at the opening."""
        heads = {one.place: head for one in self._files if (head := one.read())}
        ring = {place: head for place, head in self._heads.items() if place is Caution.KEYRING}
        missing = [one.place for one in self._files if one.place not in heads]
        return Marks(heads | ring, tuple(self.lost + missing), tuple(self.told))

    def accept(self, connection: "Connection") -> Head | None:
        """A copy was put back by the owner: the latest end that it lacks; only marks outside may be ahead."""
        if not (self._inside_holds and self._any):
            return None
        ahead = {p: head for p, head in self._heads.items() if not self._log.holds(connection, [head])}
        self._heads = {place: head for place, head in self._heads.items() if place not in ahead}
        self._files_hold = self._ring_holds = self.restored = True
        self.lost, self.older = [], bool(ahead)
        self.told.append(Caution.RESTORED)
        return max(ahead.values(), key=lambda head: head.seq, default=None)

    def _lose(self, place: Caution) -> None:
        if place not in self.lost:
            self.lost.append(place)
