"""The check that all faces share."""

from datetime import date
from pathlib import Path

import pytest

from emk_tui.card.answers import load_answers
from emk_tui.card.draft import Draft
from emk_tui.documents.intake import FileIntake
from emk_tui.registries.demonstration import demonstration_directories
from emk_tui.registries.embedded import embedded_directories
from emk_tui.services.checks import check_answers, check_draft, is_known, outside_directories

TODAY = date(2026, 3, 2)
KNOWN = embedded_directories()


def drafted(**rows: str) -> Draft:
    """A draft of these rows; `__` stands for the point."""
    made = Draft()
    for path, raw in rows.items():
        made.put(path.replace("__", "."), raw)
    return made


@pytest.mark.parametrize(
    ("path", "raw", "row"),
    [
        ("policy.insurer", "АО «Страховая компания «СОГАЗ-Мед»", ""),
        ("policy.insurer", "СОГАЗ", ""),
        ("policy.insurer", "ООО «Здравие»", "R154"),
        ("vaccinations.1.vaccine", "совигрипп", ""),
        ("vaccinations.1.vaccine", "Небывалин", "R130"),
        ("booking.specialty", "терапевт", ""),
        ("booking.specialty", "знахарь", "R141"),
        ("booking.specialty", "", ""),
        ("booking.specialty", "\\", ""),
        ("policy.region", "77", ""),
        ("clinic.name", "Поликлиника своя", ""),
    ],
)
def test_values_outside_their_directory_are_warned(path: str, raw: str, row: str) -> None:
    """Only right values, only where the directory is there; a warning with the row of the field (R61)."""
    made = Draft()
    made.put(path, raw)
    found = outside_directories(made, path.partition(".")[0], TODAY, KNOWN)
    assert [(one.path, one.code, one.level, one.row) for one in found] == [
        (path, "NOT_IN_DIRECTORY", "warning", row)
    ] * bool(row)


def test_clinics_are_compared_where_there_is_a_directory() -> None:
    """The demonstration knows clinics, a real store none before an import."""
    own = drafted(clinic__name="Поликлиника своя")
    world = demonstration_directories()
    found = outside_directories(own, "clinic", TODAY, world)
    assert [(one.path, one.row) for one in found] == [("clinic.name", "R75")]
    assert is_known(world["clinics"], "городская поликлиника «березовая роща»")


def test_files_are_looked_at_with_a_folder_and_an_intake(tmp_path: Path) -> None:
    """DOC_ problems stand at the file, in the order of the records."""
    (tmp_path / "a.pdf").write_bytes(b"no pdf")
    made = drafted(documents__1__kind="extract", documents__1__file="a.pdf", documents__2__file="b.pdf")
    with_files = check_draft(made, TODAY, KNOWN, tmp_path, FileIntake())
    assert [(one.path, one.code) for one in with_files if one.code.startswith("DOC_")] == [
        ("documents.1.file", "DOC_FORMAT"),
        ("documents.2.file", "DOC_ABSENT"),
    ]
    records = [one.path.split(".")[1] for one in with_files if one.path.startswith("documents.")]
    assert records == sorted(records)
    assert not [one for one in check_draft(made, TODAY, KNOWN) if one.code.startswith("DOC_")]


def test_answers_tell_each_place_once() -> None:
    """A bare number is not also called missing."""
    answers = load_answers(b"[personal]\nsnils = 1\nx = ''")
    found = check_answers(answers, TODAY, KNOWN)
    assert [one.code for one in found if one.path == "personal.snils"] == ["BARE_NUMBER"]
    assert [one.code for one in found if one.path == "personal.x"] == ["UNKNOWN_FIELD"]
