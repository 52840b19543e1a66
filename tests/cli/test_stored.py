"""Commands on the person's own store: closed without a person, and the raw form."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest

from emk_tui.cli import stored
from emk_tui.cli.demo import at_step
from emk_tui.cli.stored import raw_lines
from emk_tui.demo import demo_world
from emk_tui.services.flows.submit import submit
from emk_tui.services.session import Session
from tests.cli.conftest import Run
from tests.linear.talking import NOW
from tests.services.flows.test_rights import VACCINE, taken
from tests.services.worlds import hold

COMMANDS = [("show",), ("journal", "show"), ("journal", "verify"), ("outbox", "list"), ("docs", "verify")]


@pytest.mark.parametrize("words", COMMANDS)
def test_without_a_store_there_is_nothing_to_open(emk: Run, words: tuple[str, ...]) -> None:
    """Exit code 3 and what to do; nothing is made."""
    ran = emk(*words)
    assert (ran.code, ran.out) == (3, "")
    assert "Хранилища ещё нет" in ran.err


def test_raw_lines_are_the_stored_forms() -> None:
    """Records are numbered from 1, empty ones left out."""
    sections = {
        "personal": {"surname": "Иванова", "birth_date": date(1985, 5, 14), "inn": None, "living_same": True},
        "documents": ({"id": "d1", "results": ({"value": "138"}, {"value": "6.2"})},),
    }
    assert raw_lines(sections) == [
        "personal.surname = Иванова",
        "personal.birth_date = 1985-05-14",
        "personal.living_same = true",
        "documents.1.id = d1",
        "documents.1.results.1.value = 138",
        "documents.1.results.2.value = 6.2",
    ]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Session]:
    """The demonstration person with her card and a booking."""
    session, _talk = hold(at_step(demo_world(tmp_path, NOW), "review"))
    session.put_rows(VACCINE)
    taken(session)
    hold(submit(session), {"submit": True, "code.channel": "app"})
    yield session
    session.store.close()


@pytest.mark.parametrize(
    ("command", "raw", "health"),
    [
        (stored.show, False, "Совигрипп"),
        (stored.show, True, "vaccinations.1.vaccine"),
        (stored.outbox_list, False, "кабинет"),
    ],
)
def test_a_withdrawn_consent_closes_the_commands_too(
    made: Session,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: Callable[[Namespace], int],
    raw: bool,
    health: str,
) -> None:
    """R102: the same as on the screen."""
    monkeypatch.setattr(stored, "signed_in", lambda: nullcontext(made))
    args = Namespace(card=None, raw=raw)
    assert command(args) == 0
    assert health in capsys.readouterr().out
    made.store.withdraw(made.consent_id, "Передумала", made.record("согласие отозвано"))
    assert command(args) == 0
    out = capsys.readouterr().out
    assert health not in out
    shown = "Доступ ограничен: согласие отозвано 02.03.2026." if command is stored.show else "Запись к врачу."
    assert shown in out
