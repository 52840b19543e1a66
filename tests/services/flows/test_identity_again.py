"""The confirmation left, killed, gone on with; under another surname; by the operator (R5, R13, R195)."""

from dataclasses import replace

import pytest

from emk_tui.ports import Event, Video
from emk_tui.services.flows.asks import Ask, Back, Cancelled, Choice, Confirm, Form, Wait
from emk_tui.services.flows.identity import begin_personal, identify, identity
from emk_tui.services.identity import kept_slots, other_surname
from emk_tui.services.session import Session
from tests.services.owners import (
    AGAIN,
    CHANGED,
    FILES,
    FORM,
    ROWS,
    YES,
    back,
    changes,
    fills,
    found,
    operated,
)
from tests.services.worlds import NOW, Hands, Killed, Talk, held, hold, reopened

# -- left, killed, gone on with


def test_left_in_the_middle_keeps_what_was_accepted(unproven: Session) -> None:
    """The first scan is taken, the second is not there yet: back, and on with it later."""
    talk = Talk({FORM: [fills(unproven, snils_file="нет.jpg"), back]})
    held(identify(unproven), talk)
    assert set(kept_slots(unproven)) == {"passport_file"}
    again = reopened(unproven)
    again.base = unproven.base
    assert not again.confirmed
    _none, talk = hold(identify(again), {FORM: changes(again, snils_file="snils.jpg"), **YES})
    assert [ask.text for ask in talk.asks if isinstance(ask, Wait)] == ["Проверяем файл: СНИЛС."]
    assert again.confirmed
    again.store.close()


def test_a_back_leaves_the_wizard_its_own_cursor(unproven: Session) -> None:
    """R195: the next time the form begins at its beginning."""
    held(identify(unproven), Talk({FORM: back}))
    assert unproven.wizard.cursor == "personal.surname"
    _none, talk = hold(identify(unproven), {FORM: fills(unproven), "account.confirmed": False})
    assert [ask.at for ask in talk.asks if isinstance(ask, Form)] == [""]


@pytest.mark.parametrize("field", ROWS)
def test_killed_in_any_field_it_goes_on_there(unproven: Session, field: str) -> None:
    """R195: the same field with the same text, whatever was typed before it."""

    def killed(ask: Ask) -> None:
        for name, raw in ROWS.items():
            unproven.move(f"identity.{name}")
            unproven.put(f"identity.{name}", raw)
            if name == field:
                raise Killed

    with pytest.raises(Killed):
        held(identify(unproven), Talk({FORM: killed}))
    again = reopened(unproven)
    again.base = unproven.base
    assert again.draft.raw(f"identity.{field}") == ROWS[field]
    _none, talk = hold(identify(again), {FORM: fills(again), **YES})
    assert next(ask.at for ask in talk.asks if isinstance(ask, Form)) == f"identity.{field}"
    assert again.confirmed
    again.store.close()


@pytest.mark.parametrize("number", range(1, 11))
def test_killed_at_any_ask_it_is_finished_later(unproven: Session, number: int) -> None:
    """Nothing is half done: confirmed with both papers or not at all, and the journal is whole."""
    talk = Talk({FORM: fills(unproven), **YES}, kill_at=number)
    if isinstance(_ended(unproven, talk), Killed):
        assert len(talk.asks) == number
    again = reopened(unproven)
    again.base = unproven.base
    assert again.store.verify_journal().ok
    if not again.confirmed:
        # behind the form its last field is where it stood
        at = "identity.surname_changed" if number > 2 else ""
        _none, talk = hold(identify(again), {FORM: fills(again), **YES})
        assert next(ask.at for ask in talk.asks if isinstance(ask, Form)) in (at, "")
    assert set(kept_slots(again)) == {"passport_file", "snils_file"}
    assert again.account.confirmed_basis == "подтверждено владельцем"
    again.store.close()


def _ended(session: Session, talk: Talk) -> Killed | None:
    try:
        held(identify(session), talk)
    except Killed as end:
        return end
    return None


def test_leaving_keeps_the_place(unproven: Session) -> None:
    """Cancelled at a field: the next sign-in opens there."""

    def leaves(ask: Ask) -> None:
        changes(unproven, surname="Иванова", birth_date="14.05")(ask)
        raise Cancelled

    with pytest.raises(Cancelled):
        held(identify(unproven), Talk({FORM: leaves}))
    again = reopened(unproven)
    again.base = unproven.base
    _none, talk = hold(identify(again), {FORM: back})
    assert [ask.at for ask in talk.asks if isinstance(ask, Form)] == ["identity.birth_date"]
    assert again.draft.raw("identity.birth_date") == "14.05"
    again.store.close()


# -- anew


def test_who_is_confirmed_is_told_so(session: Session) -> None:
    """R3, R12: how it stands, the list of documents; one question only, whose «нет» changes nothing."""
    before = session.account
    _none, talk = hold(identity(session), {AGAIN: False})
    assert talk.keys == [AGAIN]
    (question,) = [ask for ask in talk.asks if isinstance(ask, Confirm)]
    assert question.default is False
    assert talk.said == [
        "Учётная запись: Подтверждена, подтверждено владельцем. 02.03.2026.",
        "Паспорт: не загружен.", "СНИЛС: не загружен.", "ИНН: при наличии, шаг 1.",
        "Согласие на обработку персональных данных: подписывается в программе, шаг 4.",
    ]  # fmt: skip
    assert session.account == before


def test_another_surname_needs_its_document_anew(consented: Session) -> None:
    """R13: with the card's data under the former one; with the document it is confirmed under the new one."""
    folder = consented.world.folder
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    consented.base = folder
    new = {"surname": "Петрова", "snils_surname": "Петрова"}
    answers = {AGAIN: True, FORM: [fills(consented, **new), fills(consented, **new, **CHANGED)], **YES}
    _none, talk = hold(identity(consented), answers)
    assert found(talk) == [("surname_changed", "SURNAMES_DIFFER")]
    assert set(kept_slots(consented)) == {"passport_file", "snils_file", "change_file"}
    assert consented.confirmed


