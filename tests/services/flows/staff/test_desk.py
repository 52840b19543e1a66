"""The desk of each role: what it may do, nothing else; refusals are told and it goes on (R7, R78, K42)."""

import pytest

from emk_tui.ports import Fault
from emk_tui.services.actions import LEAVE, LOCK
from emk_tui.services.flows.asks import Choice
from emk_tui.services.flows.staff.desk import DUTIES, desk, duties
from emk_tui.services.rights import Right
from emk_tui.services.world import World
from tests.services.people import NAMES, owner, signed_in
from tests.services.worlds import Talk, held, hold

DESKS = {
    "registrar": ["identify", "card", "restore"],
    "specialist": ["results"],
    "doctor": ["card"],
    "doctor2": ["card"],
    "administrator": ["journal", "staff"],
}
WHO = {
    "registrar": "Вы вошли: Смирнова Анна Павловна, регистратор. Городская поликлиника «Берёзовая роща».",
    "specialist":
        "Вы вошли: Орлова Инна Петровна, медицинский специалист. Городская поликлиника «Берёзовая роща».",
    "doctor": "Вы вошли: Петрова Елена Сергеевна, врач. Городская поликлиника «Берёзовая роща».",
    "doctor2": "Вы вошли: Ершова Татьяна Юрьевна, врач. Городская поликлиника «Тихий двор».",
    "administrator": "Вы вошли: Фомин Олег Игоревич, администратор. Городская поликлиника «Берёзовая роща».",
}  # fmt: skip


def menus(talk: Talk) -> list[list[str]]:
    """What the desk told each time."""
    return [
        [one.told for one in ask.options]
        for ask in talk.asks
        if isinstance(ask, Choice) and ask.key == "home"
    ]


@pytest.mark.parametrize("login", NAMES)
def test_each_desk(clinic: World, login: str) -> None:
    """Who signed in, then their duties; leaving and locking at every one."""
    with signed_in(clinic, login) as person:
        assert [one.id for one in duties(person)] == DESKS[login]
        end, talk = hold(desk(person), {"home": LEAVE})
        assert end == LEAVE
        assert talk.said == [WHO[login]]
        (menu,) = [ask for ask in talk.asks if isinstance(ask, Choice)]
        assert [one.key for one in menu.options] == [*DESKS[login], LOCK, LEAVE]
        assert menu.default == DESKS[login][0]


def test_locking_leaves_the_desk(clinic: World) -> None:
    """R19: the face locks then."""
    with signed_in(clinic, "doctor") as person:
        assert hold(desk(person), {"home": LOCK})[0] == LOCK


def test_what_is_closed_says_why_and_the_desk_goes_on(clinic: World) -> None:
    """R78: beside the duty, and whole where it is chosen; nothing is shown."""
    with signed_in(clinic, "doctor2") as person:
        _end, talk = hold(desk(person), {"home": ["card", LEAVE]})
        assert menus(talk)[0] == ["Открыть карту, нет доступа", "Закрыть на время", "Выйти"]
        assert talk.codes == ["NO_ACCESS"]
        assert talk.keys == ["home", "home"]
        assert not any("Иванова" in text for text in talk.said)


@pytest.mark.parametrize(
    ("login", "duty", "said"),
    [
        ("registrar", "identify", "Заявок на видеоверификацию нет. Последняя: не начата."),
        ("registrar", "card", "Просмотр записан в журнал владельца."),
        ("doctor", "card", "Просмотр записан в журнал владельца."),
        ("administrator", "staff", "Фомин Олег Игоревич, администратор, логин administrator."),
        ("administrator", "journal", "Журнал цел, записей "),
    ],
)
def test_each_duty_is_held_at_the_desk(clinic: World, login: str, duty: str, said: str) -> None:
    """Its conversation, then the desk again."""
    with signed_in(clinic, login) as person:
        _end, talk = hold(desk(person), {"home": [duty, LEAVE], "journal.menu": "back"})
        assert any(text.startswith(said) for text in talk.said), talk.said
        assert talk.keys[-1] == "home"


def test_other_faults_end_it(clinic: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that fails is no matter of rights."""
    with signed_in(clinic, "registrar") as person:

        def fails(*given: object) -> None:
            raise Fault("STORE_DAMAGED")

        monkeypatch.setattr(type(person.opened), "holder", fails)
        with pytest.raises(Fault) as fault:
            hold(desk(person), {"home": "identify"})
        assert fault.value.problem.code == "STORE_DAMAGED"


def test_the_owner_has_no_desk(clinic: World) -> None:
    """Their menu is another; every duty at it is refused by the table of rights or is their own."""
    with owner(clinic) as session:
        own = {one.id for one in duties(session)}
        assert own == {"card", "journal"}
        others = {one.right for one in DUTIES if one.id not in own}
        assert others == {Right.IDENTIFY, Right.CHECK, Right.RESTORE, Right.STAFF}
        assert not any(session.may(right) for right in others)


@pytest.mark.parametrize(
    ("login", "duty"),
    [(login, duty.id) for login in DESKS for duty in DUTIES if duty.id not in DESKS[login]],
)
def test_the_conversation_itself_refuses_who_has_no_right(clinic: World, login: str, duty: str) -> None:
    """R7: reached by another way than the desk: exit code 3, nothing told of the owner, nothing asked."""
    flow = next(one.flow for one in DUTIES if one.id == duty)
    with signed_in(clinic, login) as person:
        talk = Talk({})
        with pytest.raises(Fault) as refused:
            held(flow(person), talk)
        assert (refused.value.problem.code, refused.value.exit_code) == ("NOT_ALLOWED", 3)
        assert talk.keys == []
