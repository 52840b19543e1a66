"""Makers of hostile files: name → content; each is to get a verdict within its bounds, never more (R15)."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.documents.samples import (
    STROKES,
    archive,
    chunk,
    document,
    jpeg,
    objects,
    pdf,
    picture,
    png,
    segment,
    stream,
)

MIB = 1024 * 1024
Maker = Callable[[], bytes]
SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
LAUNCH = b"<</S/Launch/F(cmd.exe)>>"
SEND = b"<</S/SubmitForm/F<</FS/URL/F(http://a.example)>>>>"
FILE = b"<</Type/Filespec/F(a.exe)/EF<</F 90 0 R>>>>"
NOTE = b"/Annots[<</Type/Annot/Rect[0 0 9 9]%s>>]"


def made(**parts: bytes | int) -> Maker:
    """A document of samples.objects with these parts."""
    return lambda: document(objects(**parts))  # type: ignore[arg-type]


def part_of(maker: Maker, percent: int) -> Maker:
    """The beginning of a good file."""
    return lambda: maker()[: len(maker()) * percent // 100]


def with_objects(more: dict[int, bytes], **parts: bytes) -> Maker:
    """The same with more objects."""
    return lambda: document(objects(**parts) | more)  # type: ignore[arg-type]


def flate(data: bytes, times: int = 1) -> bytes:
    """A stream compressed several times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[%s]" % (b"/FlateDecode" * times))


def laughs(depth: int, width: int) -> dict[int, bytes]:
    """Forms each of which paints the next one several times: width to the power of depth."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 220 220]/Resources<</XObject<</A %d 0 R>>>>"
    nested = {20 + n: stream(b"/A Do " * width, form % (21 + n)) for n in range(depth)}
    return nested | {20 + depth: stream(STROKES, b"/Type/XObject/Subtype/Form/BBox[0 0 220 220]")}


def image(width: int, height: int, entries: bytes = b"", data: bytes = b"\0" * 10) -> dict[int, bytes]:
    """An image object 20."""
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8%s"
    return {20: stream(data, head % (width, height, entries))}


SHOW = {"content": b"q 220 0 0 220 0 0 cm /A Do Q", "resources": b"/XObject<</A 20 0 R>>"}


def png_of(width: int, height: int, data: bytes = b"\0" * 100) -> bytes:
    """A PNG that says it is so large."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND")


def jpeg_of(width: int, height: int) -> bytes:
    """The good JPEG with another size in its frame."""
    data = jpeg()
    place = data.index(b"\xff\xc0")
    return data[: place + 5] + struct.pack(">HH", height, width) + data[place + 9 :]


def many_scans() -> bytes:
    """A progressive JPEG of 3000 scans over 4000 × 4000 pixels."""
    frame = segment(0xC2, struct.pack(">BHHB", 8, 4000, 4000, 1) + b"\x01\x11\x00")
    table = segment(0xC4, b"\x10\x01" + b"\x00" * 15 + b"\x00")
    first = segment(0xC4, b"\x00\x01" + b"\x00" * 15 + b"\x00")
    scan_ = segment(0xDA, b"\x01\x01\x00\x01\x3f\x00") + b"\x00" * 60
    quant = segment(0xDB, b"\x00" + b"\x01" * 64)
    return b"\xff\xd8" + quant + frame + first + table + scan_ * 3000 + b"\xff\xd9"


def loop_of_tables() -> bytes:
    """Two cross-reference tables, each the one before the other."""
    data = pdf()
    start = data.rindex(b"xref\n0")
    return data.replace(b"trailer<<", b"trailer<</Prev %d" % start)


def word() -> bytes:
    """The bones of a DOCX."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def object_stream(entries: bytes) -> bytes:
    """A document whose pages are in an object stream with these entries."""
    inner = b"2 0 <</Type/Pages/Kids[10 0 R]/Count 1>>"
    packed = stream(inner, b"/Type/ObjStm/N 1/First 4%s" % entries)
    head = b"%PDF-1.7\n"
    root = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    five = b"5 0 obj%s endobj\n" % packed
    page = b"10 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 220 220]>>endobj\n"
    at = [len(head), len(head + root), len(head + root + five)]
    start = len(head + root + five + page)
    rows = {
        0: (0, 0, 255),
        1: (1, at[0], 0),
        2: (2, 5, 0),
        5: (1, at[1], 0),
        6: (1, start, 0),
        10: (1, at[2], 0),
    }
    table = b"".join(struct.pack(">BHB", *rows.get(number, (0, 0, 0))) for number in range(11))
    last = b"6 0 obj" + stream(table, b"/Type/XRef/Size 11/W[1 2 1]/Root 1 0 R") + b" endobj\n"
    return head + root + five + page + last + b"startxref\n%d\n%%%%EOF\n" % start


def closed(password: str) -> bytes:
    """Encrypted, to be opened with this password; empty: by everybody."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(password, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def deep(opening: bytes, closing: bytes, times: int = 10_000) -> bytes:
    """Brackets in brackets."""
    return opening * times + closing * times


