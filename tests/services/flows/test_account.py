"""«Учётная запись»: the menu, its notes, the code before each change (R190–R197, K27)."""

from dataclasses import replace

import pytest

from emk_tui.ports import Event, Fault
from emk_tui.services.codes import totp_now
from emk_tui.services.delivery import line_name
from emk_tui.services.flows.account import CHANGES, TOLD, account
from emk_tui.services.flows.asks import Ask, Back, Choice
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.services.people import NAMES, signed_in
from tests.services.ways import LINES, Ways, with_ways
from tests.services.worlds import NOW, SECRET, Hands, Talk, held, hold, opened

TITLES = {
    "password": "Сменить пароль",
    "login": "Сменить логин",
    "contacts": "Телефон и почта",
    "authenticator": "Приложение для кодов",
    "backup": "Запасные коды, осталось 0",
    "recovery": "Новый код восстановления",
    "keyring": "Ключ в системе, нет",
    "pin": "ПИН для закрытого сеанса, нет",
    "gateways": "Почта и СМС, не подключены",
    "idle": "Когда закрывать сеанс, 10 минут",
    "extend": "Продлить сеанс, до 18:00",
    "erase": "Удалить учётную запись",
    "back": "Назад в меню",
}


def menu(session: Session) -> dict[str, str]:
    """Key → what is told of it."""
    _none, talk = hold(account(session), {"account.menu": "back"})
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    assert choice.default == "back"
    return {one.key: one.told for one in choice.options}


def test_the_menu_tells_how_each_stands(session: Session) -> None:
    """Every change with its state in words."""
    assert menu(session) == TITLES
    assert set(TITLES) == {*CHANGES, "back"}


def test_the_notes_follow(keyed: World) -> None:
    """Codes made, doors added, a way connected, minutes chosen."""
    session = opened(keyed)
    session.world = with_ways(session.world, Ways())
    session.opened.set_backup_codes(["7K2M9QXD", "0123ABCD"], Event("проба", at=NOW))
    keyed.vault().set_keyring(session.opened, on=True)
    keyed.vault().set_pin(session.opened, "480915")
    for channel, line in LINES.items():
        session.opened.keep_secret(line_name(channel), line.encode(), Event("проба", at=NOW))
    session.opened.save_account(replace(session.account, idle_minutes=1), Event("проба", at=NOW))
    told = menu(session)
    assert [told[key] for key in ("backup", "keyring", "pin", "gateways", "idle")] == [
        "Запасные коды, осталось 2", "Ключ в системе, есть", "ПИН для закрытого сеанса, есть",
        "Почта и СМС, СМС, почта", "Когда закрывать сеанс, 1 минута",
    ]  # fmt: skip
    session.opened.close()


def test_within_the_window_no_code_is_asked(session: Session) -> None:
    """K27: one change after the other."""
    answers = {"account.menu": ["idle", "idle", "back"], "account.idle": ["5", "3"]}
    _none, talk = hold(account(session), answers)
    assert talk.keys == ["account.menu", "account.idle", "account.menu", "account.idle", "account.menu"]


@pytest.mark.parametrize("key", [key for key in CHANGES if key not in ("extend", "erase")])
def test_behind_it_every_change_asks_one(session: Session, hands: Hands, key: str) -> None:
    """K27: before anything of the change itself is asked; wrong it ends there."""
    hands.on(minutes=5, seconds=1)
    purpose = str(CHANGES[key][0]).lower()

    class Stopped(Exception):
        """Far enough."""

    def stops(ask: Ask) -> str:
        raise Stopped

    talk = Talk({"account.menu": key, "code.channel": "app", f"code.{purpose}": stops})
    with pytest.raises(Stopped):
        held(account(session), talk)
    assert talk.keys == ["account.menu", "code.channel", f"code.{purpose}"]


def test_a_refusal_goes_back_to_the_menu(session: Session) -> None:
    """A system without a key store: told, nothing changed, the menu again."""
    answers = {
        "account.menu": ["keyring", "pin", "back"], "account.keyring": True, "account.new_pin": "480915",
    }  # fmt: skip
    _none, talk = hold(account(session), answers)
    assert talk.codes == ["KEYRING_ABSENT", "KEYRING_ABSENT"]
    assert menu(session) == TITLES


def test_other_faults_end_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full is no refusal of a door."""
    assert "DISK_FULL" not in TOLD

    def full(*given: object, **words: object) -> None:
        raise Fault("DISK_FULL")

    monkeypatch.setattr(type(session.world.vault()), "set_keyring", full)
    with pytest.raises(Fault) as refused:
        hold(account(session), {"account.menu": "keyring", "account.keyring": True})
    assert refused.value.problem.code == "DISK_FULL"


@pytest.mark.parametrize("login", NAMES)
def test_it_is_the_owners_alone(clinic: World, login: str) -> None:
    """R7: refused with exit code 3 before anything is asked."""
    with signed_in(clinic, login) as person:
        talk = Talk({})
        with pytest.raises(Fault) as refused:
            held(account(person), talk)
        assert (refused.value.problem.code, refused.value.exit_code) == ("NOT_ALLOWED", 3)
        assert talk.asks == []


def test_the_confirmation_is_not_needed(session: Session) -> None:
    """R2: an account that is not «Подтверждена» can be changed and ended all the same."""
    session.opened.save_account(replace(session.account, confirmed_basis=""), Event("проба", at=NOW))
    session.reload()
    assert menu(session) == TITLES


def test_a_code_of_the_application_is_enough(session: Session, hands: Hands) -> None:
    """K27: the change goes on behind it."""
    hands.on(minutes=10)
    answers = {
        "account.menu": ["idle", "back"], "account.idle": "5", "code.channel": "app",
        "code.когда закрывать сеанс": lambda ask: totp_now(SECRET, hands.now()),
    }  # fmt: skip
    hold(account(session), answers)
    assert session.account.idle_minutes == 5


@pytest.mark.parametrize("key", CHANGES)
def test_each_change_asks_for_the_right_itself(clinic: World, key: str) -> None:
    """R7: whoever leads to it, one of the staff changes nothing here."""
    with signed_in(clinic, "doctor") as doctor:
        before = doctor.account
        with pytest.raises(Fault) as refused:
            held(CHANGES[key][1](doctor), Talk({}))
        assert (refused.value.problem.code, refused.value.exit_code) == ("NOT_ALLOWED", 3)
        assert doctor.account == before


def test_one_back_is_the_menu_of_the_account(session: Session) -> None:
    """From any of its questions: the menu of all services is one more."""

    def back(ask: Ask) -> str:
        raise Back

    answers = {"account.menu": ["login", "back"], "account.new_login": back}
    _none, talk = hold(account(session), answers)
    assert [key for key in talk.keys if not key.startswith("code.")] == [
        "account.menu", "account.new_login", "account.menu",
    ]  # fmt: skip
