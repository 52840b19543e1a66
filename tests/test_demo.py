"""The demonstration world: seeded, with a clock that can be set, and never mixed with a real one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from emk_tui.demo import SettableClock, demo_world, example_rows, open_session
from emk_tui.ports import Fault
from emk_tui.wiring import stored_kind

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def test_the_seeded_account_works_at_once(tmp_path: Path) -> None:
    """Terms, statement, recovery code and authenticator are behind it; the store comes when first needed."""
    world = demo_world(tmp_path, NOW)
    assert world.has_store()
    assert not (tmp_path / "store").exists()
    session = open_session(world)
    account = session.store.account()
    assert account.terms_version and account.confirmed_basis and account.totp_confirmed
    assert world.sample
    session.store.close()
    assert stored_kind(tmp_path) == "demo"


def test_a_demonstration_store_is_no_real_store(tmp_path: Path) -> None:
    """The kind is sealed in its header."""
    from emk_tui.wiring import real_world

    open_session(demo_world(tmp_path, NOW)).store.close()
    with pytest.raises(Fault) as refused:
        real_world(tmp_path).vault().open("demo", "Река-7-мост!")
    assert refused.value.problem.code == "STORE_FOREIGN"


def test_unseeded_it_starts_with_sign_up(tmp_path: Path) -> None:
    """`--apply` makes the account of the file."""
    assert not demo_world(tmp_path, NOW, seeded=False).has_store()


def test_the_clock_starts_where_it_is_set_and_goes_on() -> None:
    """Without a moment it is the real time."""
    clock = SettableClock(NOW)
    assert timedelta() <= clock.now() - NOW < timedelta(minutes=5)
    assert clock.now().tzinfo is not None
    assert SettableClock(datetime(2026, 3, 2, 10, 0)).now().tzinfo is not None
    assert abs(SettableClock().now() - datetime.now(UTC)) < timedelta(minutes=5)


def test_the_example_person_is_right() -> None:
    """The steps before `--step` pass their own rules."""
    from emk_tui.card.check import check, errors
    from emk_tui.card.draft import Draft

    draft = Draft()
    for section, values in example_rows().items():
        for name, raw in values.items():
            draft.put(f"{section}.{name}", raw)
    assert errors(check(draft, NOW.date(), example_rows())) == []


def test_codes_are_shown(tmp_path: Path) -> None:
    """Nothing is sent: the code is on the screen."""
    assert "123456" in demo_world(tmp_path).sender.send("sms", "+79161234567", "123456", "вход")
