"""Who of the staff may see the card: attachment, access given and taken back, the consent (R8, R78, R102)."""

from dataclasses import replace

import pytest

from emk_tui.demo_staff import CLINIC_INN, OTHER_INN
from emk_tui.ports import Account, Event, Grant
from emk_tui.services.access import DOCTOR, ORGANISATION, has_access, is_granted
from emk_tui.services.world import World
from tests.services.people import grant, owner, signed_in
from tests.services.worlds import NOW

EVENT = Event("проба", at=NOW)
HERE = Account("doctor", clinic_inn=CLINIC_INN)
THERE = Account("doctor2", clinic_inn=OTHER_INN)
NOWHERE = Account("doctor3")


@pytest.mark.parametrize(
    ("given", "account", "holds"),
    [
        ((), THERE, False),
        ((grant(ORGANISATION, OTHER_INN),), THERE, True),
        ((grant(ORGANISATION, CLINIC_INN),), THERE, False),
        ((grant(DOCTOR, "doctor2"),), THERE, True),
        ((grant(DOCTOR, "doctor"),), THERE, False),
        # the ИНН of one kind is no login of the other
        ((grant(DOCTOR, OTHER_INN),), THERE, False),
        ((grant(ORGANISATION, "doctor2"),), THERE, False),
        # an organisation that no directory knows opens to nobody
        ((grant(ORGANISATION, ""),), THERE, False),
        ((grant(ORGANISATION, ""),), NOWHERE, False),
        ((grant(DOCTOR, ""),), replace(NOWHERE, login=""), False),
        ((replace(grant(DOCTOR, "doctor2"), revoked_at=NOW),), THERE, False),
        ((replace(grant(DOCTOR, "doctor2"), revoked_at=NOW), grant(DOCTOR, "doctor2", "g-2")), THERE, True),
        ((grant("somebody", "doctor2"),), THERE, False),
    ],
)
def test_what_was_given(given: tuple[Grant, ...], account: Account, holds: bool) -> None:
    """R8: by the ИНН of an organisation, by the login of a doctor, until it is taken back."""
    assert is_granted(given, account) is holds


def sees(world: World, login: str) -> bool:
    """Has this member of the staff access now."""
    with signed_in(world, login) as person:
        return has_access(person.opened, person.account)


@pytest.mark.parametrize("given", [grant(ORGANISATION, OTHER_INN), grant(DOCTOR, "doctor2")])
def test_a_doctor_of_another_clinic(clinic: World, given: Grant) -> None:
    """R78: not before access is given, not after it is taken back, not again by itself."""
    assert [sees(clinic, "doctor"), sees(clinic, "doctor2")] == [True, False]
    with owner(clinic) as session:
        session.store.grant(given, EVENT)
    assert [sees(clinic, "doctor"), sees(clinic, "doctor2")] == [True, True]
    with owner(clinic) as session:
        session.store.revoke(given.id, NOW, EVENT)
    assert [sees(clinic, "doctor"), sees(clinic, "doctor2")] == [True, False]


def test_without_a_consent_nobody_sees_it(clinic: World) -> None:
    """R102: attached or given, until a new one is signed."""
    with owner(clinic) as session:
        session.store.grant(grant(DOCTOR, "doctor2"), EVENT)
        consent = session.store.consent()
        assert consent is not None
        session.store.withdraw(consent.id, "переезд", EVENT)
    assert [sees(clinic, login) for login in ("doctor", "doctor2", "specialist", "registrar")] == [False] * 4
    with owner(clinic) as session:
        session.store.sign(replace(consent, id="С-2", nonce="n-2"), EVENT)
    assert [sees(clinic, login) for login in ("doctor", "doctor2", "specialist", "registrar")] == [True] * 4


def test_without_a_card_there_is_nothing_to_see(desk: World) -> None:
    """An application alone gives nobody access."""
    assert not sees(desk, "registrar") and not sees(desk, "doctor")


def test_another_attachment_moves_the_access(clinic: World) -> None:
    """R79: the new clinic sees it, the former does not."""
    with owner(clinic) as session:
        values = {"name": "Городская поликлиника «Тихий двор»", "inn": OTHER_INN, "okpo": "99102734"}
        session.store.change_section("clinic", values, {}, (), EVENT)
    assert [sees(clinic, "doctor"), sees(clinic, "doctor2")] == [False, True]
