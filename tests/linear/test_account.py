"""«Учётная запись» by ear: every item done and refused; no secret is said, nor said again (R190–R197)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from emk_tui.ports import Fault
from emk_tui.services.codes import read_backup_code, totp_now
from emk_tui.services.session import Session
from emk_tui.services.visit import Visit
from emk_tui.services.world import World
from tests.linear.holding import Ended, after, held, told
from tests.services.ways import MAIL, Ways, with_ways
from tests.services.worlds import LOGIN, PASSWORD, SECRET, Hands, Post, opened

ANOTHER, THIRD, PIN = "Мост-7-река!", "Лес-5-озеро?", "4711"
CODES = tuple(f"7K2M-9QX{number}" for number in range(10))
HERE = "учётная запись"
EXAMPLE = f"Пример: {MAIL}."
"""These gateways show as an example what they take."""


@pytest.fixture
def ways() -> Ways:
    """Gateways that keep what goes over them."""
    return Ways()


@pytest.fixture
def person(keyed: World, ways: Ways) -> Iterator[Session]:
    """Signed in a moment ago, on a system with a key store, where gateways can be connected."""
    made = opened(with_ways(keyed, ways))
    yield made
    made.store.close()


def in_menu(person: Session, *typed: str | Callable[[Ended], str]) -> Ended:
    """From «Учётная запись» to «стоп»; none of the secrets typed here is ever said."""
    talk = told(person, HERE, *typed)
    said = talk.joined.replace(EXAMPLE, "")
    assert not [one for one in (ANOTHER, THIRD, MAIL) if one in said]
    return talk


def opens(person: Session, login: str, password: str) -> bool:
    """Does this pair open the store now."""
    person.store.close()
    try:
        person.world.vault().open(login, password).close()
    except Fault:
        return False
    return True


def shown(talk: Ended) -> str:
    """The code that stands in what was said last."""
    return str(re.findall(r"Для показа: (\d{6})", talk.text)[-1])


def group(number: int) -> Callable[[Ended], str]:
    """This group of the recovery code, as it was read out."""
    return lambda talk: re.findall(rf"Группа {number}: (\w+)", talk.text)[-1]


def test_every_item_stands_there(person: Session) -> None:
    """Nine at once, the others with «ещё»; Enter is the way back, and so is «назад»."""
    talk = in_menu(person, "ещё", "", HERE, "назад", "назад")
    for line in ("1. Сменить пароль", "9. Почта и СМС, не подключены", "12. Удалить учётную запись"):
        assert line in talk.lines
    assert "Enter: Назад в меню." in talk.lines
    assert talk.lines.count("Вы вернулись в меню.") == 1
    assert "Это начало, назад некуда. Выход: стоп." in talk.lines


def test_the_code_is_asked_where_its_time_is_over(person: Session, hands: Hands) -> None:
    """K27: a wrong one is told with what is left; «назад» is the choice of the way, then this menu."""
    hands.on(minutes=6)
    code = totp_now(SECRET, hands.now())
    talk = in_menu(person, "1", "приложения", "000000", "назад", "назад", "1", "", code, "назад")
    assert "Подтверждение: сменить пароль." in talk.joined and "Осталось попыток: 2" in talk.joined
    way, here = "Откуда взять код: ", "Учётная запись: "
    assert talk.prompts[1:6] == [here, way, "Код: ", "Код, ошибка: ", way]
    assert talk.prompts[6:] == [here, way, "Код: ", "Новый пароль: ", here]
    assert "Вы вернулись в меню." not in talk.lines
    assert opens(person, LOGIN, PASSWORD)


def test_three_wrong_codes_bring_a_pause(person: Session, hands: Hands, post: Post) -> None:
    """R100: its end is told, nothing counts in it, not even the right code; then «ещё» sends a new one."""

    def wrong(_talk: Ended) -> str:
        return "000000" if post.code != "000000" else "111111"

    def later(_talk: Ended) -> str:
        hands.on(seconds=61)
        return "ещё"

    def right(_talk: Ended) -> str:
        return post.code

    talk = in_menu(person, "11", "смс", wrong, wrong, wrong, right, "ещё", later, right)
    assert talk.joined.count("Пауза до 10:01, потом напишите «ещё».") == 3
    assert "Осталось попыток: 2." in talk.joined and "3. письмо на i•••@example.ru" in talk.lines
    assert len(post.sent) == 2 and "Новый код отправлен." in talk.lines
    assert "Сеанс продлён до 18:01." in talk.lines


def test_the_password(person: Session) -> None:
    """R197: by the rules, typed twice."""
    talk = in_menu(person, "1", "слабый", ANOTHER, THIRD, ANOTHER, ANOTHER)
    assert "Новый пароль, ошибка, нужна заглавная: " in talk.prompts
    assert "Новый пароль, ошибка, не совпадает: " in talk.prompts
    assert "Пароль сменён." in talk.lines
    assert opens(person, LOGIN, ANOTHER)


def test_the_login(person: Session) -> None:
    """R196: latin letters; with it the password is set."""
    talk = in_menu(person, "2", "жанна", "petrova", THIRD, THIRD)
    assert [one for one in talk.prompts if one.startswith("Логин, ошибка")] != []
    assert "Логин и пароль сменены." in talk.lines
    assert opens(person, "petrova", THIRD)


def test_contacts(person: Session, post: Post) -> None:
    """R192: a wrong number is told, no e-mail is «нет»; the new ones are told masked."""
    code = [lambda _talk: post.code] if post.channels else []
    talk = in_menu(person, "телефон", "8 916 000", "+7 921 765-43-21", "нет", *code)
    assert "Контактный телефон, ошибка: " in talk.prompts
    assert "Контакты сохранены: +7 ••• ••• 43-21, почты нет." in talk.lines
    assert (person.account.phone, person.account.email) == ("+79217654321", "")
    assert person.account.phone_confirmed


def test_contacts_are_left(person: Session) -> None:
    """«назад» before the end saves nothing."""
    talk = in_menu(person, "3", "+7 921 765-43-21", "назад")
    assert "Сейчас: i•••@example.ru" not in talk.text
    assert person.account.phone == "+79161234567"


def test_the_authenticator(person: Session) -> None:
    """R193: line, secret, the code of it; «назад» leaves the former one; afterwards nothing repeats it."""
    talk = in_menu(person, "4", "нет", "000000", "повтор", "назад")
    assert talk.joined.count("Секрет: ") == 2 and "Код не подходит. Проверьте время" in talk.joined
    assert person.account.totp_secret == SECRET
    talk = in_menu(person, "4", "нет", shown, "8", "повтор", "назад")
    assert "Приложение привязано." in talk.lines and talk.joined.count("Секрет: ") == 1
    assert person.account.totp_secret != SECRET


def test_backup_codes(person: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten, read out once and on «повтор» while one is typed back; nowhere later."""
    monkeypatch.setattr("emk_tui.services.flows.account_codes.made", lambda: CODES)
    talk = in_menu(person, "5", "повтор", "7K2M", "7k2m 9qx9", "8", "повтор", "назад", HERE, "5", "нет")
    assert "Код 10, ошибка, не совпадает: " in talk.prompts
    assert "Запасные коды действуют: 10." in talk.lines
    assert [talk.text.count(one) for one in CODES] == [2] * 10
    assert "Сделать новые, да или нет? " in talk.prompts
    assert person.opened.use_backup_code(read_backup_code(CODES[0]), person.record("проба"))


