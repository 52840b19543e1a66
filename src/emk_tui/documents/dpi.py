"""Effective resolution of a page: what the scan on it gives in pixels per inch of paper (R116)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pypdf import PageObject

from emk_tui.documents.content import Budget, BudgetSpent
from emk_tui.documents.placed import Placed, placed_images

__all__ = ["Budget", "BudgetSpent", "PageDpi", "page_dpi"]

GRID = 32
"""Cells a side over the visible page."""
LEAST_COVERED = 0.02
"""Less of the page under images: born digital, a logo at most."""
WORST_PART = 5
"""Percent of the covered cells that may be worse: a small logo over a scan."""
LEAST_DPI = 10
"""Coarser is no scan: a colour or a gradient made of a few pixels."""
AT_ONCE = 64
"""Images laid over the grid at once."""
MOST_UNIT = 100.0
Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageDpi:
    """Pixels per inch, None: no scan; the share of the page under images, 0 to 1."""

    dpi: int | None
    coverage: float


def page_dpi(page: PageObject, budget: Budget) -> PageDpi:
    """Measure a page; BudgetSpent, ValueError for a page without area, whatever pypdf raises."""
    best = _best(placed_images(page, budget), _visible(page), _unit(page))
    covered = best[best > 0]
    coverage = covered.size / best.size
    if coverage < LEAST_COVERED:
        return PageDpi(None, coverage)
    return PageDpi(round(float(np.percentile(covered, WORST_PART, method="lower"))), coverage)


def _best(images: list[Placed], box: Box, unit: float) -> Floats:
    """The best resolution in each cell, measured at its middle; 0 where no image is."""
    best = np.zeros(GRID * GRID)
    x, y = _middles(box)
    for start in range(0, len(images), AT_ONCE):
        some = images[start : start + AT_ONCE]
        with np.errstate(all="ignore"):
            found = _under(np.array([one.at for one in some]), x, y) * _inches(some, unit)[:, None]
        best = np.maximum(best, np.nan_to_num(found, posinf=0.0, neginf=0.0).max(axis=0))
    return best


def _middles(box: Box) -> tuple[Floats, Floats]:
    steps = (np.arange(GRID) + 0.5) / GRID
    x, y = np.meshgrid(box[0] + steps * (box[2] - box[0]), box[1] + steps * (box[3] - box[1]))
    return x.ravel(), y.ravel()


def _under(at: Floats, x: Floats, y: Floats) -> Floats:
    """1 where a point is inside the parallelogram of an image, one row an image."""
    a, b, c, d, e, f = at.T[:, :, None]
    whole = a * d - b * c
    u = (d * (x - e) - c * (y - f)) / whole
    v = (a * (y - f) - b * (x - e)) / whole
    return np.asarray((abs(u - 0.5) <= 0.5) & (abs(v - 0.5) <= 0.5), np.float64)


def _inches(images: list[Placed], unit: float) -> Floats:
    """Pixels per inch of each image along its worse axis; 0 for what is no scan."""
    at = np.array([one.at for one in images])
    across = np.array([one.width for one in images]) / np.hypot(at[:, 0], at[:, 1])
    down = np.array([one.height for one in images]) / np.hypot(at[:, 2], at[:, 3])
    dpi = np.minimum(across, down) * 72 / unit
    return np.where((dpi >= LEAST_DPI) & np.isfinite(dpi), dpi, 0.0)


def _visible(page: PageObject) -> Box:
    """What of the page is seen: the CropBox inside the MediaBox."""
    media, crop = _corners(page.mediabox), _corners(page.cropbox)
    both = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    box = both if both[0] < both[2] and both[1] < both[3] else media
    if not (np.isfinite(box).all() and box[0] < box[2] and box[1] < box[3]):
        raise ValueError("page without area")
    return box


def _corners(box: list[object]) -> Box:
    x, y, right, top = (float(str(one)) for one in box[:4])
    return min(x, right), min(y, top), max(x, right), max(y, top)


def _unit(page: PageObject) -> float:
    unit = float(page.user_unit)
    return min(unit, MOST_UNIT) if unit > 0 else 1.0
