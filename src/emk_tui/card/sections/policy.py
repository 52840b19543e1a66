"""Step 3, the ОМС policy (R82, R151–R155, R160, K2)."""

from datetime import date
from typing import Annotated

from emk_tui.card.fields import MIXED, POLICY_KINDS, Choice, Day, PolicyNumber, Text, only
from emk_tui.card.identifiers import enp_person
from emk_tui.card.problems import WARNING, Problem, problem
from emk_tui.card.section import Rule, Section, Values
from emk_tui.card.sections.personal import region_field
from emk_tui.i18n import _l

PLACE = _l("единый полис: лицевая сторона или приложение; старый: верх бланка; временный: номер бланка")
KINDS = (
    ("enp", _l("единый полис"), ("единый",)),
    ("temporary", _l("временное свидетельство"), ("временный",)),
    ("old", _l("полис старой формы"), ("старый",)),
)


class Policy:
    """The policy; its kind follows from the length of the number and can be corrected."""

    number: Annotated[
        str,
        PolicyNumber(
            label=_l("Номер полиса"),
            hint=_l("16 цифр, у старого 10–12, у временного 9"),
            example="7767 9408 6800 0014",
            counter="7767 9408 6800 0015",
            place=PLACE,
            row="R151",
        ),
    ]
    kind: Annotated[
        str | None,
        Choice(
            label=_l("Вид полиса"),
            hint=_l("единый, временный или старый"),
            example="единый",
            counter="новый",
            row="R151",
            required=False,
            derived=True,
            options=KINDS,
        ),
    ] = None
    series: Annotated[
        str | None,
        Text(
            label=_l("Серия полиса"),
            hint=_l("только у старой формы"),
            example="46-77",
            counter="46\\",
            row="R82",
            required=False,
            script=MIXED,
            limit=20,
            place=PLACE,
            only=only("kind", "old"),
        ),
    ] = None
    start: Annotated[
        date,
        Day(
            label=_l("Начало действия полиса"),
            hint=_l("день, месяц, год"),
            example="01.04.2015",
            counter="01.04.2999",
            row="R152",
            place=PLACE,
        ),
    ]
    end: Annotated[
        date | None,
        Day(
            label=_l("Окончание действия полиса"),
            spoken=_l("Окончание полиса"),
            hint=_l("если указано"),
            example="31.12.2030",
            counter="31.02.2030",
            row="R153",
            required=False,
            future=True,
            place=PLACE,
        ),
    ] = None
    insurer: Annotated[
        str,
        Text(
            label=_l("Страховая компания"),
            hint=_l("название или его часть"),
            row="R154",
            script=MIXED,
            shortest=3,
            example="АО «МАКС-М»",
            counter="МАКС\\",
            directory="insurers",
            place=PLACE,
        ),
    ]
    region: Annotated[str, region_field(_l("Регион полиса"), _l("Регион полиса"))]


def kind_of(number: str) -> str:
    """The kind that the length of a policy number means."""
    return POLICY_KINDS.get(len(number), "")


def _kind(values: Values, today: date) -> Problem | None:
    size = len(str(values["number"]))
    fits = {"enp": size == 16, "temporary": size == 9, "old": size in (9, 10, 11, 12)}
    return None if values["kind"] is None or fits[str(values["kind"])] else problem("POLICY_KIND")


def _dates(values: Values, today: date) -> Problem | None:
    start, end = values["start"], values["end"]
    if isinstance(start, date) and isinstance(end, date):
        if end < start:
            return problem("POLICY_END")
        return problem("POLICY_OVER") if end < today else None
    return None


def _temporary(values: Values, today: date) -> Problem | None:
    kind = values["kind"] or kind_of(str(values["number"]))
    return problem("POLICY_TEMPORARY_END") if kind == "temporary" and values["end"] is None else None


def _person(values: Values, today: date) -> Problem | None:
    if len(str(values["number"])) != 16:
        return None
    coded = enp_person(str(values["number"]))
    given = (values["personal.birth_date"], values["personal.sex"])
    return problem("POLICY_PERSON", level=WARNING) if coded != given else None


POLICY = Section(
    "policy",
    Policy,
    _l("Полис ОМС"),
    rules=(
        Rule(
            "kind",
            ("number", "kind"),
            _kind,
            "POLICY_KIND",
            _l("Вид сходится с длиной номера: единый 16 цифр, временный 9, старый от 9 до 12."),
        ),
        Rule(
            "number",
            ("number", "personal.birth_date", "personal.sex"),
            _person,
            "POLICY_PERSON",
            _l("Дата рождения и пол в едином номере сравниваются с данными, несходство только замечается."),
        ),
        Rule(
            "end",
            ("number", "kind", "end"),
            _temporary,
            "POLICY_TEMPORARY_END",
            _l("У временного свидетельства обязательно."),
        ),
        Rule(
            "end",
            ("start", "end"),
            _dates,
            "POLICY_END",
            _l("Окончание полиса не раньше начала и не раньше сегодняшнего дня."),
        ),
    ),
)
