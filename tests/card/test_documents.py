"""Rules of documents and results: category, norm, parts (R106, R110, R111)."""

from datetime import date

import pytest

from emk_tui.card.check import build, check_section
from emk_tui.card.draft import TYPED, Draft
from emk_tui.card.sections import SECTIONS
from emk_tui.card.sections.documents import STUDIES, category_of, norm_word
from emk_tui.i18n import _
from tests.services.worlds import NOW

TODAY = date(2026, 3, 2)
SECTION = SECTIONS["documents"]


def drafted(**raws: str) -> Draft:
    """A draft of documents: `d1_kind` is the kind of the first."""
    draft = Draft()
    for name, raw in raws.items():
        record, _line, field = name.partition("_")
        draft.put(f"documents.{record[1:]}.{field}", raw, TYPED, NOW)
    return draft


@pytest.mark.parametrize(
    ("study", "category"),
    [
        ("Общий анализ крови", "laboratory"),
        ("Биохимический профиль", "laboratory"),
        ("УЗИ органов брюшной полости", "instrumental"),
        ("узи мочевого пузыря", "instrumental"),
        ("Холтеровское мониторирование ЭКГ", "instrumental"),
        ("Консультация", "other"),
        ("", "other"),
    ],
)
def test_category(study: str, category: str) -> None:
    """R111: by the first word that tells any."""
    assert category_of(study) == category


def test_every_study_that_is_offered_has_a_category() -> None:
    assert "other" not in {category_of(_(study)) for study in STUDIES}


@pytest.mark.parametrize(
    ("typed", "category"), [("", "instrumental"), ("другое", "other"), ("лабораторное", "laboratory")]
)
def test_the_category_can_be_changed(typed: str, category: str) -> None:
    """R111: derived from the study, what was typed stands."""
    rows = {"d1_kind": "результат", "d1_file": "a.jpg", "d1_study": "УЗИ щитовидной железы"}
    draft = drafted(**rows, **({"d1_category": typed} if typed else {}))
    (record,) = build(draft, TODAY, ["documents"])["documents"]
    assert isinstance(record, dict) and record["category"] == category


@pytest.mark.parametrize(
    ("value", "low", "high", "word"),
    [
        ("138", "120", "140", "в норме"),
        ("141", "120", "140", "выше нормы"),
        ("119.9", "120", None, "ниже нормы"),
        ("120", "120", "120", "в норме"),
        ("5", None, "4", "выше нормы"),
        ("5", None, None, ""),
        (None, "1", "2", ""),
    ],
)
def test_norm(value: str | None, low: str | None, high: str | None, word: str) -> None:
    """R106: by a word."""
    assert norm_word({"value": value, "low": low, "high": high}) == word


def test_a_missing_part_is_told() -> None:
    """R110: parts 1 and 3 of 3."""
    draft = drafted(
        d1_kind="рецепт", d1_file="скан_часть-01-из-03.pdf", d2_kind="рецепт",
        d2_file="скан_часть-03-из-03.pdf",
    )  # fmt: skip
    found = [one for one in check_section(SECTION, draft, TODAY) if one.code == "DOC_PART_MISSING"]
    assert [(one.path, one.short, one.level) for one in found] == [
        ("documents.1.file", "нет части 2", "warning")
    ]
