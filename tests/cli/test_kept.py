"""`emk docs list`, `docs save`, `docs verify`, `export`: documents by command (R53, R54, R124)."""

import stat
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from emk_tui.cli import kept, stored
from emk_tui.cli.demo import at_step
from emk_tui.demo import demo_world
from emk_tui.exports.verify import verify_paper
from emk_tui.services.session import Session
from tests.cli.conftest import Run
from tests.linear.talking import NOW
from tests.services.flows.papered import EXTRACT, with_extract
from tests.services.worlds import hold


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A card with an extract; its owner is signed in."""
    session, _talk = hold(at_step(demo_world(tmp_path / "world", NOW), "documents"))
    with_extract(session, {"documents.page": True, "code.channel": "app", "submit": True})
    for module in (kept, stored):
        monkeypatch.setattr(module, "signed_in", lambda: nullcontext(session))
    yield session
    session.store.close()


def test_the_list_tells_states_and_what_is_missing(made: Session, emk: Run) -> None:
    """R125, R127."""
    ran = emk("docs", "list")
    lines = ran.out.splitlines()
    assert ran.code == 0 and lines[0].endswith(": Подтверждено.")
    assert any(line.startswith("Состояние карты: готова к использованию") for line in lines)


def test_show_says_it_too(made: Session, emk: Run) -> None:
    """R125: the word stands with the extract."""
    assert "Состояние: Подтверждено." in emk("show").out.splitlines()


def test_one_is_saved_for_its_owner(made: Session, emk: Run, tmp_path: Path) -> None:
    """R54: 0600 and an entry; a number that is none is exit code 2."""
    ran = emk("docs", "save", "1", "-o", str(tmp_path / "out"))
    path = tmp_path / "out" / EXTRACT
    assert (ran.code, ran.out) == (0, f"{EXTRACT}\n") and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert made.store.journal()[-1].action == "документ скачан"
    assert emk("docs", "save", "2", "-o", str(tmp_path)).code == 2


def test_every_version_is_verified(made: Session, emk: Run) -> None:
    """R124: whole as they are."""
    ran = emk("docs", "verify")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Документов 1, повреждено 0.")


def test_a_flipped_byte_is_named(made: Session, emk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """R124: which document it is, exit code 1."""
    read = made.opened.read_file

    def flipped(file_id: str) -> Iterator[bytes]:
        first, *rest = read(file_id)
        yield bytes([first[0] ^ 1]) + first[1:]
        yield from rest

    monkeypatch.setattr(made.opened, "read_file", flipped)
    ran = emk("docs", "verify")
    assert ran.code == 1 and ran.out.splitlines()[0] == f"Документ {EXTRACT}: содержимое изменилось."


def test_the_extract_of_the_card_by_command(made: Session, emk: Run, tmp_path: Path) -> None:
    """R53: sealed, 0600, never over another file."""
    target = tmp_path / "карта.pdf"
    target.write_bytes(b"mine")
    ran = emk("export", "--format", "pdf", "-o", str(target))
    assert ran.code == 0 and target.read_bytes() == b"mine"
    written = tmp_path / "карта-2.pdf"
    assert verify_paper(written).ok and stat.S_IMODE(written.stat().st_mode) == 0o600


@pytest.mark.parametrize("words", [("docs", "list"), ("docs", "save", "1", "-o", "x"), ("export", "-o", "x")])
def test_without_a_consent_they_are_closed(made: Session, emk: Run, words: tuple[str, ...]) -> None:
    """R102: exit code 3 and why."""
    made.store.withdraw(made.consent_id, "переезд", made.record("согласие отозвано"))
    made.reload()
    ran = emk(*words)
    assert ran.code == 3 and "согласие не действует" in ran.err
