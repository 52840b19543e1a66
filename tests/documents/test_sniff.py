"""Sniffing by content: formats, cut files, files with two faces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.documents.sniff import HEAD, JPEG, PDF, PNG, Sniffed, sniff
from tests.documents import samples

GOOD = {PDF: samples.pdf(), JPEG: samples.jpeg(), PNG: samples.png()}


@pytest.mark.parametrize("media_type", GOOD)
def test_good_files(media_type: str) -> None:
    assert sniff(GOOD[media_type]) == Sniffed(media_type, whole=True)


@pytest.mark.parametrize(
    "data",
    [
        b"\n\n" + samples.pdf(),
        b"\xef\xbb\xbf" + samples.pdf(),
        samples.pdf() + b"\n" * 500,
        samples.pdf(version=b"2.0"),
        samples.pdf(b"%\xff\xd8\xff in a comment\n"),
        samples.jpeg() + b"\x00" * 64,
        samples.jpeg() + samples.jpeg(),
        samples.jpeg(b"\xff\xd9 a thumbnail ends here"),
        samples.png() + b"\x00\n",
    ],
)
def test_harmless_oddities_pass(data: bytes) -> None:
    found = sniff(data)
    assert (found.whole, found.mixed) == (True, False)


@pytest.mark.parametrize(
    "data",
    [
        samples.pdf()[:-8],
        samples.pdf()[:60],
        samples.pdf().replace(b"startxref", b"startxxxx"),
        samples.pdf().replace(b"startxref\n", b"startxref\n99"),
        samples.pdf() + b"x" * 3000,
        b"%PDF-1.7\n%%EOF",
        samples.jpeg()[:-2],
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8" + samples.segment(0xFE, b"no scan") + b"\xff\xd9",
        b"\xff\xd8\xff\xfe\xff\xff\xff\xd9",
        b"\xff\xd8\xff\xfe\x00\x01\xff\xd9",
        samples.png()[:-4],
        samples.png()[:-12],
        samples.png().replace(b"IDAT", b"IDAX"),
        samples.png()[:8] + samples.chunk(b"IEND"),
        samples.png()[:8] + samples.png()[33:],
        samples.jpeg()[:-2] + b"\xff" * 500_000,
        b"\xff\xd8" + samples.segment(0xFE, b"") * 20_000 + samples.jpeg()[2:],
        samples.png()[:33] + samples.chunk(b"tEXt") * 20_000 + samples.png()[33:],
    ],
)
def test_cut_and_broken_files_are_not_whole(data: bytes) -> None:
    found = sniff(data)
    assert found.media_type and not found.whole


@pytest.mark.parametrize(
    "data",
    [
        b"GIF89a" + samples.pdf(),
        b"PK\x03\x04" + samples.pdf(),
        b"<html>" + samples.pdf(),
        b"MZ" + b"\x00" * 100 + samples.pdf(),
        samples.pdf() + samples.archive(),
        samples.jpeg(samples.pdf()),
        samples.jpeg() + samples.pdf(),
        samples.jpeg() + samples.archive(),
        samples.jpeg() + b"<script>alert(1)</script>",
        samples.png() + samples.archive(),
        samples.png() + samples.jpeg(),
        samples.png() + b"<?php ?>",
        samples.png()[:8] + samples.chunk(b"tEXt", b"%PDF-1.7") + samples.png()[8:],
    ],
)
def test_files_with_two_faces_are_mixed(data: bytes) -> None:
    assert sniff(data).mixed


@pytest.mark.parametrize(
    "data", [b"", b"%PDF", b"GIF89a", b"II*\x00", b"\xff\xd8", b" " * HEAD + samples.pdf(), samples.archive()]
)
def test_other_files_are_none_of_ours(data: bytes) -> None:
    assert sniff(data) == Sniffed()


@pytest.mark.parametrize("media_type", GOOD)
def test_every_cut_of_a_good_file_is_seen(media_type: str) -> None:
    # The line end behind %%EOF is no loss.
    data = GOOD[media_type].rstrip(b"\n")
    assert not any(sniff(data[:length]).whole for length in range(len(data)))


@given(st.sampled_from(sorted(GOOD)), st.binary(max_size=80), st.binary(max_size=80))
def test_any_bytes_get_a_verdict(media_type: str, before: bytes, after: bytes) -> None:
    for data in (before, before + GOOD[media_type] + after, GOOD[media_type][: len(before)] + after):
        assert sniff(data).media_type in ("", PDF, JPEG, PNG)
