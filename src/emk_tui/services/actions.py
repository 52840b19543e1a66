"""Everything a person can do outside the steps: one table for menus, palette, commands and aliases (K7)."""

from collections.abc import Callable
from dataclasses import dataclass

from emk_tui.i18n import _, _l
from emk_tui.services.session import Session

WIZARD, SHOW, PAPER, JOURNAL, OUTBOX, LEAVE = "wizard", "show", "paper", "journal", "outbox", "leave"
IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: `offered` says whether it makes sense now."""

    id: str
    title: str
    aliases: tuple[str, ...]
    offered: Callable[[Session], bool]


def _has_card(session: Session) -> bool:
    return session.store.card() is not None


def _no_card(session: Session) -> bool:
    return not _has_card(session)


def _always(session: Session) -> bool:
    return True


HOME_NAMES = (
    _l("Моё здоровье"),
    _l("Мои услуги"),
    _l("Электронные медицинские карты"),
    _l("Электронные медицинские услуги"),
    _l("Электронная медицинская карта"),
)
"""Names of the seed for the one place where the card is made and kept (K7)."""

ACTIONS: tuple[Action, ...] = (
    Action(WIZARD, _l("Создать карту"), (_l("Создать электронную медицинскую карту"), *HOME_NAMES), _no_card),
    Action(SHOW, _l("Показать карту"), (_l("Мои заявки"), *HOME_NAMES), _has_card),
    Action(PAPER, _l("Сохранить подтверждение PDF"), (_l("Мои медицинские документы"),), _has_card),
    Action(OUTBOX, _l("Уведомления"), (), _has_card),
    Action(IDENTITY, _l("Подтверждение личности"), (), _always),
    Action(JOURNAL, _l("Журнал операций"), (), _always),
    Action(LEAVE, _l("Выйти"), (_l("стоп"),), _always),
)


def offered(session: Session) -> tuple[Action, ...]:
    """What can be done now, most likely first."""
    return tuple(action for action in ACTIONS if action.offered(session))


def title_of(action: Action, session: Session) -> str:
    """«Создать карту», or «Продолжить с шага N» where a draft is begun (R38)."""
    if action.id == WIZARD and any(session.draft.touched(key) for key in ("personal", "clinic", "policy")):
        begun = session.wizard.step
        if begun.number > 1 or session.draft.raw("personal.surname"):
            return _("Продолжить с шага {n}").format(n=begun.number)
    return _(action.title)
