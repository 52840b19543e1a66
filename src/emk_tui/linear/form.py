"""Fill in one record by ear: a field, its format, its answer; checked on Enter only."""

from dataclasses import replace

from emk_tui.card.draft import DIRECTORY, TYPED
from emk_tui.card.fields import Field
from emk_tui.card.help import field_help
from emk_tui.card.paths import locate
from emk_tui.card.problems import Problem
from emk_tui.i18n import _, plural
from emk_tui.linear.commands import Command, Word
from emk_tui.linear.describe import begin
from emk_tui.linear.lookup import look_up
from emk_tui.linear.prompter import ERASE, Leave, Prompter, Question
from emk_tui.services.flows.asks import Form
from emk_tui.services.session import Session

OWN = frozenset({Word.NEXT, Word.BACK, Word.FIX})


class RecordForm:
    """The fields of one record, one after the other; `mending` asks the first and then only wrong ones."""

    def __init__(self, prompter: Prompter, session: Session, form: Form, *, mending: bool = False) -> None:
        self.prompter, self.session, self.form, self.mending = prompter, session, form, mending
        self._found = {one.path: one for one in form.found}
        """What the flow found besides, until it was told at its field."""

    def run(self) -> None:
        """Ask from the given place on; Leave goes to the caller."""
        if self.form.single:
            self._field(self.form.at)
            return
        index = self._first()
        while index < len(self.names):
            index = self._next(index, self._field(self.path(index)))

    @property
    def names(self) -> tuple[str, ...]:
        """Fields asked now; an answer may add or remove some."""
        return self.session.wizard.names(self.form.record)

    def path(self, index: int) -> str:
        """The path of the field at this place."""
        return f"{self.form.record}.{self.names[index]}"

    def _first(self) -> int:
        paths = [f"{self.form.record}.{name}" for name in self.names]
        return paths.index(self.form.at) if self.form.at in paths else 0

    def _next(self, index: int, command: Command | None) -> int:
        """Where to go after a field: on, back, or to a number."""
        if command is None or command.word is Word.NEXT:
            return self._after(index)
        if command.word is Word.FIX:
            return self._numbered(index, command.number or 0)
        if index == 0:
            raise Leave
        return index - 1

    def _after(self, index: int) -> int:
        """The next place, or the next that is wrong."""
        index += 1
        while self.mending and index < len(self.names) and not self._wrong(self.path(index)):
            index += 1
        return index

    def _wrong(self, path: str) -> Problem | None:
        return self.session.problem_at(path) or self._found.get(path)

    def _numbered(self, index: int, number: int) -> int:
        if 1 <= number <= len(self.names):
            return number - 1
        count = plural(len(self.names), _("поле"), _("поля"), _("полей"))
        self.prompter.say(_("Здесь {count}, назовите номер.").format(count=count))
        return index

    def _field(self, path: str) -> Command | None:
        """One field until its answer stands or the person goes on."""
        field = locate(path).field
        self.session.move(path)
        known = self._wrong(path) if self.session.draft.raw(path) else None
        self._found.pop(path, None)
        start = begin(field, self._place(path), self.session.wizard.shown(path), wrong=known is not None)
        question = Question(_(field.speech), start, field_help(field), problem=known)
        while True:
            typed = self._typed(field, question)
            if isinstance(typed, Command):
                return typed
            if typed is None:
                question = replace(question, start=(), whole=question.whole or question.start)
                continue
            if typed == ERASE or (question.problem and not typed.strip() and not field.required):
                self._erase(path)
                typed = ""
            found = self._answer(path, field, typed)
            if found is None:
                return None
            question = question.again(found)

    def _typed(self, field: Field, question: Question) -> str | Command | None:
        """The answer; of a file its whole name, None where none was chosen."""
        if field.kind != "file":
            return self.prompter.ask(question, OWN)
        from emk_tui.linear.files import choose_file

        typed = self.prompter.ask(question, OWN | {Word.HELP})
        if isinstance(typed, Command) and typed.word is Word.HELP:
            # «?» also tells what there is to choose from
            self.prompter.help(question)
            return choose_file(self.prompter, self.session.base, "", question.label)
        if isinstance(typed, Command) or typed == ERASE or not typed.strip():
            return typed
        return choose_file(self.prompter, self.session.base, typed, question.label)

    def _erase(self, path: str) -> None:
        """Take away what is there: «=» alone, or Enter in reply to an error where nothing is required."""
        if self.session.wizard.shown(path):
            self.session.put(path, "")
            self.prompter.say(_("Стёрто, поле пустое."))

    def _answer(self, path: str, field: Field, typed: str) -> Problem | None:
        """Save what was typed; Enter keeps what is there."""
        if typed.strip() or not self.session.wizard.shown(path):
            self._save(path, field, typed)
        found = self.session.problem_at(path)
        if found is None:
            for note in self.session.notes_at(path):
                self.prompter.tell(note, _(field.speech))
        return found

    def _save(self, path: str, field: Field, typed: str) -> None:
        if field.directory and typed.strip():
            rows = look_up(self.prompter, self.session, path, typed)
            origin = DIRECTORY if rows else TYPED
            self.session.put_rows(rows or self.session.wizard.rows_for(path, typed), origin)
        else:
            self.session.put(path, typed)

    def _place(self, path: str) -> str:
        if self.form.single:
            return ""
        number = self.names.index(path.rpartition(".")[2]) + 1
        return _("Поле {n} из {all}").format(n=number, all=len(self.names))
