"""Documents in parts and versions, from the draft into the card; every changed byte of them is found."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pytest

from emk_tui.ports import Event, FileMeta
from emk_tui.store.card_store import SqlStore
from emk_tui.store.documents import CHUNK
from emk_tui.store.faults import HealthBeforeConsent
from tests.store.conftest import Maker
from tests.store.data import CONSENT, DOCUMENT, EVENT, META, NOW, Hands, consent, new_card
from tests.store.tampering import sql


@pytest.fixture
def signed(store: SqlStore) -> SqlStore:
    """A store with a consent."""
    store.sign(CONSENT, EVENT)
    return store


def part(record: str, number: int = 1, of: int = 1, mark: str = "") -> FileMeta:
    """The description of one part."""
    name = f"{record}-{number}{mark}"
    return replace(META, id=name, record=record, name=f"{name}.pdf", part=number, parts=of)


def kept(store: SqlStore, record: str, of: int = 1, mark: str = "") -> None:
    """A document of so many parts."""
    parts = [(part(record, n, of, mark), [f"{n}{mark}".encode()]) for n in range(1, of + 1)]
    store.keep_document(parts, EVENT)


def shown(store: SqlStore) -> list[tuple[str, int, int, str]]:
    """Record, part, version and content of what is current."""
    return [
        (one.record, one.part, one.version, b"".join(store.read_file(one.id)).decode())
        for one in store.files()
    ]


def test_parts_are_one_version_and_the_former_one_stays(signed: SqlStore) -> None:
    kept(signed, "documents.1", 3)
    kept(signed, "documents.2")
    kept(signed, "documents.1", 2, "b")
    assert shown(signed) == [
        ("documents.1", 1, 2, "1b"), ("documents.1", 2, 2, "2b"), ("documents.2", 1, 1, "1"),
    ]  # fmt: skip
    every = signed.file_versions("documents.1")
    assert [(one.version, one.part, one.current) for one in every] == [
        (2, 1, True), (2, 2, True), (1, 1, False), (1, 2, False), (1, 3, False),
    ]  # fmt: skip
    assert b"".join(signed.read_file("documents.1-3")) == b"3"
    assert signed.file_versions("documents.3") == ()


def test_everything_known_of_a_file_comes_back(signed: SqlStore, hands: Hands) -> None:
    known = replace(META, pages=12, dpi=300, notes="DOC_BLANK:5 DOC_SIGNED", statement="sp sp", at=None)
    signed.keep_document([(known, [b"x"])], EVENT)
    assert signed.files() == (replace(known, at=hands.now()),)
    assert signed.file_versions(META.record) == signed.files()


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [part("documents.1"), part("documents.2")],
        [part("documents.1"), part("documents.1", mark="b")],
    ],
    ids=["none", "two documents", "a part twice"],
)
def test_what_is_not_one_document_is_refused(signed: SqlStore, parts: list[FileMeta]) -> None:
    before = signed.journal_head()
    with pytest.raises(ValueError):
        signed.keep_document([(one, [b"x"]) for one in parts], EVENT)
    assert (signed.files(), signed.journal_head()) == ((), before)


class Torn(Exception):
    """The source of a content broke."""


def torn() -> Iterator[bytes]:
    """A content that ends in a failure."""
    yield bytes(CHUNK + 1)
    raise Torn


def test_a_content_that_breaks_off_changes_nothing(signed: SqlStore) -> None:
    kept(signed, "documents.1", 2)
    before = signed.files(), signed.journal_head(), sql(signed, "SELECT count(*) FROM file_chunk")
    new = [(part("documents.1", 1, 2, "b"), [b"x"]), (part("documents.1", 2, 2, "b"), torn())]
    with pytest.raises(Torn):
        signed.keep_document(new, EVENT)
    assert (signed.files(), signed.journal_head(), sql(signed, "SELECT count(*) FROM file_chunk")) == before


def test_no_document_before_the_consent(store: SqlStore) -> None:
    with pytest.raises(HealthBeforeConsent):
        kept(store, "documents.1", 2)
    kept(store, "identity.passport_file")
    assert [one.record for one in store.files()] == ["identity.passport_file"]


def test_a_statement_is_kept_with_every_part_of_the_current_version(signed: SqlStore) -> None:
    kept(signed, "documents.1", 2)
    kept(signed, "documents.1", 2, "b")
    signed.state_pages("documents.1", "sp sp p", Event("указано"))
    every = signed.file_versions("documents.1")
    assert [one.statement for one in every] == ["sp sp p", "sp sp p", "", ""]
    assert signed.journal()[-1].action == "указано"
    with pytest.raises(KeyError):
        signed.state_pages("documents.2", "sp", EVENT)
    signed.withdraw(CONSENT.id, "Передумала", EVENT)
    with pytest.raises(HealthBeforeConsent):
        signed.state_pages("documents.1", "sp", EVENT)


def test_an_erased_draft_leaves_no_part_of_any_version(signed: SqlStore) -> None:
    for mark in ("", "b"):
        kept(signed, "documents.1", 3, mark)
    signed.drop("documents.1", "")
    assert [sql(signed, f"SELECT count(*) FROM {table}") for table in ("file", "file_chunk")] == [0, 0]
    kept(signed, "documents.1", 3)
    signed.withdraw(CONSENT.id, "Передумала", EVENT)
    assert [sql(signed, f"SELECT count(*) FROM {table}") for table in ("file", "file_chunk")] == [0, 0]


def test_files_of_the_draft_go_with_the_records_of_the_card(signed: SqlStore) -> None:
    kept(signed, "documents.1")
    kept(signed, "documents.1", 2, "b")
    kept(signed, "documents.3", mark="c")
    kept(signed, "identity.snils_file")
    card = new_card(signed.draft().id)
    records = ({**DOCUMENT, "id": "rec-1"}, {**DOCUMENT, "id": "rec-3", "results": ()})
    files = {"documents.1": "rec-1", "documents.3": "rec-3"}
    done = signed.submit(replace(card, sections={**card.sections, "documents": records}, files=files), EVENT)
    assert [one["id"] for one in done.sections["documents"]] == ["rec-1", "rec-3"]  # type: ignore[index]
    assert shown(signed) == [
        ("documents.rec-1", 1, 2, "1b"), ("documents.rec-1", 2, 2, "2b"), ("documents.rec-3", 1, 1, "1c"),
        ("identity.snils_file", 1, 1, "1"),
    ]  # fmt: skip
    assert len(signed.file_versions("documents.rec-1")) == 3
    kept(signed, "documents.1", mark="d")
    assert ("documents.1", 1, 1, "1d") in shown(signed), "a later draft begins anew"
    signed.discard_draft(EVENT)
    assert len(signed.files()) == 4


def test_a_file_without_a_record_is_not_lost_and_in_nobodys_way(signed: SqlStore) -> None:
    kept(signed, "documents.7", 2)
    signed.submit(new_card(signed.draft().id), EVENT)
    kept(signed, "documents.7", mark="b")
    assert shown(signed) == [
        ("documents.7", 1, 1, "1b"), ("documents.documents.7-1", 1, 1, "1"),
        ("documents.documents.7-1", 2, 1, "2"),
    ]  # fmt: skip
    signed.discard_draft(EVENT)
    assert len(signed.files()) == 2


def test_a_new_version_of_a_record_of_the_card_is_the_cards(signed: SqlStore) -> None:
    signed.submit(new_card(signed.draft().id), EVENT)
    kept(signed, "documents.d1", 2)
    signed.discard_draft(EVENT)
    assert shown(signed) == [("documents.d1", 1, 1, "1"), ("documents.d1", 2, 1, "2")]


def test_owners_have_their_own_versions(make: Maker) -> None:
    first, second = make("owner-1"), make("owner-2")
    for number, store in enumerate((first, second)):
        store.sign(consent(f"c-{number}"), EVENT)
        kept(store, "documents.1", mark=str(number))
    first.state_pages("documents.1", "sp", EVENT)
    assert [one.statement for one in second.file_versions("documents.1")] == [""]
    assert [one.version for one in second.files()] == [1]


FLIPS = {
    "a byte of the first chunk": "UPDATE file_chunk SET content = :flipped WHERE part = 0",
    "a byte of a later chunk": "UPDATE file_chunk SET content = :flipped WHERE part = 2",
    "a chunk that is missing": "DELETE FROM file_chunk WHERE part = 1 AND file_id = :file",
    "the last chunk that is missing": "DELETE FROM file_chunk WHERE part = 2 AND file_id = :file",
    "one chunk more": "INSERT INTO file_chunk (file_id, part, content) VALUES (:file, 3, :flipped)",
    "an emptied chunk": "UPDATE file_chunk SET content = :nothing WHERE part = 1 AND file_id = :file",
}
REORDERED = (
    "UPDATE file_chunk SET part = 9 WHERE part = 0 AND file_id = :file",
    "UPDATE file_chunk SET part = 0 WHERE part = 1 AND file_id = :file",
    "UPDATE file_chunk SET part = 1 WHERE part = 9 AND file_id = :file",
)


def broken(store: SqlStore) -> list[str]:
    """Files whose content is not what was kept, of all versions: what `emk docs verify` looks for."""
    records = {one.record for one in store.files()}
    every = [one for record in sorted(records) for one in store.file_versions(record)]
    return sorted(
        one.id for one in every if sha256(b"".join(store.read_file(one.id))).hexdigest() != one.sha256
    )


@pytest.fixture
def two(signed: SqlStore) -> SqlStore:
    """A document of three chunks in two versions."""
    for mark in ("", "b"):
        content = b"".join(bytes([number]) * CHUNK for number in (1, 2)) + mark.encode() + b"tail"
        meta = replace(part("documents.1", mark=mark), sha256=sha256(content).hexdigest(), size=len(content))
        signed.keep_document([(meta, [content])], EVENT)
    return signed


@pytest.mark.parametrize("what", [*FLIPS, "two chunks exchanged"])
@pytest.mark.parametrize("file", ["documents.1-1", "documents.1-1b"], ids=["former", "current"])
def test_every_change_of_a_chunk_is_found(two: SqlStore, what: str, file: str) -> None:
    assert broken(two) == []
    content = bytearray(list(two.read_file(file))[2 if "later" in what else 0])
    content[-1] ^= 1
    statements = (FLIPS[what],) if what in FLIPS else REORDERED
    for statement in statements:
        mine = statement if ":file" in statement else f"{statement} AND file_id = :file"
        values = {"flipped": bytes(content), "nothing": b"", "file": file}
        sql(two, mine, **{name: value for name, value in values.items() if f":{name}" in mine})
    assert broken(two) == [file]


def test_the_moment_is_that_of_the_entry(signed: SqlStore) -> None:
    later = NOW.replace(hour=15)
    signed.keep_document([(replace(META, at=None), [b"x"])], Event("добавлен", at=later))
    assert [one.at for one in signed.files()] == [later]
