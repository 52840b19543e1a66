"""Names of files completed from the file system: what fits, in which order, harmless and bounded."""

from pathlib import Path
from unicodedata import normalize

import pytest

from emk_tui.services import paths
from emk_tui.services.paths import PathOption, complete, harmless, suggest

NFD = normalize("NFD", "Йод.pdf")
FILES = {
    "Анализ крови.jpg": 45 * 1024, "анализ мочи.PDF": 10, "снимок.png": 2_621_440, "заметки.txt": 5,
    ".тайный.pdf": 1, NFD: 1, "Ёлка.pdf": 1,
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of all kinds, two folders, a link."""
    for name, size in FILES.items():
        (tmp_path / name).write_bytes(b"x" * size)
    for name in ("сканы", "Архив", ".скрытая"):
        (tmp_path / name).mkdir()
    (tmp_path / "сканы" / "паспорт.pdf").write_bytes(b"x")
    (tmp_path / "ссылка.pdf").symlink_to(tmp_path / "снимок.png")
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        (
            "",
            ["Архив/", "сканы/", "Анализ крови.jpg, 45 КБ", "анализ мочи.PDF, 1 КБ", "Ёлка.pdf, 1 КБ",
             "Йод.pdf, 1 КБ", "снимок.png, 2,5 МБ"],
        ),
        ("АНАЛИЗ", ["Анализ крови.jpg, 45 КБ", "анализ мочи.PDF, 1 КБ"]),
        ("с", ["сканы/", "снимок.png, 2,5 МБ"]),
        ("ел", ["Ёлка.pdf, 1 КБ"]),
        ("йо", ["Йод.pdf, 1 КБ"]),
        ("мочи", ["анализ мочи.PDF, 1 КБ"]),
        (".", [".скрытая/", ".тайный.pdf, 1 КБ"]),
        ("сканы/", ["паспорт.pdf, 1 КБ"]),
        ("сканы/п", ["паспорт.pdf, 1 КБ"]),
        ("'сканы/пас", []),
        ("нет такого", []), ("нет такой/", []), ("снимок.png/", []), ("a\0b/", []),
    ],
)  # fmt: skip
def test_what_fits(folder: Path, typed: str, texts: list[str]) -> None:
    """Folders first; only kinds that are taken; no link; any case; ё as е; either form of й."""
    assert [one.text for one in suggest(folder, typed)] == texts


def test_what_the_field_then_holds(folder: Path) -> None:
    """The name as it is on the disk, behind the folder as it was typed."""
    assert suggest(folder, "ск") == (PathOption("сканы/", "сканы/", folder=True),)
    assert [one.path for one in suggest(folder, "сканы/")] == ["сканы/паспорт.pdf"]
    assert [one.path for one in suggest(folder, "йо")] == [NFD]
    assert [one.path for one in suggest(Path("/nowhere"), f"{folder}/сн")] == [f"{folder}/снимок.png"]


def test_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """«~» alone leads into the home folder, and stays as it was typed."""
    monkeypatch.setenv("HOME", str(folder))
    assert suggest(Path("/nowhere"), "~") == (PathOption("~/", "~/", folder=True),)
    assert [one.path for one in suggest(Path("/nowhere"), "~/сним")] == ["~/снимок.png"]


def test_signs_that_steer_are_not_shown(tmp_path: Path) -> None:
    """The name that is put in is the true one; one that is no text is left out."""
    evil = "a\x1b[2J\u202egpj.pdf"
    (tmp_path / evil).write_bytes(b"")
    (tmp_path / "b\udcff.pdf").write_bytes(b"")
    [one] = suggest(tmp_path, "")
    assert one.path == evil and one.text.isprintable() and one.text.startswith("a")


def test_a_folder_that_cannot_be_read_is_empty(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No fault of a disk reaches a face."""

    def refused(_folder: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("os.scandir", refused)
    assert suggest(folder, "") == ()


def test_it_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many entries are looked at, so many are given."""
    for number in range(9):
        (tmp_path / f"{number}.pdf").touch()
    assert len(suggest(tmp_path, "", 3)) == 3
    monkeypatch.setattr(paths, "MOST", 5)
    assert len(suggest(tmp_path, "")) == 5


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("ан", ""), ("сним", "снимок.png"), ("ска", "сканы/"), ("сканы/", "сканы/паспорт.pdf"),
        ("мочи", ""), ("", ""), ("снимок.png", ""), ("нет", ""), ("анализ к", "Анализ крови.jpg"),
    ],
)  # fmt: skip
def test_completing(folder: Path, typed: str, whole: str) -> None:
    """What all begin with, where that is more than was typed."""
    assert complete(suggest(folder, typed), typed) == whole


def test_completing_to_the_common_beginning(tmp_path: Path) -> None:
    """As far as they are the same."""
    for name in ("результат 1.pdf", "результат 2.pdf"):
        (tmp_path / name).touch()
    assert complete(suggest(tmp_path, "РЕЗ"), "РЕЗ") == "результат "


def test_a_name_of_the_disk_cannot_command_a_terminal() -> None:
    assert harmless("a\x1b[2Jb\u202ec") == "a [2Jb c"
