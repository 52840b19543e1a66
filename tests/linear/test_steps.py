"""From sign-in through the steps over streams, in the demonstration."""

from pathlib import Path

import pytest

from emk_tui.demo import demo_world, open_session
from emk_tui.linear.answers import Answerer
from emk_tui.linear.app import Dialogue
from emk_tui.linear.console import InputClosed
from emk_tui.linear.prompter import Stop
from emk_tui.linear.steps import StepLoop, summary_lines
from emk_tui.services.places import closed_step as closed
from emk_tui.services.session import Session
from tests.linear.talking import NOW, Talk, demo_session

STEPS = ("personal", "clinic", "policy")


def loop_of(talk: Talk, session: Session) -> StepLoop:
    """The loop over the steps of a session."""
    answerer = Answerer(talk.prompter)
    answerer.session = session
    return StepLoop(talk.prompter, answerer, session)


def walked(folder: Path, *typed: str, filled: tuple[str, ...] = (), at: str = "") -> Talk:
    """The steps from this place on until the typed lines end."""
    talk = Talk(typed)
    with demo_session(folder, filled) as session:
        session.move(at or session.wizard.cursor)
        with pytest.raises((InputClosed, Stop)):
            loop_of(talk, session).run()
    return talk


def test_step_is_announced_once_with_the_commands(tmp_path: Path) -> None:
    """Rule 3; commands only at the first step."""
    talk = walked(tmp_path, "назад", "назад", "стоп")
    assert talk.text.count("Шаг 1 из 8: личные данные. Полей 21.\n") == 1
    assert talk.text.count("Команды: ") == 1
    assert talk.lines.count("Это первое поле, назад некуда.") == 2


def test_what_was_left_behind_is_listed_and_asked(tmp_path: Path) -> None:
    """Rule 12: only those; then one after the other."""
    name = "Городская поликлиника «Берёзовая роща»"
    talk = walked(tmp_path, "дальше", "7799100105", "", name, "стоп", at="clinic.name")
    assert talk.lines.count("Осталось исправить 1: Поликлиника.") == 1
    assert talk.lines[-2:] == ["Шаг 2 из 8 закончен. Данные сохранены.", "Enter, шаг 3: "]
    asked = [line for line in talk.lines if line.startswith("Поле ")]
    assert [line[:11] for line in asked] == ["Поле 1 из 3", "Поле 2 из 3", "Поле 3 из 3", "Поле 1 из 3"]


def test_register_that_refuses_stops_the_step(tmp_path: Path) -> None:
    """An inactive policy: the differences, the reason, the field."""
    talk = walked(
        tmp_path, *("7754 4108 8500 0251", "", "", "", "", "стоп"), filled=STEPS, at="policy.number"
    )
    assert "Номер полиса, ошибка. Полис неактивен" in talk.text
    assert talk.lines[-1] == "Номер полиса: "


def test_step_that_is_not_open_is_explained(tmp_path: Path) -> None:
    """«перейти N» before the consent, and past both ends."""
    with demo_session(tmp_path) as session:
        assert closed(session, 5) == "Сначала закончите шаг 3."
        assert closed(session, 9) == closed(session, 0) == "Шагов восемь, назовите номер от 1 до 8."
        assert closed(session, 2) == ""


def test_summary(tmp_path: Path) -> None:
    """The states of the steps, the answers of the present one."""
    with demo_session(tmp_path, STEPS) as session:
        session.move("clinic.inn")
        lines = summary_lines(session)
    assert lines[0] == "1. личные данные: начат." and len(lines) == 8 + 3
    assert lines[8] == "Поле 1. Поликлиника: Городская поликлиника «Берёзовая роща»."


def test_refused_consent_ends_the_wizard(tmp_path: Path) -> None:
    """R103: back to the menu, the draft as the person says."""
    with demo_session(tmp_path, STEPS) as session:
        for key in STEPS:
            session.finish(key)
        session.move("consent.statistics")
        talk = Talk(["да", *[""] * 8, "нет", "нет"])
        loop_of(talk, session).run()
    assert "Без согласия карта не создаётся." in talk.text


def test_dialogue_signs_in_and_leaves_by_the_menu(tmp_path: Path) -> None:
    """Wrong layout, «назад» at the menu, «перейти» from it, «стоп»; the store is closed at the end."""
    world = demo_world(tmp_path, NOW)
    open_session(world).store.close()
    talk = Talk(["назад", "стоп"])
    dialogue = Dialogue(world, talk.console)
    with pytest.raises(Stop):
        dialogue.run()
    assert "Начнём этот раздел сначала." in talk.lines
    assert talk.lines[0] == "Справка: знак вопроса, выход: стоп."
    dialogue.close()
    assert dialogue.visit.session is None
