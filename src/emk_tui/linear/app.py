"""The linear dialogue from sign-in to the created card; what comes after sign-in is loaded after it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.linear.answers import Answerer
from emk_tui.linear.console import Console
from emk_tui.linear.prompter import STOPPED, Leave, Prompter
from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Ask, Back, Cancelled, Flow, Reply, Result
from emk_tui.services.visit import Entry, Visit
from emk_tui.services.watch import Locked, Watch
from emk_tui.services.world import World

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence
    from emk_tui.services.session import Session


class Dialogue:
    """One person at one console; `visit` may come from the screen, with its session open."""

    def __init__(self, world: World, console: Console, visit: Visit | None = None) -> None:
        self.world, self.console = world, console
        self.visit = visit or Visit()
        self.prompter = Prompter(console)
        self.answerer = Answerer(self.prompter)

    def run(self, begin: Entry | None = None) -> None:
        """Sign in, then work until the person leaves; Stop, Fault and InputClosed pass through.

        With `begin` (`emk demo --step`), or come from a step on the screen, the wizard opens at once,
        the menu comes after it.
        """
        self.prompter.say(_("Справка: знак вопроса, выход: стоп."))
        presence, at_once = self.visit.session, self.visit.in_wizard
        if presence is None:
            presence = self._hold(lambda: self.visit.entered(self._entry(begin))(self.world))
            at_once = self.visit.goes_on(begin)
        self.prompter.console.watch(Watch(presence))
        self._present(presence, at_once=at_once)

    def _present(self, presence: "Presence", *, at_once: bool) -> None:
        """The owner's work, or the desk of one of the staff."""
        from emk_tui.services.session import Session

        self.prompter.keeps = True
        if isinstance(presence, Session):
            self._work(presence, at_once=at_once)
        else:
            self._desk(presence)

    def _desk(self, presence: "Presence") -> None:
        from emk_tui.services.flows.staff.desk import desk

        nowhere = _("Здесь шагов нет.")
        self.prompter.closed, self.prompter.way = lambda _number: nowhere, lambda _name: nowhere
        while True:
            try:
                self._end(drive(desk(presence), self._answer))
                return
            except Back:
                self.prompter.say(self._came_back())
            except Cancelled:
                self.prompter.say(_(STOPPED))

    def _answer(self, ask: Ask) -> Reply:
        """«назад» goes to the flow first: it leads one level up where there is one."""
        try:
            return self.answerer.answer(ask)
        except Leave as leave:
            if leave.step or leave.action:
                raise
            raise Back from None

    def _came_back(self) -> str:
        """The answer to «назад» in the menu itself, and in what was chosen there."""
        start = _("Это начало, назад некуда. Выход: стоп.")
        return start if self.answerer.at_menu else _("Вы вернулись в меню.")

    def _end(self, chosen: str) -> None:
        """Leaving is the end of the dialogue, locking its own."""
        from emk_tui.services.actions import LOCK

        if chosen == LOCK:
            raise Locked

    def _entry(self, begin: Entry | None) -> Entry:
        """The locked session, the way in that was given, sign-in or sign-up; asked anew after «назад»."""
        if (locked := self.visit.locked) is not None:
            from emk_tui.services.flows.unlock import unlock

            return lambda world: unlock(world, locked)
        if begin is not None:
            return begin
        if self.world.has_store():
            from emk_tui.services.flows.sign_in import sign_in

            return sign_in
        from emk_tui.services.flows.sign_up import sign_up

        return sign_up

    def _work(self, session: "Session", *, at_once: bool) -> None:
        from emk_tui.linear.steps import StepLoop, summary_lines, way
        from emk_tui.services.actions import WIZARD
        from emk_tui.services.flows.terms import enter
        from emk_tui.services.places import closed_step

        self.answerer.session = session
        self.prompter.summary = lambda: summary_lines(session)
        self._hold(lambda: enter(session))
        self.prompter.closed = lambda number: closed_step(session, number)
        self.prompter.way = lambda name: way(session, name)
        loop = StepLoop(self.prompter, self.answerer, session)
        while at_once or (chosen := self._home(session)) == WIZARD:
            at_once, self.visit.in_wizard = False, True
            loop.run()
            self._end(loop.wanted)
            self.answerer.wanted = loop.wanted
            self.visit.in_wizard, self.visit.created = False, loop.created or self.visit.created
        self._end(chosen)

    def _home(self, session: "Session") -> str:
        """The menu; «перейти N» goes straight into the wizard."""
        from emk_tui.services.actions import WIZARD
        from emk_tui.services.flows.home import home

        while True:
            try:
                return drive(home(session), self._answer)
            except Back:
                self.prompter.say(self._came_back())
            except Leave as leave:
                if leave.step:
                    session.wizard.goto(leave.step)
                    return WIZARD
                self.answerer.wanted = leave.action
            except Cancelled:
                self.prompter.say(_(STOPPED))

    def close(self) -> None:
        """Close the store if one is open."""
        self.visit.close()

    def _hold(self, make: Callable[[], Flow[Result]]) -> Result:
        """A conversation that «назад» begins anew."""
        while True:
            try:
                return drive(make(), self._answer)
            except (Back, Leave, Cancelled):
                self.prompter.say(_("Начнём этот раздел сначала."))
