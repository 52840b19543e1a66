"""The review: rows with origin and remarks, «сверено», changes and back (R85, R86, B9)."""

import pytest

from emk_tui.card.draft import DIRECTORY, TYPED
from emk_tui.services.flows.asks import SUBMIT, Cancelled, Form, Input, Review, ReviewRow, Say, Wait
from emk_tui.services.flows.review import review, review_rows
from emk_tui.services.session import Session
from tests.services.worlds import Hands, hold, reopened


@pytest.fixture
def last(consented: Session) -> Session:
    """The cursor stands at the review."""
    for key in ("documents", "vaccinations", "booking"):
        consented.finish(key)
    consented.move("review")
    return consented


def row(session: Session, path: str) -> ReviewRow:
    """The row of this field."""
    return next(one for one in review_rows(session) if one.path == path)


def test_ticks_are_kept_and_taken_back(last: Session) -> None:
    """`seen` and `unseen` come back as rows; durable at once."""
    flow = review(last)
    first = next(flow)
    assert isinstance(first, Review) and not any(one.seen for one in first.rows)
    ticked = flow.send("seen personal.surname personal.given_name")
    assert isinstance(ticked, Review)
    assert [one.path for one in ticked.rows if one.seen] == ["personal.surname", "personal.given_name"]
    again = flow.send("unseen personal.surname")
    assert isinstance(again, Review) and [one.path for one in again.rows if one.seen] == [
        "personal.given_name"
    ]
    flow.close()
    assert last.wizard.compared() == (1, len(first.rows))
    opened = reopened(last)
    assert opened.seen("personal.given_name") and opened.wizard.cursor == "review"
    opened.store.close()


def test_a_change_takes_the_tick_and_is_where_it_begins(last: Session) -> None:
    """The row that was changed comes back unticked, the review begins at it."""
    last.mark_seen(["personal.given_name", "personal.surname"])

    def change(_ask: Form) -> None:
        last.put("personal.given_name", "Анна")

    _done, talk = hold(
        review(last),
        {"review": ["personal.given_name", SUBMIT], "form.personal": change, "submit": False,
         "consent.statistics": True, "consent.accepted": False, "consent.discard": False},
    )  # fmt: skip
    second = [ask for ask in talk.asks if isinstance(ask, Review)][1]
    assert second.at == "personal.given_name"
    assert [one.path for one in second.rows if one.seen] == ["personal.surname"]


def test_what_is_derived_loses_its_tick_with_its_source(last: Session) -> None:
    """The kind of the policy follows from its number."""
    last.mark_seen(["policy.kind", "policy.start"])
    last.put("policy.number", "7754 4108 8500 0251")
    assert not last.seen("policy.kind") and last.seen("policy.start")


def test_the_count_of_what_is_no_longer_asked_is_gone(last: Session) -> None:
    """A tick of a record that was dropped is not counted."""
    last.put("documents.1.kind", "выписка")
    last.mark_seen(["documents.1.kind"])
    assert last.wizard.compared()[0] == 1
    last.drop("documents.1")
    assert last.wizard.compared()[0] == 0


def test_written_over_by_hand_stays_visible(last: Session) -> None:
    """B9: a value of a directory, changed by hand, says so; taken from the directory again it does not."""
    last.put("clinic.name", "Поликлиника № 1", DIRECTORY)
    assert row(last, "clinic.name").origin.startswith("из справочника")
    last.put("clinic.name", "Поликлиника № 12", TYPED)
    last.put("clinic.name", "Поликлиника № 123", TYPED)
    assert row(last, "clinic.name").origin == "исправлено вручную, не по справочнику"
    again = reopened(last)
    assert row(again, "clinic.name").origin.startswith("исправлено вручную")
    again.put("clinic.name", "Поликлиника № 1", DIRECTORY)
    assert row(again, "clinic.name").origin.startswith("из справочника")
    again.store.close()


def test_state_words_stand_beside_their_values(last: Session) -> None:
    """R61, R63, R132: not in a directory, not confirmed, no series; an error in its own words."""
    last.put("vaccinations.1.vaccine", "Совигрипп")
    last.put("personal.snils", "112-233-445 96")
    assert "не подтверждена" in row(last, "personal.email").origin
    assert "не по справочнику" in row(last, "personal.registration_street").origin
    assert row(last, "vaccinations.1.batch").shown == "серия не указана"
    wrong = row(last, "personal.snils").problem
    assert wrong is not None and wrong.short == "не сходится"


def test_a_booking_is_changed_by_its_conversation(last: Session) -> None:
    """No text is asked for a slot; afterwards the cursor stands at the review."""
    _done, talk = hold(
        review(last), {"review": ["booking.slot", SUBMIT], "booking.specialty": "later", "submit": False}
    )
    assert "booking.specialty" in talk.keys
    assert last.wizard.cursor == "review"


def test_leaving_the_register_comes_back_to_the_rows(last: Session, hands: Hands) -> None:
    """Esc while a register is asked: what was typed stays, the review asks again."""
    flow = review(last)
    next(flow)
    asked = flow.send("policy.start")
    assert isinstance(asked, Form) and asked.single
    last.put("policy.start", "02.04.2015")
    waiting = flow.send(None)
    assert isinstance(waiting, Wait)
    said = flow.throw(Cancelled())
    assert isinstance(said, Say) and "сохранено" in said.text
    assert isinstance(flow.send(None), Review)
    assert last.draft.raw("policy.start") == "02.04.2015" and last.wizard.cursor == "review"
    flow.close()


@pytest.mark.parametrize(
    ("paper", "told", "seen"),
    [("иванова", "Совпадает, сверено.", True),
     ("Иванева", "Отличается, знак 5: в форме «о», в документе «е».", False)],
)  # fmt: skip
def test_compared_with_what_is_typed_of_the_paper(last: Session, paper: str, told: str, seen: bool) -> None:
    """R80: equal is a tick, another letter is named with its place; the answer itself stays."""
    flow = review(last)
    next(flow)
    assert isinstance(flow.send("compare personal.surname"), Say)
    assert isinstance(flow.send(None), Input)
    said = flow.send(paper)
    assert isinstance(said, Say) and said.text == told
    asked = flow.send(None)
    assert isinstance(asked, Review) and asked.at == "personal.surname"
    assert asked.rows[0].seen is seen and last.draft.raw("personal.surname") == "Иванова"
    flow.close()
