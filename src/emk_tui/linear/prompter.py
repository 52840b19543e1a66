"""One prompt with the commands that work at every prompt; what is left goes back to the caller."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from emk_tui.card.problems import Problem
from emk_tui.i18n import _, _l
from emk_tui.linear.commands import Answer, Command, Word, parse, parse_secret
from emk_tui.linear.console import Console, Unreadable

COMMANDS = _("Команды: ?, повтор, назад, дальше, сводка, перейти, исправить, сохранить, стоп.")
"""Said once at the first step (rule 3)."""

HELP = (
    _("Повтор: вопрос ещё раз. Назад, дальше: на поле. Сводка: введённое."),
    _("Перейти 5: к шагу 5. Исправить 3: к полю 3. Сохранить. Стоп: выход."),
    _("Замена: принять исправление. Ещё: новый код или другие варианты."),
    _("Экран: продолжить на экране с того же места."),
    _("Знак =: стереть ответ; перед ответом, равным команде, тоже знак =."),
)
"""What «?» adds at every prompt."""
STOPPED = _l("Остановлено, введённое сохранено.")
"""Somebody outside was not waited for."""
ERASE = "="
"""This sign alone empties a field."""
BUDGET = 60
"""Characters of an error with its prompt at most (A11); a longer one is left to «повтор» and «?»."""


class Stop(Exception):
    """The person leaves; everything is saved."""


class ToScreen(Exception):
    """The person goes on at the full screen; everything is saved."""


@dataclass(frozen=True, slots=True)
class Leave(Exception):
    """Go elsewhere: to a step by its number, with 0 one back; or to the menu for an action of it."""

    step: int = 0
    action: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the label, the lines before it, the help, and what stood against the last answer.

    `whole` are the lines of «повтор» where they are others than `start`; `verbose` says a problem in full.
    """

    label: str
    start: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()
    secret: bool = False
    problem: Problem | None = None
    whole: tuple[str, ...] = ()
    verbose: bool = False

    def again(self, problem: Problem | None) -> "Question":
        """The same without its start, with a problem; «повтор» still reads the start."""
        return replace(self, start=(), problem=problem, whole=self.whole or self.start)


class Prompter:
    """Asks over a console; what depends on a session is set after sign-in."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.summary: Callable[[], Sequence[str]] = tuple
        """The answers so far."""
        self.closed: Callable[[int], str] = lambda _step: _("Шаги откроются после входа.")
        """Why «перейти» cannot go to a step; empty where it can."""
        self.way: Callable[[str], str | Leave] = lambda _name: _("Шаги откроются после входа.")
        """Where «перейти» goes by a name, or why it cannot."""
        self.keeps = False
        """Is there a store that keeps what is typed."""
        self.screen = False
        """Can one go over to the full screen from here."""
        self.answered = 0
        """Prompts answered so far: tells whether a conversation has begun."""

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
        heard = False
        while True:
            try:
                line = self._line(question, heard=heard)
            except Unreadable as found:
                question, heard = question.again(found.problem), False
                continue
            heard = True
            if line.strip() == ERASE and not question.secret:
                return ERASE
            parsed = (parse_secret if question.secret else parse)(line)
            done = parsed.text if isinstance(parsed, Answer) else self._command(parsed, question, own)
            if done is not None:
                self.answered += 1
                return done

    def pause(self, label: str, whole: tuple[str, ...] = ()) -> None:
        """A prompt that waits for Enter or «дальше»; anything else is answered (A9)."""
        question = Question(label, hint=(_("Здесь нужен Enter."),), whole=whole)
        while True:
            typed = self.ask(question, frozenset({Word.NEXT}))
            if isinstance(typed, Command) or not typed.strip():
                return
            self.say(_("Ответа здесь не нужно. Дальше: Enter, справка: знак вопроса."))

    def _line(self, question: Question, *, heard: bool) -> str:
        ask = self.console.secret if question.secret else self.console.ask
        if question.problem is None:
            return ask(question.label, heard=heard)
        reason, full = question.problem.short, question.problem.text
        if question.verbose:
            reason = full
        elif len(full) + len(question.label) + len(", ошибка: ") > BUDGET:
            full = ""
        return ask(question.label, reason=reason, full=full, heard=heard)

    def _command(self, command: Command, question: Question, own: frozenset[Word]) -> str | Command | None:
        """A command of the caller, or the fix for «замена»; None where it was done here."""
        if command.word in own:
            return command
        if command.word is Word.REPLACE and question.problem and question.problem.fix is not None:
            fix = question.problem.fix
            self.say(_("Принято.") if question.secret else _("Принято: {fix}.").format(fix=fix))
            return fix
        self._do(command, question)
        return None

    def _do(self, command: Command, question: Question) -> None:
        """A command of every prompt."""
        match command.word:
            case Word.STOP:
                raise Stop
            case Word.SCREEN:
                self._to_screen()
            case Word.BACK:
                raise Leave
            case Word.GOTO:
                self._goto_named(command.name) if command.name else self._goto(command.number)
            case Word.FIX:
                self.say(_("Полей по номерам здесь нет. К шагу: перейти N."))
            case Word.HELP:
                self.help(question)
            case Word.REPEAT:
                self.console.lines(self._repeat(question))
            case Word.SUMMARY:
                self.console.lines(self.summary() or (_("Пока ничего не введено."),))
            case Word.SAVE:
                self.say(
                    _("Всё введённое сохранено.") if self.keeps else _("Хранилища ещё нет, продолжайте.")
                )
            case Word.REPLACE:
                self.say(_("Замены здесь нет, введите ответ."))
            case Word.RESEND:
                self.say(_("Нового кода здесь не просят, введите ответ."))
            case _:
                self.say(_("Здесь нужен ответ, пропустить нельзя. Справка: знак вопроса."))

    def help(self, question: Question) -> None:
        """What stands against the answer, what is wanted, the commands."""
        self.console.lines((*_told(question), *question.hint, *HELP))

    def _to_screen(self) -> None:
        """Leave for the full screen where there is one."""
        if self.screen:
            raise ToScreen
        self.say(_("Экран отсюда не открыть. Дальше строками."))

    def _goto(self, number: int | None) -> None:
        """Leave for a step that is open; the question stays where it is not."""
        if number is None:
            self.say(_("Назовите номер шага, например: перейти 2."))
        elif why := self.closed(number):
            self.say(why)
        else:
            raise Leave(number)

    def _goto_named(self, name: str) -> None:
        """The same by a name."""
        way = self.way(name)
        if isinstance(way, Leave):
            raise way
        self.say(way)

    def _repeat(self, question: Question) -> Sequence[str]:
        """What stands against the answer, then the question as it was first said."""
        told = (question.problem.text,) if question.problem else ()
        return (*told, *(question.whole or question.start)) or question.hint or (question.label,)


def _told(question: Question) -> tuple[str, ...]:
    """The problem in full, and what «замена» would type: heard before it is accepted, never a secret."""
    problem = question.problem
    if problem is None:
        return ()
    if problem.fix is None or question.secret:
        return (problem.text,)
    return (problem.text, _("Замена даст: {fix}.").format(fix=problem.fix))
