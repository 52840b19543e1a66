"""The drop folder: what is whole and ours goes into the sealed inbox, everything else stays untouched."""

import os
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from emk_tui.ports import Fault
from emk_tui.store import dropped, inbox
from emk_tui.store.inbox import DOCUMENT, Bounds
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, PASSWORD
from tests.store.outside import opened_by

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and owners of POSIX")


@pytest.fixture
def closed(vault: FileVault) -> FileVault:
    """A store that was made and closed."""
    vault.create(ACCOUNT, PASSWORD)[0].close()
    return vault


@pytest.fixture
def drop(closed: FileVault, place: Path) -> Path:
    """Its drop folder."""
    return place.with_name("drop")


def quiet(path: Path, content: bytes = b"content", seconds: float = 10) -> Path:
    """A file that was last changed so long ago."""
    path.write_bytes(content)
    moment = path.stat().st_mtime - seconds
    os.utime(path, (moment, moment))
    return path


def contents(vault: FileVault) -> dict[str, bytes]:
    """What waits: name → content."""
    store = opened_by(vault)
    found = {one.name: store.inbox_content(one.id) for one in store.inbox()}
    assert all(one.kind == "" for one in store.inbox())
    store.close()
    return found


def test_the_folder_is_made_with_the_store_and_whenever_it_is_missing(closed: FileVault, drop: Path) -> None:
    assert drop.is_dir() and drop.stat().st_mode & 0o777 == 0o700
    drop.rmdir()
    assert closed.take_dropped() == 0
    assert drop.is_dir() and drop.stat().st_mode & 0o777 == 0o700


def test_files_are_taken_and_gone(closed: FileVault, drop: Path) -> None:
    quiet(drop / "скан 1.pdf", b"first")
    quiet(drop / "фото.jpg", b"x" * 200_000)
    assert closed.take_dropped() == 2
    assert list(drop.iterdir()) == []
    assert closed.take_dropped() == 0
    assert contents(closed) == {"скан 1.pdf": b"first", "фото.jpg": b"x" * 200_000}


def test_they_are_taken_while_the_store_is_open(closed: FileVault, drop: Path) -> None:
    store = opened_by(closed)
    quiet(drop / "a.pdf")
    assert closed.take_dropped() == 1
    assert [one.name for one in store.inbox()] == ["a.pdf"]
    store.close()


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        folder = os.open(path.parent, os.O_RDONLY)
        made.bind(f"/proc/self/fd/{folder}/{path.name}")
        os.close(folder)


def _hard_link(path: Path) -> None:
    os.link(quiet(path.parent.parent / "elsewhere"), path)


LEFT: dict[str, Callable[[Path], object]] = {
    "just changed": lambda drop: (drop / "a.pdf").write_bytes(b"x"),
    "changed a second ago": lambda drop: quiet(drop / "a.pdf", seconds=1),
    "changed in a second": lambda drop: quiet(drop / "a.pdf", seconds=-1.5),
    "hidden": lambda drop: quiet(drop / ".a.pdf"),
    "part": lambda drop: quiet(drop / "a.pdf.PART"),
    "filepart": lambda drop: quiet(drop / "a.pdf.filepart"),
    "tmp": lambda drop: quiet(drop / "a.tmp"),
    "a folder": lambda drop: (drop / "a.pdf").mkdir(),
}
LEFT_POSIX: dict[str, Callable[[Path], object]] = {
    "a pipe": lambda drop: os.mkfifo(drop / "a.pdf"),
    "a link": lambda drop: os.symlink(quiet(drop.parent / "elsewhere"), drop / "a.pdf"),
    "a link to a device": lambda drop: os.symlink("/dev/zero", drop / "a.pdf"),
    "a link to nothing": lambda drop: os.symlink("nowhere", drop / "a.pdf"),
    "a second name": lambda drop: _hard_link(drop / "a.pdf"),
    "a socket": lambda drop: _socket(drop / "a.pdf"),
}


@pytest.mark.parametrize("what", LEFT | (LEFT_POSIX if os.name == "posix" else {}))
def test_everything_else_is_left_alone(closed: FileVault, drop: Path, what: str) -> None:
    (LEFT | LEFT_POSIX)[what](drop)
    quiet(drop / "good.pdf")
    before = {path.name: path.lstat() for path in drop.iterdir() if path.name != "good.pdf"}
    assert closed.take_dropped() == 1
    after = {path.name: path.lstat() for path in drop.iterdir()}
    assert {name: one.st_ino for name, one in after.items()} == {
        name: one.st_ino for name, one in before.items()
    }
    assert contents(closed) == {"good.pdf": b"content"}
    elsewhere = drop.parent / "elsewhere"
    assert not elsewhere.exists() or elsewhere.read_bytes() == b"content"