def test_backup_codes_left_unproven(person: Session) -> None:
    """They are worth nothing."""
    in_menu(person, "5", "назад")
    assert person.opened.backup_codes_left() == 0


def test_the_recovery_code(person: Session) -> None:
    """K41: in force once two groups were typed back, the former one is worth nothing then; not read later."""
    former = person.world.vault().draw_recovery()
    person.world.vault().set_recovery(person.opened, former)
    talk = in_menu(person, "6", "AAAAA", group(2), group(7), "8", "повтор", "назад")
    assert "Группа 2 кода, ошибка, не совпадает: " in talk.prompts
    assert "Код записан верно и действует, прежний больше нет." in talk.lines
    groups = re.findall(r"Группа \d: (\w+)", talk.text)
    assert len(groups) == 7
    person.store.close()
    person.world.vault().open_with_recovery("-".join(groups)).close()
    with pytest.raises(Fault):
        person.world.vault().open_with_recovery(former)


def test_the_recovery_code_left_unproven(person: Session) -> None:
    """K41: «назад» is this menu, the former code opens the data as before."""
    former = person.world.vault().draw_recovery()
    person.world.vault().set_recovery(person.opened, former)
    talk = in_menu(person, "6", group(2), "назад", "назад")
    assert talk.prompts[-2:] == ["Учётная запись: ", "Моё здоровье: "]
    assert person.account.recovery_confirmed
    person.store.close()
    person.world.vault().open_with_recovery(former).close()


