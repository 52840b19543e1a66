"""Somebody signed in, owner or staff: the store as they may use it, their account, the age of their code."""

from datetime import datetime, timedelta

from emk_tui.card.problems import ERROR, Problem
from emk_tui.ports import Account, CardStore, Change, Event, Fault, Role
from emk_tui.services.access import has_access
from emk_tui.services.guard import guarded
from emk_tui.services.limits import Limits
from emk_tui.services.rights import Facts, Need, Right, need_of, why_not
from emk_tui.services.world import World

STEP_UP = timedelta(minutes=5)
"""How long a code answers for later confirmations (K27)."""


class Presence:
    """What a conversation after sign-in needs; `opened` is the store itself, for services that have asked."""

    def __init__(self, world: World, opened: CardStore) -> None:
        self.world, self.opened = world, opened
        self.store = guarded(opened, self.require)
        account = opened.account()
        self.role = Role(account.role)
        self.verified_at: datetime | None = None
        self.tried: set[str] = set()
        """Notices that were tried in this stay: nobody is kept waiting for the same one twice."""
        self.greeted = False
        """Was it told who signed in."""
        self.last_error = ""
        """What went wrong last in this stay, for support (R178)."""
        self.token = ""
        """Proves to a locked program that it is this very session (services/running.py)."""
        self.limits = Limits.starting(world.clock.now(), account.idle_minutes, world.idle_at_most)

    @property
    def is_owner(self) -> bool:
        """Is it the owner, with a card of their own."""
        return self.role is Role.CITIZEN

    @property
    def account(self) -> Account:
        """Who signed in, as kept now."""
        return self.opened.account()

    def note(self, found: Problem | None) -> None:
        """What was told as wrong: the last of it is what support asks for (R178)."""
        if found is not None and found.level == ERROR:
            self.last_error = f"{found.code}, {found.text}"

    # -- rights

    def why_not(self, right: Right) -> Problem | None:
        """What stands against this right now."""
        return why_not(self.role, right, self._facts(right))

    def may(self, right: Right) -> bool:
        """Is it allowed now."""
        return self.why_not(right) is None

    def require(self, *rights: Right) -> None:
        """Fault NOT_ALLOWED, ACCOUNT_NOT_CONFIRMED or NO_ACCESS (exit code 3) unless one of them is there."""
        against = [self.why_not(right) for right in rights]
        first = against[0]
        if first is not None and all(one is not None for one in against):
            raise Fault.of(first, 3)

    def _facts(self, right: Right) -> Facts:
        """Only what this right needs is looked up: typing asks for one that needs nothing."""
        match need_of(self.role, right):
            case Need.CONFIRMED:
                return Facts(confirmed=bool(self.account.confirmed_basis))
            case Need.ACCESS:
                access = has_access(self.opened, self.account)
                # why not is looked up only where there is none: the card is read once
                return Facts(access=access, card=access or self.opened.card() is not None)
        return Facts()

    # -- the second factor

    def verified(self) -> None:
        """A code was right just now."""
        self.verified_at = self.world.clock.now()

    def needs_code(self) -> bool:
        """Is the last code older than the window (K27)."""
        return self.verified_at is None or self.world.clock.now() - self.verified_at > STEP_UP

    def record(self, action: str, subject: str = "", *changes: Change) -> Event:
        """An event of the journal at this moment."""
        return Event(action, subject, changes, self.world.clock.now())
