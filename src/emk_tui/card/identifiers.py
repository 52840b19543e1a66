"""Check numbers of Russian identifiers that no library covers (domain.md, 1.1–1.6)."""

from datetime import date


def snils_check(digits: str) -> int:
    """The check number of the first nine digits of a СНИЛС."""
    total = sum(int(digit) * (9 - index) for index, digit in enumerate(digits[:9]))
    return total % 101 % 100


SNILS_UNCHECKED = 1001998
"""Numbers up to 001-001-998 have no check number."""


def okpo_is_valid(code: str) -> bool:
    """ОКПО of 8, 10 or 14 digits: weights 1, 2, 3 …; in a second pass 3, 4, 5 …"""
    return int(code[-1]) == _okpo_key(code, 1)


def _okpo_key(code: str, first: int) -> int:
    rest = sum(int(digit) * ((index + first - 1) % 10 + 1) for index, digit in enumerate(code[:-1])) % 11
    if rest < 10:
        return rest
    return _okpo_key(code, 3) if first == 1 else 0


def okpo_is_ambiguous(code: str) -> bool:
    """A 10-digit code that fails only where the sources differ on the second pass (decided doubt 2)."""
    first = sum(int(digit) * (index % 10 + 1) for index, digit in enumerate(code[:-1])) % 11
    return len(code) == 10 and first == 10


def enp_person(number: str) -> tuple[date, str] | None:
    """Birth date and sex (м, ж) coded in a 16-digit ЕНП; None where the digits are no date."""
    nines = "".join(str(9 - int(digit)) for digit in number[2:10])
    month, year, day = int(nines[:2]), int(nines[2:6][::-1]), int(nines[6:8])
    month -= 20 if year <= 1950 else 40 if year <= 2000 else 0
    sex = "м" if day > 50 else "ж"
    try:
        return date(year, month, day - 50 if day > 50 else day), sex
    except ValueError:
        return None


def anniversary(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March (K25)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
