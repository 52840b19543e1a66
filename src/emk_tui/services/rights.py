"""Who may do what: one table that services ask, whatever the face (R7, R78, R112, R113)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from emk_tui.card.problems import Problem, problem
from emk_tui.i18n import _, _l
from emk_tui.ports import Role


class Right(StrEnum):
    """One thing that somebody may do."""

    DRAFT = "черновик карты и подтверждение личности"
    CREATE = "создание карты"
    UPLOAD = "загрузка документов"
    CONSENT = "подпись согласия"
    WITHDRAW = "отзыв согласия"
    BOOK = "запись к врачу"
    ACCESS = "доступ других к карте"
    INSURER = "смена страховой компании"
    READ = "чтение карты"
    HEALTH = "чтение сведений о здоровье"
    CHECK = "проверка результатов"
    IDENTIFY = "подтверждение личности других"
    RESTORE = "восстановление входа по документам"
    NOTICES = "уведомления"
    JOURNAL = "журнал операций"
    EXPORT = "бумаги и копии записей"
    BACKUP = "копия хранилища"
    ACCOUNT = "своя учётная запись"
    ERASE = "удаление учётной записи с данными"
    STAFF = "учётные записи сотрудников"


class Need(StrEnum):
    """What else has to be so."""

    NOTHING = ""
    CONFIRMED = "confirmed"
    """The own account is «Подтверждена» (R1, R7)."""
    ACCESS = "access"
    """Attached clinic or access given, and a consent in force (R78, R102)."""


OWN = (
    Right.DRAFT, Right.WITHDRAW, Right.READ, Right.HEALTH, Right.NOTICES, Right.JOURNAL, Right.EXPORT,
    Right.BACKUP, Right.ACCOUNT, Right.ERASE,
)  # fmt: skip
AFTER_CONFIRMATION = (
    Right.CREATE, Right.UPLOAD, Right.CONSENT, Right.BOOK, Right.ACCESS, Right.INSURER,
)  # fmt: skip

TABLE: Mapping[Role, Mapping[Right, Need]] = {
    Role.CITIZEN: {
        **dict.fromkeys(OWN, Need.NOTHING), **dict.fromkeys(AFTER_CONFIRMATION, Need.CONFIRMED),
    },
    Role.REGISTRAR: {Right.IDENTIFY: Need.NOTHING, Right.RESTORE: Need.NOTHING, Right.READ: Need.ACCESS},
    Role.SPECIALIST: {Right.CHECK: Need.ACCESS},
    Role.DOCTOR: {Right.READ: Need.ACCESS, Right.HEALTH: Need.ACCESS},
    Role.ADMINISTRATOR: {
        Right.JOURNAL: Need.NOTHING, Right.BACKUP: Need.NOTHING, Right.STAFF: Need.NOTHING,
    },
}  # fmt: skip
"""Role → what it may, and what it needs for that; what is not named is refused."""

ROLES: Mapping[str, str] = {
    Role.CITIZEN: _l("владелец карты"),
    Role.REGISTRAR: _l("регистратор"),
    Role.SPECIALIST: _l("медицинский специалист"),
    Role.DOCTOR: _l("врач"),
    Role.ADMINISTRATOR: _l("администратор"),
}
"""Role → its word."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the needs are judged by."""

    confirmed: bool = False
    access: bool = False
    card: bool = True
    """Is there one to have access to."""


def need_of(role: str, right: Right) -> Need | None:
    """What this role needs for it; None where it may not at all."""
    return TABLE[Role(role)].get(right)


def why_not(role: str, right: Right, facts: Facts) -> Problem | None:
    """What stands against it, None where it is allowed."""
    match need_of(role, right):
        case None:
            return problem("NOT_ALLOWED", role=_(ROLES[role]), right=right.value)
        case Need.CONFIRMED if not facts.confirmed:
            return problem("ACCOUNT_NOT_CONFIRMED")
        case Need.ACCESS if not facts.card:
            return problem("NO_CARD_YET")
        case Need.ACCESS if not facts.access:
            return problem("NO_ACCESS")
    return None
