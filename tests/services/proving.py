"""Proving a person in tests: codes of any time, the conversation and what it is left with."""

import re
from dataclasses import replace
from datetime import timedelta

from emk_tui.services.codes import totp_now
from emk_tui.services.flows.asks import Ask, Cancelled
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.session import Session
from tests.services.worlds import NOW, SECRET, Answers, Hands, Talk, held, hold

KEY = "code.проба"


def at(seconds: int) -> str:
    """The code of the authenticator so many seconds from now."""
    return totp_now(SECRET, NOW + timedelta(seconds=seconds))


FAR = [at(7200), at(7230), at(7260)]
"""Codes of no time that is looked for."""


def prove(session: Session, channel: object, *replies: object, **more: object) -> tuple[str, Talk]:
    """Confirm over this channel; the channel that it was proven by, and what was asked."""
    keyed = {name.replace("__", "."): one for name, one in more.items()}
    answers: Answers = {"code.channel": channel, KEY: list(replies), **keyed}
    return hold(confirm_person(session, "проба", fresh=True), answers)


def shows_no_code(session: Session) -> None:
    """A real world: what the application shows is not told beside the question."""
    session.world = replace(session.world, kind="real")


def leaves(ask: Ask) -> str:
    """The person leaves here."""
    raise Cancelled


def shown_now(hands: Hands) -> object:
    """Types what the application shows at this moment."""
    return lambda ask: totp_now(SECRET, hands.now())


def hold_with(talk: Talk, session: Session) -> str:
    """Hold the conversation with this talk, to look at it where the conversation is left."""
    return held(confirm_person(session, "проба", fresh=True), talk)


def without_digests(dump: str) -> str:
    """A dump without its long hexadecimal values: six digits may stand in those by chance."""
    return "\n".join(line for line in dump.splitlines() if not re.fullmatch("[0-9a-f]{32,}", line))
