"""Sizes of the terminal from which a screen is arranged otherwise."""

LOW = 16
"""Lines below which nothing is left free, and what was said makes room with the next key."""
