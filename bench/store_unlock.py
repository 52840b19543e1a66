"""What a password costs: the calibrated Argon2id, a quarter to half a second on a machine at rest."""

import sys

from bench.store_figures import Figure, seconds, tell
from emk_tui.store.keys import FLOOR, SALT, KdfCost, calibrate, stretch

LEAST, MOST = 250.0, 500.0
ROUNDS = 7


def cost_ms(cost: KdfCost) -> float:
    """Milliseconds of one derivation, the best of a few: other programs only make it slower."""
    salt = bytes(SALT)
    return min(seconds(lambda: stretch("measured", salt, cost)) for _ in range(ROUNDS)) * 1e3


def main() -> int:
    """Measure; the control is one pass at the floor's memory, which is too cheap."""
    chosen = calibrate()
    took, cheap = cost_ms(chosen), cost_ms(KdfCost(FLOOR.memory, 1, FLOOR.lanes))
    floor = cost_ms(FLOOR)
    # a machine on which the floor alone takes longer pays the floor: less would be a downgrade
    most = max(MOST, floor * 1.2)
    words = f"{took:.0f} ms ({chosen.memory // 1024} MiB, {chosen.passes} passes; floor {floor:.0f} ms)"
    return tell(
        Figure("unlock: one password", words, f"{LEAST:.0f}–{most:.0f} ms",
               f"one pass {cheap:.0f} ms", LEAST <= took <= most and not cheap >= LEAST)
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
