"""Bytes in, action out: every key of the tables in both layouts, by every way terminals send it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from emk_tui.card.text import LAYOUT
from emk_tui.face.commands import COMMANDS
from emk_tui.face.keys import RussianKeys
from emk_tui.widgets.field_input import EDITING

ACTIONS = {key: one.id for one in COMMANDS for key in one.keys} | EDITING
"""Key → what it does."""
WITH_LETTER = sorted(key for key in ACTIONS if re.fullmatch(r"ctrl\+(shift\+)?[a-z]", key))


def read(*parts: str) -> list[Message]:
    """What the reader makes of bytes that come in these parts."""
    parser = RussianKeys()
    found = [event for part in parts for event in parser.feed(part)]
    return [*found, *parser.feed("")]


def keys(*parts: str) -> list[tuple[str, str | None]]:
    """Keys and what they type."""
    return [(one.key, one.character) for one in read(*parts) if isinstance(one, events.Key)]


def sent(key: str) -> dict[str, str]:
    """Every way a terminal sends this key while ЙЦУКЕН is on."""
    letter = key[-1]
    russian, bits = LAYOUT[letter], 6 if "shift" in key else 5
    small, big, latin = ord(russian), ord(russian.upper()), ord(letter)
    ways = {
        "kitty": f"\x1b[{small};{bits}u",
        "base layout": f"\x1b[{small}::{latin};{bits}u",
        "both alternates": f"\x1b[{small}:{big}:{latin};{bits}u",
        "upper case": f"\x1b[{big}:{big}:{latin};{bits}u",
        "with text": f"\x1b[{small};{bits};{small}u",
        "with base and text": f"\x1b[{small}::{latin};{bits};{small}u",
        "with the event": f"\x1b[{small};{bits}:1u",
        "Caps Lock": f"\x1b[{small};{bits + 64}u",
        "modifyOtherKeys": f"\x1b[27;{bits};{big if 'shift' in key else small}~",
        "Latin layout": f"\x1b[{latin};{bits}u",
    }
    return ways if "shift" in key else ways | {"control byte": chr(latin & 31)}


@pytest.mark.parametrize("key", WITH_LETTER)
def test_every_ctrl_key_in_the_russian_layout(key: str) -> None:
    """One key with the same action, and no letter is typed."""
    own = {"ctrl+h": ("ctrl+h", "backspace")}.get(key, (key,))
    for way, data in sent(key).items():
        [(found, typed)] = keys(data)
        assert found in own and ACTIONS[found] == ACTIONS[key], way
        assert typed is None or not typed.isprintable(), way


def test_the_tables_were_looked_through() -> None:
    """The test above holds more than a handful."""
    assert {"ctrl+z", "ctrl+p", "ctrl+q", "ctrl+shift+z"} <= set(WITH_LETTER) and len(WITH_LETTER) > 20


def test_every_command_has_a_second_key_and_no_key_does_two_things() -> None:
    """F1, F10 and F11 are often taken by the terminal itself."""
    every = [key for one in COMMANDS for key in one.keys]
    assert [one.id for one in COMMANDS if len(one.keys) < 2] == []
    assert len(every) == len(set(every))
    assert set(every).isdisjoint(EDITING)
    taken = {"f1", "f10", "f11"}
    assert [one.id for one in COMMANDS if set(one.keys) <= taken] == []


TYPED = [
    ("с", "с"),
    ("С", "С"),
    ("\x1b[1089;;1089u", "с"),
    ("\x1b[1089u", "с"),
    ("\x1b[1089:1057;2;1057u", "С"),
    ("\x1b[1089:1057;2u", "С"),
    ("\x1b[1089;2u", "С"),
    ("\x1b[1089;2;1057u", "С"),
    ("\x1b[1089;65u", "С"),
    ("\x1b[1089;66u", "с"),
    ("\x1b[1089::99;;1089u", "с"),
    ("\x1b[27;2;1057~", "С"),
    ("\x1b[97;;97u", "a"),
    ("\x1b[97;2;65u", "A"),
    ("\x1b[53;;53u", "5"),
    ("\x1b[53u", "5"),
    ("\x1b[53:37;2u", "%"),
    ("\x1b[32;;32u", " "),
    ("\x1b[32u", " "),
    ("\x1b[101;3;8364u", "€"),
    ("\x1b[1091;7;64u", "@"),
    ("\x1b[1105;;1105u", "ё"),
]


@pytest.mark.parametrize(("data", "typed"), TYPED)
def test_letters_stay_letters(data: str, typed: str) -> None:
    """Plain, with Shift, with Caps Lock, with AltGr."""
    [(key, character)] = keys(data)
    assert character == typed and "ctrl+shift" not in key


OTHERS = [
    ("\x1b[A", "up"),
    ("\x1b[1;5D", "ctrl+left"),
    ("\x1b[1;5:1C", "ctrl+right"),
    ("\x1b[1;2H", "shift+home"),
    ("\x1b[3~", "delete"),
    ("\x1b[3;5~", "ctrl+delete"),
    ("\x1b[15~", "f5"),
    ("\x1b[15;5~", "ctrl+f5"),
    ("\x1bOP", "f1"),
    ("\x1b[21~", "f10"),
    ("\x1b[13u", "enter"),
    ("\x1b[9;2u", "shift+tab"),
    ("\x1b[27;2;9~", "shift+tab"),
    ("\x1b[27;5;13~", "ctrl+enter"),
    ("\x1b[27u", "escape"),
    ("\x1b[127u", "backspace"),
    ("\x1b[127;5u", "ctrl+backspace"),
    ("\x1b[127;3u", "alt+backspace"),
    ("\x1b[Z", "shift+tab"),
    ("\x1b[1092;3u", "alt+a"),
    ("\x1b[1092::97;3u", "alt+a"),
    ("\x1b[46;5u", "ctrl+full_stop"),
    ("\x1b[99::105;5u", "ctrl+c"),
]


@pytest.mark.parametrize(("data", "key"), OTHERS)
def test_other_keys_stay_what_they_are(data: str, key: str) -> None:
    """Function keys and arrows, with and without modifiers; Dvorak keeps its own letters."""
    assert [found for found, _typed in keys(data)] == [key]


NOTHING = [
    "\x1b[1089;5:3u",
    "\x1b[9999999;5u",
    "\x1b[55296u",
    "\x1b[:;:;:u",
    "\x1b[1;2;3;u",
    "\x1b[27;5;99999999~",
]


@pytest.mark.parametrize("data", NOTHING)
def test_a_malformed_or_released_key_is_none(data: str) -> None:
    """It types nothing and does nothing; the next key is read."""
    found = keys(data, "я")
    assert ("я", "я") in found
    assert [key for key, _typed in found if key in ACTIONS] == []


def test_alt_before_a_letter_is_alt_of_its_key() -> None:
    """ESC and the letter, where the terminal has no protocol for it; no other letter is typed by it."""
    assert keys("\x1bф") == [("alt+a", "ф")]


numbers = st.one_of(
    st.just(""),
    st.integers(0, 255).map(str),
    st.integers(0, 0x120000).map(str),
    st.sampled_from(["27", "1089"]),
)
forms = st.lists(numbers, min_size=1, max_size=4).map(":".join)
sequences = st.builds(
    lambda groups, end: f"\x1b[{';'.join(groups)}{end}",
    st.lists(forms, max_size=4),
    st.sampled_from("u~ABCDHPQRSZMmtyn"),
)
wild = st.lists(st.one_of(sequences, st.text(max_size=6), st.just("\x1b[<0;3;4M")), max_size=4).map("".join)


@given(wild, st.integers(0, 60))
def test_no_sequence_ends_the_input(data: str, place: int) -> None:
    """Whatever comes, split anywhere: nothing is raised, and what follows is read."""
    parser = RussianKeys()
    # a pause or a line end may belong to what came before, the third letter cannot
    parts = [data[:place], data[place:], "\x1b[201~", "яяя" * 20]
    found = [event for part in parts if part for event in parser.feed(part)]
    last = [one.character for one in found if isinstance(one, events.Key)][-1:]
    assert last == ["я"]


@given(st.binary(max_size=40), st.integers(0, 40))
def test_no_bytes_end_the_input(data: bytes, place: int) -> None:
    """Random bytes as the driver decodes them."""
    text = data.decode("utf-8", "replace")
    found = read(*(part for part in (text[:place], text[place:], "\x1b[201~", "я" * 60) if part))
    assert [one.character for one in found if isinstance(one, events.Key)][-1:] == ["я"]
