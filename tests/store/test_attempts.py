"""Counters of failed sign-ins: pauses, locks, terminals, and what may be deleted or put back (R190, K23)."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.ports import Fault
from emk_tui.store import counters, keyfile
from emk_tui.store.attempts import KNOWN, Attempts, pause, step
from emk_tui.store.counters import Count, Counters
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, NOW, PASSWORD, Hands

STORE = "ab" * 16
HOME, AWAY, FURTHER = "pts", "ssh 192.0.2.7", "ssh 198.51.100.9"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder of a store of its own in the data folder."""
    (tmp_path / "store").mkdir()
    return tmp_path / "store"


def at(place: Path, hands: Hands, terminal: str = HOME) -> Attempts:
    """The counters as seen from a terminal."""
    return Attempts(place, STORE, hands, terminal)


def fail(attempts: Attempts, hands: Hands, times: int, account: str = "") -> None:
    """So many failures, each after its pause."""
    for _ in range(times):
        hands.sleep(attempts.wait())
        attempts.begin(account)


def code_of(attempts: Attempts, account: str = "") -> str:
    """What the next try is told: empty where it counts."""
    try:
        attempts.begin(account)
    except Fault as fault:
        return fault.problem.code
    return ""


@pytest.mark.parametrize(("failures", "seconds"), [(1, 1), (2, 2), (3, 4), (4, 8)])
def test_pauses_grow_before_the_lock(place: Path, hands: Hands, failures: int, seconds: int) -> None:
    attempts = at(place, hands)
    fail(attempts, hands, failures)
    before = (place / "attempts.json").read_bytes()
    for waited in range(seconds):
        assert attempts.wait() == seconds - waited
        with pytest.raises(Fault) as fault:
            attempts.begin()
        assert (fault.value.problem.code, fault.value.exit_code) == ("TOO_EARLY", 3)
        assert f"через {seconds - waited} с." in fault.value.problem.text
        hands.sleep(1)
    assert (place / "attempts.json").read_bytes() == before
    assert attempts.wait() == 0
    assert attempts.begin() == 5 - failures - 1


@pytest.mark.parametrize(
    ("number", "minutes"), [(0, 15), (1, 15), (2, 30), (3, 60), (7, 960), (8, 1440), (10**6, 1440)]
)
def test_locks_double_up_to_a_day(number: int, minutes: int) -> None:
    assert pause(number) == timedelta(minutes=minutes)


def test_a_lock_counts_nothing_and_ends(place: Path, hands: Hands) -> None:
    attempts = at(place, hands)
    fail(attempts, hands, 5)
    before = (place / "attempts.json").read_bytes()
    assert (code_of(attempts), attempts.wait()) == ("LOCKED_OUT", 0)
    assert (place / "attempts.json").read_bytes() == before
    hands.sleep(15 * 60)
    assert attempts.begin() == 4


@pytest.mark.parametrize("failures", [1, 4, 5])
def test_a_clock_set_back_makes_nobody_wait_longer(place: Path, hands: Hands, failures: int) -> None:
    attempts = at(place, hands)
    hands.sleep(10 * 365 * 24 * 3600)
    fail(attempts, hands, failures)
    hands.moment = NOW
    longest = step(failures) if failures < 5 else pause(1)
    assert attempts.wait() <= longest.total_seconds()
    assert code_of(attempts) == ("TOO_EARLY" if failures < 5 else "LOCKED_OUT")
    hands.moment += longest
    assert code_of(attempts) == ""


def test_a_stranger_elsewhere_never_locks_the_owner_out(place: Path, hands: Hands) -> None:
    home, away = at(place, hands), at(place, hands, AWAY)
    home.begin()
    home.succeed()
    fail(away, hands, 5)
    assert code_of(away) == "LOCKED_OUT"
    assert code_of(at(place, hands, FURTHER)) == "LOCKED_OUT", "no fresh tries at another terminal"
    assert (home.wait(), home.begin()) == (0, 4)
    home.succeed()
    assert code_of(away) == "LOCKED_OUT", "the owner's success gives a stranger no fresh tries"


def test_failures_at_home_lock_only_there(place: Path, hands: Hands) -> None:
    home, away = at(place, hands), at(place, hands, AWAY)
    home.begin()
    home.succeed()
    fail(home, hands, 5)
    assert (code_of(home), away.begin()) == ("LOCKED_OUT", 4)
    away.succeed()
    assert code_of(home) == "LOCKED_OUT"
    away.succeed(everywhere=True)
    assert home.begin() == 4


