"""Create the account: login, password, contacts, recovery code, authenticator (R18–R30, K33, K41)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import normalize

from emk_tui import ports
from emk_tui.card.fields import Field, Right
from emk_tui.card.fields.secrets import login_in_password
from emk_tui.card.problems import Problem, problem
from emk_tui.card.sections.account import ACCOUNT
from emk_tui.card.text import fold
from emk_tui.i18n import _
from emk_tui.services.codes import new_totp_secret, read_backup_code, totp_now, totp_step, totp_uri
from emk_tui.services.flows.asks import RESEND, Code, Flow, Input, Progress, Reveal, Say
from emk_tui.services.flows.questions import AGAIN, REPEAT, ask_field, group_field
from emk_tui.services.flows.second_factor import format_problem
from emk_tui.services.running import begin_session
from emk_tui.services.world import World

if TYPE_CHECKING:
    from emk_tui.ports import CardStore
    from emk_tui.services.presence import Presence
    from emk_tui.services.session import Session


def sign_up(world: World) -> Flow["Presence"]:
    """The whole creation of an account; the store exists from the password on."""
    yield Say(_("Создаём учётную запись. Нужны логин, пароль, телефон, почта и приложение для кодов."))
    login = yield from ask_field("account.login", ACCOUNT.fields["login"], world.clock.today())
    password = yield from new_password(world, login)
    phone = yield from ask_contact(world, "phone")
    email = yield from ask_contact(world, "email")
    if not (phone or email):
        yield Say("", problem("NO_CONTACT", level="warning"))
    yield Progress(_("Создаём хранилище, несколько секунд."))
    now = world.clock.now()
    account = ports.Account(login=login, phone=phone, email=email, contacts_checked_at=now)
    store, recovery = world.vault().create(account, password)
    with closed_unless_done(store):
        session = owner_session(world, store)
        _start_personal(session)
        yield Progress(_("Хранилище создано, данные зашифрованы."))
        yield from keep_recovery(world, store, recovery)
        yield from enrol_authenticator(world, store)
        session.verified()
        begin_session(session)
    return session


@contextmanager
def closed_unless_done(store: "CardStore") -> Iterator[None]:
    """Close the store where the conversation is left or fails: its lock and key must not outlive it."""
    try:
        yield
    except BaseException:
        store.close()
        raise


def new_password(
    world: World, login: str, key: str = "account.password", born: date | None = None
) -> Flow[str]:
    """A password by the rules, typed twice; the same at every change, then without the birth date (R197)."""
    field = password_field(key)
    found: Problem | None = None
    while True:
        raw = normalize("NFC", str((yield Input(key, field, "", found)) or ""))
        reading = field.read(raw, world.clock.today())
        if not isinstance(reading, Right):
            found = reading.problem
        elif held := login_in_password(login, raw):
            found = held
        elif born is not None and holds_birth(raw, born):
            found = problem("PASSWORD_BIRTH")
        else:
            again = normalize("NFC", str((yield Input(f"{key}{AGAIN}", REPEAT)) or ""))
            if again == raw:
                return raw
            found = problem("PASSWORD_REPEAT")


def password_field(key: str) -> Field:
    """Of a new account, or of a change: then it says that it is another one that is asked for."""
    field = ACCOUNT.fields["password"]
    return field if key == "account.password" else replace(field, label=_("Новый пароль"))


def holds_birth(password: str, born: date) -> bool:
    """Does a password hold the birth date, whatever stands between its digits (K32)."""
    digits = "".join(char for char in password if char.isdigit())
    shapes = ("%d%m%Y", "%Y%m%d", "%d%m%y", "%y%m%d", "%Y")
    return any(born.strftime(shape) in digits for shape in shapes)


def ask_contact(world: World, name: str, current: str = "") -> Flow[str]:
    """A phone or an e-mail, or the word «нет» (K33)."""
    field: Field = ACCOUNT.fields[name]
    found: Problem | None = None
    while True:
        raw = str((yield Input(f"account.{name}", field, current, found)) or "")
        if fold(raw) == "нет":
            return ""
        reading = field.read(raw, world.clock.today())
        if not isinstance(reading, Right):
            found = reading.problem
            continue
        for note in reading.notes:
            yield Say("", note)
        return str(reading.value)


def keep_recovery(world: World, store: "CardStore", code: str) -> Flow[None]:
    """The code of a new store: shown once, proven to be written down."""
    yield from written_down(code)
    event = ports.Event("код восстановления проверен", at=world.clock.now())
    store.save_account(replace(store.account(), recovery_confirmed=True), event)
    yield Say(_("Код записан верно."))


def renew_recovery(world: World, store: "CardStore") -> Flow[None]:
    """Another code: the former one opens the data until this one was typed back, also after a kill."""
    code = world.vault().draw_recovery()
    yield from written_down(code)
    world.vault().set_recovery(store, code)
    event = ports.Event("код восстановления заменён", at=world.clock.now())
    store.save_account(replace(store.account(), recovery_confirmed=True), event)
    yield Say(_("Код записан верно и действует, прежний больше нет."))


def written_down(code: str) -> Flow[None]:
    """Show a recovery code and have two of its groups typed back (K41)."""
    groups = code.split("-")
    yield Reveal(
        _("Код восстановления. Запишите на бумаге: он открывает данные без пароля и больше не покажется."),
        tuple(_("Группа {n}: {group}").format(n=n, group=group) for n, group in enumerate(groups, 1)),
    )
    for number in (2, len(groups)):
        found: Problem | None = None
        while True:
            key = f"recovery.{number}"
            typed = str((yield Input(key, group_field(number), "", found)) or "")
            if read_backup_code(typed) == groups[number - 1]:
                break
            found = problem("RECOVERY_GROUP", number=number)


def enrol_authenticator(world: World, store: "CardStore") -> Flow[None]:
    """Bind an authenticator: the otpauth line, the secret in groups of four, a QR on request."""
    account = store.account()
    secret = new_totp_secret()
    uri = totp_uri(secret, account.login)
    fours = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    lines = (_("Строка: {uri}").format(uri=uri), _("Секрет: {fours}").format(fours=fours))
    yield Reveal(_("Приложение для кодов. Добавьте в нём запись по строке или по секрету."), lines, qr=uri)
    found: Problem | None = None
    while True:
        now = world.clock.now()
        shown = _("Код из приложения.")
        if world.sample:
            shown += " " + _("Для показа: {code}.").format(code=totp_now(secret, now))
        reply = yield Code("code.enrol", _("привязка приложения"), shown, 30, found)
        if reply == RESEND:
            found = None
            yield Say(_("Код в приложении сменяется сам каждые 30 секунд."))
            continue
        typed = "".join(str(reply).split())
        if found := format_problem(typed):
            continue
        step = totp_step(secret, typed, world.clock.now(), 0)
        if step is not None:
            break
        found = problem("CODE_CLOCK")
    bound = replace(account, totp_secret=secret, totp_confirmed=True, totp_last_step=step)
    store.save_account(bound, ports.Event("приложение для кодов привязано", at=world.clock.now()))
    yield Say(_("Приложение привязано."))


def _start_personal(session: "Session") -> None:
    """Personal data start from the contacts of the account."""
    account = session.store.account()
    given = {"personal.phone": account.phone, "personal.email": account.email}
    rows: dict[str, str] = {}
    for path, value in given.items():
        rows |= session.wizard.rows_for(path, value or _("нет"))
    session.put_rows(rows, "account")


def open_session(world: World, store: "CardStore") -> "Presence":
    """Of the owner with the unfinished card, of the staff without one; loaded after the first questions."""
    from emk_tui.ports import Role

    if store.account().role == Role.CITIZEN:
        return owner_session(world, store)
    from emk_tui.services.presence import Presence

    return Presence(world, store)


def owner_session(world: World, store: "CardStore") -> "Session":
    """The session of the owner; the card's sections are loaded here."""
    from emk_tui.services.session import Session

    return Session(world, store)
