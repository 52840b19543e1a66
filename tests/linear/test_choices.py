"""Choices by number, name, alias and part; nine lines at once; never the whole list again."""

import pytest

from emk_tui.linear.choices import Chooser, label_of, match, number_of, page
from emk_tui.services.flows.asks import Choice, Option
from tests.linear.talking import Talk

WAYS = Choice(
    "way",
    "Откуда взять код",
    (Option("app", "код из приложения"), Option("sms", "СМС", ("телефон",)), Option("mail", "письмо")),
    default="app",
)
MANY = Choice("time", "Время", tuple(Option(str(n), f"{8 + n}:00, свободно") for n in range(1, 13)))
MENU = Choice("menu", "Документы", (Option("next", "Дальше"), Option("add", "Добавить документ")), "next")


def chosen(choice: Choice, *typed: str) -> tuple[str, Talk]:
    """The key and the talk."""
    talk = Talk(typed)
    return Chooser(talk.prompter).choose(choice), talk


@pytest.mark.parametrize(
    ("typed", "key"),
    [("2", "sms"), ("2.", "sms"), ("смс", "sms"), ("ТЕЛЕФОН", "sms"), ("пись", "mail"), ("gbcmvj", "mail")],
)
def test_answers(typed: str, key: str) -> None:
    """A number, a name in any case and layout, an alias, a part of it."""
    assert chosen(WAYS, typed)[0] == key


def test_default_is_said_in_words_and_taken_by_enter_or_next() -> None:
    """Count first, the label is the question."""
    key, talk = chosen(WAYS, "")
    assert key == "app" == chosen(WAYS, "дальше")[0]
    assert talk.lines == [
        "3 варианта.",
        "1. код из приложения",
        "2. СМС",
        "3. письмо",
        "Enter: код из приложения.",
        "Откуда взять код: ",
    ]


def test_option_named_next_is_meant_by_the_command() -> None:
    """«дальше» is the first option of a list of records."""
    assert chosen(MENU, "дальше")[0] == "next"


@pytest.mark.parametrize("typed", ["0", "4", "99999999", "нет такого", "²"])
def test_what_is_not_there_is_refused_once(typed: str) -> None:
    """The prompt says so, the list is not read again."""
    key, talk = chosen(WAYS, typed, "1")
    assert key == "app"
    assert talk.lines[5:] == ["Откуда взять код: ", "Нет в списке.", "Откуда взять код, ошибка: "]


def test_several_are_named() -> None:
    """A part of more than one name asks for more letters."""
    talk = chosen(Choice("x", "Врач", (Option("1", "Иванов"), Option("2", "Иванова-Ким"))), "ив", "ким")[1]
    assert "Врач, ошибка, не дописано: " in talk.lines


def test_nine_lines_at_once_and_the_rest_on_request() -> None:
    """«ещё» turns the page and comes round; any number is understood at once."""
    key, talk = chosen(MANY, "ещё", "ещё", "12")
    assert key == "12"
    assert talk.lines.count("9. 17:00, свободно") == 2 and talk.lines.count("10. 18:00, свободно") == 1
    assert max(len(page(MANY, 0)), len(page(MANY, 9))) <= 11
    assert "Следующие: ещё." in page(MANY, 0) and "Следующие: ещё." not in page(MANY, 9)


def test_more_where_there_is_no_more() -> None:
    """A9: an answer, and the question stays."""
    talk = chosen(WAYS, "ещё", "1")[1]
    assert "Других вариантов нет, повтор прочтёт эти." in talk.lines


def test_same_choice_is_not_read_again() -> None:
    """Rule 7; «повтор» reads it."""
    talk = Talk(["1", "повтор", "2"])
    chooser = Chooser(talk.prompter)
    chooser.choose(WAYS)
    assert chooser.choose(WAYS) == "sms"
    assert talk.lines.count("3 варианта.") == 2
    assert "Варианты прежние, повтор прочтёт." in talk.lines


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Врач", "Врач"),
        ("Документы, записей 2", "Документы"),
        ("Логин или пароль не подходят. Осталось попыток: 4.", "Номер"),
    ],
)
def test_label(question: str, label: str) -> None:
    """At most 29 cells."""
    assert label_of(Choice("x", question, ())) == label


@pytest.mark.parametrize(
    ("typed", "number"), [("1", 1), (" 12. ", 12), ("²", 0), ("999999", 0), ("", 0), ("-1", 0)]
)
def test_number(typed: str, number: int) -> None:
    """ASCII digits only, few of them."""
    assert number_of(typed) == number


def test_whole_name_wins_over_a_part() -> None:
    """«Иванов» is no part of «Иванова» where it is a name itself."""
    options = (Option("1", "Иванов"), Option("2", "Иванова"))
    assert [one.key for one in match(options, "иванов")] == ["1"]
