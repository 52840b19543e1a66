"""Terms of use, and what else stands between sign-in and the menu (R24, R25, R192, R196, K4)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from emk_tui.card.problems import problem
from emk_tui.i18n import _, _l
from emk_tui.ports import Fault
from emk_tui.services.flows.asks import Confirm, Flow, Page
from emk_tui.services.flows.contacts import check_contacts

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


def enter(session: "Session") -> Flow[None]:
    """What stands between sign-in and the menu: the terms once, the contacts every half year."""
    if session.account.terms_version != TERMS_VERSION:
        yield from accept_terms(session)
    yield from check_contacts(session)


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
