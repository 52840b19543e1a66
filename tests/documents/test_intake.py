"""The intake: formats by kind, limits, names of every sort, one descriptor."""

import os
import socket
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.documents.intake import FORMATS, FileIntake
from emk_tui.ports import Fault, FileVerdict, Intake
from tests.documents import samples

MIB = 1024 * 1024


def codes(verdict: FileVerdict) -> list[str]:
    """Codes of the problems."""
    return [problem.code for problem in verdict.problems]


@pytest.fixture
def intake() -> Intake:
    """The intake with its usual limit."""
    return FileIntake()


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize(
    ("data", "short"),
    [(samples.pdf(), "PDF"), (samples.jpeg(), "JPEG"), (samples.png(), "PNG")],
    ids=["pdf", "jpeg", "png"],
)
def test_formats_by_kind(intake: Intake, tmp_path: Path, kind: str, data: bytes, short: str) -> None:
    file = tmp_path / "скан.exe"
    file.write_bytes(data)
    allowed = {"extract": "PDF", "result": "PDF JPEG", "prescription": "PDF JPEG", "referral": "PDF JPEG"}
    verdict = intake.check(str(file), kind)
    right = short in allowed.get(kind, "PDF JPEG PNG").split()
    assert (verdict.accepted, codes(verdict)) == (right, [] if right else ["DOC_FORMAT"])
    assert (verdict.size, verdict.sha256) == (len(data), sha256(data).hexdigest())
    assert verdict.media_type.endswith(short.lower())


def test_the_formats_that_fit_are_named(intake: Intake, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(samples.png())
    assert "PDF, JPEG." in intake.check(str(file), "result").problems[0].text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "DOC_EMPTY"),
        (b"text", "DOC_FORMAT"),
        (samples.pdf()[:-9], "DOC_DAMAGED"),
        (samples.jpeg()[:-1], "DOC_DAMAGED"),
        (samples.jpeg() + samples.archive(), "DOC_MIXED"),
    ],
)
def test_content_is_judged(intake: Intake, tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    verdict = intake.check(str(file), "passport")
    assert (verdict.accepted, codes(verdict)) == (False, [code])


@pytest.mark.parametrize(("extra", "accepted"), [(0, True), (1, False)])
def test_the_limit_is_exact(tmp_path: Path, extra: int, accepted: bool) -> None:
    data = samples.jpeg() + b"\x00" * extra
    file = tmp_path / "a.jpg"
    file.write_bytes(data)
    verdict = FileIntake(size_limit=len(samples.jpeg())).check(str(file), "result")
    assert (verdict.accepted, verdict.size) == (accepted, len(data))
    assert codes(verdict) == ([] if accepted else ["DOC_TOO_LARGE"])


def test_a_huge_file_is_refused_unread_and_the_limit_is_told(intake: Intake, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    with file.open("wb") as out:
        out.truncate(5000 * MIB)
    verdict = intake.check(str(file), "passport")
    assert codes(verdict) == ["DOC_TOO_LARGE"] and "10 МБ" in verdict.problems[0].text
    half = FileIntake(size_limit=MIB // 2).check(str(file), "passport")
    assert "0,5 МБ" in half.problems[0].text


def test_only_regular_files_are_opened(intake: Intake, tmp_path: Path) -> None:
    target, link, pipe = tmp_path / "a.pdf", tmp_path / "link.pdf", tmp_path / "pipe"
    target.write_bytes(samples.pdf())
    link.symlink_to(target)
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        for path in (tmp_path, link, pipe, tmp_path / "s", Path("/dev/zero")):
            assert codes(intake.check(str(path), "passport")) == ["DOC_NOT_FILE"]
    assert intake.check(str(target), "passport").accepted


@pytest.mark.parametrize("name", ["нет.pdf", "a\x00b", "\ud800", "x" * 5000, "", "a.pdf/b"])
def test_names_of_nothing_are_absent(intake: Intake, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.pdf").write_bytes(samples.pdf())
    path = f"{tmp_path}/{name}" if name else ""
    assert codes(intake.check(path, "passport")) == ["DOC_ABSENT"]
    with pytest.raises(Fault) as caught:
        list(intake.chunks(path))
    assert (caught.value.problem.code, caught.value.exit_code) == ("DOC_ABSENT", 2)


def test_a_name_that_is_no_text_is_opened(intake: Intake, tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.pdf")
    with open(path, "wb") as file:
        file.write(samples.pdf())
    assert intake.check(path, "passport").accepted


def test_a_file_without_rights_is_unreadable(
    intake: Intake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: str, flags: int) -> int:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("emk_tui.documents.opening.os.open", denied)
    assert codes(intake.check(str(tmp_path / "a.pdf"), "passport")) == ["DOC_UNREADABLE"]


@given(st.text())
def test_any_name_gets_a_verdict(name: str) -> None:
    verdict = FileIntake(size_limit=0).check(f"/nowhere-at-all/{name}", "passport")
    assert not verdict.accepted and len(verdict.problems) == 1


def test_chunks_are_of_one_mebibyte(tmp_path: Path) -> None:
    data = os.urandom(2 * MIB + 5)
    file = tmp_path / "a"
    file.write_bytes(data)
    parts = list(FileIntake().chunks(str(file)))
    assert [len(part) for part in parts] == [MIB, MIB, 5] and b"".join(parts) == data


def test_chunks_never_exceed_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * 100)
    with pytest.raises(Fault) as caught:
        list(FileIntake(size_limit=99).chunks(str(file)))
    assert caught.value.problem.code == "DOC_TOO_LARGE"


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts descriptors through /proc")
def test_no_descriptor_is_left_open(intake: Intake, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(samples.pdf())
    before = len(os.listdir("/proc/self/fd"))
    for path in (file, tmp_path, tmp_path / "b"):
        intake.check(str(path), "passport")
    list(intake.chunks(str(file)))
    assert len(os.listdir("/proc/self/fd")) == before
