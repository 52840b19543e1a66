"""The parent's side of a look: one worker or two, a second try before a file is blamed (R15)."""

import os
from threading import Lock
from typing import Any, BinaryIO

from emk_tui.documents.findings import BROKEN, LIMIT, Findings, Nonsense, believed, joined
from emk_tui.documents.formats import MIB
from emk_tui.documents.process import Budget, Ended, Order, Pipe, serve
from emk_tui.ports import Track

SHARED_FROM = 8 * MIB
"""Bytes of a PDF from which two workers share its pages, where there are two processors."""
GOES_ON = 10
"""Pages done within the time of the first try: then more time is worth giving."""


def look(
    file: BinaryIO, media_type: str, size: int, budget: Budget, track: Track, size_limit: int = 0
) -> Findings:
    """What is found in an open file; Stopped. The file is blamed only where twice the means did not help.

    One that used up its time on its first pages gets no second one: more time is for files that go on.
    """
    hands = _hands(media_type, size)
    orders = [Order("look", media_type, size, (index, hands), size_limit) for index in range(hands)]
    first, stuck = _look(file, orders, budget, track)
    if first.state not in (LIMIT, BROKEN) or stuck:
        return first
    second, _stuck = _look(file, orders, budget.doubled(), track)
    if second.state == BROKEN and first.state == LIMIT:
        return Findings(LIMIT)
    return second


def _look(file: BinaryIO, orders: list[Order], budget: Budget, track: Track) -> tuple[Findings, bool]:
    """What is found, and whether time ran out before any pages to speak of were done."""
    progress = _Progress(track)
    ends = serve(orders, file, budget, track, progress.take)
    stuck = progress.done < GOES_ON and any(end.late for end in ends)
    try:
        return joined([told(end) for end in ends]), stuck
    except Nonsense:
        return Findings(BROKEN), stuck


def _hands(media_type: str, size: int) -> int:
    large = media_type == "application/pdf" and size >= SHARED_FROM
    return 2 if large and (os.cpu_count() or 1) > 1 else 1


def told(end: Ended) -> Findings:
    """The last word of a worker; Nonsense."""
    if end.answer is None:
        return Findings(LIMIT if end.limit else BROKEN)
    return believed(end.answer)


class _Progress:
    """Counts pages for the track, whichever worker looked at them."""

    def __init__(self, track: Track) -> None:
        self._track, self._lock, self.done = track, Lock(), 0

    def take(self, line: dict[str, Any], _pipe: Pipe) -> None:
        """One page more; Nonsense where it tells none."""
        pages = line.get("pages")
        if type(pages) is not int or not 0 < pages < 1_000_000:
            raise Nonsense("pages")
        with self._lock:
            self.done = min(self.done + 1, pages)
            self._track.tell(self.done, pages)
