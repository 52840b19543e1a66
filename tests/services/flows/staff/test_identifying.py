"""The registrar over video: sees what was given, records how it went by name and time (R5, R6, K38)."""

from dataclasses import replace

import pytest

from emk_tui.ports import Account, Event, Video
from emk_tui.services.actions import IDENTITY, LEAVE, WIZARD
from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Choice, Confirm, Form, Show
from emk_tui.services.flows.home import home
from emk_tui.services.flows.staff.identifying import identify_person
from emk_tui.services.world import World
from tests.services.people import NAMES, owner, signed_in
from tests.services.worlds import NOW, Hands, Killed, Talk, hold

ME = NAMES["registrar"]
PASS = {"staff.video": "passed", "staff.video_sure": True}
REFUSE = {"staff.video": "refused", "staff.refusal": "снимок нечёткий"}


def at_the_desk(world: World, answers: dict[str, object]) -> Talk:
    """The registrar does this and leaves."""
    with signed_in(world, "registrar") as registrar:
        return hold(identify_person(registrar), answers)[1]


def holder(world: World) -> Account:
    """The owner's account."""
    with owner(world) as session:
        return session.account


def test_the_registrar_sees_what_was_given(desk: World) -> None:
    """R5: answers by their labels, scans by name and size; no path of the owner's computer, no card."""
    talk = at_the_desk(desk, {"staff.video": "later"})
    assert talk.said == [
        "Фамилия в паспорте: Иванова.", "Дата рождения: 14.05.1985.", "Дата выдачи паспорта: 14.05.2015.",
        "Фамилия в СНИЛС: Иванова.", "Меняли фамилию: нет.",
        "Скан паспорта: Образец_паспорт.pdf, PDF, 11 КБ, страниц 1, проверен автоматически.",
        "Скан СНИЛС: Образец_СНИЛС.pdf, PDF, 11 КБ, страниц 1, проверен автоматически.",
    ]  # fmt: skip
    assert str(desk.folder) not in " ".join(talk.said)


def test_looking_is_a_line_in_the_journal(desk: World) -> None:
    """With the registrar's name; once for each look."""
    at_the_desk(desk, {"staff.video": "later"})
    with owner(desk) as session:
        last = session.store.journal()[-1]
        assert (last.action, last.actor) == ("заявка на подтверждение прочитана", f"registrar ({ME})")


def test_passed(desk: World, hands: Hands) -> None:
    """R5, R6, K38: state, name, time and basis; a line in the journal, word to both contacts."""
    hands.on(minutes=5)
    talk = at_the_desk(desk, PASS)
    (question,) = [ask for ask in talk.asks if isinstance(ask, Confirm)]
    assert question.default is None and ME in question.question
    assert talk.said[-1] == f"Записано: видеоверификация пройдена, {ME}. Статус: Подтверждена."
    account = holder(desk)
    assert (account.video, account.video_by, account.video_at) == (Video.PASSED, ME, hands.now())
    assert (account.confirmed_basis, account.confirmed_at) == ("подтверждено оператором", hands.now())
    with owner(desk) as session:
        last = session.store.journal()[-1]
        assert (last.action, last.subject, last.actor, last.at) == (
            "видеоверификация пройдена", ME, f"registrar ({ME})", hands.now(),
        )  # fmt: skip
        told = [(one.channel, one.address, one.text) for one in session.opened.outbox()]
        text = "Личность подтверждена оператором. Если это были не вы, войдите и смените пароль."
        assert told == [("sms", "+79161234567", text), ("email", "ivanova@example.ru", text)]


def test_the_owner_finds_it_at_the_next_sign_in(desk: World) -> None:
    """R6, R7, R16: the word, by whom and when, and the wizard is open; nothing is asked again."""
    at_the_desk(desk, PASS)
    with owner(desk) as session:
        assert session.confirmed
        answers = {"home": [IDENTITY, WIZARD], "account.identify_again": False, "card.kind": "adult"}
        end, talk = hold(home(session), answers)
        assert end == WIZARD
        assert "Учётная запись: Подтверждена, подтверждено оператором. 02.03.2026." in talk.said
        assert f"Видеоверификация: пройдена, {ME}, 02.03.2026 10:00." in talk.said
        assert not any(isinstance(ask, Form) for ask in talk.asks)
        assert session.draft.raw("personal.surname") == "Иванова"


