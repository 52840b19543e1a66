"""Documents that come without a sign-in: sealed, bounded, listed at the next opening, taken once."""

import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.ports import Event, Fault
from emk_tui.store import arrivals, backup, inbox, keyfile, sealing
from emk_tui.store.card_store import SqlStore
from emk_tui.store.inbox import DOCUMENT, MIB, Bounds
from emk_tui.store.sealing import CHUNK
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CONSENT, EVENT, META, NOW, PASSWORD, Hands
from tests.store.outside import opened_by
from tests.store.tampering import sql


@pytest.fixture
def closed(vault: FileVault) -> FileVault:
    """A store that was made and closed."""
    vault.create(ACCOUNT, PASSWORD)[0].close()
    return vault


@pytest.fixture
def store(closed: FileVault) -> Iterator[SqlStore]:
    """An open store with a consent and one document that waits."""
    closed.receive("result", "анализ.pdf", [b"%PDF-1.7 content"])
    store = opened_by(closed)
    store.sign(CONSENT, EVENT)
    yield store
    store.close()


def waiting(vault: FileVault) -> list[tuple[str, str, int]]:
    """What the next opening shows: kind, name, size."""
    store = opened_by(vault)
    found = [(one.kind, one.name, one.size) for one in store.inbox()]
    store.close()
    return found


def refused(way: Callable[[], object]) -> tuple[str, int]:
    """Code and exit code of the fault."""
    with pytest.raises(Fault) as fault:
        way()
    return fault.value.problem.code, fault.value.exit_code


def test_nothing_is_taken_where_there_is_no_store(vault: FileVault, place: Path) -> None:
    assert refused(lambda: vault.receive("result", "a.pdf", [b"x"])) == ("STORE_ABSENT", 3)
    assert vault.take_dropped() == 0
    assert list(place.parent.iterdir()) == []


def test_what_came_is_told_at_the_next_opening(closed: FileVault, place: Path, hands: Hands) -> None:
    assert closed.receive("result", "анализ.pdf", [b"%PDF-1.7 ", b"content"]) == 1
    hands.sleep(60)
    assert closed.receive("passport", "pass.pdf", [b"x" * 70_000] * 3) == 2
    for path in (place / "inbox").iterdir():
        content = path.read_bytes()
        assert not any(one in content for one in (b"content", "анализ".encode(), b"passport"))
        assert path.stat().st_mode & 0o077 == 0
    store = opened_by(closed)
    first, second = store.inbox()
    assert (first.kind, first.name, first.size, first.at) == ("result", "анализ.pdf", 16, NOW)
    assert (second.kind, second.name, second.size) == ("passport", "pass.pdf", 210_000)
    assert second.at == NOW + timedelta(seconds=60)
    assert store.inbox_content(first.id) == b"%PDF-1.7 content"
    assert store.inbox_content(second.id) == b"x" * 210_000
    assert store.inbox() == (first, second)
    store.close()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 200, CHUNK, CHUNK * 2 - 80, CHUNK * 2])
def test_sizes_are_told_without_opening_all_of_it(closed: FileVault, size: int) -> None:
    closed.receive("", "a.pdf", [bytes(size)])
    assert waiting(closed) == [("", "a.pdf", size)]


def test_it_is_taken_while_the_store_is_open(closed: FileVault, store: SqlStore, hands: Hands) -> None:
    hands.sleep(1)
    assert closed.receive("extract", "v.pdf", [b"x"]) == 2
    assert [one.kind for one in store.inbox()] == ["result", "extract"]


def test_a_document_is_kept_and_its_item_gone_together(store: SqlStore, place: Path) -> None:
    (item,) = store.inbox()
    content = store.inbox_content(item.id)
    store.keep_document([(META, [content])], EVENT, item.id)
    assert b"".join(store.read_file(META.id)) == content
    assert (store.inbox(), list((place / "inbox").iterdir())) == ((), [])
    with pytest.raises(KeyError):
        store.inbox_content(item.id)
    head = store.journal_head()
    store.leave_inbox(item.id, EVENT)
    with pytest.raises(KeyError):
        store.keep_document([(META, [content])], EVENT, item.id)
    assert (store.journal_head(), len(store.files())) == (head, 1)


