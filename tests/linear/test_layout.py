"""Lines and prompts: widths, whole numbers, harmless text."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.linear.layout import hidden_prompt, no_glyphs, printable, prompt, short_label, width_of, wrap

WORDS = st.lists(st.text(st.characters(exclude_characters=" \n"), max_size=90), max_size=40).map(" ".join)


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("Дата", 4), ("й", 1), ("и\u0306", 1), ("漢字", 4), ("\u200b", 0), ("«ё»", 3)],
)
def test_width_of(text: str, cells: int) -> None:
    """Cells, not characters."""
    assert width_of(text) == cells


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("  \n \n", 10, []),
        ("один два три", 8, ["один два", "три"]),
        ("один  два", 9, ["один два"]),
        ("первая\nвторая строка", 78, ["первая", "вторая строка"]),
        ("СНИЛС 112-233-445 95", 17, ["СНИЛС", "112-233-445 95"]),
        ("телефон +7 916 123-45-67", 22, ["телефон", "+7 916 123-45-67"]),
        ("телефон +7 (916) 123-45-67", 22, ["телефон", "+7 (916) 123-45-67"]),
        ("действует до 31 декабря, далее", 17, ["действует до", "31 декабря, далее"]),
        ("до 31 декабря 2026 года", 20, ["до 31 декабря 2026", "года"]),
        ("вид до 31 декабря 2026", 15, ["вид до", "31 декабря 2026"]),
        ("поликлиника № 5 города", 14, ["поликлиника", "№ 5 города"]),
        ("шаг 1 из 8", 5, ["шаг 1", "из 8"]),
        ("в 2020, 5 раз", 8, ["в 2020,", "5 раз"]),
        ("неделимое\u00a0имя тут", 13, ["неделимое имя", "тут"]),
        ("абвгдежз", 3, ["абв", "где", "жз"]),
        ("漢字漢", 4, ["漢字", "漢"]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    """Broken at words; numbers and dates stay whole unless they are wider than a line."""
    assert wrap(text, width) == lines


@given(WORDS, st.integers(2, 90))
def test_wrap_keeps_width_and_letters(text: str, width: int) -> None:
    """No line is too wide and no letter is lost."""
    lines = wrap(printable(text), width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == re.sub("[ \u00a0]", "", printable(text))


@given(st.lists(st.from_regex(r"\d{3}-\d{3}-\d{3} \d\d|[а-я]{1,12}", fullmatch=True), max_size=20))
def test_numbers_stay_whole(parts: list[str]) -> None:
    """A СНИЛС among words is found whole in some line."""
    lines = wrap(", ".join(parts), 40)
    for part in parts:
        assert any(part in line for line in lines)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Иванова", "Иванова"),
        ("и\u0306", "й"),
        ("\x1b[31mкрасный", "?[31mкрасный"),
        ("a\x07\x08\x7f\x9bb", "a????b"),
        ("a\nb\tc\rd", "a b c d"),
        ("\u202eабв\u2066\u200f", "?абв??"),
        ("\ud800x", "?x"),
        ("│ ─ → ■ ✓ ⠿ ▌ 😀 🂡 🮀 ￩", "? ? ? ? ? ? ? ? ? ? ?"),
        ("• пункт − 5", "• пункт - 5"),
        ("a\u3000b\u2003c", "a b c"),
        ("a\u00a0b\u202fc", "a\u00a0b\u00a0c"),
        ("e" + "\u0316" * 6, "e\u0316\u0316????"),
        ("\u3164\ufeff\U000e0041\ue000", "????"),
        ("5 мкг/л ± 2 °C «№ 5» — да…", "5 мкг/л ± 2 °C «№ 5» — да…"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    """What could steer a terminal or confuse a reader becomes a question mark."""
    assert printable(text) == shown


@given(st.text(st.characters(), max_size=200))
def test_printable_is_harmless(text: str) -> None:
    """Nothing that steers, hides or draws is left, for any text at all; encoding never fails."""
    shown = printable(text)
    shown.encode("utf-8")
    assert {unicodedata.category(char) for char in shown}.isdisjoint(
        {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Me"}
    )
    assert not re.search("[\u2190-\u21ff\u2500-\u27bf\u2800-\u28ff\U0001f300-\U0001faff]", shown)
    assert printable(shown) == shown


def test_endless_digits_are_broken() -> None:
    """A row of digits without end is no single number: it fills lines like words do."""
    lines = wrap("1 2 " * 50_000)
    assert max(map(width_of, lines)) <= 78 and "".join(lines).count("1") == 50_000


def test_no_glyphs_leaves_words() -> None:
    """Only pictures go, letters of any language stay."""
    assert no_glyphs("Ünal → Łódź ├") == "Ünal ? Łódź ?"


@pytest.mark.parametrize(
    ("label", "reason", "cells", "full", "above", "shown"),
    [
        ("Дата рождения", "", 39, "", [], "Дата рождения: "),
        ("Дата рождения", "такой даты нет", 39, "Полный.", [], "Дата рождения, ошибка, такой даты нет: "),
        (
            "Дата рождения",
            "такой даты нет",
            38,
            "Такой даты нет, в феврале 28 дней.",
            ["Такой даты нет, в феврале 28 дней."],
            "Дата рождения, ошибка: ",
        ),
        ("Дата рождения", "такой даты нет", 38, "", ["Такой даты нет."], "Дата рождения, ошибка: "),
        ("Дата рождения", "такой даты нет", 19, "", ["Такой даты нет."], "Дата, ошибка: "),
        (
            "Кем выдан паспорт гражданина",
            "",
            19,
            "",
            ["Кем выдан паспорт гражданина."],
            "Кем выдан паспорт: ",
        ),
        ("Серия и номер полиса", "", 12, "", ["Серия и номер полиса."], "Серия: "),
        ("Водохранилище", "", 10, "", ["Водохранилище."], "Водохран: "),
        ("Подписать?", "", 39, "", [], "Подписать? "),
        ("Подписать?", "да или нет", 39, "", [], "Подписать, ошибка, да или нет: "),
        (
            "Отправить карту и записаться к врачу?",
            "",
            19,
            "",
            ["Отправить карту и записаться к врачу?"],
            "Отправить карту: ",
        ),
    ],
)
def test_prompt(label: str, reason: str, cells: int, full: str, above: list[str], shown: str) -> None:
    """Rule 5: label first; the reason in the prompt where it fits, else the sentence above."""
    assert prompt(label, reason, cells, full) == (above, shown)


@given(
    st.text("абвгд ёжз,?", min_size=1, max_size=60).filter(str.strip),
    st.text("абв ", max_size=30).map(str.strip),
    st.integers(12, 79),
)
def test_prompt_fits(label: str, reason: str, cells: int) -> None:
    """Every prompt fits the display and says «ошибка» exactly where there is a reason."""
    _, shown = prompt(label.strip(), reason, cells)
    assert width_of(shown) <= cells and shown.endswith((": ", "? "))
    assert (", ошибка" in shown) is bool(reason)


@pytest.mark.parametrize(
    ("label", "cells", "expected"),
    [
        ("Пароль", 39, ([], "Пароль, ввод не виден: ")),
        ("Пароль", 19, (["Ввод не виден."], "Пароль: ")),
        ("Код восстановления", 19, (["Код восстановления.", "Ввод не виден."], "Код: ")),
    ],
)
def test_hidden_prompt(label: str, cells: int, expected: tuple[list[str], str]) -> None:
    """Rule 9, and its form on a short display."""
    assert hidden_prompt(label, cells) == expected


def test_short_label_never_empty() -> None:
    """Something of the label is always said."""
    assert short_label("Дата рождения", 1) == "Д"
