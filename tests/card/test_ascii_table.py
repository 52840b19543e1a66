"""Every printable ASCII character in the middle of every field: accepted or refused as declared (R66)."""

import string

import pytest

from emk_tui.card.fields import Wrong
from tests.card.fields import FIELDS, TODAY

DIGITS, LATIN = string.digits, string.ascii_letters
SIGNS = "".join(sign for sign in string.printable[:95] if not sign.isalnum())
UNLIKE = "".join(letter for letter in LATIN if letter not in "aceopxyABCEHKMOPTXY")
"""Latin letters that look like no Russian one."""
TEXT = " .,-\"()/':;"
"""Separators of addresses and names of organisations."""

TABLE = {
    # field: (a text before, a text after, what may stand between)
    "personal.surname": ("Ива", "нова", " -'"),
    "personal.given_name": ("Ма", "рия", " -'"),
    "personal.patronymic": ("Пет", "ровна", " -'"),
    "visits.doctor": ("Пет", "рова", " -'."),
    "booking.doctor": ("Пет", "рова", " -'."),
    "personal.snils": ("112", "233", DIGITS + " -"),
    "personal.inn": ("5001", "0073", DIGITS),
    "clinic.inn": ("770", "203", DIGITS),
    "clinic.okpo": ("002", "427", DIGITS),
    "policy.number": ("7767", "940", DIGITS + " -"),
    "personal.passport_series": ("45", "0", DIGITS + " "),
    "personal.passport_number": ("123", "45", DIGITS),
    "personal.passport_division_code": ("770", "00", DIGITS + "- "),
    "personal.registration_postcode": ("101", "00", DIGITS),
    "personal.passport_issued_by": ("ОВД", "Москвы", DIGITS + TEXT),
    "personal.registration_settlement": ("г", "Москва", DIGITS + TEXT),
    "personal.registration_street": ("ул", "Лесная", DIGITS + TEXT),
    "personal.registration_house": ("12", "1", DIGITS + TEXT),
    "personal.registration_flat": ("4", "5", DIGITS + TEXT),
    "personal.birth_date": ("05", "03", "1."),
    "personal.phone": ("+7 916", "123", DIGITS + " -()"),
    "account.login": ("iva", "nova", DIGITS + LATIN + "._-@+"),
    "clinic.name": ("ГБ", "УЗ", DIGITS + TEXT),
    "policy.series": ("46", "77", DIGITS + LATIN + TEXT),
    "policy.insurer": ("МА", "КС", DIGITS + TEXT),
    "documents.study": ("Ана", "лиз", DIGITS + TEXT),
    "documents.source": ("Боль", "ница", DIGITS + TEXT),
    "documents.results.indicator": ("Гемо", "глобин", DIGITS + TEXT + "%+"),
    "documents.results.value": ("1", "8", DIGITS + ".,"),
    "vaccinations.vaccine": ("Сови", "грипп", DIGITS + TEXT + "+"),
    "visits.department": ("тера", "певтическое", DIGITS + TEXT),
    "booking.specialty": ("тера", "певт", DIGITS + TEXT),
    "visits.icd10": ("J06", "9", "."),
    "documents.results.unit": ("г", "л", DIGITS + UNLIKE + SIGNS),
    "documents.comment": ("Нет", "их", DIGITS + UNLIKE + SIGNS),
    "vaccinations.batch": ("С", "217", DIGITS + LATIN + SIGNS),
    "vaccinations.comment": ("Нет", "их", DIGITS + UNLIKE + SIGNS),
    "visits.diagnosis": ("ОР", "ВИ", DIGITS + UNLIKE + SIGNS),
    "identity.surname": ("Ива", "нова", " -'"),
    "identity.passport_file": ("a", ".pdf", DIGITS + LATIN + SIGNS),
    "documents.file": ("a", ".pdf", DIGITS + LATIN + SIGNS),
}


def accepted(path: str, before: str, after: str) -> str:
    """The characters that the field lets stand there."""
    field = FIELDS[path]
    return "".join(
        char
        for char in DIGITS + LATIN + SIGNS
        if not isinstance(field.read(before + char + after, TODAY), Wrong)
    )


@pytest.mark.parametrize(("path", "row"), TABLE.items())
def test_separators_are_the_declared_ones(path: str, row: tuple[str, str, str]) -> None:
    """Nothing more, nothing less."""
    before, after, allowed = row
    assert set(accepted(path, before, after)) == set(allowed)


def test_every_kind_of_free_text_is_in_the_table() -> None:
    """A new field of names, numbers or texts comes with its row here."""
    same = (
        "living_",
        "identity.snils_",
        "identity.change_",
        "account.phone",
        "visits.clinic",
        "visits.procedures",
        "visits.files",
    )
    kinds = ("name", "text", "digits", "snils", "inn", "okpo", "policy", "phone", "number", "icd10", "file")
    left = [
        path
        for path, field in FIELDS.items()
        if field.kind in kinds and path not in TABLE and not any(part in path for part in same)
    ]
    assert left == ["documents.results.low", "documents.results.high"]
