"""Step 6, vaccinations (R130–R134, K10)."""

from datetime import date
from typing import Annotated

from emk_tui.card.fields import ANY, MIXED, Day, Text
from emk_tui.card.problems import WARNING
from emk_tui.card.section import Many, Section
from emk_tui.card.sections.documents import after_birth
from emk_tui.i18n import _l


class Vaccination:
    """One vaccination; a vaccine outside the directory keeps its mark."""

    vaccine: Annotated[
        str,
        Text(
            label=_l("Название вакцины"),
            hint=_l("из списка или своё"),
            example="Совигрипп",
            counter="\\",
            row="R130",
            script=MIXED,
            directory="vaccines",
            allowed=" .,-–—№\"«»()/'’:;+",
            also=_l("Та же вакцина в тот же день дважды: предупреждение о повторе."),
            limit=300,
        ),
    ]
    date: Annotated[
        date,
        Day(
            label=_l("Дата вакцинации"),
            hint=_l("день, месяц, год"),
            example="10.10.2025",
            counter="10.10.2999",
            row="R131",
        ),
    ]
    batch: Annotated[
        str | None,
        Text(
            label=_l("Серия или партия"),
            hint=_l("если известна"),
            example="С217",
            counter="С\u202e217",
            row="R132",
            empty=_l("серия не указана"),
            required=False,
            script=ANY,
            mixing=WARNING,
            limit=40,
        ),
    ] = None
    comment: Annotated[
        str | None,
        Text(
            label=_l("Комментарий"),
            hint=_l("реакция на прививку"),
            example="Реакции не было",
            counter="Реакции\u0007нет",
            row="R133",
            required=False,
            script=ANY,
            limit=1000,
        ),
    ] = None


VACCINATIONS = Section(
    "vaccinations",
    Vaccination,
    _l("Вакцинация"),
    many=Many(0, 50, _l("Добавить прививку"), _l("Прививок нет, их можно добавить и позже.")),
    health=True,
    optional=True,
    rules=(after_birth("date"),),
)
