"""Rules in words: what must hold, said by the rules across fields and by the fields themselves."""

import pytest

from emk_tui.card.check import NESTED
from emk_tui.card.fields import Choice
from emk_tui.card.problems import TEXTS
from emk_tui.card.section import Rule
from emk_tui.card.sections import SECTIONS
from tests.card.fields import FIELDS

RULES = [rule for section in SECTIONS.values() for rule in section.rules]
RULES += [rule for rules in NESTED.values() for rule in rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_no_error_message(rule: Rule) -> None:
    """A sentence of its own beside each rule."""
    assert rule.text[0].isupper() and rule.text.endswith(".")
    assert rule.code in TEXTS and rule.text != TEXTS[rule.code][1]


@pytest.mark.parametrize("path", FIELDS)
def test_each_field_says_its_rule(path: str) -> None:
    """In sentences that name its own limits; yes and no need none."""
    field = FIELDS[path]
    text = field.rule()
    assert (text == "") is (field.kind == "tick")
    assert text[-1:] in (".", "") and ".." not in text and "{" not in text
    if isinstance(field, Choice) and field.kind == "choice":
        assert all(word in text for _value, word, _others in field.options)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("personal.birth_date", "полных лет не меньше 18"),
        ("personal.passport_issued_on", "не позже сегодняшнего"),
        ("personal.surname", "без инициалов"),
        ("visits.doctor", "инициалы с точкой можно"),
        ("personal.snils", "контрольное число"),
        ("personal.registration_house", "От 1 до 120 знаков"),
        ("clinic.name", "От 3 до 300 знаков"),
        ("visits.diagnosis", "не смешивают"),
        ("vaccinations.batch", "об этом предупредят"),
        ("booking.slot", "не раньше сегодняшнего дня"),
        ("personal.phone", "8 впереди станет +7"),
        ("account.password", "простых рядов"),
    ],
)
def test_what_a_field_says(path: str, words: str) -> None:
    """The limits that the attacker of the rules table looked for."""
    assert words in FIELDS[path].rule()


def test_the_future_is_not_forbidden_where_it_is_allowed() -> None:
    """The end of a policy lies ahead."""
    assert "сегодняшнего" not in FIELDS["policy.end"].rule()
