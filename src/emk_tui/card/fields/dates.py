"""Dates: ДД.ММ.ГГГГ, the dots may be left out; the day must exist (R57, R67)."""

from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime
from typing import ClassVar

from emk_tui.card.fields.base import Field, Reading, Right, Value, Wrong
from emk_tui.card.identifiers import anniversary
from emk_tui.i18n import _, plural

ADULT = 18
"""Years of age from which a card is created (R31, K25)."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Day(Field):
    """A calendar day from 1900 on; `future` allows days after today, `adult` wants 18 full years."""

    kind: ClassVar[str] = "date"

    limit: int = 40
    future: bool = False
    adult: bool = False

    def rule(self) -> str:
        """Format, calendar, limits."""
        parts = [_("ДД.ММ.ГГГГ, точки можно не набирать. День есть в календаре, не раньше 1900 года")]
        parts += [] if self.future else [_("не позже сегодняшнего")]
        parts += [_("полных лет не меньше {years}").format(years=ADULT)] if self.adult else []
        return ", ".join(parts) + "."

    def is_full(self, raw: str, today: date) -> bool:
        """All eight digits."""
        return sum(char.isdigit() for char in raw) == 8 and isinstance(self.read(raw, today), Right)

    def parse(self, text: str, today: date) -> Reading:
        """Digits with dots in the printed places, then the calendar, then today."""
        digits = self._digits(text)
        if isinstance(digits, Wrong):
            return digits
        if wrong := self._parts(digits):
            return wrong
        if len(digits) < 8:
            more = plural(8 - len(digits), "цифра", "цифры", "цифр")
            return self.not_yet("DATE_MORE", more=more)
        try:
            day = date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
        except ValueError:
            return self.wrong("DATE_ABSENT")
        return self._judge(day, today)

    def _digits(self, text: str) -> str | Wrong:
        found, dots = "", 0
        for char in text:
            if char.isascii() and char.isdigit() and len(found) < 8:
                found += char
            elif char == "." and (len(found), dots) in ((2, 0), (4, 1)):
                dots += 1
            else:
                return self.wrong("DATE_FORMAT", fix=padded(text))
        if dots == 1 and len(found) > 4:
            return self.wrong("DATE_FORMAT", fix=padded(text))
        return found

    def _parts(self, digits: str) -> Wrong | None:
        day, month, year = digits[:2], digits[2:4], digits[4:]
        if digits[:1] > "3" or (len(day) == 2 and not 1 <= int(day) <= 31):
            return self.wrong("DATE_ABSENT")
        if month[:1] > "1" or (len(month) == 2 and not 1 <= int(month) <= 12):
            return self.wrong("DATE_ABSENT")
        if len(year) == 4 and int(year) < 1900:
            return self.wrong("DATE_OLD")
        return None

    def _judge(self, day: date, today: date) -> Reading:
        if not self.future and day > today:
            return self.wrong("DATE_FUTURE")
        if self.adult and today.year < MAXYEAR and anniversary(day, ADULT) > today:
            return self.wrong("UNDER_AGE")
        return Right(day, day.strftime("%d.%m.") + f"{day.year:04}")

    def raw_of(self, value: Value) -> str:
        """ДД.ММ.ГГГГ."""
        return f"{value.day:02}.{value.month:02}.{value.year:04}" if isinstance(value, date) else ""


def padded(text: str) -> str | None:
    """«5.3.1980» or «05/03/1980» as it is written here, where no doubt is left; else None."""
    parts = "".join(char if char.isdigit() else " " for char in text).split()
    if not text.isascii() or [len(part) for part in parts][2:] != [4] or max(map(len, parts[:2])) > 2:
        return None
    return f"{parts[0]:0>2}.{parts[1]:0>2}.{parts[2]}"


NEAREST = "ближайший"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SlotTime(Field):
    """The start of a booking: ISO time from today on, or «ближайший»."""

    kind: ClassVar[str] = "slot"

    limit: int = 40

    def rule(self) -> str:
        """Format and the earliest day."""
        return _("ГГГГ-ММ-ДДTЧЧ:ММ, не раньше сегодняшнего дня, или слово «{word}».").format(word=NEAREST)

    def parse(self, text: str, today: date) -> Reading:
        """Any prefix of the word is unfinished, anything else must be a time."""
        if text.casefold() == NEAREST:
            return Right(NEAREST, NEAREST)
        if NEAREST.startswith(text.casefold()):
            return self.not_yet("SLOT_FORMAT")
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            shape = "0000-00-00T00:00"
            fits = all(
                c.isdigit() if s == "0" else c in "T " if s == "T" else c == s
                for c, s in zip(text, shape, strict=False)
            )
            return self.not_yet("SLOT_FORMAT") if fits and len(text) < 16 else self.wrong("SLOT_FORMAT")
        if len(text) < 16:
            return self.not_yet("SLOT_FORMAT")
        if moment.tzinfo is not None:
            return self.wrong("SLOT_FORMAT")
        # values from the store are read as of the last year: a booking of the past stays readable
        if moment.date() < today and today.year < MAXYEAR:
            return self.wrong("SLOT_PAST")
        return Right(moment.isoformat(timespec="minutes"), moment.isoformat(timespec="minutes"))
