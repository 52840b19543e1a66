"""Which paper a field is read from and where on it, or what it is for where there is none."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from emk_tui.card.draft import Draft
from emk_tui.card.fields import POLICY_KINDS, Choice, Field, Right
from emk_tui.card.papers import sheets
from emk_tui.card.papers.drawing import Sheet
from emk_tui.card.paths import locate
from emk_tui.i18n import _l


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper in hand, if there is one, and a sentence on where to look."""

    sheet: Sheet | None
    words: str


NAME = _l("Страница 3, рядом с фотографией.")
EDGE = _l("Красные цифры по правому краю каждой страницы: сначала серия, четыре цифры.")
EDGE_REST = _l("Красные цифры по правому краю каждой страницы: шесть цифр после серии.")
ISSUED = _l("Страница 2, под словами «паспорт выдан».")
STAMP = _l("Последний штамп о регистрации.")
LIVING = _l("Где вы живёте сейчас. Бумаги для этого не нужно.")
POSTCODE = _l("В паспорте его нет. Индекс стоит на письмах и на сайте Почты России.")
INSURER = _l("Полное название, на полисе рядом с печатью.")
NO_LINE = _l("Отдельной строки на полисе нет: это регион, где он выдан.")
ROW = _l("Одна строка бланка за раз.")
NAME_ON_3 = _l("Паспорт, страница 3, рядом с фотографией.")
ISSUED_ON_2 = _l("Паспорт, страница 2, под словами «паспорт выдан».")
SCAN = _l("Снимок или PDF на этом компьютере: все углы в кадре, текст читается.")
CLINIC = _l("Сайт поликлиники, раздел «реквизиты».")

PAPERS: dict[str, Paper] = {
    "identity.surname": Paper(None, NAME_ON_3),
    "identity.birth_date": Paper(None, NAME_ON_3),
    "identity.passport_issued_on": Paper(None, ISSUED_ON_2),
    "identity.passport_file": Paper(None, SCAN),
    "identity.snils_surname": Paper(None, _l("Зелёная карточка СНИЛС или выписка с Госуслуг.")),
    "identity.snils_file": Paper(None, SCAN),
    "identity.surname_changed": Paper(None, _l("Если фамилия в паспорте новая, приложите документ о ней.")),
    "identity.change_kind": Paper(None, _l("Что выдали: загс или суд.")),
    "identity.change_file": Paper(None, SCAN),
    "personal.surname": Paper(sheets.PASSPORT, NAME),
    "personal.given_name": Paper(sheets.PASSPORT, NAME),
    "personal.patronymic": Paper(sheets.PASSPORT, NAME),
    "personal.no_patronymic": Paper(sheets.PASSPORT, _l("Строка отчества в паспорте пуста.")),
    "personal.birth_date": Paper(sheets.PASSPORT, NAME),
    "personal.sex": Paper(sheets.PASSPORT, NAME),
    "personal.snils": Paper(sheets.SNILS, _l("11 цифр. Карточки нет: номер есть в профиле Госуслуг.")),
    "personal.inn": Paper(sheets.INN, _l("12 цифр. Свидетельства нет: номер есть в профиле Госуслуг.")),
    "personal.passport_series": Paper(sheets.PASSPORT, EDGE),
    "personal.passport_number": Paper(sheets.PASSPORT, EDGE_REST),
    "personal.passport_issued_on": Paper(sheets.PASSPORT, ISSUED),
    "personal.passport_issued_by": Paper(sheets.PASSPORT, ISSUED),
    "personal.passport_division_code": Paper(sheets.PASSPORT, ISSUED),
    "personal.registration_region": Paper(sheets.REGISTRATION, STAMP),
    "personal.registration_postcode": Paper(None, POSTCODE),
    "personal.registration_settlement": Paper(sheets.REGISTRATION, STAMP),
    "personal.registration_street": Paper(sheets.REGISTRATION, STAMP),
    "personal.registration_house": Paper(sheets.REGISTRATION, _l("Дом и корпус вместе, последний штамп.")),
    "personal.registration_flat": Paper(sheets.REGISTRATION, STAMP),
    "personal.living_same": Paper(
        sheets.REGISTRATION, _l("Если живёте по адресу этого штампа, второй адрес не нужен.")
    ),
    "personal.living_region": Paper(None, LIVING),
    "personal.living_postcode": Paper(None, _l("Индекс стоит на письмах и на сайте Почты России.")),
    "personal.living_settlement": Paper(None, LIVING),
    "personal.living_street": Paper(None, LIVING),
    "personal.living_house": Paper(None, LIVING),
    "personal.living_flat": Paper(None, LIVING),
    "personal.phone": Paper(None, _l("По этому номеру с вами связываются о карте и о записи к врачу.")),
    "personal.no_phone": Paper(None, _l("Без телефона нужна электронная почта.")),
    "personal.email": Paper(None, _l("По этому адресу с вами связываются о карте и о записи к врачу.")),
    "personal.no_email": Paper(None, _l("Без электронной почты нужен телефон.")),
    "clinic.name": Paper(sheets.REQUISITES, _l("Сайт поликлиники или договор с ней.")),
    "clinic.inn": Paper(sheets.REQUISITES, CLINIC),
    "clinic.okpo": Paper(sheets.REQUISITES, CLINIC),
    "policy.number": Paper(sheets.POLICY_NUMBER, _l("Вид полиса виден по числу цифр.")),
    "policy.kind": Paper(sheets.POLICY_NUMBER, _l("Вид следует из числа цифр в номере.")),
    "policy.series": Paper(sheets.POLICY_OLD, _l("Верх бланка, перед номером.")),
    "policy.start": Paper(sheets.POLICY_ENP, _l("Оборот: дата регистрации у компании.")),
    "policy.end": Paper(sheets.POLICY_ENP, _l("Если срок не указан, полис бессрочный.")),
    "policy.insurer": Paper(sheets.POLICY_ENP, INSURER),
    "policy.region": Paper(sheets.POLICY_ENP, NO_LINE),
    "documents.kind": Paper(
        None, _l("От вида зависит, что спросят дальше. Название стоит вверху документа.")
    ),
    "documents.file": Paper(None, _l("Снимок или PDF документа на этом компьютере.")),
    "documents.study": Paper(sheets.LABORATORY, _l("Заголовок бланка.")),
    "documents.category": Paper(None, _l("Раздел следует из названия исследования, его можно исправить.")),
    "documents.performed_on": Paper(sheets.LABORATORY, _l("День, когда брали кровь или делали снимок.")),
    "documents.received_on": Paper(sheets.LABORATORY, _l("День, когда результат был готов.")),
    "documents.issued_on": Paper(sheets.EXTRACT, _l("Дата рядом с подписью врача.")),
    "documents.source": Paper(sheets.EXTRACT, _l("Верх листа или штамп.")),
    "documents.comment": Paper(None, _l("Что на бланке важно для врача.")),
    "documents.results.indicator": Paper(sheets.LABORATORY, ROW),
    "documents.results.value": Paper(sheets.LABORATORY, ROW),
    "documents.results.unit": Paper(sheets.LABORATORY, _l("Стоит за числом, например г/л.")),
    "documents.results.low": Paper(sheets.LABORATORY, _l("Норма, левое число.")),
    "documents.results.high": Paper(sheets.LABORATORY, _l("Норма, правое число.")),
    "vaccinations.vaccine": Paper(sheets.VACCINATION, _l("Название препарата, не болезни.")),
    "vaccinations.date": Paper(sheets.VACCINATION, _l("Первая графа строки.")),
    "vaccinations.batch": Paper(sheets.VACCINATION, _l("Графа «серия».")),
    "vaccinations.comment": Paper(sheets.VACCINATION, _l("Графа о реакции, если она есть.")),
}
"""Path without record ids → its paper."""

