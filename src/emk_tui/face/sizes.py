"""Sizes of the terminal from which a screen is arranged otherwise."""

LOW = 16
"""Lines below which nothing is left free, and what was said makes room with the next key."""
MIDDLE, WIDE = 70, 110
"""Cells from which the steps stand at the left, and the paper at the right."""
RAIL, PAPER = 28, 36
"""Cells of these two, as in screens.tcss."""
