"""«Учётная запись» on the screen: every item done and refused; no secret is ever painted (R190–R197)."""

from dataclasses import replace

import pytest

from emk_tui.ports import Fault
from emk_tui.services.codes import totp_now
from emk_tui.services.flows.account import CHANGES
from emk_tui.services.session import Session
from emk_tui.widgets.field_input import FieldInput
from tests.screens.account import MENU, SIZES, choose, hidden, in_menu
from tests.screens.before import words
from tests.screens.scene import Scene
from tests.services.ways import MAIL, Ways
from tests.services.worlds import LOGIN, PASSWORD, SECRET, Hands, Post

OTHER = "mailtos://u:p@example.com"
ANOTHER, THIRD, PIN = "Мост-7-река!", "Лес-5-озеро?", "4711"


def opens(holder: Session, login: str, password: str) -> bool:
    """Does this pair open the store now; its own session is closed for that."""
    holder.store.close()
    try:
        holder.world.vault().open(login, password).close()
    except Fault:
        return False
    return True


@pytest.mark.parametrize("size", SIZES)
def test_every_item_stands_there_with_its_state(holder: Session, size: tuple[int, int]) -> None:
    """Down through the whole list, back by its last line and by F7."""

    async def scene(stage: Scene) -> None:
        await stage.press("home")
        for number, (title, _change) in enumerate(CHANGES.values(), 1):
            assert f"> {number}. {title}" in words(stage.text)
            await stage.press("down")
        assert f"> {MENU}" in stage.text
        assert "Моё здоровье" in await stage.press("enter")
        await stage.type("учёт\n")
        assert "> 1. Создать карту" in await stage.press("f7")

    in_menu(holder, scene, size)


def test_numbers_of_two_digits(holder: Session) -> None:
    """A digit that makes the number too large begins a new one, so does any other key."""

    async def scene(stage: Scene) -> None:
        for typed, line in (("1", 1), ("3", 13), ("1", 1), ("0", 10), ("9", 9)):
            assert f"> {line}. " in await stage.type(typed)
        await stage.press("home")
        await stage.press("1", "down")
        assert "> 2. " in await stage.type("2")

    in_menu(holder, scene)


def test_the_code_is_asked_where_its_time_is_over(holder: Session, hands: Hands) -> None:
    """K27: after five minutes, by any channel; F7 is the choice of the way, then this menu."""

    async def scene(stage: Scene) -> None:
        hands.on(minutes=6)
        assert "Откуда взять код" in await choose(stage, "password")
        text = await stage.press("1", "enter")
        assert "Подтверждение: сменить пароль." in text and LOGIN not in text
        assert "не подходит" in await stage.type("000000")
        assert "Откуда взять код" in await stage.press("f7")
        assert MENU in await stage.press("f7")
        await choose(stage, "password")
        await stage.press("1", "enter")
        assert "▌Новый пароль" in await stage.type(totp_now(SECRET, hands.now()))

    in_menu(holder, scene)
    assert opens(holder, LOGIN, PASSWORD)


def test_the_password(holder: Session) -> None:
    """R197: by the rules, typed twice; neither is seen."""

    async def scene(stage: Scene) -> None:
        assert "▌Новый пароль" in await choose(stage, "password")
        assert "нужна заглавная" in await hidden(stage, "короткий")
        assert "▌Пароль ещё раз" in await hidden(stage, ANOTHER)
        assert "Пароли не совпали." in await hidden(stage, "Другой-8-мост!")
        await hidden(stage, ANOTHER)
        assert "Пароль сменён." in await hidden(stage, ANOTHER) and MENU in stage.text

    in_menu(holder, scene)
    assert opens(holder, LOGIN, ANOTHER)


def test_the_login(holder: Session) -> None:
    """R196: latin letters; with it the password is set."""

    async def scene(stage: Scene) -> None:
        assert "▌Логин" in await choose(stage, "login")
        text = await stage.type("жанна\n")
        assert "ошибка" in text and "жанна" in text
        await stage.press("ctrl+u")
        assert "задайте и пароль, можно прежний" in words(await stage.type("petrova\n"))
        await hidden(stage, THIRD)
        assert "Логин и пароль сменены." in await hidden(stage, THIRD)

    in_menu(holder, scene)
    assert opens(holder, "petrova", THIRD)


