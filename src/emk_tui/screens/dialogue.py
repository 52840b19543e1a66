"""One person at the full screen from sign-in to the card: holds the flows, puts their asks on screens."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from emk_tui.face.desk import Desk
from emk_tui.face.sizes import LOW
from emk_tui.face.talk import TO_MENU, Leave, hold
from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.screens.entry import Together
from emk_tui.screens.told import error_words, saved_words
from emk_tui.screens.way import Way
from emk_tui.services.flows.asks import (
    Ask,
    Back,
    Cancelled,
    Choice,
    Code,
    Confirm,
    Flow,
    Form,
    Input,
    Progress,
    Reply,
    Result,
    Reveal,
    Say,
    Wait,
)
from emk_tui.services.visit import Entry, Visit
from emk_tui.widgets.messages import MOST, fit

if TYPE_CHECKING:
    from emk_tui.app import EmkApp
    from emk_tui.face.work import Work
    from emk_tui.ports import Track
    from emk_tui.services.session import Session
    from emk_tui.widgets.form import RecordForm


MARGIN = 2
"""Cells at the sides of what is said."""


class Dialogue:
    """`busy` while no question is open: keys typed then are kept for the next one."""

    def __init__(self, app: "EmkApp") -> None:
        self.app, self.world = app, app.world
        self.desk = Desk()
        self.work: Work | None = None
        self.session: Session | None = None
        self.busy = True
        self.working = False
        """Is something being done that nobody can stop."""
        self.warmed = False
        self.at = "sign_in"
        """The screen of the present conversation."""
        self.at_menu = False
        """Is the menu itself asked, with nothing behind it."""
        self.tells_all = False
        """Show what stands against fields that nobody has visited yet."""
        self.created = ""
        self.saved: datetime | None = None
        self.unsaved: Fault | None = None
        """Why what was typed last is not saved."""
        self.together = Together()
        self.said: list[Say] = []
        """To be told with the next question."""
        self.typed: dict[str, str] = {}
        """Key of the last question → its answer, never a secret: a refused one stands there to be mended."""
        self._wanted, self._left_for = "", 0
        self._reply: asyncio.Future[Reply] | None = None
        self._waiting: asyncio.Task[object] | None = None

    # -- conversations

    async def run(self, begin: Entry | None, visit: Visit) -> None:
        """Sign in, then work until the person leaves."""
        await Way(self).run(begin, visit)

    async def hold(self, flow: Flow[Result]) -> Result:
        """A conversation; what was typed is saved first."""
        if self.work is not None:
            await self.work.saver.settle()
        return await hold(self.desk, flow, self.answer)

    async def again(self, make: Callable[[], Flow[Result]]) -> Result:
        """A conversation that «назад» begins anew, and so does who waits for nobody any more."""
        while True:
            try:
                return await self.hold(make())
            except (Leave, Cancelled):
                if not self.together.restarts:
                    self.said.append(Say(_("Начнём этот раздел сначала.")))

    # -- one question

    async def answer(self, ask: Ask) -> Reply:
        """The reply of the person."""
        match ask:
            case Say():
                self.said.append(ask)
                if self.session is not None:
                    self.session.note(ask.problem)
                return None
            case Progress():
                self.working = True
                self.app.face_screen.progress(ask.text)
                return None
            case Wait():
                return await self._wait(ask)
            case Reveal():
                screen = await self.app.go("reveal")
                await screen.reveal(ask)
                return None
            case Input() | Confirm() if (known := self.together.take(ask)) is not None:
                return known
            case Choice(key="home") if wanted := self._take_wanted(ask):
                return wanted
        return await self._ask(ask)

    async def _ask(self, ask: Ask) -> Reply:
        self.app.guard.asked()
        self.working = False
        said, self.said = self.said, []
        if not self._fit(said, ask):
            await self._read(said)
            said = []
        self.at_menu = isinstance(ask, Choice) and ask.key == "home"
        screen = await self.app.go(self._screen_of(ask))
        self._reply = asyncio.get_running_loop().create_future()
        if isinstance(ask, Input) and self.together.begins(self.at, ask):
            await self.together.show(screen, ask, said, self.reply)
        else:
            self.together.over()
            await screen.show(ask, said, self.reply)
        try:
            reply = await self._answered()
            self.typed = {ask.key: str(reply)} if isinstance(ask, Input) and not ask.field.secret else {}
            return reply
        finally:
            if self.work is not None:
                # the flow goes on with what was typed, wherever it goes
                await self.work.saver.settle()

    def _fit(self, said: list[Say], ask: Ask) -> bool:
        """Does what was said leave room for the question below it; columns need a page."""
        if any(one.compared for one in said):
            return False
        low = self.app.size.height < LOW
        if not (self.in_wizard or self.at == "home"):
            return len(said) <= MOST and not (said and low and self.at == "result")
        shown = self.app.screen_named(self._screen_of(ask)) if self.at == "home" else self.app.face_screen
        return fit(said, shown.room - MARGIN, low=low)

    async def _answered(self) -> Reply:
        """Open for keys until there is a reply."""
        assert self._reply is not None
        self._warm()
        self.busy = False
        self.app.queue.replay()
        try:
            return await self._reply
        finally:
            self.busy = True

    def _warm(self) -> None:
        """Load the store's modules on the desk while the first question is being answered."""
        if self.warmed or self.session is not None:
            return
        self.warmed = True

        def load() -> None:
            self.app.dress()
            self._warming = asyncio.ensure_future(self.desk.do(self.world.warm))

        # not before the first frame stands: imports would take its processor
        self.app.call_after_refresh(load)

    async def _read(self, said: list[Say]) -> None:
        """Many lines are a page of their own."""
        from emk_tui.widgets.reader import Reader

        screen = await self.app.go(self.at)
        self._reply = asyncio.get_running_loop().create_future()
        await screen.clear()
        screen.messages.show([])
        reader = Reader(said, self.reply)
        await screen.stage.mount(reader)
        screen.use(reader)
        await self._answered()

    async def _wait(self, ask: Wait) -> Reply:
        """Somebody outside is asked; Esc leaves, and what can be stopped is stopped then."""
        from emk_tui.ports import Stopped
        from emk_tui.screens.waiting import Waiting

        self._waiting = asyncio.ensure_future(self.desk.beside(ask.call))
        shown = Waiting(self.app, ask)
        shown.begin()
        self.app.face_screen.refresh_keys()
        try:
            return await self._waiting
        except asyncio.CancelledError:
            await self._stop(ask.track)
            here = asyncio.current_task()
            if here is not None and here.cancelling():
                # the program ends: nobody is there to ask anything more
                raise
            raise (Leave(self._left_for) if self._left_for else Cancelled()) from None
        except Stopped:
            raise Cancelled from None
        finally:
            shown.end()
            self._waiting, self._left_for = None, 0

    async def _stop(self, track: "Track | None") -> None:
        """Stop what works for this question, beside the keys; at once where the program ends meanwhile."""
        if track is None:
            return
        try:
            await self.desk.beside(track.stop)
        except asyncio.CancelledError:
            track.stop()
            raise

    def _screen_of(self, ask: Ask) -> str:
        """A code is asked on a screen of its own, what was revealed stays in sight, a form is at its step."""
        if isinstance(ask, Form):
            return ask.record.partition(".")[0]
        on_reveal = isinstance(ask, Input) and ask.key.startswith("recovery.")
        if on_reveal or (isinstance(ask, Code) and ask.key == "code.enrol"):
            return "reveal"
        return "code" if isinstance(ask, Code) else self.at

    def reply(self, reply: Reply) -> None:
        """The person answered; from here on keys wait for the next question."""
        if self._reply is not None and not self._reply.done():
            self.busy = True
            self._reply.set_result(reply)

    def leave(self, step: int) -> None:
        """Go to a step, with 0 one back; what waits for somebody outside is left."""
        if self._waiting is not None:
            self._left_for = step
            self._waiting.cancel()
        elif self._reply is not None and not self._reply.done():
            self.busy = True
            self._reply.set_exception(Leave(step) if step else Back())

    def want(self, action: str) -> None:
        """Go to the menu and do this there; what the menu does not offer leads to the menu itself."""
        self._wanted = action
        self.leave(TO_MENU)

    def _take_wanted(self, menu: Choice) -> str:
        wanted, self._wanted = self._wanted, ""
        return wanted if wanted in {option.key for option in menu.options} else ""

    # -- what screens ask

    @property
    def signed_in(self) -> bool:
        """Is the store open and the person through."""
        return self.work is not None

    @property
    def waits(self) -> bool:
        """Is somebody outside being asked."""
        return self._waiting is not None

    @property
    def in_wizard(self) -> bool:
        """Is a step of the wizard open."""
        from emk_tui.card.steps import BY_KEY

        return self.at in BY_KEY

    @property
    def can_go_back(self) -> bool:
        """Is there a way back from here."""
        return not self.at_menu or self.waits

    def next_wrong_step(self) -> int | None:
        """The next step with errors, while a step is open."""
        return self.session.wizard.next_wrong() if self.session is not None and self.in_wizard else None

    def state_words(self, form: "RecordForm | None") -> str:
        """«2 ошибки · сохранено 14:02»."""
        saved = _("не сохранено") if self.unsaved is not None else saved_words(self.saved)
        return " · ".join(filter(None, (error_words(len(form.problems) if form else 0), saved)))

    def told(self, saved: datetime | None, fault: Fault | None) -> None:
        """The saver's word: when it saved, or why it could not; taken back as soon as it can again."""
        before, self.unsaved = self.unsaved, fault
        if self.session is not None and fault is not None:
            self.session.note(fault.problem)
        if not self.app.is_running:
            return
        screen = self.app.face_screen
        if fault is not None or before is not None:
            screen.messages.show([Say("", fault.problem)] if fault is not None else [])
        if saved is not None:
            self.saved = saved
        screen.title_line.state = screen.state()
