"""A new account: five rows, the recovery code, the authenticator; an enrolment that was cut short goes on."""

import pytest

from emk_tui.services.world import World
from emk_tui.widgets.ask_form import AskForm
from emk_tui.widgets.reveal_view import RevealView, SecretLine
from tests.screens.before import enter_pair, fill_account, prove_recovery, shown_code, words
from tests.screens.scene import Scene, play
from tests.services.worlds import LOGIN, PASSWORD, Hands, Post, world_at


def here(stage: Scene) -> str:
    """The key of the row in focus."""
    part = stage.app.face_screen.part
    assert isinstance(part, AskForm)
    return next(key for key, row in part.rows.items() if row is part.current)


def test_an_account_from_the_first_row_to_the_terms(empty: World) -> None:
    """Each question on the screen of what it is about."""

    async def scene(stage: Scene) -> None:
        assert "Новая учётная запись" in stage.text
        text = await fill_account(stage)
        assert "Код восстановления" in text and "Группа 7:" in text and "Группа 2 кода" in text
        text = await prove_recovery(stage)
        assert "otpauth://totp/" in text and "Секрет:" in text and "█▀▀▀▀▀█" in text
        assert "сменяется сам" in await stage.press("f4")
        text = await stage.type(shown_code(text))
        assert "Условия использования" in text

    play(empty, scene)


def test_the_needs_of_a_password_are_live(empty: World) -> None:
    """Six lines in words, each for itself."""

    async def scene(stage: Scene) -> None:
        await stage.type(f"{LOGIN}\n")
        assert stage.text.count("нужно  ") == 6
        text = await stage.type("Река")
        assert "есть   заглавная буква" in text and "нужно  цифра" in text
        text = await stage.type("1234")
        assert "есть   от 8 знаков" in text and "нужно  без простых рядов и дат" in text
        await stage.press("ctrl+u")
        text = await stage.type("Мост-7-река!")
        assert "нужно  " not in text and "Мост-7-река!" not in text

    play(empty, scene)


def test_short_of_room_what_is_missing_is_a_sentence(empty: World) -> None:
    """40 by 12: still live."""

    async def scene(stage: Scene) -> None:
        await stage.type(f"{LOGIN}\n")
        assert "Есть 0 из 6." in stage.text
        assert "Пароль годится." in await stage.type(PASSWORD)

    play(empty, scene, size=(40, 12))


def test_a_password_that_holds_the_login_is_told_when_left(empty: World) -> None:
    """R30: at its row, before anything is sent; mended, it is told no more."""

    async def scene(stage: Scene) -> None:
        told = "ошибка, в пароле логин"
        await stage.type(f"{LOGIN}\n")
        assert told not in words(await stage.type(f"{LOGIN.capitalize()}-7-Река!"))
        assert told in words(await stage.press("enter")) and here(stage) == "account.password.again"
        part = stage.app.face_screen.part
        assert isinstance(part, AskForm)
        row = part.rows["account.password"]
        assert row.input.live.problem is not None and row.input.live.problem.code == "PASSWORD_LOGIN"
        assert "В пароле есть логин, его легко подобрать." in words(await stage.press("up"))
        await stage.press("ctrl+u")
        await stage.type(f"{PASSWORD}\n")
        assert row.input.live.problem is None

    play(empty, scene)


def test_passwords_that_differ_are_typed_anew(empty: World) -> None:
    """What is no secret stays."""

    async def scene(stage: Scene) -> None:
        text = await fill_account(stage, again="другой")
        assert "не совпа" in text and here(stage) == "account.password"
        part = stage.app.face_screen.part
        assert isinstance(part, AskForm)
        assert part.texts["account.password"] == part.texts["account.password.again"] == ""
        assert part.texts["account.phone"] == "+7 916 123-45-67"
        text = await stage.type(f"{PASSWORD}\n{PASSWORD}\n\n\n")
        assert "Код восстановления" in text

    play(empty, scene)


def test_an_earlier_row_may_be_changed_after_a_problem(empty: World) -> None:
    """A wrong e-mail is told last; the login that stands there then is the one that is taken."""

    async def scene(stage: Scene) -> None:
        text = await fill_account(stage, email="a@b")
        assert here(stage) == "account.email" and "ошибка" in text
        await stage.press("ctrl+u", "up", "up", "up", "up", "ctrl+u")
        text = await stage.type("petrova\n\n\n\nнет\n")
        assert "Код восстановления" in text
        await prove_recovery(stage)
        assert "EMK:petrova" in stage.text.replace("\n", "")

    play(empty, scene)


def test_a_wrong_group_is_told(empty: World) -> None:
    """The code stays on the screen, it cannot be selected, no picture is made of it, there is no way back."""

    async def scene(stage: Scene) -> None:
        await fill_account(stage)
        text = await stage.type("XXXXX\n")
        assert "Группа 2 не совпала" in text and "Группа 1:" in text and "F7" not in text
        screen = stage.app.face_screen
        assert not any(one.allow_select for one in screen.query(SecretLine))
        assert len(screen.query(SecretLine)) > 7
        assert not screen.can("snapshot")

    play(empty, scene)


@pytest.mark.parametrize(("size", "beside"), [((80, 24), True), ((120, 40), True), ((40, 12), False)])
def test_the_qr_stands_where_there_is_room(empty: World, size: tuple[int, int], beside: bool) -> None:
    """Beside the text whole, or below it on a key."""

    async def scene(stage: Scene) -> None:
        await fill_account(stage)
        view = stage.app.face_screen.query_one(RevealView)
        for number in (2, 7):
            await stage.type(view.ask.lines[number - 1].partition(": ")[2] + "\n")
        view = stage.app.face_screen.query_one(RevealView)
        lines = [line.strip() for line in view.picture.split("\n")]
        assert all(line in stage.text for line in lines) is beside
        if not beside:
            assert "█▀▀▀▀▀█" not in stage.text
            await stage.press(*["pagedown"] * 6)
            await stage.until("█▀▀▀▀▀█")
        assert "Код" in stage.text

    play(empty, scene, size=size)


def test_what_was_revealed_does_not_wait_in_memory(empty: World) -> None:
    """Once another screen is shown."""

    async def scene(stage: Scene) -> None:
        await fill_account(stage)
        await prove_recovery(stage)
        await stage.type(shown_code(stage.text))
        await stage.until("Условия использования")
        assert not stage.app.get_screen("reveal").query(RevealView)

    play(empty, scene)


def test_a_cut_enrolment_goes_on_after_sign_in(empty: World, hands: Hands, post: Post) -> None:
    """The program ends at the recovery code; a new one is shown, then the authenticator, no other code."""

    async def first(stage: Scene) -> None:
        await fill_account(stage)
        await stage.press("f10")

    async def again(stage: Scene) -> None:
        text = await enter_pair(stage)
        assert "Вот новый, вместо прежнего." in words(text) and "Группа 2 кода" in text
        text = await prove_recovery(stage)
        assert "otpauth://" in text and "Нужно привязать приложение для кодов." in words(text)
        assert "Прежнюю запись" not in words(text), "none was ever bound"
        assert "Условия использования" in await stage.type(shown_code(text))

    play(empty, first)
    play(world_at(empty.folder, hands, post), again)
