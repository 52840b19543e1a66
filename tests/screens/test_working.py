"""Esc and F7 while something is done that nobody can stop: dropped, what it tells is read (R197)."""

import asyncio

import pytest
from textual import events

from emk_tui.services.session import Session
from emk_tui.store.vault import FileVault
from tests.screens.account import MENU, choose, hidden, in_menu
from tests.screens.scene import Scene

ANOTHER = "Мост-7-река!"


async def changed(stage: Scene, monkeypatch: pytest.MonkeyPatch, *keys: str) -> str:
    """The password is changed, these keys are typed while its key is being written; then the screen."""
    change, taken, loop = FileVault.change_password, list[str](), asyncio.get_running_loop()

    async def typed(key: str) -> None:
        await stage.app.queue.take(events.Key(key, key if len(key) == 1 else None))
        taken.append(key)

    def slow(*given: object) -> None:
        for key in keys:
            asyncio.run_coroutine_threadsafe(typed(key), loop).result()
        change(*given)  # type: ignore[arg-type]

    await choose(stage, "password")
    await hidden(stage, ANOTHER)
    with monkeypatch.context() as patched:
        patched.setattr(FileVault, "change_password", slow)
        text = await hidden(stage, ANOTHER)
    assert taken == list(keys)
    return text


@pytest.mark.parametrize("keys", [("escape",), ("f7",), ("escape", "f7", "escape")])
def test_back_is_dropped(holder: Session, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]) -> None:
    """What came of it is told in «Учётная запись», which is not left."""

    async def scene(stage: Scene) -> None:
        text = await changed(stage, monkeypatch, *keys)
        assert "Пароль сменён." in text and f"> {MENU}" in text

    in_menu(holder, scene)


def test_other_keys_wait_for_the_question(holder: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only «назад» is dropped."""

    async def scene(stage: Scene) -> None:
        assert "▌Контактный телефон" in await changed(stage, monkeypatch, "escape", "3", "enter")

    in_menu(holder, scene)


def test_back_counts_again_at_the_next_question(holder: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """One level up, the menu."""

    async def scene(stage: Scene) -> None:
        await changed(stage, monkeypatch, "escape")
        assert "> 1. Создать карту" in await stage.press("escape")

    in_menu(holder, scene)
