"""«Открыть карту»: what a doctor and a registrar are told, and that it is recorded (R78, R113)."""

import pytest

from emk_tui.ports import Event
from emk_tui.services.flows.staff.reading import read_card
from emk_tui.services.world import World
from tests.services.people import NAMES, check, grant, owner, results, signed_in
from tests.services.worlds import NOW, hold

EVENT = Event("проба", at=NOW)


def told(world: World, login: str) -> list[str]:
    """What this member of the staff is told."""
    with signed_in(world, login) as person:
        return hold(read_card(person))[1].said


def readers(world: World) -> list[str]:
    """Who read the card, by the owner's journal."""
    with owner(world) as session:
        return [one.actor for one in session.store.journal() if one.action == "карта прочитана"]


def test_a_doctor_is_told_everything_that_is_confirmed(clinic: World) -> None:
    """R113: the confirmed result with its values, not the one that waits."""
    said = told(clinic, "doctor")
    assert said[0].startswith("Карта ДЕМО-") and said[0].endswith(
        "Иванова Мария Петровна. Статус: Обработано."
    )
    assert "Название исследования: Общий анализ крови." in said
    assert not any("Биохимический" in text for text in said)
    assert said[-1] == "Просмотр записан в журнал владельца."
    assert readers(clinic) == [f"doctor ({NAMES['doctor']})"]


def test_after_the_confirmation_the_other_one_too(clinic: World) -> None:
    """R113."""
    with signed_in(clinic, "specialist") as specialist:
        specialist.store.check_result(check(results(specialist)[1]), EVENT)
    assert any("Биохимический" in text for text in told(clinic, "doctor"))


def test_a_registrar_is_told_nothing_of_health(clinic: World) -> None:
    """R112: whose card it is and what identifies them."""
    said = " ".join(told(clinic, "registrar"))
    assert "Иванова" in said and "Номер полиса" in said
    for word in ("анализ", "Гемоглобин", "Документы", "Прививки", "Вакцин", "результат"):
        assert word.casefold() not in said.casefold()
    assert readers(clinic) == [f"registrar ({NAMES['registrar']})"]


@pytest.mark.parametrize("login", ["doctor", "registrar"])
def test_each_reading_is_one_line(clinic: World, login: str) -> None:
    """R189: with the reader's name, however often."""
    for number in range(1, 4):
        told(clinic, login)
        assert readers(clinic) == [f"{login} ({NAMES[login]})"] * number


def test_access_that_was_given(clinic: World) -> None:
    """R78: a doctor of another clinic, the same words."""
    with owner(clinic) as session:
        session.store.grant(grant("doctor", "doctor2"), EVENT)
    assert told(clinic, "doctor2") == told(clinic, "doctor")


def test_where_a_file_lay_is_not_told(clinic: World) -> None:
    """The folders of the owner's computer are nobody's business."""
    said = " ".join(told(clinic, "doctor"))
    assert "Образец_анализ.pdf" in said
    assert str(clinic.folder.parent) not in said and "/" + "samples" not in said
