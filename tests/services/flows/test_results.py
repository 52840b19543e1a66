"""«Результаты обследований», «Выписки»: what the card holds of them, with their states (R17, R112, R125)."""

from collections.abc import Iterator

import pytest

from emk_tui.ports import Event
from emk_tui.services.flows.results import show_extracts, show_results
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.services.people import NAMES, check, owner, results, signed_in
from tests.services.worlds import NOW, hold

EVENT = Event("проба", at=NOW)


@pytest.fixture
def made(clinic: World) -> Iterator[Session]:
    """The owner of a card with two results, one of them confirmed."""
    with owner(clinic) as session:
        yield session


def test_each_with_its_state(made: Session) -> None:
    """R112: who confirmed it and when; what waits says so."""
    _none, talk = hold(show_results(made))
    assert talk.said[0] == "Результатов обследований 2."
    heads = [text for text in talk.said if text[:2] in ("1.", "2.")]
    assert heads == [
        f"1. подтверждено, {NAMES['specialist']}, 02.03.2026.", "2. ждёт проверки специалиста.",
    ]  # fmt: skip
    assert [text for text in talk.said if text.startswith("Название исследования")] == [
        "Название исследования: Общий анализ крови.", "Название исследования: Биохимический анализ крови.",
    ]  # fmt: skip


def test_why_it_was_returned(clinic: World) -> None:
    """R112: the owner reads the reason."""
    with signed_in(clinic, "specialist") as specialist:
        _first, second = results(specialist)
        specialist.store.check_result(check(second, confirmed=False, reason="снимок нечёткий"), EVENT)
    with owner(clinic) as session:
        _none, talk = hold(show_results(session))
    assert f"2. возвращено, {NAMES['specialist']}, 02.03.2026: снимок нечёткий." in talk.said


def test_an_empty_list_is_a_sentence(made: Session) -> None:
    """R36: no blank."""
    _none, talk = hold(show_extracts(made))
    assert talk.said == ["Выписок 0."]


def test_without_a_consent_nothing_of_health_is_told(made: Session) -> None:
    """R102."""
    consent = made.store.consent()
    assert consent is not None
    made.store.withdraw(consent.id, "переезд", EVENT)
    for flow in (show_results, show_extracts):
        _none, talk = hold(flow(made))
        assert talk.said == ["Доступ ограничен: согласие отозвано 02.03.2026."]


def test_without_a_card_there_is_nothing(session: Session) -> None:
    """The menu does not offer it."""
    for flow in (show_results, show_extracts):
        _none, talk = hold(flow(session))
        assert talk.asks == []
