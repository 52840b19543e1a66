"""Hostile files: each gets a coded verdict in Russian within its bounds, and leaves nothing behind (R15)."""

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from emk_tui.card.problems import ERROR
from emk_tui.documents.intake import FileIntake
from emk_tui.documents.process import MOST_MEMORY, Budget, Ended
from emk_tui.ports import FileVerdict
from tests.documents import hostile, samples
from tests.documents.hostile import Maker

BUDGET = Budget(cpu=1)
"""Less than a person's files get: what is to run into it, does it sooner."""
GROUPS: list[tuple[dict[str, Maker], set[str]]] = [
    (hostile.MIXED, {"DOC_MIXED"}),
    (hostile.OTHER, {"DOC_FORMAT"}),
    (hostile.CUT, {"DOC_DAMAGED"}),
    (hostile.ACTIVE, {"DOC_ACTIVE"}),
    (hostile.ENCRYPTED, {"DOC_ENCRYPTED"}),
    (hostile.BROKEN, {"DOC_DAMAGED"}),
    (hostile.ENDLESS, {"DOC_LIMIT"}),
    (hostile.NO_PAGES, {"DOC_NO_PAGES"}),
    (hostile.NOTHING, {"DOC_NOTHING"}),
    (hostile.ODD, set()),
    (hostile.EITHER, {"DOC_DAMAGED", "DOC_LIMIT", "DOC_NOTHING", "DOC_SMALL"}),
]
CASES = [
    pytest.param(maker, codes, id=name.replace(" ", "-"))
    for makers, codes in GROUPS
    for name, maker in makers.items()
]


def children() -> list[str]:
    """Every process whose parent this one is, the dead that nobody waited for too."""
    found = []
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = one.read_text()
        except OSError:
            continue
        if told.rpartition(")")[2].split()[1] == str(os.getpid()):
            found.append(told)
    return found


@pytest.fixture(autouse=True)
def nothing_is_left(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """No process and no temporary file more than before."""
    before, folder = children(), tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert len(children()) <= len(before)
    assert list(folder.iterdir()) == []


def judged_well(verdict: FileVerdict, codes: set[str]) -> None:
    """One of these codes, or acceptance where there are none; Russian sentences without control marks."""
    errors = [one for one in verdict.problems if one.level == ERROR]
    assert verdict.accepted == (not errors) == (not codes)
    assert not codes or errors[0].code in codes
    for one in verdict.problems:
        assert re.search("[а-яё]", one.text) and one.text.isprintable() and "{" not in one.text


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="counts processes through /proc")
@pytest.mark.parametrize(("maker", "codes"), CASES)
def test_a_hostile_file_gets_a_verdict(maker: Maker, codes: set[str], used: list[Ended]) -> None:
    judged_well(FileIntake(budget=BUDGET).check(maker(), "passport"), codes)
    assert all(end.memory <= MOST_MEMORY for end in used)
    assert all(end.cpu <= 2 * BUDGET.cpu + 1 for end in used)


def test_there_are_more_than_sixty_kinds() -> None:
    names = [name for makers, _codes in GROUPS for name in makers]
    assert len(names) == len(set(names)) > 60


@pytest.mark.parametrize("name", ["pipe", "folder", "link", "dangling", "device", "nul", "no name", "none"])
def test_what_is_no_file_gets_a_verdict(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(samples.pdf())
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "a.pdf")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    paths = {"folder": str(tmp_path), "device": "/dev/zero", "nul": f"{tmp_path}/a\0b", "no name": ""}
    absent = name in ("nul", "no name", "none")
    verdict = FileIntake().check(paths.get(name, str(tmp_path / name)), "passport")
    judged_well(verdict, {"DOC_ABSENT"} if absent else {"DOC_NOT_FILE"})


@pytest.mark.parametrize(
    ("size", "code"), [(0, "DOC_EMPTY"), (3 << 30, "DOC_TOO_LARGE"), (300 << 20, "DOC_FORMAT")]
)
def test_holes_are_not_read_in(size: int, code: str, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    with file.open("wb") as out:
        out.truncate(size)
    judged_well(FileIntake().check(str(file), "passport"), {code})