def test_contacts(holder: Session, post: Post, ways: Ways) -> None:
    """R192: what is there can be typed over, a wrong number is told, F7 saves nothing; no e-mail is «нет»."""

    async def scene(stage: Scene) -> None:
        assert "▌Контактный телефон" in await choose(stage, "contacts")
        assert "+79161234567" in stage.text
        await stage.press("ctrl+u")
        text = await stage.type("8 916 000\n")
        assert "Не хватает цифр номера" in text and "8 916 000" in text
        await stage.press("ctrl+u")
        assert "▌Электронная" in await stage.type("+7 921 765-43-21\n")
        await stage.press("f7")
        assert holder.account.phone == "+79161234567" and MENU in stage.text
        await choose(stage, "contacts")
        await stage.press("ctrl+u")
        await stage.type("+7 921 765-43-21\n")
        await stage.press("ctrl+u")
        await stage.type("нет\n")
        while "Контакты сохранены" not in words(stage.text):
            await stage.type(post.code)
        text = words(stage.text)
        assert "+7 ••• ••• 43-21, почты нет." in text and "765" not in text

    in_menu(holder, scene)
    assert (holder.account.phone, holder.account.email) == ("+79217654321", "")
    assert ways.codes == []


def test_the_key_in_the_system(holder: Session) -> None:
    """Told what it means; «нет» leaves it, «да» puts it there, then takes it away."""

    async def scene(stage: Scene) -> None:
        text = await choose(stage, "keyring")
        assert "Его прочтёт и тот, кто войдёт в систему под вами." in text
        assert "Ключ в системе, нет" in words(await stage.press("н"))
        await choose(stage, "keyring")
        text = words(await stage.press("д"))
        assert "Ключ добавлен." in text and "Ключ в системе, есть" in text
        assert "Убрать ключ из системы?" in await choose(stage, "keyring")
        assert "Ключ убран." in await stage.press("д")

    in_menu(holder, scene)
    assert "keyring" not in holder.world.vault().doors()


def test_a_system_without_a_key_store(session: Session) -> None:
    """The refusal in words, the menu goes on."""

    async def scene(stage: Scene) -> None:
        await choose(stage, "keyring")
        text = words(await stage.press("д"))
        assert "Ошибка: " in text and "Ключ в системе, нет" in text and MENU in text

    in_menu(session, scene)


def test_the_pin(holder: Session) -> None:
    """R19: simple ones are refused, it is typed twice; then a new one, none, or as it is."""

    async def scene(stage: Scene) -> None:
        assert "▌ПИН" in await choose(stage, "pin")
        assert "ПИН состоит из цифр" in words(await stage.type("12a\n"))
        assert "слишком простой" in await stage.type("1234\n")
        assert "▌ПИН ещё раз" in await hidden(stage, PIN)
        assert "ПИН и повтор не совпали." in await hidden(stage, "4712")
        await hidden(stage, PIN)
        assert "ПИН задан." in await hidden(stage, PIN)
        assert "> 3. оставить" in await choose(stage, "pin")
        assert "закрытого сеанса, есть" in words(await stage.press("enter"))
        await choose(stage, "pin")
        assert "ПИН убран." in words(await stage.press("2", "enter"))

    in_menu(holder, scene)
    assert "pin" not in holder.world.vault().doors()


def test_mail_over_a_gateway_of_ones_own(holder: Session, ways: Ways) -> None:
    """R145: a line is refused in words, never seen, kept once its code was typed; «нет» takes it away."""

    async def scene(stage: Scene) -> None:
        text = await choose(stage, "gateways")
        assert "Подключённый сервис увидит ваш адрес" in text
        await stage.press("1", "enter")
        assert "Шлюза такого вида здесь нет. Подходят: mailtos. Пример: " in await hidden(stage, "telegram")
        assert "Строка шлюза не подходит: нет сервера. Пример: " in await hidden(stage, OTHER)
        assert MAIL in words(stage.text), "these gateways show as an example what they take"
        assert "••••" in await stage.type(MAIL)
        text = words(await stage.press("enter"))
        assert "Подтверждение: проверка подключения." in text and MAIL not in text
        assert "не подходит" in await stage.type("000000")
        text = words(await stage.type(ways.code))
        assert "Подключено: код дошёл." in text and "Почта и СМС, почта" in text
        await choose(stage, "gateways")
        await stage.press("1", "enter")
        assert "Отключено." in words(await stage.type("нет\n"))

    in_menu(holder, scene)
    assert holder.opened.secret("gateway.email") is None


