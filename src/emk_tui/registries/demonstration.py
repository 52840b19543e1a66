"""Registers of the demonstration world: invented clinics, persons and policies; only for `emk demo`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from emk_tui.i18n import _
from emk_tui.ports import Answer, Clock, Difference, Directory, Entry, Value, Verdict
from emk_tui.registries.embedded import embedded_directories
from emk_tui.registries.listing import ListDirectory, Row, fold
from emk_tui.registries.tables import read_table

ACTIVE, INACTIVE = "активен", "неактивен"
"""The two status words of a policy (R157)."""


def demonstration_directories() -> dict[str, Directory]:
    """The true directories and the invented clinics."""
    return {**embedded_directories(), "clinics": demonstration_clinics()}


def demonstration_clinics() -> ListDirectory:
    """Invented clinics; choosing one fills name, inn and okpo (R75)."""
    return ListDirectory(
        "clinics",
        _("Поликлиники"),
        _("образец"),
        date(2026, 11, 23),
        _("вымышленные, для показа"),
        _clinic_rows,
    )


def _clinic_rows() -> Iterator[Row]:
    for row in read_table("demo_clinics.csv"):
        values = {key: row[key] for key in ("name", "inn", "okpo")}
        yield Row(Entry(row["inn"], row["name"], values, row["address"]), regions=frozenset({row["region"]}))


def shown(value: Value) -> str:
    """A value as a person writes it: ДД.ММ.ГГГГ, «да», empty for None."""
    if isinstance(value, bool):
        return _("да") if value else _("нет")
    return value.strftime("%d.%m.%Y") if isinstance(value, date) else value or ""


def digits(value: Value) -> str:
    """The digits of a number, spaces and hyphens dropped."""
    return "".join(sign for sign in shown(value) if sign.isdigit())


@dataclass
class _Register:
    """What the registers of the demonstration share: the day and running request numbers."""

    clock: Clock
    asked: int = field(default=0, init=False)

    def answer(
        self, verdict: Verdict, kind: str, note: str = "", differences: tuple[Difference, ...] = ()
    ) -> Answer:
        self.asked += 1
        number = f"{kind}-{self.asked:06}"
        return Answer(verdict, _("демонстрационный реестр"), self.clock.today(), number, differences, note)

    def unknown(self, kind: str) -> Answer:
        return self.answer(Verdict.DEFERRED, kind, _("нет в демонстрационном реестре"))


@dataclass
class DemonstrationPolicies(_Register):
    """ports.PolicyRegistry over demo_policies.csv."""

    @cached_property
    def _states(self) -> dict[str, str]:
        return {row["number"]: row["state"] for row in read_table("demo_policies.csv")}

    def check(self, policy: Mapping[str, Value], person: Mapping[str, Value]) -> Answer:
        """CONFIRMED «активен», REFUSED «неактивен», DEFERRED for a number that isn't in the file."""
        state = self._states.get(digits(policy.get("number")))
        if state is None:
            return self.unknown("ПОЛИС")
        verdict = Verdict.CONFIRMED if state == ACTIVE else Verdict.REFUSED
        return self.answer(verdict, "ПОЛИС", state)


PERSON_FIELDS = (
    "surname",
    "given_name",
    "patronymic",
    "birth_date",
    "sex",
    "passport_series",
    "passport_number",
)


@dataclass
class DemonstrationIdentities(_Register):
    """ports.IdentityRegistry over demo_persons.csv."""

    @cached_property
    def _persons(self) -> dict[str, dict[str, Value]]:
        return {row["snils"]: _person(row) for row in read_table("demo_persons.csv")}

    def reconcile(self, person: Mapping[str, Value]) -> Answer:
        """Field by field for a known СНИЛС: CONFIRMED, or REFUSED with differences at `personal.<field>`."""
        found = self._persons.get(digits(person.get("snils")))
        if found is None:
            return self.unknown("ЛИЦО")
        differences = _differences("personal", PERSON_FIELDS, person, found)
        verdict = Verdict.REFUSED if differences else Verdict.CONFIRMED
        return self.answer(verdict, "ЛИЦО", _("данные расходятся") if differences else "", differences)


@dataclass
class DemonstrationCards(_Register):
    """ports.CardRegistry over demo_cards.csv; who holds a card stands in demo_persons.csv."""

    @cached_property
    def _holders(self) -> dict[str, dict[str, Value]]:
        return {row["snils"]: _person(row) for row in read_table("demo_persons.csv")}

    @cached_property
    def _cards(self) -> tuple[dict[str, str], ...]:
        return tuple(read_table("demo_cards.csv"))

    def card_of(self, person: Mapping[str, Value]) -> Answer:
        """By СНИЛС, else by ИНН; the number of the card only to its holder (R47)."""
        for key in ("snils", "inn"):
            typed = digits(person.get(key))
            for card in self._cards:
                if typed and typed == card[key]:
                    return self._found(f"personal.{key}", card, person)
        return self.answer(Verdict.CONFIRMED, "КАРТА")

    def _found(self, path: str, card: Mapping[str, str], person: Mapping[str, Value]) -> Answer:
        holder = self._holders[card["snils"]]
        own = not _differences("personal", ("surname", "given_name", "birth_date"), person, holder)
        at = (Difference(path, "", ""),)
        return self.answer(Verdict.REFUSED, "КАРТА", card["number"] if own else "", at)


def _person(row: Mapping[str, str]) -> dict[str, Value]:
    return {**row, "birth_date": date.fromisoformat(row["birth_date"])}


@dataclass
class DemonstrationClinics(_Register):
    """ports.ClinicRegistry over demo_clinics.csv."""

    @cached_property
    def _clinics(self) -> dict[str, dict[str, str]]:
        return {row["inn"]: row for row in read_table("demo_clinics.csv")}

    def compare(self, clinic: Mapping[str, Value]) -> Answer:
        """By ИНН: CONFIRMED, or REFUSED with differences of the name and, where given, of the ОКПО (R76)."""
        found = self._clinics.get(digits(clinic.get("inn")))
        if found is None:
            return self.unknown("МО")
        keys = ("name", "okpo") if clinic.get("okpo") else ("name",)
        differences = _differences("clinic", keys, clinic, found)
        verdict = Verdict.REFUSED if differences else Verdict.CONFIRMED
        return self.answer(verdict, "МО", _("данные расходятся") if differences else "", differences)


def _differences(
    section: str, keys: tuple[str, ...], given: Mapping[str, Value], found: Mapping[str, Value]
) -> tuple[Difference, ...]:
    pairs = ((key, shown(given.get(key)), shown(found.get(key))) for key in keys)
    return tuple(
        Difference(f"{section}.{key}", one, two) for key, one, two in pairs if fold(one) != fold(two)
    )


@dataclass
class DemonstrationVaccinations(_Register):
    """ports.VaccineRegistry that takes every record once."""

    received: dict[str, Answer] = field(default_factory=dict, init=False)

    def send(self, record_id: str, vaccination: Mapping[str, Value]) -> Answer:
        """CONFIRMED; the same record again gets the first answer and isn't counted twice (R135)."""
        if record_id not in self.received:
            self.received[record_id] = self.answer(Verdict.CONFIRMED, "ПРИВИВКА")
        return self.received[record_id]
