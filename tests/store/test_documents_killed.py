"""kill -9 at any moment of taking documents in: nothing acknowledged is lost, nothing is kept by half."""

import os
import signal
import subprocess
import sys
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import pytest

from emk_tui.store.card_store import SqlStore
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CONSENT, EVENT, PASSWORD, new_card
from tests.store.outside import opened_by

WRITER = """
import os, sys
from dataclasses import replace
from pathlib import Path
from emk_tui.store.vault import FileVault
from tests.store.data import *
from tests.store.test_documents_killed import content, described

place = Path(sys.argv[1])
vault = FileVault(place, "demo", clock=Hands(), kdf=CHEAP)
store = vault.open("мария", PASSWORD)

def tell(what):
    print(what, number, flush=True)

number = 0
while True:
    vault.receive("result", f"{number}.pdf", [content(number)])
    tell("received")
    item = next(one for one in store.inbox() if one.name == f"{number}.pdf")
    whole = store.inbox_content(item.id)
    store.keep_document(described(number, whole), EVENT, item.id)
    tell("kept")
    record = {**DOCUMENT, "id": f"r{number}", "results": ()}
    store.keep_records("documents", [record], {f"documents.{number}": f"r{number}"}, EVENT)
    tell("carded")
    file = place.with_name("drop") / f"d{number}.pdf"
    file.write_bytes(content(number))
    os.utime(file, (1, 1))
    vault.take_dropped()
    tell("dropped")
    number += 1
"""
SIZE = 1_500_000


def content(number: int) -> bytes:
    """Two chunks, another one for every number."""
    return number.to_bytes(4) * (SIZE // 4)


def described(number: int, whole: bytes) -> list[tuple[object, list[bytes]]]:
    """The same as a document in two parts."""
    from dataclasses import replace

    from tests.store.data import META

    halves = (whole[: SIZE // 2], whole[SIZE // 2 :])
    record, name = f"documents.{number}", f"{number}.pdf"
    return [
        (replace(META, id=f"{number}-{n}", record=record, name=name, part=n, parts=2, size=len(half),
                 sha256=sha256(half).hexdigest()), [half])
        for n, half in enumerate(halves, 1)
    ]  # fmt: skip


def acknowledged(place: Path, after: int) -> dict[str, set[int]]:
    """What a program told to be done before it was killed behind so many lines, those in the pipe too."""
    command = [sys.executable, "-c", WRITER, str(place)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(after)]
        os.kill(process.pid, signal.SIGKILL)
        lines += process.stdout.read().splitlines(keepends=True)
    told = defaultdict[str, set[int]](set)
    for line in lines:
        if line.endswith("\n"):
            what, number = line.split()
            told[what].add(int(number))
    return told


def kept(store: SqlStore) -> dict[str, set[str]]:
    """Name of a kept document → its records; each is whole, in both parts, byte for byte."""
    found = defaultdict[str, set[str]](set)
    for one in store.files():
        whole = b"".join(store.read_file(one.id))
        assert (sha256(whole).hexdigest(), len(whole)) == (one.sha256, one.size)
        assert [other.part for other in store.file_versions(one.record)] == [1, 2]
        found[one.name].add(one.record)
    return found


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize("after", [1, 2, 3, 4, 5, 6, 7, 8])
def test_a_kill_loses_nothing_and_leaves_nothing_by_half(vault: FileVault, place: Path, after: int) -> None:
    store, _code = vault.create(ACCOUNT, PASSWORD)
    store.sign(CONSENT, EVENT)
    store.submit(new_card(store.draft().id), EVENT)
    store.close()
    told = acknowledged(place, after)
    assert told["received"]
    store = opened_by(vault)
    waiting = {one.name: store.inbox_content(one.id) for one in store.inbox()}
    documents, card = kept(store), store.card()
    assert card is not None and store.verify_journal().ok
    records = {str(one["id"]) for one in card.sections["documents"]}  # type: ignore[index]
    for number in told["received"]:
        name = f"{number}.pdf"
        assert (name in waiting) != (name in documents), "neither lost nor twice"
    for name, whole in waiting.items():
        assert whole == content(int(name.removeprefix("d").removesuffix(".pdf")))
    assert {f"{number}.pdf" for number in told["kept"]} <= set(documents)
    for number in told["carded"]:
        assert f"r{number}" in records and documents[f"{number}.pdf"] == {f"documents.r{number}"}
    for record in records - {"d1"}:
        assert f"documents.{record}" in {one for every in documents.values() for one in every}
    assert {f"d{number}.pdf" for number in told["dropped"]} <= set(waiting)
    store.close()
