"""Streams that are closed, full or in other letters, each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="shell redirections")
EXAMPLE = Path(__file__).parents[2] / "examples" / "ivanova.toml"
LOST = "Ответ не записан"
LOCALES = (
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "C"},
)
"""Surroundings whose letters are not UTF-8, or not said to be."""


def sh(words: str, home: Path, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """`emk` with these words as a shell reads them."""
    env = {**os.environ, "EMK_HOME": str(home / "home"), **more}
    command = f'"{sys.executable}" -m emk_tui {words}'
    return subprocess.run(
        ["sh", "-c", command], capture_output=True, encoding="utf-8", env=env, cwd=home, input=stdin
    )


@pytest.mark.parametrize("way", [">&-", ">/dev/full"])
@pytest.mark.parametrize(
    "words",
    ["rules --json", "rules", "--help", "--version", "check absent --json", "check --field personal.sex -- м",
     f"demo --apply '{EXAMPLE}' --now 2026-03-02T10:00", "doctor"],
)  # fmt: skip
def test_output_that_takes_nothing(tmp_path: Path, words: str, way: str) -> None:
    """One sentence and exit code 4, also for what Python flushes at its end."""
    command, _dashes, value = words.partition(" -- ")
    ran = sh(f"{command} {way} {'-- ' + value if value else ''}", tmp_path)
    assert (ran.returncode, ran.stdout) == (4, "")
    assert ran.stderr.startswith(LOST) and ran.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("check absent 2>&-", 2),
        ("check absent 2>/dev/full", 2),
        ("check absent <&- >&- 2>&-", 2),
        ("rules <&- >&- 2>&-", 4),
        ("rules <&- 2>&-", 0),
        ("check --field personal.sex --lines <&-", 0),
        ("check - <&-", 2),
        ("check --field personal.sex --lines 0>out", 2),
        ("demo --linear <&-", 2),
        ("demo --linear <&- >&-", 4),
        ("demo --linear </dev/null >/dev/full", 4),
    ],
)
def test_exit_codes_survive_closed_streams(tmp_path: Path, words: str, code: int) -> None:
    """No unexpected fault, no traceback, the code says what happened."""
    ran = sh(words, tmp_path)
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr and "непредвиденный" not in ran.stderr


@pytest.mark.parametrize("locale", LOCALES, ids=lambda one: "-".join(one.values()))
def test_letters_come_through_every_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    """Words, file names and lines go in and come out as UTF-8."""
    (tmp_path / "Иванова.toml").write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "files").symlink_to(EXAMPLE.parent / "files")
    named = sh("check Иванова.toml --now 2026-03-02", tmp_path, **locale)
    assert (named.returncode, named.stdout) == (0, "Ошибок нет.\n")
    value = sh("check --field personal.surname -- Иванова", tmp_path, **locale)
    assert json.loads(value.stdout)["value"] == "Иванова" and "Иванова" in value.stdout
    lines = sh("check --field personal.surname --lines", tmp_path, "Иванова\n", **locale)
    assert lines.stdout == value.stdout
    told = sh("check нет.toml", tmp_path, **locale)
    assert (told.returncode, told.stderr) == (2, "Такого файла нет. Проверьте имя и папку.\n")


def limited(size: int, keep: Path) -> dict[str, str]:
    """Code of the first problem of a card on a disk where no file grows beyond this size."""
    words = [sys.executable, "-m", "emk_tui", "demo", "--apply", str(EXAMPLE), "--json", "--keep", str(keep)]
    ran = subprocess.run(
        [*words, "--now", "2026-03-02T10:00"],
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        env={**os.environ, "EMK_HOME": str(keep / "home")},
    )
    answer = json.loads(ran.stdout)
    assert set(answer) == {"card", "status", "marks", "papers", "problems"}
    return {"exit": str(ran.returncode), "code": "".join(one["code"] for one in answer["problems"])}


@pytest.mark.parametrize("kib", [1, 8, 32, 128])
def test_a_store_that_never_was_is_not_damaged(tmp_path: Path, kib: int) -> None:
    """Making and filling a store without room says that there is no room."""
    assert limited(kib * 1024, tmp_path / "new") == {"exit": "4", "code": "DISK_FULL"}


def test_a_store_without_room_to_open_is_not_damaged(tmp_path: Path) -> None:
    """The next start on a full disk neither."""
    assert limited(1 << 30, tmp_path / "new") == {"exit": "0", "code": ""}
    assert limited(8 * 1024, tmp_path / "new") == {"exit": "4", "code": "DISK_FULL"}
