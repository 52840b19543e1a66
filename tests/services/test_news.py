"""What is told of an account since its last sign-in, to whom it concerns and to nobody else."""

from dataclasses import replace

import pytest

from emk_tui.ports import Account, Fault, JournalEntry, Role, Video
from emk_tui.services.flows.sign_in import sign_in
from emk_tui.services.news import decision_words
from emk_tui.services.world import World
from tests.services.people import NAMES
from tests.services.worlds import LOGIN, NOW, PASSWORD, Hands, hold

REGISTRAR = NAMES["registrar"]


def fails(world: World, hands: Hands, login: str) -> None:
    """A wrong password for this login."""
    with pytest.raises(Fault):
        world.vault().open(login, "мимо")
    hands.on(minutes=20)


def told(world: World, login: str) -> list[str]:
    """What this one is told at the next sign-in of failures."""
    answers = {"account.login": login, "account.password": PASSWORD, "code.channel": "app"}
    presence, talk = hold(sign_in(world), answers)
    presence.opened.close()
    return [text for text in talk.said if "неудачных" in text]


@pytest.mark.parametrize(
    ("tried", "told_to"),
    [(LOGIN, LOGIN), ("никто", LOGIN), ("doctor", "doctor"), ("registrar", "registrar")],
)
def test_failures_are_told_to_whose_they_are(clinic: World, hands: Hands, tried: str, told_to: str) -> None:
    """R190: whoever signs in first in between, takes nothing away and learns nothing."""
    fails(clinic, hands, tried)
    for login in ("doctor2", "doctor", LOGIN, "registrar"):
        expected = ["С прошлого входа неудачных попыток: 1, последняя 02.03.2026 10:00."]
        assert told(clinic, login) == (expected if login == told_to else []), login
        hands.on(minutes=1)
    assert told(clinic, told_to) == []


def test_a_failure_before_the_last_sign_in_is_told_no_more(clinic: World, hands: Hands) -> None:
    """Counted anew after each, for each of them."""
    fails(clinic, hands, "doctor")
    assert len(told(clinic, "doctor")) == 1
    fails(clinic, hands, "doctor")
    fails(clinic, hands, "doctor")
    assert "попыток: 2," in told(clinic, "doctor")[0]


CONFIRMED = Account(
    LOGIN, video=Video.PASSED, video_by=REGISTRAR, video_at=NOW, confirmed_basis="подтверждено оператором"
)
PASSED = f"Видеоверификация пройдена, {REGISTRAR}, 02.03.2026 10:00. Личность подтверждена."
REFUSED = replace(CONFIRMED, video=Video.REFUSED, video_reason="снимок нечёткий")


def at(seconds: int) -> JournalEntry:
    """A sign-in so many seconds after the decision."""
    from datetime import timedelta

    return JournalEntry(7, NOW + timedelta(seconds=seconds), LOGIN, "вход", "")


@pytest.mark.parametrize(
    ("account", "last", "words"),
    [
        (
            CONFIRMED,
            at(-1),
            f"Видеоверификация пройдена, {REGISTRAR}, 02.03.2026 10:00. Личность подтверждена.",
        ),
        (
            CONFIRMED,
            None,
            f"Видеоверификация пройдена, {REGISTRAR}, 02.03.2026 10:00. Личность подтверждена.",
        ),
        (CONFIRMED, at(0), ""),
        (CONFIRMED, at(60), ""),
        (REFUSED, at(-1), f"Видеоверификация отклонена, {REGISTRAR}, 02.03.2026 10:00: снимок нечёткий."),
        # told with the form that is to be filled in again
        (replace(REFUSED, confirmed_basis=""), at(-1), ""),
        (replace(CONFIRMED, video=Video.WAITING), at(-1), ""),
        (Account(LOGIN, role=Role.CITIZEN), at(-1), ""),
    ],
)
def test_the_decision_of_an_operator(account: Account, last: JournalEntry | None, words: str) -> None:
    """R6: once, at the first sign-in behind it."""
    assert decision_words(account, last) == words
