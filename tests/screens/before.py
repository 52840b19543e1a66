"""What a person does before the wizard, for scenes."""

import re
from pathlib import Path

from textual import events
from textual.widget import Widget

from emk_tui.services.codes import totp_now
from tests.screens.scene import Scene
from tests.services.worlds import LOGIN, PASSWORD, SECRET, Hands

FILES = Path(__file__).parents[2] / "examples" / "files"
IDENTITY = {
    "surname": "Иванова", "birth_date": "05.03.1980", "passport_issued_on": "10.03.2025",
    "passport_file": str(FILES / "pasport.pdf"), "snils_surname": "Иванова",
    "snils_file": str(FILES / "snils.pdf"), "surname_changed": "нет",
}  # fmt: skip
"""Row → a right answer, in the order of the form."""


async def click(stage: Scene, widget: Widget, row: int, column: int = 3) -> str:
    """A click on a line of a widget, then the screen."""
    assert await stage.pilot.click(widget, offset=(column, row))
    await stage.settle()
    return stage.text


async def enter_pair(stage: Scene, login: str = LOGIN, password: str = PASSWORD) -> str:
    """Login and password through to the question about the code."""
    return await stage.type(f"{login}\n{password}\n")


async def sign_in(stage: Scene, hands: Hands) -> str:
    """All of it, by the application."""
    await enter_pair(stage)
    await stage.press("enter")
    return await stage.type(totp_now(SECRET, hands.now()))


async def fill_account(stage: Scene, *, again: str = PASSWORD, email: str = "нет") -> str:
    """The five rows of a new account."""
    return await stage.type(f"{LOGIN}\n{PASSWORD}\n{again}\n+7 916 123-45-67\n{email}\n")


async def prove_recovery(stage: Scene) -> str:
    """Both groups as they stand on the screen."""
    for number in ("2", "7"):
        found = re.search(rf"Группа {number}: (\w+)", stage.text)
        assert found, stage.text
        await stage.type(f"{found[1]}\n")
    return stage.text


def shown_code(text: str) -> str:
    """The code of the demonstration."""
    found = re.search(r"Для показа: (\d{6})", text)
    assert found, text
    return found[1]


async def fill_identity(stage: Scene, **changed: str) -> str:
    """Every row of the confirmation of identity, some of them otherwise; paths are pasted."""
    for raw in {**IDENTITY, **changed}.values():
        if len(raw) > 20:
            stage.app.post_message(events.Paste(raw))
            await stage.settle()
            await stage.press("enter")
        else:
            await stage.type(f"{raw}\n")
    return stage.text


def words(text: str) -> str:
    """What stands on the screen without the panes beside it and where lines end."""
    panes = (line.split("│") for line in text.splitlines())
    return " ".join(" ".join(pane[1 if len(pane) > 1 else 0] for pane in panes).split())
