"""The journal in words, the same in the menu and in the commands: an entry, a verdict, a witness (R189)."""

import re

from emk_tui.i18n import _, _l
from emk_tui.ports import Break, Caution, Head, JournalEntry, JournalFilter, JournalVerdict

MEANING = {
    Break.CHANGED: _l("Кто-то изменил её в обход программы. Что было в ней раньше, журнал не скажет."),
    Break.INSERTED: _l("Эту запись сделала не программа."),
    Break.DELETED: _l("Между соседними записями была ещё хотя бы одна."),
    Break.CUT: _l("Записи с этой по последнюю удалены в обход программы."),
    Break.OLDER: _l("В журнале нет записей, которые программа уже сделала."),
    Break.ANCHOR: _l("Целы ли последние записи, здесь не проверить."),
}
"""What it means that this was done."""
COMPARE = _l("Сверьте карту с бумагами и с копией, сделанной раньше.")
ADVICE = {
    Break.OLDER: _l("Если старую копию ставили не вы, сверьте карту с бумагами и с более новой копией."),
    Break.ANCHOR: _l(
        "Если файлы хранилища переносили вы, это объяснимо. "
        "Сверьте с подтверждением: emk journal verify --paper и имя файла."
    ),
}
"""What to do; where nothing is said here, `COMPARE`."""
LOST = _l("Отметка конца журнала {place} не найдена или повреждена, программа записывает её заново.")
GUARDS = {
    Caution.TRIGGERS: _l("Запрет менять записи был снят: кто-то работал с базой в обход программы."),
    Caution.RESTORED: _l(
        "Хранилище восстановлено из копии. Каких записей в нём нет, сказано в журнале. "
        "Если возвращали не вы, сверьте карту с бумагами."
    ),
}
"""Warnings that have words of their own; the others are places of a mark."""
WHY_LOST = _l("Записи целы. Так бывает после обновления программы и на новом компьютере.")
_WITNESS = re.compile(r"(\d{1,12})[ ,;:]+([0-9a-f]{4}(?:[- ]?[0-9a-f]{4}){3})", re.ASCII | re.IGNORECASE)


def entry_line(entry: JournalEntry) -> str:
    """«37. 02.03.2026 10:05. ivanova. согласие подписано. С-2026…»; what is empty is left out."""
    at = entry.at
    moment = f"{at.day:02}.{at.month:02}.{at.year:04} {at.hour:02}:{at.minute:02}"
    parts = (str(entry.seq), moment, entry.actor, entry.action, entry.subject, "; ".join(entry.changes))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def filter_words(wanted: JournalFilter) -> str:
    """«Отбор: с 01.03.2026, по 31.03.2026, слово «вход», кто ivanova.»; empty where all are shown."""
    parts = (
        _("с {day}").format(day=f"{wanted.since:%d.%m.%Y}") if wanted.since else "",
        _("по {day}").format(day=f"{wanted.until:%d.%m.%Y}") if wanted.until else "",
        _("слово «{word}»").format(word=wanted.find) if wanted.find else "",
        _("кто {who}").format(who=wanted.actor) if wanted.actor else "",
    )
    told = ", ".join(filter(None, parts))
    return _("Отбор: {filter}.").format(filter=told) if told else ""


def verdict_lines(verdict: JournalVerdict) -> tuple[str, ...]:
    """Whole or not; where it is not, what that means and what to do. Warnings follow."""
    if verdict.ok:
        head = Head(verdict.count, verdict.head).short or _("нет")
        first = _("Журнал цел, записей {n}, последняя {head}.").format(n=verdict.count, head=head)
        return (first, *warning_lines(verdict))
    why = Break(verdict.why)
    first = _("Журнал нарушен, запись {n}: {why}.").format(n=verdict.broken_seq, why=_(verdict.why))
    return (first, _(MEANING[why]), _(ADVICE.get(why, COMPARE)), *warning_lines(verdict))


def warning_lines(verdict: JournalVerdict) -> tuple[str, ...]:
    """What the check tells although every entry is in its place; empty mostly."""
    places = [one for one in verdict.warnings if one not in GUARDS]
    guards = [_(GUARDS[one]) for one in verdict.warnings if one in GUARDS]
    lost = [_(LOST).format(place=_(place)) for place in places]
    return (*guards, *lost, *([_(WHY_LOST)] if lost else []))


def witness_line(witness: Head) -> str:
    """What a paper tells of the journal, and how to check it."""
    words = _("Журнал при выдаче: запись {n}, {digits}. Сверить: emk journal verify --paper и имя файла.")
    return words.format(n=witness.seq, digits=witness.short)


def witnessed_line(witness: Head) -> str:
    """The journal still holds what the paper tells."""
    words = _("Запись {n}, {digits} есть в этом журнале: до неё он тот же, что при выдаче бумаги.")
    return words.format(n=witness.seq, digits=witness.short)


def read_witness(text: str) -> Head | None:
    """«37 1a2b-3c4d-5e6f-7081» as typed from a paper, dashes or not; None where it is none."""
    found = _WITNESS.fullmatch(text.strip().removeprefix(_("запись")).strip())
    if found is None or not int(found[1]):
        return None
    return Head(int(found[1]), re.sub(r"[- ]", "", found[2]).lower())
