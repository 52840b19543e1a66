"""The real world: true directories, nothing connected, no code sender."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from emk_tui.ports import Verdict
from emk_tui.wiring import has_store, idle_at_most, real_world, stored_kind


def test_nothing_is_connected_and_it_says_so(tmp_path: Path) -> None:
    """K21: every register defers, the schedule is empty, no code is sent."""
    world = real_world(tmp_path)
    known = world.registries()
    answers = [known.policies.check({}, {}), known.identities.reconcile({}), known.clinics.compare({})]
    assert {answer.verdict for answer in answers} == {Verdict.DEFERRED}
    assert not known.schedule.connected
    assert world.sender.channels == ()
    assert not world.sample
    with pytest.raises(ValueError):
        world.sender.send("sms", "", "123456", "вход")


def test_no_invented_clinic_is_in_a_real_world(tmp_path: Path) -> None:
    """Before any import the list is empty; the other directories are true and full."""
    sizes = {key: len(one) for key, one in real_world(tmp_path).registries().directories.items()}
    assert sizes["clinics"] == 0
    assert all(size > 10 for key, size in sizes.items() if key != "clinics")


@pytest.mark.parametrize("name", ["keys.json", "emk.db", "keys.json.old"])
def test_a_damaged_store_is_still_a_store(tmp_path: Path, name: str) -> None:
    """What is left of one is never taken for none: nothing is made over it."""
    assert not has_store(tmp_path)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / name).write_bytes(b"")
    assert has_store(tmp_path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("", ""),
        ("[]", ""),
        ("{}", ""),
        ('{"header": {"kind": "demo"}}', "demo"),
        ('{"header": []}', ""),
    ],
)
def test_the_kind_in_the_header(tmp_path: Path, content: str, kind: str) -> None:
    """Empty where it cannot be read."""
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "keys.json").write_text(content, encoding="utf-8")
    assert stored_kind(tmp_path) == kind


HEADER = b'{"header": {"kind": "%s"}}'
SPOILT: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(HEADER[:-5]),
    "deep lists": lambda path: path.write_bytes(b"[" * 60_000),
    "deep objects": lambda path: path.write_bytes(b'{"header":' * 6_000),
    "a flood": lambda path: path.write_bytes(HEADER % b"real" + b" " * 10_000_000),
    "no letters": lambda path: path.write_bytes(b"\xff\xfe"),
    "no header": lambda path: path.write_bytes(b'{"header": "demo"}'),
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a link to itself": lambda path: path.symlink_to(path.name),
}


@pytest.mark.parametrize("former", [b"demo", None, *SPOILT])
@pytest.mark.parametrize("how", SPOILT)
def test_the_kind_in_the_former_header(tmp_path: Path, how: str, former: bytes | str | None) -> None:
    """Nothing spoilt holds the start up or ends it; the former keys tell what the present cannot."""
    present = tmp_path / "store" / "keys.json"
    present.parent.mkdir()
    SPOILT[how](present)
    old = present.with_name("keys.json.old")
    if isinstance(former, bytes):
        old.write_bytes(HEADER % former)
    elif former is not None:
        SPOILT[former](old)
    assert stored_kind(tmp_path) == ("demo" if former == b"demo" else "")


def test_the_present_header_goes_before_the_former(tmp_path: Path) -> None:
    """Both can be read."""
    (tmp_path / "store").mkdir()
    for name, kind in (("keys.json", b"real"), ("keys.json.old", b"demo")):
        (tmp_path / "store" / name).write_bytes(HEADER % kind)
    assert stored_kind(tmp_path) == "real"


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        (None, None), ("", None), ("x", None), ("-5", None), ("1.5", None), ("٣", None), ("0", 1), ("5", 5),
        ("300", 300), ("9" * 9, 999999),
    ],
)  # fmt: skip
def test_the_surroundings_may_shorten_the_time_without_a_key(
    given: str | None, seconds: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """EMK_IDLE in whole seconds; nonsense shortens nothing."""
    monkeypatch.delenv("EMK_IDLE", raising=False)
    if given is not None:
        monkeypatch.setenv("EMK_IDLE", given)
    assert idle_at_most() == (None if seconds is None else timedelta(seconds=seconds))


def test_a_real_world_has_no_operators_and_no_samples(tmp_path: Path) -> None:
    """R5, K38: the owner's own statement is the basis there."""
    world = real_world(tmp_path)
    assert not world.operated
    assert {world.sample_file(kind) for kind in ("passport", "snils", "result")} == {None}
