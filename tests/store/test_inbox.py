"""The sealed inbox: boxes that only their store opens, and files that nobody may trust."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.store import inbox, sealing
from emk_tui.store.inbox import BadItem, Bounds
from emk_tui.store.sealing import CHUNK, HEAD, TAG

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and owners of POSIX")
OWN, OTHER = X25519PrivateKey.generate(), X25519PrivateKey.generate()
PRIVATE, PUBLIC = OWN.private_bytes_raw(), OWN.public_key().public_bytes_raw()
NAME = "failure." + "0" * 32


def opens(box: bytes, private: bytes = PRIVATE, bound: bytes = b"") -> bool:
    """Does the box open."""
    try:
        sealing.unseal(private, box, bound)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_any_size_comes_back(size: int) -> None:
    content = os.urandom(size)
    box = sealing.seal(PUBLIC, content, b"name")
    assert sealing.unseal(PRIVATE, box, b"name") == content
    assert len(box) == HEAD + size + TAG * max(1, -(-size // CHUNK))
    assert not opens(box, bound=b"other name")
    assert not opens(box, private=OTHER.private_bytes_raw(), bound=b"name")


@given(st.lists(st.binary(max_size=20), max_size=9))
def test_pieces_are_one_content(pieces: list[bytes]) -> None:
    assert sealing.unseal(PRIVATE, sealing.seal(PUBLIC, iter(pieces))) == b"".join(pieces)


def test_pieces_of_any_length_are_one_content() -> None:
    pieces = [os.urandom(size) for size in (1, CHUNK, CHUNK * 2 + 1, 0, CHUNK - 1)]
    assert sealing.unseal(PRIVATE, sealing.seal(PUBLIC, iter(pieces))) == b"".join(pieces)


def test_chunks_cannot_be_cut_off_left_out_exchanged_or_added() -> None:
    box, step = sealing.seal(PUBLIC, os.urandom(3 * CHUNK)), CHUNK + TAG
    head, chunks = box[:HEAD], [box[at : at + step] for at in range(HEAD, len(box), step)]
    assert opens(head + b"".join(chunks))
    first, second, last = chunks
    for forged in (
        [first, second],
        [first, last],
        [second, first, last],
        [first, second, last, last],
        [last],
    ):
        assert not opens(head + b"".join(forged))


def test_every_flipped_bit_and_every_cut_is_found() -> None:
    box = sealing.seal(PUBLIC, b"content")
    for place in range(len(box)):
        # the top bit of an X25519 key is ignored by its definition: HKDF binds the key as it was sent
        for bit in (1, 0x80):
            assert not opens(box[:place] + bytes([box[place] ^ bit]) + box[place + 1 :])
        assert not opens(box[:place])


@given(st.binary(max_size=300))
def test_any_bytes_are_a_box_or_not(content: bytes) -> None:
    assert not opens(content)
    assert not opens(sealing.MARK + content)


@pytest.mark.parametrize("key", [b"\0" * 32, b"\1" + b"\0" * 31, b"\xff" * 32])
def test_a_passing_key_without_a_secret_is_refused(key: bytes) -> None:
    assert not opens(sealing.MARK + key + b"x" * 40)


def test_put_and_open(tmp_path: Path) -> None:
    assert inbox.put(tmp_path, PUBLIC, "failure", b"told")
    (path,) = inbox.items(tmp_path)
    assert inbox.open_item(PRIVATE, path) == b"told"
    assert b"told" not in path.read_bytes()
    assert list(path.parent.iterdir()) == [path]
    if os.name == "posix":
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_an_item_under_another_name_does_not_open(tmp_path: Path) -> None:
    inbox.put(tmp_path, PUBLIC, "failure", b"told")
    (path,) = inbox.items(tmp_path)
    copy = path.with_name(NAME)
    copy.write_bytes(path.read_bytes())
    with pytest.raises(BadItem):
        inbox.open_item(PRIVATE, copy)


def test_no_more_than_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(inbox.KINDS, "failure", Bounds(3, 4096))
    assert [inbox.put(tmp_path, PUBLIC, "failure", b"x") for _ in range(5)] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert len(inbox.items(tmp_path)) == 3


def test_too_large_an_item_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        inbox.put(tmp_path, PUBLIC, "failure", (b"x" * 1000 for _ in range(100)))
    assert list((tmp_path / "inbox").iterdir()) == []


def _file(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _hard_link(path: Path) -> None:
    other = path.parent.parent / "elsewhere"
    other.write_bytes(sealing.seal(PUBLIC, b"{}", path.name.encode()))
    os.link(other, path)


def _symbolic_link(path: Path) -> None:
    other = path.parent.parent / "elsewhere"
    other.write_bytes(sealing.seal(PUBLIC, b"{}", path.name.encode()))
    os.symlink(other, path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        # the whole name is longer than a socket's may be
        folder = os.open(path.parent, os.O_RDONLY)
        made.bind(f"/proc/self/fd/{folder}/{path.name}")
        os.close(folder)


FOREIGN = sealing.seal(OTHER.public_key().public_bytes_raw(), b"{}", NAME.encode())
BAD: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: _file(path, b""),
    "noise": lambda path: _file(path, os.urandom(500)),
    "foreign": lambda path: _file(path, FOREIGN),
    "truncated": lambda path: _file(path, sealing.seal(PUBLIC, b"{}", path.name.encode())[:-1]),
    "huge": lambda path: _file(path, sealing.seal(PUBLIC, b"x" * 10_000, path.name.encode())),
    "folder": lambda path: path.mkdir(),
}
BAD_POSIX: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "hard link": _hard_link,
    "symbolic link": _symbolic_link,
    "link to nothing": lambda path: os.symlink("nowhere", path),
    "link to itself": lambda path: os.symlink(path, path),
    "device": lambda path: os.symlink("/dev/zero", path),
    "socket": _socket,
}
ALL_BAD = BAD | (BAD_POSIX if os.name == "posix" else {})


@pytest.mark.parametrize("kind", ALL_BAD)
def test_bad_items_are_never_followed_and_can_be_set_aside(kind: str, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    path = tmp_path / "inbox" / NAME
    ALL_BAD[kind](path)
    assert inbox.items(tmp_path) == [path]
    with pytest.raises(BadItem):
        inbox.open_item(PRIVATE, path)
    assert inbox.set_aside(path)
    assert inbox.items(tmp_path) == []
    assert len(list((tmp_path / "inbox" / "aside").iterdir())) == 1
    elsewhere = tmp_path / "elsewhere"
    assert not elsewhere.exists() or elsewhere.read_bytes().startswith(sealing.MARK)


@posix
def test_a_file_of_another_owner_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox.put(tmp_path, PUBLIC, "failure", b"told")
    (path,) = inbox.items(tmp_path)
    monkeypatch.setattr("os.geteuid", lambda: path.stat().st_uid + 1)
    with pytest.raises(BadItem):
        inbox.open_item(PRIVATE, path)


@posix
def test_a_link_in_place_of_the_inbox_is_not_followed(tmp_path: Path) -> None:
    store, other = tmp_path / "store", tmp_path / "other"
    store.mkdir()
    other.mkdir()
    inbox.put(other, PUBLIC, "failure", b"told")
    os.symlink(other / "inbox", store / "inbox")
    assert not inbox.put(store, PUBLIC, "failure", b"told")
    assert inbox.items(store) == []


def test_names_that_are_no_item_are_set_aside_and_other_kinds_are_left(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    later, begun = folder / ("letter." + "1" * 32), folder / (".new-" + NAME)
    for path in (later, begun, folder / "readme.txt", folder / "Failure.0", folder / (NAME + ".bak")):
        path.write_bytes(b"x")
    assert {path.name for path in inbox.items(tmp_path)} == {"readme.txt", "Failure.0", NAME + ".bak"}
    inbox.clear_begun(tmp_path)
    assert begun.exists(), "somebody may be writing it"
    os.utime(begun, (0, 0))
    inbox.clear_begun(tmp_path)
    assert (begun.exists(), later.exists()) == (False, True)


def test_the_folder_of_what_was_set_aside_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "LOOKED_AT", 2)
    folder = tmp_path / "inbox"
    folder.mkdir()
    paths = [folder / f"junk{number}" for number in range(3)]
    for path in paths:
        path.write_bytes(b"x")
    assert [inbox.set_aside(path) for path in paths] == [True, True, False]


@given(st.binary(max_size=500))
def test_any_file_opens_or_is_bad(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        path.write_bytes(content)
        with pytest.raises(BadItem):
            inbox.open_item(PRIVATE, path)
