"""File names of documents: extracts, parts, gaps between them (R110, R118)."""

from datetime import date

import pytest

from emk_tui.card.naming import (
    LONGEST,
    NamedPart,
    extract_name,
    harmless_name,
    is_extract_name,
    missing_parts,
    part_name,
    part_of,
)

DAY = date(2026, 1, 15)
PERSON = {"surname": "Иванова", "given_name": "Мария", "patronymic": "Петровна"}
RIGHT = "Иванова_Мария_Петровна_2026-01-15_Выписка.pdf"


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (PERSON, RIGHT),
        ({**PERSON, "patronymic": None}, "Иванова_Мария_2026-01-15_Выписка.pdf"),
        ({**PERSON, "patronymic": "Аслан оглы"}, "Иванова_Мария_Аслан_оглы_2026-01-15_Выписка.pdf"),
    ],
)
def test_name(person: dict[str, str | None], name: str) -> None:
    """ФИО, ISO date, kind."""
    assert extract_name(person, DAY) == name


def test_a_long_name_fits() -> None:
    """255 bytes, the date and the kind stay."""
    name = extract_name({"surname": "Щ" * 100, "given_name": "Ю" * 100}, DAY)
    assert len(name.encode()) <= LONGEST
    assert name.endswith("_2026-01-15_Выписка.pdf")


@pytest.mark.parametrize(
    ("path", "right"),
    [
        (RIGHT, True),
        (f"files/{RIGHT}", True),
        (f"C:\\files\\{RIGHT.upper()}", True),
        ("vypiska.pdf", False),
        (RIGHT.replace("-15", "-16"), False),
    ],
)
def test_is_extract_name(path: str, right: bool) -> None:
    """Only the last part of a path counts."""
    assert is_extract_name(path, extract_name(PERSON, DAY)) is right


@pytest.mark.parametrize(
    ("part", "parts", "name"),
    [
        (1, 1, RIGHT),
        (1, 7, "Иванова_Мария_Петровна_2026-01-15_Выписка_часть-01-из-07.pdf"),
        (12, 120, "Иванова_Мария_Петровна_2026-01-15_Выписка_часть-012-из-120.pdf"),
    ],
)
def test_parts_of_an_extract(part: int, parts: int, name: str) -> None:
    """R110, R118: as many digits as the count has, two at least."""
    assert part_name(extract_name(PERSON, DAY), part, parts) == name


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("scan.pdf", "scan_часть-02-из-03.pdf"),
        ("scan", "scan_часть-02-из-03"),
        (".pdf", "pdf_часть-02-из-03"),
        ("щ" * 140 + ".pdf", "щ" * 114 + "_часть-02-из-03.pdf"),
    ],
)
def test_part_of_any_name(name: str, told: str) -> None:
    """The ending stays, the whole fits."""
    assert part_name(name, 2, 3) == told
    assert len(told.encode()) <= LONGEST


@pytest.mark.parametrize(
    ("name", "kept"),
    [("a/b\\c", "abc"), ("a\u202eb", "ab"), ("a\x1b[31m", "a[31m"), ("и\u0306од", "йод"), (" ..a. ", "a")],
)
def test_harmless(name: str, kept: str) -> None:
    """No folder, no control, no direction mark gets into a name."""
    assert harmless_name(name) == kept


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("скан_часть-01-из-03.pdf", NamedPart("скан", 1, 3, ".pdf")),
        ("C:\\a\\скан_ЧАСТЬ-3-ИЗ-3.PDF", NamedPart("скан", 3, 3, ".PDF")),
        ("скан_часть-04-из-03.pdf", None),
        ("скан_часть-00-из-03.pdf", None),
        ("скан.pdf", None),
    ],
)
def test_part_of(path: str, found: NamedPart | None) -> None:
    assert part_of(path) == found


@pytest.mark.parametrize(
    ("numbers", "absent"),
    [((1, 3), (2,)), ((1, 2, 3), ()), ((2,), (1, 3)), ((), ())],
)
def test_missing_parts(numbers: tuple[int, ...], absent: tuple[int, ...]) -> None:
    """R110: told once, at the first part that is there."""
    paths = [f"a/скан_часть-0{number}-из-03.pdf" for number in numbers]
    assert missing_parts([*paths, "other.pdf"]) == ({paths[0]: (absent, 3)} if absent else {})


def test_a_part_of_an_extract_has_the_right_name() -> None:
    assert is_extract_name(RIGHT.replace(".pdf", "_часть-01-из-02.pdf"), extract_name(PERSON, DAY))
