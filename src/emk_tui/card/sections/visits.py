"""History of visits: part of the card, not of the wizard (R182–R185)."""

import datetime
from typing import Annotated

from emk_tui.card.fields import ANY, MIXED, Day, FilePath, Icd10, Name, Text
from emk_tui.card.section import Many, Section
from emk_tui.card.sections.clinic import clinic_name
from emk_tui.card.sections.documents import after_birth
from emk_tui.i18n import _l


def _free(label: str, hint: str, example: str, *, required: bool, limit: int = 1000) -> Text:
    return Text(
        label=label,
        hint=hint,
        example=example,
        counter="\u0007ОРВИ",
        row="R185",
        required=required,
        script=ANY,
        limit=limit,
    )


class Visit:
    """One visit to a clinic."""

    date: Annotated[
        datetime.date,
        Day(
            label=_l("Дата обращения"),
            hint=_l("день, месяц, год"),
            example="10.02.2026",
            counter="10.02.2999",
            row="R182",
        ),
    ]
    clinic: Annotated[str, clinic_name(_l("Наименование поликлиники"), row="R183")]
    department: Annotated[
        str,
        Text(
            label=_l("Отделение"),
            hint=_l("название"),
            example="терапевтическое",
            counter="\\",
            row="R183",
            script=MIXED,
        ),
    ]
    doctor: Annotated[
        str,
        Name(
            label=_l("ФИО врача"),
            hint=_l("как в выписке"),
            example="Петрова А. С.",
            counter="Petrova",
            row="R184",
            initials=True,
        ),
    ]
    diagnosis: Annotated[str, _free(_l("Диагноз"), _l("как в выписке"), "ОРВИ", required=True)]
    icd10: Annotated[
        str | None,
        Icd10(
            label=_l("Код МКБ-10"),
            hint=_l("латинская буква и цифры"),
            example="J06.9",
            counter="ОРЗ",
            row="R185",
            required=False,
        ),
    ] = None
    procedures: Annotated[
        str | None, _free(_l("Процедуры"), _l("через запятую"), "Осмотр, ЭКГ", required=False)
    ] = None
    files: Annotated[
        str | None,
        FilePath(
            label=_l("Файлы"),
            hint=_l("имя файла"),
            example="vypiska.pdf",
            counter="vypiska\u202e.pdf",
            row="R186",
            required=False,
        ),
    ] = None


VISITS = Section(
    "visits",
    Visit,
    _l("История обращений"),
    many=Many(0, 500, _l("Добавить запись"), _l("Обращений нет.")),
    health=True,
    optional=True,
    rules=(after_birth("date"),),
)
