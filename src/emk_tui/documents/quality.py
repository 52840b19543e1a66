"""Is there anything on a page, and is it sharp: measured on grey pixels at about 150 dpi (R15, R119)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.uint8]
Floats = NDArray[np.float64]
BLANK = 0.0005
"""Less ink than this: an empty page."""
DOUBTFUL, UNREADABLE = 0.6, 0.4
"""Sharpness below which a page is shown as blurred, and below which nobody reads it."""
TILE = 64
LEAST_SIDE = 8
MARGIN = 0.03
"""Edges that are not looked at: the lid of the scanner throws its shadow there."""
DARKER = 44
"""Levels under the paper around it that make a pixel plain ink: the other side shining through is weaker."""
FAINT = 12
"""The same for faint ink, as of pencil or an old till receipt; the other side may be as dark."""
GRAINS = 6
"""Ink is darker than so many times the grain of the paper, too."""
CONTRAST = 30
"""A tile whose writing is less dark than that is not measured: pencil, the other side, dirt."""
STEP = 4
"""Pixels over which a step is measured: the softness of a cheap scanner is within, a blur beyond."""
LEAST_DARK, MOST_DARK = 0.004, 0.6
MOST_TILES = 160
LEAST_TILES = 3


@dataclass(frozen=True, slots=True)
class Ink:
    """Shares of a page, 0 to 1: all ink, and what of it is plainly darker than the paper."""

    share: float
    plain: float


def ink(grey: Grey) -> Ink:
    """Pixels darker than the paper around them and its grain."""
    return _ink(_tiles(_inside(grey)))


def drawn(grey: Grey) -> float:
    """Share of ink of a page without a scan, 0 to 1; it has no dirt: with a full stop it is not empty."""
    # what is drawn to the very edge may cover the last pixels in part
    inside = grey[1:-1, 1:-1] if min(grey.shape) > 2 else grey
    levels = np.asarray(Image.fromarray(inside).histogram())
    paper = int(levels.argmax())
    other = levels[: max(paper - FAINT + 1, 0)].sum() + levels[paper + FAINT :].sum()
    return max(float(other / levels.sum()), BLANK) if other else 0.0


def sharpness(grey: Grey) -> float | None:
    """Median over the tiles with writing of steepest step against contrast; None: no writing."""
    return _sharpness(_tiles(_inside(grey)))


def measured(grey: Grey) -> tuple[Ink, float | None]:
    """Both for a scan, at the price of little more than one."""
    tiles = _tiles(_inside(grey))
    return _ink(tiles), _sharpness(tiles)


def _ink(tiles: Grey) -> Ink:
    if not tiles.size:
        return Ink(0.0, 0.0)
    paper, middle = _levels(tiles)
    grain = _grain(tiles)
    plain = max(DARKER, GRAINS * grain)
    faint = min(max(FAINT, GRAINS * max(grain, _mottle(paper, middle))), plain)
    return Ink(_darker(tiles, paper - faint), _darker(tiles, paper - plain))


def _darker(tiles: Grey, limit: Floats) -> float:
    """Share of pixels under the limit of their tile."""
    dark = tiles < np.clip(limit, 0, 255).astype(np.uint8)[:, None, None]
    return float(np.count_nonzero(dark) / dark.size)


def _levels(tiles: Grey) -> tuple[Floats, Floats]:
    """The level of the paper in each tile as _paper tells, and the middle one."""
    flat = tiles[:, ::2, ::2].reshape(len(tiles), -1)
    at = int(0.8 * (flat.shape[1] - 1)), int(0.5 * (flat.shape[1] - 1))
    sorted_there = np.partition(flat, at, axis=1).astype(np.float64)
    return sorted_there[:, at[0]], sorted_there[:, at[1]]


def _mottle(paper: Floats, middle: Floats) -> float:
    """The grain again, as far as it reaches over more than two neighbours: clouds, traces of a JPEG."""
    return float(np.median(paper - middle)) * 1.2


def _sharpness(tiles: Grey) -> float | None:
    tiles = _written(tiles)
    if len(tiles) < LEAST_TILES:
        return None
    return float(np.median(np.maximum(_steepest(tiles), _steepest(tiles.swapaxes(1, 2))) / _contrast(tiles)))


def _steepest(tiles: Grey) -> Floats:
    """The steepest steps in the rows of each tile."""
    wide = tiles.astype(np.int16)
    steps = np.abs(wide[:, :, STEP:] - wide[:, :, :-STEP])
    return _level(steps, 0.995)


def _contrast(tiles: Grey) -> Floats:
    return np.maximum(_level(tiles, 0.995) - _level(tiles, 0.005), 1.0)


def _level(tiles: NDArray[Any], share: float) -> Floats:
    """The level in each tile below which this share of its pixels is."""
    flat = tiles.reshape(len(tiles), -1)
    at = int(share * (flat.shape[1] - 1))
    return np.partition(flat, at, axis=1)[:, at].astype(np.float64)


def _inside(grey: Grey) -> Grey:
    """Without the edges, each pixel joined with three neighbours: the grain goes, strokes stay."""
    height, width = grey.shape
    down, across = round(height * MARGIN), round(width * MARGIN)
    wide = grey[down : height - down, across : width - across].astype(np.uint16)
    pairs = wide[:, 1:] + wide[:, :-1]
    return ((pairs[1:] + pairs[:-1]) >> 2).astype(np.uint8)


def _tiles(grey: Grey) -> Grey:
    """Square tiles, one after another; what is over at the right and below is left out."""
    side = min(TILE, *grey.shape)
    if side < LEAST_SIDE:
        return np.empty((0, LEAST_SIDE, LEAST_SIDE), np.uint8)
    rows, columns = grey.shape[0] // side, grey.shape[1] // side
    whole = grey[: rows * side, : columns * side].reshape(rows, side, columns, side)
    return np.ascontiguousarray(whole.swapaxes(1, 2)).reshape(-1, side, side)


def _paper(tiles: Grey) -> Floats:
    """The level of the paper in each tile: most pixels are darker, measured on every fourth."""
    return _level(tiles[:, ::2, ::2], 0.8)


def _grain(tiles: Grey) -> float:
    """How uneven the paper is: most neighbours differ by nothing else."""
    few = tiles[:, ::4, ::2].astype(np.int16)
    return float(np.median(np.abs(np.diff(few, axis=2)))) if few.size else 0.0


def _written(tiles: Grey) -> Grey:
    """Tiles with writing: paper, and something well darker on a part of it; some of them, evenly taken."""
    if not tiles.size:
        return tiles
    paper = _paper(tiles)
    limit = paper - max(CONTRAST, GRAINS * _grain(tiles))
    dark = np.mean(tiles[:, ::2, ::2] < limit[:, None, None], axis=(1, 2))
    light = paper >= np.percentile(paper, 75) - CONTRAST
    chosen: Grey = tiles[light & (dark >= LEAST_DARK) & (dark <= MOST_DARK)]
    return chosen[:: max(1, -(-len(chosen) // MOST_TILES))]
