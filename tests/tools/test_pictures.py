"""The pictures in docs are what the program shows; nothing of this machine or of a network is in them."""

import html
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORMAT = "http://www.w3.org/2000/svg"
"""The name of the format is no address that anybody asks."""
LARGEST = 100_000


def load(name: str) -> ModuleType:
    """A tool as a module; it lies outside the package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pictures, keys = load("pictures"), load("keys")
NAMES = [one.name for one in pictures.PICTURES]


def words(svg: str) -> list[str]:
    """The texts of a picture in their order."""
    return [html.unescape(one) for one in re.findall(r">([^<>]+)</text>", svg)]


@pytest.mark.parametrize("picture", pictures.PICTURES, ids=NAMES)
def test_it_is_what_the_program_shows(picture: "pictures.Picture", monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[name-defined]
    """The same texts, then the same bytes: colours and places too. Another one? `make pictures`."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    made = pictures.drawn(picture)
    kept = (ROOT / "docs" / "pictures" / f"{picture.name}.svg").read_text(encoding="utf-8")
    assert words(kept) == words(made)
    assert kept == made, "make pictures"


def test_none_is_left_over() -> None:
    """Every file is one of the table."""
    assert sorted(one.stem for one in pictures.FOLDER.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_small_and_silent(name: str) -> None:
    """Small enough for README; who opens it asks no server; no folder of anybody is in it."""
    svg = (ROOT / "docs" / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    assert len(svg.encode()) < LARGEST
    assert not re.search(r"https?:|url\(\"|/tmp/|/home/", svg.replace(FORMAT, ""))


def test_the_page_of_keys_is_the_table_of_the_program() -> None:
    """docs/keys.md is made of the same rows as bindings, footer and help. Another one? `make pictures`."""
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == keys.page()