def test_the_key_in_the_system(person: Session) -> None:
    """«нет» leaves it, «да» puts it there, then takes it away."""
    talk = in_menu(person, "7", "нет", "7", "да", "7", "да")
    assert "Его прочтёт и тот, кто войдёт в систему под вами." in talk.joined
    assert "Ключ добавлен." in talk.lines and "7. Ключ в системе, есть" in talk.lines
    assert "Ключ убран." in talk.lines
    assert "keyring" not in person.world.vault().doors()


def test_a_system_without_a_key_store(world: World) -> None:
    """The refusal in words, the menu goes on."""
    session = opened(world)
    talk = told(session, HERE, "7", "да")
    assert after(talk, "Да или нет: ").startswith("Хранилища ключей системы нет")
    assert talk.prompts[-1] == "Учётная запись: "
    session.store.close()


def test_the_pin(person: Session) -> None:
    """R19: simple ones are refused, it is typed twice; then a new one, none, or as it is."""
    talk = in_menu(person, "8", "12a", "1234", PIN, "4712", PIN, PIN, "8", "", "8", "убрать")
    for prompt in ("слишком простой", "не совпадает"):
        assert f"ПИН, ошибка, {prompt}: " in talk.prompts
    assert "ПИН задан." in talk.joined and "ПИН убран." in talk.lines
    assert "4711" not in talk.text
    assert "pin" not in person.world.vault().doors()


def test_mail_over_a_gateway_of_ones_own(person: Session, ways: Ways) -> None:
    """R145: refused in words, kept once its code was typed, «нет» takes it away."""
    wrong = "mailtos://u:p@example.com"
    talk = in_menu(
        person, "9", "почта", "telegram", wrong, MAIL, "000000", lambda _talk: ways.code, "9", "1", "нет"
    )
    assert talk.prompts.count("Строка почты: ") == 4 and wrong not in talk.text
    assert f"Шлюза такого вида здесь нет. Подходят: mailtos. {EXAMPLE}" in talk.joined
    assert f"Строка шлюза не подходит: нет сервера. {EXAMPLE}" in talk.joined
    assert "Отправляем код." in talk.lines and "Подключено: код дошёл." in talk.joined
    assert "9. Почта и СМС, почта" in talk.lines and "Отключено." in talk.lines
    assert person.opened.secret("gateway.email") is None


def test_a_gateway_that_takes_nothing(person: Session, ways: Ways) -> None:
    """Told, nothing is kept, the menu goes on."""
    ways.down = True
    talk = in_menu(person, "9", "1", MAIL)
    assert after(talk, "Отправляем код.").startswith(" Сообщение не ушло")
    assert talk.prompts[-1] == "Учётная запись: "
    assert person.opened.secret("gateway.email") is None


def test_a_gateway_for_a_contact_that_is_not_there(person: Session) -> None:
    """The reason, and where it is given."""
    person.opened.save_account(replace(person.account, phone=""), person.record("проба"))
    talk = in_menu(person, "9", "смс")
    assert "Сначала укажите телефон или почту: «Телефон и почта»." in talk.lines


def test_when_the_session_closes(person: Session) -> None:
    """B11: seven times to choose from; a number too large is told."""
    talk = in_menu(person, "10", "9", "3 минуты", "ещё")
    assert "Через сколько минут без клавиш закрывать сеанс. 7 вариантов." in talk.lines
    assert "Enter: 10 минут." in talk.lines and "Сеанс закроется через 3 минуты без клавиш." in talk.lines
    assert person.account.idle_minutes == 3


def test_the_session_is_extended(person: Session, hands: Hands) -> None:
    """By a new code whatever the last one's age; a wrong one extends nothing."""
    hands.on(minutes=3)
    talk = in_menu(person, "11", "", "000000", totp_now(SECRET, hands.now()))
    assert "Осталось попыток: 2" in talk.joined and "Сеанс продлён до 18:03." in talk.lines


def test_the_end_of_the_account(person: Session, hands: Hands) -> None:
    """R190: what goes and what stays, a code, the word; anything else deletes nothing."""

    def code(_talk: Ended) -> str:
        return totp_now(SECRET, hands.now())

    talk = in_menu(person, "12", "", code, "не надо")
    assert "Копии, сделанные командой emk backup, остаются" in talk.joined
    assert "Ничего не удалено." in talk.lines
    hands.on(minutes=1)
    with pytest.raises(Fault) as caught:
        held(person.world, [HERE, "12", "", code, "УДАЛИТЬ"], Visit(person))
    assert (caught.value.problem.code, caught.value.exit_code) == ("ACCOUNT_ERASED", 0)
    assert not person.world.has_store()
