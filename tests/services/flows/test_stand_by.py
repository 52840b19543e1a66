"""Stand-by: a store that cannot be opened; mended from outside, or put back from a copy (B2)."""

from pathlib import Path

import pytest

from emk_tui.ports import Event, Fault
from emk_tui.services.flows.asks import Ask, Choice
from emk_tui.services.flows.sign_in import sign_in
from emk_tui.services.flows.stand_by import CLOSED
from emk_tui.services.world import World
from tests.services.worlds import LOGIN, NOW, PASSWORD, hold, opened

RIGHT = {"account.login": LOGIN, "account.password": PASSWORD, "code.channel": "app"}


@pytest.fixture
def copy(world: World, tmp_path: Path) -> Path:
    """A copy of the store with one answer."""
    session = opened(world)
    session.put("personal.surname", "Иванова")
    path = tmp_path / "emk.backup"
    session.opened.backup(str(path))
    session.opened.record(Event("проба", at=NOW))
    session.opened.close()
    return path


def without_keys(world: World) -> dict[str, bytes]:
    """The files of the keys are gone; what they held."""
    found = {path.name: path.read_bytes() for path in (world.folder / "store").glob("keys.json*")}
    for name in found:
        (world.folder / "store" / name).unlink()
    return found


def test_the_keys_come_back_while_it_waits(world: World) -> None:
    """Told what is wrong; then the sign-in from its beginning, nothing lost."""
    keys = without_keys(world)

    def mended(ask: Ask) -> str:
        assert isinstance(ask, Choice)
        assert "нет файла ключей keys.json" in ask.question and ask.default == "again"
        for name, content in keys.items():
            (world.folder / "store" / name).write_bytes(content)
        return "again"

    session, talk = hold(sign_in(world), {**RIGHT, "stand_by": ["again", mended]})
    session.store.close()
    assert talk.keys.count("stand_by") == 2
    assert talk.keys[-2:] == ["code.channel", "code.вход"]


def test_it_is_put_back_from_a_copy(world: World, copy: Path) -> None:
    """Asked for until one is good; the former store is kept beside."""
    (world.folder / "store" / "emk.db").write_bytes(b"damaged" * 1000)
    broken = world.folder / "broken.backup"
    broken.write_bytes(b"no copy")
    answers = {**RIGHT, "stand_by": "copy", "stand_by.copy": ["нет.backup", str(broken), str(copy)]}
    session, talk = hold(sign_in(world), answers)
    assert {row.raw for row in session.opened.draft().rows} == {"Иванова"}
    session.store.close()
    assert len(talk.codes) >= 2 and set(talk.codes[:2]) <= {"BACKUP_DAMAGED", "FILE_ABSENT"}
    assert "Копия на месте. Прежнее хранилище оставлено рядом, войдите с паролем копии." in talk.said
    assert len(list(world.folder.glob("store.before-*"))) == 1


def test_an_empty_answer_goes_back(world: World) -> None:
    """To the choice, and on from there."""
    without_keys(world)
    with pytest.raises(Fault) as fault:
        hold(sign_in(world), {**RIGHT, "stand_by": ["copy", "stop"], "stand_by.copy": ""})
    assert fault.value.problem.code == "KEYS_MISSING"


@pytest.mark.parametrize("code", sorted(CLOSED))
def test_stopping_ends_with_what_was_wrong(world: World, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault itself, its exit code with it."""

    def fails(*given: object) -> None:
        raise Fault(code)

    monkeypatch.setattr(type(world.vault()), "open", fails)
    with pytest.raises(Fault) as fault:
        hold(sign_in(world), {**RIGHT, "stand_by": "stop"})
    assert (fault.value.problem.code, fault.value.exit_code) == (code, 4)


def test_what_waiting_does_not_mend_ends_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program, a newer store: nothing to choose."""
    for code in ("STORE_BUSY", "STORE_NEWER", "READ_ONLY"):

        def fails(*given: object, code: str = code) -> None:
            raise Fault(code)

        monkeypatch.setattr(type(world.vault()), "open", fails)
        with pytest.raises(Fault) as fault:
            hold(sign_in(world), RIGHT)
        assert fault.value.problem.code == code
