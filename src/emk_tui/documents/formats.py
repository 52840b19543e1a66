"""What the limits of the intake are, and how a limit is told to a person."""

MIB = 1024 * 1024
SIZE_LIMIT = 10 * MIB
"""Bytes a document may have (K14)."""
LARGEST = 512 * MIB
"""Bytes of a PDF that is still looked at, to be divided by pages; more is refused without a look."""
LEAST_SIDE = 600
"""Pixels the shorter side of a picture needs (R108)."""
PASSES_AS = 3
"""Dots per inch that a scan may lack: 297 is what scanners call 300."""
BLANK = 0.0005
"""Share of ink below which a page is empty."""
BLURRED, ILLEGIBLE = 0.6, 0.4
"""Sharpness below which a page is told, and refused."""


def mib(size: int) -> str:
    """«10», «2,5»: a limit for a person."""
    return f"{size / MIB:.1f}".removesuffix(".0").replace(".", ",")
