"""The key store of the system: from the list of allowed ones, never waited for, never trusted to be there."""

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from emk_tui.store import keyring
from emk_tui.store.keyring import ALLOWED, CHAINER, SERVICE, FolderKeyRing, SystemKeyRing


class Backend:
    """A key store in a dictionary, with the three methods of a backend."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        """What is kept."""
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, value: str) -> None:
        """Keep it."""
        self.kept[service, name] = value

    def delete_password(self, service: str, name: str) -> None:
        """KeyError where there is none, as the library's backends raise an error of theirs."""
        del self.kept[service, name]


def of(module: str, **attributes: object) -> Any:
    """A backend from this module."""
    kind = type("Keyring", (Backend,), {"__module__": module, **attributes})
    return kind()


@pytest.mark.parametrize("module", ALLOWED)
def test_allowed_ones_are_taken(module: str) -> None:
    backend = of(module)
    assert keyring.allowed(backend) is backend


@pytest.mark.parametrize(
    "module",
    [
        "keyrings.alt.file", "keyring.backends.fail", "keyring.backends.null", "keyring.backends.libsecret",
        "keyring.backends.SecretServices", "evil.keyring.backends.SecretService", "__main__",
    ],
)  # fmt: skip
def test_others_count_as_absent(module: str) -> None:
    assert keyring.allowed(of(module)) is None
    ring = SystemKeyRing(choose=lambda: keyring.allowed(of(module)))
    assert (ring.available(), ring.put("a", b"b"), ring.get("a")) == (False, False, None)
    ring.forget("a")


def test_a_chain_is_looked_into() -> None:
    plain, wallet = of("keyrings.alt.file"), of(ALLOWED[1])
    assert keyring.allowed(of(CHAINER, backends=[plain, wallet])) is wallet
    assert keyring.allowed(of(CHAINER, backends=[plain])) is None
    assert keyring.allowed(of(CHAINER)) is None


@pytest.mark.parametrize(("module", "there"), [(ALLOWED[0], True), ("keyrings.alt.file", False)])
def test_what_the_library_picks_is_judged(
    module: str, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr("keyring.get_keyring", lambda: of(module))
    assert SystemKeyRing().available() is there


def test_without_the_library_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "keyring", None)
    assert not SystemKeyRing().available()


def test_bytes_come_back_under_the_name_of_the_program() -> None:
    backend = of(ALLOWED[0])
    ring, value = SystemKeyRing(choose=lambda: backend), os.urandom(32)
    assert ring.put("pin ab", value)
    assert backend.kept == {(SERVICE, "pin ab"): value.hex()}
    assert (ring.get("pin ab"), ring.get("other")) == (value, None)
    ring.forget("pin ab")
    ring.forget("pin ab")
    assert ring.get("pin ab") is None


@pytest.mark.parametrize("text", ["", "no hex", "abc"])
def test_what_is_not_ours_is_nothing(text: str) -> None:
    backend = of(ALLOWED[0])
    backend.kept[SERVICE, "name"] = text
    assert SystemKeyRing(choose=lambda: backend).get("name") is None


def test_a_key_store_that_fails_or_forgets_keeps_nothing() -> None:
    class Broken(Exception):
        """Whatever a library for D-Bus raises."""

    def fail(self: object, *_: object) -> None:
        raise Broken

    ring = SystemKeyRing(choose=lambda: of(ALLOWED[0], get_password=fail, set_password=fail))
    assert (ring.put("a", b"b"), ring.get("a")) == (False, None)
    forgetful = SystemKeyRing(choose=lambda: of(ALLOWED[0]))
    assert not forgetful.put("a", b"b"), "a new backend every time has nothing"


def test_one_that_hangs_holds_nobody_up() -> None:
    released, backend = threading.Event(), of(ALLOWED[0])
    backend.kept[SERVICE, "name"] = "ab"

    def choose() -> Any:
        released.wait(60)
        return backend

    ring = SystemKeyRing(0.02, choose)
    before = threading.active_count()
    assert [ring.available(), ring.get("name"), ring.put("name", b"x")] == [False, None, False]
    assert threading.active_count() <= before + 1, "what hangs is waited for, not asked again and again"
    released.set()
    patient = SystemKeyRing(30, choose)
    assert (patient.available(), patient.get("name")) == (True, b"\xab")


def test_a_locked_one_answers_once_it_is_unlocked() -> None:
    unlocked, done, backend = threading.Event(), threading.Event(), of(ALLOWED[0])

    def choose() -> Any:
        unlocked.wait(60)
        done.set()
        return backend

    ring = SystemKeyRing(0.02, choose)
    assert not ring.available()
    unlocked.set()
    done.wait(60)
    ring._limit = 30
    assert ring.available()


def test_the_folder_of_a_demonstration(tmp_path: Path) -> None:
    ring, value = FolderKeyRing(tmp_path), os.urandom(32)
    assert ring.available()
    assert (ring.get("a"), ring.put("a", value), ring.get("a")) == (None, True, value)
    (path,) = tmp_path.iterdir()
    assert json.loads(path.read_text()) == {"a": value.hex()}
    assert os.name != "posix" or path.stat().st_mode & 0o777 == 0o600
    ring.forget("a")
    ring.forget("a")
    assert FolderKeyRing(tmp_path).get("a") is None
    for spoilt in ("[]", "{", '{"a": 1}', '{"a": "x"}'):
        path.write_text(spoilt)
        assert ring.get("a") is None
    assert not FolderKeyRing(tmp_path / "nowhere").put("a", value)
