"""The steps of the wizard by ear, one after the other, with «назад», «перейти» and what was left behind."""

from emk_tui.card.problems import Problem
from emk_tui.card.steps import STEPS
from emk_tui.i18n import _
from emk_tui.linear.answers import Answerer
from emk_tui.linear.labels import is_field, label_of
from emk_tui.linear.prompter import COMMANDS, STOPPED, Leave, Prompter
from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Cancelled
from emk_tui.services.flows.home import offer_paper
from emk_tui.services.flows.steps import step_flow
from emk_tui.services.flows.submit import Created
from emk_tui.services.places import door_named
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked, Move

WITHOUT_COUNT = ("consent", "booking")
"""Steps that are conversations, not forms."""


class StepLoop:
    """One stay in the wizard; `created` is the number of the card it ended with."""

    def __init__(self, prompter: Prompter, answerer: Answerer, session: Session) -> None:
        self.prompter, self.answerer, self.session = prompter, answerer, session
        self.created = self.wanted = ""
        """The number of the card; what was asked for by «перейти» and is done in the menu."""
        self._first = True
        self._announced = ""

    def run(self) -> None:
        """Until the card is made, the consent is refused or the person goes back to the menu."""
        done, self.wanted = False, ""
        while not (done or self.wanted):
            self._announce()
            before = self.prompter.answered
            try:
                done = self._after(drive(step_flow(self.session), self.answerer.answer))
            except Leave as leave:
                self._leave(leave, begun=self.prompter.answered > before)
            except Cancelled:
                self.prompter.say(_(STOPPED))

    def _announce(self) -> None:
        """«Шаг 1 из 8: личные данные. Полей 9.» on coming to a step, the commands once."""
        step = self.session.wizard.step
        if step.key == self._announced:
            return
        self._announced = step.key
        text = _("Шаг {n} из 8: {title}.").format(n=step.number, title=_(step.title))
        if step.section is not None and step.section.many is None and step.key not in WITHOUT_COUNT:
            text += " " + _("Полей {n}.").format(n=len(self.session.wizard.names(step.key)))
        self.prompter.say(text)
        if self._first:
            self.prompter.say(COMMANDS)
            self._first = False

    def _after(self, outcome: Move | Blocked | Created) -> bool:
        if isinstance(outcome, Created):
            self.created = outcome.card.number
            self._offer(outcome)
            return True
        if isinstance(outcome, Blocked):
            return self._blocked(outcome)
        self._wait()
        return False

    def _wait(self) -> None:
        """The waiting prompt between two steps, so that a braille line is not empty (rule 11)."""
        number = self.session.wizard.step.number
        try:
            self.prompter.pause(_("Enter, шаг {n}").format(n=number))
        except Leave as leave:
            self._leave(leave, begun=False)

    def _offer(self, created: Created) -> None:
        try:
            drive(offer_paper(self.session, created), self.answerer.answer)
        except Leave as leave:
            self.wanted = leave.action
        except Cancelled:
            self.prompter.say(_(STOPPED))

    def _blocked(self, blocked: Blocked) -> bool:
        """Name what was left behind and go to the first of it; True where the wizard ends."""
        if not blocked.problems:
            self.prompter.say(_("Карта пока не оформлена, введённое сохранено."))
            return False
        first = blocked.problems[0]
        if first.code == "CONSENT_REFUSED":
            return True
        if self._stands_at_field(first):
            labels = [label_of(one.path) for one in blocked.problems]
            words = _("Осталось исправить {n}: {labels}.")
            self.prompter.say(words.format(n=len(labels), labels=", ".join(labels)))
        else:
            self.prompter.tell(first, label_of(first.path))
        self.answerer.mend_at = first.path
        self.session.move(first.path)
        return False

    def _stands_at_field(self, found: Problem) -> bool:
        """Will the field say this problem itself when it is asked."""
        return is_field(found.path) and self.session.problem_at(found.path) is not None

    def _leave(self, leave: Leave, *, begun: bool) -> None:
        """«перейти N»; «назад» begins a conversation anew, or goes to the step before."""
        if leave.action:
            self.wanted = leave.action
            return
        wizard = self.session.wizard
        step = wizard.step
        lists = step.section is not None and step.section.many is not None
        if not leave.step and begun and (lists or step.section is None or step.key in WITHOUT_COUNT):
            self.prompter.say(_("Шаг {n} сначала.").format(n=step.number))
            if lists:
                self.session.move(step.key)
        elif not leave.step and step.number == 1:
            self.prompter.say(_("Это первое поле, назад некуда."))
        else:
            moved = wizard.goto(leave.step) if leave.step else wizard.back()
            if isinstance(moved, Blocked):
                self.prompter.tell(moved.problems[0])
                return
            self._announced = ""
            self.session.move(moved.path)


def way(session: Session, name: str) -> str | Leave:
    """Where «перейти» goes by a name, or why it cannot."""
    door = door_named(session, name)
    if door is None:
        return _("Такого места нет.")
    return door.closed or Leave(door.place.step, door.place.action)


def summary_lines(session: Session) -> list[str]:
    """The steps with their states, then the answers of the present step (the command «сводка»)."""
    if card := session.store.card():
        return [_("Карта {number}. Статус: {status}.").format(number=card.number, status=card.status)]
    wizard = session.wizard
    lines = [
        f"{state.step.number}. {_(state.step.title)}: {state.word}." for state in map(wizard.state, STEPS)
    ]
    step = wizard.step
    if step.key == "review":
        count, total = wizard.compared()
        lines.append(_("Сверено {n} из {all}.").format(n=count, all=total))
    if step.section is None or step.section.many is not None or step.key == "consent":
        return lines
    for number, name in enumerate(wizard.names(step.key), 1):
        path = f"{step.key}.{name}"
        shown = wizard.shown(path) or _("пусто")
        lines.append(_("Поле {n}. {label}: {shown}.").format(n=number, label=label_of(path), shown=shown))
    return lines
