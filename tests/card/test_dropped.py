"""A path as terminals write it where a file is dropped on them (R15)."""

from datetime import date

import pytest

from emk_tui.card.dropped import plain_path
from emk_tui.card.fields import FilePath, Right

PLAIN = "/home/me/a b.pdf"
FIELD = FilePath(label="Файл", row="R15")


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("'/home/me/a b.pdf'", PLAIN),
        ("'/home/me/a b.pdf' ", PLAIN),
        ('"/home/me/a b.pdf"', PLAIN),
        ("/home/me/a\\ b.pdf", PLAIN),
        ("/home/me/a\\ b.pdf \n", PLAIN),
        ("file:///home/me/a%20b.pdf", PLAIN),
        ("FILE://localhost/home/me/a%20b.pdf\r\n", PLAIN),
        ("'file:///home/me/a%20b.pdf'", PLAIN),
        ("file:///home/me/%D0%B0%D0%BD%D0%B0%D0%BB%D0%B8%D0%B7.jpg", "/home/me/анализ.jpg"),
        ("'/home/me/O'\\''Neil.pdf'", "/home/me/O'Neil.pdf"),
        ("/home/me/O\\'Neil\\ \\(1\\).pdf", "/home/me/O'Neil (1).pdf"),
        ('"/home/me/\\"x\\" \\$5.pdf"', '/home/me/"x" $5.pdf'),
        ("a\\\\b.pdf", "a\\b.pdf"),
        ('"C:\\Мои сканы\\a.pdf"', "C:\\Мои сканы\\a.pdf"),
        ("file:///C:/scans/a%20b.pdf", "C:/scans/a b.pdf"),
    ],
)  # fmt: skip
def test_what_terminals_put_around_it_goes(typed: str, path: str) -> None:
    """The plain path is the value and what is shown; read again, it is the same."""
    assert plain_path(typed) == path == plain_path(path)
    read = FIELD.read(typed, date(2026, 3, 2))
    assert isinstance(read, Right) and (read.value, read.shown) == (path, path)


@pytest.mark.parametrize(
    "typed",
    [
        "анализ.jpg", "~/мои сканы/a  b.pdf", "it's.pdf", "'открыто", "'a' и 'b'", '"a" "b"', "a\\ b c.pdf",
        "C:\\Users\\me\\a b.pdf", "сканы\\a.pdf", "\\\\server\\share\\a.pdf", "file:a.pdf",
        "file://elsewhere/a.pdf",
        "file:///%FF.pdf", "x\\", "''", "50%20.pdf",
    ],
)  # fmt: skip
def test_anything_else_stays(typed: str) -> None:
    """Nothing is taken from a name that only looks a little like it."""
    assert plain_path(typed) == typed


@pytest.mark.parametrize("typed", ["file:///home/me/a%0Ab.pdf", "'/home/me/a\x1bb.pdf'"])
def test_what_was_hidden_in_it_is_still_refused(typed: str) -> None:
    """A control sign is one, however it was written."""
    assert not isinstance(FIELD.read(typed, date(2026, 3, 2)), Right)
