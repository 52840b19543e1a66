"""Ten thousand guesses through the flows: they change counters, sealed inbox and journal, nothing else."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import pytest
from sqlalchemy import inspect, text

from emk_tui.ports import CardStore, Fault
from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Ask, Choice, Code, Confirm, Flow, Input, Reply, Wait
from emk_tui.services.flows.sign_in import sign_in
from emk_tui.services.flows.unlock import unlock
from emk_tui.services.handover import Handover
from emk_tui.services.presence import Presence
from emk_tui.services.running import begin_session
from emk_tui.services.world import World
from tests.e2e.worlds import bytes_of
from tests.services.people import staffed_world
from tests.services.worlds import LOGIN, PASSWORD, Hands, Post, fill_to, make_store, opened

PIN = "407193826154"
COUNTED = ("attempts-", "store/attempts", "store/inbox/", "store/lock")
"""Files that a failure may touch: the two counters, the sealed inbox, the file that is locked."""
GROWS = {"journal", "inbox_taken", "store_meta"}
"""Tables that tell of failures once the owner signs in: entries, items that were taken, the head."""
Rows = dict[str, list[tuple[object, ...]]]


@dataclass
class Home:
    """A store with half a card, a PIN and staff; its recovery code."""

    world: World
    recovery: str
    handover: Handover
    rows: Rows
    files: dict[str, bytes]

    @property
    def clock(self) -> Hands:
        """Set by hand: a pause costs nothing."""
        assert isinstance(self.world.clock, Hands)
        return self.world.clock

    def now(self) -> dict[str, bytes]:
        """The files that no failure may touch."""
        return untouched(self.world.folder)


def untouched(folder: Path) -> dict[str, bytes]:
    """Every file but those of COUNTED."""
    return {name: data for name, data in bytes_of(folder).items() if not name.startswith(COUNTED)}


def rows_of(store: CardStore) -> Rows:
    """Every row of every table."""
    engine = store.engine  # type: ignore[attr-defined]
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        return {
            one: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{one}"'))] for one in tables
        }


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Made, filled up to the policy, closed."""
    world = staffed_world(tmp_path / "data", Hands(), Post())
    recovery = make_store(world)
    session = opened(world)
    fill_to(session, "policy")
    world.vault().set_pin(session.opened, PIN)
    begin_session(session)
    handover = Handover(LOGIN, session.token)
    rows = rows_of(session.opened)
    session.opened.close()
    return Home(world, recovery, handover, rows, untouched(world.folder))


class Enough(Exception):
    """So many guesses were made."""


class Left(Exception):
    """The guesser goes away and comes again."""


class Guesser:
    """Answers everything at random, near the truth as often as not; never with the truth itself."""

    def __init__(self, home: Home, most: int, seed: int = 7) -> None:
        self.home, self.most, self.rng = home, most, random.Random(seed)
        self.made: dict[str, int] = {}
        self._login = ""

    def __call__(self, ask: Ask) -> Reply:
        """A reply of the right kind."""
        if isinstance(ask, Wait):
            return ask.call()
        if isinstance(ask, Choice):
            return self.rng.choice(ask.options).key
        if isinstance(ask, Confirm):
            return self.rng.random() < 0.5
        if isinstance(ask, Code | Input):
            return self._guess(ask.key)
        return None

    def _guess(self, key: str) -> str:
        self.made[key] = self.made.get(key, 0) + 1
        if sum(self.made.values()) > self.most:
            raise Enough
        if self.rng.random() < 0.1:
            raise Left
        if key == "account.login":
            self._login = self.rng.choice((LOGIN, "registrar", "doctor", self._noise()))
            return self._login
        return self._other(self._truth(key))

    def _truth(self, key: str) -> str:
        if key == "account.recovery":
            return self.home.recovery
        return PIN if key == "unlock.pin" else PASSWORD

    def _other(self, truth: str) -> str:
        """Near: a sign more, less or other, another case; or noise."""
        place = self.rng.randrange(len(truth))
        near = (
            truth[:place] + truth[place + 1 :],
            truth[:place] + self.rng.choice("abcЯж0!9") + truth[place:],
            truth.swapcase(),
            truth[::-1],
            self._noise(),
        )
        guess = self.rng.choice(near)
        letters = "".join(filter(str.isalnum, guess.upper()))
        same = normalize("NFC", guess) == truth or letters == "".join(filter(str.isalnum, truth.upper()))
        return guess + "x" if same else guess

    def _noise(self) -> str:
        """Letters, digits and signs of any plane, quotes and wildcards among them."""
        signs = "'\"%_;--\\\x00\u202eЁёIl1O0яАa \t\U0001f600"
        return "".join(self.rng.choice(signs) for _sign in range(self.rng.randrange(1, 40)))


