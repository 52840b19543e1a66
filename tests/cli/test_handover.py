"""What a locked program gives to itself: once, through a pipe, and nothing of a terminal's unread line."""

import os
import pty
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from emk_tui.cli.handover import LARGEST, VARIABLE, forget_typed, handed_over, start_again
from emk_tui.cli.throwaway import ALIVE, PREFIX, is_handed_over
from emk_tui.linear.terminal import readable
from emk_tui.services.handover import Handover

GIVEN = Handover("maria", "token", in_wizard=True, linear=True, now="2026-03-02T10:00:00+03:00")


class Replaced(Exception):
    """The process would be another one now."""


@pytest.fixture
def replaced(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, list[str], dict[str, str]]]]:
    """What the new program would be started with."""
    calls: list[tuple[str, list[str], dict[str, str]]] = []

    def execve(path: str, words: list[str], environ: dict[str, str]) -> None:
        calls.append((path, words, environ))
        raise Replaced

    monkeypatch.setattr(os, "execve", execve)
    yield calls


def test_it_is_read_once(
    replaced: list[tuple[str, list[str], dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same interpreter, same words; the content is in the pipe alone, the variable names it and goes."""
    with pytest.raises(Replaced):
        start_again(GIVEN)
    ((path, words, environ),) = replaced
    assert (path, words) == (sys.executable, [sys.executable, *sys.orig_argv[1:]])
    assert os.get_inheritable(int(environ[VARIABLE]))
    assert "maria" not in str(words) and "maria" not in str(environ)
    monkeypatch.setenv(VARIABLE, environ[VARIABLE])
    assert handed_over() == GIVEN
    assert VARIABLE not in os.environ and handed_over() is None
    with pytest.raises(OSError):
        os.fstat(int(environ[VARIABLE]))


def test_the_file_that_keeps_a_folder_goes_along(
    replaced: list[tuple[str, list[str], dict[str, str]]], tmp_path: Path
) -> None:
    """A demonstration goes on in its folder: its open file is inherited."""
    with (tmp_path / ALIVE).open("wb") as alive, pytest.raises(Replaced):
        start_again(Handover("demo", "", folder=str(tmp_path), alive=alive.fileno()))
    ((_path, _words, environ),) = replaced
    os.close(int(environ[VARIABLE]))


def test_what_is_too_large_is_no_handover(replaced: list[object]) -> None:
    """A pipe would hold the program up for ever."""
    with pytest.raises(ValueError):
        start_again(Handover("x" * LARGEST, ""))
    assert replaced == []


@pytest.mark.parametrize("named", ["", "x", "-1", "99999", "٣", "1e3"])
def test_a_variable_that_names_nothing(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Started by a person."""
    monkeypatch.setenv(VARIABLE, named)
    assert handed_over() is None and VARIABLE not in os.environ


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"login": "x"}', b'{"unknown": 1}', b"\xff", b"1"])
def test_a_file_that_holds_nothing_of_ours(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Started by a person; what was named is closed."""
    reader, writer = os.pipe()
    os.write(writer, content)
    os.close(writer)
    monkeypatch.setenv(VARIABLE, str(reader))
    assert handed_over() is None
    with pytest.raises(OSError):
        os.fstat(reader)


@contextmanager
def standard_input(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int]]:
    """A terminal in the place of standard input: its outer and its inner end."""
    outer, inner = pty.openpty()
    with os.fdopen(inner, "rb", buffering=0) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield outer, inner
    os.close(outer)


def test_an_unread_line_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was meant for the session that is closed; without a terminal there is nothing to forget."""
    with standard_input(monkeypatch) as (outer, inner):
        os.write(outer, "Мар\n".encode())
        assert readable(inner, 5)
        forget_typed()
        assert not readable(inner, 0)
    monkeypatch.setattr(sys, "stdin", open(os.devnull, "rb"))  # noqa: SIM115
    with sys.stdin:
        forget_typed()


def test_only_a_folder_of_a_demonstration_is_taken_over(tmp_path: Path) -> None:
    """It is removed in the end: its name and its own open file have to fit."""
    ours, other = tmp_path / f"{PREFIX}x", tmp_path / "documents"
    for folder in (ours, other):
        folder.mkdir()
        (folder / ALIVE).touch()
    with (ours / ALIVE).open("rb") as alive, (other / ALIVE).open("rb") as foreign:
        fits = {
            (str(ours), alive.fileno()): True,
            (str(other), foreign.fileno()): False,
            (str(ours), foreign.fileno()): False,
            (str(ours), -1): False,
            (str(tmp_path / f"{PREFIX}y"), alive.fileno()): False,
            ("", alive.fileno()): False,
        }
        found = {key: is_handed_over(Handover("demo", "", folder=key[0], alive=key[1])) for key in fits}
    assert found == fits
