"""Before the session: which conversation opens it, and which questions stand together on one screen."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from emk_tui.card.fields import Field
from emk_tui.services.flows.asks import Confirm, Input, Reply, Say
from emk_tui.services.visit import Entry
from emk_tui.services.world import World
from emk_tui.widgets.ask_form import AskForm

if TYPE_CHECKING:
    from emk_tui.screens.base import FaceScreen
    from emk_tui.services.handover import Handover


def place_of(world: World, begin: Entry | None, *, locked: bool = False) -> str:
    """The first screen: a locked session, sign-in where there is a store or a way in was given, sign-up."""
    if locked:
        return "locked"
    return "sign_in" if begin is not None or world.has_store() else "sign_up"


def entry_of(world: World, begin: Entry | None, locked: "Handover | None" = None) -> Entry:
    """The flow that belongs to it; imported when the conversation begins."""
    if locked is not None:
        from emk_tui.services.flows.unlock import unlock

        return lambda one: unlock(one, locked)
    if begin is not None:
        return begin
    if world.has_store():
        from emk_tui.services.flows.sign_in import sign_in

        return sign_in
    from emk_tui.services.flows.sign_up import sign_up

    return sign_up


Group = tuple[tuple[str, Field], ...]
"""Questions on one screen: key and field of each."""


def first_group(place: str) -> Group:
    """What a screen asks first; sign-in needs no section of the card for that."""
    from emk_tui.services.flows.questions import LOGIN, PASSWORD

    if place == "sign_up":
        return _account()
    return (("account.login", LOGIN), ("account.password", PASSWORD))


def group_of(place: str, ask: Input) -> Group:
    """The questions shown at once where this one is asked; the flow still asks one after the other."""
    if place not in ("sign_in", "sign_up", "locked"):
        return ()
    if ask.key in dict(first := first_group(place)):
        return first
    return anew if ask.key in dict(anew := _new_password()) else ()


def _account() -> Group:
    """A new account."""
    from emk_tui.card.sections.account import ACCOUNT
    from emk_tui.services.flows.questions import AGAIN, REPEAT

    fields = ACCOUNT.fields
    asked = {f"account.{name}": fields[name] for name in ("login", "password")}
    asked[f"account.password{AGAIN}"] = REPEAT
    return tuple((asked | {f"account.{name}": fields[name] for name in ("phone", "email")}).items())


def _new_password() -> Group:
    """After the recovery code."""
    from emk_tui.services.flows.questions import AGAIN, REPEAT
    from emk_tui.services.flows.sign_up import password_field

    key = "account.new_password"
    return ((key, password_field(key)), (f"{key}{AGAIN}", REPEAT))


class Together:
    """Answers given on one screen, handed to a flow that asks for them one by one."""

    def __init__(self) -> None:
        self._typed: dict[str, Reply] = {}
        self._given: dict[str, str] = {}
        """What the flow got of this group; a change of it begins the flow anew."""
        self._open: dict[str, str] = {}
        """What was typed and is no secret: still there when the same is asked again."""
        self._form: AskForm | None = None
        self.restarts = False
        """Was the flow left only to hand it changed answers."""

    def take(self, ask: Input | Confirm) -> Reply:
        """The answer that was given before the flow asked; None where it has to be asked."""
        if isinstance(ask, Confirm):
            return self._typed.pop(ask.key, None)
        if ask.problem is not None:
            return None
        known = self._typed.pop(ask.key, None)
        if known is not None:
            self._given[ask.key] = str(known)
        return known

    def decide(self, key: str, agreed: bool) -> None:
        """A question was answered with the text that it stands under."""
        self._typed[key] = agreed

    def begins(self, place: str, ask: Input) -> bool:
        """Does this question stand with others on this screen."""
        return bool(group_of(place, ask))

    def over(self) -> None:
        """Something else is asked: the secrets are wiped, the rest is remembered."""
        if self._form is not None:
            self._open |= self._form.open_texts
            self._form.forget_secrets()
        self._given.clear()
        self.restarts = False

    async def show(
        self, screen: "FaceScreen", ask: Input, said: list[Say], answered: Callable[[Reply], None]
    ) -> None:
        """All of them, with what was typed before; a problem stands at its row."""

        def done(texts: Mapping[str, str]) -> None:
            self._done(screen, ask, texts, answered)

        self.restarts = False
        left = self._form is not None and ask.problem is None
        form = self._form or screen.prepared
        if form is None or form.parent is not screen.stage or ask.key not in form.keys:
            self.over()
            await screen.clear()
            group = group_of(screen.face.dialogue.at, ask)
            today = screen.face.world.clock.today()
            self._form = form = AskForm(group, done, screen.told, today, self._open)
            await screen.stage.mount(form)
        else:
            self._form = form
            form.answers_to(done)
            if left:
                # what came of it was not waited for: the same rows again
                form.forget_secrets()
                form.start()
        screen.messages.show(said)
        if screen.part is not form:
            screen.use(form)
        if ask.problem is not None:
            form.refuse(ask.key, ask.problem)
        if screen.was_early:
            screen.was_early = False
            form.done()

    def _done(
        self, screen: "FaceScreen", ask: Input, texts: Mapping[str, str], answered: Callable[[Reply], None]
    ) -> None:
        """Answer this question, keep what comes after it; with an earlier answer changed, all anew."""
        keys = list(texts)
        here = keys.index(ask.key)
        if any(self._given.get(key, texts[key]) != texts[key] for key in keys[:here]):
            self._typed, self.restarts = dict(texts), True
            screen.face.dialogue.leave(0)
            return
        self._given[ask.key] = texts[ask.key]
        self._typed = {key: texts[key] for key in keys[here + 1 :]}
        answered(texts[ask.key])
