"""«перейти» with a name instead of a number, by ear."""

from pathlib import Path

import pytest

from emk_tui.demo import LOGIN, PASSWORD, demo_world
from emk_tui.linear.app import Dialogue
from emk_tui.linear.commands import Answer, Command, Word, parse
from emk_tui.linear.console import InputClosed
from emk_tui.linear.prompter import Stop
from tests.linear.talking import NOW, Talk, demo_session
from tests.linear.test_steps import loop_of


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("перейти вакцинация", "вакцинация"),
        ("Перейти  Сведения  о прививках", "сведения о прививках"),
        ("перейти мое здоровье", "мое здоровье"),
        ("gthtqnb dfrwbyfwbz", "вакцинация"),
    ],
)
def test_a_name_is_taken(line: str, name: str) -> None:
    """In any case and either layout."""
    assert parse(line) == Command(Word.GOTO, name=name)


@pytest.mark.parametrize("line", ["перейти дорогу", "перейти вакцинация завтра", "исправить вакцинация"])
def test_other_words_stay_an_answer(line: str) -> None:
    """No answer is lost to it; «=» makes an answer of a name as well."""
    assert parse(line) == Answer(line)
    assert parse("=перейти вакцинация") == Answer("перейти вакцинация")


def test_a_step_by_its_name_or_why_not(tmp_path: Path) -> None:
    """An open step is announced, a closed one says what it waits for, and the question stays."""
    talk = Talk(["перейти вакцинация", "перейти полис омс", "стоп"])
    with demo_session(tmp_path) as session:
        from emk_tui.linear.steps import way

        talk.prompter.way = lambda name: way(session, name)
        with pytest.raises((InputClosed, Stop)):
            loop_of(talk, session).run()
    assert "Сначала закончите шаг 3." in talk.lines
    assert any(line.startswith("Шаг 3 из 8: полис ОМС.") for line in talk.lines)


def test_what_the_menu_does_by_its_name_from_a_step(tmp_path: Path) -> None:
    """«перейти журнал операций» in the wizard is done at once; behind it, by Enter, the menu asks."""
    talk = Talk(["перейти журнал операций", "", "перейти поликлиника", "перейти моё здоровье", "стоп"])
    from emk_tui.cli.demo import at_step

    dialogue = Dialogue(demo_world(tmp_path, NOW), talk.console)
    with pytest.raises((InputClosed, Stop)):
        dialogue.run(lambda world: at_step(world, "personal"))
    dialogue.close()
    journal = next(at for at, line in enumerate(talk.lines) if line.startswith("Журнал цел"))
    menu = next(at for at, line in enumerate(talk.lines) if "Моё здоровье" in line)
    clinic = next(at for at, line in enumerate(talk.lines) if line.startswith("Шаг 2 из 8"))
    assert journal < menu < clinic
    assert talk.text.count("Журнал цел") == 1
    assert talk.lines[-1].startswith("Моё здоровье: ")


def test_before_the_sign_in_nothing_opens(tmp_path: Path) -> None:
    """The names are known, the way is not open yet."""
    talk = Talk(["перейти вакцинация", LOGIN, PASSWORD])
    dialogue = Dialogue(demo_world(tmp_path, NOW), talk.console)
    with pytest.raises((InputClosed, Stop)):
        dialogue.run()
    dialogue.close()
    assert "Шаги откроются после входа." in talk.text
