"""Files of documents: taken once, anew when kind or name change, a code before it (R118, R121)."""

from pathlib import Path

import pytest

from emk_tui.services.codes import totp_now
from emk_tui.services.flows.asks import Ask, Cancelled
from emk_tui.services.flows.documents import take_file
from emk_tui.services.session import Session
from tests.services.worlds import SECRET, Hands, Talk, held, hold

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
    assert hold(take_file(session, "documents.1"), {"documents.page": "sp"})[0] == ()
    (kept,) = session.store.files()
    assert kept.name.endswith("_2026-01-15_Выписка.pdf")
    assert [one.code for one in session.notes_at("documents.1.file")] == ["EXTRACT_NAME"]


CODE = "code.загрузка документа"
RECIPE = {"kind": "рецепт", "file": IMAGE, "issued_on": "15.01.2026", "source": "ГБУЗ «Больница № 1»"}


@pytest.mark.parametrize(("seconds", "asked"), [(0, False), (300, False), (301, True), (3600, True)])
def test_a_code_before_the_upload(session: Session, hands: Hands, seconds: int, asked: bool) -> None:
    """R121: not within five minutes of the last one; then it opens them for the next file."""
    hands.on(seconds=seconds)
    answers = {"code.channel": "app", CODE: lambda ask: totp_now(SECRET, hands.now())}
    for record, expected in (("1", ["code.channel", CODE] if asked else []), ("2", [])):
        session.put_rows({f"documents.{record}.{name}": raw for name, raw in RECIPE.items()})
        found, talk = hold(take_file(session, f"documents.{record}"), answers)
        assert (found, talk.keys) == ((), expected)
    assert len(session.store.files()) == 2


def test_without_the_code_nothing_is_kept(session: Session, hands: Hands) -> None:
    """R121: the file was looked at, not taken."""

    def leaves(ask: Ask) -> str:
        raise Cancelled

    hands.on(minutes=6)
    put(session, **RECIPE)
    with pytest.raises(Cancelled):
        held(take_file(session, "documents.1"), Talk({"code.channel": "app", CODE: leaves}))
    assert session.store.files() == ()
    assert session.taken("documents.1") == ""


def test_a_file_that_is_none_asks_no_code(session: Session, hands: Hands) -> None:
    """What is refused anyway needs no proof."""
    hands.on(minutes=6)
    put(session, **{**RECIPE, "file": "нет.jpg"})
    found, talk = hold(take_file(session, "documents.1"), {})
    assert ([one.code for one in found], talk.keys) == (["DOC_ABSENT"], [])
