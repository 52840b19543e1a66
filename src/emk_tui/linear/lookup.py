"""Choose from a directory by a fragment: the count first, at most nine lines, a number or more letters."""

from emk_tui.card.paths import locate
from emk_tui.i18n import _
from emk_tui.linear.choices import numbered
from emk_tui.linear.prompter import Prompter, Question
from emk_tui.ports import Directory, Entry
from emk_tui.services.lookups import directory_of, region_of, rows_of
from emk_tui.services.session import Session


def look_up(prompter: Prompter, session: Session, path: str, typed: str) -> dict[str, str]:
    """Draft rows of the chosen entry; empty where nothing fits or the text is to stay as typed."""
    directory = directory_of(session, path)
    if directory is None or not len(directory):
        return {}
    region = region_of(session, path)
    exact = directory.exact(typed, region)
    entry = exact or _choose(prompter, directory, typed, region, _(locate(path).field.speech))
    return rows_of(path, entry) if entry else {}


def _choose(prompter: Prompter, directory: Directory, typed: str, region: str, label: str) -> Entry | None:
    while True:
        found = directory.find(typed, region=region)
        if not found.entries:
            return None
        keep = _("оставить как набрано")
        names = [f"{one.name}, {one.note}" if one.note else one.name for one in found.entries]
        head = _("Найдено {total}.").format(total=found.total)
        if found.total > len(names):
            head += " " + _("Первые {n}; точнее, если дописать название.").format(n=len(names))
        lines = (head, *numbered([*names, keep]))
        reply = str(
            prompter.ask(Question(label, lines, (_("Ответьте номером или допишите название."),)))
        ).strip()
        if reply.isascii() and reply.isdigit() and 1 <= int(reply[:3]) <= len(names) + 1:
            return found.entries[int(reply) - 1] if int(reply) <= len(names) else None
        if not reply:
            return found.entries[0] if found.total == 1 else None
        typed = reply
