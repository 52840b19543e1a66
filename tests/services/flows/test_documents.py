"""Files of documents: taken once, looked at anew when kind or name change, extracts renamed (R118)."""

from pathlib import Path

import pytest

from emk_tui.services.flows.documents import take_file
from emk_tui.services.session import Session
from tests.services.worlds import hold

FILES = Path(__file__).parents[3] / "examples" / "files"
IMAGE = "analiz-krovi.jpg"
EXTRACT = next(path.name for path in FILES.iterdir() if path.suffix == ".pdf")


@pytest.fixture
def session(consented: Session) -> Session:
    """After the consent, in the folder of the examples."""
    consented.base = FILES
    return consented


def put(session: Session, **values: str) -> None:
    """Answers of the first record."""
    session.put_rows({f"documents.1.{name}": raw for name, raw in values.items()})


def test_taken_once(session: Session) -> None:
    """The second look finds it kept and asks nothing."""
    put(session, kind="рецепт", file=IMAGE, issued_on="15.01.2026", source="ГБУЗ «Больница № 1»")
    assert hold(take_file(session, "documents.1"), {})[0] == ()
    before = session.store.files()
    assert hold(take_file(session, "documents.1"), {})[0] == ()
    assert session.store.files() == before
    assert [meta.name for meta in before] == [IMAGE]


def test_another_kind_is_another_look(session: Session) -> None:
    """A picture is no extract, whatever it was before (R116)."""
    put(session, kind="рецепт", file=IMAGE, issued_on="15.01.2026", source="ГБУЗ «Больница № 1»")
    hold(take_file(session, "documents.1"), {})
    put(session, kind="выписка")
    found = hold(take_file(session, "documents.1"), {})[0]
    assert [(one.code, one.path) for one in found] == [("DOC_FORMAT", "documents.1.file")]


def test_an_extract_is_kept_under_the_built_name(session: Session, tmp_path: Path) -> None:
    """R118: the person's own name of the file does not matter; it is told."""
    (tmp_path / "scan.pdf").write_bytes((FILES / EXTRACT).read_bytes())
    put(
        session,
        kind="выписка",
        file=str(tmp_path / "scan.pdf"),
        issued_on="15.01.2026",
        source="ГБУЗ «Больница»",
    )
    assert hold(take_file(session, "documents.1"), {})[0] == ()
    (kept,) = session.store.files()
    assert kept.name.endswith("_2026-01-15_Выписка.pdf")
    assert [one.code for one in session.notes_at("documents.1.file")] == ["EXTRACT_NAME"]
