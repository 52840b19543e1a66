"""A recovery code is drawn first and comes into force when it is set, never before (R20)."""

from pathlib import Path

import pytest

from emk_tui.ports import Fault
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, PASSWORD, Hands


def recovery_of(vault: FileVault) -> str:
    """Make a store and close it; its recovery code."""
    store, code = vault.create(ACCOUNT, PASSWORD)
    store.close()
    return code


def test_a_drawn_recovery_code_opens_nothing_until_it_is_set(vault: FileVault, hands: Hands) -> None:
    """Left or killed before that, the former one goes on; a drawing alone writes nothing."""
    former, newer = recovery_of(vault), vault.draw_recovery()
    assert newer not in (former, vault.draw_recovery())
    with pytest.raises(Fault, match="RECOVERY_REFUSED"):
        vault.open_with_recovery(newer)
    hands.sleep(vault.delay())
    store = vault.open_with_recovery(former)
    vault.set_recovery(store, newer.lower().replace("-", " "))
    store.close()
    with pytest.raises(Fault, match="RECOVERY_REFUSED"):
        vault.open_with_recovery(former)
    hands.sleep(vault.delay())
    vault.open_with_recovery(newer).close()


@pytest.mark.parametrize("wrong", ["", "XXXXX", "!" * 32, "0" * 31, "0" * 33, "U" * 32])
def test_what_is_no_recovery_code_is_never_set(wrong: str, vault: FileVault, place: Path) -> None:
    former = recovery_of(vault)
    before = (place / "keys.json").read_bytes()
    store = vault.open("мария", PASSWORD)
    with pytest.raises(ValueError):
        vault.set_recovery(store, wrong)
    store.close()
    assert (place / "keys.json").read_bytes() == before
    vault.open_with_recovery(former).close()
