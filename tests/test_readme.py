"""Everything README says is run: commands, files, make targets, keys, the switch, pictures, last words."""

import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from emk_tui.app import LINES
from emk_tui.cli.parser import ROLES
from emk_tui.cli.start import ask_face
from emk_tui.face.commands import COMMANDS, key_name
from emk_tui.linear.commands import Word
from emk_tui.linear.commands import command as spoken
from emk_tui.services.session import Session
from emk_tui.services.visit import Visit
from emk_tui.settings import LINEAR, SCREEN, remember_face, remembered_face
from tests.screens.conftest import empty, hands, post, ready, session, world
from tests.screens.scene import Scene, play

__all__ = ["empty", "hands", "post", "ready", "session", "world"]

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
TYPED = [line for block in BLOCKS for line in block.splitlines() if line]
TEXT = " ".join(README.split())


def run(line: str) -> "subprocess.CompletedProcess[bytes]":
    """An `emk …` line in the root of the checkout."""
    words = shlex.split(line, comments=True)
    return subprocess.run([sys.executable, "-m", "emk_tui", *words[1:]], cwd=ROOT, capture_output=True)


@pytest.mark.parametrize("line", TYPED)
def test_command(line: str) -> None:
    """Each command ends with the exit code that stands in its comment, or 0, and says something."""
    done = run(line)
    assert done.returncode == int(line.partition("# ")[2] or 0), done.stderr.decode()
    assert done.stdout + done.stderr


def test_make_targets_exist() -> None:
    """Every `make …` of the text is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)", README))
    assert named and named <= targets


def test_links_lead_somewhere() -> None:
    """Every linked file is there."""
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links and all((ROOT / link).is_file() for link in links)


def test_picture_is_what_the_program_says() -> None:
    """The picture comes out of the program when the same answers are given."""
    picture = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    assert picture is not None
    done = subprocess.run(
        [sys.executable, "-m", "emk_tui", "demo", "--linear", "--step", "personal"],
        cwd=ROOT,
        input="Иванoва\nзамена\nстоп\n".encode(),
        capture_output=True,
    )
    said = done.stdout.decode()
    for line in picture[1].splitlines():
        # a stream does not echo, so only the program's own half of a prompt line is there
        own = re.sub(r"(: )(Иванoва|замена)$", r"\1", line)
        assert own in said, line


def test_steps_of_the_demonstration_exist() -> None:
    """Every `--step` named is one."""
    from emk_tui.card.steps import BY_KEY

    named = set(re.findall(r"--step ([a-z]+)", README))
    assert named and named <= set(BY_KEY)


def test_roles_of_the_demonstration_exist() -> None:
    """Every role that is named can be asked for."""
    named = set(re.findall(r"--as (\w+)", README))
    assert named == set(ROLES) - {"citizen"}


def test_keys_are_the_ones_of_the_program() -> None:
    """Every pair «F8 или Ctrl+F» is the first and the second key of one command."""
    pairs = {(key_name(one.keys[0]), key_name(one.keys[1])) for one in COMMANDS}
    named = set(re.findall(r"(F\d+|Ctrl\+O) или (Ctrl\+[A-Z]|Esc|F\d+)", README))
    assert len(named) == len(COMMANDS) - 1, "all but the snapshot"
    assert named <= pairs


@pytest.mark.parametrize(("typed", "face"), [("\n", SCREEN), ("1\n", SCREEN), ("2\n", LINEAR)])
def test_the_first_start_asks_this(
    typed: str,
    face: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The line of README is the question; the answer is remembered."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    assert ask_face() == face
    asked = capsys.readouterr().out.strip()
    assert asked and f"«{asked}»" in TEXT
    remember_face(tmp_path, face)
    assert remembered_face(tmp_path) == face


def test_to_lines_and_back(session: Session) -> None:
    """F9 ends the screen with what was typed saved; the word «экран» is a command there."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иван")
        await stage.press("f9")
        assert stage.app.return_value == LINES

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.surname") == "Иван"
    assert session.wizard.cursor == "personal.surname"
    found = spoken("экран")
    assert found is not None and found.word is Word.SCREEN and "слово «экран»" in TEXT


def test_f11_goes_through_these_looks(session: Session) -> None:
    """Dark, light, contrast, the terminal's own, and dark again."""
    seen: list[str] = []

    async def scene(stage: Scene) -> None:
        for _look in range(5):
            seen.append(stage.app.theme)
            await stage.press("f11")

    play(session.world, scene, session=session)
    assert seen == ["emk-dark", "emk-light", "emk-contrast", "ansi-dark", "emk-dark"]
    assert "тёмный, светлый, контрастный, цвета терминала" in TEXT


def test_last_words(session: Session) -> None:
    """What the program says when it is left is what README says."""
    visit = Visit(session)
    assert f"«{visit.stopped(session.world)}»" in TEXT
    visit.created = "…"
    assert f"«{visit.stopped(session.world)}»" in TEXT


def test_sizes_that_are_named_are_usable(session: Session) -> None:
    """At 40×12 the field is open, at 120×40 the paper stands beside it."""
    texts: list[str] = []

    async def scene(stage: Scene) -> None:
        texts.append(stage.text)

    for size in ((40, 12), (120, 40)):
        play(session.world, scene, session=session, size=size)
    assert "окна 40 на 12; от 120 на 40" in TEXT
    assert "▌Фамилия" in texts[0]
    assert "аспорт" in texts[1].splitlines()[1]


@pytest.mark.parametrize("name", ["accessibility", "architecture"])
def test_files_named_in_the_papers_exist(name: str) -> None:
    """Every `room/file.py` of the other papers is a file of the program or of the checkout."""
    text = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+/[a-z_/]+\.(?:py|md|toml))`", text))
    assert named
    lost = [one for one in named if not any((ROOT / at / one).is_file() for at in (".", "src/emk_tui"))]
    assert lost == []
