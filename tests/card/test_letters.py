"""Look-alikes, the wrong layout and invisible marks: R65, K18, K35."""

import pytest

from emk_tui.card.fields import Right
from tests.card.fields import problems_of, read, verdict

R, N, W = "right", "not_yet", "wrong"

LETTERS = [
    # fields of Russian letters only
    ("personal.surname", "Иванoва", W, "LOOKALIKE", None),
    ("personal.surname", "Ивановz", W, "LATIN", None),
    ("personal.surname", "Acop", W, "LOOKALIKE", None),
    ("personal.surname", "Bdfyjdf", W, "LAYOUT", None),
    ("personal.surname", "Bdfyjdf-Gtnhjdf", W, "LAYOUT", None),
    ("personal.surname", "Smith@", W, "LATIN", None),
    ("personal.registration_house", "12A", W, "LOOKALIKE", None),
    ("personal.registration_house", "12, корп. A", W, "LOOKALIKE", None),
    ("personal.registration_house", "12d", W, "LAYOUT", None),
    ("personal.registration_house", "12 (d)", W, "LATIN", None),
    ("personal.registration_house", "12 корп. d", W, "LATIN", None),
    # look-alikes within one run of letters (K18, K35)
    ("visits.diagnosis", "ОРBИ", W, "MIXED", None),
    ("visits.diagnosis", "ОРВИ, HbА1c", W, "MIXED", None),
    ("visits.diagnosis", "ОРВИ, HbA1c 6,1 % (IgG)", R, "", "ОРВИ, HbA1c 6,1 % (IgG)"),
    ("visits.procedures", "Осмотр, ЭKГ", W, "MIXED", None),
    ("documents.comment", "Hорма", W, "MIXED", None),
    ("vaccinations.comment", "Pеакции не было", W, "MIXED", None),
    ("documents.results.unit", "мEд/л", W, "MIXED", None),
    ("documents.results.unit", "U/л", R, "", "U/л"),
    ("clinic.name", "МРТ-Bлад", W, "MIXED", None),
    ("clinic.name", "Zубы", W, "MIXED", None),
    ("vaccinations.batch", "АB12", R, "MIXED", "АB12"),
    ("vaccinations.batch", "А12B", R, "", "А12B"),
]

MARKS = [
    # invisible marks at the edges: told; those that turn the direction are refused
    ("personal.surname", "\ufeffИванова", R, "EDGE_MARKS", "Иванова"),
    ("personal.surname", "Иванова\u00ad \n", R, "EDGE_MARKS", "Иванова"),
    ("personal.surname", " \u00a0Иванова\u2003\r\n", R, "", "Иванова"),
    ("personal.phone", "\u202a+7 916 123-45-67\u202c", R, "EDGE_MARKS", "+79161234567"),
    ("personal.phone", "\u200e+7 916 123-45-67\u200f", R, "EDGE_MARKS", "+79161234567"),
    ("personal.snils", "\u200b112-233-445 95", R, "EDGE_MARKS", "11223344595"),
    ("personal.inn", "\u200b", R, "EDGE_MARKS", None),
    ("personal.snils", "\u200b", N, "REQUIRED", None),
    ("personal.surname", "Иванова\u202e", W, "UNPRINTABLE", None),
    ("personal.surname", "\u202dИванова", W, "UNPRINTABLE", None),
    ("personal.surname", "\u202bИванова", W, "UNPRINTABLE", None),
    ("personal.phone", "\u2068+7 916 123-45-67\u2069", W, "UNPRINTABLE", None),
    ("documents.file", "\ufeffa.pdf", W, "FILE_NAME", None),
]


@pytest.mark.parametrize(("path", "raw", "word", "code", "value"), LETTERS + MARKS)
def test_reading(path: str, raw: str, word: str, code: str, value: object) -> None:
    """Verdict, code and value of each text."""
    reading = read(path, raw)
    assert verdict(reading) == (word, code)
    assert not isinstance(reading, Right) or reading.value == value


@pytest.mark.parametrize(
    ("path", "raw", "fix"),
    [
        ("personal.surname", "Иванoва", "Иванова"),
        ("personal.surname", "Bdfyjdf", "Иванова"),
        ("personal.surname", "Acop", "Асор"),
        ("personal.registration_house", "12A", "12А"),
        ("personal.registration_house", "12d", "12в"),
        ("visits.diagnosis", "ОРBИ и ЭKГ", "ОРВИ и ЭКГ"),
        ("visits.diagnosis", "HbА1c", "HbA1c"),
        ("clinic.name", "МРТ-Bлад", "МРТ-Влад"),
        ("vaccinations.batch", "АB12", "АВ12"),
        ("personal.surname", "салтыков-щедрин", "Салтыков-Щедрин"),
        ("personal.sex", "v", "мужской"),
        ("personal.registration_settlement", "г. Mосква", "г. Москва"),
        ("visits.icd10", "О06", "O06"),
        ("account.login", "шмфтщмф", "ivanova"),
    ],
)
def test_replacement_is_offered_and_right(path: str, raw: str, fix: str) -> None:
    """What one key replaces is itself accepted (K35)."""
    reading = read(path, raw)
    found = reading.notes[0] if isinstance(reading, Right) else reading.problem
    assert found.fix == fix
    assert isinstance(read(path, fix), Right)


@pytest.mark.parametrize(
    ("path", "raw", "start"),
    [
        ("personal.surname", "Иванoв", "5-й знак: латинская буква o, нужна русская о."),
        ("personal.registration_house", "12A", "3-й знак: латинская буква A, нужна русская А."),
        ("visits.diagnosis", "ОРBИ", "3-й знак: "),
        ("visits.diagnosis", "Сахар, HbА1c", "10-й знак: "),
        ("clinic.name", "Zубы", "2-й знак: "),
        ("vaccinations.batch", "АB12", "2-й знак: "),
        ("personal.surname", "Иванова\u202e", "8-й знак "),
    ],
)
def test_position_of_the_letter_is_told(path: str, raw: str, start: str) -> None:
    """«Иванoв» with a Latin o: flagged with the position and the Russian letter (R65, K35)."""
    (found,) = problems_of(read(path, raw))
    assert found.text.startswith(start)


def test_the_wrong_layout_says_what_to_do() -> None:
    """And nothing of what was typed."""
    (found,) = problems_of(read("personal.surname", "Bdfyjdf"))
    assert "Переключите раскладку" in found.text and "Иванова" not in found.text


def test_notes_keep_their_order() -> None:
    """What the field has to say goes before the mark of copying."""
    codes = [one.code for one in problems_of(read("personal.phone", "\u200e8 916 123-45-67"))]
    assert codes == ["PHONE_CHANGED", "EDGE_MARKS"]
