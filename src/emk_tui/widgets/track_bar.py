"""How far long work is: words, and a bar of blocks that says the same for the eye."""

from emk_tui.i18n import _
from emk_tui.ports import Track

CELLS = 30
"""Cells of the bar, whatever the number."""
FULL, EMPTY = "█", "░"
TENTHS = 10


def track_words(text: str, track: Track) -> str:
    """«Проверяем файл: страница 12 из 100.»; the text alone while the pages are not counted."""
    return _words(text, *pages(track))


def spoken_words(text: str, track: Track) -> str:
    """The same for a voice: other words only with every tenth part."""
    done, total = pages(track)
    return _words(text, -(-(done * TENTHS // total) * total // TENTHS), total) if total else text


def _words(text: str, done: int, total: int) -> str:
    if not total:
        return text
    return _("{text}: страница {n} из {all}.").format(text=text.rstrip(". "), n=max(1, done), all=total)


def bar(track: Track) -> str:
    """As much of it full as is done, and the part in numbers; empty while the pages are not counted."""
    done, total = pages(track)
    if not total:
        return ""
    full = CELLS * done // total
    return f"{FULL * full}{EMPTY * (CELLS - full)} {100 * done // total} %"


def pages(track: Track) -> tuple[int, int]:
    """Done and total, never more done than there is: the work tells them from another thread."""
    total = max(0, track.total)
    return min(max(0, track.done), total), total
