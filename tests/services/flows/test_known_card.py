"""A known СНИЛС or ИНН shows the card that is there already (R47, K3)."""

from dataclasses import replace

import pytest

from emk_tui.ports import Difference, Verdict
from emk_tui.registries.demonstration import DemonstrationCards
from emk_tui.services.flows.finish_step import finish_step
from emk_tui.services.flows.submit import Created, submit
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked, Move
from tests.services.worlds import Hands, hold, reopened, type_in

SNILS, INN, NUMBER = "163-082-745 59", "779910441864", "ДЕМО-4820-1573-9063"
BELOVA = {"surname": "Белова", "given_name": "Дарья", "patronymic": "Игоревна", "birth_date": "23.08.1990"}


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        ({**BELOVA, "snils": SNILS}, "CARD_KNOWN", "personal.snils"),
        ({**BELOVA, "snils": SNILS, "inn": INN}, "CARD_KNOWN", "personal.snils"),
        ({**BELOVA, "inn": INN}, "CARD_KNOWN", "personal.inn"),
        ({**BELOVA, "surname": "БЕЛОВА", "snils": SNILS}, "CARD_KNOWN", "personal.snils"),
        ({"snils": SNILS}, "CARD_OF_NUMBER", "personal.snils"),
        ({"inn": INN}, "CARD_OF_NUMBER", "personal.inn"),
        ({**BELOVA, "surname": "Чернова", "snils": SNILS}, "CARD_OF_NUMBER", "personal.snils"),
        ({**BELOVA, "given_name": "Анна", "snils": SNILS}, "CARD_OF_NUMBER", "personal.snils"),
        ({**BELOVA, "birth_date": "24.08.1990", "snils": SNILS}, "CARD_OF_NUMBER", "personal.snils"),
    ],
)
def test_either_number_finds_it(session: Session, changed: dict[str, str], code: str, path: str) -> None:
    """At the field that was found; the number of the card only for its holder, the wizard stays."""
    type_in(session, "personal", **changed)
    moved, talk = hold(finish_step(session))
    assert isinstance(moved, Blocked)
    assert [(one.code, one.path) for one in moved.problems] == [(code, path)]
    told = " ".join([moved.problems[0].text, *talk.said])
    assert (NUMBER in told) is (code == "CARD_KNOWN")
    assert "спросите в поликлинике" in told
    assert talk.said == []
    again = reopened(session)
    assert "personal" not in again.facts().finished
    assert (again.wizard.step.key, again.marks()) == ("personal", ())
    assert NUMBER not in " ".join(row.raw for row in again.store.draft().rows)
    again.store.close()


def test_nothing_of_the_holder_is_told(session: Session) -> None:
    """Neither name nor day nor the other number, by no way of asking."""
    type_in(session, "personal", snils=SNILS)
    moved, talk = hold(finish_step(session))
    assert isinstance(moved, Blocked)
    told = " ".join([*(f"{one.text} {one.short}" for one in moved.problems), *talk.said])
    assert not any(one in told for one in ("Белова", "Дарья", "1990", INN, "9063"))


def test_a_corrected_number_goes_on(session: Session) -> None:
    """A slip of the hand is no dead end."""
    type_in(session, "personal", snils=SNILS)
    assert isinstance(hold(finish_step(session))[0], Blocked)
    type_in(session, "personal")
    assert hold(finish_step(session))[0] == Move("clinic.name")


def test_where_no_register_of_cards_is_connected_nothing_is_said_of_it(session: Session) -> None:
    """A real store: the step as before, no line and no mark more."""
    from emk_tui.registries.deferred import DeferredCards

    session.registries = replace(session.registries, cards=DeferredCards())
    type_in(session, "personal")
    moved, talk = hold(finish_step(session))
    assert moved == Move("clinic.name")
    assert talk.said == ["Данные совпали с реестром.", "Шаг 1 из 8 закончен. Данные сохранены."]
    assert session.marks() == ()


def test_the_card_of_this_store_is_found_without_any_register(consented: Session) -> None:
    """By its own СНИЛС, with its number."""
    consented.move("review")
    done, _talk = hold(submit(consented), {"submit": True})
    assert isinstance(done, Created)
    consented.reload()
    type_in(consented, "personal")
    moved, talk = hold(finish_step(consented))
    assert isinstance(moved, Blocked)
    assert [(one.code, one.path) for one in moved.problems] == [("CARD_KNOWN", "personal.snils")]
    assert done.card.number in moved.problems[0].text
    assert talk.asks == []


def test_another_person_is_no_own_card(consented: Session) -> None:
    """Other numbers go to the register as before."""
    consented.move("review")
    hold(submit(consented), {"submit": True})
    consented.reload()
    type_in(consented, "personal", snils=SNILS)
    moved, _talk = hold(finish_step(consented))
    assert isinstance(moved, Blocked)
    assert [one.code for one in moved.problems] == ["CARD_OF_NUMBER"]


def test_the_register_answers_with_the_place_only() -> None:
    """СНИЛС goes before ИНН; a stranger gets no number; nobody is no card."""
    cards = DemonstrationCards(Hands())
    found = cards.card_of({"snils": "16308274559", "inn": INN})
    assert (found.verdict, found.note) == (Verdict.REFUSED, "")
    assert found.differences == (Difference("personal.snils", "", ""),)
    for person in ({}, {"snils": None, "inn": None}, {"snils": "", "inn": ""}, {"snils": "11223344595"}):
        assert cards.card_of(person).verdict is Verdict.CONFIRMED
