"""Files of documents: taken once, anew when kind or name change, a code before it (R118, R121)."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from emk_tui.documents.intake import FileIntake
from emk_tui.ports import Source
from emk_tui.services.codes import totp_now
from emk_tui.services.flows.asks import Ask, Back, Cancelled
from emk_tui.services.flows.documents import take_file
from emk_tui.services.session import Session
from tests.services.worlds import SECRET, Hands, Talk, held, hold

FILES = Path(__file__).parents[3] / "examples" / "files"
IMAGE = "analiz-krovi.jpg"
EXTRACT = next(path.name for path in FILES.iterdir() if "Выписка" in path.name)


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
    assert hold(take_file(session, "documents.1"), {"documents.page": True})[0] == ()
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


# -- too large for one (R110), changed meanwhile, twice


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A scan of four pages."""
    pages = [Image.effect_noise((700, 900), 60) for _page in range(4)]
    for page in pages:
        for line in range(40):
            page.paste(0, (80 + line % 5 * 90, 60 + line * 19, 140 + line % 5 * 90, 68 + line * 19))
    path = tmp_path / "длинный.pdf"
    pages[0].save(path, "PDF", resolution=100, save_all=True, append_images=pages[1:])
    return path


def limited(session: Session, size: int) -> None:
    """A world with this limit."""
    intake = FileIntake(size)
    session.world = replace(session.world, intake=lambda: intake)


def test_a_large_file_is_divided_after_a_question(session: Session, long: Path) -> None:
    """R110: parts numbered 1 of N, each under the limit, one version of one document."""
    limit = long.stat().st_size * 2 // 5
    limited(session, limit)
    put(session, **{**RECIPE, "file": str(long)})
    found, talk = hold(take_file(session, "documents.1"), {"documents.divide": True})
    assert (found, talk.keys) == ((), ["documents.divide"])
    kept = session.store.files()
    total = len(kept)
    assert total > 1 and [one.part for one in kept] == list(range(1, total + 1))
    assert {(one.parts, one.version) for one in kept} == {(total, 1)}
    assert [one.name for one in kept] == [
        f"длинный_часть-{number:02}-из-{total:02}.pdf" for number in range(1, total + 1)
    ]
    assert sum(one.pages for one in kept) == 4 and all(one.size <= limit for one in kept)
    for one in kept:
        content = b"".join(session.store.read_file(one.id))
        assert sha256(content).hexdigest() == one.sha256
    assert f"частей {total}." in talk.said[-1] + " ".join(talk.said)


def test_no_is_an_answer_to_dividing(session: Session, long: Path) -> None:
    """Nothing is kept; why, with the limit."""
    limited(session, long.stat().st_size // 2)
    put(session, **{**RECIPE, "file": str(long)})
    found, _talk = hold(take_file(session, "documents.1"), {"documents.divide": False})
    assert [one.code for one in found] == ["DOC_TOO_LARGE"] and session.store.files() == ()


def test_a_file_that_changed_meanwhile_is_not_kept(session: Session, tmp_path: Path) -> None:
    """What was checked is what is kept."""
    path = tmp_path / "рецепт.jpg"
    path.write_bytes((FILES / IMAGE).read_bytes())
    put(session, **{**RECIPE, "file": str(path)})
    content = session.world.intake().chunks
    intake = session.world.intake()

    class Changing(FileIntake):
        """Another file stands there by the time it is read."""

        def chunks(self, source: Source) -> Iterator[bytes]:
            yield from content(source)
            yield b"more"

    session.world = replace(session.world, intake=lambda: Changing(intake.size_limit))
    found, _talk = hold(take_file(session, "documents.1"), {})
    assert [(one.code, one.path) for one in found] == [("DOC_CHANGED", "documents.1.file")]
    assert session.store.files() == () and session.taken("documents.1") == ""


def test_one_sheet_may_hold_two_results(session: Session) -> None:
    """R15: worth knowing, no mistake."""
    for record in ("1", "2"):
        session.put_rows({f"documents.{record}.{name}": raw for name, raw in RECIPE.items()})
        found, talk = hold(take_file(session, f"documents.{record}"), {})
        assert found == ()
    assert talk.codes == ["ALREADY_HERE"] and len(session.store.files()) == 2


def test_the_statement_is_kept_with_the_file(session: Session) -> None:
    """R117: page by page; going back from it keeps nothing."""

    def back(ask: Ask) -> None:
        raise Back

    rows = {**RECIPE, "kind": "выписка", "file": EXTRACT}
    put(session, **rows)
    with pytest.raises(Back):
        hold(take_file(session, "documents.1"), {"documents.page": back})
    assert session.store.files() == ()
    hold(take_file(session, "documents.1"), {"documents.page": False, "documents.page_lacks": "s"})
    assert [one.statement for one in session.store.files()] == ["s"]
