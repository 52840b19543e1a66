"""One prompt with the commands that work at every prompt; what is left goes back to the caller."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from emk_tui.card.problems import Problem
from emk_tui.i18n import _
from emk_tui.linear.commands import Answer, Command, Word, parse, parse_secret
from emk_tui.linear.console import Console, Unreadable

COMMANDS = _(
    "Команды: ? справка, повтор, назад, дальше, сводка, перейти N, исправить N, сохранить, стоп. "
    "Ответ, равный команде, начните со знака =."
)


class Stop(Exception):
    """The person leaves; everything is saved."""


@dataclass(frozen=True, slots=True)
class Leave(Exception):
    """Go elsewhere: a step by its number (`step`), a field of this step (`field`), or one back (neither)."""

    step: int = 0
    field: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the label, the lines before it, the help, and what stood against the last answer."""

    label: str
    start: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()
    secret: bool = False
    problem: Problem | None = None

    def again(self, problem: Problem | None) -> "Question":
        """The same without its start, with a problem."""
        return replace(self, start=(), problem=problem)


class Prompter:
    """Asks over a console. `summary` prints the answers of the present step."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.summary: Callable[[], Sequence[str]] = tuple

    def say(self, text: str) -> None:
        """Whole lines."""
        if text:
            self.console.say(text)

    def tell(self, problem: Problem, label: str = "") -> None:
        """A problem or a note that needs no answer."""
        word = _("ошибка") if problem.level == "error" else _("замечание")
        self.say(f"{label}, {word}. {problem.text}" if label else problem.text)

    def ask(self, question: Question, own: frozenset[Word] = frozenset()) -> str | Command:
        """The typed text; commands named in `own` come back, the others are done here."""
        self.console.lines(question.start)
        while True:
            try:
                line = self._line(question)
            except Unreadable as found:
                question = question.again(found.problem)
                continue
            parsed = (parse_secret if question.secret else parse)(line)
            if isinstance(parsed, Answer):
                return parsed.text
            if parsed.word in own:
                return parsed
            done = self._do(parsed, question)
            if isinstance(done, str):
                return done

    def _line(self, question: Question) -> str:
        problem = question.problem
        reason, full = (problem.short, problem.text) if problem else ("", "")
        if question.secret:
            return self.console.secret(question.label, reason=reason, full=full)
        return self.console.ask(question.label, reason=reason, full=full)

    def _do(self, command: Command, question: Question) -> str | None:
        """A command of every prompt; the text of the fix for «замена»."""
        match command.word:
            case Word.STOP:
                raise Stop
            case Word.BACK:
                raise Leave
            case Word.GOTO:
                self._leave(command, Leave(step=command.number or 0))
            case Word.FIX:
                self._leave(command, Leave(field=command.number or 0))
            case Word.REPLACE if question.problem and question.problem.fix is not None:
                return question.problem.fix
            case Word.HELP:
                self.console.lines((*question.hint, COMMANDS))
            case Word.REPEAT:
                self.console.lines(self._repeat(question))
            case Word.SUMMARY:
                self.console.lines(self.summary() or (_("Пока ничего не введено."),))
            case Word.SAVE:
                self.say(_("Сохранено."))
            case Word.REPLACE:
                self.say(_("Замены здесь нет."))
            case _:
                self.say(_("Здесь нужен ответ. Справка: знак вопроса."))
        return None

    def _leave(self, command: Command, leave: Leave) -> None:
        if not command.number:
            self.say(_("Назовите номер, например: {word} 2.").format(word=command.word.value))
            return
        raise leave

    def _repeat(self, question: Question) -> Sequence[str]:
        if question.problem:
            return (question.problem.text,)
        return question.start or question.hint or (question.label,)
