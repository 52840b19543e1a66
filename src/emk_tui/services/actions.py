"""Everything a person can do outside the steps: one table for menus, palette, commands and aliases (K7)."""

from collections.abc import Callable
from dataclasses import dataclass

from emk_tui.i18n import _, _l
from emk_tui.services.rights import Right
from emk_tui.services.session import Session

WIZARD, SHOW, PAPER, JOURNAL, OUTBOX, LEAVE = "wizard", "show", "paper", "journal", "outbox", "leave"
IDENTITY, ACCOUNT, LOCK, SUPPORT = "identity", "account", "lock", "support"
BOOKING, COPY, PURPOSES, WITHDRAW, SIGN = "booking", "copy", "purposes", "withdraw", "sign"
RESULTS, EXTRACTS, ACCESS, INSURER = "results", "extracts", "access", "insurer"
DOCUMENTS, REQUEST, INCOMING, PRINT = "documents", "request", "incoming", "print"
ENDS = (WIZARD, LEAVE, LOCK)
"""Actions that leave the menu."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: `offered` says whether it makes sense now; else its state and why not, in words."""

    id: str
    title: str
    aliases: tuple[str, ...]
    offered: Callable[[Session], bool]
    word: str = _l("после создания карты")
    why: str = _l("Это появится, когда карта будет создана.")
    right: Right | None = None
    """What it needs by the table of rights; what stands against it is told when it is chosen (R1, R16)."""


def _has_card(session: Session) -> bool:
    return session.store.card() is not None


def _no_card(session: Session) -> bool:
    return not _has_card(session)


def _consented(session: Session) -> bool:
    return bool(session.consent_id)


def _ever_consented(session: Session) -> bool:
    return _consented(session) or session.store.last_consent() is not None


def _restricted(session: Session) -> bool:
    return not _consented(session) and _has_card(session)


def _has_notices(session: Session) -> bool:
    return _has_card(session) or bool(session.store.outbox())


def _has_incoming(session: Session) -> bool:
    return bool(session.store.inbox())


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
    Action(
        WIZARD, _l("Создать карту"), (_l("Создать электронную медицинскую карту"), *HOME_NAMES), _no_card,
        _l("карта создана"), _l("Карта уже создана, вторая не нужна."), Right.CREATE,
    ),
    Action(SHOW, _l("Показать карту"), (_l("Мои заявки"), *HOME_NAMES), _has_card, right=Right.READ),
    Action(
        SIGN, _l("Подписать согласие"), (), _restricted, _l("после отзыва"),
        _l("Согласие подписывают на шаге 4, здесь после отзыва: заново и для готовой карты."), Right.CONSENT,
    ),
    Action(
        BOOKING, _l("Запись к врачу"),
        (
            _l("Записаться к врачу"), _l("Просмотр расписания"), _l("Редактировать запись"),
            _l("Отменить запись"),
        ),
        _has_card, right=Right.BOOK,
    ),
    Action(
        INCOMING, _l("Присланные файлы"), (), _has_incoming, _l("нет"),
        _l("Новых файлов нет. Прислать их можно командой emk docs add или через папку drop."), Right.DRAFT,
    ),
    Action(
        DOCUMENTS, _l("Мои медицинские документы"), (_l("Документы карты"), _l("Добавить документ")),
        _has_card, right=Right.HEALTH,
    ),
    Action(
        REQUEST, _l("Запросить выписку"), (), _consented, _l("после согласия"),
        _l("Это появится, когда согласие будет подписано, шаг 4."), Right.HEALTH,
    ),
    Action(RESULTS, _l("Результаты обследований"), (_l("Анализы"),), _has_card, right=Right.HEALTH),
    Action(EXTRACTS, _l("Выписки"), (), _has_card, right=Right.HEALTH),
    Action(
        IDENTITY, _l("Подтверждение личности"), (_l("Документы для идентификации личности"),), _always,
        right=Right.DRAFT,
    ),
    Action(
        PAPER, _l("Сохранить подтверждение PDF"), (), _has_card, right=Right.EXPORT,
    ),
    Action(
        PRINT, _l("Бумаги PDF"), (_l("Выписка из карты"), _l("Талон на приём"), _l("Подписанное согласие")),
        _ever_consented, _l("после согласия"), _l("Это появится, когда согласие будет подписано, шаг 4."),
        Right.EXPORT,
    ),
    Action(
        OUTBOX, _l("Уведомления"), (), _has_notices, _l("нет"), _l("Уведомлений пока нет."), Right.NOTICES,
    ),
    Action(
        ACCESS, _l("Доступ к карте"), (_l("Управление доступом к данным"),), _has_card, right=Right.ACCESS,
    ),
    Action(
        INSURER, _l("Сведения о страховой организации"), (_l("Изменить СМО"),), _has_card,
        right=Right.INSURER,
    ),
    Action(COPY, _l("Копия моих записей"), (), _has_card, right=Right.EXPORT),
    Action(
        PURPOSES, _l("Цели обработки"), (), _ever_consented, _l("после согласия"),
        _l("Это появится, когда согласие будет подписано, шаг 4."), Right.READ,
    ),
    Action(
        WITHDRAW, _l("Отозвать согласие"), (), _consented, _l("согласия нет"),
        _l("Согласие сейчас не действует, отзывать нечего."), Right.WITHDRAW,
    ),
    Action(
        ACCOUNT, _l("Учётная запись"),
        (_l("Сменить пароль"), _l("Сменить логин"), _l("Телефон и почта"), _l("Удалить учётную запись")),
        _always, right=Right.ACCOUNT,
    ),
    Action(JOURNAL, _l("Журнал операций"), (), _always, right=Right.JOURNAL),
    Action(SUPPORT, _l("Обращение в поддержку"), (_l("Служба поддержки"),), _always, right=Right.EXPORT),
    Action(LOCK, _l("Закрыть на время"), (_l("Заблокировать"),), _always),
    Action(LEAVE, _l("Выйти"), (_l("стоп"),), _always),
)  # fmt: skip


BY_ID = {one.id: one for one in ACTIONS}


def offered(session: Session) -> tuple[Action, ...]:
    """What can be done now, most likely first."""
    return tuple(action for action in ACTIONS if action.offered(session))


def title_of(action: Action, session: Session) -> str:
    """«Создать карту», or «Продолжить с шага N» where a draft is begun (R38)."""
    if action.id == WIZARD and is_begun(session):
        return _("Продолжить с шага {n}").format(n=max(1, session.wizard.step.number))
    return _(action.title)


def is_begun(session: Session) -> bool:
    """Was anything of the card typed."""
    if not any(session.draft.touched(key) for key in ("personal", "clinic", "policy")):
        return False
    return session.wizard.step.number > 1 or bool(session.draft.raw("personal.surname"))
