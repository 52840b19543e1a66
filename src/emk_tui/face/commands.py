"""Every key of the full screen in one table: bindings, footer, palette and help are made of it."""

from dataclasses import dataclass

from emk_tui.i18n import _l


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a key does; `keys` are its own and the second one, for terminals that keep the first."""

    id: str
    keys: tuple[str, ...]
    caption: str
    """Word in the footer; empty: not shown there."""
    title: str
    """What the palette and the help say."""


COMMANDS: tuple[Command, ...] = (
    Command("next", ("f3", "ctrl+n"), _l("дальше"), _l("Дальше: закончить этот шаг")),
    Command("back", ("f7", "escape"), _l("назад"), _l("Назад, введённое остаётся")),
    Command("problem", ("f8", "ctrl+f"), _l("ошибка"), _l("К следующей ошибке")),
    Command("goto", ("f2", "ctrl+g"), _l("куда"), _l("Куда перейти: все шаги")),
    Command("fix", ("f4", "ctrl+r"), _l("замена"), _l("Принять предложенную замену")),
    Command("help", ("f6", "f1"), _l("справка"), _l("Справка по этому полю и клавишам")),
    Command("lines", ("f9", "ctrl+l"), _l("строки"), _l("Перейти к строкам для речи и брайля")),
    Command("menu", ("f5", "ctrl+p"), _l("меню"), _l("Меню: всё, что можно сделать")),
    Command("snapshot", ("f12", "ctrl+s"), "", _l("Сохранить снимок экрана")),
    Command("look", ("f11", "ctrl+t"), "", _l("Сменить вид: тёмный, светлый, контрастный")),
    Command("lock", ("ctrl+o", "ctrl+b"), "", _l("Закрыть на время: продолжить по паролю")),
    Command("quit", ("f10", "ctrl+q"), _l("выход"), _l("Выйти, введённое сохранено")),
)

BY_ID = {command.id: command for command in COMMANDS}


def key_name(key: str) -> str:
    """A key as it is printed: «F7», «Ctrl+P», «Esc»."""
    names = {"escape": "Esc", "enter": "Enter", "space": "Пробел"}
    return names.get(key) or "+".join(part.capitalize() for part in key.split("+"))
