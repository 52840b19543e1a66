"""Bytes of the keyboard → keys: Ctrl and Alt work in the Russian layout, no sequence ends the input."""

import re
from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

from emk_tui.card.text import LAYOUT

LATIN_KEY = {letter.lower(): key for key, letter in LAYOUT.items() if letter.islower()}
"""Letter of ЙЦУКЕН → the key of the Latin layout it stands on."""

KEY_SEQUENCE = re.compile(r"\x1b\[([0-9:]*)(?:;([0-9:]*))?(?:;([0-9:]*))?([u~ABCDEFHPQRS])")
ALL_KEYS = re.compile(r"\x1b\[(?:[\d:]*;?){2,3}[u~ABCDEFHPQRS]")
"""What Textual reads as a key; its own reader raises for most of what is not in the shape above."""
SHIFT, ALT, CTRL, CAPS = 1, 2, 4, 64
COMMANDING = 2 | 4 | 8 | 16 | 32
"""Alt, Ctrl, Super, Hyper, Meta: with one of them a letter is a command, no text."""
RELEASED = 3
OTHER_KEYS = 27
"""`ESC[27;5;1089~`: xterm's modifyOtherKeys, the key stands last."""


class RussianKeys(XTermParser):
    """Reads what terminals send for a key in any layout; what nobody understands is no key at all."""

    # Textual caches it by a decorator that has no type to override
    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:  # type: ignore[override]
        """The keys of one sequence of the Kitty protocol or of modifyOtherKeys."""
        plain = plain_sequence(sequence)
        if plain is None:
            return None
        ignored = [events.Key(Keys.Ignore, sequence)]
        return (super()._parse_extended_key(plain) or ignored) if plain else ignored

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        """Alt comes as ESC before the letter where the terminal has no protocol for it.

        The letter stays what is typed: the ESC may have been the key Esc, pressed just before.
        """
        key = latin_key(sequence) if alt else sequence
        found = super()._sequence_to_key_events(key, alt)
        return found if key == sequence else (events.Key(one.key, sequence) for one in found)

    def parse_mouse_code(self, code: str) -> Message | None:
        """A place of the mouse; None where the terminal told of a window without size."""
        try:
            return super().parse_mouse_code(code)
        except (ValueError, ZeroDivisionError):
            return None


def plain_sequence(sequence: str) -> str | None:
    """The same key in the shape that Textual reads; None for what is no key, empty for one to ignore."""
    found = KEY_SEQUENCE.fullmatch(sequence)
    if found is None:
        return "" if ALL_KEYS.fullmatch(sequence) else None
    forms, modified, text, end = (group or "" for group in found.groups())
    numbers = [int(one) if one else 0 for one in forms.split(":")]
    bits, event = modifiers(modified)
    if event == RELEASED or not all(is_char(number) for number in numbers):
        return ""
    if end == "~" and numbers[0] == OTHER_KEYS and text:
        numbers, text = [int(text.split(":")[0] or 0)], ""
        if not is_char(numbers[0]):
            return ""
        text = str(numbers[0]) if chr(numbers[0]).isprintable() and not bits & COMMANDING else ""
        end = "u"
    if end != "u":
        return f"\x1b[{numbers[0] or 1};{bits + 1}{end}" if modified else f"\x1b[{numbers[0] or 1}{end}"
    return _letter(numbers, bits, text)


def modifiers(told: str) -> tuple[int, int]:
    """The bits of the modifiers and the kind of the event; nothing told means none and pressed."""
    bits, _colon, event = told.partition(":")
    return max(0, int(bits or 1) - 1), int(event.partition(":")[0] or 1)


def is_char(number: int) -> bool:
    """Is this the number of a character."""
    return number < 0xD800 or 0xDFFF < number <= 0x10FFFF


def _letter(numbers: list[int], bits: int, text: str) -> str:
    """A key with a code of its own: a command under Ctrl or Alt, else what it types."""
    code, shifted, base = (*numbers, 0, 0, 0)[:3]
    typed = [one for one in text.split(":") if one and is_char(int(one)) and chr(int(one)).isprintable()]
    if bits & COMMANDING and not _is_other_text(typed, code, bits):
        return f"\x1b[{ord(command_key(code, base))};{bits + 1}u"
    if not typed:
        typed = _typed_by(code, shifted, bits)
    told = str(bits + 1) if bits else ""
    return f"\x1b[{code};{told};{':'.join(typed)}u" if typed else f"\x1b[{code};{told}u"


def _typed_by(code: int, shifted: int, bits: int) -> list[str]:
    """What a key types where the terminal does not say; nothing where Shift makes an unknown sign of it."""
    if not chr(code).isprintable() or bits & COMMANDING:
        return []
    if bits & SHIFT and not chr(code).isalpha():
        return [str(shifted)] if shifted else []
    return [str(shifted or ord(_cased(chr(code), bits)))]


def _is_other_text(typed: list[str], code: int, bits: int) -> bool:
    """Does Alt (or AltGr, which some send as Ctrl and Alt) type a sign that is not the key's own."""
    own = chr(code).lower()
    return bool(bits & ALT and typed) and any(chr(int(one)).lower() != own for one in typed)


def _cased(letter: str, bits: int) -> str:
    """The letter as Shift and Caps Lock make it."""
    upper = bool(bits & SHIFT) != bool(bits & CAPS)
    other = letter.upper() if upper else letter
    return other if len(other) == 1 else letter


def command_key(code: int, base: int) -> str:
    """The key of a command: in a layout without Latin letters the one told as base, else by the table."""
    letter = chr(code)
    if letter.isascii():
        return letter.lower()
    return chr(base).lower() if 32 < base < 127 else latin_key(letter)


def latin_key(letter: str) -> str:
    """The key that a Russian letter stands on; anything else as it is."""
    return LATIN_KEY.get(letter.lower(), letter)
