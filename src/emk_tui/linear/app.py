"""The linear dialogue from sign-in to the created card; what comes after sign-in is loaded after it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.linear.answers import Answerer
from emk_tui.linear.console import Console
from emk_tui.linear.prompter import Leave, Prompter
from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Flow, Result
from emk_tui.services.world import World

if TYPE_CHECKING:
    from emk_tui.ports import CardStore
    from emk_tui.services.session import Session

Entry = Callable[[World], Flow["Session"]]
"""A flow that ends signed in."""


class Dialogue:
    """One person at one console; `created` is the number of a card made in this dialogue."""

    def __init__(self, world: World, console: Console) -> None:
        self.world, self.console = world, console
        self.prompter = Prompter(console)
        self.answerer = Answerer(self.prompter)
        self.opened: CardStore | None = None
        self.created = ""

    def run(self, begin: Entry | None = None) -> None:
        """Sign in, then work until the person leaves; Stop, Fault and InputClosed pass through.

        With `begin` (`emk demo --step`) the wizard opens at once, the menu comes after it.
        """
        self.prompter.say(_("Справка: знак вопроса, выход: стоп."))
        session = self._hold(lambda: (begin or self._entry())(self.world))
        self.opened = session.store
        self._work(session, at_once=begin is not None)

    def _entry(self) -> Entry:
        """Sign-up, or sign-in where there is a store; asked anew after «назад»."""
        if self.world.has_store():
            from emk_tui.services.flows.sign_in import sign_in

            return sign_in
        from emk_tui.services.flows.sign_up import sign_up

        return sign_up

    def _work(self, session: "Session", *, at_once: bool) -> None:
        from emk_tui.linear.steps import StepLoop, closed, summary_lines
        from emk_tui.services.actions import WIZARD
        from emk_tui.services.flows.terms import enter

        self.answerer.session = session
        self.prompter.keeps = True
        self.prompter.summary = lambda: summary_lines(session)
        self._hold(lambda: enter(session))
        self.prompter.closed = lambda number: closed(session, number)
        loop = StepLoop(self.prompter, self.answerer, session)
        while at_once or self._home(session) == WIZARD:
            at_once = False
            loop.run()
            self.created = loop.created

    def _home(self, session: "Session") -> str:
        """The menu; «перейти N» goes straight into the wizard."""
        from emk_tui.services.actions import WIZARD
        from emk_tui.services.flows.home import home

        while True:
            try:
                return drive(home(session), self.answerer.answer)
            except Leave as leave:
                if leave.step:
                    session.wizard.goto(leave.step)
                    return WIZARD
                self.prompter.say(_("Это начало, назад некуда. Выход: стоп."))

    def close(self) -> None:
        """Close the store if one is open."""
        if self.opened is not None:
            self.opened.close()
            self.opened = None

    def _hold(self, make: Callable[[], Flow[Result]]) -> Result:
        """A conversation that «назад» begins anew."""
        while True:
            try:
                return drive(make(), self.answerer.answer)
            except Leave:
                self.prompter.say(_("Начнём этот раздел сначала."))
