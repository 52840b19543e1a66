"""One paper of every kind with texts as they come, and what the tests ask of a PDF."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import page
from pypdf import PdfReader
from pypdf.generic import PdfObject

from emk_tui.exports.papers import TypstPapers
from emk_tui.ports import Head, Paper, PaperPart

KEY = bytes(range(32))
AT = datetime(2026, 3, 2, 10, 5, tzinfo=timezone(timedelta(hours=3)))
WITNESS = Head(37, "1a2b3c4d5e6f7081" + "9" * 48)
NUMBER, NAME = "ЭМК-2026-000017", "Константинопольская Александра Владиславовна"
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
RESULTS = ("Показатель", "Значение", "Ед.", "Норма", "Дата", "Лаборатория")


def results(count: int) -> PaperPart:
    """A table of so many results."""
    rows = [(f"Показатель{n}", str(n), "г/л", "117–155", "14.02.2026", "Инвитро") for n in range(count)]
    return PaperPart("Результаты", columns=RESULTS, rows=tuple(rows))


PAPERS = {
    "card": Paper(
        "card", "Выписка из электронной медицинской карты", NUMBER, AT,
        (("Пациент", NAME), ("Состояние", "Подтверждена")),
        (
            PaperPart("Личные данные", rows=(("Дата рождения", "14.07.1986"), ("Телефон", "+7 916 123-45"))),
            PaperPart("Прививки", ("Сверено с прививочным сертификатом.",), ("Прививка", "Дата", "Препарат"),
                      (("Грипп", "12.10.2025", "Ультрикс"), ("Столбняк", "19.05.2021", "АДС-М"))),
            results(4),
            PaperPart("Приёмы", ("Записей нет.",)),
        ),
        ("Это не выписка медицинской организации.",), witness=WITNESS,
    ),
    "consent": Paper(
        "consent", "Согласие на обработку персональных данных", "17", AT, (("Кто", NAME), ("Кому", "ГП № 2")),
        (
            PaperPart("Текст согласия", ("Я даю согласие.", "Согласие может быть отозвано.")),
            PaperPart("Как подписано", rows=(("Способ", "код из сообщения"), ("Отпечаток текста", DIGEST))),
        ),
        witness=WITNESS,
    ),
    "ticket": Paper(
        "ticket", "Талон на приём к врачу", "112", AT,
        (("Дата и время", "12 марта 2026, 10:30"), ("Куда прийти", "ГП № 2, кабинет 214"),
         ("Врач", "Сидорова М. П.")),
        (PaperPart("Что взять с собой", ("Паспорт и полис ОМС.",)),),
    ),
    "request": Paper(
        "request", "Запрос выписного эпикриза", NUMBER, AT,
        (("Кому", "Главному врачу ГКБ № 31"), ("От", NAME)),
        (PaperPart("", ("Прошу выдать выписной эпикриз.", "Основание: статья 22 закона № 323-ФЗ.")),),
        ("Ответ прошу направить по адресу.",), ("Подпись, расшифровка", "Дата"), witness=WITNESS,
    ),
    "cover": Paper(
        "cover", "Опись частей разделённого документа", NUMBER, AT,
        (("Документ", "Эпикриз"), ("Частей", "2")),
        (PaperPart("Части", columns=("Часть", "Страницы", "Размер", "SHA-256"),
                   rows=(("1 из 2", "1–40", "9,8 МБ", DIGEST), ("2 из 2", "41–77", "9 МБ", DIGEST[::-1]))),),
        sample=True, witness=WITNESS,
    ),
}  # fmt: skip


def made(paper: Paper) -> bytes:
    """The PDF of a paper."""
    return TypstPapers().paper(paper, KEY)[0]


def pages_of(document: bytes) -> list[str]:
    """Visible text of every page with single spaces."""
    return [" ".join(part.extract_text().split()) for part in PdfReader(io.BytesIO(document)).pages]


def squeezed(document: bytes) -> str:
    """All visible text without spaces: where a line breaks says nothing."""
    return "".join("".join(pages_of(document)).split())


def tags_of(document: bytes) -> list[str]:
    """Names of the elements of the structure tree in the order of reading."""
    return list(_tags(PdfReader(io.BytesIO(document)).root_object["/StructTreeRoot"].get_object()))


def _tags(node: object) -> Iterator[str]:
    if not isinstance(node, dict):
        return
    if "/S" in node:
        yield str(node["/S"])
    kids = node.get("/K")
    kids = kids.get_object() if isinstance(kids, PdfObject) else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from _tags(kid.get_object() if isinstance(kid, PdfObject) else kid)


def failures(document: bytes) -> list[tuple[str, str]]:
    """What a checker finds against PDF/UA-1 and PDF/A-2a.

    Its rule of the length of streams takes a packed stream that happens to end in CR for one byte shorter.
    """
    found = [
        (failure.rule_id, failure.message)
        for profile in ("ua1", "2a")
        for failure in page.validate_pdf_bytes(document, profile=profile).failures
    ]
    if re.search(rb"\r\nendstream", document):
        found = [one for one in found if one[0] != "PDFA2A-STREAM-LENGTH-001"]
    return found
