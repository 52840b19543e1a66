"""Commands and answers: case, layout, numbers, the leading «=»."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.linear.commands import Answer, Command, Word, parse, parse_secret

JCUKEN = "йцукенгшщзхъфывапролджэячсмитьбюё"
QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
LATIN = str.maketrans(JCUKEN + JCUKEN.upper(), QWERTY + 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~')


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("?", Command(Word.HELP)),
        (" ? ", Command(Word.HELP)),
        (",", Command(Word.HELP)),
        ("&", Command(Word.HELP)),
        ("справка", Command(Word.HELP)),
        ("Повтор", Command(Word.REPEAT)),
        ("НАЗАД", Command(Word.BACK)),
        ("  дальше ", Command(Word.NEXT)),
        ("сводка", Command(Word.SUMMARY)),
        ("перейти 3", Command(Word.GOTO, 3)),
        ("Перейти   12", Command(Word.GOTO, 12)),
        ("перейти", Command(Word.GOTO)),
        ("исправить 7", Command(Word.FIX, 7)),
        ("сохранить", Command(Word.SAVE)),
        ("стоп", Command(Word.STOP)),
        ("замена", Command(Word.REPLACE)),
        ("ещё", Command(Word.RESEND)),
        ("Еще", Command(Word.RESEND)),
        ("cnjg", Command(Word.STOP)),
        ("экран", Command(Word.SCREEN)),
        ("'rhfy", Command(Word.SCREEN)),
        ("yfpfl", Command(Word.BACK)),
        ("CJ{HFYBNM", Command(Word.SAVE)),
        ("CJ[HFYBNM", Command(Word.SAVE)),
        ("to`", Command(Word.RESEND)),
        ("gthtqnb 3", Command(Word.GOTO, 3)),
        ("", Answer("")),
        ("   ", Answer("   ")),
        ("Иванов", Answer("Иванов")),
        ("стоп машина", Answer("стоп машина")),
        ("назад 3", Answer("назад 3")),
        ("перейти дорогу", Answer("перейти дорогу")),
        ("исправить 1 2", Answer("исправить 1 2")),
        ("перейти ٣", Answer("перейти ٣")),
        ("перейти 9999999999", Answer("перейти 9999999999")),
        ("??", Answer("??")),
        ("=стоп", Answer("стоп")),
        (" =стоп", Answer("стоп")),
        ("==стоп", Answer("=стоп")),
        ("=", Answer("")),
        ("=?", Answer("?")),
        ("=cnjg", Answer("cnjg")),
    ],
)
def test_parse(line: str, expected: Command | Answer) -> None:
    """Every command, and what only looks like one."""
    assert parse(line) == expected


@pytest.mark.parametrize("word", list(Word))
def test_every_word_in_both_layouts_and_cases(word: Word) -> None:
    """Each command is understood as it comes from the keyboard, whatever the layout and Caps Lock."""
    for typed in (word.value, word.value.upper(), word.value.capitalize()):
        assert parse(typed) == Command(word)
        assert parse(typed.translate(LATIN)) == Command(word)


@given(st.text())
def test_any_value_can_be_entered(text: str) -> None:
    """With a leading «=» every value is an answer, unchanged but for space at its ends."""
    answer = parse("=" + text)
    assert isinstance(answer, Answer)
    assert answer.text.strip() == text.strip()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("стоп", Command(Word.STOP)),
        ("=стоп", Answer("стоп")),
        ("==стоп", Answer("=стоп")),
        ("=пароль7", Answer("=пароль7")),
        (" пробел ", Answer(" пробел ")),
        ("=", Answer("=")),
    ],
)
def test_parse_secret(line: str, expected: Command | Answer) -> None:
    """A password keeps its «=» and its spaces."""
    assert parse_secret(line) == expected


@given(st.text())
def test_any_secret_can_be_entered(text: str) -> None:
    """Whatever a password is, it can be typed as it is or after one «=»."""
    assert Answer(text) in (parse_secret(text), parse_secret("=" + text))
