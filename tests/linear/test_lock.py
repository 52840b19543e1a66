"""«Закрыть на время» by ear: by its words, by the limit; the same field after it (R19, R195, B11)."""

import pytest

from emk_tui.services.codes import totp_now
from emk_tui.services.handover import Handover
from emk_tui.services.running import begin_session
from emk_tui.services.session import Session
from emk_tui.services.visit import Visit
from emk_tui.services.world import World
from tests.linear.holding import Ended, held
from tests.services.people import NAMES, signed_in
from tests.services.worlds import LOGIN, PASSWORD, SECRET, Hands, opened

PIN = "4711"
FIELD = "Имя: "


def at_field(world: World) -> Session:
    """Signed in, the cursor there."""
    made = opened(world)
    begin_session(made)
    made.put_rows({"personal.surname": "Иванова", "personal.given_name": "Мария"})
    made.move("personal.given_name")
    return made


def left(world: World, *typed: str) -> Handover:
    """What a session leaves that these words lock in the wizard."""
    visit = Visit(at_field(world), in_wizard=True)
    talk = held(world, typed, visit)
    handover = visit.handover(linear=True)
    visit.close(goes_on=True)
    assert talk.end == "locked" and handover is not None
    return handover


def unlocked(world: World, handover: Handover, *typed: str) -> Ended:
    """The program that is started in its place, to its «стоп»."""
    visit = Visit(locked=handover)
    talk = held(world, [*typed, "стоп"], visit)
    visit.close()
    assert PASSWORD not in talk.text
    return talk


@pytest.mark.parametrize(
    "words", ["перейти закрыть на время", "перейти заблокировать", "gthtqnb pf,kjrbhjdfnm"]
)
def test_from_a_field(world: World, words: str) -> None:
    """In either layout; the place goes with it."""
    handover = left(world, words)
    assert handover.login == LOGIN and handover.in_wizard and handover.linear


@pytest.mark.parametrize("words", ["закрыть на время", "6", "заблокировать"])
def test_from_the_menu(world: World, words: str) -> None:
    """By number and by both its names; the menu is the place then."""
    visit = Visit(opened(world))
    assert held(world, [words], visit).end == "locked"
    handover = visit.handover(linear=True)
    visit.close()
    assert handover is not None and not handover.in_wizard


def test_before_the_sign_in_nothing_is_locked(world: World) -> None:
    """The words are known, there is nothing to lock yet."""
    visit = Visit()
    talk = held(world, ["перейти закрыть на время", "стоп"], visit)
    visit.close()
    assert "Шаги откроются после входа." in talk.lines and talk.end == "stop"


def test_the_same_field_after_the_password(world: World) -> None:
    """What happened, the password, the field with its text; no code, no name before it."""
    talk = unlocked(world, left(world, "перейти закрыть на время"), PASSWORD)
    before, _prompt, after = talk.text.partition("Пароль: ")
    assert "Сеанс закрыт, введённое сохранено. Он продолжится с того же места." in talk.lines
    assert "Иванова" not in before and LOGIN not in before
    assert "Сейчас: Мария. Enter оставляет." in after
    assert talk.prompts == ["Пароль: ", FIELD]


def test_a_wrong_password_first(world: World, hands: Hands) -> None:
    """What is left is told; Enter is another try, with its pause; an empty line costs none."""
    before = hands.now()
    talk = unlocked(world, left(world, "перейти заблокировать"), "", "другой", "", PASSWORD)
    assert "Осталось попыток: 4." in talk.joined and "2. войти заново" in talk.lines
    assert "Пауза перед попыткой, 1 с." in talk.lines and hands.now() > before
    assert talk.prompts[-1] == FIELD


def test_somebody_signs_in_anew(world: World, hands: Hands) -> None:
    """Login, password, the second factor; then the place that was left."""
    code = lambda _talk: totp_now(SECRET, hands.now())  # noqa: E731
    visit = Visit(locked=left(world, "перейти заблокировать"))
    talk = held(world, ["другой", "войти заново", LOGIN, PASSWORD, "", code, "стоп"], visit)
    visit.close()
    assert "Логин: " in talk.prompts and "Откуда взять код: " in talk.prompts
    assert talk.prompts[-1] == FIELD


@pytest.mark.parametrize(("hours", "asked"), [(7.9, False), (8.1, True)])
def test_after_the_whole_session_the_code_is_asked(
    world: World, hands: Hands, hours: float, asked: bool
) -> None:
    """Eight hours from the last second factor."""
    handover = left(world, "перейти заблокировать")
    hands.on(hours=hours)
    talk = unlocked(world, handover, PASSWORD)
    assert ("Откуда взять код: " in talk.prompts) is asked


def with_pin(keyed: World) -> Handover:
    """A PIN was set before it was locked."""
    session = opened(keyed)
    keyed.vault().set_pin(session.opened, PIN)
    session.store.close()
    return left(keyed, "перейти заблокировать")


def test_a_pin_opens_it(keyed: World) -> None:
    """A wrong one is told at its prompt."""
    talk = unlocked(keyed, with_pin(keyed), "9028", PIN)
    assert talk.prompts[0] == "ПИН: " and talk.prompts[1].startswith("ПИН, ошибка")
    assert talk.prompts[-1] == FIELD and PIN not in talk.text


def test_an_empty_pin_leads_to_the_password(keyed: World) -> None:
    """As the format says."""
    talk = unlocked(keyed, with_pin(keyed), "", PASSWORD)
    assert "пустой ответ: по паролю" in talk.joined
    assert talk.prompts == ["ПИН: ", "Пароль: ", FIELD]


def test_five_wrong_pins_take_it_away(keyed: World) -> None:
    """Told; then the password opens."""
    talk = unlocked(keyed, with_pin(keyed), *["9028"] * 5, PASSWORD)
    assert talk.prompts[-2:] == ["Пароль: ", FIELD]
    assert "pin" not in keyed.vault().doors()


def test_the_desk_of_one_of_the_staff(desk: World) -> None:
    """The desk again after the password."""
    with signed_in(desk, "registrar") as presence:
        begin_session(presence)
        visit = Visit(presence)
        assert held(desk, ["закрыть на время"], visit).end == "locked"
        handover = visit.handover(linear=True)
    assert handover is not None
    talk = unlocked(desk, handover, PASSWORD)
    assert f"Вы вошли: {NAMES['registrar']}, регистратор." in talk.joined
    assert talk.prompts == ["Пароль: ", "Рабочее место: "]
