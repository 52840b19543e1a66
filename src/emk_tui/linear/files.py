"""A file by ear: what begins so, or is in a folder, by number; «ещё» for more, letters narrow it."""

from pathlib import Path

from emk_tui.card.dropped import plain_path
from emk_tui.card.problems import problem
from emk_tui.i18n import _
from emk_tui.linear.choices import PAGE, number_of, numbered
from emk_tui.linear.commands import Command, Word
from emk_tui.linear.prompter import Prompter, Question
from emk_tui.services.paths import PathOption, parted, suggest

SHOWN = PAGE - 1
"""Files at once; the line with the count is the ninth."""


def choose_file(prompter: Prompter, base: Path, typed: str, label: str) -> str | None:
    """The name that is meant; None: nothing was chosen, the question stands. Empty: what is in `base`."""
    typed = plain_path(typed)
    found = suggest(base, typed)
    if any(one.path == typed and not one.folder for one in found):
        return typed
    if found:
        return _Shelf(prompter, base, label, typed, found).chosen()
    if _is_folder(typed):
        prompter.say(_("В папке ничего подходящего нет."))
        return None
    return typed


def _is_folder(typed: str) -> bool:
    return not parted(typed)[1]


class _Shelf:
    """One list after the other until a file is named or nothing is typed."""

    def __init__(
        self, prompter: Prompter, base: Path, label: str, typed: str, found: tuple[PathOption, ...]
    ) -> None:
        self._prompter, self._base, self._label = prompter, base, label
        self._typed, self._found, self._first = typed, found, 0

    def chosen(self) -> str | None:
        """Its name; what was typed where Enter keeps it, None where that is a folder."""
        question = self._question()
        while True:
            reply = self._prompter.ask(question, frozenset({Word.RESEND}))
            if isinstance(reply, Command):
                self._first = self._first + SHOWN if self._first + SHOWN < len(self._found) else 0
                question = self._question()
                continue
            if not reply.strip():
                return None if _is_folder(self._typed) else self._typed
            one = self._named(reply.strip())
            if one is not None and not one.folder:
                self._prompter.say(_("Выбрано: {name}.").format(name=Path(one.path).name))
                return one.path
            question = self._after(question, one, reply.strip())

    def _after(self, question: Question, folder: PathOption | None, reply: str) -> Question:
        """The list of a folder, a shorter list, or the same question with what is wrong."""
        if folder is not None and not self._go(folder.path):
            self._prompter.say(_("В папке ничего подходящего нет."))
            return question.again(None)
        if folder is not None or self._narrow(reply):
            return self._question()
        return question.again(problem("PICK", n=len(self._found)))

    def _named(self, reply: str) -> PathOption | None:
        """By its number; by letters that only one fits."""
        if number := number_of(reply):
            return self._found[number - 1] if number <= len(self._found) else None
        for typed in self._longer(reply):
            found = suggest(self._base, typed)
            exact = [one for one in found if one.path == typed]
            if len(exact or found) == 1:
                return (exact or found)[0]
            if found:
                return None
        return None

    def _longer(self, reply: str) -> tuple[str, ...]:
        """Further letters, another beginning in this folder, another place."""
        typed = self._typed
        return (f"{typed}{reply}", f"{typed} {reply}", f"{parted(typed)[0]}{reply}", reply)

    def _narrow(self, reply: str) -> bool:
        return not number_of(reply) and any(self._go(typed) for typed in self._longer(reply))

    def _go(self, typed: str) -> bool:
        """Another list, where there is anything in it."""
        found = suggest(self._base, typed)
        if found:
            self._typed, self._found, self._first = typed, found, 0
        return bool(found)

    def _question(self) -> Question:
        shown = self._found[self._first : self._first + SHOWN]
        head = _("Найдено {total}. Номер или ещё буквы.").format(total=len(self._found))
        lines = numbered([_spoken(one) for one in shown], self._first + 1)
        if self._first + SHOWN < len(self._found):
            lines.append(_("Следующие: ещё."))
        start = (head, *lines) if not self._first else tuple(lines)
        keeps = _("Enter: к вопросу.") if _is_folder(self._typed) else _("Enter оставит как набрано.")
        return Question(self._label, start, (_("Ответьте номером или допишите имя."), keeps))


def _spoken(one: PathOption) -> str:
    return _("папка {name}").format(name=one.text.rstrip("/")) if one.folder else one.text
