"""`emk docs add` and `emk account attach`: checked first, sealed, and only the next sign-in can open it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from emk_tui.cli import inbox
from emk_tui.demo import LOGIN, PASSWORD, demo_world
from emk_tui.documents.intake import FileIntake
from emk_tui.ports import CardStore
from emk_tui.store import inbox as sealed
from emk_tui.store.inbox import DOCUMENT, Bounds
from tests.cli.conftest import Run
from tests.documents.samples import document, objects, pdf

KEYS = {"file", "accepted", "kind", "codes", "pages", "dpi", "blank", "blurred", "text", "waiting"}
GOOD = pdf()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a closed store."""
    demo_world(tmp_path / "home").vault()
    return tmp_path / "home"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A file that is taken."""
    path = tmp_path / "скан 1.pdf"
    path.write_bytes(GOOD)
    return path


def opened(home: Path) -> CardStore:
    """The store, signed in."""
    return demo_world(home, seeded=False).vault().open(LOGIN, PASSWORD)


def waiting(home: Path) -> list[tuple[str, str, bytes]]:
    """What the next sign-in finds: kind, name, content."""
    store = opened(home)
    found = sorted((one.kind, one.name, store.inbox_content(one.id)) for one in store.inbox())
    store.close()
    return found


@pytest.mark.parametrize("words", [("docs", "add"), ("account", "attach")], ids=" ".join)
def test_a_file_is_taken_without_a_sign_in(emk: Run, home: Path, scan: Path, words: tuple[str, str]) -> None:
    ran = emk(*words, "--kind", "passport", str(scan))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Принято: скан 1.pdf. Ждёт входа: 1.")
    assert emk(*words, "--kind", "паспорт", str(scan)).out.startswith("Принято: скан 1.pdf. Ждёт входа: 2.")
    assert waiting(home) == [("passport", "скан 1.pdf", GOOD)] * 2
    assert scan.read_bytes() == GOOD, "it stays where it was"


@pytest.mark.parametrize(
    ("options", "name"),
    [((), "Из потока.pdf"), (("--name", "снимок.pdf"), "снимок.pdf"), (("--name", "../a\x1b.pdf"), "a.pdf")],
)
def test_standard_input_is_taken(emk: Run, home: Path, options: tuple[str, ...], name: str) -> None:
    ran = emk("docs", "add", "--kind", "result", *options, "-", stdin=GOOD)
    assert (ran.code, ran.err) == (0, "")
    assert waiting(home) == [("result", name, GOOD)]


def test_several_files_and_the_answer_for_programs(emk: Run, home: Path, scan: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"no document")
    ran = emk("docs", "add", "--kind", "result", "--json", str(scan), str(bad), "-", stdin=GOOD)
    assert (ran.code, ran.err) == (1, "")
    first, second, third = ran.objects
    assert all(set(one) == KEYS for one in ran.objects)
    assert (first["file"], first["accepted"], first["kind"], first["pages"]) == (
        "скан 1.pdf",
        True,
        "result",
        1,
    )
    assert (second["file"], second["accepted"], second["codes"]) == ("bad.pdf", False, ["DOC_FORMAT"])
    assert [one["waiting"] for one in (first, second, third)] == [1, None, 2]
    assert [name for _kind, name, _content in waiting(home)] == ["Из потока.pdf", "скан 1.pdf"]


REFUSED: dict[str, tuple[bytes | None, str, str]] = {
    "no document": (b"no document", "result", "Формат не подходит"),
    "another format": (b"\x89PNG\r\n\x1a\n", "result", "Формат не подходит"),
    "empty": (b"", "result", "Файл пуст"),
    "absent": (None, "result", "Такого файла нет"),
    "damaged": (GOOD[:-200], "result", "повреждён"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_told_and_not_kept(emk: Run, home: Path, tmp_path: Path, case: str) -> None:
    content, kind, words = REFUSED[case]
    path = tmp_path / "a.pdf"
    if content is not None:
        path.write_bytes(content)
    ran = emk("docs", "add", "--kind", kind, str(path))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("a.pdf: ") and words in ran.err
    assert not (home / "store" / "inbox").exists()


def test_an_empty_or_endless_stream_is_refused(emk: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Файл пуст" in emk("docs", "add", "--kind", "result", "-").err
    monkeypatch.setattr("emk_tui.documents.formats.LARGEST", len(GOOD) - 1)
    monkeypatch.setattr("emk_tui.documents.intake.LARGEST", len(GOOD) - 1)
    ran = emk("docs", "add", "--kind", "result", "--json", "-", stdin=GOOD * 3)
    assert (ran.code, ran.objects[0]["codes"]) == (1, ["DOC_TOO_LARGE"])
    assert waiting(home) == []


def test_what_is_only_too_large_is_taken_to_be_divided(
    emk: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(document(objects(pages=150)))
    small = FileIntake(10_000)
    assert small.check(str(path), "result").divisible
    monkeypatch.setattr(inbox, "intake_of", lambda args: small)
    ran = emk("docs", "add", "--kind", "result", "--json", str(path))
    (answer,) = ran.objects
    assert (ran.code, answer["accepted"], answer["codes"]) == (0, True, ["DOC_TOO_LARGE"])
    assert "разделить его по страницам" in answer["text"]
    assert waiting(home) == [("result", "large.pdf", path.read_bytes())]


def test_a_file_that_changes_after_the_look_is_not_taken(
    emk: Run, home: Path, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Looked(FileIntake):
        """Somebody writes between look and taking."""

        def check(self, *given: Any) -> Any:
            """The look, then another content."""
            found = super().check(*given)
            scan.write_bytes(GOOD + b"more")
            return found

    monkeypatch.setattr(inbox, "intake_of", lambda args: Looked())
    ran = emk("docs", "add", "--kind", "result", str(scan))
    assert (ran.code, ran.out) == (1, "")
    assert list((home / "store" / "inbox").iterdir()) == []


def test_a_full_inbox_is_told(emk: Run, home: Path, scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sealed.KINDS, DOCUMENT, Bounds(1, 10**6, 10**7))
    ran = emk("docs", "add", "--kind", "result", str(scan), str(scan))
    assert (ran.code, ran.out.count("Принято")) == (1, 1)
    assert ran.err == "скан 1.pdf: Приёмник полон: файлов ждёт 1. Войдите в программу и разберите их.\n"
    assert len(waiting(home)) == 1


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--kind", "справка"), 2, "Такого вида документа нет."),
        (("--kind", ""), 2, "Такого вида документа нет."),
        ((), 2, "Не хватает: --kind."),
    ],
)
def test_the_kind_must_be_one(
    emk: Run, home: Path, scan: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    ran = emk("docs", "add", *words, str(scan))
    assert (ran.code, ran.out) == (code, "") and ran.err.startswith(says)
    assert not (home / "store" / "inbox").exists()


def test_without_a_store_nothing_is_made(emk: Run, scan: Path, tmp_path: Path) -> None:
    ran = emk("docs", "add", "--kind", "result", str(scan))
    assert (ran.code, ran.out) == (3, "") and "Хранилища ещё нет" in ran.err
    refusal = emk("docs", "add", "--kind", "result", "--json", str(scan))
    assert refusal.code == 3 and refusal.objects[0]["codes"] == ["STORE_ABSENT"]
    assert set(refusal.objects[0]) == KEYS | {"problems"}
    assert not (tmp_path / "home").exists()


def test_the_owner_who_is_signed_in_gets_it_too(emk: Run, home: Path, scan: Path) -> None:
    store = opened(home)
    assert emk("docs", "add", "--kind", "result", str(scan)).code == 0
    assert [one.kind for one in store.inbox()] == ["result"]
    store.close()


@pytest.fixture
def bare(home: Path) -> Iterator[dict[str, str]]:
    """The surroundings of `ssh host emk …`: no terminal, no locale, a descriptor of nothing for errors."""
    yield {"EMK_HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C"}


def test_a_pipe_without_terminal_and_locale(home: Path, bare: dict[str, str]) -> None:
    command = [sys.executable, "-m", "emk_tui", "docs", "add", "--kind", "result", "--json", "-"]
    ran = subprocess.run(command, input=GOOD, capture_output=True, env=bare, start_new_session=True)
    assert (ran.returncode, ran.stderr) == (0, b"")
    answer = json.loads(ran.stdout)
    assert (answer["file"], answer["accepted"], answer["waiting"]) == ("Из потока.pdf", True, 1)
    assert waiting(home) == [("result", "Из потока.pdf", GOOD)]
