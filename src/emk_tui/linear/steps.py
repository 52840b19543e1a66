"""The dialogue after sign-in: the menu, the steps of the wizard, the command «сводка»."""

from emk_tui.card.paths import locate
from emk_tui.card.steps import STEPS
from emk_tui.i18n import _, plural
from emk_tui.linear.answers import Answerer
from emk_tui.linear.prompter import COMMANDS, Leave, Prompter, Question
from emk_tui.services.drive import drive
from emk_tui.services.flows.steps import step_flow
from emk_tui.services.flows.submit import Created
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked, Move


class StepLoop:
    """The steps of the wizard, one after the other."""

    def __init__(self, prompter: Prompter, answerer: Answerer, session: Session) -> None:
        self.prompter, self.answerer, self.session = prompter, answerer, session
        self.first = True

    def run(self) -> None:
        """Until the card is made, the consent is refused or the person goes back to the menu."""
        done = False
        while not done:
            self._announce()
            try:
                done = self._after(drive(step_flow(self.session), self.answerer.answer))
            except Leave as leave:
                self._leave(leave)

    def _announce(self) -> None:
        """«Шаг 1 из 8: личные данные. Полей 9.», the commands once."""
        step = self.session.wizard.step
        text = _("Шаг {n} из 8: {title}.").format(n=step.number, title=_(step.title))
        if step.section is not None and step.section.many is None and step.key not in ("consent", "booking"):
            text += " " + _("Полей {n}.").format(n=len(self.session.wizard.names(step.key)))
        self.prompter.say(text)
        if self.first:
            self.prompter.say(COMMANDS)
            self.first = False

    def _after(self, outcome: Move | Blocked | Created) -> bool:
        if isinstance(outcome, Created):
            return True
        if isinstance(outcome, Blocked):
            return self._blocked(outcome)
        self.prompter.ask(Question(_("Enter дальше")), own=frozenset())
        return False

    def _blocked(self, blocked: Blocked) -> bool:
        """Name what was left behind and go to the first of it; True where the wizard ends."""
        if not blocked.problems:
            return False
        first = blocked.problems[0]
        if first.code == "CONSENT_REFUSED":
            return True
        labels = [label_of(one.path) for one in blocked.problems]
        count = plural(len(labels), _("ошибка"), _("ошибки"), _("ошибок"))
        self.prompter.say(_("Осталось {count}: {labels}.").format(count=count, labels=", ".join(labels)))
        if not self._is_field(first.path) or self.session.wizard.problem_at(first.path) is None:
            self.prompter.tell(first, label_of(first.path))
        self.session.move(first.path)
        return False

    @staticmethod
    def _is_field(path: str) -> bool:
        try:
            locate(path)
        except KeyError:
            return False
        return True

    def _leave(self, leave: Leave) -> None:
        """«перейти N», «исправить N», «назад» from the first field."""
        wizard = self.session.wizard
        if leave.field:
            self.prompter.say(_("Здесь нет поля {n}.").format(n=leave.field))
            return
        moved = wizard.goto(leave.step) if 1 <= leave.step <= 8 else wizard.back()
        if isinstance(moved, Blocked):
            self.prompter.tell(moved.problems[0])
            return
        if leave.step > 8:
            self.prompter.say(_("Шагов восемь, назовите номер от 1 до 8."))
        self.session.move(moved.path)


def label_of(path: str) -> str:
    """The spoken label of a path, or the title of its step."""
    try:
        return _(locate(path).field.speech)
    except KeyError:
        return path.partition(".")[0]


def summary_lines(session: Session) -> list[str]:
    """The steps with their states, then the answers of the present step (the command «сводка»)."""
    wizard = session.wizard
    lines = [
        f"{state.step.number}. {_(state.step.title)}: {state.word}." for state in map(wizard.state, STEPS)
    ]
    step = wizard.step
    if step.section is None or step.section.many is not None or step.key == "consent":
        return lines
    for number, name in enumerate(wizard.names(step.key), 1):
        path = f"{step.key}.{name}"
        shown = wizard.shown(path) or _("пусто")
        lines.append(_("Поле {n}. {label}: {shown}.").format(n=number, label=label_of(path), shown=shown))
    return lines
