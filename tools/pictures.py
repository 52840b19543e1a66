"""Pictures for README and docs: the real program on the demonstration world, at one fixed moment.

`make pictures` writes them; a test makes them anew and compares. Nothing of this machine is in them.
"""

import os
import re
import tempfile
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from emk_tui.cli.demo import at_step
from emk_tui.demo import SettableClock, demo_world
from emk_tui.face.environ import prepare
from emk_tui.services.world import World

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
MOMENT = datetime(2026, 3, 2, 10, 0)
"""Monday, without a zone: ten o'clock wherever it is run."""
MAKER = re.compile(r"\s*<!--.*?-->")
"""Who drew it, with an address."""


class Still(SettableClock):
    """The moment does not go on, however slow the machine is."""

    def now(self) -> datetime:
        """Always the same."""
        return MOMENT.astimezone()


class Picture(NamedTuple):
    """What is shown: a step, what is typed there, keys after it, words to wait for, how it looks."""

    name: str
    step: str
    sees: str
    typed: str = ""
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (80, 24)
    look: str = "emk-dark"


WRONG = "Иванова\nМария\nПетровна\n14.05.1985\nж\n112-233-445 96"
"""The control number of the СНИЛС does not fit."""
TIMES = ("down", "enter", "enter", "enter", "right", "down", "down", "down")
"""The cardiologist, «Просмотр расписания», the nearest doctor, a free time."""
PICTURES = (
    Picture("personal", "personal", "не сходится", WRONG),
    Picture("personal-wide", "personal", "не сходится", WRONG, size=(120, 40)),
    Picture("booking", "booking", "свободно", keys=TIMES),
    Picture("review", "review", "Сверено 3", keys=("space",) * 3),
    Picture("clinic-light", "clinic", "Тихий двор", "поликл", look="emk-light"),
    Picture("policy-contrast", "policy", "старой формы", "12345678901", look="emk-contrast"),
)


def drawn(picture: Picture) -> str:
    """The SVG of one picture."""
    # Textual is imported here, after its variables were dropped
    from textual.events import Key

    from emk_tui.face.picture import screen_svg
    from tests.screens.scene import Scene, play

    made: list[str] = []

    async def scene(stage: Scene) -> None:
        for char in picture.typed:
            stage.app.post_message(Key("enter", "\r") if char == "\n" else Key(char, char))
        await stage.settle()
        await stage.press(*picture.keys)
        await stage.until(picture.sees)
        made.append(MAKER.sub("", screen_svg(stage.app, "ЭМК")))

    with tempfile.TemporaryDirectory() as folder:
        begin = partial(at_step, key=picture.step)
        play(_world(Path(folder)), scene, begin=begin, size=picture.size, look=picture.look)
    return made[0]


def _world(folder: Path) -> World:
    return replace(demo_world(folder, MOMENT), clock=Still())


def main() -> None:
    """Write every picture anew and take away what is none of them."""
    prepare(os.environ)
    os.environ.pop("NO_COLOR", None)
    FOLDER.mkdir(exist_ok=True)
    for picture in PICTURES:
        path = FOLDER / f"{picture.name}.svg"
        path.write_bytes(drawn(picture).encode())
        print(f"{path.relative_to(FOLDER.parent.parent)}: {path.stat().st_size // 1024} КБ")
    for path in FOLDER.glob("*.svg"):
        if path.stem not in [picture.name for picture in PICTURES]:
            path.unlink()


if __name__ == "__main__":
    main()