BY_POLICY = {"old": sheets.POLICY_OLD, "temporary": sheets.POLICY_TEMPORARY}
BY_DOCUMENT = {
    "extract": sheets.EXTRACT,
    "result": sheets.LABORATORY,
    "prescription": sheets.PRESCRIPTION,
    "referral": sheets.REFERRAL,
}
"""What the chosen kind makes of the paper; any other one leaves it."""
FOLLOWS_POLICY = frozenset({"policy.start", "policy.end", "policy.insurer", "policy.region"})
FOLLOWS_DOCUMENT = frozenset({"documents.issued_on", "documents.source", "documents.comment"})

PAPER_WORDS = {
    ("policy.start", "old"): _l("Начало срока действия."),
    ("policy.start", "temporary"): _l("День, когда выдано свидетельство."),
    ("policy.end", "temporary"): _l("У временного свидетельства срок указан всегда."),
    ("documents.issued_on", "prescription"): _l("Дата под словом «рецепт»."),
}
"""Where another kind of paper needs other words."""


def bare(path: str) -> str:
    """The path without record ids."""
    return ".".join(part for part in path.split(".") if not part.isdigit())


def concrete(slot: str, here: str) -> str:
    """The path of a place of a drawing in the record that `here` is in."""
    found: list[str] = []
    there = here.split(".")
    for part in slot.split("."):
        found.append(part)
        size = len(found)
        if there[:size] == found and there[size : size + 1] and there[size].isdigit():
            found.append(there[size])
    return ".".join(found)


def paper_at(path: str, draft: Draft, today: date) -> Paper | None:
    """The paper of a field, by what the draft says of the kind; None for fields it has no words for."""
    place = bare(path)
    paper = PAPERS.get(place)
    if paper is None:
        return None
    if place in FOLLOWS_POLICY:
        kind = _policy_kind(draft, today)
        sheet = BY_POLICY.get(kind, paper.sheet)
    elif place in FOLLOWS_DOCUMENT:
        kind = _value(concrete("documents.kind", path), draft, today)
        sheet = BY_DOCUMENT.get(kind, paper.sheet)
    else:
        return paper
    return Paper(sheet, PAPER_WORDS.get((place, kind), paper.words))


def _policy_kind(draft: Draft, today: date) -> str:
    """As corrected by the person, else by the length of the number."""
    digits = sum(char.isdigit() for char in draft.raw("policy.number"))
    return _value("policy.kind", draft, today) or POLICY_KINDS.get(digits, "")


def _value(path: str, draft: Draft, today: date) -> str:
    reading = locate(path).field.read(draft.raw(path), today)
    return str(reading.value or "") if isinstance(reading, Right) else ""


def printed(field: Field, raw: str, today: date) -> str:
    """What was typed so far as it is printed: in normal form where it is right; nothing of a secret."""
    if not raw or field.secret or field.says_none(raw):
        return ""
    reading = field.read(raw, today)
    if isinstance(reading, Right):
        return _one_cell(reading.shown)
    # half a word of a choice is not on any paper
    return "" if isinstance(field, Choice) else _one_cell(raw)


def _one_cell(text: str) -> str:
    """Every sign takes one cell and can be shown: a drawing must not shift."""
    signs = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(sign if _is_plain(sign) else "?" for sign in signs)


def _is_plain(sign: str) -> bool:
    wide = unicodedata.east_asian_width(sign) in "WF"
    return sign.isprintable() and not wide and unicodedata.category(sign)[0] != "M"
