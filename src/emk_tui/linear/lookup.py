"""Choose from a directory by a fragment: the count first, at most nine lines, a number or more letters."""

from emk_tui.card.paths import locate
from emk_tui.card.problems import problem
from emk_tui.card.text import fold
from emk_tui.i18n import _
from emk_tui.linear.choices import PAGE, number_of, numbered
from emk_tui.linear.prompter import Prompter, Question
from emk_tui.ports import Directory, Entry, Found
from emk_tui.services.lookups import directory_of, region_of, rows_of
from emk_tui.services.session import Session

SHOWN = PAGE - 1
"""Entries at once; the line with the count is the ninth."""


def look_up(prompter: Prompter, session: Session, path: str, typed: str) -> dict[str, str]:
    """Draft rows of the chosen entry; empty where nothing fits or the text is to stay as typed."""
    directory = directory_of(session, path)
    if directory is None or not len(directory):
        return {}
    region = region_of(session, path)
    label = _(locate(path).field.speech)
    entry = directory.exact(typed, region) or _choose(prompter, directory, typed, region, label)
    if entry and fold(entry.name) != fold(typed):
        prompter.say(_("Выбрано: {name}.").format(name=entry.name))
    return rows_of(path, entry) if entry else {}


def _choose(prompter: Prompter, directory: Directory, typed: str, region: str, label: str) -> Entry | None:
    """One of the found entries; None keeps what was typed."""
    found = directory.find(typed, SHOWN, region)
    if not found.entries:
        return None
    question = _question(label, found)
    while True:
        reply = str(prompter.ask(question)).strip()
        if not reply:
            return None
        number = number_of(reply)
        if number:
            if number <= len(found.entries):
                return found.entries[number - 1]
            question = question.again(problem("PICK", n=len(found.entries)))
            continue
        narrowed = _narrowed(directory, typed, reply, region)
        if narrowed is None:
            question = question.again(problem("PICK", n=len(found.entries)))
            continue
        typed, found = narrowed
        if found.total == 1:
            return found.entries[0]
        question = _question(label, found)


def _narrowed(directory: Directory, typed: str, reply: str, region: str) -> tuple[str, Found] | None:
    """The further letters together with those before, else by themselves."""
    for text in (f"{typed} {reply}", reply):
        found = directory.find(text, SHOWN, region)
        if found.entries:
            return text, found
    return None


def _question(label: str, found: Found) -> Question:
    names = [f"{one.name}, {one.note}" if one.note else one.name for one in found.entries]
    head = _("Найдено {total}.").format(total=found.total)
    if found.total > len(names):
        head = _("Найдено {total}, первые {n}.").format(total=found.total, n=len(names))
    hint = _("Ответьте номером или допишите название. Enter оставит как набрано.")
    return Question(label, (f"{head} {_('Номер или ещё буквы.')}", *numbered(names)), (hint,))
