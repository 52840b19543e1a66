"""File names of papers: the kind, the number, nothing else."""

import pytest

from emk_tui.exports.names import KINDS, kind_name, paper_name


@pytest.mark.parametrize(
    ("kind", "number", "name"),
    [
        ("confirmation", "ЭМК-2026-000017", "Подтверждение_ЭМК-2026-000017.pdf"),
        ("card", "ЭМК-2026-000017", "Выписка_карты_ЭМК-2026-000017.pdf"),
        ("consent", "17", "Согласие_17.pdf"),
        ("ticket", "a1b2", "Талон_a1b2.pdf"),
        ("request", "ЭМК-1", "Запрос_выписки_ЭМК-1.pdf"),
        ("cover", "ЭМК-1", "Опись_частей_ЭМК-1.pdf"),
        ("cover", "../../etc/\u202e\x00passwd", "Опись_частей_etc-passwd.pdf"),
        ("ticket", "/", "Талон.pdf"),
        ("ticket", "9" * 300, f"Талон_{'9' * 60}.pdf"),
    ],
)
def test_a_name_says_kind_and_number(kind: str, number: str, name: str) -> None:
    assert paper_name(kind, number) == name


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_name_fits_a_file_system_and_every_kind_has_a_word(kind: str) -> None:
    assert len(paper_name(kind, "Ж" * 500).encode()) <= 255
    assert kind_name(kind) and kind_name(kind) != kind


def test_an_unknown_kind_has_no_name() -> None:
    with pytest.raises(KeyError):
        paper_name("invoice", "1")
