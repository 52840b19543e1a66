"""Failed sign-ins reach the journal: at the next opening, once, without what was typed."""

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.ports import FAILED, Account, Event, Fault, Role
from emk_tui.store import failures, inbox, keyfile, keys, sealing
from emk_tui.store.doors import staff_id
from emk_tui.store.failures import Failure
from emk_tui.store.inbox import BadItem, Bounds
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, NOW, PASSWORD, Hands

TYPED = "Чужое слово 8271"


@pytest.fixture
def closed(vault: FileVault) -> FileVault:
    """A store that was made and closed."""
    vault.create(ACCOUNT, PASSWORD)[0].close()
    return vault


def refused(vault: FileVault, hands: Hands, times: int = 1) -> None:
    """So many wrong passwords, each after its pause."""
    for _ in range(times):
        hands.sleep(vault.delay())
        with pytest.raises(Fault):
            vault.open("мария", TYPED)


def told(vault: FileVault, hands: Hands) -> list[tuple[str, str, str]]:
    """What the journal says of failures after a right sign-in: when, who, what."""
    hands.sleep(vault.delay())
    store = vault.open("мария", PASSWORD)
    assert store.verify_journal().ok
    found = [
        (f"{one.at:%H:%M:%S}", one.actor, one.subject.rpartition(",")[0] or one.subject)
        for one in store.journal()
        if one.action in (FAILED, failures.ASIDE)
    ]
    store.close()
    return found


def test_each_counted_failure_is_told_once(closed: FileVault, place: Path, hands: Hands) -> None:
    refused(closed, hands)
    with pytest.raises(Fault, match="TOO_EARLY"):
        closed.open("мария", TYPED)
    hands.sleep(60)
    with pytest.raises(Fault, match="RECOVERY_REFUSED"):
        closed.open_with_recovery(TYPED)
    for path in place.rglob("*"):
        assert not path.is_file() or not any(one.encode() in path.read_bytes() for one in (TYPED, "REFUSED"))
    assert told(closed, hands) == [
        ("10:00:00", "неизвестно", "пароль"),
        ("10:01:00", "неизвестно", "код восстановления"),
    ]
    assert inbox.items(place) == []
    assert len(told(closed, hands)) == 2


def test_a_lock_is_told_and_a_refusal_during_it_is_not(closed: FileVault, hands: Hands) -> None:
    refused(closed, hands, 5)
    for _ in range(3):
        with pytest.raises(Fault, match="LOCKED_OUT"):
            closed.open("мария", TYPED)
    hands.sleep(3600)
    assert [what for _at, _who, what in told(closed, hands)] == [
        *["пароль"] * 4, "пароль, вход закрыт на время",
    ]  # fmt: skip


