"""The drawings of papers: every field has one or a sentence, every place is a field, all of it fits."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pytest

from emk_tui.card.draft import Draft
from emk_tui.card.papers import WIDTH, Line, Paper, Sheet, bare, concrete, draw, paper_at, printed, retyped
from emk_tui.card.papers.drawing import FOCUS, SIGNS, Look
from emk_tui.card.papers.places import PAPERS
from emk_tui.card.papers.sheets import SHEETS
from emk_tui.card.paths import locate
from emk_tui.card.section import members
from emk_tui.card.sections import SECTIONS

TODAY = date(2026, 3, 2)
STEPS = ("identity", "personal", "clinic", "policy", "documents", "vaccinations")


def paths() -> Iterator[str]:
    """Every field of these steps, without record ids."""
    for key in STEPS:
        yield from (f"{key}.{name}" for name in SECTIONS[key].fields)
        for name, (_many, cls) in SECTIONS[key].lists.items():
            yield from (f"{key}.{name}.{inner}" for inner in members(cls)[0])


def texts(lines: tuple[Line, ...]) -> list[str]:
    """The lines as they are read."""
    return ["".join(text for text, _kind in line) for line in lines]


def reader(rows: Mapping[str, str]) -> Callable[[str], str]:
    """What is printed of these answers."""
    return lambda path: printed(locate(path).field, rows.get(path, ""), TODAY)


def shown(sheet: Sheet, rows: Mapping[str, str], here: str = "", *, plain: bool = False) -> str:
    """A drawing as one text."""
    return "\n".join(texts(draw(sheet, reader(rows), Look(here, plain))))


def paper(path: str, **rows: str) -> Paper:
    """The paper of a field where these answers were given."""
    draft = Draft()
    for name, raw in rows.items():
        draft.put(name.replace("__", "."), raw)
    found = paper_at(path, draft, TODAY)
    assert found is not None
    return found


@pytest.mark.parametrize("path", list(paths()))
def test_every_field_has_a_paper_or_a_sentence(path: str) -> None:
    """And where there is a drawing, its field has a place on it or a sentence that says why not."""
    found = paper(path)
    assert found.words.endswith((".", "»."))
    assert len(found.words) <= 3 * (WIDTH - 6)
    assert locate(path).field


def test_the_table_knows_no_other_fields() -> None:
    """A field that was renamed leaves nothing behind."""
    assert set(PAPERS) == set(paths())


WITHOUT_PLACE = {
    "personal.no_patronymic": "the patronymic itself has the place",
    "personal.living_same": "a question about the address of the stamp",
    "policy.kind": "follows from the number",
    "policy.region": "no line of its own",
}


@pytest.mark.parametrize("path", [path for path in paths() if PAPERS[path].sheet is not None])
def test_the_field_in_focus_is_marked(path: str) -> None:
    """By a sign and by a kind of its own for the colour."""
    sheet = paper(path).sheet
    assert sheet is not None
    for plain, sign in ((False, "►"), (True, ">")):
        lines = draw(sheet, reader({}), Look(path, plain))
        marked = [text for line in lines for text, kind in line if kind == FOCUS]
        assert bool(marked) == (path not in WITHOUT_PLACE)
        assert all(sign in text for text in marked[:1])
        assert ("".join(texts(lines)).count(sign) > 0) == (path not in WITHOUT_PLACE)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_a_drawing_names_real_fields_and_fits(sheet: Sheet) -> None:
    """34 by 20 cells, one cell a sign, however much was typed."""
    assert len(sheet.title) <= WIDTH
    used = {sign for sign in sheet.picture if sign in SIGNS}
    assert used == set(sheet.slots)
    for rows in ({}, {slot.path: "длинное слово " * 30 for slot in sheet.slots.values()}):
        drawn = texts(draw(sheet, reader(rows), Look()))
        assert {len(line) for line in drawn} == {WIDTH}
        assert len(drawn) <= 20
        assert all(unicodedata.east_asian_width(sign) not in "WF" for line in drawn for sign in line)
    assert all(locate(slot.path).field.secret is False for slot in sheet.slots.values())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_plain_has_no_signs_that_are_spoken(sheet: Sheet) -> None:
    """No boxes, no arrows, no lines of underscores."""
    text = shown(sheet, {}, next(iter(sheet.slots.values())).path, plain=True)
    assert not any(0x2190 <= ord(sign) <= 0x2BFF for sign in text)
    assert "_" not in text


@pytest.mark.parametrize(
    ("path", "rows", "title"),
    [
        ("policy.start", {}, "Единый полис ОМС"),
        ("policy.start", {"policy__number": "7767 9408 6800 0014"}, "Единый полис ОМС"),
        ("policy.end", {"policy__number": "123456789"}, "Временное свидетельство ОМС"),
        ("policy.insurer", {"policy__number": "12345678901"}, "Полис ОМС старой формы"),
        (
            "policy.insurer",
            {"policy__number": "123456789", "policy__kind": "старый"},
            "Полис ОМС старой формы",
        ),
        ("documents.1.issued_on", {"documents__1__kind": "рецепт"}, "Рецепт"),
        ("documents.1.source", {"documents__1__kind": "направление"}, "Направление"),
        ("documents.2.source", {"documents__1__kind": "направление"}, "Выписка"),
        ("documents.1.comment", {"documents__1__kind": "анализ"}, "Бланк исследования"),
        ("documents.1.comment", {"documents__1__kind": "выписка"}, "Выписка"),
    ],
)
def test_the_paper_follows_what_was_answered(path: str, rows: dict[str, str], title: str) -> None:
    """The form of the policy by its number or by the person's word, the document by its kind."""
    sheet = paper(path, **rows).sheet
    assert sheet is not None
    assert sheet.title == title


