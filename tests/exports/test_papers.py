"""Every kind of paper: accessible, archivable, read in order, the same bytes always."""

import getpass
import io
import os
import re
import socket
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from emk_tui.exports import seal
from emk_tui.exports.papers import TypstPapers
from emk_tui.ports import Head, Paper, PaperPart, Papers
from tests.exports.samples import (
    KEY,
    NAME,
    PAPERS,
    RESULTS,
    failures,
    made,
    pages_of,
    results,
    squeezed,
    tags_of,
)

KINDS = sorted(PAPERS)


def expected(paper: Paper) -> list[str]:
    """What is read aloud, in its order, but for the words that are always the same."""
    facts = ["Номер", paper.number, "Составлено", "02.03.2026, 10:05, UTC+03:00"]
    journal = ["Журнал", "запись 37, 1a2b-3c4d-5e6f-7081"] if paper.witness else []
    head, body = [text for row in paper.head for text in row], []
    for part in paper.parts:
        columns = part.columns or ("Сведение", "Значение")
        body += [part.heading, *part.paragraphs]
        body += [text for row in (columns, *part.rows) for text in row] if part.rows else []
    end = [*paper.lines, *paper.sign_here, "Проверочный код", TypstPapers().paper(paper, KEY)[1]]
    if paper.kind == "ticket":
        return [paper.title, *head, *facts, *journal, *body, *end]
    if paper.kind == "request":
        return [*head, paper.title, *body, *end, *facts, *journal]
    return [paper.title, *facts, *head, *journal, *body, *end]