def test_a_kill_between_commit_and_unlink_records_nothing_twice(
    closed: FileVault, place: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(closed, hands, 3)
    waiting = {path.name: path.read_bytes() for path in inbox.items(place)}

    def killed(self: Path, missing_ok: bool = False) -> None:
        if self.name in waiting:
            raise KeyboardInterrupt
        os.unlink(self)

    hands.sleep(closed.delay())
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", killed)
        with pytest.raises(KeyboardInterrupt):
            closed.open("мария", PASSWORD)
    assert {path.name for path in inbox.items(place)} == set(waiting)
    assert len(told(closed, hands)) == 3
    for name, content in waiting.items():
        (place / "inbox" / name).write_bytes(content)
    assert len(told(closed, hands)) == 3, "a file that comes back is known"
    assert inbox.items(place) == []


def test_only_so_many_wait(
    closed: FileVault, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    assert inbox.KINDS["failure"].number == 200
    monkeypatch.setitem(inbox.KINDS, "failure", Bounds(2, 4096))
    refused(closed, hands, 4)
    assert len(told(closed, hands)) == 2


def test_what_cannot_be_opened_is_set_aside_and_told(closed: FileVault, place: Path, hands: Hands) -> None:
    refused(closed, hands)
    names = [f"failure.{number:032x}" for number in range(3)]
    header = keyfile.read(place, "demo").keys.header
    (place / "inbox" / names[0]).write_bytes(b"noise")
    (place / "inbox" / names[1]).mkdir()
    about_nothing = sealing.seal(bytes.fromhex(header.inbox), b"[]", names[2].encode())
    (place / "inbox" / names[2]).write_bytes(about_nothing)
    assert [what for _at, _who, what in told(closed, hands)] == ["пароль", "не открывается"]
    assert len(list((place / "inbox" / "aside").iterdir())) == 3
    assert len(told(closed, hands)) == 2


def test_an_inbox_that_takes_nothing_changes_no_refusal(closed: FileVault, place: Path, hands: Hands) -> None:
    (place / "inbox").write_bytes(b"a file")
    refused(closed, hands, 2)
    hands.sleep(closed.delay())
    with pytest.raises(Fault, match="SIGN_IN_REFUSED"):
        closed.open("мария", TYPED)
    assert told(closed, hands) == []


def test_a_store_that_takes_nothing_opens_and_keeps_the_items(
    closed: FileVault, place: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(closed, hands)
    hands.sleep(closed.delay())

    def full(store: object, items: object) -> None:
        raise Fault("DISK_FULL")

    with monkeypatch.context() as patched:
        patched.setattr("emk_tui.store.card_store.SqlStore.take_inbox", full)
        closed.open("мария", PASSWORD).close()
    assert len(inbox.items(place)) == 1
    assert len(told(closed, hands)) == 1


def test_the_entries_are_in_the_order_of_their_time(closed: FileVault, place: Path, hands: Hands) -> None:
    public = bytes.fromhex(keyfile.read(place, "demo").keys.header.inbox)
    for minutes in (5, 1, 9, 3):
        failed = Failure("SIGN_IN_REFUSED", NOW + timedelta(minutes=minutes), "ab" * 8)
        failures.tell(place, public, failed)
    hands.sleep(3600)
    assert [at for at, _who, _what in told(closed, hands)] == ["10:01:00", "10:03:00", "10:05:00", "10:09:00"]


def item(**changed: object) -> bytes:
    """An item's content, some of it otherwise."""
    body = {"at": NOW.isoformat(), "code": "SIGN_IN_REFUSED", "terminal": "0011aabb", "account": ""}
    return json.dumps(body | changed).encode()


def former(**changed: object) -> bytes:
    """An item that a program wrote before it named accounts."""
    body = json.loads(item(**changed))
    del body["account"]
    return json.dumps(body).encode()


LOGINS = {"5a" * 8: "doctor"}


@pytest.mark.parametrize(
    ("content", "subject"),
    [
        (item(), "пароль, терминал 0011aabb"),
        (former(), "пароль, терминал 0011aabb"),
        (item(account="5a" * 8), "пароль, учётная запись doctor, терминал 0011aabb"),
        (item(account="5a" * 8, code="LOCKED_OUT"),
         "пароль, вход закрыт на время, учётная запись doctor, терминал 0011aabb"),
        (item(code="RECOVERY_REFUSED"), "код восстановления, терминал 0011aabb"),
    ],
)  # fmt: skip
def test_an_item_becomes_an_entry(content: bytes, subject: str) -> None:
    event = failures.event_of(content, LOGINS)
    assert (event.action, event.subject, event.at) == ("неудачный вход", subject, NOW)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"null", b"[]", b"{}", b"[" * 3000, b"\xff",
        item(at="2026-03-02T10:00:00"), item(at=1), item(at=""), item(code="UNEXPECTED"), item(code=[]),
        item(terminal="a b\x1b[2J"), item(terminal=""), item(terminal=7), item(terminal="кухня"),
        item(account="5b" * 8), item(account="doctor"), item(account=["5a" * 8]), item(account=7),
        b"[1]", b'"at"',
    ],
)  # fmt: skip
def test_anything_else_is_bad(content: bytes) -> None:
    with pytest.raises(BadItem):
        failures.event_of(content, LOGINS)


def named(text: str) -> list[bytes]:
    """Items with this where a text stands."""
    return [item(terminal=text), item(account=text), item(code=text), item(at=text)]


@given(st.binary(max_size=200) | st.text().flatmap(lambda text: st.sampled_from(named(text))))
def test_any_content_is_an_entry_or_bad(content: bytes) -> None:
    try:
        event = failures.event_of(content, LOGINS)
    except BadItem:
        return
    assert isinstance(event, Event) and len(event.subject) < 60


def test_an_inbox_somebody_removed_hides_no_count(closed: FileVault, place: Path, hands: Hands) -> None:
    refused(closed, hands, 4)
    shutil.rmtree(place / "inbox")
    hands.sleep(closed.delay())
    with pytest.raises(Fault, match="LOCKED_OUT"):
        closed.open("мария", TYPED)


DOCTOR = Account("doctor", role=Role.DOCTOR, name="Петрова Елена Сергеевна")
WORD = "Слово врача 1"


@pytest.fixture
def staffed(place: Path, hands: Hands) -> FileVault:
    """A closed store with a doctor."""
    vault = FileVault(place, "demo", clock=hands, kdf=CHEAP, staff=[(DOCTOR, WORD)])
    vault.create(ACCOUNT, PASSWORD)[0].close()
    return vault


def test_staff_take_the_inbox_too(staffed: FileVault, place: Path, hands: Hands) -> None:
    refused(staffed, hands)
    store = staffed.open("doctor", WORD)
    assert [one.actor for one in store.journal() if one.action == FAILED] == ["неизвестно"]
    store.close()
    assert keys.load((place / "keys.json").read_bytes()).revision > 1


@pytest.mark.parametrize(
    ("login", "times", "subjects"),
    [
        ("doctor", 2, ["пароль, учётная запись doctor"] * 2),
        ("DOCTOR ", 1, ["пароль, учётная запись doctor"]),
        ("doctor", 5, [*["пароль, учётная запись doctor"] * 4,
                       "пароль, вход закрыт на время, учётная запись doctor"]),
        ("мария", 1, ["пароль"]),
        ("никто", 1, ["пароль"]),
    ],
)  # fmt: skip
def test_a_failure_is_told_of_the_account_it_was_at(
    login: str, times: int, subjects: list[str], staffed: FileVault, hands: Hands
) -> None:
    """A login that nobody has is a try at the owner's."""
    for _ in range(times):
        hands.sleep(staffed.delay())
        with pytest.raises(Fault):
            staffed.open(login, TYPED)
    assert [what for _at, _who, what in told(staffed, hands)] == subjects


def test_an_item_of_somebody_who_is_gone_is_set_aside(staffed: FileVault, place: Path, hands: Hands) -> None:
    """Only the owner of the secret key knows logins: the item itself holds an id and no name."""
    header = keyfile.read(place, "demo").keys.header
    for login in ("doctor", "nobody"):
        failed = Failure("SIGN_IN_REFUSED", NOW, "ab" * 8, staff_id(header.store, login))
        failures.tell(place, bytes.fromhex(header.inbox), failed)
    subjects = [what for _at, _who, what in told(staffed, hands)]
    assert subjects == ["пароль, учётная запись doctor", "не открывается"]
    assert inbox.items(place) == []
