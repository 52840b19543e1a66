"""Commands on the person's own store: each asks password and code on the terminal first."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from typing import Any

from emk_tui.cli.output import say
from emk_tui.cli.terminal import person_at_terminal
from emk_tui.i18n import _
from emk_tui.ports import CardRecord, Fault
from emk_tui.services.card_documents import states_of
from emk_tui.services.delivery import CHANNEL_WORDS
from emk_tui.services.drive import drive
from emk_tui.services.flows.sign_in import sign_in
from emk_tui.services.presence import Presence
from emk_tui.services.reading import card_for
from emk_tui.services.rights import Right
from emk_tui.services.running import leave
from emk_tui.services.shown import booking_lines, card_lines, health_lines, restriction, whose
from emk_tui.services.world import World

PROBLEMS = 1


def world_here() -> World:
    """The world of the data folder: real, or a kept demonstration as its header says."""
    from emk_tui.demo import demo_world
    from emk_tui.settings import data_folder
    from emk_tui.wiring import real_world, stored_kind

    folder = data_folder()
    return demo_world(folder, seeded=False) if stored_kind(folder) == "demo" else real_world(folder)


@contextmanager
def signed_in() -> Iterator[Presence]:
    """A session after password and code; Fault STORE_ABSENT where nothing was created yet."""
    world = world_here()
    if not world.has_store():
        raise Fault("STORE_ABSENT", 3)
    with person_at_terminal() as person:
        presence = drive(sign_in(world), person.answer)
        try:
            yield presence
        finally:
            leave(presence)


def card_of(session: Presence, number: str | None) -> CardRecord:
    """The card of this number, or the only one; Fault CARD_ABSENT."""
    card = card_for(session)
    if card is None or (number and number != card.number):
        raise Fault("CARD_ABSENT", PROBLEMS)
    return card


def show(args: Namespace) -> int:
    """The card read-only; --raw the stored normal forms; neither without a consent in force (R102)."""
    with signed_in() as session:
        card = card_of(session, args.card)
        say(_("Карта {n}. Статус: {s}. Версия {v}.").format(n=card.number, s=card.status, v=card.version))
        if closed := restriction(session):
            say(f"{whose(card)}. {closed}")
            return 0
        for line in raw_lines(card.sections) if args.raw else _shown(session, card):
            say(line)
    return 0


def _shown(session: Presence, card: CardRecord) -> list[str]:
    """In words; the booking with the rest of what is known of the health."""
    if session.is_owner and session.may(Right.HEALTH):
        return health_lines(session, card)
    booking = booking_lines(session) if session.may(Right.HEALTH) else []
    return card_lines(card, states_of(session, card)) + booking


def raw_lines(value: Any, path: str = "") -> list[str]:
    """`path = value` for every stored value, records numbered from 1."""
    if isinstance(value, dict):
        return [line for name, one in value.items() for line in raw_lines(one, f"{path}.{name}".strip("."))]
    if isinstance(value, list | tuple):
        return [line for number, one in enumerate(value, 1) for line in raw_lines(one, f"{path}.{number}")]
    if isinstance(value, date):
        value = value.isoformat()
    return [] if value is None else [f"{path} = {str(value).lower() if isinstance(value, bool) else value}"]


def outbox_list(args: Namespace) -> int:
    """Notices with channel and state; without a consent in force not what they tell (R102)."""
    with signed_in() as session:
        closed, notices = bool(restriction(session)), session.store.outbox()
        if not notices:
            say(_("Уведомлений нет."))
        for one in notices:
            head = (
                f"{one.created_at:%Y-%m-%d %H:%M} {_(CHANNEL_WORDS[one.channel])} {one.state}: {one.subject}."
            )
            say(head if closed else f"{head} {one.text}")
    return 0


def docs_verify(args: Namespace) -> int:
    """Read every version of every document, compare its hash; exit code 1 names those that differ (R124)."""
    with signed_in() as session:
        records = {meta.record for meta in session.store.files()}
        kept = [meta for record in sorted(records) for meta in session.store.file_versions(record)]
        broken, count = [meta for meta in kept if _hash(session, meta.id) != meta.sha256], len(kept)
    for meta in broken:
        say(_("Документ {name}: содержимое изменилось.").format(name=meta.name))
    say(_("Документов {n}, повреждено {bad}.").format(n=count, bad=len(broken)))
    return PROBLEMS if broken else 0


def _hash(session: Presence, file_id: str) -> str:
    digest = sha256()
    for chunk in session.store.read_file(file_id):
        digest.update(chunk)
    return digest.hexdigest()


def backup(args: Namespace) -> int:
    """A verified encrypted copy."""
    with signed_in() as session:
        session.store.backup(args.path)
    say(_("Копия сделана и проверена. Она зашифрована тем же паролем."))
    return 0


def restore(args: Namespace) -> int:
    """Put a copy in place after checking it; the present store is kept beside."""
    world_here().vault().restore(args.path)
    say(_("Копия на месте. Прежнее хранилище оставлено рядом."))
    return 0
