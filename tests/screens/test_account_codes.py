"""What is shown once in «Учётная запись»: authenticator, backup and recovery codes; then gone (R193, K41)."""

import re

import pytest

from emk_tui.ports import Fault
from emk_tui.screens.before import RevealScreen
from emk_tui.services.codes import read_backup_code
from emk_tui.services.session import Session
from emk_tui.widgets.reveal_view import RevealView, SecretLine
from tests.screens.account import MENU, SIZES, choose, in_menu
from tests.screens.before import shown_code, words
from tests.screens.scene import Scene
from tests.services.worlds import SECRET, Hands


def test_the_authenticator(holder: Session) -> None:
    """R193: a wrong code binds nothing, F7 leaves the former one; the right one binds, the secret is gone."""

    async def scene(stage: Scene) -> None:
        text = await choose(stage, "authenticator")
        assert "Прежняя запись в приложении действует" in text and "otpauth" in text
        assert "не подходит" in await stage.type("000000")
        assert MENU in await stage.press("f7")
        assert forgotten(stage) and holder.account.totp_secret == SECRET
        await choose(stage, "authenticator")
        assert "Приложение привязано." in words(await stage.type(shown_code(stage.text)))
        assert forgotten(stage)

    in_menu(holder, scene)
    assert holder.account.totp_secret != SECRET and holder.account.totp_confirmed


def forgotten(stage: Scene) -> bool:
    """Is nothing of what was shown once kept in a screen that may come back."""
    screens = [*stage.app.screen_stack, *stage.app._installed_screens.values()]
    shown = [one for one in screens if isinstance(one, RevealScreen)]
    assert shown, "it was there"
    lines = [line for one in shown for line in one.query(SecretLine)]
    return not any(one.query(RevealView) for one in shown) and not any(str(line.content) for line in lines)


@pytest.mark.parametrize("size", SIZES)
def test_backup_codes(holder: Session, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten, shown once; one is typed back, seen as it is typed; left before that they are worth nothing."""
    codes = tuple(f"7K2M-9QX{number}" for number in range(10))
    monkeypatch.setattr("emk_tui.services.flows.account_codes.made", lambda: codes)

    async def scene(stage: Scene) -> None:
        text = await choose(stage, "backup")
        assert "Запасные коды. Запишите на бумаге" in text and "F7 назад" in text
        assert "Снимок" not in await stage.press("f12")
        text = words(await stage.type("7K2M\n"))
        assert "Код 10 не совпал." in text or size[1] == 12
        assert MENU in await stage.press("f7")
        assert forgotten(stage) and holder.opened.backup_codes_left() == 0
        await choose(stage, "backup")
        await stage.type(codes[9].lower().replace("-", " "))
        assert "7k2m 9qx9" in stage.text and "••" not in stage.text
        assert "Запасные коды действуют: 10." in words(await stage.press("enter"))
        assert not [one for one in codes if one in stage.text] and forgotten(stage)

    in_menu(holder, scene, size)
    assert holder.opened.backup_codes_left() == 10
    assert holder.opened.use_backup_code(read_backup_code(codes[0]), holder.record("проба"))


def test_backup_codes_anew(holder: Session) -> None:
    """The former ones are worth nothing then: asked first, «нет» keeps them."""
    holder.opened.set_backup_codes(["7K2M9QX0"], holder.record("проба"))

    async def scene(stage: Scene) -> None:
        assert "Прежние 1 перестанут действовать." in await choose(stage, "backup")
        assert "осталось 1" in await stage.press("н")

    in_menu(holder, scene)


def test_the_recovery_code(holder: Session) -> None:
    """K41: in force once two groups were typed back, the former one is worth nothing then; gone from here."""
    former = holder.world.vault().draw_recovery()
    holder.world.vault().set_recovery(holder.opened, former)
    seen: list[str] = []

    async def scene(stage: Scene) -> None:
        text = await choose(stage, "recovery")
        assert "Код восстановления. Запишите на бумаге" in text and "F7 назад" in text
        groups = dict(re.findall(r"Группа (\d): (\w+)", stage.text))
        assert "ошибка" in await stage.type("AAAAA\n")
        assert "Группа 2 кода" in stage.text
        await stage.press("ctrl+u")
        await stage.type(groups["2"] + "\n")
        text = words(await stage.type(groups["7"] + "\n"))
        assert "Код записан верно и действует, прежний больше нет." in text and MENU in text
        assert not [one for one in groups.values() if one in text] and forgotten(stage)
        seen.append("-".join(groups.values()))

    in_menu(holder, scene)
    holder.store.close()
    holder.world.vault().open_with_recovery(seen[0]).close()
    with pytest.raises(Fault):
        holder.world.vault().open_with_recovery(former)


def test_a_recovery_code_left_unproven(holder: Session) -> None:
    """F7 leads to this menu; the former one opens the data, the next sign-in asks for nothing."""
    former = holder.world.vault().draw_recovery()
    holder.world.vault().set_recovery(holder.opened, former)

    async def scene(stage: Scene) -> None:
        text = await choose(stage, "recovery")
        assert "Группа 2 кода" in text
        found = re.search(r"Группа 2: (\w+)", stage.text)
        assert found and "Группа 7 кода" in words(await stage.type(f"{found[1]}\n"))
        assert MENU in await stage.press("f7")
        assert forgotten(stage)

    in_menu(holder, scene)
    assert holder.account.recovery_confirmed
    holder.store.close()
    holder.world.vault().open_with_recovery(former).close()


def test_a_backup_code_is_copied_from_paper(holder: Session, hands: Hands) -> None:
    """Its capitals are its own: no hint at Caps Lock; back from it is the code of the application (R193)."""
    holder.opened.set_backup_codes(["7K2M9QX0"], holder.record("проба"))

    async def scene(stage: Scene) -> None:
        hands.on(minutes=6)
        await choose(stage, "password")
        await stage.press("1", "enter")
        await stage.press("f4")
        assert "▌Запасной код" in await stage.press("2", "enter")
        await stage.type("7K2MQRST")
        assert "Caps" not in stage.text and "••••••••" in stage.text
        assert "Код из приложения." in await stage.press("f7")
        await stage.press("f4")
        await stage.press("2", "enter")
        assert "▌Новый пароль" in await stage.type("7K2M9QX0\n")
        assert "Caps" in words(await stage.type("МОСТ"))

    in_menu(holder, scene)
    (proven,) = [one for one in holder.store.journal() if one.action == "второй фактор подтверждён"][-1:]
    assert proven.subject == "сменить пароль, запасной код"
