"""Terms of use, the owner's own confirmation of identity, the kind of card (R1–R6, R24–R27, K4, K38)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from emk_tui.card.problems import problem
from emk_tui.i18n import _, _l
from emk_tui.ports import Fault
from emk_tui.services.flows.asks import Confirm, Flow, Page, Say

if TYPE_CHECKING:
    from emk_tui.services.session import Session

TERMS_VERSION = "1.0 от 01.11.2026"
TERMS: tuple[tuple[str, str], ...] = (
    (
        _l("Что хранится"),
        _l(
            "Программа хранит на этом компьютере то, что вы введёте: личные данные и черновик карты. "
            "Хранилище зашифровано, ключ даёт ваш пароль."
        ),
    ),
    (
        _l("Кому передаётся"),
        _l("Никому. В сеть программа обращается, только если вы сами подключите реестр или почту."),
    ),
    (
        _l("Сведения о здоровье"),
        _l("Они записываются только после отдельного согласия, шаг 4. Эти условия его не заменяют."),
    ),
    (
        _l("Ваши права"),
        _l("Введённое можно исправить, выгрузить и удалить вместе с хранилищем в любой день."),
    ),
)
BASIS = _l("подтверждено владельцем")
PASSPORT_ONLY = _l("Эта версия принимает паспорт гражданина Российской Федерации.")


def enter(session: "Session") -> Flow[None]:
    """What stands between sign-in and the wizard, each asked once."""
    if session.store.account().terms_version != TERMS_VERSION:
        yield from accept_terms(session)
    if not session.store.account().confirmed_basis:
        yield from confirm_identity(session)


def accept_terms(session: "Session") -> Flow[None]:
    """The text to its end, then the unticked box; Fault TERMS_NOT_ACCEPTED on «нет»."""
    sections = tuple((_(head), _(text)) for head, text in TERMS)
    refused = problem("TERMS_NOT_ACCEPTED").text
    accept = Confirm("terms.accepted", _("Согласны с условиями?"), refused=refused)
    yield Page("terms", _("Условия использования"), TERMS_VERSION, sections, accept=accept)
    if not (yield accept):
        raise Fault("TERMS_NOT_ACCEPTED", 1)
    account = replace(session.store.account(), terms_version=TERMS_VERSION)
    session.store.save_account(account, session.record("условия приняты", TERMS_VERSION))


def confirm_identity(session: "Session") -> Flow[None]:
    """«Подтверждение личности»: in a personal store the owner's statement, with its basis (K38)."""
    yield Say(_("Подтверждение личности. ") + _(PASSPORT_ONLY))
    question = _("Заявляю: паспорт и СНИЛС действующие и мои. Подтверждаете?")
    if not (yield Confirm("account.confirmed", question)):
        raise Fault("ACCOUNT_NOT_CONFIRMED", 3)
    now = session.world.clock.now()
    account = replace(session.store.account(), confirmed_basis=BASIS, confirmed_at=now)
    session.store.save_account(account, session.record("личность подтверждена", BASIS))
    yield Say(_("Учётная запись: Подтверждена, {basis}.").format(basis=_(BASIS)))
