"""What stands on the papers besides the confirmation, and what of it is sealed (R91)."""

from emk_tui.exports.moments import moment, sealed_witness, witness_text
from emk_tui.exports.signs import printable, short
from emk_tui.i18n import _
from emk_tui.ports import Paper, PaperPart

KINDS = frozenset({"card", "consent", "ticket", "request", "cover"})
HEAD_ROWS, HEAD_LABEL, HEAD_TEXT = 12, 60, 240
"""The most that is sealed: it always fits on the first pages, which `emk verify` reads."""
TITLE, NUMBER, CELLS = 200, 60, 8
"""Signs of a title and of a number, columns of a table."""

Data = dict[str, object]


def sealed(data: Paper) -> Data:
    """What goes under the seal; ValueError for an unknown kind or a head that is too long."""
    if data.kind not in KINDS:
        raise ValueError("no such kind of paper")
    if len(data.head) > HEAD_ROWS:
        raise ValueError("head too long")
    return {
        "kind": data.kind,
        "number": short(data.number, NUMBER),
        "rows": [[short(label, HEAD_LABEL), short(text, HEAD_TEXT)] for label, text in data.head],
        "sample": data.sample,
        **sealed_witness(data.witness),
    }


def sheet(data: Paper, payload: Data, code: str) -> Data:
    """What the template shows besides the words that are always the same."""
    number = payload["number"]
    # A head that tells the number under a better label needs no second row of it.
    told = any(text == data.number for _label, text in data.head)
    return {
        "title": short(data.title, TITLE),
        "facts": [*([] if told else [[_("Номер"), number]]), [_("Составлено"), moment(data.made_at)]],
        "rows": payload["rows"],
        "journal": [[_("Журнал"), witness_text(data.witness)]] if data.witness else [],
        "parts": [_part(part) for part in data.parts],
        "closing": _sentences(data.lines),
        "sign_here": [short(caption, HEAD_TEXT) for caption in data.sign_here],
        "page_of": _("страница {page} из {pages}"),
        "page_code": _("Номер {number}, код {code}").format(number=number, code=code),
        "code": code,
    }


def _sentences(texts: tuple[str, ...]) -> list[str]:
    """Every line of a text as a paragraph of its own."""
    return [line for text in texts for line in printable(text).splitlines()]


def _part(part: PaperPart) -> Data:
    """A part with a table whose rows all have as many cells as its header; ValueError for too many."""
    heads = part.columns or (_("Сведение"), _("Значение"))
    width = max(len(heads), *map(len, part.rows), 0)
    if width > CELLS:
        raise ValueError("too many columns")
    return {
        "heading": short(part.heading, TITLE) if part.heading else "",
        "paragraphs": _sentences(part.paragraphs),
        "pairs": not part.columns and width == 2,
        "columns": _cells(tuple(short(head, HEAD_LABEL) for head in heads), width),
        "rows": [_cells(row, width) for row in part.rows],
    }


def _cells(texts: tuple[str, ...], width: int) -> list[str]:
    return [printable(text) for text in texts] + [""] * (width - len(texts))
