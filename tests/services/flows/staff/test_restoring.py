"""The dead end of an account: a registrar sees two documents, the application is bound anew (R192, K23)."""

import re
from dataclasses import replace
from itertools import combinations

import pytest

from emk_tui.ports import Event, Fault
from emk_tui.services.flows.asks import Ask, Choice, Code, Confirm
from emk_tui.services.flows.sign_in import sign_in
from emk_tui.services.flows.staff.restoring import DOCUMENTS, restore_sign_in
from emk_tui.services.presence import Presence
from emk_tui.services.world import World
from tests.services.people import NAMES, owner, signed_in
from tests.services.worlds import LOGIN, NOW, PASSWORD, SECRET, Talk, held, hold

ME = NAMES["registrar"]


def restored(world: World, *documents: str, sure: bool = True) -> Talk:
    """The registrar sees these."""
    with signed_in(world, "registrar") as registrar:
        answers = {"staff.document": list(documents), "staff.restore": sure}
        return hold(restore_sign_in(registrar), answers)[1]


def told_of(presence: Presence) -> list[tuple[str, str]]:
    """Channel and text of the notices about the account."""
    return [
        (one.channel, one.text) for one in presence.opened.outbox() if one.subject == "Учётная запись ЭМК"
    ]  # fmt: skip


def enrolled(ask: Ask) -> str:
    """The code of a new application, as the demonstration shows it."""
    assert isinstance(ask, Code)
    return str(re.findall(r"\d{6}", ask.shown)[-1])


def test_two_documents_and_the_owner_binds_a_new_application(clinic: World) -> None:
    """R192: password as before, the former application is worth nothing; a line in the journal with both."""
    talk = restored(clinic, "passport", "snils")
    (question,) = [ask for ask in talk.asks if isinstance(ask, Confirm)]
    assert question.question == "Вы видели паспорт, СНИЛС, лицо совпадает. Сбросить вход?"
    assert question.default is None
    right = {"account.login": LOGIN, "account.password": PASSWORD, "code.enrol": enrolled}
    presence, talk = hold(sign_in(clinic), right)
    assert talk.keys == ["account.login", "account.password", "code.enrol"]
    assert presence.account.totp_secret != SECRET
    entry = next(one for one in presence.opened.journal() if one.action == "вход восстановлен по документам")
    assert (entry.actor, entry.subject) == (f"registrar ({ME})", f"{ME}: паспорт, СНИЛС")
    text = "Вход восстановлен регистратурой по документам. Если это были не вы, войдите и смените пароль."
    assert told_of(presence) == [("sms", text), ("email", text)]
    presence.opened.close()


@pytest.mark.parametrize("pair", list(combinations(DOCUMENTS, 2)))
def test_any_two_different_ones(clinic: World, pair: tuple[str, str]) -> None:
    """R192: what was shown first is not offered again."""
    talk = restored(clinic, *pair)
    first, second = [ask for ask in talk.asks if isinstance(ask, Choice)]
    assert [one.key for one in first.options] == list(DOCUMENTS)
    assert [one.key for one in second.options] == [key for key in DOCUMENTS if key != pair[0]]
    assert (first.question, second.question) == ("Документ 1 из 2", "Документ 2 из 2")
    with owner(clinic) as session:
        assert not session.account.totp_confirmed


def test_a_no_changes_nothing(clinic: World) -> None:
    """The documents alone reset nothing."""
    with owner(clinic) as session:
        before = session.account
    talk = restored(clinic, "passport", "snils", sure=False)
    assert talk.said[-1] == "Ничего не изменено."
    with owner(clinic) as session:
        assert session.account == before
        assert told_of(session) == []


def test_a_pause_after_wrong_codes_is_over(clinic: World) -> None:
    """K23: counted, paused or not."""
    with owner(clinic) as session:
        paused = replace(session.account, code_failed=2, code_pauses=3, code_until=NOW.replace(hour=23))
        session.opened.save_account(paused, Event("проба", at=NOW))
    restored(clinic, "passport", "policy")
    with owner(clinic) as session:
        account = session.account
        assert (account.code_failed, account.code_pauses, account.code_until) == (0, 0, None)


def test_no_data_are_shown(clinic: World) -> None:
    """K41: a server side may reset a login, never read the data with it."""
    told = " ".join(restored(clinic, "passport", "snils").said)
    assert "Данные карты этим не открываются: пароль остаётся прежним." in told
    for word in ("Иванова", "112-233", "+7", "example.ru", "ДЕМО-"):
        assert word not in told


def test_without_contacts_it_is_told_in_the_program(clinic: World) -> None:
    """R192: the account this way is for."""
    with owner(clinic) as session:
        bare = replace(session.account, phone="", email="")
        session.opened.save_account(bare, Event("проба", at=NOW))
    restored(clinic, "passport", "snils")
    with owner(clinic) as session:
        assert [channel for channel, _text in told_of(session)] == ["app"]


@pytest.mark.parametrize("login", [login for login in NAMES if login != "registrar"])
def test_only_a_registrar_does_it(clinic: World, login: str) -> None:
    """R7: refused with exit code 3 before a document is asked, whatever way it is reached by."""
    with signed_in(clinic, login) as person:
        assert type(person) is Presence
        talk = Talk({})
        with pytest.raises(Fault) as refused:
            held(restore_sign_in(person), talk)
        assert (refused.value.problem.code, refused.value.exit_code) == ("NOT_ALLOWED", 3)
        assert talk.asks == []
