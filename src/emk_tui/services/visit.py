"""One person's stay in the program, whichever face shows it, and the words it ends with."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from emk_tui.card.problems import problem
from emk_tui.i18n import _
from emk_tui.services.flows.asks import Flow
from emk_tui.services.world import World

if TYPE_CHECKING:
    from emk_tui.services.handover import Handover
    from emk_tui.services.presence import Presence

Entry = Callable[[World], Flow["Presence"]]
"""A flow that ends signed in."""


class Next(Enum):
    """A face ended, the program does not."""

    OTHER_FACE = "other face"
    LOCKED = "locked"


class Visit:
    """What one face hands to the other: the open session, the place, the card made meanwhile."""

    def __init__(
        self, session: "Presence | None" = None, *, in_wizard: bool = False, locked: "Handover | None" = None
    ) -> None:
        self.session = session
        self.locked = locked
        """The session that was locked and is to go on; None once it does."""
        self.in_wizard = in_wizard
        """Was a step of the wizard open, or the menu."""
        self.created = ""
        """The number of a card made in this stay."""

    def entered(self, entry: Entry) -> Entry:
        """The same conversation; its session is held from the moment it is open."""

        def flow(world: World) -> Flow["Presence"]:
            self.session = yield from entry(world)
            return self.session

        return flow

    def goes_on(self, begin: Entry | None) -> bool:
        """After the sign-in: does the wizard open at once; a locked session where it was."""
        if self.locked is None:
            return begin is not None
        self.in_wizard, self.locked = self.locked.in_wizard, None
        return self.in_wizard

    def handover(self, *, linear: bool) -> "Handover | None":
        """What the locked program needs to go on; None where nobody was signed in."""
        from emk_tui.services.handover import Handover

        if self.session is None:
            return None
        session = self.session
        return Handover(
            session.account.login, session.token, session.is_owner, in_wizard=self.in_wizard, linear=linear
        )

    def close(self, *, goes_on: bool = False) -> None:
        """Close the store if it is open; a session that is locked goes on elsewhere."""
        if self.session is None:
            return
        session, self.session = self.session, None
        if goes_on:
            session.opened.close()
        else:
            from emk_tui.services.running import leave

            leave(session)

    # -- last words

    def stopped(self, world: World) -> str:
        """The person left."""
        if self.created:
            return _("Карта {number} создана. До свидания.").format(number=self.created)
        if self.session is None:
            return self._truth(world, _("До свидания."))
        return _("Всё сохранено, продолжить можно в любой день. До свидания.")

    def interrupted(self, world: World) -> str:
        """A signal, or the terminal is gone."""
        return problem("INTERRUPTED").text if self.session else self._truth(world, _("Остановлено."))

    def input_closed(self, world: World) -> str:
        """No more answers will come."""
        return problem("INPUT_CLOSED").text if self.session else self._truth(world, _("Ввод закрыт."))

    def _truth(self, world: World, word: str) -> str:
        """Nothing is kept before there is a store."""
        if world.has_store():
            return word
        return _("{word} Учётная запись не создана, ничего не сохранено.").format(word=word)
