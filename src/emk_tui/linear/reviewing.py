"""Step 8 by ear: the whole card, at most nine rows at once; a number goes to its field and back."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from emk_tui.card.problems import ERROR
from emk_tui.card.text import fold, from_latin_layout
from emk_tui.i18n import _
from emk_tui.linear.choices import PAGE, match, number_of, refusal
from emk_tui.linear.commands import Command, Word
from emk_tui.linear.prompter import Prompter, Question
from emk_tui.services.flows.asks import COMPARE, SEEN, SUBMIT, UNSEEN, Option, ReviewRow

OWN = frozenset({Word.FIX, Word.NEXT})
TYPED = _("введено")
TICK, NOT, TRY = "сверено", "не", "сравнить"
SEEN_HINT = _("Сверено: прочитанное совпало с документом. Ещё: сверено 5, не сверено 5, сравнить 5.")


class Reviewer:
    """Reads the card once; after a correction only what it changed (A10)."""

    def __init__(self, prompter: Prompter) -> None:
        self.prompter = prompter
        self._read: set[str] = set()
        self._page: list[ReviewRow] = []
        self._ticked = False

    def review(self, rows: tuple[ReviewRow, ...]) -> str:
        """SUBMIT, the path of a field to change, or what was compared just now."""
        fresh = [row for row in rows if text_of(row) not in self._read]
        head: tuple[str, ...] = ()
        if self._ticked:
            head = (count_of(rows),)
        elif len(fresh) == len(rows):
            head = (_("Полей {n}. Номер поля: исправить его. Дальше: в конец.").format(n=len(rows)),)
        reply = self._pages(rows, list(pages_of(fresh)), head)
        self._ticked = reply.partition(" ")[0] in (SEEN, UNSEEN, COMPARE)
        if not self._ticked:
            self._read, self._page = set(map(text_of, rows)), []
        return reply

    def _pages(self, rows: tuple[ReviewRow, ...], pages: list[list[ReviewRow]], head: tuple[str, ...]) -> str:
        """Page after page, each before its Enter; «дальше» skips to the end."""
        lines, section = head, ""
        for page in pages:
            if lines or section:
                reply = self._ask(rows, _("Enter, с поля {n}").format(n=page[0].number), lines)
                if reply is None:
                    lines = ()
                    break
                if reply:
                    return reply
            name = (f"{page[0].section}.",) if page[0].section != section else ()
            section = page[0].section
            lines = (*name, *map(text_of, page))
            self._page = page
            self._read |= set(map(text_of, page))
        return self._ask(rows, _("Enter оформить"), lines) or SUBMIT

    def _ask(self, rows: tuple[ReviewRow, ...], label: str, lines: tuple[str, ...]) -> str | None:
        """A path or ticks; empty for Enter, None for «дальше»."""
        hint = (_("Enter: дальше. Номер или название поля: исправить его."), SEEN_HINT)
        question = Question(label, lines, hint, whole=lines or tuple(map(text_of, rows)))
        options = tuple(Option(row.path, row.label) for row in rows)
        while True:
            typed = self.prompter.ask(question, OWN)
            if isinstance(typed, Command) and typed.word is Word.NEXT:
                return None
            text = str(typed.number or 0) if isinstance(typed, Command) else typed.strip()
            if fold(text) == _("оформить"):
                return SUBMIT
            if not text:
                return ""
            path = self._ticks(rows, text) or _picked(rows, options, text)
            if path:
                return path
            question = question.again(refusal(options, text))

    def _ticks(self, rows: tuple[ReviewRow, ...], text: str) -> str:
        """«сверено»: what was read last; «сверено 5», «не сверено 5», «сравнить 5»: this field."""
        words = fold(text if fold(text).startswith((TICK, NOT, TRY)) else from_latin_layout(text)).split()
        back = words[:1] == [NOT]
        word, *rest = words[back:] or [""]
        if word == TRY and len(rest) == 1:
            return next((f"{COMPARE} {row.path}" for row in rows if row.number == number_of(rest[0])), "")
        if word != TICK or len(rest) > 1:
            return ""
        chosen = self._page
        if rest:
            chosen = [row for row in rows if row.number == number_of(rest[0])]
        return " ".join((UNSEEN if back else SEEN, *(row.path for row in chosen))) if chosen else ""


def _picked(rows: tuple[ReviewRow, ...], options: tuple[Option, ...], text: str) -> str:
    if number := number_of(text):
        return next((row.path for row in rows if row.number == number), "")
    found = match(options, text)
    return found[0].key if len(found) == 1 else ""


def pages_of(rows: Sequence[ReviewRow]) -> Iterator[list[ReviewRow]]:
    """The rows by section, at most nine at once."""
    for _section, group in groupby(rows, key=lambda row: row.section):
        section = list(group)
        for start in range(0, len(section), PAGE):
            yield section[start : start + PAGE]


def count_of(rows: Sequence[ReviewRow]) -> str:
    """«Сверено 14 из 22.»"""
    return _("Сверено {n} из {all}.").format(n=sum(row.seen for row in rows), all=len(rows))


def text_of(row: ReviewRow) -> str:
    """«3. Отчество: нет.»; where it came from only when it was not typed, what is wrong in short."""
    origin = row.origin.removeprefix(TYPED).removeprefix(", ")
    wrong = row.problem is not None and row.problem.level == ERROR
    words = (origin, _("ошибка, {short}").format(short=row.problem.short) if wrong and row.problem else "")
    return f"{row.number}. {row.label}: {', '.join(filter(None, (row.shown, *words)))}."
