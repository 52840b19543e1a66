"""Phone and e-mail: phonenumbers and email-validator do the knowing (R62, R63, R68)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from emk_tui.card.fields.base import Field, Reading, Right, Wrong
from emk_tui.card.problems import WARNING
from emk_tui.card.text import is_cyrillic, is_latin
from emk_tui.i18n import _


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Phone(Field):
    """A phone number; stored as E.164, a leading 8 becomes +7 with a note (K19, K34)."""

    kind: ClassVar[str] = "phone"

    limit: int = 30

    def rule(self) -> str:
        """Characters, and what becomes of the number."""
        return _(
            "Существующий номер: «+» и код страны, цифры, пробелы, дефисы, скобки. "
            "Без «+» номер считается российским, 8 впереди станет +7."
        )

    def parse(self, text: str, today: date) -> Reading:
        """Characters first, then the numbering plan."""
        for position, char in enumerate(text, 1):
            if (
                not (char.isascii() and char.isdigit())
                and char not in " -()"
                and (char, position) != ("+", 1)
            ):
                return self.wrong("PHONE_CHARACTER", position=position)
        digits = "".join(char for char in text if char.isdigit())
        if len(digits) > 15:
            return self.wrong("PHONE_LONG")
        return self._judge(text, digits)

    def _judge(self, text: str, digits: str) -> Reading:
        international = self._international(text, digits)
        if len(international) < 3:
            return self.not_yet("PHONE_MORE")
        import phonenumbers as plan

        try:
            number = plan.parse(international)
        except plan.NumberParseException as found:
            unfinished = len(digits) < 5 or found.error_type == found.TOO_SHORT_NSN
            return self.not_yet("PHONE_MORE") if unfinished else self.wrong("PHONE")
        reason = plan.is_possible_number_with_reason(number)
        if reason in (plan.ValidationResult.TOO_SHORT, plan.ValidationResult.IS_POSSIBLE_LOCAL_ONLY):
            return self.not_yet("PHONE_MORE")
        if not plan.is_valid_number(number):
            long = reason in (plan.ValidationResult.TOO_LONG, plan.ValidationResult.INVALID_LENGTH)
            return self.wrong("PHONE_LONG" if long else "PHONE")
        shown = plan.format_number(number, plan.PhoneNumberFormat.INTERNATIONAL)
        value = plan.format_number(number, plan.PhoneNumberFormat.E164)
        changed = not text.startswith("+")
        notes = (self.problem("PHONE_CHANGED", level=WARNING, shown=shown),) if changed else ()
        return Right(value, shown, notes)

    def _international(self, text: str, digits: str) -> str:
        if text.startswith("+"):
            return "+" + digits
        if digits[:1] in ("8", "7"):
            return "+7" + digits[1:]
        return "+7" + digits


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Email(Field):
    """An e-mail address with a domain zone; a Cyrillic one is fine, a mixture of alphabets is not."""

    kind: ClassVar[str] = "email"

    limit: int = 254

    def rule(self) -> str:
        """The parts of an address."""
        return _(
            "Один знак «@», после него домен с зоной, без пробелов, русские и латинские буквы не смешаны; "
            "до {limit} знаков."
        ).format(limit=self.limit)

    def parse(self, text: str, today: date) -> Reading:
        """«@» and zone are unfinished while typing; the library has the last word."""
        local, at, domain = text.partition("@")
        if " " in text or domain.count("@") or not local:
            return self.wrong("EMAIL")
        if wrong := self._mixture(text):
            return wrong
        if not at or not domain:
            return self.not_yet("EMAIL_AT")
        name, dot, zone = domain.rpartition(".")
        if not dot or not name or len(zone) < 2:
            return self.not_yet("EMAIL_ZONE")
        return self._judge(text)

    def _judge(self, text: str) -> Reading:
        from email_validator import EmailNotValidError, validate_email

        try:
            found = validate_email(text, check_deliverability=False, strict=True)
        except (EmailNotValidError, ValueError):
            return self.wrong("EMAIL")
        return Right(found.normalized, found.normalized)

    def _mixture(self, text: str) -> Wrong | None:
        """A Cyrillic letter beside Latin ones before the «@» or in one label of the domain."""
        local, _at, domain = text.partition("@")
        start = 0
        for part in (local, *domain.split(".")):
            cyrillic = [index for index, char in enumerate(part, 1) if is_cyrillic(char)]
            if cyrillic and any(map(is_latin, part)):
                return self.wrong("EMAIL_LETTER", position=start + cyrillic[0])
            start += len(part) + 1
        return None
