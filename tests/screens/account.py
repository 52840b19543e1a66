"""«Учётная запись» in scenes."""

from emk_tui.app import EmkApp
from emk_tui.services.flows.account import CHANGES
from emk_tui.services.session import Session
from emk_tui.services.visit import Visit
from tests.screens.before import words
from tests.screens.scene import Play, Scene, play

MENU = "13. Назад в меню"
SIZES = [(40, 12), (80, 24), (120, 40)]


def in_menu(holder: Session, scene: Play, size: tuple[int, int] = (80, 24)) -> EmkApp:
    """The program at «Учётная запись»."""

    async def there(stage: Scene) -> None:
        assert f"> {MENU}" in await stage.type("учёт\n")
        await scene(stage)

    return play(holder.world, there, visit=Visit(holder), size=size)


async def choose(stage: Scene, key: str) -> str:
    """An item by its number, two digits as well."""
    number = list(CHANGES).index(key) + 1
    await stage.type(str(number))
    assert f"> {number}. " in stage.text
    return words(await stage.press("enter"))


async def hidden(stage: Scene, secret: str) -> str:
    """Type a secret: dots only, before Enter and after it."""
    await stage.type(secret)
    assert "••••" in stage.text and secret not in stage.text
    text = words(await stage.press("enter"))
    assert secret not in text
    return text
