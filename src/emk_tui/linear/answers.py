"""Each ask of a flow as lines and prompts (accessibility.md, rules 3–12)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from emk_tui.card.problems import Problem, problem
from emk_tui.i18n import _, plural
from emk_tui.linear.choices import choose, match
from emk_tui.linear.commands import Command, Word
from emk_tui.linear.describe import describe, field_help
from emk_tui.linear.prompter import Prompter, Question
from emk_tui.services.flows.asks import (
    RESEND,
    SUBMIT,
    Ask,
    Choice,
    Code,
    Confirm,
    Form,
    Input,
    Option,
    Page,
    Progress,
    Reply,
    Reveal,
    Review,
    Say,
)

if TYPE_CHECKING:
    from emk_tui.services.session import Session


class Answerer:
    """Answers the asks of any flow over one prompter; `session` is there after sign-in."""

    def __init__(self, prompter: Prompter) -> None:
        self.prompter = prompter
        self.session: Session | None = None

    def answer(self, ask: Ask) -> Reply:
        """The reply of the person."""
        kinds: dict[type, Callable[[Ask], Reply]] = {
            Say: lambda one: self._say(cast(Say, one)),
            Progress: lambda one: self.prompter.say(cast(Progress, one).text),
            Reveal: lambda one: self._reveal(cast(Reveal, one)),
            Input: lambda one: self._input(cast(Input, one)),
            Page: lambda one: self._page(cast(Page, one)),
            Confirm: lambda one: self._confirm(cast(Confirm, one)),
            Choice: lambda one: choose(self.prompter, cast(Choice, one)),
            Code: lambda one: self._code(cast(Code, one)),
            Form: lambda one: self._form(cast(Form, one)),
            Review: lambda one: self._review(cast(Review, one)),
        }
        return kinds[type(ask)](ask)

    def _say(self, ask: Say) -> None:
        self.prompter.say(ask.text)
        if ask.problem:
            self.prompter.tell(ask.problem, self._label(ask.problem))

    def _label(self, found: Problem) -> str:
        from emk_tui.card.paths import locate

        try:
            return _(locate(found.path).field.speech)
        except KeyError:
            return ""

    def _reveal(self, ask: Reveal) -> None:
        self.prompter.console.lines((ask.title, *ask.lines))
        if ask.qr and self._confirm(Confirm("qr", _("Показать QR-код?"), False)):
            from emk_tui.exports.qr import qr_lines

            self.prompter.console.lines(qr_lines(ask.qr))

    def _input(self, ask: Input) -> str:
        field = ask.field
        start = (describe(field),) if field.hint else ()
        question = Question(_(field.speech), start, field_help(field), secret=field.secret)
        if ask.problem:
            question = question.again(ask.problem)
        reply = str(self.prompter.ask(question))
        if field.secret and reply:
            count = plural(len(reply), _("знак"), _("знака"), _("знаков"))
            self.prompter.say(_("Принято, {count}.").format(count=count))
        return reply

    def _page(self, ask: Page) -> bool:
        """Paragraph after paragraph to the end (rule 8)."""
        count = len(ask.sections)
        self.prompter.say(
            _("{title}, версия {v}. Частей {n}.").format(title=ask.title, v=ask.version, n=count)
        )
        for number, (head, text) in enumerate(ask.sections, 1):
            self.prompter.console.lines((f"{number}. {head}.", text))
            if number < count:
                self._wait()
        self.prompter.say(_("Конец текста.") + (f" {ask.summary}" if ask.summary else ""))
        return True

    def _wait(self) -> None:
        """Enter or «дальше» goes on."""
        self.prompter.ask(Question(_("Enter дальше")), frozenset({Word.NEXT}))

    def _confirm(self, ask: Confirm) -> bool:
        if ask.default is None:
            start = _("{question} Ответьте да или нет.").format(question=ask.question)
        else:
            start = _("{question} Enter: {word}.").format(
                question=ask.question, word=_("да") if ask.default else _("нет")
            )
        question = Question(_("Да или нет"), (start,), (ask.question,))
        while True:
            typed = str(self.prompter.ask(question)).strip()
            if not typed and ask.default is not None:
                return ask.default
            found = match((Option("да", "да", ("д",)), Option("нет", "нет", ("н",))), typed) if typed else []
            if len(found) == 1 and not typed.isdigit():
                return found[0].key == "да"
            question = question.again(problem("CHOICE", words=_("да, нет")))

    def _code(self, ask: Code) -> str:
        minutes = plural(max(1, ask.expires_in // 60), _("минуту"), _("минуты"), _("минут"))
        hint = (_("В коде 6 цифр, он действует {m}.").format(m=minutes), _("Новый код: ещё."))
        start = (_("Нужен код, {purpose}. {shown}").format(purpose=ask.purpose, shown=ask.shown),)
        question = Question(_("Код"), start, hint, problem=ask.problem)
        if ask.problem:
            question = Question(_("Код"), (ask.shown,), hint, problem=ask.problem)
        typed = self.prompter.ask(question, frozenset({Word.RESEND}))
        return RESEND if isinstance(typed, Command) else typed

    def _form(self, ask: Form) -> None:
        from emk_tui.linear.form import RecordForm

        assert self.session is not None
        RecordForm(self.prompter, self.session, ask).run()

    def _review(self, ask: Review) -> str:
        """Rows by section, then «Оформить» or the number of a row."""
        rows = [f"{row.number}. {row.label}: {row.shown}, {row.origin}." for row in ask.rows]
        self.prompter.console.lines((_("Проверка. Полей {n}.").format(n=len(rows)), *rows))
        hint = (_("Enter: Оформить. Номер: исправить это поле. Повтор: прочитать ещё раз."),)
        question = Question(_("Enter оформить"), hint, (*rows, *hint))
        while True:
            typed = self.prompter.ask(question, frozenset({Word.FIX, Word.NEXT}))
            number = typed.number if isinstance(typed, Command) else _number(typed)
            if not number and (isinstance(typed, Command) or not typed.strip()):
                return SUBMIT
            path = next((row.path for row in ask.rows if row.number == number), "")
            if path:
                return path
            question = question.again(problem("CHOICE", words=_("номер от 1 до {n}").format(n=len(rows))))


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
