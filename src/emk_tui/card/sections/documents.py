"""Step 5, documents and results (R13, R104–R107, R118, R123)."""

import re
from datetime import date
from typing import Annotated

from emk_tui.card.fields import ANY, MIXED, Choice, Day, FilePath, Number, Text, only
from emk_tui.card.naming import PERSON, extract_name, is_extract_name
from emk_tui.card.problems import WARNING, Problem, problem
from emk_tui.card.section import Many, Rule, Section, Values
from emk_tui.i18n import _, _l

KINDS = (
    ("result", _l("результат исследования"), ("анализ", "результат", "узи")),
    ("extract", _l("Выписка из истории болезни"), ("выписка",)),
    ("prescription", _l("рецепт"), ()),
    ("referral", _l("направление"), ()),
    ("passport", _l("паспорт"), ()),
    ("snils", _l("СНИЛС"), ()),
    ("surname_change", _l("смена фамилии"), ("свидетельство о браке", "решение суда")),
)
STUDIES = (
    _l("Общий анализ крови"),
    _l("Биохимический анализ крови"),
    _l("Анализ крови на глюкозу"),
    _l("Гормоны щитовидной железы"),
    _l("Общий анализ мочи"),
    _l("УЗИ органов брюшной полости"),
    _l("УЗИ щитовидной железы"),
    _l("ЭКГ"),
    _l("Эхокардиография"),
    _l("Флюорография"),
    _l("Рентгенография органов грудной клетки"),
    _l("Маммография"),
    _l("МРТ головного мозга"),
)
"""Names of studies that are offered (R104)."""
LABORATORY, INSTRUMENTAL = "laboratory", "instrumental"
CATEGORIES = (
    (LABORATORY, _l("лабораторные"), ("лабораторное", "лабораторные исследования", "анализы")),
    (INSTRUMENTAL, _l("инструментальные"), ("инструментальное", "инструментальные исследования")),
    ("other", _l("другие"), ("другое", "другие исследования")),
)
"""Where a result stands in the card (R111)."""
IN_CATEGORY = (
    (LABORATORY, (
        "анализ", "гормон", "биохим", "глюкоз", "посев", "мазок", "пцр", "антител", "цитолог", "кров",
        "моч", "тест", "гистолог", "холестерин", "коагулограмм", "онкомаркер",
    )),
    (INSTRUMENTAL, (
        "узи", "ультразвук", "экг", "эхо", "электрокардио", "флюоро", "рентген", "маммо", "мрт", "ээг",
        "томограф", "эндоскоп", "фгдс", "гастроскоп", "колоноскоп", "бронхоскоп", "холтер", "спиро",
        "доплер", "допплер", "денситометр", "суточное",
    )),
)  # fmt: skip
"""Category → beginnings of words that tell it."""
RESULT = only("kind", "result")
ISSUED = only("kind", "extract", "prescription", "referral")


def category_of(study: str) -> str:
    """The category that the name of a study tells: the first word that tells any; else `other` (R111)."""
    for word in re.findall(r"\w+", study.casefold().replace("ё", "е")):
        for key, beginnings in IN_CATEGORY:
            # «УЗИ» and «ЭКГ» are whole words: no other word begins as they do
            if word.startswith(beginnings):
                return key
    return "other"


def _number(label: str, example: str, counter: str, *, required: bool) -> Number:
    return Number(
        label=label,
        hint=_l("число, дробь через запятую"),
        example=example,
        counter=counter,
        row="R106",
        required=required,
        place=_l("бланк анализа"),
    )


class Result:
    """One row of a laboratory or instrumental result."""

    indicator: Annotated[
        str,
        Text(
            label=_l("Показатель"),
            hint=_l("название"),
            example="Гемоглобин",
            counter="\\",
            row="R106",
            script=MIXED,
            allowed=" .,-–—№\"«»()/'’:;%+",
        ),
    ]
    value: Annotated[str, _number(_l("Значение"), "138", "сто", required=True)]
    unit: Annotated[
        str | None,
        Text(
            label=_l("Единица измерения"),
            hint=_l("как на бланке"),
            example="г/л",
            counter="г\u202e/л",
            row="R106",
            required=False,
            script=ANY,
            limit=30,
        ),
    ] = None
    low: Annotated[str | None, _number(_l("Нижняя граница нормы"), "120", "от 120", required=False)] = None
    high: Annotated[str | None, _number(_l("Верхняя граница нормы"), "140", "до 140", required=False)] = None


