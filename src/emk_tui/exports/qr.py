"""A QR code as lines of half blocks for the terminal; an offer beside the same text, never instead."""

BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""Ink above and below → sign; ink is drawn dark, so the face sets black on white itself."""
BORDER = 2
"""Modules of quiet zone; scanners of phones manage with two."""


def qr_lines(text: str) -> tuple[str, ...]:
    """The lines of the QR of a text, error level L, two modules a line; dark modules are the blocks.

    Show black on white: inverted codes aren't read by many scanners. ValueError for a text that doesn't fit.
    """
    import segno

    code = segno.make_qr(text, error="l", boost_error=False)
    rows = [[bool(cell) for cell in row] for row in code.matrix_iter(border=BORDER)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    return tuple(
        "".join(BLOCKS[pair] for pair in zip(above, below, strict=True))
        for above, below in zip(rows[::2], rows[1::2], strict=True)
    )
