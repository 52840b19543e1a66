"""The end of an account: a code, a word typed in full, then nothing of it is left (R190, K43)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from emk_tui.ports import Fault
from emk_tui.services.actions import ACCOUNT
from emk_tui.services.flows.account_end import erase
from emk_tui.services.flows.asks import Ask, Cancelled, Confirm
from emk_tui.services.flows.home import home
from emk_tui.services.presence import Presence
from emk_tui.services.session import Session
from emk_tui.services.world import World
from emk_tui.store.keyring import FolderKeyRing
from tests.services.conftest import Template
from tests.services.people import NAMES, signed_in
from tests.services.worlds import LOGIN, PASSWORD, Hands, Talk, dumped, held, hold, opened, reopened, world_at

CODE = "code.удаление учётной записи"
YES = {"code.channel": "app", "account.erase_word": "удалить"}


@pytest.fixture
def doored(keyed: World) -> Iterator[Session]:
    """A session with every door."""
    session = opened(keyed)
    keyed.vault().set_keyring(session.opened, on=True)
    keyed.vault().set_pin(session.opened, "480915")
    yield session
    session.opened.close()


def ended(session: Presence, **changed: object) -> Talk:
    """Erase to the end; Fault ACCOUNT_ERASED with exit code 0."""
    talk = Talk({**YES, **{key.replace("__", "."): one for key, one in changed.items()}})
    with pytest.raises(Fault) as end:
        held(erase(session), talk)
    assert (end.value.problem.code, end.value.exit_code) == ("ACCOUNT_ERASED", 0)
    return talk


def files_of(world: World) -> list[str]:
    """Every file below the folder."""
    return sorted(str(path.relative_to(world.folder)) for path in world.folder.rglob("*") if path.is_file())


def test_nothing_is_left(doored: Session, ring: FolderKeyRing, ready: Template) -> None:
    """R190: no file in the folder, no key anywhere, no door opens."""
    world = doored.world
    doored.put("personal.surname", "Иванова")
    talk = ended(doored)
    assert talk.keys == ["code.channel", CODE, "account.erase_word"]
    assert "Вернуть их нельзя." in talk.said[0] and "emk backup" in talk.said[0]
    assert files_of(world) == []
    assert ring._read() == {}
    assert not world.has_store()
    assert not world.vault().exists()
    assert world.vault().doors() == frozenset()
    with pytest.raises(Fault):
        world.vault().open(LOGIN, PASSWORD)
    with pytest.raises(Fault):
        world.vault().open_with_recovery(ready[1])


def test_another_account_can_begin_there(session: Session, hands: Hands) -> None:
    """At the same place, with nothing of the former."""
    ended(session)
    fresh = world_at(session.world.folder, hands)
    from tests.services.worlds import make_store

    make_store(fresh)
    again = opened(fresh)
    assert again.draft.rows == {} and again.store.card() is None
    again.store.close()


@pytest.mark.parametrize("word", ["", "да", "удали", "удалить всё", "delete", "удалить."])
def test_another_word_changes_nothing(session: Session, word: str) -> None:
    """Typed in full, or not at all: the code alone erases nothing."""
    session.put("personal.surname", "Иванова")
    before = session.account
    _none, talk = hold(erase(session), {**YES, "account.erase_word": word})
    assert talk.said[-1] == "Ничего не удалено."
    assert session.account.login == before.login
    again = reopened(session)
    assert again.draft.raw("personal.surname") == "Иванова"
    again.store.close()


@pytest.mark.parametrize("word", ["удалить", " Удалить ", "УДАЛИТЬ"])
def test_the_word_in_any_case(session: Session, word: str) -> None:
    """Spaces around are no mistake."""
    ended(session, account__erase_word=word)
    assert not session.world.has_store()


@pytest.mark.parametrize("too", [True, False])
def test_the_papers_are_asked_about(session: Session, too: bool) -> None:
    """They lie outside the store, unencrypted: gone with it, or kept."""
    papers = session.world.folder / "papers"
    papers.mkdir()
    (papers / "Копия.txt").write_text("Иванова", encoding="utf-8")
    talk = ended(session, account__erase_papers=too)
    (question,) = [ask for ask in talk.asks if isinstance(ask, Confirm)]
    assert question.default is True
    assert files_of(session.world) == ([] if too else ["papers/Копия.txt"])


def test_papers_stay_where_the_word_was_wrong(session: Session) -> None:
    """They go with the account, never before it."""
    papers = session.world.folder / "papers"
    papers.mkdir()
    (papers / "Копия.txt").write_text("Иванова", encoding="utf-8")
    hold(erase(session), {**YES, "account.erase_papers": True, "account.erase_word": "нет"})
    assert (papers / "Копия.txt").exists()


@pytest.mark.parametrize("at", [CODE, "account.erase_word"])
def test_left_in_the_middle_everything_is_there(session: Session, at: str) -> None:
    """Only the whole way erases."""

    def leaves(ask: Ask) -> str:
        raise Cancelled

    before = [line for line in dumped(session).splitlines() if LOGIN in line]
    with pytest.raises(Cancelled):
        hold(erase(session), {**YES, at: leaves})
    assert [line for line in dumped(session).splitlines() if LOGIN in line][: len(before)] == before
    again = reopened(session)
    assert again.store.verify_journal().ok
    again.store.close()


def test_a_code_is_asked_even_within_the_window(session: Session) -> None:
    """K27: a fresh one."""
    assert not session.needs_code()
    assert CODE in ended(session).keys


def test_from_the_menu_it_ends_the_program(session: Session) -> None:
    """The last sentence is that of the fault."""
    answers = {**YES, "home": ACCOUNT, "account.menu": "erase"}
    with pytest.raises(Fault) as end:
        hold(home(session), answers)
    assert end.value.problem.code == "ACCOUNT_ERASED"
    assert "до свидания" in end.value.problem.text.casefold()


@pytest.mark.parametrize("login", NAMES)
def test_only_the_owner_ends_it(clinic: World, login: str) -> None:
    """R7: nobody of the staff, not even asked for the word."""
    with signed_in(clinic, login) as person:
        talk = Talk(YES)
        with pytest.raises(Fault) as refused:
            held(erase(person), talk)
        assert refused.value.problem.code == "NOT_ALLOWED"
        assert talk.asks == []
    assert clinic.has_store()


def test_the_staff_goes_with_it(clinic: World, tmp_path: Path, hands: Hands) -> None:
    """One store, one end."""
    with signed_in(clinic) as session:
        ended(session)
    assert not clinic.vault().exists()
    assert hands.now() == clinic.clock.now()
    assert not any((tmp_path / "clinic" / "store").rglob("*"))
