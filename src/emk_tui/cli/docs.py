"""`emk docs check`, `split`, `page`: files looked at, divided, read, without a store."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emk_tui.card.fields import Right
from emk_tui.card.formats import sheet_dpi
from emk_tui.card.naming import part_name
from emk_tui.card.sections import SECTIONS
from emk_tui.cli.output import emit, say, tell
from emk_tui.i18n import _
from emk_tui.ports import Fault, FilePart, FileVerdict

if TYPE_CHECKING:
    from emk_tui.documents.intake import FileIntake

MIB = 1024 * 1024


def intake_of(args: Namespace) -> "FileIntake":
    """The intake with the limit of the options, else that of the settings (K14)."""
    from emk_tui.documents.intake import FileIntake
    from emk_tui.settings import file_limit

    given = getattr(args, "limit", None)
    return FileIntake(int(given * MIB) if given else file_limit())


def check(args: Namespace) -> int:
    """0 all accepted, 1 some refused; one JSON object a file."""
    kind = kind_of(args.kind)
    intake = intake_of(args)
    verdicts = [
        _told(name, kind, on_sheet(intake.check(name, kind), args.sheet), args.json) for name in args.files
    ]
    return 0 if all(verdicts) else 1


def on_sheet(verdict: FileVerdict, sheet: str | None) -> FileVerdict:
    """With the resolution that a picture has if it shows the whole of this sheet; a PDF tells its own."""
    if sheet is None or verdict.dots is None:
        return verdict
    return replace(verdict, dpi=sheet_dpi(*verdict.dots, sheet))


def kind_of(word: str | None) -> str:
    """A kind of document by its key or word; empty for none; Fault KIND_UNKNOWN."""
    if not word:
        return ""
    reading = SECTIONS["documents"].fields["kind"].read(word, date.max)
    if not isinstance(reading, Right):
        raise Fault("KIND_UNKNOWN", 2, words=reading.problem.text)
    return str(reading.value)


def _told(name: str, kind: str, verdict: FileVerdict, json: bool) -> bool:
    from emk_tui.services.file_words import verdict_text

    text = verdict_text(verdict)
    if json:
        emit(record(name, kind, verdict, text))
    else:
        (say if verdict.accepted else tell)(f"{name}: {text}")
    return verdict.accepted


def record(name: str, kind: str, verdict: FileVerdict, text: str) -> dict[str, Any]:
    """The JSON object; null is what was not measured."""
    return {
        "file": name,
        "accepted": verdict.accepted,
        "kind": kind or None,
        "codes": [one.code for one in verdict.problems],
        "pages": verdict.pages or None,
        "dpi": verdict.dpi,
        "blank": list(verdict.blank) if verdict.blank is not None else None,
        "blurred": list(verdict.blurred) if verdict.blurred is not None else None,
        "text": text,
    }


def split(args: Namespace) -> int:
    """The parts of a PDF beside it or in a folder, 0600, never over another file (R110)."""
    from emk_tui.services.file_words import size_words

    intake = intake_of(args)
    verdict = intake.check(args.file, "")
    if not (verdict.accepted or verdict.divisible):
        return 0 if _told(args.file, "", verdict, False) else 1
    if not verdict.divisible:
        say(_("Делить не нужно: файл {size}.").format(size=size_words(verdict.size)))
        return 0
    parts = intake.divide(args.file)
    folder, name = Path(args.output or Path(args.file).parent), Path(args.file).name
    written = _written(folder, name, parts)
    for path, part in zip(written, parts, strict=True):
        told = _("{name}: страницы {first}–{last}, {size}.")
        size = size_words(len(part.content))
        say(told.format(name=path.name, first=part.first, last=part.last, size=size))
    return 0


def _written(folder: Path, name: str, parts: Sequence[FilePart]) -> list[Path]:
    """The files of the parts; none of them is left where one cannot be written. Fault PARTS_NOT_SAVED."""
    from emk_tui.services.paper_files import save_paper

    done = list[Path]()
    try:
        for number, part in enumerate(parts, 1):
            done.append(save_paper(folder, part_name(name, number, len(parts)), part.content))
    except Fault:
        for path in done:
            path.unlink(missing_ok=True)
        raise Fault("PARTS_NOT_SAVED", 2) from None
    return done


def page(args: Namespace) -> int:
    """The text of one page; with --picture its picture of half blocks."""
    view = intake_of(args).page(args.file, args.page, args.picture or 0)
    say(_("Страница {n} из {pages}.").format(n=view.number, pages=view.pages))
    for line in view.text or (_("Текста на странице нет."),):
        say(line)
    for line in view.picture:
        say(line)
    return 0
