"""Everything README says is run: its commands, its files, its make targets, its picture."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line]


def run(line: str) -> "subprocess.CompletedProcess[bytes]":
    """An `emk …` line in the root of the checkout."""
    words = shlex.split(line, comments=True)
    return subprocess.run([sys.executable, "-m", "emk_tui", *words[1:]], cwd=ROOT, capture_output=True)


@pytest.mark.parametrize("line", COMMANDS)
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