def test_a_scan_of_a_passport_is_no_extract() -> None:
    """The comment has a sentence where the kind has no drawing."""
    assert paper("documents.1.comment", documents__1__kind="паспорт").sheet is None


@pytest.mark.parametrize(
    ("path", "raw", "seen"),
    [
        ("personal.surname", "иванова-петрова", "ИВАНОВА-ПЕТРОВА"),
        ("personal.sex", "ж", "ЖЕН."),
        ("personal.sex", "м", "МУЖ."),
        ("personal.snils", "11223344595", "112-233-445 95"),
        ("personal.snils", "1122", "1122"),
        ("personal.passport_division_code", "770001", "770-001"),
        ("policy.number", "7767940868000014", "7767 9408 6800 0014"),
        ("policy.start", "01.04.2015", "01.04.2015"),
    ],
)
def test_answers_stand_as_they_are_printed(path: str, raw: str, seen: str) -> None:
    """Capitals in the passport, groups in the numbers; unfinished ones as they were typed."""
    sheet = paper(path).sheet
    assert sheet is not None
    assert seen in shown(sheet, {path: raw}, path)


def test_series_and_number_stand_along_the_edge() -> None:
    """From top to bottom, as on every page of a passport."""
    sheet = paper("personal.passport_number").sheet
    assert sheet is not None
    rows = {"personal.passport_series": "4509", "personal.passport_number": "123456"}
    edge = "".join(line[-3] for line in shown(sheet, rows, "personal.passport_number").split("\n"))
    assert "".join(sign for sign in edge if sign.isdigit()) == "4509123456"
    assert edge.index("►") == edge.index("1") - 1


def test_long_names_go_on_in_the_next_line() -> None:
    """Broken between words, the rest is cut with an ellipsis."""
    sheet = paper("clinic.name").sheet
    assert sheet is not None
    lines = shown(sheet, {"clinic.name": "Городская клиническая больница имени Боткина"}).split("\n")
    assert [line.strip("│ ") for line in lines[4:6]] == ["Городская клиническая больница", "имени Боткина"]


def test_a_form_too_short_for_the_number_loses_its_mark() -> None:
    """A temporary certificate has nine digits, an old policy twelve at most."""
    sheet = paper("policy.number").sheet
    assert sheet is not None
    marks = [
        shown(sheet, {"policy.number": "1" * size}, "policy.number").count("►") for size in (0, 9, 11, 14)
    ]
    assert marks == [3, 3, 2, 1]


@pytest.mark.parametrize(("slot", "here", "found"), [
    ("documents.study", "documents.2.results.3.low", "documents.2.study"),
    ("documents.results.low", "documents.2.results.3.value", "documents.2.results.3.low"),
    ("documents.results.low", "documents.2.study", "documents.2.results.low"),
    ("personal.surname", "policy.number", "personal.surname"),
])  # fmt: skip
def test_places_belong_to_the_record_in_hand(slot: str, here: str, found: str) -> None:
    """The ids of the field in focus are those of the whole drawing."""
    assert concrete(slot, here) == found
    assert bare(here) == ".".join(part for part in here.split(".") if not part.isdigit())


def test_no_secret_is_ever_printed() -> None:
    """Whoever asks."""
    assert printed(locate("account.password").field, "Река-7-мост!", TODAY) == ""
    assert paper_at("account.password", Draft(), TODAY) is None


@pytest.mark.parametrize("raw", ["а\x1b[31mб", "日本", "а\u202eб", "e\u0301\u0301"])
def test_signs_that_would_shift_or_steer_are_replaced(raw: str) -> None:
    """Escapes, wide signs, overrides, marks that stand on another sign."""
    text = printed(locate("documents.comment").field, raw, TODAY)
    assert "?" in text
    assert text.isprintable()
    assert not any(unicodedata.east_asian_width(sign) in "WF" or unicodedata.combining(sign) for sign in text)


def test_none_is_nothing_on_a_paper() -> None:
    """«нет» for a patronymic leaves the line empty (K33)."""
    assert printed(locate("personal.patronymic").field, "нет", TODAY) == ""


@pytest.mark.parametrize("path", [path for path in paths() if PAPERS[path].sheet is not None])
def test_a_key_fills_only_the_field_in_focus(path: str) -> None:
    """The same as drawing all of it anew."""
    sheet = paper(path).sheet
    assert sheet is not None
    before = draw(sheet, reader({path: "1"}), Look(path))
    assert retyped(sheet, before, reader({path: "12.03 4"}), Look(path)) == draw(
        sheet, reader({path: "12.03 4"}), Look(path)
    )