@pytest.mark.parametrize("sample", [False, True], ids=["own", "sample"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_accessible_and_archivable(kind: str, sample: bool) -> None:
    document = made(replace(PAPERS[kind], sample=sample))
    assert failures(document) == []
    told = squeezed(document).count("ОБРАЗЕЦ")
    assert told == (1 + len(pages_of(document)) if sample else 0)


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_is_read_in_the_order_of_the_paper(kind: str) -> None:
    text, place = squeezed(made(PAPERS[kind])), 0
    for part in expected(PAPERS[kind]):
        found = text.find("".join(part.split()), place)
        assert found >= 0, part
        place = found


@pytest.mark.parametrize("kind", KINDS)
def test_language_title_and_headings_are_told_to_the_reader(kind: str) -> None:
    document = made(PAPERS[kind])
    reader, tags = PdfReader(io.BytesIO(document)), tags_of(document)
    assert str(reader.root_object["/Lang"]) == "ru"
    assert reader.metadata is not None and reader.metadata.title == PAPERS[kind].title
    headings = [tag for tag in tags if re.fullmatch("/(Title|H[1-6])", tag)]
    wanted = len([part for part in PAPERS[kind].parts if part.heading]) + 1
    assert headings == ["/Title"] + ["/H1"] * wanted
    assert ("/TH" in tags) == ("/Table" in tags)


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_a4_and_its_text_keeps_the_margins(kind: str) -> None:
    for sheet in pypdfium2.PdfDocument(made(replace(PAPERS[kind], sample=False))):
        assert [round(side) for side in sheet.get_size()] == [595, 842]
        text = sheet.get_textpage()
        boxes = [text.get_charbox(sign) for sign in range(text.count_chars())]
        assert min(box[0] for box in boxes if any(box)) > 65 and max(box[2] for box in boxes) < 530


SCRIPT = """
import sys
from hashlib import sha256
from tests.exports.samples import PAPERS, made
print(*(sha256(made(PAPERS[kind])).hexdigest() for kind in sorted(PAPERS)))
"""


def test_the_same_data_gives_the_same_bytes_in_another_place_and_zone(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    around = {**os.environ, "PYTHONPATH": root, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LANG": "C"}
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, env=around, capture_output=True, text=True, check=True
    ).stdout.split()
    assert told == [sha256(made(PAPERS[kind])).hexdigest() for kind in KINDS]


def streams(document: bytes) -> bytes:
    """The file and everything packed in it."""
    opened = [document]
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", document, re.S):
        try:
            opened.append(zlib.decompressobj().decompress(match[1]))
        except zlib.error:
            continue
    assert len(opened) > 5
    return b"\n".join(opened)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_machine_is_in_a_paper(kind: str) -> None:
    everything = streams(made(PAPERS[kind]))
    user = getpass.getuser()
    told = [str(Path.cwd()), str(Path.home()), "/tmp/", "site-packages", ".typ\0", socket.gethostname()]
    told += [user] if len(user) > 4 else []
    assert [word for word in told if len(word) > 3 and word.encode() in everything] == []


def test_a_long_paper_numbers_its_pages_and_repeats_the_headers() -> None:
    document = made(replace(PAPERS["card"], parts=(results(300),)))
    pages = pages_of(document)
    code = TypstPapers().paper(PAPERS["card"], KEY)[1]
    assert len(pages) > 5 and failures(document) == []
    for number, text in enumerate(pages, 1):
        assert f"Номер {PAPERS['card'].number}, код {code} страница {number} из {len(pages)}" in text
    assert all(" ".join(RESULTS) in text for text in pages[1:-1])
    assert [n for n in range(300) if f"Показатель{n} {n} г/л" not in " ".join(pages)] == []
    assert tags_of(document).count("/TH") == 2 + len(RESULTS), "a repeated header is told once"
    assert tags_of(document).count("/TR") == 1 + 5 + 1 + 300


def test_a_paper_of_one_page_numbers_nothing() -> None:
    assert "страница" not in squeezed(made(PAPERS["ticket"]))


def test_time_and_place_of_a_ticket_are_large() -> None:
    text = pypdfium2.PdfDocument(made(PAPERS["ticket"]))[0].get_textpage()
    whole = text.get_text_range()

    def height(word: str) -> float:
        _left, bottom, _right, top = text.get_charbox(whole.index(word))
        return float(top - bottom)

    assert height("12 марта") > 2.3 * height("112") and height("ГП") > 1.6 * height("Паспорт")


def test_a_letter_has_its_addressee_at_the_right_and_room_to_sign() -> None:
    text = pypdfium2.PdfDocument(made(PAPERS["request"]))[0].get_textpage()
    whole = text.get_text_range()
    left, bottom, _right, _top = text.get_charbox(whole.index("Кому"))
    assert left > 280 and bottom > 740
    line, caption = (text.get_charbox(whole.index(word)) for word in ("Ответ прошу", "Подпись, расш"))
    assert line[1] - caption[3] > 50, "a hand needs about two centimetres"


def test_a_number_that_the_head_tells_is_not_told_twice() -> None:
    paper = replace(PAPERS["card"], head=(("Номер карты", PAPERS["card"].number), ("Пациент", NAME)))
    text = squeezed(made(paper))
    assert text.count("Номер") == 1 and text.count(paper.number) == 1


def test_a_digest_is_shown_in_two_halves_that_copy_as_one() -> None:
    text = squeezed(made(PAPERS["cover"]))
    digest = PAPERS["cover"].parts[0].rows[0][3]
    assert digest in text and digest[::-1] in text


CHANGES: list[dict[str, object]] = [
    {"number": "ЭМК-2026-000018"},
    {"kind": "cover"},
    {"head": (("Пациент", NAME),)},
    {"sample": True},
    {"witness": None},
    {"witness": Head(38, "1a2b3c4d5e6f7081" + "9" * 48)},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_what_is_sealed_changes_the_code(change: dict[str, object]) -> None:
    paper = PAPERS["card"]
    changed: Paper = replace(paper, **change)  # type: ignore[arg-type]
    assert TypstPapers().paper(changed, KEY)[1] != TypstPapers().paper(paper, KEY)[1]


def test_the_rest_changes_the_bytes_but_keeps_what_is_sealed_small() -> None:
    papers: Papers = TypstPapers()
    paper = PAPERS["card"]
    longer = replace(paper, parts=(results(300),), made_at=paper.made_at + timedelta(days=1))
    (document, code), (other, same) = papers.paper(paper, KEY), papers.paper(longer, KEY)
    assert code == same and document != other
    (found,) = seal.find(other)
    assert len(found.payload) < 600 and NAME.encode() in found.payload


WRONG = {
    "kind": replace(PAPERS["card"], kind="../card"),
    "confirmation": replace(PAPERS["card"], kind="confirmation"),
    "head": replace(PAPERS["card"], head=(("а", "б"),) * 17),
    "columns": replace(PAPERS["card"], parts=(PaperPart("", columns=("а",) * 9, rows=(("а",),)),)),
}


@pytest.mark.parametrize("paper", WRONG.values(), ids=WRONG)
def test_what_no_template_can_hold_is_refused(paper: Paper) -> None:
    with pytest.raises(ValueError, match=r"kind|head|columns"):
        TypstPapers().paper(paper, KEY)


def test_a_paper_that_could_not_be_verified_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "LIMIT", 20_000)
    with pytest.raises(ValueError, match="too large"):
        TypstPapers().paper(PAPERS["card"], KEY)
