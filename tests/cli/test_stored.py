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
from emk_tui.demo import LOGIN, PASSWORD, demo_world
from emk_tui.services.flows.submit import submit
from emk_tui.services.presence import Presence
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


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """Somebody signed in who has no card and no notice."""
    session, _talk = hold(at_step(demo_world(tmp_path / "home", NOW), "personal"))
    monkeypatch.setattr(stored, "signed_in", lambda: nullcontext(session))
    yield session
    session.store.close()


def test_no_notices_is_a_sentence(alone: Session, emk: Run) -> None:
    """Not silence; said only where there is none."""
    assert alone.store.outbox() == ()
    ran = emk("outbox", "list")
    assert (ran.code, ran.out, ran.err) == (0, "Уведомлений нет.\n", "")


def test_notices_are_listed_without_that_sentence(
    made: Session, emk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with its moment; the control of the test above it."""
    monkeypatch.setattr(stored, "signed_in", lambda: nullcontext(made))
    ran = emk("outbox", "list")
    assert ran.code == 0 and ran.out.startswith("2026-03-02 ") and "Уведомлений нет" not in ran.out


COPY = "копия хранилища"


def test_a_copy_is_in_the_journal_and_holds_its_own_entry(alone: Session, emk: Run, tmp_path: Path) -> None:
    """Its name without the folder; put back, it lacks nothing that the store had then."""
    before = alone.store.journal()
    ran = emk("backup", str(tmp_path / "карта 1.emk"))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Копия сделана и проверена. Она зашифрована тем же паролем.\n"
    kept = alone.store.journal()
    assert [(one.action, one.subject, one.actor) for one in kept[len(before) :]] == [
        (COPY, "карта 1.emk", "demo")
    ]
    head = alone.store.journal_head()
    alone.store.close()
    vault = alone.world.vault()
    vault.restore(str(tmp_path / "карта 1.emk"))
    store = vault.open(LOGIN, PASSWORD)
    verdict = store.verify_journal(head)
    lacks = [one.subject for one in store.journal() if one.action == "хранилище восстановлено из копии"]
    assert (verdict.ok, lacks) == (True, [f"последняя запись копии {head.seq}"])
    store.close()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("there.emk", "Такой файл уже есть. Назовите другой, старый не тронут.\n"),
        (".", "Такой файл уже есть. Назовите другой, старый не тронут.\n"),
        ("нет/copy.emk", "Такой папки нет. Создайте её или проверьте имя.\n"),
        ("there.emk/copy.emk", "Такой папки нет. Создайте её или проверьте имя.\n"),
    ],
)
def test_a_copy_that_cannot_be_made(alone: Session, emk: Run, tmp_path: Path, name: str, says: str) -> None:
    """The person named it wrongly: exit code 2; what is there is not touched, nothing is made."""
    (tmp_path / "there.emk").write_bytes(b"mine")
    ran = emk("backup", str(tmp_path / name))
    assert (ran.code, ran.out, ran.err) == (2, "", says)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "there.emk"]
    assert (tmp_path / "there.emk").read_bytes() == b"mine"


def test_who_may_make_no_copy_leaves_no_entry(
    emk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A doctor is refused before anything is written down or made."""
    world = demo_world(tmp_path / "home", NOW)
    doctor = Presence(world, world.vault().open("doctor", PASSWORD))
    doctor.verified()
    monkeypatch.setattr(stored, "signed_in", lambda: nullcontext(doctor))
    before = doctor.opened.journal()
    ran = emk("backup", str(tmp_path / "copy.emk"))
    assert (ran.code, ran.out) == (3, "") and "врач" in ran.err
    assert doctor.opened.journal() == before and not (tmp_path / "copy.emk").exists()
    doctor.store.close()


@pytest.mark.parametrize("content", [b"", b"x", b"PK\3\4" + b"\0" * 60])
def test_a_damaged_copy_is_not_put_back(emk: Run, tmp_path: Path, content: bytes) -> None:
    """Exit code 2: another file has to be named; no store is made of it."""
    (tmp_path / "copy.emk").write_bytes(content)
    ran = emk("restore", str(tmp_path / "copy.emk"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "Копия повреждена или не от этой программы. Хранилище не изменено, возьмите другую копию.\n"
    )
    assert not (tmp_path / "home" / "store").exists()