def test_the_same_surname_is_confirmed_anew_without_it(consented: Session) -> None:
    """Any case, ё like е: no document of a change."""
    folder = consented.world.folder
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    consented.base = folder
    rows = {"surname": "ИВАНОВА", "snils_surname": "Иванова"}
    _none, talk = hold(identity(consented), {AGAIN: True, FORM: fills(consented, **rows), **YES})
    assert found(talk) == []
    assert set(kept_slots(consented)) == {"passport_file", "snils_file"}


def typed_and_left(session: Session, surname: str) -> None:
    """Another surname stands in the form, and nothing was proven."""
    hold(identity(session), {AGAIN: True, FORM: [lambda ask: _leaves_with(session, surname)]})


def _leaves_with(session: Session, surname: str) -> None:
    session.put("identity.surname", surname)
    raise Back


def step_one(session: Session, surname: str) -> list[str]:
    """What stands against this surname in step 1."""
    session.put("personal.surname", surname)
    return [one.code for one in other_surname(session)]


def test_a_surname_that_was_only_typed_is_not_confirmed(unproven: Session) -> None:
    """R13: left without a proof the former one holds, also after reopening; with it the new one."""
    hold(identify(unproven), {FORM: fills(unproven), **YES})
    typed_and_left(unproven, "Петрова")
    again = reopened(unproven)
    again.base = unproven.base
    typed_and_left(again, "Сидорова")
    assert (step_one(again, "Петрова"), step_one(again, "Сидорова")) == (["SURNAME_NOT_CONFIRMED"],) * 2
    again.put("personal.surname", "")
    begin_personal(again)
    assert again.draft.raw("personal.surname") == "Иванова"
    assert step_one(again, "Иванова") == []
    new = {"surname": "Петрова", "snils_surname": "Петрова"}
    answers = {AGAIN: True, FORM: [fills(again, **new), fills(again, **new, **CHANGED)], **YES}
    _none, talk = hold(identity(again), answers)
    assert found(talk) == [("surname_changed", "SURNAMES_DIFFER")]
    assert (step_one(again, "Иванова"), step_one(again, "Петрова")) == (["SURNAME_NOT_CONFIRMED"], [])
    again.store.close()


def test_looking_at_the_form_stops_nobody(session: Session) -> None:
    """Confirmed without papers: another surname that was typed and left confirms and forbids nothing."""
    typed_and_left(session, "Петрова")
    assert (step_one(session, "Иванова"), step_one(session, "Петрова")) == ([], [])


def test_the_operator_overtakes_what_was_remembered(unproven: Session, hands: Hands) -> None:
    """R5, R13: what was applied with is confirmed then."""
    hold(identify(unproven), {FORM: fills(unproven), **YES})
    operated(unproven)
    new = {"surname": "Петрова", "snils_surname": "Петрова", **CHANGED}
    hands.on(minutes=1)
    hold(identity(unproven), {AGAIN: True, FORM: fills(unproven, **new), "account.proof": "video"})
    assert (step_one(unproven, "Иванова"), step_one(unproven, "Петрова")) == ([], ["SURNAME_NOT_CONFIRMED"])
    hands.on(minutes=1)
    passed = replace(
        unproven.account,
        video=Video.PASSED,
        confirmed_basis="подтверждено оператором",
        confirmed_at=hands.now(),
    )
    unproven.opened.save_account(passed, Event("проба", at=hands.now()))
    assert (step_one(unproven, "Иванова"), step_one(unproven, "Петрова")) == (["SURNAME_NOT_CONFIRMED"], [])


# -- the operator's way


def test_an_application_waits_for_the_operator(unproven: Session) -> None:
    """R5: handed over, and nothing the owner does changes its state."""
    operated(unproven)
    _none, talk = hold(identify(unproven), {FORM: fills(unproven), "account.proof": "video"})
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    # who is looked at by an operator states nothing beside (R5)
    assert [one.text for one in choice.options] == ["передать оператору", "позже"]
    account = unproven.account
    assert (account.video, account.confirmed_basis) == (Video.WAITING, "")
    _none, talk = hold(identify(unproven))
    assert talk.said == ["Документы приняты и проверены. Ждём оператора: он свяжется по видеосвязи."]
    assert unproven.account == account
    assert unproven.store.journal()[-1].action == "заявка на видеоверификацию"


def test_later_changes_nothing(unproven: Session) -> None:
    """The papers are taken, nothing is handed over."""
    operated(unproven)
    before = unproven.account
    hold(identify(unproven), {FORM: fills(unproven), "account.proof": "later"})
    assert unproven.account == before
    assert set(kept_slots(unproven)) == {"passport_file", "snils_file"}


def test_a_refusal_is_told_and_applied_for_anew(unproven: Session) -> None:
    """R5: with its reason; what was refused is gone from the new application."""
    operated(unproven)
    refused = replace(
        unproven.account, video=Video.REFUSED, video_by="Смирнова Анна Павловна", video_at=NOW,
        video_reason="снимок нечёткий",
    )  # fmt: skip
    unproven.opened.save_account(refused, Event("проба", at=NOW))
    _none, talk = hold(identify(unproven), {FORM: fills(unproven), "account.proof": "video"})
    assert talk.said[0] == "Оператор отклонил заявку: снимок нечёткий."
    account = unproven.account
    assert (account.video, account.video_by, account.video_at, account.video_reason) == (
        Video.WAITING, "", None, "",
    )  # fmt: skip