@posix
def test_a_file_of_somebody_else_is_left_alone(
    closed: FileVault, drop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet(drop / "a.pdf")
    monkeypatch.setattr(inbox, "_is_ours", lambda found: False)
    assert closed.take_dropped() == 0
    assert (drop / "a.pdf").exists()


@posix
@pytest.mark.parametrize("what", ["a link", "a file", "somebody else's"])
def test_what_is_no_folder_of_ours_is_not_looked_into(
    closed: FileVault, drop: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = drop.with_name("other")
    drop.rename(other)
    file = quiet(other / "a.pdf")
    if what == "a link":
        drop.symlink_to(other)
    elif what == "a file":
        drop.write_bytes(b"x")
    else:
        other.rename(drop)
        file = drop / "a.pdf"
        monkeypatch.setattr("os.geteuid", lambda: drop.stat().st_uid + 1)
    assert closed.take_dropped() == 0
    assert file.exists()


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="leases of Linux")
def test_a_file_that_somebody_is_writing_is_left_however_long_ago(closed: FileVault, drop: Path) -> None:
    path = quiet(drop / "a.pdf", b"half")
    with path.open("ab") as writer:
        assert closed.take_dropped() == 0
        writer.write(b" and half")
    assert path.exists()
    quiet(path, b"half and half")
    assert closed.take_dropped() == 1
    assert contents(closed) == {"a.pdf": b"half and half"}


def test_a_file_that_a_second_program_takes_is_left_to_it(closed: FileVault, drop: Path) -> None:
    path = quiet(drop / "a.pdf")
    with path.open("rb") as other:
        assert inbox.claim(other.fileno())
        assert closed.take_dropped() == 0
    assert closed.take_dropped() == 1


def _append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b" and more")


def _rewrite(path: Path) -> None:
    path.write_bytes(b"CONTENT")


def _replace(path: Path) -> None:
    quiet(path.with_name("new")).replace(path)


def _remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("change", "taken", "waits", "left"),
    [
        (_append, 0, {}, b"content and more"),
        (_rewrite, 0, {}, b"CONTENT"),
        (_replace, 1, {"a.pdf": b"content"}, b"content"),
        (_remove, 1, {"a.pdf": b"content"}, None),
    ],
)
def test_a_file_changed_while_it_is_read_is_never_lost(
    closed: FileVault,
    drop: Path,
    change: Callable[[Path], None],
    taken: int,
    waits: dict[str, bytes],
    left: bytes | None,
) -> None:
    """Written to: nothing is kept of it yet. Another file in its place: that one stays."""
    path = quiet(drop / "a.pdf")

    def receive(kind: str, name: str, content: Iterable[bytes]) -> int:
        def slowly() -> Iterable[bytes]:
            for piece in content:
                change(path)
                yield piece

        return closed.receive(kind, name, slowly())

    assert dropped.take(drop, receive) == taken
    assert contents(closed) == waits
    assert (path.read_bytes() if path.exists() else None) == left


def test_a_full_inbox_takes_no_more_and_loses_nothing(
    closed: FileVault, drop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(inbox.KINDS, DOCUMENT, Bounds(2, 1000, 10_000))
    for number in range(4):
        quiet(drop / f"{number}.pdf", seconds=100 - number)
    assert closed.take_dropped() == 2
    assert sorted(path.name for path in drop.iterdir()) == ["2.pdf", "3.pdf"]
    assert set(contents(closed)) == {"0.pdf", "1.pdf"}


def test_only_so_many_at_once(closed: FileVault, drop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dropped, "AT_ONCE", 2)
    for number in range(3):
        quiet(drop / f"{number}.pdf")
    assert [closed.take_dropped() for _ in range(3)] == [2, 1, 0]


def test_a_file_over_the_limit_is_left(
    closed: FileVault, drop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dropped, "LARGEST", 100)
    quiet(drop / "large.pdf", bytes(101))
    quiet(drop / "small.pdf", bytes(100))
    assert closed.take_dropped() == 1
    assert [path.name for path in drop.iterdir()] == ["large.pdf"]


@pytest.mark.parametrize("fault", [Fault("DISK_FULL"), Fault("KEYS_DAMAGED"), OSError("gone")])
def test_what_fails_is_left_for_the_next_time(
    closed: FileVault, drop: Path, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet(drop / "a.pdf")

    def fails(*_: object) -> int:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(FileVault, "receive", fails)
        assert closed.take_dropped() == 0
    assert closed.take_dropped() == 1


def test_a_kill_before_the_file_is_removed_loses_nothing(
    closed: FileVault, drop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = quiet(drop / "a.pdf")

    def killed(self: Path, missing_ok: bool = False) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", killed)
        with pytest.raises(KeyboardInterrupt):
            closed.take_dropped()
    assert path.exists() and contents(closed) == {"a.pdf": b"content"}
    assert closed.take_dropped() == 1
    assert not path.exists()
