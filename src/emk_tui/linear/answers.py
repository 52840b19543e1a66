"""Each ask of a flow as lines and prompts (accessibility.md, rules 3–12)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from emk_tui.card.help import field_help
from emk_tui.card.problems import Problem, problem
from emk_tui.i18n import _, plural
from emk_tui.linear.choices import Chooser, match
from emk_tui.linear.commands import Command, Word
from emk_tui.linear.describe import begin
from emk_tui.linear.layout import CELLS, width_of
from emk_tui.linear.prompter import ERASE, Prompter, Question
from emk_tui.services.flows.asks import (
    RESEND,
    Ask,
    Choice,
    Code,
    Confirm,
    Form,
    Input,
    Option,
    Page,
    Progress,
    Records,
    Reply,
    Reveal,
    Review,
    Say,
    Show,
    Slots,
    Wait,
)

if TYPE_CHECKING:
    from emk_tui.linear.reviewing import Reviewer
    from emk_tui.services.session import Session

YES, NO = Option("да", "да", ("д", "yes", "y")), Option("нет", "нет", ("н", "no", "n"))


class Answerer:
    """Answers the asks of any flow over one prompter; `session` is there after sign-in."""

    def __init__(self, prompter: Prompter) -> None:
        self.prompter = prompter
        self.session: Session | None = None
        self.mend_at = ""
        """A field that is wrong: a form that begins there goes from one problem to the next."""
        self.wanted = ""
        """What the menu is to do without being asked: «перейти» named it."""
        self.at_menu = False
        """Is the menu itself asked, not something that was chosen there."""
        self._chooser = Chooser(prompter)
        self._reviewer: Reviewer | None = None
        self._revealed: tuple[str, ...] = ()
        self._shown = ""
        self._warned: set[str] = set()

    def answer(self, ask: Ask) -> Reply:
        """The reply of the person."""
        self.at_menu = isinstance(ask, Choice) and ask.key == "home"
        if not (isinstance(ask, Say | Progress) or _asks_of_revealed(ask)):
            self._revealed = ()
        match ask:
            case Say():
                self._say(ask)
            case Progress():
                self.prompter.say(ask.text)
            case Reveal():
                self._reveal(ask)
            case Input():
                return self._input(ask)
            case Page():
                return self._page(ask)
            case Confirm():
                return self._confirm(ask)
            case Choice(key="home") if wanted := self._take_wanted(ask):
                return wanted
            case Choice():
                return self._chooser.choose(ask)
            case Wait():
                return self._wait(ask)
            case Show():
                self._show(ask)
            case Records():
                return self._records(ask)
            case Slots():
                from emk_tui.linear.menus import choose_slot

                return choose_slot(ask, self._chooser.choose)
            case Code():
                return self._code(ask)
            case Form():
                self._form(ask)
            case Review():
                return self._review(ask)
        return None

    def _wait(self, ask: Wait) -> Reply:
        """One line before it (rule 10); what can be stopped is waited for beside."""
        self.prompter.say(ask.text)
        if ask.track is None:
            return ask.call()
        from emk_tui.linear.waiting import Stoppable

        return Stoppable(self.prompter, ask.call, ask.track).run()

    def _show(self, ask: Show) -> None:
        """The text by parts, then the picture on request only (A2)."""
        from emk_tui.linear.showing import draw, read_out

        read_out(self.prompter, ask)
        if ask.picture is not None and self._confirm(Confirm("picture", _("Показать картинку?"), False)):
            draw(self.prompter, ask.picture)

    def _records(self, ask: Records) -> str:
        from emk_tui.linear.menus import records_menu

        if not ask.rows:
            self.prompter.say(ask.empty)
        return self._chooser.choose(records_menu(ask))

    def _take_wanted(self, menu: Choice) -> str:
        wanted, self.wanted = self.wanted, ""
        return wanted if wanted in {option.key for option in menu.options} else ""

    def _say(self, ask: Say) -> None:
        self.prompter.say(ask.text)
        if self.session is not None:
            self.session.note(ask.problem)
        if ask.problem:
            self._tell(ask.problem)

    def _tell(self, found: Problem) -> None:
        """A problem with its label; a warning that was heard before comes in its short form (A10)."""
        from emk_tui.linear.labels import is_field, label_of

        label = label_of(found.path) if found.path else ""
        if found.level == "error" and is_field(found.path):
            self.mend_at = found.path
        if found.level == "error" or found.code not in self._warned:
            self._warned.add(found.code)
            self.prompter.tell(found, label)
        else:
            self.prompter.say(f"{label}: {found.short}." if label else found.text)

    def _reveal(self, ask: Reveal) -> None:
        """The lines; «повтор» at the next prompt reads them again; a QR is drawn on request (rule 12)."""
        self._revealed = (ask.title, *ask.lines)
        self.prompter.console.lines(self._revealed)
        if ask.qr and self._confirm(Confirm("qr", _("Показать QR-код?"), False)):
            from emk_tui.exports.qr import qr_lines

            self.prompter.console.picture(qr_lines(ask.qr))

    def _input(self, ask: Input) -> str:
        field = ask.field
        start = begin(field, known=ask.current) if field.hint or ask.current else ()
        question = Question(_(field.speech), start, field_help(field), secret=field.secret)
        question = replace(question, whole=(*self._revealed, *start))
        if ask.problem:
            question = question.again(ask.problem)
        reply = str(self.prompter.ask(question))
        if ask.current:
            # «Enter оставляет», one sign takes it away
            reply = {"": ask.current, ERASE: ""}.get(reply.strip(), reply)
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
            part = (f"{number}. {head}.", text)
            self.prompter.console.lines(part)
            if number < count:
                self.prompter.pause(_("Enter, часть {n}").format(n=number + 1), part)
        self.prompter.say(_("Конец текста.") + (f" {ask.summary}" if ask.summary else ""))
        return True

    def _confirm(self, ask: Confirm) -> bool:
        """The question itself is the prompt where it fits, «да» or «нет» the answer."""
        question = confirm_question(ask)
        while True:
            typed = self.prompter.ask(question, frozenset({Word.NEXT} if ask.default is not None else ()))
            text = "" if isinstance(typed, Command) else typed.strip()
            if not text and ask.default is not None:
                return ask.default
            found = match((YES, NO), text) if text and not text.isdigit() else []
            if len(found) == 1:
                return found[0] is YES
            again = question.again(problem("CHOICE", words=_("да, нет")))
            question = replace(again, label=_("Да или нет"))

    def _code(self, ask: Code) -> str:
        """Where the code went is said once; the time left on request only (rule 9)."""
        minutes = plural(max(1, ask.expires_in // 60), _("минуту"), _("минуты"), _("минут"))
        hint = (_("В коде 6 цифр, он действует {m}. Новый код: ещё.").format(m=minutes),)
        shown = ask.shown.rstrip(".") + "."
        whole = _("Подтверждение: {purpose}. {shown}").format(purpose=ask.purpose, shown=shown)
        start: tuple[str, ...] = (whole,)
        if ask.problem:
            start = (shown,) if shown != self._shown else ()
        self._shown = shown
        question = Question(_("Код"), start, hint, problem=ask.problem, verbose=True)
        question = replace(question, whole=(*self._revealed, whole))
        typed = self.prompter.ask(question, frozenset({Word.RESEND}))
        return RESEND if isinstance(typed, Command) else typed

    def _form(self, ask: Form) -> None:
        from emk_tui.linear.form import RecordForm

        assert self.session is not None
        mending, self.mend_at = ask.mending or (bool(ask.at) and ask.at == self.mend_at), ""
        RecordForm(self.prompter, self.session, ask, mending=mending).run()

    def _review(self, ask: Review) -> str:
        from emk_tui.linear.reviewing import Reviewer

        self._reviewer = self._reviewer or Reviewer(self.prompter)
        return self._reviewer.review(ask.rows)


def _asks_of_revealed(ask: Ask) -> bool:
    """Is this about what was shown once: only there «повтор» reads it again."""
    if isinstance(ask, Input):
        return ask.key.startswith("recovery.")
    return isinstance(ask, Code) and ask.key == "code.enrol"


def confirm_question(ask: Confirm) -> Question:
    """«Подписать, да или нет? » with what stands before the last sentence on lines above."""
    head, _point, last = ask.question.rpartition(". ")
    before = (f"{head}.",) if head else ()
    enter = (_("Enter: {word}.").format(word=_("да") if ask.default else _("нет")),)
    start = (*before, *(enter if ask.default is not None else ()))
    hint = (_("Ответьте: да или нет."), *((ask.refused,) if ask.refused else ()))
    whole = (ask.question, *start[len(before) :])
    for label in (_("{question}, да или нет?").format(question=last.rstrip("?")), last):
        if last.endswith("?") and width_of(f"{label} ") <= CELLS:
            return Question(label, start, hint, whole=whole)
    return Question(_("Да или нет"), whole, hint)
