"""The store behind the table of rights: every call × everybody on a real store (R7, R78, R112)."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from emk_tui.ports import CardStore, DraftRow, Event, Fault, FileMeta, JournalFilter
from emk_tui.services.bookings import booking_of
from emk_tui.services.guard import GATES, Guarded
from emk_tui.services.presence import Presence
from emk_tui.services.session import Session
from emk_tui.store.card_store import SqlStore
from tests.services.people import check, grant, results, signed_in, staffed_world
from tests.services.worlds import LOGIN, NOW, Hands, dumped

PEOPLE = ("owner", "unconfirmed", "registrar", "specialist", "doctor", "doctor2", "administrator")
"""Columns of the table below: `doctor2` works where the card is not attached."""
EVENT = Event("проба", at=NOW)
REFUSED = {"N": "NOT_ALLOWED", "A": "NO_ACCESS", "C": "ACCOUNT_NOT_CONFIRMED"}

Call = Callable[[CardStore], Any]


def row(path: str) -> DraftRow:
    """One answer."""
    return DraftRow(path, "x", "typed", NOW)


def meta(record: str) -> FileMeta:
    """A file of this record."""
    return FileMeta(f"f-{record}", record, "a.pdf", "application/pdf", 1, "0" * 64)


def part(record: str, mark: str = "") -> list[tuple[FileMeta, list[bytes]]]:
    """A document of one part."""
    return [(replace(meta(record), id=f"p-{record}{mark}"), [b"x"])]


def save(store: CardStore) -> None:
    """The own account, its login kept."""
    store.save_account(replace(store.account(), idle_minutes=7), EVENT)


# each call with what is to come of it for everybody in the order of PEOPLE:
# . allowed, N not allowed, A no access, C not confirmed
WALK: tuple[tuple[str, str, Call], ...] = (
    ("kind", ".......", lambda store: store.kind),
    ("rolled_back", ".......", lambda store: store.rolled_back),
    ("account", ".......", lambda store: store.account()),
    ("save_account", ".......", save),
    ("record", ".......", lambda store: store.record(EVENT)),
    ("backup_codes_left", ".......", lambda store: store.backup_codes_left()),
    ("use_backup_code", ".......", lambda store: store.use_backup_code("7K2M9QXD", EVENT)),
    ("journal_head", ".......", lambda store: store.journal_head()),
    ("secret", ".......", lambda store: store.secret("session")),
    ("keep_secret", ".......", lambda store: store.keep_secret("session", b"x")),
    ("secret", "..NNNNN", lambda store: store.secret("gateway.email")),
    ("keep_secret", "..NNNNN", lambda store: store.keep_secret("gateway.email", b"x", EVENT)),
    ("set_backup_codes", "..NNNNN", lambda store: store.set_backup_codes(["7K2M9QXD"], EVENT)),
    ("signing_key", "..NNNNN", lambda store: store.signing_key()),
    ("holder", "NN.NNNN", lambda store: store.holder()),
    ("application", "...NNNN", lambda store: store.application()),
    ("save_holder", "NN.NNNN", lambda store: store.save_holder(store.holder(), EVENT)),
    ("staff", ".NNNNN.", lambda store: store.staff()),
    ("grants", ".CNNNNN", lambda store: store.grants()),
    ("grant", ".CNNNNN", lambda store: store.grant(grant("organisation", "1", "g-9"), EVENT)),
    ("revoke", ".CNNNNN", lambda store: store.revoke("g-9", NOW, EVENT)),
    ("result_checks", "..N..AN", lambda store: store.result_checks()),
    ("check_result", "NNN.NNN", lambda store: store.check_result(check("r-1"), EVENT)),
    ("draft", "..NNNNN", lambda store: store.draft()),
    ("put", "..NNNNN", lambda store: store.put([row("personal.surname")], "personal.surname")),
    ("drop", "..NNNNN", lambda store: store.drop("personal", "personal.surname")),
    ("consent", "...N.AN", lambda store: store.consent()),
    ("last_consent", "..NNNNN", lambda store: store.last_consent()),
    ("files", "..NNNNN", lambda store: store.files()),
    ("read_file", "..NNNNN", lambda store: list(store.read_file("f-1"))),
    ("add_file", "..NNNNN", lambda store: store.add_file(meta("identity.snils_file"), [b"x"], EVENT)),
    ("add_file", ".CNNNNN", lambda store: store.add_file(meta("documents.9"), [b"x"], EVENT)),
    ("keep_document", "..NNNNN", lambda store: store.keep_document(part("identity.snils_file", "2"), EVENT)),
    ("keep_document", ".CNNNNN", lambda store: store.keep_document(part("documents.8"), EVENT)),
    ("file_versions", "..NNNNN", lambda store: store.file_versions("documents.8")),
    ("state_pages", ".CNNNNN", lambda store: store.state_pages("documents.8", "sp", EVENT)),
    ("keep_records", ".CNNNNN", lambda store: store.keep_records("visits", (), {}, EVENT)),
    ("inbox", "..NNNNN", lambda store: store.inbox()),
    ("inbox_content", "..NNNNN", lambda store: store.inbox_content("document." + "0" * 32)),
    ("leave_inbox", "..NNNNN", lambda store: store.leave_inbox("document." + "0" * 32, EVENT)),
    ("booking", "..NN.AN", lambda store: store.booking()),
    ("book", ".CNNNNN", lambda store: store.book(booking(), (), EVENT)),
    ("cancel_booking", ".CNNNNN", lambda store: store.cancel_booking("b-1", (), EVENT)),
    ("card", "..NNNNN", lambda store: store.card()),
    ("change_section", ".CNNNNN", lambda store: store.change_section("policy", {}, {}, (), EVENT)),
    ("submit", ".CNNNNN", lambda store: store.submit(None, EVENT)),  # type: ignore[arg-type]
    ("outbox", "..NNNNN", lambda store: store.outbox()),
    ("mark_notice", "..NNNNN", lambda store: store.mark_notice("n-1", "отправлено")),
    ("vaccine_queue", "..NN.AN", lambda store: store.vaccine_queue()),
    ("mark_vaccination", ".CNNNNN", lambda store: store.mark_vaccination("v-1", "передано", EVENT)),
    ("journal", "..NNNN.", lambda store: store.journal(JournalFilter(last=1))),
    ("verify_journal", "..NNNN.", lambda store: store.verify_journal()),
    ("backup", "..NNNN.", lambda store: store.backup("/nowhere/at/all")),
    ("discard_draft", "..NNNNN", lambda store: store.discard_draft(EVENT)),
    ("sign", ".CNNNNN", lambda store: store.sign(None, EVENT)),  # type: ignore[arg-type]
    ("withdraw", "..NNNNN", lambda store: store.withdraw("c-1", "переезд", EVENT)),
    ("close", ".......", lambda store: store.close()),
)


def booking() -> Any:
    """A time of the demonstration."""
    from emk_tui.registries.timetable import DemonstrationSchedule

    return booking_of(DemonstrationSchedule(Hands()).slots("101")[0])


def names_of_the_port() -> set[str]:
    """Everything that ports.CardStore promises."""
    own = {name for name, _value in inspect.getmembers(CardStore) if not name.startswith("_")}
    return own | set(inspect.get_annotations(CardStore))


def test_every_call_has_a_gate() -> None:
    """None of the port is forgotten, none of the gates leads nowhere, and each one is walked here."""
    assert set(GATES) == names_of_the_port()
    assert {name for name, _signs, _call in WALK} == names_of_the_port()
    assert all(len(signs) == len(PEOPLE) and set(signs) <= set(".NAC") for _name, signs, _call in WALK)


@pytest.fixture(params=PEOPLE)
def somebody(request: pytest.FixtureRequest, staffed: Path, tmp_path: Path) -> Iterator[Presence]:
    """Each of PEOPLE, signed in to the same store."""
    copytree(staffed, tmp_path / "store")
    world = staffed_world(tmp_path / "store", Hands())
    login = LOGIN if request.param in PEOPLE[:2] else request.param
    with signed_in(world, login) as person:
        if request.param == "unconfirmed":
            account = replace(person.account, confirmed_basis="", confirmed_at=None)
            person.opened.save_account(account, EVENT)
        yield person


def test_every_call_of_everybody(somebody: Presence, request: pytest.FixtureRequest) -> None:
    """Refused: the right code, exit code 3, and not one value of the store is another. Allowed: it runs."""
    column = PEOPLE.index(request.node.callspec.params["somebody"])
    refused = [(name, signs[column], call) for name, signs, call in WALK if signs[column] != "."]
    allowed = [(name, call) for name, signs, call in WALK if signs[column] == "."]
    before = dumped(somebody)
    for name, sign, call in refused:
        with pytest.raises(Fault) as fault:
            call(somebody.store)
        assert (fault.value.problem.code, fault.value.exit_code) == (REFUSED[sign], 3), name
    assert dumped(somebody) == before
    for name, call in allowed:
        assert runs(call, somebody.store), name


def runs(call: Call, store: CardStore) -> bool:
    """Is it let through: done, or failed for a reason of its own."""
    try:
        call(store)
    except Fault as fault:
        return fault.problem.code not in REFUSED.values()
    except (KeyError, AttributeError, TypeError):
        # what it was given is nothing: the store itself was reached
        return True
    return True


def test_a_call_that_is_not_in_the_table_does_not_exist(session: Session) -> None:
    """What the store can do besides the port is nobody's, however it is asked for."""
    behind = {name for name in dir(SqlStore) if not name.startswith("_")} - names_of_the_port()
    assert {"add_staff", "take_inbox", "tie"} <= behind
    for name in behind:
        with pytest.raises(AttributeError):
            getattr(session.store, name)


