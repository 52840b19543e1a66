"""Every Ctrl key of the table in the Russian layout, and letters that are keys, on one running program."""

import re
from collections.abc import Iterator

import pytest

from emk_tui.face.commands import COMMANDS
from emk_tui.face.keys import LATIN_KEY
from tests.e2e.driver import DEADLINE, surroundings
from tests.e2e.screen import Seen, screen
from tests.e2e.test_screen_whole import NOW, quiet

LETTERS = {key: letter for letter, key in LATIN_KEY.items()}
CTRL = {one.id: key[-1] for one in COMMANDS for key in one.keys if key.startswith("ctrl+")}
"""Command → the Latin letter that it has with Ctrl."""
ESC, F2, UP = "\x1b[27u", "\x1bOQ", "\x1b[A"
CASES: dict[str, tuple[str, str, str, str]] = {
    "next": ("1", "", "2 из 8", ""),
    "problem": ("3", "\x1512\r", "▌Номер полиса", "\x157754410885000178\r"),
    "goto": ("3", "", "Куда:", ESC),
    "fix": ("1", "\x15Иванoва", "▌Фамилия +Иванова", ""),
    "menu": ("3", "", "Меню. Найти", ESC),
    "snapshot": ("3", "", "[Сс]ним", ""),
}
"""Command → step, keys before it, what stands then, keys after it."""
ELSEWHERE = {"quit", "look", "lines", "lock"}
"""«quit» and «lock» end it: test_screen_keys, test_screen_lock; the others have a test of their own below."""


def spellings(latin: str) -> list[str]:
    """The Latin key and the same key in the Russian layout, as terminals send it."""
    code = ord(LETTERS[latin])
    held = [f"\x1b[{code};5u", f"\x1b[{code}::{ord(latin)};5u", f"\x1b[27;5;{code}~"]
    return [chr(ord(latin) - 96), *held]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """A filled card with one vaccination, at its review."""
    around = surroundings(tmp_path_factory.mktemp("russian"))
    with screen("demo", "--now", NOW, "--step", "review", env=around) as one:
        one.until("8 из 8")
        yield one


def to_step(seen: Seen, number: str, then: str = "") -> None:
    """By «куда»; at the first row where it has rows."""
    seen.press(F2)
    seen.until("Куда:")
    seen.press(number)
    seen.until(then or f"{number} из 8")
    seen.press(*(UP for _ in range(25)) if not then else "")
    quiet(seen)


def standing(seen: Seen) -> list[str]:
    """The screen without the time of the last save and the name of a picture."""
    lines = seen.text.split("\n")[1:]
    return [re.sub(r"Снимок_\S+|\d\d-\d\d\S*", "", line) for line in lines]


def test_no_command_is_forgotten() -> None:
    """Every command with a Ctrl key is pressed below or elsewhere."""
    assert set(CTRL) == set(CASES) | ELSEWHERE


@pytest.mark.parametrize("command", CASES)
def test_ctrl_does_the_same_in_the_russian_layout(seen: Seen, command: str) -> None:
    """Four ways to send one key, one and the same screen."""
    step, before, then, after = CASES[command]
    found = []
    for spelling in spellings(CTRL[command]):
        to_step(seen, step)
        seen.press(before)
        quiet(seen)
        seen.press(spelling)
        seen.until(then)
        quiet(seen)
        found.append(standing(seen))
        if after:
            seen.press(after)
            seen.until("из 8")
    assert found == found[:1] * len(found)


def test_looks_turn_in_the_russian_layout(seen: Seen) -> None:
    """Once round by the Latin key and once by the others: the same colours in the same order."""
    latin, *russian = spellings(CTRL["look"])
    assert turned(seen, [latin] * 4) == turned(seen, [*russian, latin])


def turned(seen: Seen, keys: list[str]) -> list[str]:
    """The ground of the first cell after each key: every look has another one than the look before."""
    grounds: list[str] = []
    for key in keys:
        before = seen.ground
        seen.press(key)
        while seen.ground == before:
            assert seen.talk._read(DEADLINE), key
        grounds.append(seen.ground)
    return grounds


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """Another one, that stays filled."""
    around = surroundings(tmp_path_factory.mktemp("letters"))
    with screen("demo", "--now", NOW, "--step", "review", env=around) as one:
        one.until("8 из 8")
        yield one


def a_vaccination(card: Seen) -> None:
    """One record on the list, the arrow at it."""
    to_step(card, "6", "Добавить прививку")
    if "записей 1" not in card.text:
        card.press("+")
        card.until("▌Название")
        card.press("Совигрипп\r10.10.2025\r\r\r")
        card.until("записей 1")
    card.press("1")
    card.until("> 1. Сови")


@pytest.mark.parametrize(("drop", "no"), [("у", "н"), ("e", "y"), ("У", "Н"), ("у", "y"), ("e", "н")])
def test_letters_of_a_list_and_no(card: Seen, drop: str, no: str) -> None:
    """«у» asks, «н» keeps, in either layout."""
    a_vaccination(card)
    card.press(drop)
    card.until("Удалить запись")
    card.press(no)
    assert card.until(r"записей 1[\s\S]*> 1\. Совигрипп")


@pytest.mark.parametrize(("drop", "yes"), [("у", "д"), ("e", "l"), ("E", "L"), ("e", "д")])
def test_letters_of_a_list_and_yes(card: Seen, drop: str, yes: str) -> None:
    """«д» and the key it stands on delete."""
    a_vaccination(card)
    card.press(drop)
    card.until("Удалить запись")
    card.press(yes)
    assert card.until(r"\A(?![\s\S]*Совигрипп)[\s\S]*Прививок нет")


@pytest.mark.parametrize("edit", ["р", "h", "Р"])
def test_the_letter_that_opens_a_record(card: Seen, edit: str) -> None:
    """«р» and the key it stands on."""
    a_vaccination(card)
    card.press(edit)
    card.until("▌Название")
    card.press(ESC)
    card.until("> 1. Сови")


@pytest.mark.parametrize("whole", ["ф", "a", "Ф", "A", "ф", "a"])
def test_a_whole_section_in_the_review(card: Seen, whole: str) -> None:
    """Ticked and taken back by the same key in either layout."""
    to_step(card, "8", "Сверено")
    card.press("1")
    before = "Личные данные, сверено 0 из" in card.text
    card.press(whole)
    card.until("Личные данные, сверено 21 из 21" if before else "Личные данные, сверено 0 из 21")
