"""Opening the store once the data key is known."""

import statistics
import sys

from bench.store_figures import Figure, new_store, scratch, seconds, tell, vault_at
from emk_tui.store import keys, opening
from emk_tui.store.keys import FLOOR
from tests.store.data import PASSWORD, Hands

ROUNDS, GOAL = 60, 10.0


def main() -> int:
    """Measure; the control is an opening with the full cost of the password."""
    with scratch() as folder:
        place = folder / "store"
        store = new_store(place)
        store.close()
        slots = keys.load((place / "keys.json").read_bytes())
        slot = slots.slot("password")
        assert slot.cost is not None
        key = keys.unwrap(
            slots.header, slot, keys.stretch(keys.secret_of("мария", PASSWORD), slot.salt, slot.cost)
        )
        assert key is not None
        data_key = key

        def once() -> None:
            opening.start(place, slots, data_key, Hands()).engine.dispose()

        once()
        took = statistics.median(seconds(once) for _ in range(ROUNDS)) * 1e3
        vault = vault_at(place)
        whole = (
            statistics.median(seconds(lambda: vault.open("мария", PASSWORD).close()) for _ in range(9)) * 1e3
        )
        whole += seconds(lambda: keys.stretch("x", slot.salt, FLOOR)) * 1e3
    return tell(
        Figure("store open after the key is known", f"{took:.1f} ms", f"<= {GOAL:.0f} ms",
               f"with the password's cost {whole:.0f} ms", took <= GOAL < whole)
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
