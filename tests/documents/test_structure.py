"""What a PDF is made of: active content by kind, signatures, watermarks."""

import io

import pytest
from pypdf import PdfReader

from emk_tui.documents.structure import (
    Encrypted,
    NoPages,
    TooComplex,
    forget,
    open_reader,
    survey,
    watermark_layers,
)
from emk_tui.documents.watermark import has_watermark
from tests.documents import hostile, samples
from tests.documents.samples import document, objects, stream


def reader_of(data: bytes) -> PdfReader:
    """A reader with limits."""
    return open_reader(io.BytesIO(data))


@pytest.mark.parametrize("name", sorted(hostile.ACTIVE))
def test_active_content_is_named(name: str) -> None:
    what = {
        "script": "script", "launch": "launch", "file": "file", "files": "file", "associated": "file",
        "form": "xfa", "sending": "send", "import": "send",
        "act": "act",
    }  # fmt: skip
    found = survey(reader_of(hostile.ACTIVE[name]()))
    assert found.active == what.get(name.split()[0], "media")


@pytest.mark.parametrize(
    "root",
    [
        b"/OpenAction[10 0 R/Fit]",
        b"/OpenAction<</S/GoTo/D[10 0 R/Fit]>>",
        b"/Names<</JavaScript<</Names[]>>/EmbeddedFiles<</Names[]>>>>",
        b"/AcroForm<</Fields[<</FT/Tx/T(a)>>]/XFA null>>",
        b"/AcroForm<</SigFlags 1/Fields[<</FT/Sig/T(a)>>]>>",
        b"/OpenAction null/AA<</WC<</S/GoTo/D[10 0 R/Fit]>>>>",
        b"/OpenAction<</S/Named/N/FirstPage>>",
        b"/OpenAction 77 0 R",
        b"/Outlines 77 0 R",
        b"/PageLabels<</Nums[0<</S/D>>]>>",
        b"/Metadata 77 0 R",
    ],
)
def test_what_is_harmless_is_not_accused(root: bytes) -> None:
    found = survey(reader_of(document(objects(root=root))))
    assert (found.active, found.signed) == ("", False)


@pytest.mark.parametrize(
    "action",
    [
        b"<</S/URI/URI(https://a.example/b)>>",
        b"<</S/URI/URI(file:///C:/a.pdf)>>",
        b"<</S/GoToR/F(other.pdf)/D[0/Fit]>>",
        b"<</S/GoToR/F<</Type/Filespec/F(other.pdf)>>/D[0/Fit]>>",
        b"<</S/GoToE/T<</R/P>>/D[0/Fit]>>",
        b"<</S/Thread/D 0>>",
        b"<</S/Hide/T(a)>>",
    ],
)
def test_what_waits_for_a_click_is_not_accused(action: bytes) -> None:
    page = hostile.NOTE % (b"/Subtype/Link/A" + action)
    assert survey(reader_of(document(objects(page=page)))).active == ""


@pytest.mark.parametrize(
    "root",
    [
        b"/AcroForm<</Fields[<</FT/Sig/T(a)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>>>]>>",
        b"/AcroForm<</Fields[<</Kids[<</FT/Sig/V 20 0 R>>]>>]>>",
        b"/Perms<</DocMDP 20 0 R>>",
    ],
)
def test_a_signature_is_seen(root: bytes) -> None:
    made = objects(root=root) | {20: b"<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>"}
    assert survey(reader_of(document(made))).signed


LAYER = b"/OCProperties<</OCGs[30 0 R]/D<<>>>>"
GROUP = {30: b"<</Type/OCG/Name(Watermark)>>"}
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
OTHER_GROUP = {30: b"<</Type/OCG/Name(Stamp)>>"}
IN_LAYER = {20: stream(b"", FORM + b"/OC 30 0 R")}
RUSSIAN = {30: b"<</Type/OCG/Name<FEFF%s>>>" % "Водяной знак".encode("utf-16-be").hex().encode()}


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (objects(), False),
        (objects(b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC EMC"), True),
        (objects(b"/Artifact<</Subtype/Watermark/Type/Pagination>>BDC EMC"), True),
        (objects(b"/Artifact <</Type /Pagination /Subtype /Header>> BDC EMC"), False),
        (objects(b"/Artifact /M BDC EMC", resources=b"/Properties<</M<</Subtype/Watermark>>>>"), True),
        (objects(b"/Artifact /M BDC EMC", resources=b"/Properties<</M<</Subtype/Footer>>>>"), False),
        (objects(page=b"/Annots[<</Subtype/Watermark/Rect[0 0 9 9]>>]"), True),
        (objects(page=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]>>]"), False),
        (objects(root=LAYER, resources=b"/Properties<</M 30 0 R>>") | GROUP, True),
        (objects(root=LAYER, resources=b"/Properties<</M 30 0 R>>") | RUSSIAN, True),
        (objects(root=LAYER, resources=b"/Properties<</M<</OCGs[30 0 R]>>>>") | GROUP, True),
        (objects(root=LAYER) | GROUP, False),
        (objects(root=LAYER, resources=b"/Properties<</M 30 0 R>>") | OTHER_GROUP, False),
        (objects(root=LAYER, resources=b"/XObject<</A 20 0 R>>") | GROUP | IN_LAYER, True),
        (
            objects(resources=b"/XObject<</A 20 0 R>>")
            | {20: stream(b"", FORM + b"/PieceInfo<</ADBE_CompoundType<</Private/Watermark>>>>")},
            True,
        ),
    ],
)  # fmt: skip
def test_watermarks(made: dict[int, bytes], found: bool) -> None:
    reader = reader_of(document(made))
    page = reader.pages[0]
    content = page.get_contents()
    data = b"" if content is None else content.get_data()
    assert has_watermark(page, data, watermark_layers(reader)) == found


def test_what_does_not_open_is_told() -> None:
    with pytest.raises(Encrypted):
        reader_of(hostile.closed(""))
    with pytest.raises(NoPages):
        reader_of(hostile.NO_PAGES["no pages"]())
    with pytest.raises(TooComplex):
        reader_of(document(objects(pages=5001)))


def test_too_many_parts_end_the_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("emk_tui.documents.structure.MOST_THINGS", 5)
    with pytest.raises(TooComplex):
        survey(reader_of(document(objects(pages=9))))


def test_large_streams_are_let_go() -> None:
    reader = reader_of(samples.scan([samples.picture("JPEG", 1240, 1754)], 1240, 1754, 150))
    assert list(reader.pages[0].images.keys()) == ["/A"]
    before = len(reader.resolved_objects)
    forget(reader)
    assert len(reader.resolved_objects) == before - 1
