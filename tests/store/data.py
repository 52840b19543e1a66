"""Data of the tests: one person, all of it invented."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from emk_tui.ports import Account, Booking, DraftRow, Event, FileMeta, NewCard, Notice, SignedConsent
from emk_tui.store.keys import KdfCost

CHEAP = KdfCost(64, 1, 1)
PASSWORD = "Пять тихих слов"
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ACCOUNT = Account("Мария", phone="+79161234567", email="maria@example.org", totp_secret="JBSWY3DPEHPK3PXP")
EVENT = Event("test.event")


@dataclass
class Hands:
    """A clock that is set by hand."""

    moment: datetime = field(default=NOW)

    def now(self) -> datetime:
        """The moment."""
        return self.moment

    def today(self) -> date:
        """The day."""
        return self.moment.date()

    def sleep(self, seconds: float) -> None:
        """Go on instead of waiting."""
        self.moment += timedelta(seconds=seconds)


PERSONAL: dict[str, Any] = {
    "surname": "Иванова", "given_name": "Мария", "patronymic": "Петровна", "no_patronymic": None,
    "birth_date": date(1984, 3, 5), "sex": "ж", "snils": "11223344595", "inn": None,
    "passport_series": "4509", "passport_number": "123456", "passport_issued_on": date(2009, 4, 1),
    "passport_issued_by": "ОВД района Лесной г. Москвы", "passport_division_code": "770001",
    "registration_region": "77", "registration_postcode": None, "registration_settlement": "г. Москва",
    "registration_street": "ул. Лесная", "registration_house": "12", "registration_flat": None,
    "living_same": True, "living_region": None, "living_postcode": None, "living_settlement": None,
    "living_street": None, "living_house": None, "living_flat": None,
    "phone": "+79161234567", "no_phone": None, "email": "maria@example.org", "no_email": None,
}  # fmt: skip
DOCUMENT: dict[str, Any] = {
    "id": "d1", "kind": "result", "file": "analiz.pdf", "study": "Общий анализ крови",
    "category": "laboratory",
    "performed_on": date(2026, 2, 10), "received_on": date(2026, 2, 11), "issued_on": None, "source": None,
    "comment": "Гемолиза нет",
    "results": (
        {"id": "r2", "indicator": "Гемоглобин", "value": "138", "unit": "г/л", "low": "120", "high": "140"},
        {"id": "r1", "indicator": "Лейкоциты", "value": "5.1", "unit": None, "low": None, "high": None},
    ),
}  # fmt: skip
VACCINATION: dict[str, Any] = {
    "id": "v1", "vaccine": "Совигрипп", "date": date(2025, 10, 10), "batch": "С217", "comment": None,
}  # fmt: skip
CONSENT = SignedConsent(
    "c-1", "1", "Согласие …", "0" * 64, True, "code", "sms", "n-1", NOW, date(2031, 3, 2)
)  # fmt: skip
NOTICE = Notice("n-1", "email", "maria@example.org", "Карта готова", "Карта готова.", NOW)
META = FileMeta("f-1", "documents.d1", "analiz.pdf", "application/pdf", 5, "1" * 64, at=NOW)
BOOKING = Booking("b-1", "slot-1", "Петрова А. С.", "терапевт", "Поликлиника № 1", "12", NOW)


def answer(path: str, raw: str) -> DraftRow:
    """One answer typed now."""
    return DraftRow(path, raw, "typed", NOW)


def new_card(request: str, number: str = "ЭМК-1", **personal: Any) -> NewCard:
    """A card to submit."""
    sections: dict[str, Any] = {
        "personal": PERSONAL | personal,
        "documents": (DOCUMENT,),
        "vaccinations": (VACCINATION,),
    }
    states = {"policy": "проверка отложена"}
    return NewCard(
        request, number, NOW, "Обработано", ("не по справочнику",), sections, states, "c-1", (NOTICE,)
    )


def consent(identity: str) -> SignedConsent:
    """The consent of another owner."""
    return replace(CONSENT, id=identity, nonce=identity)
