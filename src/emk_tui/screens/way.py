"""The whole way of one person at the full screen: sign-in, terms, menu, steps, the end."""

from typing import TYPE_CHECKING

from emk_tui.face.talk import TO_MENU, Leave
from emk_tui.i18n import _, _l
from emk_tui.screens.entry import entry_of, place_of
from emk_tui.screens.told import blocked_words
from emk_tui.services.flows.asks import Cancelled, Say
from emk_tui.services.visit import Entry, Visit
from emk_tui.services.watch import Watch

if TYPE_CHECKING:
    from emk_tui.screens.dialogue import Dialogue
    from emk_tui.services.flows.submit import Created
    from emk_tui.services.presence import Presence
    from emk_tui.services.session import Session
    from emk_tui.services.wizard import Blocked, Move

STOPPED = _l("Остановлено, введённое сохранено.")
"""Somebody outside was not waited for."""


class Way:
    """Which conversation comes after which; how each is held is the dialogue's."""

    def __init__(self, talk: "Dialogue") -> None:
        self._talk = talk

    async def run(self, begin: Entry | None, visit: Visit) -> None:
        """Sign in, then work until the person leaves."""
        presence, at_once = visit.session, visit.in_wizard
        if presence is None:
            presence = await self._talk.again(
                lambda: visit.entered(self._entry(begin, visit))(self._talk.world)
            )
            at_once = visit.goes_on(begin)
        self._talk.app.guard.begin(Watch(presence))
        from emk_tui.services.actions import LOCK
        from emk_tui.services.session import Session

        chosen = await (
            self._owner(presence, at_once=at_once) if isinstance(presence, Session) else self._staff(presence)
        )
        if chosen == LOCK:
            self._talk.app.guard.lock()

    async def _owner(self, session: "Session", *, at_once: bool) -> str:
        """The owner's work until they leave the menu; what they left it for."""
        from emk_tui.services.actions import WIZARD

        await self._begin(session)
        while at_once or (chosen := await self._home(session)) == WIZARD:
            at_once = False
            await self._wizard(session)
        return chosen

    async def _staff(self, presence: "Presence") -> str:
        """The desk of one of the staff."""
        from emk_tui.services.flows.staff.desk import desk

        self._talk.at = "home"
        while True:
            try:
                return await self._talk.hold(desk(presence))
            except (Leave, Cancelled):
                continue

    def _entry(self, begin: Entry | None, visit: Visit) -> Entry:
        """Asked anew after «назад»: the store may be there by then."""
        self._talk.at = place_of(self._talk.world, begin, locked=visit.locked is not None)
        return entry_of(self._talk.world, begin, visit.locked)

    async def _begin(self, session: "Session") -> None:
        from emk_tui.face.saver import Saver
        from emk_tui.face.work import Work
        from emk_tui.services.flows.terms import enter

        self._talk.session = session
        await self._talk.desk.do(lambda: [len(one) for one in session.registries.directories.values()])
        saver = Saver(self._talk.desk, session, self._talk.told)
        self._talk.work = Work(session, self._talk.desk, saver, steps_on=not self._talk.app.plain)
        self._talk.at = "terms"
        await self._talk.again(lambda: enter(session))

    async def _home(self, session: "Session") -> str:
        from emk_tui.services.actions import WIZARD
        from emk_tui.services.flows.home import home

        while True:
            self._talk.at = "home"
            try:
                return await self._talk.hold(home(session))
            except Leave as leave:
                if await self._opened(session, leave.step):
                    return WIZARD
            except Cancelled:
                self._talk.said.append(Say(_(STOPPED)))

    async def _opened(self, session: "Session", step: int) -> bool:
        """Does the wizard begin at this step; else why not is said."""
        from emk_tui.services.wizard import Blocked

        if step <= 0 or await self._talk.desk.do(session.store.card) is not None:
            return False
        moved = session.wizard.goto(step)
        if isinstance(moved, Blocked):
            self._talk.said.append(Say("", moved.problems[0]))
            return False
        return True

    async def _wizard(self, session: "Session") -> None:
        """Step after step until the card is made, the consent refused or the person goes to the menu."""
        from emk_tui.services.flows.steps import step_flow
        from emk_tui.services.flows.submit import Created

        self._talk.app.mount_ahead(session.wizard.step.number)
        self._talk.app.settled()
        while True:
            self._talk.at = session.wizard.step.key
            try:
                outcome = await self._talk.hold(step_flow(session))
            except Leave as leave:
                if not self._left(session, leave):
                    return
                continue
            except Cancelled:
                self._talk.said.append(Say(_(STOPPED)))
                continue
            if isinstance(outcome, Created):
                await self._finish(session, outcome)
                return
            if self._refused(session, outcome):
                return

    def _refused(self, session: "Session", outcome: "Move | Blocked") -> bool:
        """Go on, or to the first problem; True where the wizard ends."""
        from emk_tui.services.wizard import Blocked

        self._talk.tells_all = False
        if not isinstance(outcome, Blocked):
            self._talk.app.mount_ahead(session.wizard.step.number)
            return False
        if not outcome.problems:
            self._talk.said.append(Say(_("Карта пока не оформлена, введённое сохранено.")))
            return False
        first = outcome.problems[0]
        if first.code == "CONSENT_REFUSED":
            return True
        self._talk.tells_all = True
        self._talk.said += blocked_words(outcome.problems)
        session.wizard.cursor = first.path
        return False

    def _left(self, session: "Session", leave: Leave) -> bool:
        """Another step, or False: back from the first one is the menu."""
        from emk_tui.services.wizard import Blocked

        wizard = session.wizard
        self._talk.tells_all = False
        if leave.step == TO_MENU or (not leave.step and wizard.step.number == 1):
            return False
        moved = wizard.goto(leave.step) if leave.step else wizard.back()
        if isinstance(moved, Blocked):
            self._talk.said.append(Say("", moved.problems[0]))
        elif self._talk.work is not None:
            self._talk.work.saver.moved()
        return True

    async def _finish(self, session: "Session", created: "Created") -> None:
        from emk_tui.services.flows.home import offer_paper

        self._talk.created, self._talk.at = created.card.number, "result"
        # a second Enter behind «Оформить» answers nothing that is asked after it
        self._talk.app.queue.forget()
        try:
            await self._talk.hold(offer_paper(session, created))
        except Leave:
            return