def test_the_state_changes_only_through_the_operator(desk: World) -> None:
    """R5: the owner waits, whatever is chosen; the account stays as it was."""
    before = holder(desk)
    assert (before.video, before.confirmed_basis) == (Video.WAITING, "")
    with owner(desk) as session:
        _end, talk = hold(home(session), {"home": [IDENTITY, WIZARD, LEAVE]})
        assert talk.codes == ["ACCOUNT_NOT_CONFIRMED"]
        assert "Осталось: видеоверификация. Это в меню, «Подтверждение личности»." in talk.said
    assert holder(desk) == before


def test_refused_with_its_reason(desk: World, hands: Hands) -> None:
    """R5: a reason is needed; the owner reads it and applies anew, then it may pass."""
    talk = at_the_desk(desk, {**REFUSE, "staff.refusal": ["", "?!", "снимок нечёткий"]})
    assert talk.codes == ["REQUIRED", "NO_WORD"]
    assert talk.said[-1] == "Записано: видеоверификация отклонена."
    account = holder(desk)
    assert (account.video, account.video_by, account.video_reason, account.confirmed_basis) == (
        Video.REFUSED, ME, "снимок нечёткий", "",
    )  # fmt: skip
    with owner(desk) as session:
        last = session.store.journal()[-1]
        assert (last.action, last.subject) == ("видеоверификация отклонена", ME)
        assert "снимок" not in last.subject
        answers = {"home": [LEAVE], "account.proof": "video"}
        _end, talk = hold(home(session), answers)
        assert "Оператор отклонил заявку: снимок нечёткий." in talk.said
    account = holder(desk)
    assert (account.video, account.video_reason, account.video_by) == (Video.WAITING, "", "")
    at_the_desk(desk, PASS)
    assert holder(desk).confirmed_basis == "подтверждено оператором"


@pytest.mark.parametrize("answers", [{"staff.video": "later"}, {**PASS, "staff.video_sure": False}])
def test_without_the_last_word_nothing_is_recorded(desk: World, answers: dict[str, object]) -> None:
    """R5: looked at only."""
    before = holder(desk)
    at_the_desk(desk, answers)
    assert holder(desk) == before
    with owner(desk) as session:
        assert session.opened.outbox() == ()


def test_deciding_later_is_the_default(desk: World) -> None:
    """Enter by mistake confirms nobody."""
    talk = at_the_desk(desk, {"staff.video": "later"})
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    assert choice.default == "later"
    assert [one.text for one in choice.options] == [
        "пройдена", "отклонена", "решить позже", "посмотреть: Скан паспорта", "посмотреть: Скан СНИЛС",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("video", "word"),
    [(Video.NOT_BEGUN, "не начата"), (Video.PASSED, "пройдена"), (Video.REFUSED, "отклонена")],
)
def test_who_did_not_apply_is_not_shown(desk: World, video: Video, word: str) -> None:
    """No application, no data: the state alone."""
    with owner(desk) as session:
        session.opened.save_account(replace(session.account, video=video), Event("проба", at=NOW))
        count = len(session.store.journal())
    talk = at_the_desk(desk, {})
    assert talk.said == [f"Заявок на видеоверификацию нет. Последняя: {word}."]
    with owner(desk) as session:
        assert len(session.store.journal()) == count


@pytest.mark.parametrize("number", range(1, 12))
def test_killed_at_any_ask_it_is_recorded_whole_or_not(desk: World, number: int) -> None:
    """State, basis, notices and journal come together."""
    with signed_in(desk, "registrar") as registrar:
        talk = Talk(dict(PASS), kill_at=number)
        try:
            drive(identify_person(registrar), talk)
        except Killed:
            assert len(talk.asks) == number
    account = holder(desk)
    passed = account.video == Video.PASSED
    assert passed is (account.confirmed_basis == "подтверждено оператором")
    with owner(desk) as session:
        actions = [one.action for one in session.store.journal()]
        assert ("видеоверификация пройдена" in actions) is passed
        assert bool(session.opened.outbox()) is passed
        assert session.store.verify_journal().ok


def test_a_scan_can_be_looked_at(desk: World) -> None:
    """R5: the operator sees what was given; each look is a line in the owner's journal."""
    talk = at_the_desk(desk, {"staff.video": ["view identity.passport_file", "later"]})
    (shown,) = [ask for ask in talk.asks if isinstance(ask, Show)]
    assert "ОБРАЗЕЦ" in " ".join(shown.lines)
    with owner(desk) as session:
        last = session.store.journal()[-1]
        assert (last.action, last.subject) == ("скан документа открыт", "Скан паспорта")