def test_a_success_at_a_new_terminal_forgets_what_was_counted_there(place: Path, hands: Hands) -> None:
    away = at(place, hands, AWAY)
    fail(away, hands, 3)
    hands.sleep(away.wait())
    away.begin()
    away.succeed()
    assert (away.begin(), at(place, hands, FURTHER).begin()) == (4, 4)


def test_accounts_are_counted_apart(place: Path, hands: Hands) -> None:
    home = at(place, hands)
    fail(home, hands, 5)
    assert (code_of(home), home.begin("00ff")) == ("LOCKED_OUT", 4)


def test_known_terminals_are_few_and_their_counters_go_with_them(place: Path, hands: Hands) -> None:
    for number in range(KNOWN + 4):
        attempts = at(place, hands, f"ssh 192.0.2.{number}")
        attempts.begin()
        attempts.succeed()
        hands.sleep(attempts.wait())
        attempts.begin()
        hands.sleep(8)
    kept = counters.load((place / "attempts.json").read_bytes(), STORE)
    assert (len(kept.known[""]), len(kept.counts)) == (KNOWN, KNOWN)


def test_no_terminal_stands_in_clear(place: Path, hands: Hands) -> None:
    attempts = at(place, hands, AWAY)
    attempts.begin()
    attempts.succeed()
    for path in (place / "attempts.json", counters.outside(place, STORE)):
        assert b"192.0.2" not in path.read_bytes()
        assert os.name != "posix" or path.stat().st_mode & 0o777 == 0o600


SPOILT = (None, b"", b"{", b"[" * 5000, b"\xff", b"{}", b'{"store": 1}', b"x" * 100_000)


@pytest.mark.parametrize("content", SPOILT)
@pytest.mark.parametrize("inside", [True, False])
def test_one_lost_copy_changes_nothing(
    place: Path, hands: Hands, content: bytes | None, inside: bool
) -> None:  # fmt: skip
    attempts = at(place, hands)
    fail(attempts, hands, 5)
    path = place / "attempts.json" if inside else counters.outside(place, STORE)
    whole = path.read_bytes()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert code_of(attempts) == "LOCKED_OUT"
    assert path.read_bytes() == whole, "it is written again"


def test_an_older_copy_put_back_changes_nothing(place: Path, hands: Hands) -> None:
    attempts = at(place, hands)
    fail(attempts, hands, 1)
    older = (place / "attempts.json").read_bytes()
    fail(attempts, hands, 4)
    (place / "attempts.json").write_bytes(older)
    assert code_of(attempts) == "LOCKED_OUT"


def test_the_copy_outside_may_fail(place: Path, hands: Hands) -> None:
    attempts = at(place, hands)
    counters.outside(place, STORE).mkdir()
    fail(attempts, hands, 5)
    assert code_of(attempts) == "LOCKED_OUT"


@pytest.mark.skipif(os.name != "posix", reason="pipes and links of POSIX")
def test_a_pipe_or_a_link_in_its_place_holds_nobody_up(place: Path, hands: Hands) -> None:
    attempts = at(place, hands)
    os.mkfifo(counters.outside(place, STORE))
    os.symlink(place / "attempts.json", place / "attempts.json")
    fail(attempts, hands, 5)
    assert code_of(attempts) == "LOCKED_OUT"


def test_counters_of_another_store_are_not_ours(place: Path, hands: Hands) -> None:
    fail(at(place, hands), hands, 5)
    assert Attempts(place, "cd" * 16, hands, HOME).begin() == 4
    assert code_of(at(place, hands)) == "LOCKED_OUT", "the copy outside has the name of its store"


words = st.text(max_size=8)
moments = st.datetimes().map(lambda one: one.replace(tzinfo=NOW.tzinfo).isoformat()) | st.just("")
numbers = st.integers(0, 2**53 - 1)


@given(
    st.builds(
        Counters,
        numbers,
        st.dictionaries(words, st.builds(Count, numbers, numbers, moments)),
        st.dictionaries(words, st.lists(words).map(tuple)),
        numbers,
    )
)
def test_counters_read_back(kept: Counters) -> None:
    assert counters.load(counters.dump(kept, STORE), STORE) == kept


SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(("number", "pin", "counts", "known")), SHAPES))
def test_any_other_shape_is_refused(body: dict[str, object]) -> None:
    whole = {"store": STORE, "number": 1, "pin": 0, "counts": {}, "known": {}} | body
    try:
        found = counters.load(json.dumps(whole).encode(), STORE)
    except ValueError:
        return
    assert isinstance(found, Counters)


@given(numbers, numbers, moments)
def test_whatever_stands_there_a_try_is_told_something(failed: int, locks: int, until: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        place, hands = Path(folder) / "store", Hands()
        place.mkdir()
        kept = Counters(1, {"/": Count(failed, locks, until)})
        (place / "attempts.json").write_bytes(counters.dump(kept, STORE))
        attempts = at(place, hands)
        assert 0 <= attempts.wait() <= 24 * 3600
        assert code_of(attempts) in ("", "TOO_EARLY", "LOCKED_OUT")


FILES = ("keys.json", "emk.db", "anchor.json", "lock", "attempts.json", "outside", "journal outside")


@pytest.mark.parametrize("name", FILES)
def test_no_single_deleted_file_saves_a_fifth_try(tmp_path: Path, hands: Hands, name: str) -> None:
    place = tmp_path / "store"
    vault = FileVault(place, "demo", clock=hands, kdf=CHEAP)
    vault.create(ACCOUNT, PASSWORD)[0].close()
    for _ in range(4):
        hands.sleep(vault.delay())
        with pytest.raises(Fault, match="SIGN_IN_REFUSED"):
            vault.open("мария", "не тот")
    store = keyfile.peek(place)[0]
    others = {
        "outside": counters.outside(place, store),
        "journal outside": tmp_path / f"journal-{store[:12]}.json",
    }
    path = others.get(name, place / name)
    content = path.read_bytes()
    path.unlink()
    hands.sleep(8)
    with pytest.raises(Fault) as fault:
        vault.open("мария", "не тот")
    if name in ("keys.json", "emk.db"):
        assert fault.value.problem.code == {"keys.json": "KEYS_MISSING", "emk.db": "STORE_DAMAGED"}[name]
        path.write_bytes(content)
        with pytest.raises(Fault) as fault:
            vault.open("мария", "не тот")
    assert fault.value.problem.code == "LOCKED_OUT"
    with pytest.raises(Fault, match="LOCKED_OUT"):
        vault.open("мария", PASSWORD)


def test_the_owners_own_terminal_stays_open(tmp_path: Path, hands: Hands) -> None:
    home, away, further = (
        FileVault(tmp_path / "store", "demo", clock=hands, kdf=CHEAP, terminal=name)
        for name in (HOME, AWAY, FURTHER)
    )
    home.create(ACCOUNT, PASSWORD)[0].close()
    for number in range(5):
        hands.sleep(away.delay())
        with pytest.raises(Fault, match="LOCKED_OUT" if number == 4 else "SIGN_IN_REFUSED"):
            away.open("мария", "не тот")
    with pytest.raises(Fault, match="LOCKED_OUT"):
        further.open("мария", PASSWORD)
    assert home.delay() == 0
    home.open("мария", PASSWORD).close()
    with pytest.raises(Fault, match="LOCKED_OUT"):
        away.open("мария", PASSWORD)


def test_a_restored_copy_brings_no_fresh_tries(tmp_path: Path, hands: Hands) -> None:
    vault = FileVault(tmp_path / "store", "demo", clock=hands, kdf=CHEAP)
    store, _code = vault.create(ACCOUNT, PASSWORD)
    store.backup(str(tmp_path / "copy.emk"))
    store.close()
    for number in range(5):
        hands.sleep(vault.delay())
        with pytest.raises(Fault, match="LOCKED_OUT" if number == 4 else "SIGN_IN_REFUSED"):
            vault.open("мария", "не тот")
    counters.outside(tmp_path / "store", keyfile.peek(tmp_path / "store")[0]).unlink()
    vault.restore(str(tmp_path / "copy.emk"))
    with pytest.raises(Fault, match="LOCKED_OUT"):
        vault.open("мария", PASSWORD)
    hands.sleep(15 * 60)
    store = vault.open("мария", PASSWORD)
    assert [entry.action for entry in store.journal()].count("неудачный вход") == 5
    store.close()
