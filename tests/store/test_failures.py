"""Failed sign-ins reach the journal: at the next opening, once, without what was typed."""

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.ports import Event, Fault
from emk_tui.store import failures, inbox, keyfile, keys, sealing
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
        if one.action in (failures.ACTION, failures.ASIDE)
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
        failures.tell(place, public, "SIGN_IN_REFUSED", NOW + timedelta(minutes=minutes), "ab" * 8)
    hands.sleep(3600)
    assert [at for at, _who, _what in told(closed, hands)] == ["10:01:00", "10:03:00", "10:05:00", "10:09:00"]


def item(**changed: object) -> bytes:
    """An item's content, some of it otherwise."""
    body = {"at": NOW.isoformat(), "code": "SIGN_IN_REFUSED", "terminal": "0011aabb"}
    return json.dumps(body | changed).encode()


def test_an_item_becomes_an_entry() -> None:
    event = failures.event_of(item())
    assert (event.action, event.subject, event.at) == ("неудачный вход", "пароль, терминал 0011aabb", NOW)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"null", b"[]", b"{}", b"[" * 3000, b"\xff",
        item(at="2026-03-02T10:00:00"), item(at=1), item(at=""), item(code="UNEXPECTED"), item(code=[]),
        item(terminal="a b\x1b[2J"), item(terminal=""), item(terminal=7), item(terminal="кухня"),
    ],
)  # fmt: skip
def test_anything_else_is_bad(content: bytes) -> None:
    with pytest.raises(BadItem):
        failures.event_of(content)


@given(st.binary(max_size=200) | st.text().map(lambda text: item(terminal=text)))
def test_any_content_is_an_entry_or_bad(content: bytes) -> None:
    try:
        event = failures.event_of(content)
    except BadItem:
        return
    assert isinstance(event, Event) and len(event.subject) < 60


def test_an_inbox_somebody_removed_hides_no_count(closed: FileVault, place: Path, hands: Hands) -> None:
    refused(closed, hands, 4)
    shutil.rmtree(place / "inbox")
    hands.sleep(closed.delay())
    with pytest.raises(Fault, match="LOCKED_OUT"):
        closed.open("мария", TYPED)


def test_staff_take_the_inbox_too(place: Path, hands: Hands) -> None:
    from emk_tui.ports import Account, Role

    doctor = Account("doctor", role=Role.DOCTOR, name="Петрова Елена Сергеевна")
    vault = FileVault(place, "demo", clock=hands, kdf=CHEAP, staff=[(doctor, "Слово врача 1")])
    vault.create(ACCOUNT, PASSWORD)[0].close()
    refused(vault, hands)
    store = vault.open("doctor", "Слово врача 1")
    assert [one.actor for one in store.journal() if one.action == failures.ACTION] == ["неизвестно"]
    store.close()
    assert keys.load((place / "keys.json").read_bytes()).revision > 1
