"""The QR of the authenticator: the right modules, small enough for a terminal."""

import pytest
import segno

from emk_tui.exports.qr import BLOCKS, BORDER, qr_lines

URI = "otpauth://totp/emk:demo?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=emk"


def test_the_lines_hold_every_module() -> None:
    lines = qr_lines(URI)
    back = {sign: pair for pair, sign in BLOCKS.items()}
    rows = [[back[sign][half] for sign in line] for line in lines for half in (0, 1)]
    code = segno.make_qr(URI, error="l", boost_error=False)
    wanted = [[bool(cell) for cell in row] for row in code.matrix_iter(border=BORDER)]
    assert rows[: len(wanted)] == wanted
    assert not any(cell for row in rows[len(wanted) :] for cell in row)


def test_it_fits_a_terminal() -> None:
    lines = qr_lines(URI)
    assert len(lines) <= 23 and {len(line) for line in lines} == {len(lines[0])} and len(lines[0]) <= 45


def test_a_text_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="QR Code"):
        qr_lines("x" * 3000)
