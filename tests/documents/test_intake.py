"""The intake: formats by kind, limits, names of every sort, one descriptor."""

import io
import os
import socket
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.card.formats import FORMATS
from emk_tui.documents.intake import FileIntake
from emk_tui.documents.process import Budget, Ended
from emk_tui.ports import Fault, FileVerdict, Intake, Stopped, Track
from tests.documents import hostile, samples
from tests.documents.scans import jpeg, noisy, scan, text_page

MIB = 1024 * 1024
ROOT = Path(__file__).parents[2]


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


def test_content_in_memory_is_looked_at_like_a_file(intake: Intake, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(samples.pdf())
    assert intake.check(samples.pdf(), "extract") == intake.check(str(file), "extract")
    assert codes(intake.check(b"", "extract")) == ["DOC_EMPTY"]
    assert b"".join(intake.chunks(samples.pdf())) == samples.pdf()


@pytest.mark.parametrize(("kind", "name"), [
    ("passport", "pasport.pdf"), ("snils", "snils.pdf"), ("result", "analiz-krovi.jpg"),
    ("extract", "Иванова_Мария_Петровна_2026-01-15_Выписка.pdf"),
])  # fmt: skip
def test_the_examples_are_taken(intake: Intake, kind: str, name: str) -> None:
    verdict = intake.check(str(ROOT / "examples/files" / name), kind)
    assert (verdict.accepted, verdict.problems, verdict.dpi) == (True, (), None)
    assert (verdict.pages, verdict.blank, verdict.blurred) == (1, (), ())


@pytest.mark.parametrize("name", ["passport", "result", "snils"])
def test_the_samples_of_the_demonstration_are_taken(intake: Intake, name: str) -> None:
    file = ROOT / f"src/emk_tui/registries/data/sample_{name}.pdf"
    assert intake.check(str(file), name).problems == ()


def scanned(dpi: int, *pages: bytes) -> bytes:
    """A scan of pages of 620 × 640 pixels."""
    return samples.scan(list(pages), 620, 640, dpi)


SHARP, EMPTY = samples.picture("JPEG"), samples.picture("JPEG", strokes=False)
SOFT, FOG = samples.picture("JPEG", blur=3), samples.picture("JPEG", blur=6, pen=7)


@pytest.mark.parametrize(
    ("kind", "dpi", "accepted", "told"),
    [
        ("extract", 300, True, 300),
        ("extract", 298, True, 298),
        ("extract", 200, False, 200),
        ("passport", 200, True, 200),
    ],
)
def test_scans_of_extracts_need_300_dots(
    intake: Intake, kind: str, dpi: int, accepted: bool, told: int
) -> None:
    verdict = intake.check(scanned(dpi, SHARP, SHARP), kind)
    assert (verdict.accepted, verdict.dpi, verdict.pages) == (accepted, told, 2)
    assert codes(verdict) == ([] if accepted else ["DOC_DPI"])
    assert accepted or "страницы 1, 2." in verdict.problems[0].text


def test_empty_and_unreadable_pages_are_named(intake: Intake) -> None:
    verdict = intake.check(scanned(150, SHARP, EMPTY, FOG, SHARP), "passport")
    assert codes(verdict) == ["DOC_ILLEGIBLE", "DOC_BLANK"]
    assert (verdict.blank, verdict.blurred) == ((2,), (3,))
    assert [problem.level for problem in verdict.problems] == ["error", "warning"]


def test_blurred_pages_are_told_and_taken(intake: Intake) -> None:
    verdict = intake.check(scanned(150, SHARP, SOFT), "passport")
    assert (verdict.accepted, codes(verdict), verdict.blurred) == (True, ["DOC_BLURRED"], (2,))
    assert "страница 2." in verdict.problems[0].text


def test_nothing_but_empty_pages_is_refused(intake: Intake) -> None:
    verdict = intake.check(scanned(150, EMPTY, EMPTY), "passport")
    assert (codes(verdict), verdict.blank) == (["DOC_NOTHING"], (1, 2))


def test_faint_pages_are_told_and_taken(intake: Intake) -> None:
    faint = jpeg(noisy(text_page(150, paper=250, ink=210), 3))
    verdict = intake.check(scan([faint, faint]), "passport")
    assert (verdict.accepted, codes(verdict), verdict.blank) == (True, ["DOC_FAINT"], ())
    assert "страницы 1, 2." in verdict.problems[0].text


WORD = b"BT /F 8 Tf 300 400 Td (A word) Tj ET"
FONT = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


@pytest.mark.parametrize(
    ("content", "empty"),
    [
        (WORD, False),
        (b".8 g " + WORD, False),
        (b"BT /F 14 Tf 300 30 Td (12) Tj ET", False),
        (b".1 w 70 700 m 520 700 l S", False),
        (b"0 0 0 .2 k 70 600 450 90 re f", False),
        (b"", True),
        (b"1 g 0 0 595 842 re f", True),
        (b".9 g 0 0 595 842 re f", True),
        (b"3 Tr " + WORD, True),
        (b"1 g " + WORD, True),
    ],
    ids=[
        "word",
        "grey word",
        "number",
        "thin line",
        "grey field",
        "nothing",
        "white",
        "tinted",
        "unseen",
        "white word",
    ],
)
def test_a_drawing_with_little_on_it_is_not_empty(intake: Intake, content: bytes, empty: bool) -> None:
    data = samples.document(samples.objects(content, box=b"0 0 595 842", resources=FONT))
    verdict = intake.check(data, "passport")
    assert codes(verdict) == (["DOC_NOTHING"] if empty else [])
    assert (verdict.dpi, verdict.blurred) == (None, ())


@pytest.mark.parametrize("size", [30, 300], ids=["logo", "half a page"])
def test_what_stands_on_a_drawing_is_a_scan_where_it_is_large(intake: Intake, size: int) -> None:
    head = b"/Type/XObject/Subtype/Image/Width 620/Height 640/ColorSpace/DeviceGray/BitsPerComponent 8"
    made = samples.objects(
        WORD + b" q %d 0 0 %d 99 99 cm /A Do Q" % (size, size),
        box=b"0 0 595 842",
        resources=FONT + b"/XObject<</A 4 0 R>>",
    ) | {4: samples.stream(samples.picture("JPEG", blur=9, pen=9), head + b"/Filter/DCTDecode")}
    verdict = intake.check(samples.document(made), "passport")
    assert (verdict.dpi, verdict.blank) == ((149, ()) if size == 300 else (None, ()))
    assert codes(verdict) == (["DOC_ILLEGIBLE"] if size == 300 else [])


def large(**words: bytes | int) -> FileVerdict:
    """The verdict on a PDF over the limit."""
    return FileIntake(size_limit=300).check(samples.document(samples.objects(**words)), "passport")  # type: ignore[arg-type]


def test_a_large_pdf_may_be_divided() -> None:
    verdict = large(pages=3)
    assert (codes(verdict), verdict.divisible, verdict.pages) == (["DOC_TOO_LARGE"], True, 3)
    assert verdict.blank == ()


def test_a_large_page_is_refused_with_advice() -> None:
    verdict = large(pages=1)
    assert (codes(verdict), verdict.divisible) == (["DOC_PAGE_TOO_LARGE"], False)


def test_a_large_file_of_one_small_page_is_divided_into_that_page(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(samples.pdf(body=b"%" + b"x" * 9 * MIB + b"\n"))
    intake = FileIntake(size_limit=MIB)
    verdict = intake.check(str(file), "passport")
    assert (codes(verdict), verdict.divisible) == (["DOC_TOO_LARGE"], True)
    (part,) = intake.divide(str(file))
    assert (part.first, part.last) == (1, 1) and intake.check(part.content, "passport").accepted


SIGNED = b"/AcroForm<</SigFlags 3/Fields[<</FT/Sig/T(a)/V<</Type/Sig/ByteRange[0 9 99 9]/Contents<00>>>>>]>>"


def test_a_large_signed_pdf_is_never_divided() -> None:
    verdict = large(pages=2, root=SIGNED)
    assert codes(verdict) == ["DOC_SIGNED_LARGE", "DOC_SIGNED"]
    assert (verdict.signed, verdict.divisible) == (True, False)


def test_what_stands_against_a_large_pdf_besides_forbids_to_divide_it() -> None:
    verdict = large(pages=2, content=b"")
    assert (codes(verdict), verdict.divisible) == (["DOC_TOO_LARGE", "DOC_NOTHING"], False)


def test_a_signed_pdf_is_taken_as_it_is(intake: Intake) -> None:
    verdict = intake.check(samples.document(samples.objects(root=SIGNED)), "extract")
    assert (verdict.accepted, verdict.signed, codes(verdict)) == (True, True, ["DOC_SIGNED"])


def test_a_stopped_look_ends_and_leaves_nothing(intake: Intake) -> None:
    track = Track()
    track.stop()
    with pytest.raises(Stopped):
        intake.check(samples.pdf(), "passport", track)


def test_a_look_is_stopped_after_its_first_page(intake: Intake) -> None:
    class Impatient(Track):
        def tell(self, done: int, total: int) -> None:
            super().tell(done, total)
            self.stop()

    track = Impatient()
    with pytest.raises(Stopped):
        intake.check(scanned(150, *[SHARP] * 40), "passport", track)
    assert track.total == 40 and track.done < 40


def test_the_track_counts_pages(intake: Intake) -> None:
    track = Track()
    intake.check(scanned(150, SHARP, SHARP, SHARP), "passport", track)
    assert (track.done, track.total) == (3, 3)


def test_a_low_limit_is_raised_before_a_good_file_is_blamed(used: list[Ended]) -> None:
    page = samples.picture("JPEG", 2480, 3508)
    tiny = FileIntake(budget=Budget(memory=10 << 20))
    assert tiny.check(samples.scan([page], 2480, 3508, 300), "extract").accepted
    assert len(used) == 2


def test_parts_are_whole_pages_in_order() -> None:
    data = scanned(150, SHARP, EMPTY, SHARP, SOFT)
    parts = FileIntake(size_limit=len(SHARP) * 2).divide(data)
    assert len(parts) > 1 and all(len(part.content) <= len(SHARP) * 2 for part in parts)
    spans = [page for part in parts for page in range(part.first, part.last + 1)]
    assert spans == [1, 2, 3, 4]
    assert all(
        FileIntake().check(part.content, "extract").pages == part.last - part.first + 1 for part in parts
    )


@pytest.mark.parametrize(
    ("data", "limit", "code"),
    [
        (scanned(150, SHARP, SHARP), 2000, "DOC_PAGE_TOO_LARGE"),
        (samples.document(samples.objects(root=SIGNED, pages=2)), 900, "DOC_SIGNED_LARGE"),
        (samples.document(samples.objects(root=b"/OpenAction<</S/JavaScript/JS(1)>>")), 900, "DOC_ACTIVE"),
        (samples.jpeg(), MIB, "DOC_FORMAT"),
        (samples.pdf()[:-9], MIB, "DOC_DAMAGED"),
        (b"text", MIB, "DOC_FORMAT"),
    ],
)
def test_what_is_not_divided(data: bytes, limit: int, code: str) -> None:
    with pytest.raises(Fault) as caught:
        FileIntake(size_limit=limit).divide(data)
    assert (caught.value.problem.code, caught.value.exit_code) == (code, 2)


def test_a_page_is_read_and_drawn(intake: Intake) -> None:
    data = (ROOT / "examples/files/pasport.pdf").read_bytes()
    seen = intake.page(data, 1, columns=40)
    assert (seen.number, seen.pages) == (1, 1)
    assert any(line.strip() for line in seen.text) and any(line.strip() for line in seen.picture)
    assert all(line.isprintable() for line in (*seen.text, *seen.picture))
    assert intake.page(data, 1).picture == ()


def test_a_page_that_takes_too_long_gets_no_second_try(used: list[Ended]) -> None:
    with pytest.raises(Fault) as caught:
        FileIntake(budget=Budget(cpu=1)).page(hostile.ENDLESS["tile of a dot"](), 1, columns=80)
    assert caught.value.problem.code == "DOC_LIMIT"
    assert [end.late for end in used] == [True] and used[0].cpu < 2


def test_a_page_in_want_of_memory_gets_twice_of_it_in_the_time_that_is_left(used: list[Ended]) -> None:
    data = samples.scan([samples.picture("JPEG", 2480, 3508)], 2480, 3508, 300)
    assert FileIntake(budget=Budget(memory=56 << 20)).page(data, 1, columns=400).pages == 1
    assert [end.late for end in used] == [False, False]


class StoppedAtOnce(Track):
    """Stopped as soon as there is something to stop."""

    def on_stop(self, act: Callable[[], None] | None) -> None:
        super().on_stop(act)
        self.stop()


def test_a_page_is_stopped(intake: Intake, used: list[Ended]) -> None:
    with pytest.raises(Stopped):
        intake.page(hostile.ENDLESS["tile of a dot"](), 1, 80, StoppedAtOnce())
    assert used[0].answer is None and used[0].cpu < 1


@pytest.mark.parametrize("number", [0, 2, -1, 10**9])
@pytest.mark.parametrize("data", [samples.pdf(), samples.jpeg()], ids=["pdf", "jpeg"])
def test_there_is_no_such_page(intake: Intake, data: bytes, number: int) -> None:
    with pytest.raises(Fault) as caught:
        intake.page(data, number)
    assert (caught.value.problem.code, caught.value.exit_code) == ("DOC_NO_PAGE", 2)


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


@pytest.mark.parametrize(
    ("data", "limit", "told"),
    [
        (samples.pdf(), MIB, []),
        (samples.document(samples.objects(root=b"/OpenAction<</S/JavaScript/JS(1)>>")), MIB, []),
        (samples.pdf(), 300, []),
        (samples.jpeg(), 300, ["DOC_TOO_LARGE"]),
        (samples.pdf()[:-9], MIB, ["DOC_DAMAGED"]),
        (b"text", MIB, ["DOC_FORMAT"]),
        (b"", MIB, ["DOC_EMPTY"]),
    ],
)
def test_a_glance_tells_what_is_certain_and_starts_nothing(
    data: bytes, limit: int, told: list[str], used: list[Ended]
) -> None:
    verdict = FileIntake(size_limit=limit).glance(data, "passport")
    assert (codes(verdict), verdict.accepted, verdict.size) == (told, not told, len(data))
    assert (verdict.blank, used) == (None, [])


def test_what_is_shared_tells_no_place(intake: Intake) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (55.0, 45.0, 7.0), 3: "E", 4: (37.0, 37.0, 4.0)})
    out = io.BytesIO()
    Image.open(io.BytesIO(samples.jpeg())).save(out, "JPEG", exif=exif)
    verdict = intake.check(out.getvalue(), "passport")
    assert (verdict.accepted, codes(verdict)) == (True, ["DOC_POSITION"])
    assert intake.check(intake.shareable(out.getvalue()), "passport").problems == ()
    assert intake.shareable(samples.pdf()) == samples.pdf()
