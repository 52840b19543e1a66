"""A PDF divided by pages: greedy, whole, images byte for byte (R110)."""

import io
import itertools

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from emk_tui.documents.render import grey, open_pdf
from emk_tui.documents.split import PageTooLarge, divide
from tests.documents import scans
from tests.documents.scans import Page, form, full, jpeg, jpeg_image, stream, text_page

PICTURES = [jpeg(text_page(75, lines=number + 1), 60 + number) for number in range(6)]
SIZE = len(PICTURES[5])
FILE = scans.scan(PICTURES)


def parts(data: bytes, limit: int) -> list[tuple[bytes, int, int]]:
    return list(divide(scans.reader(data), limit))


def images(data: bytes) -> list[bytes]:
    """Raw bytes of the image of each page."""
    found = []
    for page in PdfReader(io.BytesIO(data), strict=True).pages:
        for one in page["/Resources"]["/XObject"].values():  # type: ignore[index]
            image = one.get_object()
            assert isinstance(image, StreamObject)
            found.append(image._data)
    return found


@pytest.mark.parametrize("limit", [SIZE + 1200, 2 * SIZE, 3 * SIZE, 10 * SIZE])
def test_parts_are_whole_in_order_and_within_the_limit(limit: int) -> None:
    found = parts(FILE, limit)
    assert all(len(content) <= limit for content, _, _ in found)
    assert [page for _, first, last in found for page in range(first, last + 1)] == [1, 2, 3, 4, 5, 6]
    assert [one for content, _, _ in found for one in images(content)] == PICTURES
    for (content, _, _), (_, following, _) in itertools.pairwise(found):
        assert len(content) + len(PICTURES[following - 1]) + 900 > limit


def test_pages_look_the_same() -> None:
    whole = open_pdf(FILE)
    for content, first, last in parts(FILE, 3 * SIZE):
        with open_pdf(content) as part:
            assert len(part) == last - first + 1
            for index in range(len(part)):
                assert (grey(part, index) == grey(whole, first - 1 + index)).all()
    whole.close()


def test_a_page_over_the_limit() -> None:
    large = scans.scan([PICTURES[0], jpeg(text_page(150)), PICTURES[1]])
    found = divide(scans.reader(large), 60_000)
    assert next(found)[1:] == (1, 1)
    with pytest.raises(PageTooLarge) as error:
        next(found)
    assert error.value.page == 2


@pytest.mark.parametrize("limit", [0, 100, 400])
def test_no_room_at_all(limit: int) -> None:
    with pytest.raises(PageTooLarge):
        parts(FILE, limit)


def test_images_named_in_every_page_are_not_copied_into_every_part() -> None:
    names = {f"I{number}": number for number in range(6)}
    pages: list[Page] = [(full(f"I{number}"), names, "") for number in range(6)]
    data = scans.pdf(pages, [jpeg_image(one) for one in PICTURES])
    found = parts(data, 2 * SIZE)
    assert [one for content, _, _ in found for one in images(content)] == PICTURES


def test_a_form_that_uses_the_images_of_the_page_keeps_them() -> None:
    page: Page = (full("F", (1, 1)), {"F": 0, "I": 1}, "")
    data = scans.pdf([page], [form("/I Do"), jpeg_image(PICTURES[0])])
    assert PICTURES[0] in parts(data, 100_000)[0][0]


def test_what_pages_share_is_once_in_each_part() -> None:
    pages: list[Page] = [(full(), {"I": 0}, "")] * 6
    found = parts(scans.pdf(pages, [jpeg_image(PICTURES[5])]), SIZE + 4000)
    assert len(found) == 1 and found[0][0].count(b"/DCTDecode") == 1


def test_what_leads_out_of_the_page_is_cut() -> None:
    others = "/Annots[<</Subtype/Link/Dest[10 0 R]>><</Subtype/Stamp/P 10 0 R/Rect[0 0 9 9]/AP<</N 4 0 R>>>>]"
    pages: list[Page] = [(full(), {"I": 0}, f"{others}/B[10 0 R]/My 8 0 R"), (full(), {"I": 2}, "")]
    objects = [jpeg_image(PICTURES[0]), form("0 g 0 0 9 9 re f"), jpeg_image(PICTURES[5])]
    first, _second = parts(scans.pdf(pages, objects), SIZE + 1500)
    page = scans.first_page(first[0])
    notes = page["/Annots"]
    assert [note.get_object()["/Subtype"] for note in notes] == ["/Stamp"]  # type: ignore[attr-defined]
    assert images(first[0]) == [PICTURES[0]]


def test_language_and_title_stay_the_rest_goes() -> None:
    info = stream("/Title(Title)/Author(Somebody)", b"")
    data = scans.pdf([(full(), {"I": 0}, "")], [jpeg_image(PICTURES[0]), info], "/Lang(ru)", "/Info 4 0 R")
    part = scans.reader(parts(data, 50_000)[0][0])
    assert str(part.root_object["/Lang"]) == "ru"
    assert part.metadata == {"/Title": "Title"}


def test_inherited_and_missing_things() -> None:
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 99 88]/Rotate 90/Resources<<>>>>",
        b"<</Type/Page/Parent 2 0 R/Contents 77 0 R>>",
        b"<</Type/Page/Parent 2 0 R/Contents null>>",
    ]
    part = scans.reader(parts(scans.written(bodies), 5000)[0][0])
    assert [(page.mediabox[2:], page.rotation) for page in part.pages] == [([99, 88], 90)] * 2


def test_objects_that_name_each_other() -> None:
    loop = stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 3 0 R>>>>", b"/F Do")
    found = parts(scans.pdf([("/F Do", {"F": 0}, "")], [loop]), 5000)
    assert found[0][0].count(b"/Subtype /Form") == 1
