"""The commands of every prompt, and what is said when one comes at the wrong place."""

import pytest

from emk_tui.card.problems import Problem, problem
from emk_tui.linear.commands import Command, Word
from emk_tui.linear.console import InputClosed
from emk_tui.linear.prompter import COMMANDS, ERASE, HELP, Leave, Question, Stop, ToScreen
from tests.linear.talking import Talk

FIELD = Question("Фамилия", ("Поле 1 из 2, обязательно.",), ("Русскими буквами.",))
LAYOUT = Problem("LAYOUT", "латинская буква", "Буква латинская.", fix="Иванова")


def asked(*typed: str, question: Question = FIELD, own: frozenset[Word] = frozenset()) -> tuple[str, Talk]:
    """The answer and the talk; the reply of a command as its word."""
    talk = Talk(typed)
    reply = talk.prompter.ask(question, own)
    return (reply.word.value if isinstance(reply, Command) else reply), talk


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("?", "Русскими буквами."),
        (",", HELP[0]),
        ("справка", HELP[1]),
        ("gjdnjh", "Поле 1 из 2, обязательно.\nФамилия: \nПоле 1 из 2, обязательно."),
        ("ПОВТОР", "Поле 1 из 2, обязательно.\nФамилия: \nПоле 1 из 2, обязательно."),
        ("сводка", "Пока ничего не введено."),
        ("сохранить", "Хранилища ещё нет, продолжайте."),
        ("замена", "Замены здесь нет, введите ответ."),
        ("ещё", "Нового кода здесь не просят, введите ответ."),
        ("экран", "Экран отсюда не открыть. Дальше строками."),
        ("дальше", "Здесь нужен ответ, пропустить нельзя."),
        ("перейти", "Назовите номер шага, например: перейти 2."),
        ("перейти 3", "Шаги откроются после входа."),
        ("исправить 3", "Полей по номерам здесь нет."),
        ("исправить", "Полей по номерам здесь нет."),
    ],
)
def test_command_is_answered_and_the_question_stays(typed: str, said: str) -> None:
    """A line of its own, then the same prompt; the answer after it counts."""
    reply, talk = asked(typed, "Иванова")
    assert reply == "Иванова" and said in talk.text and talk.text.endswith("Фамилия: \n")
    assert talk.text.count("Фамилия: ") == 2


@pytest.mark.parametrize(
    ("typed", "raised"), [("стоп", Stop()), ("cnjg", Stop()), ("назад", Leave()), ("", InputClosed())]
)
def test_ways_out(typed: str, raised: Exception) -> None:
    """«стоп», «назад» and the end of the input leave the prompt."""
    with pytest.raises(type(raised)):
        Talk([typed] if typed else []).prompter.ask(FIELD)


@pytest.mark.parametrize("typed", ["экран", "'rhfy", "ЭКРАН"])
def test_over_to_the_screen_where_there_is_one(typed: str) -> None:
    """In either layout, also at a hidden answer; with «=» it is an answer."""
    for question in (FIELD, Question("Пароль", secret=True)):
        talk = Talk([typed])
        talk.prompter.screen = True
        with pytest.raises(ToScreen):
            talk.prompter.ask(question)
    talk = Talk(["=экран"])
    talk.prompter.screen = True
    assert talk.prompter.ask(FIELD) == "экран"


def test_goto_leaves_only_for_an_open_step() -> None:
    """A closed one is explained, the question stays."""
    talk = Talk(["перейти 6", "перейти 2"])
    talk.prompter.closed = lambda number: "" if number == 2 else "Рано."
    with pytest.raises(Leave) as left:
        talk.prompter.ask(FIELD)
    assert left.value.step == 2 and "Рано." in talk.lines


def test_own_commands_come_back() -> None:
    """A caller takes «дальше» and «назад» for itself."""
    assert asked("дальше", own=frozenset({Word.NEXT}))[0] == "дальше"
    assert asked("назад", own=frozenset({Word.BACK}))[0] == "назад"


