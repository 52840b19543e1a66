"""User texts: Russian is the source language; a catalogue for another one hooks in here."""

from collections.abc import Mapping


def _(text: str) -> str:
    """The text in the language of the user."""
    return text


def _l(text: str) -> str:
    """Mark a text of a definition; it is translated with `_` where it is shown."""
    return text


def filled(text: str, words: Mapping[str, object]) -> str:
    """The text with its words; one that ends with a full stop of its own needs no second one."""
    whole = text.format(**words)
    for one in map(str, words.values()):
        if one.endswith(".") and not one.endswith(".."):
            whole = whole.replace(one + ".", one)
    return whole


def plural(count: int, one: str, few: str, many: str) -> str:
    """«1 цифра», «2 цифры», «5 цифр»: the number with its noun in the right form."""
    tail, tens = count % 10, count % 100
    word = many
    if tail == 1 and tens != 11:
        word = one
    elif 2 <= tail <= 4 and not 12 <= tens <= 14:
        word = few
    return f"{count} {word}"