MIXED = {
    "gif and pdf": lambda: b"GIF89a" + pdf(),
    "program and pdf": lambda: b"MZ" + b"\0" * 60 + pdf(),
    "zip head and pdf": lambda: b"PK\x03\x04" + pdf(),
    "page of html and pdf": lambda: b"<html><script>1</script>" + pdf(),
    "script and pdf": lambda: b"#!/bin/sh\nrm\n" + pdf(),
    "pdf and zip": lambda: pdf() + archive(),
    "jpeg and zip": lambda: jpeg() + archive(),
    "jpeg and pdf": lambda: jpeg() + pdf(),
    "jpeg with a pdf inside": lambda: jpeg(pdf()),
    "png and zip": lambda: png() + archive(),
    "png and php": lambda: png() + b"<?php ?>",
}
OTHER = {
    "gif": lambda: b"GIF89a" + b"\0" * 100,
    "zip": archive,
    "docx": word,
    "html": lambda: b"<!doctype html><html></html>",
    "tiff": lambda: b"II*\0" + b"\0" * 100,
    "zeros": lambda: b"\0" * 5000,
    "header too far": lambda: b" " * 2000 + pdf(),
}
CUT = {
    **{f"pdf cut at {part} %": part_of(pdf, part) for part in (5, 40, 80, 97)},
    **{f"jpeg cut at {part} %": part_of(jpeg, part) for part in (5, 50, 99)},
    **{f"png cut at {part} %": part_of(png, part) for part in (5, 50, 99)},
    "pdf without an offset": lambda: pdf().replace(b"startxref", b"startxxxx"),
    "offset behind the end": lambda: pdf().replace(b"startxref\n", b"startxref\n99999"),
}
ACTIVE = {
    "script on opening": made(root=b"/OpenAction" + SCRIPT),
    "script by reference": with_objects({20: SCRIPT}, root=b"/OpenAction 20 0 R"),
    "script in the names": made(root=b"/Names<</JavaScript<</Names[(a)%s]>>>>" % SCRIPT),
    "script deep in the names": with_objects(
        {20: b"<</Kids[21 0 R]>>", 21: b"<</Kids[22 0 R 20 0 R]>>", 22: b"<</Names[(a)%s]>>" % SCRIPT},
        root=b"/Names<</JavaScript 20 0 R>>",
    ),
    "script on closing": made(root=b"/AA<</WC%s>>" % SCRIPT),
    "script on a page": made(page=b"/AA<</O%s>>" % SCRIPT),
    "script at a note": made(page=NOTE % (b"/Subtype/Link/A" + SCRIPT)),
    "script in a field": made(root=b"/AcroForm<</Fields[<</FT/Tx/T(a)/AA<</K%s>>>>]>>" % SCRIPT),
    "script in the outline": with_objects(
        {20: b"<</First 21 0 R/Last 21 0 R>>", 21: b"<</Title(a)/Parent 20 0 R/A%s>>" % SCRIPT},
        root=b"/Outlines 20 0 R",
    ),
    "script after another action": made(
        root=b"/OpenAction<</S/GoTo/D(a)/Next[<</S/Named/N/Print/Next%s>>]>>" % SCRIPT
    ),
    "script with an escaped name": made(root=b"/OpenAction<</S/J#61vaScript/J#53(1)>>"),
    "script in a stream": with_objects(
        {20: flate(b"app.alert(1)")}, root=b"/OpenAction<</S/JavaScript/JS 20 0 R>>"
    ),
    "launch on opening": made(root=b"/OpenAction" + LAUNCH),
    "launch at a note": made(page=NOTE % (b"/Subtype/Link/A" + LAUNCH)),
    "files in the names": with_objects(
        {90: stream(b"MZ")}, root=b"/Names<</EmbeddedFiles<</Names[(a)%s]>>>>" % FILE
    ),
    "file at a note": with_objects({90: stream(b"MZ")}, page=NOTE % (b"/Subtype/FileAttachment/FS" + FILE)),
    "associated file": with_objects({90: stream(b"MZ")}, root=b"/AF[%s]" % FILE),
    "form of xfa": with_objects({20: stream(b"<xdp/>")}, root=b"/AcroForm<</Fields[]/XFA 20 0 R>>"),
    "launch of another file on opening": made(root=b"/OpenAction<</S/GoToR/F(a.pdf)/D[0/Fit]>>"),
    "launch of a file inside on opening": made(root=b"/OpenAction<</S/GoToE/F(a.pdf)/D[0/Fit]>>"),
    "launch of another file on showing a page": made(page=b"/AA<</O<</S/GoToR/F(a.pdf)/D[0/Fit]>>>>"),
    "launch of a file of another machine": made(
        page=NOTE % b"/Subtype/Link/A<</S/GoToR/F(\\\\\\\\host\\\\a.pdf)/D[0/Fit]>>"
    ),
    "launch of a file by its address": made(
        page=NOTE % b"/Subtype/Link/A<</S/GoToE/F<</Type/Filespec/UF(file:///a.pdf)>>/D[0/Fit]>>"
    ),
    "launch of a link to another machine": made(page=NOTE % b"/Subtype/Link/A<</S/URI/URI(file://host/a)>>"),
    "sending to an address on opening": made(root=b"/OpenAction<</S/URI/URI(http://a.example)>>"),
    "sending after another action": made(
        root=b"/OpenAction<</S/GoTo/D(a)/Next[<</S/Named/N/FirstPage/Next<</S/URI/URI(http://a.example)>>>>]>>"
    ),
    "act of hiding on opening": made(root=b"/OpenAction<</S/Hide/T(a)>>"),
    "act of hiding on showing a note": made(page=NOTE % b"/Subtype/Link/AA<</PV<</S/Hide/T(a)>>>>"),
    "act of a thread on opening": with_objects({20: b"<</S/Thread/D 0>>"}, root=b"/OpenAction 20 0 R"),
    "act after act": with_objects({20: b"<</S/GoTo/D(a)/Next 20 0 R>>"}, root=b"/OpenAction 20 0 R"),
    "sending": made(root=b"/OpenAction" + SEND),
    "import": made(page=NOTE % b"/Subtype/Link/A<</S/ImportData/F(a)>>"),
    "rich media": made(page=NOTE % b"/Subtype/RichMedia/RichMediaContent<<>>"),
    "film": made(page=NOTE % b"/Subtype/Movie/Movie<</F(a)>>"),
    "sound": made(page=NOTE % b"/Subtype/Sound"),
    "screen": made(page=NOTE % b"/Subtype/Screen"),
    "body": made(page=NOTE % b"/Subtype/3D"),
}
ENCRYPTED = {
    "password": lambda: closed("secret"),
    "empty password": lambda: closed(""),
    "unknown cipher": lambda: document(objects() | {20: b"<</Filter/Foreign/V 9>>"}, b"/Encrypt 20 0 R"),
}
BROKEN = {
    "pages in a loop": lambda: document(objects() | {2: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"}),
    "pages in a long loop": lambda: document(
        objects() | {2: b"<</Type/Pages/Kids[4 0 R]/Count 1>>", 4: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"}
    ),
    "object is itself": lambda: document(objects() | {2: b" 2 0 R"}),
    "length is itself": lambda: document(objects() | {3: b"<</Length 3 0 R>>stream\nx\nendstream"}),
    "root is no dictionary": lambda: document(objects() | {1: b"[1 2 3]"}),
    "no root": lambda: pdf().replace(b"/Root 1 0 R", b"/Rot 1 0 R "),
    "object stream of a million": lambda: object_stream(b"/N 1000000000"),
    "box of nothing": made(box=b"0 0 0 0"),
    "box of words": made(box=b"/a (b) [1] null"),
    "box without end": made(box=b"0 0 1e38 99999999999999999999999999999999999999999999"),
    "png of nothing": lambda: png_of(0, 0),
    "png with rubbish": lambda: png()[:33] + chunk(b"IDAT", b"\xff" * 99) + chunk(b"IEND"),
    "jpeg of nothing": lambda: jpeg_of(0, 0),
}
ENDLESS = {
    "one page a thousand times in a tree": lambda: document(
        objects() | {2: b"<</Type/Pages/Kids[%s]/Count 100000>>" % (b"10 0 R " * 100_000)}
    ),
    "flate bomb": lambda: document(objects() | {3: flate(b" " * 200 * MIB)}),
    "flate in flate": lambda: document(objects() | {3: flate(b" " * 100 * MIB, 3)}),
    "filters without end": lambda: document(
        objects() | {3: stream(b"x", b"/Filter[%s]" % (b"/ASCIIHexDecode" * 999))}
    ),
    "forms in forms": with_objects(laughs(18, 10), content=b"/A Do", resources=b"/XObject<</A 20 0 R>>"),
    "72 million bytes of operators": lambda: document(objects() | {3: flate(b"q Q n\n" * 12 * MIB)}),
    "tile of a dot": with_objects(
        {
            20: stream(
                b"0 0 1 1 re f",
                b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .001/YStep .001/Resources<<>>",
            )
        },
        content=b"/Pattern cs /P scn 0 0 220 220 re f " + STROKES,
        resources=b"/Pattern<</P 20 0 R>>",
    ),
}
ODD = {
    "dictionaries in dictionaries": made(root=b"/OpenAction" + deep(b"<</A", b">>")),
    "brackets in the content": made(content=deep(b"[", b"]") + STROKES),
    "states in states": made(content=b"q " * 200_000 + STROKES),
    "pages that are not there": lambda: pdf().replace(b"/Count 1", b"/Count 2000000000"),
    "count below zero": lambda: pdf().replace(b"/Count 1", b"/Count -5"),
    "size below zero": lambda: pdf().replace(b"/Size ", b"/Size -"),
    "table before itself": loop_of_tables,
    "form in itself": with_objects(
        {
            20: stream(
                b"/A Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 20 0 R>>>>"
            )
        },
        content=b"/A Do " + STROKES,
        resources=b"/XObject<</A 20 0 R>>",
    ),
    "foreign font": with_objects(
        {20: b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding 20 0 R/DescendantFonts[20 0 R]>>"},
        content=b"BT /A 9 Tf (a) Tj ET " + STROKES,
        resources=b"/Font<</A 20 0 R>>",
    ),
    "font of rubbish": with_objects(
        {
            20: b"<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor 21 0 R>>",
            21: b"<</Type/FontDescriptor/FontName/A/FontFile2 22 0 R>>",
            22: stream(b"\0\1\0\0" + b"\xff" * 5000),
        },
        content=b"BT /A 9 Tf (a) Tj ET " + STROKES,
        resources=b"/Font<</A 20 0 R>>",
    ),
    "unit of a billion": made(page=b"/UserUnit 1000000000"),
    "box turned over": made(box=b"220 220 0 0"),
    "escape sequences in the title": lambda: document(
        objects() | {20: b"<</Title(\x1b]0;evil\x07\x1b[2J\x9b31m)/Author<FEFF202E0041>>>"}, b"/Info 20 0 R"
    ),
    "random bytes between": lambda: document(objects(), body=bytes(range(128, 256)) * 2000),
    "jpeg with rubbish": lambda: jpeg()[:700] + b"\x55" * 500 + b"\xff\xd9",
}
EITHER = {
    "contents is nothing": lambda: document(objects(page=b"/Contents 77 0 R")),
    "arrays in arrays": made(root=b"/OpenAction" + deep(b"[", b"]")),
    "length below zero": lambda: document(objects() | {3: b"<</Length -9>>stream\nx\nendstream"}),
    "object stream in itself": lambda: object_stream(b"/Extends 5 0 R"),
    "image of 60000 squared": with_objects(image(60_000, 60_000), **SHOW),
    "image of 60000 squared, packed": with_objects(
        image(60_000, 60_000, b"/Filter/FlateDecode", zlib.compress(b"\0" * 60 * MIB)), **SHOW
    ),
    "image below zero": with_objects(image(-5, -7), **SHOW),
    "huge jpeg in a page": with_objects(
        image(65_535, 65_535, b"/Filter/DCTDecode", jpeg_of(65_535, 65_535)), **SHOW
    ),
    "no jpeg in a page": with_objects(
        image(9, 9, b"/Filter/DCTDecode", b"\xff\xd8 nothing \xff\xd9"), **SHOW
    ),
    "broken jbig2": with_objects(image(900, 900, b"/Filter/JBIG2Decode", b"\0" * 99), **SHOW),
    "broken jpeg 2000": with_objects(image(900, 900, b"/Filter/JPXDecode", b"\0" * 99), **SHOW),
    "broken fax": with_objects(image(900, 900, b"/Filter/CCITTFaxDecode", b"\xaa" * 99), **SHOW),
    "box of a hundred kilometres": made(box=b"0 0 300000000 300000000"),
    "png of 60000 squared": lambda: png_of(60_000, 60_000),
    "png bomb": lambda: png_of(9000, 9000, b"\0" * 9001 * 9000),
    "png of one": lambda: png_of(1, 1),
    "jpeg of 65535 squared": lambda: jpeg_of(65_535, 65_535),
    "jpeg of many scans": many_scans,
    "small jpeg": lambda: picture("JPEG", 300, 900),
}
NO_PAGES = {
    "no pages": lambda: document({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}),
}
NOTHING = {
    "empty page": made(content=b""),
    "white page": made(content=b"1 1 1 rg 0 0 220 220 re f"),
    "white picture": lambda: picture("JPEG", strokes=False),
}
