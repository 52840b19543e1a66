"""The demonstration registers: right numbers, three verdicts, differences by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from stdnum import luhn
from stdnum.ru import inn

from emk_tui import ports
from emk_tui.card.identifiers import enp_person, okpo_is_valid, snils_check
from emk_tui.registries import demonstration as demo
from emk_tui.registries.sender import DemonstrationSender
from emk_tui.registries.tables import read_table


@dataclass
class At:
    """A clock that stands."""

    moment: datetime = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment."""
        return self.moment

    def today(self) -> date:
        """Its day."""
        return self.moment.date()

    def sleep(self, seconds: float) -> None:
        """Nothing here waits."""
        raise AssertionError(f"somebody waits {seconds} s")


IVANOVA: Mapping[str, ports.Value] = {
    "surname": "Иванова",
    "given_name": "Мария",
    "patronymic": "Петровна",
    "birth_date": date(1985, 5, 14),
    "sex": "ж",
    "snils": "11223344595",
    "passport_series": "4509",
    "passport_number": "123456",
}


def test_every_number_of_the_demonstration_is_valid() -> None:
    persons = {(date.fromisoformat(row["birth_date"]), row["sex"]) for row in read_table("demo_persons.csv")}
    for row in read_table("demo_persons.csv"):
        assert int(row["snils"][9:]) == snils_check(row["snils"])
        assert row["snils"][:9] > "001001998"
    holders = {row["snils"] for row in read_table("demo_persons.csv")}
    for row in read_table("demo_cards.csv"):
        assert row["snils"] in holders and len(row["inn"]) == 12 and inn.is_valid(row["inn"])
        assert luhn.is_valid(row["number"].removeprefix("ДЕМО-").replace("-", ""))
    for row in read_table("demo_clinics.csv"):
        assert len(row["inn"]) == 10 and inn.is_valid(row["inn"]) and okpo_is_valid(row["okpo"])
    for row in read_table("demo_policies.csv"):
        number = row["number"]
        assert len(number) in (9, 11) or (
            luhn.is_valid(number) and enp_person(number) in persons and number[:2] in ("77", "78")
        )


def test_insurers_of_the_policies_are_in_the_true_directory() -> None:
    insurers = demo.demonstration_directories()["insurers"]
    assert all(insurers.exact(row["insurer"]) for row in read_table("demo_policies.csv"))


@pytest.mark.parametrize(
    ("number", "verdict", "note"),
    [
        ("7754410885000178", ports.Verdict.CONFIRMED, "активен"),
        ("7754 4108 8500 0178", ports.Verdict.CONFIRMED, "активен"),
        ("7754410885000251", ports.Verdict.REFUSED, "неактивен"),
        ("12345678901", ports.Verdict.CONFIRMED, "активен"),
        ("7856510844000446", ports.Verdict.DEFERRED, "нет в демонстрационном реестре"),
        ("", ports.Verdict.DEFERRED, "нет в демонстрационном реестре"),
        (None, ports.Verdict.DEFERRED, "нет в демонстрационном реестре"),
    ],
)
def test_policies_have_three_answers(number: ports.Value, verdict: ports.Verdict, note: str) -> None:
    registry: ports.PolicyRegistry = demo.DemonstrationPolicies(At())
    answer = registry.check({"number": number}, IVANOVA)
    assert (answer.verdict, answer.note, answer.as_of) == (verdict, note, date(2026, 3, 2))
    assert answer.request_id == "ПОЛИС-000001"


def test_the_owner_is_confirmed_and_ё_is_no_difference() -> None:
    registry: ports.IdentityRegistry = demo.DemonstrationIdentities(At())
    assert registry.reconcile(IVANOVA).verdict is ports.Verdict.CONFIRMED
    petrov: dict[str, ports.Value] = {
        "surname": "ПЕТРОВ",
        "given_name": "Петр",
        "patronymic": "Семенович",
        "birth_date": date(1979, 3, 12),
    }
    petrov_more: dict[str, ports.Value] = {
        "sex": "м",
        "snils": "087-654-303 00",
        "passport_series": "4524",
        "passport_number": "654321",
    }
    assert registry.reconcile({**petrov, **petrov_more}).verdict is ports.Verdict.CONFIRMED


def test_another_birth_date_is_named_with_its_field() -> None:
    answer = demo.DemonstrationIdentities(At()).reconcile({**IVANOVA, "birth_date": date(1985, 5, 15)})
    assert answer.verdict is ports.Verdict.REFUSED
    assert answer.differences == (ports.Difference("personal.birth_date", "15.05.1985", "14.05.1985"),)


def test_an_unknown_person_is_deferred() -> None:
    answer = demo.DemonstrationIdentities(At()).reconcile({**IVANOVA, "snils": "10003000630"})
    assert (answer.verdict, answer.differences) == (ports.Verdict.DEFERRED, ())


@pytest.mark.parametrize(
    ("change", "verdict", "paths"),
    [
        ({}, ports.Verdict.CONFIRMED, []),
        ({"okpo": None}, ports.Verdict.CONFIRMED, []),
        ({"name": "городская поликлиника «Березовая роща»"}, ports.Verdict.CONFIRMED, []),
        ({"okpo": "00242766"}, ports.Verdict.REFUSED, ["clinic.okpo"]),
        ({"name": "Другая", "okpo": "00242766"}, ports.Verdict.REFUSED, ["clinic.name", "clinic.okpo"]),
        ({"inn": "7728170427"}, ports.Verdict.DEFERRED, []),
    ],
)
def test_clinics_are_compared_field_by_field(
    change: Mapping[str, ports.Value], verdict: ports.Verdict, paths: list[str]
) -> None:
    registry: ports.ClinicRegistry = demo.DemonstrationClinics(At())
    entry = demo.demonstration_clinics().find("березовая").entries[0]
    answer = registry.compare({**entry.values, **change})
    assert (answer.verdict, [difference.path for difference in answer.differences]) == (verdict, paths)


def test_clinics_fill_three_fields_and_obey_the_region() -> None:
    clinics: ports.Directory = demo.demonstration_directories()["clinics"]
    assert len(clinics) == 12
    assert set(clinics.find("ритм").entries[0].values) == {"name", "inn", "okpo"}
    assert clinics.find("поликлиника", region="78").total == 2


def test_a_vaccination_is_taken_once() -> None:
    registry = demo.DemonstrationVaccinations(At())
    taker: ports.VaccineRegistry = registry
    first, again, other = taker.send("a", {}), taker.send("a", {}), taker.send("b", {})
    assert first == again and first.verdict is ports.Verdict.CONFIRMED
    assert (first.request_id, other.request_id) == ("ПРИВИВКА-000001", "ПРИВИВКА-000002")
    assert list(registry.received) == ["a", "b"]


def test_the_sender_shows_the_code() -> None:
    sender: ports.CodeSender = DemonstrationSender()
    assert sender.send("sms", "+79160000000", "123456", "вход") == "Код для показа: 123456"
    with pytest.raises(ValueError, match="telegram"):
        sender.send("telegram", "", "123456", "вход")


def test_answers_of_a_person_are_shown_as_written() -> None:
    assert [demo.shown(value) for value in (None, True, False, date(2026, 1, 2), "ж")] == [
        "",
        "да",
        "нет",
        "02.01.2026",
        "ж",
    ]
