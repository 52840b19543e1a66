"""Paths of fields and the order of records."""

import pytest

from emk_tui.card.paths import locate, order
from tests.card.fields import FIELDS


@pytest.mark.parametrize("path", FIELDS)
def test_every_field_is_found_by_its_path(path: str) -> None:
    """Ids of records may be left out."""
    assert locate(path).field is FIELDS[path]


@pytest.mark.parametrize(
    ("path", "record", "name"),
    [
        ("personal.snils", "personal", "snils"),
        ("documents.2.kind", "documents.2", "kind"),
        ("documents.2.results.1.low", "documents.2.results.1", "low"),
    ],
)
def test_record_of_a_path(path: str, record: str, name: str) -> None:
    """With ids the record is known."""
    place = locate(path)
    assert (place.record, place.name) == (record, name)


@pytest.mark.parametrize(
    "path",
    ["", ".", "personal", "personal.", "personal.x", "personal.1.snils", "documents.2", "documents..kind",
     "documents.2.results",
     "documents.²", "documents.1234567890.kind", "x.y", "personal.snils.x", "review.x"],
)  # fmt: skip
def test_no_such_field(path: str) -> None:
    """KeyError, never another error."""
    with pytest.raises(KeyError):
        locate(path)


def test_numbers_are_ordered_by_value() -> None:
    """10 after 9."""
    assert sorted(["10", "9", "1"], key=order) == ["1", "9", "10"]
