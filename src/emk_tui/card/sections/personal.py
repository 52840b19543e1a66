"""Step 1, personal data (R45–R48, R55–R68, R83, K3, K22)."""

from datetime import date
from typing import Annotated

from emk_tui.card.fields import Choice, Day, Digits, Inn, Name, Only, Region, Snils, Text, Tick, only
from emk_tui.card.section import Section
from emk_tui.card.sections.account import absence, email_field, phone_field
from emk_tui.card.sections.personal_rules import RULES
from emk_tui.i18n import _l

SEXES = (("м", _l("мужской"), ("муж",)), ("ж", _l("женский"), ("жен",)))
PASSPORT = _l("паспорт, страницы 2 и 3")


def _name(label: str, example: str, *, absent: str = "") -> Name:
    return Name(
        label=label,
        hint=_l("русскими буквами, полностью"),
        example=example,
        counter=f"{example[0]}.",
        place=PASSPORT,
        row="R45",
        absent=absent,
    )


def region_field(label: str, spoken: str, when: Only | None = None) -> Region:
    """A federal subject by code or name."""
    return Region(
        label=label,
        spoken=spoken,
        hint=_l("код или название"),
        example="77",
        counter="00",
        row="R155",
        directory="regions",
        only=when,
    )


def _postcode(spoken: str, when: Only | None = None) -> Digits:
    return Digits(
        label=_l("Индекс"),
        spoken=spoken,
        hint=_l("6 цифр"),
        example="101000",
        counter="10100",
        row="R61",
        required=False,
        lengths=(6,),
        only=when,
    )


def _place(label: str, spoken: str, example: str, when: Only | None = None, *, required: bool = True) -> Text:
    return Text(
        label=label,
        spoken=spoken,
        hint=_l("как в паспорте"),
        example=example,
        counter="\\",
        row="R61",
        place=_l("паспорт, место жительства"),
        required=required,
        only=when,
        limit=120,
    )


ELSEWHERE = only("living_same", False)


class Personal:
    """The person, the passport, both addresses and the contacts."""

    surname: Annotated[str, _name(_l("Фамилия"), "Иванова")]
    given_name: Annotated[str, _name(_l("Имя"), "Мария")]
    patronymic: Annotated[str | None, _name(_l("Отчество"), "Петровна", absent="no_patronymic")] = None
    no_patronymic: Annotated[bool | None, absence(_l("Отчества нет"))] = None
    birth_date: Annotated[
        date,
        Day(
            label=_l("Дата рождения"),
            hint=_l("день, месяц, год"),
            example="05.03.1980",
            counter="31.02.1980",
            place=PASSPORT,
            row="R57",
            adult=True,
        ),
    ]
    sex: Annotated[
        str,
        Choice(
            label=_l("Пол"),
            hint=_l("м или ж"),
            example="ж",
            counter="х",
            place=PASSPORT,
            row="R58",
            options=SEXES,
        ),
    ]
    snils: Annotated[
        str,
        Snils(
            label=_l("СНИЛС"),
            hint=_l("11 цифр"),
            example="112-233-445 95",
            counter="112-233-445 96",
            place=_l("зелёная карточка или выписка с Госуслуг"),
            row="R59",
        ),
    ]
    inn: Annotated[
        str | None,
        Inn(
            label=_l("ИНН"),
            hint=_l("12 цифр"),
            example="500100732259",
            counter="500100732258",
            place=_l("свидетельство ИНН"),
            row="R11",
            required=False,
            lengths=(12,),
        ),
    ] = None
    passport_series: Annotated[
        str,
        Digits(
            label=_l("Серия паспорта"),
            hint=_l("4 цифры"),
            example="4508",
            counter="450",
            place=PASSPORT,
            row="R60",
            lengths=(4,),
            groups=(2, 2),
            separators=" ",
            allowed=" ",
        ),
    ]
    passport_number: Annotated[
        str,
        Digits(
            label=_l("Номер паспорта"),
            hint=_l("6 цифр"),
            example="123456",
            counter="000000",
            place=PASSPORT,
            row="R60",
        ),
    ]
    passport_issued_on: Annotated[
        date,
        Day(
            label=_l("Дата выдачи паспорта"),
            hint=_l("день, месяц, год"),
            example="21.03.2005",
            counter="21.03.2999",
            place=PASSPORT,
            row="R60",
        ),
    ]
    passport_issued_by: Annotated[
        str,
        Text(
            label=_l("Кем выдан паспорт"),
            hint=_l("как в паспорте"),
            example="ОВД района Тверской г. Москвы",
            counter="OVD",
            place=PASSPORT,
            row="R60",
            shortest=3,
        ),
    ]
    passport_division_code: Annotated[
        str | None,
        Digits(
            label=_l("Код подразделения"),
            hint=_l("6 цифр"),
            example="770-001",
            counter="77",
            place=PASSPORT,
            row="R60",
            required=False,
            groups=(3, 3),
            separators="-",
            allowed="- ",
        ),
    ] = None
    registration_region: Annotated[str, region_field(_l("Регион регистрации"), _l("Регион регистрации"))]
    registration_postcode: Annotated[str | None, _postcode(_l("Индекс регистрации"))] = None
    registration_settlement: Annotated[
        str, _place(_l("Город или посёлок"), _l("Город регистрации"), "г. Москва")
    ]
    registration_street: Annotated[
        str | None, _place(_l("Улица"), _l("Улица регистрации"), "ул. Лесная", required=False)
    ] = None
    registration_house: Annotated[str, _place(_l("Дом"), _l("Дом регистрации"), "12, корп. 1")]
    registration_flat: Annotated[
        str | None, _place(_l("Квартира"), _l("Квартира регистрации"), "45", required=False)
    ] = None
    living_same: Annotated[
        bool,
        Tick(
            label=_l("Живёте по адресу регистрации"),
            hint=_l("да или нет"),
            example="да",
            counter="не знаю",
            row="R83",
        ),
    ]
    living_region: Annotated[
        str | None, region_field(_l("Регион проживания"), _l("Регион проживания"), ELSEWHERE)
    ] = None
    living_postcode: Annotated[str | None, _postcode(_l("Индекс проживания"), ELSEWHERE)] = None
    living_settlement: Annotated[
        str | None, _place(_l("Город или посёлок"), _l("Город проживания"), "г. Москва", ELSEWHERE)
    ] = None
    living_street: Annotated[
        str | None, _place(_l("Улица"), _l("Улица проживания"), "ул. Лесная", ELSEWHERE, required=False)
    ] = None
    living_house: Annotated[str | None, _place(_l("Дом"), _l("Дом проживания"), "12", ELSEWHERE)] = None
    living_flat: Annotated[
        str | None, _place(_l("Квартира"), _l("Квартира проживания"), "45", ELSEWHERE, required=False)
    ] = None
    phone: Annotated[str | None, phone_field()] = None
    no_phone: Annotated[bool | None, absence(_l("Телефона нет"))] = None
    email: Annotated[str | None, email_field()] = None
    no_email: Annotated[bool | None, absence(_l("Электронной почты нет"))] = None


HEADINGS = {
    "surname": _l("ФИО полностью, как в паспорте"),
    "snils": _l("Номера"),
    "passport_series": _l("Паспортные данные"),
    "registration_region": _l("Адрес регистрации"),
    "living_same": _l("Адрес проживания"),
    "phone": _l("Связь"),
}
PERSONAL = Section("personal", Personal, _l("Личные данные"), rules=RULES, headings=HEADINGS)
