"""Key slots and the recovery code on their own."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.store import keys, recovery
from emk_tui.store.keys import CEILING, FLOOR, Header, KdfCost
from tests.store.data import CHEAP

HEADER = Header("00" * 16, "demo", "11" * 32, "22" * 32)
KEY = b"k" * 32


@given(st.binary(min_size=20, max_size=20))
def test_a_code_reads_back_however_it_is_written(secret: bytes) -> None:
    code = recovery.render(secret)
    assert [len(group) for group in code.split("-")] == [5] * 6 + [2]
    assert not set(code) & set("ILOU")
    spoken = code.translate(str.maketrans("01ABEKMHPCTXY3", "оlавекмнрстхуз"))
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')}\n", spoken):
        assert recovery.parse(typed) == secret


@given(st.text(max_size=80))
def test_any_text_is_a_code_or_not(text: str) -> None:
    found = recovery.parse(text)
    assert found is None or recovery.parse(recovery.render(found)) == found


@pytest.mark.parametrize("text", ["", "A" * 31, "A" * 33, "U" * 32, "Ж" * 32, "²" * 32])
def test_no_code(text: str) -> None:
    assert recovery.parse(text) is None


def test_login_and_password_are_one_secret_in_one_spelling() -> None:
    composed, apart = "Йод ё", unicodedata.normalize("NFD", "Йод ё")
    assert composed != apart
    assert keys.secret_of(" МАРИЯ ", composed) == keys.secret_of("мария", apart)
    assert keys.secret_of("a", "bc") != keys.secret_of("ab", "c")
    assert keys.secret_of("мария", "Слово") != keys.secret_of("мария", "слово")


def test_a_slot_opens_with_its_own_secret_header_kind_and_cost_only() -> None:
    slot = keys.password_slot(HEADER, "secret", KEY, CHEAP)
    wrapping = keys.stretch("secret", slot.salt, CHEAP)
    assert keys.unwrap(HEADER, slot, wrapping) == KEY
    assert keys.unwrap(HEADER, slot, keys.stretch("other", slot.salt, CHEAP)) is None
    other = "33" * 16
    for header in (
        replace(HEADER, store=other), replace(HEADER, kind="real"), replace(HEADER, inbox=other),
        replace(HEADER, papers=other), replace(HEADER, format=2),
    ):  # fmt: skip
        assert keys.unwrap(header, slot, wrapping) is None
    for changed in (replace(slot, kind="recovery"), replace(slot, cost=KdfCost(64, 2, 1))):
        assert keys.unwrap(HEADER, changed, wrapping) is None


@pytest.mark.parametrize(
    ("once", "a_pass", "passes"),
    [
        # a tenth of a second for memory, whatever comes after it: guessed low, then mended
        (0.1, 0.011, 15), (0.04, 0.014, 20), (0.0, 0.03, 12),
        (0.0, 0.001, 64), (0.0, 0.0835, 3), (0.0, 0.3, 3),
    ],
)  # fmt: skip
def test_calibration_asks_until_it_takes_long_enough(
    once: float, a_pass: float, passes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, asked = [0.0], list[KdfCost]()

    def work(cost: KdfCost) -> None:
        asked.append(cost)
        # the best of three counts: a busy moment in between makes no cheaper key
        now[0] += once + a_pass * cost.passes + (0 if len(asked) % keys.TRIALS == 2 else 9)

    monkeypatch.setattr(keys, "perf_counter", lambda: now[0])
    cost = keys.calibrate(work)
    assert asked[:3] == [FLOOR] * 3 and asked[-1] == cost
    assert cost == replace(FLOOR, passes=passes)
    assert passes in (3, 64) or 0.25 <= once + a_pass * passes <= 0.5
    assert keys.between(FLOOR, cost, CEILING)