def test_a_document_that_cannot_be_kept_leaves_its_item(store: SqlStore) -> None:
    (item,) = store.inbox()
    with pytest.raises(ValueError):
        store.keep_document([], EVENT, item.id)
    with pytest.raises(KeyError):
        store.keep_document([(META, [b"x"])], EVENT, "document.0")
    assert (store.inbox(), store.files()) == ((item,), ())


def test_an_item_is_thrown_away(store: SqlStore, place: Path) -> None:
    (item,) = store.inbox()
    store.leave_inbox(item.id, Event("выброшено"))
    assert (store.inbox(), list((place / "inbox").iterdir())) == ((), [])
    assert store.journal()[-1].action == "выброшено"
    store.leave_inbox("document." + "0" * 32, Event("ничего"))
    assert store.journal()[-1].action == "выброшено"


def test_a_kill_between_commit_and_unlink_takes_nothing_twice(
    store: SqlStore, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (item,) = store.inbox()
    path = place / "inbox" / item.id
    sealed = path.read_bytes()

    def killed(self: Path, missing_ok: bool = False) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", killed)
        with pytest.raises(KeyboardInterrupt):
            store.keep_document([(META, [b"content"])], EVENT, item.id)
    assert path.exists() and len(store.files()) == 1
    assert store.inbox() == () and not path.exists()
    path.write_bytes(sealed)
    head = store.journal_head()
    assert store.inbox() == () and not path.exists(), "a file that comes back is known"
    assert store.journal_head() == head


def test_only_so_many_wait(closed: FileVault, monkeypatch: pytest.MonkeyPatch) -> None:
    assert inbox.KINDS[DOCUMENT] == Bounds(100, 513 * MIB, 2048 * MIB)
    monkeypatch.setitem(inbox.KINDS, DOCUMENT, Bounds(2, MIB, 2 * MIB))
    assert [closed.receive("", "a.pdf", [b"x"]) for _ in range(2)] == [1, 2]
    with pytest.raises(Fault, match="INBOX_FULL") as fault:
        closed.receive("", "a.pdf", [b"x"])
    assert "файлов ждёт 2" in fault.value.problem.text
    assert len(waiting(closed)) == 2


def test_only_so_many_bytes_wait(closed: FileVault, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(inbox.KINDS, DOCUMENT, Bounds(100, MIB, MIB + 4096))
    closed.receive("", "a.pdf", [bytes(MIB - 4096)])
    assert refused(lambda: closed.receive("", "b.pdf", [bytes(100_000)]))[0] == "INBOX_FULL"
    assert closed.receive("", "c.pdf", [b"small"]) == 2
    assert len(list((place / "inbox").iterdir())) == 2


def test_an_inbox_that_is_no_folder_takes_nothing(closed: FileVault, place: Path) -> None:
    (place / "inbox").write_bytes(b"a file")
    assert refused(lambda: closed.receive("", "a.pdf", [b"x"]))[0] == "INBOX_FULL"
    assert waiting(closed) == []


def test_a_store_that_goes_away_meanwhile_is_absent(closed: FileVault, place: Path) -> None:
    def going() -> Iterator[bytes]:
        place.rename(place.with_name("aside"))
        yield b"x"

    assert refused(lambda: closed.receive("", "a.pdf", going())) == ("STORE_ABSENT", 3)


def test_too_large_a_document_leaves_nothing(
    closed: FileVault, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "LARGEST", 2 * MIB)
    assert closed.receive("", "a.pdf", [bytes(MIB)] * 2) == 1
    assert refused(lambda: closed.receive("", "b.pdf", [bytes(MIB)] * 2 + [b"x"])) == ("DOC_TOO_LARGE", 1)
    assert len(list((place / "inbox").iterdir())) == 1


def test_a_content_that_breaks_off_leaves_nothing(closed: FileVault, place: Path) -> None:
    def torn() -> Iterator[bytes]:
        yield bytes(300_000)
        raise Fault("DOC_UNREADABLE", 1)

    assert refused(lambda: closed.receive("", "a.pdf", torn())) == ("DOC_UNREADABLE", 1)
    assert list((place / "inbox").iterdir()) == []


def test_memory_does_not_grow_with_the_size(closed: FileVault) -> None:
    closed.receive("", "first.pdf", [b"x"])
    tracemalloc.start()
    closed.receive("", "large.pdf", (bytes(MIB) for _ in range(64)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MIB
    assert ("", "large.pdf", 64 * MIB) in waiting(closed)


def test_taking_needs_no_database(closed: FileVault, place: Path) -> None:
    """A command over ssh answers at once."""
    script = (
        "import sys, pathlib\nfrom tests.store.data import Hands\nfrom emk_tui.store.vault import FileVault\n"
        "vault = FileVault(pathlib.Path(sys.argv[1]), 'demo', clock=Hands())\n"
        "print(vault.receive('result', 'a.pdf', [b'x']), vault.take_dropped())\n"
        "print(sorted({'sqlmodel', 'sqlalchemy', 'pydantic', 'textual'} & set(sys.modules)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(place)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "1 0\n[]\n"


NAMES = {
    "": "без имени",
    "../../etc/passwd": "passwd",
    "C:\\Документы\\скан.pdf": "скан.pdf",
    "..": "без имени",
    "a\u202egpj.exe": "agpj.exe",
    "a\x1b[2Jb\x00\n.pdf": "a[2Jb.pdf",
    "И\u0306од.pdf": "Йод.pdf",
    "\udc80scan.pdf": "scan.pdf",
    "e\u200d\u0301.pdf": "é.pdf",
    "  два   слова .pdf ": "два слова .pdf",
    "я" * 300 + ".pdf": "я" * 125 + ".pdf",
}


@pytest.mark.parametrize(("raw", "name"), NAMES.items())
def test_names_from_outside_are_made_harmless(raw: str, name: str) -> None:
    assert arrivals.clean_name(raw) == name


@given(st.text(max_size=400))
def test_any_name_becomes_a_harmless_one(raw: str) -> None:
    name = arrivals.clean_name(raw)
    assert 0 < len(name.encode()) <= 255 and name.isprintable() and is_normalized("NFC", name)
    assert "/" not in name and "\\" not in name and name not in (".", "..")
    assert arrivals.clean_name(name) == name


def forged(vault: FileVault, place: Path, content: bytes, name: str = DOCUMENT + "." + "f" * 32) -> Path:
    """An item that somebody else made with the public key, which anybody may read."""
    public = bytes.fromhex(keyfile.read(place, vault.kind).keys.header.inbox)
    (place / "inbox").mkdir(exist_ok=True)
    path = place / "inbox" / name
    path.write_bytes(sealing.seal(public, content, name.encode()))
    return path


def line(**changed: object) -> bytes:
    """The first line of an item, some of it otherwise."""
    told = {"kind": "result", "name": "a.pdf", "at": NOW.isoformat()} | changed
    return json.dumps(told).encode() + b"\n"


def test_name_and_kind_of_a_forged_item_are_cleaned(closed: FileVault, place: Path) -> None:
    forged(closed, place, line(kind="../x", name="/tmp/\u202ea\x1b.pdf") + b"x")
    assert waiting(closed) == [("", "a.pdf", 1)]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no line", b"\n", b"[]\n", b"null\n", b"[" * 3000 + b"\n", b"\xff\n", line()[:-1],
        line(at="2026-03-02T10:00:00"), line(at=1), line(name=7), line(name=None), b"{}\n",
        b"x" * 5000 + line(),
    ],
)  # fmt: skip
def test_what_tells_nothing_is_set_aside_and_told_once(
    closed: FileVault, place: Path, content: bytes
) -> None:
    forged(closed, place, content)
    closed.receive("result", "good.pdf", [b"x"])
    assert waiting(closed) == waiting(closed) == [("result", "good.pdf", 1)]
    store = opened_by(closed)
    told = [one.subject for one in store.journal() if one.action == inbox.SET_ASIDE]
    store.close()
    assert told == ["не открывается, файлов: 1"]
    assert len(list((place / "inbox" / "aside").iterdir())) == 1


BAD: dict[str, Callable[[Path], object]] = {
    "noise": lambda path: path.write_bytes(os.urandom(500)),
    "empty": lambda path: path.write_bytes(b""),
    "a folder": lambda path: path.mkdir(),
    "another's name": lambda path: path.write_bytes(sealing.seal(b"\x09" + bytes(31), line(), b"other")),
}
if os.name == "posix":
    BAD |= {
        "a pipe": os.mkfifo,
        "a link": lambda path: os.symlink("/etc/hostname", path),
        "a device": lambda path: os.symlink("/dev/zero", path),
    }


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_item_of_ours_is_set_aside(closed: FileVault, place: Path, what: str) -> None:
    (place / "inbox").mkdir()
    BAD[what](place / "inbox" / (DOCUMENT + "." + "f" * 32))
    assert waiting(closed) == []
    assert len(list((place / "inbox" / "aside").iterdir())) == 1


@pytest.mark.parametrize("cut", [1, CHUNK + 16], ids=["a byte", "a chunk"])
def test_a_cut_item_gives_nothing(closed: FileVault, place: Path, cut: int) -> None:
    """Its beginning is right, so it is listed; what is missing is found when it is opened."""
    path = forged(closed, place, line() + bytes(3 * CHUNK))
    path.write_bytes(path.read_bytes()[:-cut])
    store = opened_by(closed)
    (item,) = store.inbox()
    with pytest.raises(KeyError):
        store.inbox_content(item.id)
    assert store.inbox() == ()
    assert store.journal()[-1].action == inbox.SET_ASIDE
    store.close()


def test_failures_and_documents_wait_side_by_side(closed: FileVault, hands: Hands) -> None:
    closed.receive("result", "a.pdf", [b"x"])
    with pytest.raises(Fault):
        closed.open("мария", "не то слово")
    hands.sleep(closed.delay())
    assert waiting(closed) == [("result", "a.pdf", 1)]


def test_neither_withdrawal_nor_refusal_touches_what_waits(store: SqlStore) -> None:
    items = store.inbox()
    store.withdraw(CONSENT.id, "Передумала", EVENT)
    store.discard_draft(EVENT)
    assert store.inbox() == items != ()


def test_a_copy_put_back_leaves_what_waits(closed: FileVault, store: SqlStore, tmp_path: Path) -> None:
    store.backup(str(tmp_path / "copy.emk"))
    (item,) = store.inbox()
    store.close()
    closed.restore(str(tmp_path / "copy.emk"))
    assert [name for _kind, name, _size in waiting(closed)] == [item.name]


def test_documents_come_back_from_a_copy(closed: FileVault, store: SqlStore, tmp_path: Path) -> None:
    (item,) = store.inbox()
    store.keep_document([(META, [store.inbox_content(item.id)])], EVENT, item.id)
    store.backup(str(tmp_path / "copy.emk"))
    sql(store, "DELETE FROM file_chunk")
    store.close()
    closed.restore(str(tmp_path / "copy.emk"))
    back = opened_by(closed)
    assert b"".join(back.read_file(META.id)) == b"%PDF-1.7 content"
    assert back.inbox() == ()
    back.close()
    assert backup.MEMBERS == ("emk.db", "keys.json", "anchor.json"), "what waits is in no copy"


def test_a_server_has_no_inbox(make: Callable[[str], SqlStore]) -> None:
    store = make("owner-1")
    assert store.inbox() == ()
    with pytest.raises(KeyError):
        store.inbox_content("document." + "0" * 32)
    store.leave_inbox("document." + "0" * 32, EVENT)
    assert [one.action for one in store.journal()] == [EVENT.action]


def test_half_an_item_of_a_killed_program_goes(closed: FileVault, place: Path) -> None:
    """One that is being written is held by its writer, whatever its age within a day."""
    closed.receive("", "a.pdf", [b"x"])
    halves = [place / "inbox" / f".new-document.{digit * 32}" for digit in "01"]
    for path in halves:
        path.write_bytes(b"half")
        os.utime(path, (path.stat().st_mtime - 100,) * 2)
    with halves[1].open("rb") as writer:
        assert inbox.claim(writer.fileno())
        assert len(waiting(closed)) == 1
        assert [path.exists() for path in halves] == [False, True]
    inbox.clear_begun(place)
    assert not halves[1].exists()
