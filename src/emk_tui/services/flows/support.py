"""«Обращение в поддержку»: cabinet, number of the application, last error; nobody's data (R199)."""

import platform
import re
from typing import TYPE_CHECKING

from emk_tui import __version__
from emk_tui.i18n import _
from emk_tui.services.flows.asks import Flow, Say
from emk_tui.services.paper_files import save_paper

if TYPE_CHECKING:
    from emk_tui.services.session import Session

SHOWN = 4
"""Last digits of a number that stay readable."""


def support(session: "Session") -> Flow[None]:
    """Written beside the papers, readable by the owner only; what to do with it is told."""
    now = session.world.clock.now()
    text = "\n".join(lines(session)) + "\n"
    path = save_paper(
        session.world.folder / "papers", f"Обращение_{now:%Y-%m-%d_%H-%M-%S}.txt", text.encode()
    )
    session.store.record(session.record("обращение в поддержку сохранено", path.name))
    yield Say(
        _("Сохранено в папку papers: {name}. В нём номера кабинета и заявки, имени и адресов нет.").format(
            name=path.name
        )
    )
    yield Say(
        _("Приложите снимок экрана, F12, и напишите в поддержку своей поликлиники или авторам программы.")
    )


def lines(session: "Session") -> tuple[str, ...]:
    """What helps, and nothing of the person: numbers but for their last digits are masked."""
    card = session.store.card()
    number = card.number if card is not None else session.draft_id
    return (
        _("Обращение в поддержку emk-tui {version}.").format(version=__version__),
        _("Составлено: {when}.").format(when=f"{session.world.clock.now():%d.%m.%Y %H:%M}"),
        _("Номер личного кабинета: {n}.").format(n=cabinet(session)),
        _("Номер заявки: {n}.").format(n=number),
        _("Шаг: {n}.").format(n=session.wizard.step.number),
        _("Последняя ошибка: {error}.").format(error=masked(session.last_error or _("не было"))),
        _("Система: {system}, Python {python}.").format(
            system=platform.system(), python=platform.python_version()
        ),
    )


def cabinet(session: "Session") -> str:
    """The number of the cabinet, made when it is first needed (R176)."""
    import secrets
    from dataclasses import replace

    account = session.account
    if not account.cabinet:
        made = replace(account, cabinet=f"К-{secrets.randbelow(10**8):08}")
        session.store.save_account(made, session.record("номер кабинета присвоен", made.cabinet))
    return session.account.cabinet


def masked(text: str) -> str:
    """Runs of five digits and more, e-mail addresses: only what cannot name anybody stays."""
    hidden = re.sub(r"[\w.+-]+@[\w.-]+", "•••@•••", text)
    return re.sub(r"\d[\d \-]{3,}\d", lambda found: "•" * (len(found[0]) - SHOWN) + found[0][-SHOWN:], hidden)