class Document:
    """A file and what it is."""

    kind: Annotated[
        str,
        Choice(
            label=_l("Вид документа"),
            hint=_l("название вида, полностью или начало"),
            example="выписка",
            counter="справка",
            row="R122",
            options=KINDS,
        ),
    ]
    file: Annotated[
        str,
        FilePath(
            label=_l("Файл"),
            hint=_l("имя файла или путь"),
            example="vypiska.pdf",
            counter="vypiska\u202e.pdf",
            row="R14",
        ),
    ]
    study: Annotated[
        str | None,
        Text(
            label=_l("Название исследования"),
            hint=_l("из списка или своё"),
            example="Общий анализ крови",
            counter="\\",
            row="R104",
            script=MIXED,
            offers=STUDIES,
            only=RESULT,
        ),
    ] = None
    category: Annotated[
        str | None,
        Choice(
            label=_l("Раздел карты"),
            hint=_l("по названию, можно исправить"),
            example="лабораторные",
            counter="прочее разное",
            row="R111",
            required=False,
            derived=True,
            options=CATEGORIES,
            only=RESULT,
        ),
    ] = None
    performed_on: Annotated[
        date | None,
        Day(
            label=_l("Дата проведения"),
            hint=_l("день, месяц, год"),
            example="10.02.2026",
            counter="10.02.2999",
            row="R105",
            only=RESULT,
        ),
    ] = None
    received_on: Annotated[
        date | None,
        Day(
            label=_l("Дата получения результата"),
            hint=_l("день, месяц, год"),
            example="11.02.2026",
            counter="11.02.2999",
            row="R105",
            only=RESULT,
        ),
    ] = None
    issued_on: Annotated[
        date | None,
        Day(
            label=_l("Дата выдачи документа"),
            hint=_l("день, месяц, год"),
            example="15.01.2026",
            counter="15.01.2999",
            row="R123",
            only=ISSUED,
        ),
    ] = None
    source: Annotated[
        str | None,
        Text(
            label=_l("Медицинская организация"),
            hint=_l("кто выдал"),
            example="ГБУЗ «Городская больница № 1»",
            counter="ГБ\\",
            row="R123",
            script=MIXED,
            shortest=3,
            limit=300,
            directory="clinics",
            only=ISSUED,
        ),
    ] = None
    comment: Annotated[
        str | None,
        Text(
            label=_l("Комментарий"),
            hint=_l("как на бланке"),
            example="Гемолиза нет",
            counter="Гемолиза\u0007нет",
            row="R107",
            required=False,
            script=ANY,
            limit=1000,
        ),
    ] = None
    results: Annotated[
        tuple[Result, ...], Many(0, 50, _l("Добавить показатель"), _l("Показателей нет."), RESULT)
    ] = ()


def _order(values: Values, today: date) -> Problem | None:
    done, got = values["performed_on"], values["received_on"]
    late = isinstance(done, date) and isinstance(got, date) and got < done
    return problem("RESULT_ORDER") if late else None


def after_birth(name: str) -> Rule:
    """Rule: this day is not before the birth."""

    def check(values: Values, today: date) -> Problem | None:
        day, born = values[name], values["personal.birth_date"]
        early = isinstance(day, date) and isinstance(born, date) and day < born
        return problem("BEFORE_BIRTH") if early else None

    return Rule(name, (name, "personal.birth_date"), check, "BEFORE_BIRTH", _l("Не раньше даты рождения."))


def _name(values: Values, today: date) -> Problem | None:
    """The name of an extract holds ФИО, date and kind (R118)."""
    issued = values["issued_on"]
    if values["kind"] != "extract" or not isinstance(issued, date):
        return None
    person = {name: values[f"personal.{name}"] for name in PERSON}
    right = is_extract_name(str(values["file"]), extract_name(person, issued))
    return None if right else problem("EXTRACT_NAME", level=WARNING)


def norm_word(values: Values) -> str:
    """«выше нормы», «ниже нормы», «в норме»; empty where no bound was given (R106)."""
    known = {name: values.get(name) for name in ("value", "low", "high")}
    if known["value"] is None or known["low"] is known["high"] is None:
        return ""
    found = _above(known, date.max) or _below(known, date.max)
    return found.short if found else _("в норме")


def _range(values: Values, today: date) -> Problem | None:
    low, high = values["low"], values["high"]
    if low is None or high is None:
        return None
    return problem("RANGE_ORDER") if float(str(low)) > float(str(high)) else None


def _above(values: Values, today: date) -> Problem | None:
    value, high = values["value"], values["high"]
    over = high is not None and float(str(value)) > float(str(high)) and not _range(values, today)
    return problem("ABOVE_NORM", level=WARNING) if over else None


def _below(values: Values, today: date) -> Problem | None:
    value, low = values["value"], values["low"]
    under = low is not None and float(str(value)) < float(str(low)) and not _range(values, today)
    return problem("BELOW_NORM", level=WARNING) if under else None


RESULT_RULES = (
    Rule("low", ("low", "high"), _range, "RANGE_ORDER", _l("Нижняя граница нормы не больше верхней.")),
    Rule("value", ("value", "low", "high"), _above, "ABOVE_NORM", _l("Значение выше нормы: предупреждение.")),
    Rule("value", ("value", "low", "high"), _below, "BELOW_NORM", _l("Значение ниже нормы: предупреждение.")),
)

DOCUMENTS = Section(
    "documents",
    Document,
    _l("Документы"),
    many=Many(0, 50, _l("Добавить документ"), _l("Документов нет, их можно добавить и позже.")),
    health=True,
    optional=True,
    rules=(
        Rule(
            "received_on",
            ("performed_on", "received_on"),
            _order,
            "RESULT_ORDER",
            _l("Результат получен не раньше, чем проведено исследование."),
        ),
        Rule(
            "file",
            ("kind", "file", "issued_on", *(f"personal.{name}" for name in PERSON)),
            _name,
            "EXTRACT_NAME",
            _l("Имя файла выписки: Фамилия_Имя_Отчество_ГГГГ-ММ-ДД_Выписка.pdf."),
        ),
        after_birth("performed_on"),
        after_birth("issued_on"),
    ),
)