@pytest.mark.parametrize(("typed", "answer"), [("=стоп", "стоп"), ("==", "="), ("=", ERASE), (" = ", ERASE)])
def test_equals_sign(typed: str, answer: str) -> None:
    """Before a command it makes an answer of it; alone it is the sign to erase."""
    assert asked(typed)[0] == answer


def test_secret_equals_sign_is_an_answer() -> None:
    """A password may be anything, also «=»."""
    assert asked("=", question=Question("Пароль", secret=True))[0] == "="


def test_short_reason_stands_in_the_prompt_alone() -> None:
    """Each error once."""
    talk = asked("Иванова", question=FIELD.again(problem("REQUIRED", example="Иванова")))[1]
    assert talk.lines == ["Фамилия, ошибка, не заполнено: "]


def test_long_reason_is_said_above_once() -> None:
    """A command does not bring the sentence again; «повтор» does, in full, with the start of the question."""
    found = Problem(
        "X", "то, что не помещается", "Подробно: в этом поле так писать нельзя, примеры на бланке."
    )
    talk = asked("сохранить", "повтор", "Иванова", question=FIELD.again(found))[1]
    assert talk.lines == [
        "То, что не помещается.",
        "Фамилия, ошибка: ",
        "Хранилища ещё нет, продолжайте.",
        "Фамилия, ошибка: ",
        found.text,
        "Поле 1 из 2, обязательно.",
        "Фамилия, ошибка: ",
    ]


def test_full_sentence_is_said_where_it_fits_the_budget() -> None:
    """60 characters with the prompt (A11)."""
    found = Problem("X", "то, что не помещается", "Так писать нельзя, пример: Иванова.")
    assert asked("А", question=FIELD.again(found))[1].lines[0] == found.text


def test_replacement_is_taken_and_said() -> None:
    """«замена» types the fix for the person."""
    reply, talk = asked("замена", question=FIELD.again(LAYOUT))
    assert reply == "Иванова" and talk.lines[-1] == "Принято: Иванова."


def test_replacement_of_a_secret_is_not_said() -> None:
    """Nobody hears a password."""
    talk = asked("замена", question=Question("Пароль", secret=True, problem=LAYOUT))[1]
    assert talk.lines[-1] == "Принято."


def test_unreadable_line_is_an_error_of_this_prompt() -> None:
    """Bytes that are no UTF-8: said, and asked again."""
    talk = Talk([])
    talk.console._reader.__init__(b"\xff\xfe\nok\n")  # type: ignore[misc]
    assert talk.prompter.ask(FIELD) == "ok"
    assert "ошибка" in talk.lines[-1] and "UTF-8" in talk.text


def test_pause_answers_everything_but_enter() -> None:
    """A9: text there is explained; Enter and «дальше» go on."""
    talk = Talk(["привет", ""])
    talk.prompter.pause("Enter, шаг 2")
    assert talk.lines[1] == "Ответа здесь не нужно. Дальше: Enter, справка: знак вопроса."
    talk = Talk(["дальше"])
    talk.prompter.pause("Enter, шаг 2")
    assert talk.lines == ["Enter, шаг 2: "]


def test_saved_is_said_only_where_it_is_true() -> None:
    """After sign-in there is a store."""
    talk = Talk(["сохранить", "А"])
    talk.prompter.keeps = True
    talk.prompter.ask(FIELD)
    assert "Всё введённое сохранено." in talk.lines


def test_help_lines_are_lines() -> None:
    """Each fits a line; every command is named in one of them or in the first line of commands."""
    named = " ".join((COMMANDS, *HELP)).casefold()
    assert [word for word in Word if word.value not in named and word is not Word.HELP] == []
    assert [line for line in HELP if len(line) > 78] == []


@pytest.mark.parametrize(("secret", "heard"), [(False, True), (True, False)])
def test_help_says_what_the_fix_would_be(secret: bool, heard: bool) -> None:
    """Before it is accepted; a secret is never said."""
    talk = asked("?", "Иванова", question=Question("Фамилия", secret=secret, problem=LAYOUT))[1]
    assert ("Замена даст: Иванова." in talk.lines) is heard