def test_a_gateway_that_takes_nothing(holder: Session, ways: Ways) -> None:
    """Told, nothing is kept, the menu goes on."""
    ways.down = True

    async def scene(stage: Scene) -> None:
        await choose(stage, "gateways")
        await stage.press("1", "enter")
        text = await hidden(stage, MAIL)
        assert "Ошибка: " in text and "Почта и СМС, не подключены" in text

    in_menu(holder, scene)
    assert holder.opened.secret("gateway.email") is None


def test_a_gateway_for_a_contact_that_is_not_there(holder: Session) -> None:
    """The reason, and where it is given."""
    without = replace(holder.account, phone="", phone_confirmed=False)
    holder.opened.save_account(without, holder.record("проба"))

    async def scene(stage: Scene) -> None:
        await choose(stage, "gateways")
        text = words(await stage.press("2", "enter"))
        assert "Сначала укажите телефон или почту" in text and MENU in text

    in_menu(holder, scene)


def test_when_the_session_closes(holder: Session) -> None:
    """B11: what is chosen stands in the menu; F7 leaves it."""

    async def scene(stage: Scene) -> None:
        assert "> 4. 10 минут" in await choose(stage, "idle")
        assert MENU in await stage.press("f7")
        await choose(stage, "idle")
        assert "Когда закрывать сеанс, 3 минуты" in words(await stage.press("2", "enter"))

    in_menu(holder, scene)
    assert holder.account.idle_minutes == 3


def test_the_session_is_extended(holder: Session, hands: Hands) -> None:
    """By a new code whatever the last one's age; a wrong one extends nothing."""

    async def scene(stage: Scene) -> None:
        hands.on(minutes=3)
        assert "Откуда взять код" in await choose(stage, "extend")
        assert "продление сеанса" in await stage.press("1", "enter")
        assert "не подходит" in await stage.type("000000")
        assert "Сеанс продлён до 18:03." in words(await stage.type(totp_now(SECRET, hands.now())))

    in_menu(holder, scene)


def test_the_end_of_the_account(holder: Session, hands: Hands) -> None:
    """R190: what goes and what stays, a code, the word; anything else deletes nothing."""

    async def ask(stage: Scene) -> None:
        text = await choose(stage, "erase")
        while "Откуда взять код" not in text:
            assert "Копии, сделанные командой emk backup, остаются" in text
            text = words(await stage.press("enter"))
        hands.on(minutes=1)
        await stage.press("1", "enter")
        assert "▌Слово «удалить»" in await stage.type(totp_now(SECRET, hands.now()))

    async def scene(stage: Scene) -> None:
        await ask(stage)
        assert "Ничего не удалено." in await stage.type("не надо\n")
        await ask(stage)
        await stage.type("УДАЛИТЬ\n")

    with pytest.raises(Fault) as caught:
        in_menu(holder, scene)
    assert (caught.value.problem.code, caught.value.exit_code) == ("ACCOUNT_ERASED", 0)
    assert not holder.world.has_store()


def test_no_secret_is_left_in_a_row(holder: Session) -> None:
    """After every item that asks one: no row of any screen holds it."""

    async def scene(stage: Scene) -> None:
        await choose(stage, "password")
        await hidden(stage, ANOTHER)
        await hidden(stage, ANOTHER)
        await choose(stage, "pin")
        await hidden(stage, PIN)
        await hidden(stage, PIN)
        rows = [row for screen in stage.app.screen_stack for row in screen.query(FieldInput)]
        assert not [row for row in rows if row.value in (ANOTHER, PIN)]

    in_menu(holder, scene)
    assert "pin" in holder.world.vault().doors()
