"""Parts of a PDF and single pages in the child: what goes back is bytes or lines of text (R110)."""

from importlib import import_module
from typing import Any, BinaryIO

from emk_tui.documents.findings import SEEN, Findings

PICTURES = ("image/jpeg", "image/png")
MOST_LINES, MOST_LETTERS = 5000, 2000


def load(mode: str, media_type: str) -> None:
    """Import all that this will need, while there are still means for it."""
    names = ["view"] if mode == "view" else ["split"]
    for name in names if media_type in PICTURES else ["look_pdf", *names]:
        import_module(f"emk_tui.documents.{name}")


def split(file: BinaryIO, wanted: dict[str, Any], say: Any) -> dict[str, Any]:
    """Say every part as a line and its bytes; a line `large` for a page that is too large alone."""
    from emk_tui.documents.look_pdf import opened
    from emk_tui.documents.split import PageTooLarge, divide
    from emk_tui.documents.structure import forget, survey

    reader = opened(file)
    found, pages = survey(reader), len(reader.pages)
    if found.active or found.signed:
        return Findings(SEEN, pages, found.active, found.signed).said()
    try:
        for content, first, last in divide(reader, wanted["size_limit"]):
            say({"part": [first, last], "pages": pages, "bytes": len(content)}, content)
            forget(reader)
    except PageTooLarge as error:
        say({"large": error.page, "pages": pages}, b"")
    return Findings(SEEN, pages).said()


def view(file: BinaryIO, wanted: dict[str, Any], say: Any) -> dict[str, Any]:
    """Say one page as lines of text and of picture; only the count of pages where there is none such."""
    if wanted["media_type"] in PICTURES:
        return _picture(file, wanted, say)
    from emk_tui.documents.look_pdf import opened
    from emk_tui.documents.render import open_pdf
    from emk_tui.documents.view import pdf_view

    number, pages = wanted["number"], len(opened(file).pages)
    if 1 <= number <= pages:
        _shown(say, *pdf_view(open_pdf(file), number - 1, wanted["columns"]))
    return Findings(SEEN, pages).said()


def _picture(file: BinaryIO, wanted: dict[str, Any], say: Any) -> dict[str, Any]:
    from emk_tui.documents.view import picture_view

    if wanted["number"] == 1:
        found = picture_view(file.read(wanted["size"] + 1), wanted["columns"])
        _shown(say, *found)
    return Findings(SEEN, 1).said()


def _shown(say: Any, text: Any, picture: Any) -> None:
    lines = [line[:MOST_LETTERS] for line in text[:MOST_LINES]]
    say({"text": lines, "picture": list(picture[:MOST_LINES])}, b"")