def test_the_right_is_asked_at_each_call(session: Session) -> None:
    """Not once: what was taken away is refused from then on, also by a call that was fetched before."""
    fetched = session.store.grants
    assert fetched() == ()
    session.opened.save_account(replace(session.account, confirmed_basis=""), EVENT)
    with pytest.raises(Fault) as refused:
        fetched()
    assert refused.value.problem.code == "ACCOUNT_NOT_CONFIRMED"


def test_arguments_tell_the_right_of_a_call(session: Session) -> None:
    """Scans of the owner come before the confirmation, documents after it, whatever their name looks like."""
    session.opened.save_account(replace(session.account, confirmed_basis=""), EVENT)
    session.store.add_file(meta("identity.passport_file"), [b"x"], EVENT)
    for record in ("documents.1", "identityx.file", "x.identity.file"):
        with pytest.raises(Fault) as refused:
            session.store.add_file(meta(record), [b"x"], EVENT)
        assert refused.value.problem.code == "ACCOUNT_NOT_CONFIRMED"


def test_staff_write_their_own_account_only(staffed: Path, tmp_path: Path) -> None:
    """The owner's stays as it was, whoever signs in."""
    copytree(staffed, tmp_path / "store")
    world = staffed_world(tmp_path / "store", Hands())
    with signed_in(world) as owner:
        before = owner.account
    with signed_in(world, "doctor") as doctor:
        doctor.store.save_account(replace(doctor.account, idle_minutes=9), EVENT)
        assert doctor.account.idle_minutes == 9
    with signed_in(world) as owner:
        assert owner.account == before


def test_a_refused_result_stays_unjudged(staffed: Path, tmp_path: Path) -> None:
    """R112: only a specialist confirms, also a doctor of the attached clinic does not."""
    copytree(staffed, tmp_path / "store")
    world = staffed_world(tmp_path / "store", Hands())
    with signed_in(world, "doctor") as doctor:
        first, second = results(doctor)
        with pytest.raises(Fault):
            doctor.store.check_result(check(second), EVENT)
        assert set(doctor.opened.result_checks()) == {first}


def test_the_guard_is_what_conversations_get(session: Session) -> None:
    """`store` is guarded, `opened` the store itself."""
    assert isinstance(session.store, Guarded)
    assert isinstance(session.opened, SqlStore)
