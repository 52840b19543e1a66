"""Every field of the card begins within its budget and says what it must (A3, A11)."""

from datetime import date

import pytest

from emk_tui.card.fields import Field, Right
from emk_tui.card.help import field_help
from emk_tui.card.section import members
from emk_tui.card.sections import SECTIONS
from emk_tui.linear.describe import BUDGET, begin
from emk_tui.linear.layout import width_of
from emk_tui.linear.prompter import BUDGET as BUDGET_OF_ERROR
from emk_tui.linear.prompter import Question
from tests.linear.talking import Talk

FIELDS = {
    f"{key}.{name}": field
    for key, section in SECTIONS.items()
    for cls in (section.cls, *(inner for _many, inner in section.lists.values()))
    for name, field in members(cls)[0].items()
    if not field.companion
}
PLACE = "Поле 21 из 21"


@pytest.mark.parametrize("path", FIELDS)
def test_start_of_every_field(path: str) -> None:
    """Need and format within 100 characters with the prompt; the label within 29 cells."""
    field = FIELDS[path]
    # questions of an account come before any step and have no number
    place = "" if path.startswith(("account.", "terms.")) else PLACE
    (line,) = begin(field, place)
    assert line.removeprefix(f"{PLACE}, ").casefold().startswith(("обязательно", "можно пропустить"))
    assert line.startswith(place) and "Формат: " in line
    assert len(line) + len(field.speech) + 2 <= BUDGET
    assert width_of(field.speech) <= 29


@pytest.mark.parametrize("path", FIELDS)
def test_help_of_every_field(path: str) -> None:
    """«?» has the whole label, the format and the example."""
    field = FIELDS[path]
    told = "\n".join(field_help(field))
    assert field.label in told and field.hint in told and field.example in told


@pytest.mark.parametrize("path", [path for path, field in FIELDS.items() if field.counter])
@pytest.mark.parametrize("empty", [False, True])
def test_error_of_every_field(path: str, empty: bool) -> None:
    """A4: an error and its prompt within 60 characters, with the name of the field."""
    field = FIELDS[path]
    reading = field.read("" if empty else field.counter, date(2026, 3, 2))
    if isinstance(reading, Right):
        assert (empty and not field.required) or field.counter, path
        return
    talk = Talk(["x"])
    talk.prompter.ask(Question(field.speech, problem=reading.problem))
    assert sum(map(len, talk.lines)) <= BUDGET_OF_ERROR, talk.text
    assert talk.lines[-1].startswith(field.speech.split()[0]) and "ошибка" in talk.lines[-1]


def test_present_value_takes_the_place_of_the_example() -> None:
    """«Сейчас: …»; a wrong one is not offered to be kept."""
    surname = FIELDS["personal.surname"]
    assert begin(surname, PLACE, "Ким") == (
        "Поле 21 из 21, обязательно. Формат: русскими буквами, полностью.",
        "Сейчас: Ким. Enter оставляет.",
    )
    assert begin(surname, PLACE, "К1м", wrong=True)[1] == "Сейчас: К1м."


def test_what_has_no_format() -> None:
    """A question of a flow without a hint."""
    assert begin(Field(label="Логин"), known="ivanova") == (
        "Обязательно.",
        "Сейчас: ivanova. Enter оставляет.",
    )


def test_what_may_be_absent_says_how() -> None:
    """K33, and the list of answers of a closed field."""
    assert "Если этого нет, ответьте: нет." in field_help(FIELDS["personal.patronymic"])
    assert any(line.startswith("Ответы: результат") for line in field_help(FIELDS["documents.kind"]))
