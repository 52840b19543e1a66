"""What is offered in place of a common other spelling: certain, and right itself."""

from datetime import date

import pytest

from emk_tui.card.fields import Right, Wrong
from emk_tui.card.paths import locate

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("path", "typed", "fix"),
    [
        ("personal.birth_date", "5.3.1980", "05.03.1980"),
        ("personal.birth_date", "05/03/1980", "05.03.1980"),
        ("personal.birth_date", "05,03,1980", "05.03.1980"),
        ("personal.birth_date", "1980-03-05", None),
        ("personal.birth_date", "5.3.80", None),
        ("personal.birth_date", "...", None),
        ("personal.snils", "112.233.445.95", "112-233-445 95"),
        ("personal.snils", "112.233", None),
        ("personal.passport_number", "123 456", "123456"),
        ("personal.registration_postcode", "170 040", "170040"),
    ],
)
def test_mending(path: str, typed: str, fix: str | None) -> None:
    """Refused as before (R57, R59), with the right spelling on one key where there is one."""
    field = locate(path).field
    reading = field.read(typed, TODAY)
    assert isinstance(reading, Wrong)
    assert reading.problem.fix == fix
    assert fix is None or isinstance(field.read(fix, TODAY), Right)
