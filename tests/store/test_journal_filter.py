"""Which entries of the journal are shown: by day, person, action, words, and only the last ones (R189)."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from emk_tui.ports import Account, Event, JournalFilter
from emk_tui.store import journal_rows, journal_shown
from emk_tui.store.anchor import Anchors
from emk_tui.store.card_store import SqlStore
from tests.store.conftest import Maker
from tests.store.data import EVENT, Hands
from tests.store.tampering import tamper

MOSCOW, KAMCHATKA = timezone(timedelta(hours=3)), timezone(timedelta(hours=12))
ENTRIES = (
    Event("Согласие подписано", "С-2026", at=datetime(2026, 3, 1, 23, 59, tzinfo=MOSCOW)),
    Event("карта создана", "ДЕМО-1", at=datetime(2026, 3, 2, 0, 0, tzinfo=MOSCOW)),
    Event("СОГЛАСИЕ отозвано", "Ёлкина", at=datetime(2026, 3, 2, 1, 0, tzinfo=KAMCHATKA)),
    Event("вход", "", at=datetime(2026, 3, 3, 12, 0, tzinfo=UTC)),
    Event("вход 100%_", "x' OR 1", at=datetime(2026, 3, 4, 12, 0, tzinfo=UTC)),
)
"""Numbers 2 to 6; number 1 is the account, on 02.03.2026."""
A, Z = date(2026, 3, 1), date(2026, 3, 2)


@pytest.fixture
def store(make: Maker) -> SqlStore:
    """A journal of six entries."""
    made = make("owner-1")
    make("owner-2").record(Event("чужое"))
    for event in ENTRIES:
        made.record(event)
    return made


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (JournalFilter(), [1, 2, 3, 4, 5, 6]),
        (JournalFilter(since=Z), [1, 3, 4, 5, 6]),
        (JournalFilter(until=A), [2]),
        (JournalFilter(since=Z, until=Z), [1, 3, 4]),
        (JournalFilter(since=date(2026, 3, 5)), []),
        (JournalFilter(until=date(1900, 1, 1)), []),
        (JournalFilter(since=date.min, until=date.max), [1, 2, 3, 4, 5, 6]),
        (JournalFilter(actor="мария"), [1, 2, 3, 4, 5, 6]),
        (JournalFilter(actor="мари"), []),
        (JournalFilter(actor="никто"), []),
        (JournalFilter(action="согласие"), [2, 4]),
        (JournalFilter(action="СОГЛАСИЕ О"), [4]),
        (JournalFilter(action="подписано"), []),
        (JournalFilter(action="вход 100%"), [6]),
        (JournalFilter(action="вход 1__"), []),
        (JournalFilter(action="x' OR 1=1 --"), []),
        (JournalFilter(find="подписано"), [2]),
        (JournalFilter(find="елкина"), [4]),
        (JournalFilter(find="ДЕМО"), [3]),
        (JournalFilter(find="%"), [6]),
        (JournalFilter(find="x' or"), [6]),
        (JournalFilter(last=2), [5, 6]),
        (JournalFilter(last=99), [1, 2, 3, 4, 5, 6]),
        (JournalFilter(last=1, action="согласие"), [4]),
        (JournalFilter(last=1, find="с-2026"), [2]),
        (JournalFilter(since=Z, until=Z, actor="Мария", action="с", find="отозвано", last=5), [4]),
    ],
)
@pytest.mark.parametrize("block", [1, 2, 1000])
def test_what_fits_is_shown_oldest_first(
    store: SqlStore, wanted: JournalFilter, numbers: list[int], block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However large the pages are."""
    monkeypatch.setattr(journal_shown, "BLOCK", block)
    assert [entry.seq for entry in store.journal(wanted)] == numbers


def test_one_of_the_staff_is_found_by_login(store: SqlStore, hands: Hands) -> None:
    staff = Account("ivanova", name="Иванова А. П.", role="doctor")
    store.add_staff("staff-1", staff, EVENT)
    other = SqlStore(store.engine, "owner-1", "demo", b"j" * 32, hands, Anchors(), "staff-1")
    other.record(EVENT)
    (found,) = store.journal(JournalFilter(actor="IVANOVA"))
    assert (found.seq, found.actor) == (8, "ivanova (Иванова А. П.)")


def test_only_what_is_wanted_is_read(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last two of many: two rows leave the database."""
    read: list[object] = []
    careful = journal_rows.careful

    def counted(*given: object) -> object:
        for row in careful(*given):  # type: ignore[arg-type]
            read.append(row)
            yield row

    monkeypatch.setattr(journal_shown, "careful", counted)
    assert len(store.journal(JournalFilter(last=2))) == 2
    assert len(read) == 2


@pytest.mark.parametrize(
    ("column", "value"),
    [("at", "'вчера'"), ("changes", "'{'"), ("changes", "'[[1]]'"), ("changes", "'[[\"a\", 1, 2]]'")],
)
def test_an_entry_that_somebody_made_unreadable_is_shown_all_the_same(
    store: SqlStore, column: str, value: str
) -> None:
    tamper(store, f"UPDATE journal SET {column} = {value} WHERE owner = 'owner-1' AND seq = 3")
    entry = store.journal()[2]
    assert (entry.seq, entry.action) == (3, "карта создана")
    assert entry.at == journal_shown.UNREADABLE or entry.changes == ("изменения не читаются",)
