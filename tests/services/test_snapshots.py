"""Snapshots: where they are refused, what they are called, who may read them (R88)."""

import os
import stat
from dataclasses import replace

import pytest

from emk_tui.ports import Fault
from emk_tui.services.session import Session
from emk_tui.services.snapshots import KIOSK, SECRET, keep_snapshot, refusal, snapshot_name
from emk_tui.services.world import World
from tests.services.worlds import NOW


@pytest.mark.parametrize("place", sorted(SECRET))
def test_secrets_are_refused_in_words(empty: World, place: str) -> None:
    """Sign-in, sign-up, what is shown once, codes."""
    assert "секреты" in refusal(empty, place)


def test_kiosk_is_refused_and_the_rest_is_not(empty: World) -> None:
    """R88: no file of a person at a public terminal; a secret field anywhere else."""
    assert "общем терминале" in refusal(replace(empty, kind=KIOSK), "review")
    assert "секреты" in refusal(empty, "home", secret=True)
    assert refusal(empty, "review") == ""


def test_name_holds_no_person() -> None:
    """Place and moment."""
    assert snapshot_name("review", NOW) == "Снимок_review_2026-03-02_10-00-00"


def test_two_files_for_the_owner_only_and_a_journal_entry(session: Session) -> None:
    """0600; a second one of the same second writes over nothing."""
    told = keep_snapshot(session.world, session, "review", "<svg/>", "экран")
    assert told.startswith("Снимок сохранён в папку papers: Снимок_review_")
    keep_snapshot(session.world, session, "review", "<svg>2</svg>", "другой")
    files = sorted((session.world.folder / "papers").iterdir())
    assert sorted(one.suffix for one in files) == [".svg", ".svg", ".txt", ".txt"]
    assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}
    assert {one.read_text(encoding="utf-8") for one in files} == {
        "<svg/>",
        "<svg>2</svg>",
        "экран\n",
        "другой\n",
    }
    assert [one.action for one in session.store.journal()].count("снимок экрана сохранён") == 2
    assert session.store.verify_journal().ok


def test_never_through_a_link(session: Session) -> None:
    """A link of that name is left as it is; the file gets another name."""
    papers = session.world.folder / "papers"
    papers.mkdir()
    aim = session.world.folder / "aim"
    os.symlink(aim, papers / f"{snapshot_name('review', NOW)}.svg")
    keep_snapshot(session.world, session, "review", "<svg/>", "экран")
    assert not aim.exists()
    assert (papers / f"{snapshot_name('review', NOW)}-2.svg").read_text(encoding="utf-8") == "<svg/>"


def test_a_folder_that_cannot_be_made_is_a_fault(session: Session) -> None:
    """In words, nothing is journalled."""
    (session.world.folder / "papers").write_text("не папка", encoding="utf-8")
    with pytest.raises(Fault):
        keep_snapshot(session.world, session, "review", "<svg/>", "экран")
    assert "снимок экрана сохранён" not in {one.action for one in session.store.journal()}
