"""Before the session: which conversation opens it, and which questions stand together on one screen."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from emk_tui.card.fields import Field
from emk_tui.services.flows.asks import Flow, Input, Reply, Say
from emk_tui.services.world import World
from emk_tui.widgets.ask_form import AskForm

if TYPE_CHECKING:
    from emk_tui.screens.base import FaceScreen
    from emk_tui.services.session import Session

Entry = Callable[[World], Flow["Session"]]
"""A flow that ends signed in."""


def entry_of(world: World, begin: Entry | None) -> tuple[str, Entry]:
    """Screen and flow: what was given, sign-in where there is a store, else sign-up."""
    if begin is not None:
        return "sign_in", begin
    if world.has_store():
        from emk_tui.services.flows.sign_in import sign_in

        return "sign_in", sign_in
    from emk_tui.services.flows.sign_up import sign_up

    return "sign_up", sign_up


def group_of(place: str, ask: Input) -> tuple[tuple[str, Field], ...]:
    """The questions that are shown at once where this one is asked; the flow still asks one after the other."""
    from emk_tui.card.sections.account import ACCOUNT
    from emk_tui.services.flows.questions import LOGIN, PASSWORD, REPEAT

    account = ACCOUNT.fields
    groups = {
        "sign_in": (("account.login", LOGIN), ("account.password", PASSWORD)),
        "sign_up": (
            ("account.login", account["login"]),
            ("account.password", account["password"]),
            ("account.password.again", REPEAT),
            ("account.phone", account["phone"]),
            ("account.email", account["email"]),
        ),
    }
    group = groups.get(place, ())
    return group if ask.key in dict(group) else ()


class Together:
    """Answers typed on one screen, given to a flow that asks for them one by one."""

    def __init__(self) -> None:
        self._typed: dict[str, str] = {}
        self._form: AskForm | None = None

    def take(self, ask: Input) -> str | None:
        """The answer that was typed before the flow asked; None where it has to be asked."""
        return self._typed.pop(ask.key, None) if ask.problem is None else None

    def begins(self, place: str, ask: Input) -> bool:
        """Does this question stand with others on this screen."""
        return bool(group_of(place, ask))

    async def show(
        self, screen: "FaceScreen", ask: Input, said: list[Say], answered: Callable[[Reply], None]
    ) -> None:
        """All of them, with what was typed before; a problem stands at its row."""

        def done(texts: Mapping[str, str]) -> None:
            self._typed = {key: text for key, text in texts.items() if key != ask.key}
            answered(texts[ask.key])

        if self._form is None or self._form.parent is not screen.stage:
            await screen.clear()
            group = group_of(screen.face.dialogue.at, ask)
            self._form = AskForm(group, done, screen.told, screen.face.world.clock.today())
            await screen.stage.mount(self._form)
        else:
            self._form.answers_to(done)
        screen.messages.show(said)
        screen.use(self._form)
        if ask.problem is not None:
            self._form.refuse(ask.key, ask.problem)