def guess(
    home: Home, most: int, conversation: Callable[[World], Flow[Presence]], minutes: int = 1500
) -> Guesser:
    """Conversation after conversation, a day apart where one was shut out; nobody ever gets in."""
    guesser = Guesser(home, most)
    while True:
        try:
            drive(conversation(home.world), guesser)
        except Enough:
            return guesser
        except Left:
            home.clock.on(minutes=minutes)
        except Fault as refused:
            assert refused.problem.code in ("LOCKED_OUT", "PIN_GONE"), refused.problem.code
            home.clock.on(minutes=minutes)
        else:
            pytest.fail("somebody got in")


def told_only(home: Home, allowed: set[str], *noted: str) -> Rows:
    """The owner signs in: what failures left is in tables that may grow, their former rows as before."""
    home.clock.on(days=2)
    session = opened(home.world)
    after = rows_of(session.opened)
    session.opened.close()
    for table, rows in home.rows.items():
        if table in GROWS - {"store_meta"}:
            assert after[table][: len(rows)] == rows, table
        elif table not in allowed:
            assert after[table] == rows, table
    heads = {row[0] for row in after["store_meta"] if row not in home.rows["store_meta"]}
    assert {str(one).partition(" ")[0] for one in heads} <= {"journal_head", *noted}
    return after


def test_guesses_at_the_door(home: Home) -> None:
    """Logins, passwords, recovery codes: every file but the counters is the same, byte for byte."""
    guesser = guess(home, 8000, sign_in)
    assert guesser.made["account.password"] > 200 and guesser.made["account.recovery"] > 600
    assert home.now() == home.files
    waiting = [name for name in bytes_of(home.world.folder) if name.startswith("store/inbox/")]
    assert 0 < len(waiting) <= 200, "the inbox is bounded"
    after = told_only(home, GROWS)
    added = after["journal"][len(home.rows["journal"]) :]
    assert {row[4] for row in added} == {"неудачный вход"} and len(added) == len(waiting)
    assert not [row for row in added if PASSWORD in str(row) or home.recovery in str(row)]


def test_guesses_at_the_curtain(home: Home) -> None:
    """PIN and password of a locked session: the PIN is gone after five, the session stays shut."""
    guesser = guess(home, 1000, lambda world: unlock(world, home.handover))
    assert guesser.made["unlock.password"] > 50 and guesser.made["unlock.pin"] >= 5
    changed = {name for name, data in home.now().items() if home.files.get(name) != data}
    assert changed == {"keyring-of-demonstration.json"}, "the half of the PIN that the key store held"
    # the slot of the PIN goes at the next opening
    told_only(home, GROWS, "keys_revision")
    # the PIN itself opens nothing any more
    with pytest.raises(Fault, match="PIN_GONE"):
        home.world.vault().open_with_pin(PIN)


def test_guesses_at_the_second_factor(home: Home) -> None:
    """Who has the password guesses codes: tries are counted in the account, pauses grow, nobody gets in."""
    codes = Codes(home, 1000)
    with pytest.raises(Enough):
        drive(sign_in(home.world), codes)
    assert codes.paused > 20
    home.clock.on(days=2)
    after = told_only(home, GROWS | {"account"})
    before = {row[0]: row for row in home.rows["account"]}
    for row in after["account"]:
        differ = [place for place, one in enumerate(row) if one != before[row[0]][place]]
        assert len(differ) <= 3, "count, pauses and their end"
    deeds = {row[4] for row in after["journal"][len(home.rows["journal"]) :]}
    assert deeds <= {"код не подошёл", "неудачный вход", "запасной код не подошёл", "код принят"}


class Codes(Guesser):
    """Knows login and password; the codes are random, at any moment of the next months."""

    def __init__(self, home: Home, most: int) -> None:
        super().__init__(home, most)
        self.paused = 0

    def __call__(self, ask: Ask) -> Reply:
        """The truth at the door, noise behind it."""
        found = getattr(ask, "problem", None)
        self.paused += found is not None and found.code in ("APP_PAUSE", "CODE_PAUSE")
        if isinstance(ask, Choice) and ask.key == "code.channel":
            return self.rng.choice(ask.options).key
        return super().__call__(ask)

    def _guess(self, key: str) -> str:
        if key in ("account.login", "account.password"):
            return LOGIN if key == "account.login" else PASSWORD
        self.made[key] = self.made.get(key, 0) + 1
        if sum(self.made.values()) > self.most:
            raise Enough
        self.home.clock.on(seconds=self.rng.randrange(1, 90))
        return self.rng.choice((f"{self.rng.randrange(10**6):06}", self._noise()[:6], "resend"))
