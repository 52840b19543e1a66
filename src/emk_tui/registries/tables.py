"""Tables that come with the package: UTF-8 text, a head line, columns parted by «|»."""

from collections.abc import Iterator
from importlib.resources import files


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The lines of registries/data/<name> by column name; ValueError for a line of another width."""
    lines = files("emk_tui.registries").joinpath("data", name).read_text("utf-8").splitlines()
    head = lines[0].split("|")
    for line in lines[1:]:
        yield dict(zip(head, line.split("|"), strict=True))
