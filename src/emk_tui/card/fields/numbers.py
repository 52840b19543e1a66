"""Identifiers: СНИЛС, ИНН, ОКПО, passport, policy number, and measured values."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from emk_tui.card.fields.base import Field, Reading, Right, Wrong
from emk_tui.card.fields.digits import Digits
from emk_tui.card.identifiers import SNILS_UNCHECKED, okpo_is_ambiguous, okpo_is_valid, snils_check
from emk_tui.card.problems import WARNING
from emk_tui.i18n import _


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Snils(Digits):
    """СНИЛС: 11 digits with a check number (R59, K1)."""

    kind: ClassVar[str] = "snils"

    lengths: tuple[int, ...] = (11,)
    groups: tuple[int, ...] = (3, 3, 3, 2)
    separators: str = "-- "
    allowed: str = " -"

    def checked(self) -> str:
        """The check number."""
        return _("контрольное число сходится, у номеров до 001-001-998 его нет")

    def reviewed(self, reading: Right) -> str:
        """Without spaces, as the source text wants it at the control (K1)."""
        return str(reading.value or "")

    def judge(self, digits: str, today: date) -> Reading:
        """Zeros and a wrong check number are refused; small numbers have none."""
        if not digits.strip("0"):
            return self.wrong("DIGITS_ZEROS")
        if int(digits[:9]) <= SNILS_UNCHECKED:
            note = self.problem("SNILS_UNCHECKED", level=WARNING)
            return Right(digits, self.show(digits), (note,))
        if int(digits[9:]) != snils_check(digits):
            return self.wrong("SNILS_CHECK")
        return Right(digits, self.show(digits))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Inn(Digits):
    """ИНН of a person (12 digits) or an organisation (10), with check digits (R11, R75)."""

    kind: ClassVar[str] = "inn"

    def checked(self) -> str:
        """The check digits."""
        return _("контрольные цифры сходятся")

    def judge(self, digits: str, today: date) -> Reading:
        """The length is right already; python-stdnum knows the check digits."""
        from stdnum.ru import inn

        if not digits.strip("0"):
            return self.wrong("DIGITS_ZEROS")
        return Right(digits, digits) if inn.is_valid(digits) else self.wrong("INN_CHECK")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Okpo(Digits):
    """ОКПО: 8 digits, 10 for a sole trader, with a check digit (R75)."""

    kind: ClassVar[str] = "okpo"

    lengths: tuple[int, ...] = (8, 10)

    def checked(self) -> str:
        """The check digit."""
        return _("контрольная цифра сходится")

    def judge(self, digits: str, today: date) -> Reading:
        """A 10-digit code whose check the sources describe differently is only doubted."""
        if not digits.strip("0"):
            return self.wrong("DIGITS_ZEROS")
        if okpo_is_valid(digits):
            return Right(digits, digits)
        if okpo_is_ambiguous(digits):
            return Right(digits, digits, (self.problem("OKPO_DOUBT", level=WARNING),))
        return self.wrong("OKPO_CHECK")


POLICY_KINDS = {16: "enp", 9: "temporary", 10: "old", 11: "old", 12: "old"}
"""Length → the kind of policy it means (K2)."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PolicyNumber(Digits):
    """Number of an ОМС policy: 16 digits (ЕНП, Luhn), 9 temporary, 10–12 old form (R151, K2)."""

    kind: ClassVar[str] = "policy"

    lengths: tuple[int, ...] = (9, 10, 11, 12, 16)
    groups: tuple[int, ...] = (4, 4, 4, 4)
    separators: str = "   "
    allowed: str = " -"

    def checked(self) -> str:
        """The check digit of the unified form."""
        return _("у единого полиса контрольная цифра сходится")

    def judge(self, digits: str, today: date) -> Reading:
        """The check digit counts for the unified form only."""
        from stdnum import luhn

        if not digits.strip("0"):
            return self.wrong("DIGITS_ZEROS")
        kind = POLICY_KINDS[len(digits)]
        if kind == "enp" and not luhn.is_valid(digits):
            return self.wrong("ENP_CHECK")
        if kind == "old":
            return Right(digits, digits, (self.problem("POLICY_OLD", level=WARNING),))
        return Right(digits, self.show(digits) if kind == "enp" else digits)

    def want(self) -> str:
        """All accepted lengths in words."""
        return "16 цифр, у временного 9, у старого 10, 11 или 12"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Number(Field):
    """A measured value: digits with one point or comma (R106)."""

    kind: ClassVar[str] = "number"

    limit: int = 20

    def rule(self) -> str:
        """Digits and signs."""
        return _("Цифры, одна запятая или точка, впереди можно минус; до {limit} знаков.").format(
            limit=self.limit
        )

    def parse(self, text: str, today: date) -> Reading:
        """Normal form has a point and no leading zeros; shown with a comma."""
        whole, point, rest = text.replace(",", ".").partition(".")
        sign, whole = ("-", whole[1:]) if whole[:1] == "-" else ("", whole)
        if not whole and not point:
            return self.not_yet("NUMBER_MORE")
        if not _ascii_digits(whole) or (rest and not _ascii_digits(rest)):
            return self.wrong("NUMBER_FORMAT")
        if point and not rest:
            return self.not_yet("NUMBER_MORE")
        value = sign + (whole.lstrip("0") or "0") + ("." + rest if rest else "")
        return Right(value, value.replace(".", ","))


def _ascii_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Icd10(Field):
    """A code of ICD-10: a Latin letter, two digits, point, digit (R185)."""

    kind: ClassVar[str] = "icd10"

    limit: int = 6

    def rule(self) -> str:
        """The shape of a code."""
        return _("Латинская буква и две цифры, затем можно точку и цифру.")

    def parse(self, text: str, today: date) -> Reading:
        """Cyrillic letters that look the same are offered for replacement."""
        code = text.upper()
        if wrong := self._letter(code):
            return wrong
        rest = code[1:]
        shape = "00.0"
        fits = all(
            c.isdigit() and c.isascii() if s == "0" else c == s for c, s in zip(rest, shape, strict=False)
        )
        if not fits or len(rest) > len(shape):
            return self.wrong("ICD10_FORMAT")
        if len(rest) < 2 or rest.endswith("."):
            return self.not_yet("ICD10_FORMAT")
        return Right(code, code)

    def _letter(self, code: str) -> Wrong | None:
        from emk_tui.card.text import CYRILLIC_LIKE, is_latin

        if is_latin(code[0]):
            return None
        latin = CYRILLIC_LIKE.get(code[0])
        return self.wrong("ICD10_LETTER", fix=latin + code[1:]) if latin else self.wrong("ICD10_FORMAT")
