"""Commands on the store ask password and code on the terminal; apply walks the whole way there."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.driver import Terminal, surroundings, terminal
from tests.e2e.person import PASSWORD, label_of
from tests.e2e.walks import Walk
from tests.e2e.worlds import DEMO, Owner

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "ivanova.toml")
SIGN_IN = 4
"""Prompts of a sign-in in the demonstration: login, password, channel, code."""


def sign_in(talk: Terminal) -> int:
    """Answer as `demo` and wait for the end."""
    for _ in range(SIGN_IN):
        said = talk.prompt()
        answer = DEMO[label_of(said)]
        talk.type((answer(said) if callable(answer) else answer) + "\n")
    return talk.end()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("show",), "Фамилия: Иванова."),
        (("show", "--raw"), "personal.snils = 11223344595"),
        (("journal", "show"), "карта создана"),
        (("journal", "verify"), "Журнал цел, записей"),
        (("outbox", "list"), "Карта готова"),
        (("docs", "verify"), "повреждено 0."),
    ],
)
def test_a_command_answers_after_password_and_code(
    demo_walk: Walk, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    """R81: the stored form has no spaces; R52, R189: one notice, a whole chain."""
    kept = shutil.copytree(demo_walk.home / "kept", tmp_path / "kept")
    with terminal(*words, env=surroundings(tmp_path, EMK_HOME=str(kept))) as talk:
        assert sign_in(talk) == 0
        assert says in talk.fresh


def test_backup_and_restore(demo_walk: Walk, tmp_path: Path) -> None:
    """A copy made, another store in its place, the copy put back: the card is there again."""
    kept, copy = shutil.copytree(demo_walk.home / "kept", tmp_path / "kept"), tmp_path / "copy.emk"
    env = surroundings(tmp_path, EMK_HOME=str(kept))
    with terminal("backup", str(copy), env=env) as talk:
        assert sign_in(talk) == 0
    (kept / "store" / "emk.db").write_bytes(b"not a database")
    with terminal("restore", str(copy), env=env) as talk:
        assert talk.end() == 0
    with terminal("show", env=env) as talk:
        assert sign_in(talk) == 0
        assert demo_walk.number in talk.fresh


def test_without_a_terminal_nothing_is_asked(demo_walk: Walk, tmp_path: Path) -> None:
    """Never from standard input: exit code 3 and one sentence."""
    import subprocess

    from tests.e2e.driver import EMK

    env = surroundings(tmp_path, EMK_HOME=str(demo_walk.home / "kept"))
    done = subprocess.run(
        [*EMK, "show"],
        input=f"demo\n{PASSWORD}\n".encode(),
        env=env,
        capture_output=True,
        start_new_session=True,
    )
    assert done.returncode == 3
    assert "только на терминале" in done.stderr.decode()


def test_apply_asks_the_person_for_everything_a_file_may_not_say(tmp_path: Path) -> None:
    """Account, recovery code, code, consent and signature on the terminal; the answers from the file."""
    person = Owner().person()
    with terminal("apply", EXAMPLE, env=surroundings(tmp_path)) as talk:
        person.walk(talk, "Оформить.*|Да или нет")
        while "Оформить электронную медицинскую карту?" not in talk.fresh:
            talk.type("да\n")
            person.walk(talk, "Оформить.*|Да или нет")
        talk.type("да\n")
        assert talk.end() == 0
        assert "Отметка: полис: проверка отложена." in talk.text
    assert {"Логин", "Группа 2 кода", "Даёте согласие, да или нет?"} & set(person.labels)
    assert len([*(tmp_path / "emk" / "papers").iterdir()]) == 1


@pytest.mark.parametrize("json", [False, True])
def test_apply_without_the_statement_makes_no_card(tmp_path: Path, json: bool) -> None:
    """R1: the account stays unconfirmed: exit code 3, its code, no card; what was given is kept for later."""
    words, person = ("apply", EXAMPLE, *(("--json",) if json else ())), Owner().person()
    with terminal(*words, env=surroundings(tmp_path), echo=False) as talk:
        person.walk(talk, ".*Подтверждаете.*|Да или нет")
        # the terms ask in the same way before
        while "Заявляю: паспорт и СНИЛС" not in talk.fresh:
            talk.type("да\n")
            person.walk(talk, ".*Подтверждаете.*|Да или нет")
        talk.type("нет\n")
        assert talk.end() == 3
        told = talk.fresh
    assert ("ACCOUNT_NOT_CONFIRMED" in told) == json
    assert "Учётная запись не подтверждена" in " ".join(told.split())
    assert not (tmp_path / "emk" / "papers").exists()
