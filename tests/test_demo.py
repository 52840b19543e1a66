"""The demonstration world: seeded, with a clock that can be set, and never mixed with a real one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from emk_tui.demo import PASSWORD, SettableClock, demo_world, open_session
from emk_tui.demo_example import example_rows
from emk_tui.demo_staff import PEOPLE
from emk_tui.ports import Fault, Video
from emk_tui.services.presence import Presence
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


@pytest.mark.parametrize("login", PEOPLE)
def test_every_one_of_the_staff_signs_in(tmp_path: Path, login: str) -> None:
    """By the password of the first line; each finds what the role is for."""
    world = demo_world(tmp_path, NOW, role=login)
    store = world.vault().open(login, PASSWORD)
    presence = Presence(world, store)
    assert (presence.role, presence.account.name) == PEOPLE[login][:2]
    has_card = login != "registrar"
    assert (store.card() is not None) is has_card
    assert (store.holder().video == Video.WAITING) is not has_card
    assert len(store.application().files) == (0 if has_card else 2)
    store.close()


def test_the_second_start_with_a_role_finds_the_same(tmp_path: Path) -> None:
    """`--keep`: nothing is prepared twice."""
    world = demo_world(tmp_path, NOW, role="doctor")
    world.vault().open("doctor", PASSWORD).close()
    store = demo_world(tmp_path, NOW, role="doctor").vault().open("doctor", PASSWORD)
    card = store.card()
    assert card is not None and card.version == 1
    store.close()


def test_scans_to_try_it_with(tmp_path: Path) -> None:
    """Beside the store, written when they are first asked for; none for what has no sample."""
    world = demo_world(tmp_path, NOW)
    assert world.operated and not (tmp_path / "samples").exists()
    for kind in ("passport", "snils", "result"):
        path = world.sample_file(kind)
        assert path is not None and world.intake().check(str(path), kind).accepted
    assert world.sample_file("surname_change") is None
