"""Is a paper of ours what it says (R91); reads hostile files too and never raises on them."""

import io
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from emk_tui.card.problems import problem
from emk_tui.exports import seal
from emk_tui.exports.moments import witness_text
from emk_tui.exports.names import KINDS, kind_name
from emk_tui.i18n import _
from emk_tui.ports import Head, PaperVerdict

SIZE_LIMIT = 8_000_000
"""Bytes; a confirmation has about 35,000."""
PAGES = 6
"""The head of a paper ends on these first ones, what else is sealed stands there or on the last one."""
_UNPACKED, _PARSED = 2_000_000, 200_000
"""Bytes and signs that pypdf may read of a page: anybody can seal a hostile file with a key of his own."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the seal says that the page shows."""

    number: str
    texts: tuple[str, ...]
    sample: bool
    witness: Head | None = None
    kind: str = ""
    """Empty on a confirmation."""


def verify_paper(source: str | Path | bytes, public_key: bytes | None = None) -> PaperVerdict:
    """Right, altered or foreign; with a public key (32 bytes) also: is it signed by this very store."""
    document = source if isinstance(source, bytes) else _read(source)
    if document is None or len(document) > SIZE_LIMIT:
        return _foreign()
    seals = seal.find(document)
    if not seals:
        ours = b"%PDF-" in document[:1024] and seal.MARK.encode() in document
        return _altered() if ours else _foreign()
    if len(seals) > 1 or public_key not in (None, seals[0].public) or len(document) > seal.LIMIT:
        return _altered()
    return _check(document, seals[0])


def _check(document: bytes, found: seal.Seal) -> PaperVerdict:
    """The signature first: only a file that was sealed as it is gets read any further."""
    shown = _shown(found.payload) if seal.holds(document, found) else None
    if shown is None:
        return _altered()
    code = seal.check_code(found.payload, found.public)
    visible = _squeeze(_text_of(document))
    if not all(_squeeze(text) in visible for text in (*shown.texts, code)):
        return _altered()
    return PaperVerdict(True, shown.number, code, _right(shown, code), shown.witness)


def _right(shown: _Shown, code: str) -> str:
    """What the person is told of a right paper."""
    text = _("Бумага верна: номер {number}, код {code}. После выдачи не изменена.")
    if shown.kind:
        text = _("Бумага верна: {kind}, номер {number}, код {code}. После выдачи не изменена.")
    if shown.sample:
        text += " " + _("Это образец из показа, силы не имеет.")
    return text.format(kind=shown.kind and kind_name(shown.kind), number=shown.number, code=code)


def _read(path: str | Path) -> bytes | None:
    """At most one byte over the limit of a regular file; None for anything else. Never blocks on a pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _shown(payload: bytes) -> _Shown | None:
    """The texts of a payload in its canonical form; None for any other shape."""
    try:
        said = json.loads(payload)
        if seal.canonical(said) != payload:
            return None
        texts = tuple(text for label, value in said["rows"] for text in (label, value))
        sample = (_("ОБРАЗЕЦ"),) if said["sample"] else ()
        number = said["number"]
        witness = _witness(said.get("witness"))
        told = (witness_text(witness),) if witness else ()
        everything = (number, *texts, *sample, *told)
        if not all(isinstance(text, str) and text for text in everything):
            return None
        return _Shown(number, everything, bool(sample), witness, _kind(said.get("kind", "")))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _kind(said: object) -> str:
    """The kind under the seal, empty on a confirmation; ValueError for no kind of ours."""
    if isinstance(said, str) and (not said or said in KINDS):
        return said
    raise ValueError("no such kind")


def _witness(said: object) -> Head | None:
    """The head under the seal; None on papers made before it was put there. ValueError for another shape."""
    if said is None:
        return None
    match said:
        case [int(seq), str(digits)] if seq > 0 and re.fullmatch("[0-9a-f]{64}", digits):
            return Head(seq, digits)
    raise ValueError("no witness")


def _text_of(document: bytes) -> str:
    """The visible text of the first pages and the last; empty where pypdf can't read it."""
    from pypdf import PdfReader, apply_configuration

    try:
        with apply_configuration(
            array_based_stream_maximum_output_length=_UNPACKED,
            brotli_maximum_output_length=_UNPACKED,
            lzw_maximum_output_length=_UNPACKED,
            run_length_maximum_output_length=_UNPACKED,
            zlib_maximum_output_length=_UNPACKED,
            stream_parsing_work_maximum_count=_PARSED,
            xform_maximum_invocations_per_extraction=20,
        ):
            pages = PdfReader(io.BytesIO(document)).pages
            return "\n".join(page.extract_text() for page in (*pages[:PAGES], *pages[PAGES:][-1:]))
    # pypdf raises nearly anything on a broken file; whatever it is, there is no readable text.
    except Exception:
        return ""


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _altered() -> PaperVerdict:
    return PaperVerdict(False, text=problem("PAPER_ALTERED").text)


def _foreign() -> PaperVerdict:
    return PaperVerdict(False, text=problem("PAPER_FOREIGN").text)
