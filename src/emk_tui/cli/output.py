"""What goes out: lines and JSON, never a lone surrogate or a control character."""

import json
import sys
from collections.abc import Sequence
from typing import Any

from emk_tui.card.check import errors
from emk_tui.card.paths import locate
from emk_tui.card.problems import ERROR, Problem
from emk_tui.card.sections import SECTIONS
from emk_tui.card.steps import step_of
from emk_tui.cli.streams import write
from emk_tui.i18n import _, plural


def say(text: str) -> None:
    """A line of the result."""
    write(sys.stdout, shown(text) + "\n")


def tell(text: str) -> None:
    """A message to the person."""
    write(sys.stderr, shown(text) + "\n")


def emit(value: Any) -> None:
    """One JSON object on a line, flushed."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    line = json.dumps(value, ensure_ascii=not encoding.startswith("utf"), allow_nan=False)
    write(sys.stdout, ("".join(map(_escaped, line)) if not line.isprintable() else line) + "\n")


def _escaped(char: str) -> str:
    """A character of a JSON text; what cannot be shown stands only within its strings."""
    if char.isprintable():
        return char
    if 0xD800 <= ord(char) <= 0xDFFF:
        return "\\ufffd"
    return json.dumps(char)[1:-1] if ord(char) > 0xFFFF else f"\\u{ord(char):04x}"


def shown(text: str) -> str:
    """A text of one line: what cannot be shown becomes «?»."""
    return text if text.isprintable() else "".join(char if char.isprintable() else "?" for char in text)


def finish() -> None:
    """Nothing is left in the buffer; OutputLost or BrokenPipeError as from every line."""
    write(sys.stdout, "")


def summary(found: Sequence[Problem]) -> str:
    """«2 ошибки, 1 замечание.», «Ошибок нет.»"""
    wrong = len(errors(found))
    told = plural(wrong, "ошибка", "ошибки", "ошибок") if wrong else _("Ошибок нет")
    notes = plural(len(found) - wrong, "замечание", "замечания", "замечаний")
    return f"{told}, {notes}." if len(found) > wrong else f"{told}."


def problem_record(one: Problem) -> dict[str, str]:
    """A problem as commands.md gives it."""
    step, _dot, rest = one.path.partition(".")
    return {
        "step": step,
        "field": "" if rest.isdigit() else rest.rpartition(".")[2],
        "path": one.path,
        "code": one.code,
        "level": one.level,
        "short": one.short,
        "text": one.text,
        "row": one.row,
    }


def problem_line(one: Problem) -> str:
    """The same for a person: «Шаг 1, СНИЛС: ошибка, не сходится. …»."""
    step = step_of(one.path)
    where = [_("Шаг {number}").format(number=step.number)] if step else []
    word = _("ошибка") if one.level == ERROR else _("внимание")
    tail = ", ".join(part for part in (one.path, one.code, one.row) if part)
    head = ", ".join([*where, label(one.path)] if one.path else where)
    return f"{head}: {word}, {one.short}. {one.text} ({tail})" if head else one.text


def label(path: str) -> str:
    """The label of a field, or the title of its step or section, with the number of its record."""
    numbers = ".".join(part for part in path.split(".") if part.isdigit())
    try:
        return f"{_(locate(path).field.speech)} {numbers}".strip()
    except KeyError:
        section = SECTIONS.get(path.partition(".")[0])
        title = (step_of(path) or section).title if section else path
        return f"{_(title)} {numbers}".strip()
