"""Problems as commands tell them: one JSON object, one line for a person, the count."""

from collections.abc import Sequence

from emk_tui.card.check import errors
from emk_tui.card.paths import locate
from emk_tui.card.problems import ERROR, Problem
from emk_tui.card.sections import SECTIONS
from emk_tui.card.steps import step_of
from emk_tui.i18n import _, plural


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
