"""The kind of card: asked once, a child's is explained (R27)."""

from emk_tui.services.flows.home import home, show_card
from emk_tui.services.flows.submit import submit
from emk_tui.services.session import Session
from tests.services.worlds import hold


def test_a_child_is_explained_and_asked_again(session: Session) -> None:
    """Nobody begins a card that this program does not make."""
    chosen, talk = hold(home(session), {"home": "wizard", "card.kind": ["child", "adult"]})
    assert chosen == "wizard" and session.card_kind == "adult"
    assert talk.keys == ["home", "card.kind", "card.kind"]
    assert "детская поликлиника" in talk.said[0]


def test_it_is_asked_once(session: Session) -> None:
    """Neither the next time nor where something was typed before."""
    hold(home(session), {"home": "wizard", "card.kind": "adult"})
    assert hold(home(session), {"home": "wizard"})[1].keys == ["home"]


def test_not_for_a_card_that_is_begun(session: Session) -> None:
    """Who is in the middle goes on."""
    session.put("personal.surname", "Иванова")
    assert hold(home(session), {"home": "wizard"})[1].keys == ["home"]


def test_the_card_says_its_kind_and_states(consented: Session) -> None:
    """R27, R77, R157: what was found when it was made is told with the card."""
    consented.move("review")
    hold(submit(consented), {"submit": True})
    said = hold(show_card(consented))[1].said
    assert said[1:5] == [
        "Тип карты: карта взрослого.",
        "Прикрепление: прикреплён.",
        "Полис: активен.",
        "Учётная запись: Подтверждена, подтверждено владельцем.",
    ]
