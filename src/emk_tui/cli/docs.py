"""`emk docs check`: the verdict on files, without a store."""

from argparse import Namespace
from datetime import date
from typing import Any

from emk_tui.card.fields import Right
from emk_tui.card.sections import SECTIONS
from emk_tui.cli.output import emit, say, tell
from emk_tui.i18n import _
from emk_tui.ports import Fault, FileVerdict


def check(args: Namespace) -> int:
    """0 all accepted, 1 some refused; one JSON object a file."""
    from emk_tui.documents.intake import FileIntake

    kind = kind_of(args.kind)
    intake = FileIntake()
    verdicts = [_told(name, kind, intake.check(name, kind), args.json) for name in args.files]
    return 0 if all(verdicts) else 1


def kind_of(word: str | None) -> str:
    """A kind of document by its key or word; empty for none; Fault KIND_UNKNOWN."""
    if not word:
        return ""
    reading = SECTIONS["documents"].fields["kind"].read(word, date.max)
    if not isinstance(reading, Right):
        raise Fault("KIND_UNKNOWN", 2, words=reading.problem.text)
    return str(reading.value)


def _told(name: str, kind: str, verdict: FileVerdict, json: bool) -> bool:
    text = " ".join(one.text for one in verdict.problems) or _("Файл подходит.")
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
        "dpi": None,
        "blank": None,
        "blurred": None,
        "text": text,
    }
