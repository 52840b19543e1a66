"""What holds for every field and every text."""

import pytest
from faker import Faker
from hypothesis import given, settings
from hypothesis import strategies as st

from emk_tui.card.fields import Field, NotYet, Right, Wrong
from emk_tui.card.fields.words import mixture
from tests.card.fields import FIELDS, TODAY, problems_of

EVERY = pytest.mark.parametrize("path", FIELDS)
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Nd", "Mn"]), max_size=30),
    st.text(alphabet="0123456789 .-+()/@аоеАОЕaoeAOE«»'’", max_size=40),
    st.text(alphabet="٠١٢٣٤٥٦٧٨٩०१२ 0123.-", max_size=20),
    st.builds(lambda piece, count: piece * count, st.text(min_size=1, max_size=3), st.just(10_000)),
)
"""Texts nobody means: any Unicode with surrogates, controls, bidi, foreign digits, very long ones."""


@EVERY
def test_words_of_the_field_are_there(path: str) -> None:
    """A label of at most 29 cells for speech, a format in words, a row."""
    field = FIELDS[path]
    assert 0 < len(field.speech) <= 29
    assert field.label and field.hint and field.row and field.kind


@EVERY
def test_example_is_right_and_counter_example_is_refused(path: str) -> None:
    """The rules table tells the truth."""
    field = FIELDS[path]
    assert isinstance(field.read(field.example, TODAY), Right)
    assert not isinstance(field.read(field.counter, TODAY), Right)


@EVERY
def test_no_prefix_of_the_example_is_wrong(path: str) -> None:
    """Typing an example never says «ошибка» on the way (K31)."""
    field = FIELDS[path]
    refused = [
        field.example[:end]
        for end in range(len(field.example))
        if isinstance(field.read(field.example[:end], TODAY), Wrong)
    ]
    assert refused == []


def check_round_trip(field: Field, raw: str) -> None:
    """What is shown and what is typed for a value read as this very value."""
    reading = field.read(raw, TODAY)
    if not isinstance(reading, Right) or field.secret:
        return
    for text in (reading.shown, field.raw_of(reading.value)):
        again = field.read(text, TODAY)
        assert isinstance(again, Right) or reading.value is None
        assert not isinstance(again, Right) or again.value == reading.value


@EVERY
def test_shown_and_typed_forms_give_the_value_back(path: str) -> None:
    """Of the examples; the hostile texts below are held to the same."""
    check_round_trip(FIELDS[path], FIELDS[path].example)


@st.composite
def near(draw: st.DrawFn, example: str) -> str:
    """An example with a piece of it replaced: reaches the rules behind the first characters."""
    start = draw(st.integers(0, len(example)))
    end = draw(st.integers(start, min(len(example), start + 3)))
    return example[:start] + draw(HOSTILE) + example[end:]


@EVERY
@settings(deadline=None)
@given(data=st.data())
def test_any_text_is_answered(path: str, data: st.DataObject) -> None:
    """No text raises; every short text fits its 20 characters and nothing typed is repeated at length."""
    field = FIELDS[path]
    raw = data.draw(HOSTILE | near(field.example))
    reading = field.read(raw, TODAY)
    assert isinstance(reading, Right | NotYet | Wrong)
    for one in problems_of(reading):
        assert 0 < len(one.short) <= 20, one
        assert one.text and one.row, one
        assert "{" not in one.short + one.text
    check_round_trip(field, raw)


TWO_ALPHABETS = st.text(alphabet="аеоАВСНбЖйaeoABCHbGz 1-.", max_size=40)


@given(text=TWO_ALPHABETS)
def test_a_mended_mixture_is_mended_whole(text: str) -> None:
    """The position is within the text; what one key mends has nothing left to mend."""
    found = mixture(text)
    if found is None:
        return
    position, fixed = found
    assert 1 <= position <= len(text) == len(fixed)
    again = mixture(fixed)
    assert again is None or again[1] == fixed


@pytest.mark.parametrize("path", ["personal.surname", "personal.registration_house", "visits.diagnosis"])
@settings(deadline=None)
@given(text=TWO_ALPHABETS)
def test_a_replacement_mends_its_problem(path: str, text: str) -> None:
    """After the key the same is not told again."""
    for one in problems_of(FIELDS[path].read(text, TODAY)):
        if one.fix is not None:
            assert one.fix != text
            codes = {other.code for other in problems_of(FIELDS[path].read(one.fix, TODAY))}
            assert one.code not in codes


@settings(deadline=None)
@given(seed=st.integers(0, 10_000))
def test_numbers_of_faker_are_right(seed: int) -> None:
    """An independent maker of СНИЛС and ИНН agrees with us."""
    fake = Faker("ru_RU")
    fake.seed_instance(seed)
    for path, raw in (
        ("personal.snils", fake.snils()),
        ("personal.inn", fake.individuals_inn()),
        ("clinic.inn", fake.businesses_inn()),
    ):
        assert isinstance(FIELDS[path].read(raw, TODAY), Right), (path, raw)


@settings(deadline=None)
@given(seed=st.integers(0, 10_000), place=st.integers(0, 10), change=st.integers(1, 9))
def test_one_changed_digit_of_a_snils_is_refused(seed: int, place: int, change: int) -> None:
    """Its check number finds every single changed digit but for the pair of remainders 0 and 100."""
    fake = Faker("ru_RU")
    fake.seed_instance(seed)
    digits = fake.snils()
    other = digits[:place] + str((int(digits[place]) + change) % 10) + digits[place + 1 :]
    reading = FIELDS["personal.snils"].read(other, TODAY)
    collides = digits[9:] == "00" or int(other[:9]) <= 1_001_998
    assert collides or isinstance(reading, Wrong)
