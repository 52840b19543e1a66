"""Words, helps and refusals of the command line."""

import argparse
import subprocess
import sys
from collections.abc import Iterator

import pytest

from emk_tui import __version__
from emk_tui.cli.main import COMMANDS, handler
from emk_tui.cli.parser import Parser, build, parse, russian
from emk_tui.ports import Fault
from tests.cli.conftest import Run


def parsers(
    parser: argparse.ArgumentParser, words: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Words → parser of every command, groups included."""
    yield words, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from parsers(inner, f"{words} {name}".strip())


ALL = dict(parsers(build()))
GROUPS = {"account", "docs", "journal", "registry", "outbox"}


def test_parser_and_table_know_the_same_commands() -> None:
    """No command without a function, no function without a command."""
    assert set(ALL) - GROUPS == set(COMMANDS)


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_has_its_function(words: str) -> None:
    """The table names what exists."""
    assert callable(handler(words))


@pytest.mark.parametrize("words", ALL)
def test_help_is_russian_and_narrow(emk: Run, words: str) -> None:
    """Every command explains itself in lines of at most 78 cells, without English words of argparse."""
    ran = emk(*words.split(), "--help")
    assert ran.code == 0
    assert ran.out.startswith("Вызов: emk")
    assert max(map(len, ran.out.splitlines())) <= 78
    english = ("usage", "options:", "optional", "positional", "arguments", "show this", "show program")
    assert not [word for word in english if word in ran.out]


def test_version(emk: Run) -> None:
    """One line."""
    assert emk("--version").out == f"emk-tui {__version__}\n"


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("чек",), "Такой команды нет."),
        (("docs", "x"), "Такого действия нет."),
        (("docs",), "Не хватает: действие."),
        (("verify",), "Не хватает: БУМАГА."),
        (("check", "--field"), "После --field нужно значение."),
        (("check", "--fiel", "x"), "Есть лишние слова или неизвестные ключи."),
        (("rules", "--json=1"), "После --json значение не нужно."),
        (("demo", "--as", "царь"), "У --as такого варианта нет."),
        (("check", "--now", "вчера", "a"), "--now: Время задаётся так: 2026-03-02T10:00:00, год от 1950"),
        (("demo", "--now", "9999-12-31T23:59:59"), "--now: Время задаётся так"),
        (("demo", "--now", "2201-01-01"), "--now: Время задаётся так"),
        (("check", "--now", "0001-01-01", "a"), "--now: Время задаётся так"),
        (("check", "--now", "1949-12-31T23:59:59", "a"), "--now: Время задаётся так"),
        (("apply", "x", "--secrets-fd", "Иванова"), "После --secrets-fd нужно число."),
        (("demo", "--apply", "x", "--step", "policy"), "--apply и --step вместе не ставят."),
        (("demo", "--apply", "", "--step", ""), "--apply и --step вместе не ставят."),
        (("demo", "--as", "doctor", "--step", "policy"), "Сотрудник входит сам: --as не ставят вместе"),
        (("demo", "--as", "registrar", "--apply", "x"), "Сотрудник входит сам: --as не ставят вместе"),
        (("demo", "--keep", ""), "После --keep нужно значение."),
    ],
)
def test_refusals(emk: Run, argv: tuple[str, ...], words: str) -> None:
    """One Russian sentence with the way to the help, exit code 2, nothing of what was typed."""
    ran = emk(*argv)
    assert ran.code == 2 and ran.out == ""
    assert ran.err.startswith(words) and ran.err.endswith("--help.\n") and ran.err.count("\n") == 1


def test_unknown_message_of_argparse_is_not_shown() -> None:
    """A newer Python may say new things."""
    assert russian("something new: Иванова") == "Команда не разобрана."


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        ([], {"command": "", "linear": False, "plain": False}),
        (["--linear"], {"command": "", "linear": True}),
        (["demo", "--linear"], {"command": "demo", "linear": True, "role": "citizen", "step": None}),
        (["demo", "--as", "doctor"], {"command": "demo", "role": "doctor", "step": None, "apply": None}),
        (["demo", "--as", "doctor2"], {"role": "doctor2"}),
        (["demo", "--as", "citizen", "--step", "policy"], {"role": "citizen", "step": "policy"}),
        (["check", "--field", "a.b", "--", "-1"], {"field": "a.b", "what": ["-1"]}),
        (["check", "--field", "a.b", "--", "--"], {"what": ["--"]}),
        (["check", "--field", "a.b", "--", ""], {"what": [""]}),
        (["journal", "verify"], {"command": "journal verify"}),
    ],
)
def test_parsed_words(argv: list[str], expected: dict[str, object]) -> None:
    """What the functions get."""
    args = vars(parse(argv))
    assert {key: args[key] for key in expected} == expected


def test_words_are_not_guessed() -> None:
    """`--lin` is no `--linear`: scripts must not depend on abbreviations."""
    assert isinstance(build(), Parser)
    with pytest.raises(Fault, match="ARGUMENTS"):
        parse(["--lin"])


@pytest.mark.parametrize("year", ["1950-01-01", "2200-12-31T23:59:59"])
def test_years_of_now(year: str) -> None:
    """The first and the last moment that are accepted."""
    assert parse(["demo", "--now", year]).now.year in (1950, 2200)


def test_program_runs_as_a_module() -> None:
    """`python -m emk_tui`, in its own process."""
    done = subprocess.run([sys.executable, "-m", "emk_tui", "--version"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, f"emk-tui {__version__}\n")
