"""The journal in words: entries, verdicts, witnesses (R189)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.ports import Break, Caution, Head, JournalEntry, JournalVerdict
from emk_tui.services.journal_words import entry_line, read_witness, verdict_lines, witness_line

AT = datetime(2026, 3, 2, 10, 5, 59, tzinfo=UTC)
HASH = "1a2b3c4d5e6f7081" + "9" * 48


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (JournalEntry(37, AT, "ivanova", "согласие подписано", "С-2026-1"),
         "37. 02.03.2026 10:05. ivanova. согласие подписано. С-2026-1."),
        (JournalEntry(1, AT, "", "вход", ""), "1. 02.03.2026 10:05. вход."),
        (JournalEntry(2, AT, "ivanova (Иванова А. П.)", "карта.", "", ("inn: пусто → 12ab", "snils: 1 → 2")),
         "2. 02.03.2026 10:05. ivanova (Иванова А. П.). карта. inn: пусто → 12ab; snils: 1 → 2."),
        (JournalEntry(3, datetime(1, 1, 1, tzinfo=UTC), "x", "y", ""), "3. 01.01.0001 00:00. x. y."),
    ],
)  # fmt: skip
def test_an_entry_is_one_line(entry: JournalEntry, line: str) -> None:
    """What is empty is left out."""
    assert entry_line(entry) == line


def test_whole() -> None:
    """The number and the head as papers tell it."""
    assert verdict_lines(JournalVerdict(True, 37, HASH)) == (
        "Журнал цел, записей 37, последняя 1a2b-3c4d-5e6f-7081.",
    )
    assert verdict_lines(JournalVerdict(True, 0)) == ("Журнал цел, записей 0, последняя нет.",)


@pytest.mark.parametrize("why", Break)
def test_broken_says_what_it_means_and_what_to_do(why: Break) -> None:
    """Three sentences or more, each whole."""
    lines = verdict_lines(JournalVerdict(False, 36, HASH, 37, why, (Caution.TRIGGERS,)))
    assert lines[0] == f"Журнал нарушен, запись 37: {why.value}."
    assert len(lines) == 4 and all(line.endswith(".") for line in lines)


@pytest.mark.parametrize("warning", Caution)
def test_a_warning_follows_a_whole_journal(warning: Caution) -> None:
    """It never reads as a broken one."""
    lines = verdict_lines(JournalVerdict(True, 37, HASH, warnings=(warning,)))
    assert lines[0].startswith("Журнал цел") and len(lines) in (2, 3)
    assert "нарушен" not in "".join(lines)


@pytest.mark.parametrize(
    "typed",
    [
        "37 1a2b-3c4d-5e6f-7081", " 37  1A2B-3C4D-5E6F-7081 ", "37 1a2b3c4d5e6f7081",
        "запись 37, 1a2b-3c4d-5e6f-7081", "37:1a2b 3c4d 5e6f 7081",
    ],
)  # fmt: skip
def test_a_witness_is_read_as_it_is_typed(typed: str) -> None:
    """Number, then 16 digits."""
    assert read_witness(typed) == Head(37, "1a2b3c4d5e6f7081")


@pytest.mark.parametrize(
    "typed",
    ["", "37", "1a2b-3c4d-5e6f-7081", "37 1a2b-3c4d-5e6f", "37 1a2b-3c4d-5e6f-708g", "0 1a2b-3c4d-5e6f-7081",
     "-1 1a2b-3c4d-5e6f-7081", "37 1a2b-3c4d-5e6f-7081-0000", "³ 1a2b-3c4d-5e6f-7081"],
)  # fmt: skip
def test_what_is_no_witness_is_none(typed: str) -> None:
    """No guess."""
    assert read_witness(typed) is None


@given(st.integers(1, 10**12 - 1), st.text("0123456789abcdef", min_size=64, max_size=64))
def test_what_is_printed_is_read_back(seq: int, digits: str) -> None:
    """By whoever types it from a paper."""
    head = Head(seq, digits)
    assert read_witness(f"{seq} {head.short}") == Head(seq, digits[:16])
    assert f"запись {seq}, {head.short}." in witness_line(head)


@given(st.text(max_size=60))
def test_nothing_typed_raises(typed: str) -> None:
    """Head or None."""
    found = read_witness(typed)
    assert found is None or len(found.hash) == 16
