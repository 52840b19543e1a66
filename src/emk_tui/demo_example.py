"""The demonstration person: answers of the steps, taken from the tables of the demonstration registers."""

from datetime import date


def example_rows() -> dict[str, dict[str, str]]:
    """Answers of the demonstration person by step, for the steps before `--step`."""
    from emk_tui.registries.tables import read_table

    person = next(read_table("demo_persons.csv"))
    clinic = next(read_table("demo_clinics.csv"))
    policy = next(read_table("demo_policies.csv"))
    born = date.fromisoformat(person["birth_date"])
    names = ("surname", "given_name", "patronymic", "sex", "snils", "passport_series", "passport_number")
    return {
        "personal": {
            **{name: person[name] for name in names},
            "birth_date": f"{born:%d.%m.%Y}",
            "passport_issued_on": f"{born.replace(year=born.year + 30):%d.%m.%Y}",
            "passport_issued_by": "ОВД района Тверской г. Москвы",
            "registration_region": "77",
            "registration_settlement": "г. Москва",
            "registration_street": "ул. Лесная",
            "registration_house": "12",
            "living_same": "да",
            "phone": "+7 916 123-45-67",
            "email": "ivanova@example.ru",
        },
        "clinic": {name: clinic[name] for name in ("name", "inn", "okpo")},
        "policy": {
            "number": policy["number"],
            "start": "01.04.2015",
            "insurer": policy["insurer"],
            "region": "77",
        },
    }
