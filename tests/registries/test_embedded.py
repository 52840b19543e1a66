"""The true directories: complete, found by words, limited by region."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.ru import inn

from emk_tui.registries.embedded import embedded_directories
from emk_tui.registries.listing import fold

ALL = embedded_directories()


def first(key: str, fragment: str, region: str = "") -> str:
    """Name of the best entry."""
    return ALL[key].find(fragment, region=region).entries[0].name


@pytest.mark.parametrize(
    ("key", "count", "filled"),
    [
        ("specialties", 62, "specialty"),
        ("insurers", 30, "insurer"),
        ("vaccines", 89, "vaccine"),
        ("regions", 89, "region"),
    ],
)
def test_every_directory_is_whole(key: str, count: int, filled: str) -> None:
    directory = ALL[key]
    found = directory.find("", limit=1000)
    assert len(directory) == found.total == len(found.entries) == count
    assert len({entry.code for entry in found.entries}) == count
    assert all(entry.values[filled] == entry.name for entry in found.entries)
    assert directory.key == key
    assert directory.title and directory.version and directory.source and directory.as_of.year >= 2022


@pytest.mark.parametrize(
    ("key", "fragment", "name"),
    [
        ("specialties", "тера", "терапевт"),
        ("specialties", "ЛОР", "оториноларинголог"),
        ("specialties", "кардиология", "кардиолог"),
        ("insurers", "согаз", "АО «Страховая компания «СОГАЗ-Мед»"),
        ("insurers", "реверс", ""),
        ("insurers", "РЕСО мед", "ООО «Страховая медицинская компания РЕСО-Мед»"),
        ("insurers", "7728170427", "АО «Страховая компания «СОГАЗ-Мед»"),
        ("vaccines", "гриппол", "Гриппол"),
        ("vaccines", "желтой", "Вакцина жёлтой лихорадки живая сухая"),
        ("vaccines", "энцефалит бакстер джуниор", "ФСМЕ-Иммун Джуниор"),
        ("vaccines", "спутник", "Спутник Лайт"),
        ("regions", "77", "г. Москва"),
        ("regions", "москва", "г. Москва"),
        ("regions", "хмао", "Ханты-Мансийский автономный округ — Югра"),
        ("regions", "орлов", "Орловская область"),
    ],
)
def test_the_best_entry_comes_first(key: str, fragment: str, name: str) -> None:
    entries = ALL[key].find(fragment).entries
    assert (entries[0].name if entries else "") == name


def test_every_insurer_has_a_right_inn_and_a_branch() -> None:
    regions = {entry.code for entry in ALL["regions"].find("", limit=99).entries}
    everywhere = set()
    for code in regions:
        everywhere |= {entry.code for entry in ALL["insurers"].find("", limit=99, region=code).entries}
    insurers = ALL["insurers"].find("", limit=99).entries
    assert {entry.code for entry in insurers} == everywhere
    assert all(len(entry.code) == 10 and inn.is_valid(entry.code) for entry in insurers)


@pytest.mark.parametrize(
    ("region", "fragment", "found"),
    [
        ("77", "чулпан", 0),
        ("16", "чулпан", 1),
        ("", "чулпан", 1),
        ("89", "уренгой", 1),
        ("74", "уренгой", 0),
        ("90", "", 0),
    ],
)
def test_only_insurers_of_the_region(region: str, fragment: str, found: int) -> None:
    assert ALL["insurers"].find(fragment, region=region).total == found


@pytest.mark.parametrize(
    ("key", "text", "region", "code"),
    [
        ("insurers", "капитал мс", "", "7813171100"),
        ("insurers", "Капитал МС", "74", None),
        ("insurers", "капитал мс", "77", "7813171100"),
        ("insurers", "Капитал", "", None),
        ("insurers", "", "", None),
        ("specialties", "Терапия", "", "27"),
        ("specialties", "терапевт", "", "27"),
        ("vaccines", "  гам-ковид-вак ", "", "11088"),
        ("regions", "Татарстан", "", "16"),
        ("regions", "СПб", "", "78"),
    ],
)
def test_exact_takes_whole_names_only(key: str, text: str, region: str, code: str | None) -> None:
    entry = ALL[key].exact(text, region)
    assert (entry.code if entry else None) == code


def test_the_limit_bounds_the_entries_and_not_the_total() -> None:
    found = ALL["vaccines"].find("вакцина", limit=3)
    assert len(found.entries) == 3 and found.total > 15


@given(st.text(max_size=600))
def test_any_fragment_gives_entries_that_hold_its_words(fragment: str) -> None:
    for directory in ALL.values():
        found = directory.find(fragment, limit=200)
        assert len(found.entries) == found.total <= len(directory)
        exact = directory.exact(fragment)
        assert exact is None or exact in found.entries


def test_every_name_and_code_finds_itself_first() -> None:
    for directory in ALL.values():
        for entry in directory.find("", limit=200).entries:
            assert directory.exact(entry.name) == entry
            assert fold(directory.find(entry.name).entries[0].name) == fold(entry.name)
