"""Numbers of a fixed length: digits with separators only where they are printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from emk_tui.card.fields.base import Field, NotYet, Reading, Right, Wrong
from emk_tui.i18n import _, plural


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Digits(Field):
    """Digits; `groups` are the printed ones with the separator that stands before each but the first."""

    kind: ClassVar[str] = "digits"

    lengths: tuple[int, ...] = (6,)
    """Lengths that are complete, ascending."""
    groups: tuple[int, ...] = ()
    separators: str = ""
    """How the groups are joined when shown, one character a gap."""
    allowed: str = ""
    """Separators that may be typed in the printed places."""

    def rule(self) -> str:
        """Separators and the check of the number; the length is in the hint."""
        gaps = _("Разделители только на своих местах") if self.allowed else _("Без разделителей")
        parts = (gaps, _("не одни нули"), self.checked())
        return ", ".join(part for part in parts if part) + "."

    def is_full(self, raw: str, today: date) -> bool:
        """One length only, and it is reached."""
        return len(self.lengths) == 1 and isinstance(self.read(raw, today), Right)

    def checked(self) -> str:
        """What check the number passes, in words; empty where it has none."""
        return ""

    def parse(self, text: str, today: date) -> Reading:
        """Digits to their value; NotYet while digits are missing."""
        digits = self.digits(text)
        if isinstance(digits, Wrong):
            return digits
        if len(digits) not in self.lengths:
            return self.unfinished(digits)
        return self.judge(digits, today)

    def unfinished(self, digits: str) -> NotYet | Wrong:
        """How many digits are missing to the next complete length, or too many."""
        rest = [length - len(digits) for length in self.lengths if length > len(digits)]
        if not rest:
            return self.wrong("DIGITS_MANY", want=self.want())
        more = plural(rest[0], "цифра", "цифры", "цифр")
        return self.not_yet("DIGITS_MORE", more=more, want=self.want())

    def want(self) -> str:
        """«11 цифр», «8 или 10 цифр»."""
        *first, last = self.lengths
        return (
            f"{', '.join(map(str, first))} или {last} цифр"
            if first
            else plural(last, "цифра", "цифры", "цифр")
        )

    def digits(self, text: str) -> str | Wrong:
        """Only the digits, or what stands where it should not."""
        found = ""
        previous_gap = True
        for position, char in enumerate(text, 1):
            if char.isdigit() and char.isascii():
                found, previous_gap = found + char, False
            elif char in self.allowed and not previous_gap and len(found) in self.gaps():
                previous_gap = True
            elif char in " -./" + self.allowed:
                return self.wrong("DIGITS_SEPARATOR", fix=self._bare(text), position=position)
            else:
                return self.wrong("DIGITS_ONLY", position=position)
        return found

    def _bare(self, text: str) -> str | None:
        """The number as printed, where nothing but separators is in the way."""
        bare = "".join(char for char in text if char not in " -./")
        whole = bare.isascii() and bare.isdigit() and len(bare) in self.lengths
        return self.show(bare) if whole else None

    def gaps(self) -> tuple[int, ...]:
        """After how many digits a separator may stand."""
        return tuple(self._starts())[:-1]

    def _starts(self) -> Iterator[int]:
        total = 0
        for size in self.groups:
            total += size
            yield total

    def judge(self, digits: str, today: date) -> Reading:
        """Check a number of the right length."""
        if not digits.strip("0"):
            return self.wrong("DIGITS_ZEROS")
        return Right(digits, self.show(digits))

    def show(self, digits: str) -> str:
        """As printed on the paper."""
        shown, start = "", 0
        for index, size in enumerate(self.groups):
            gap = self.separators[index - 1] if index else ""
            shown += gap + digits[start : start + size]
            start += size
        return shown + digits[start:] if self.groups else digits
