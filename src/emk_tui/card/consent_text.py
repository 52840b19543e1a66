"""The text of the consent: the nine blocks of 152-ФЗ ст. 9 ч. 4 and the four of the source text (R93–R96)."""

from collections.abc import Mapping
from datetime import date

from emk_tui.card.fields import Value
from emk_tui.card.identifiers import anniversary
from emk_tui.i18n import _

VERSION = "1.0"
YEARS = 25
"""Years a record is kept: the term of the paper card 025/у."""


def consent_until(today: date) -> date:
    """The day the consent ends."""
    return anniversary(today, YEARS)


def consent_sections(
    person: Mapping[str, Value], clinic: Mapping[str, Value], today: date, *, statistics: bool
) -> tuple[tuple[str, str], ...]:
    """Numbered blocks (heading, paragraph), filled from the card."""
    return (
        (_("Кто даёт согласие"), _subject(person)),
        (_("Кому"), _operator(clinic)),
        (_("Цели"), _purposes(statistics=statistics)),
        (_("Какие данные"), _("История заболеваний, результаты анализов, рецепты, прививки.")),
        (_("Кто ещё обрабатывает"), _("Никто. Передача другим только по вашему отдельному действию.")),
        (_("Что с ними делают"), _("Запись, хранение, уточнение, передача по вашему указанию, удаление.")),
        (_("Срок"), _term(today)),
        (_("Ваши права"), _("Отозвать согласие, запросить копии записей, уточнить цели обработки.")),
        (_("Как отозвать"), _("В программе: причина и код. Доступ ограничивается сразу.")),
    )  # fmt: skip


def consent_text(sections: tuple[tuple[str, str], ...]) -> str:
    """The text that is signed and hashed: headings numbered, one block a paragraph."""
    return "\n\n".join(f"{n}. {head}\n{text}" for n, (head, text) in enumerate(sections, 1))


def consent_blocks(text: str) -> dict[int, tuple[str, str]]:
    """Number → (heading, paragraph) of a text that was signed."""
    blocks = [block.partition("\n") for block in text.split("\n\n")]
    return {n: (head.partition(". ")[2], rest) for n, (head, _end, rest) in enumerate(blocks, 1)}


def _subject(person: Mapping[str, Value]) -> str:
    name = " ".join(str(person[key]) for key in ("surname", "given_name", "patronymic") if person.get(key))
    issued = person.get("passport_issued_on")
    day = issued.strftime("%d.%m.%Y") if isinstance(issued, date) else ""
    place = ", ".join(
        str(person[f"registration_{key}"])
        for key in ("settlement", "street", "house", "flat")
        if person.get(f"registration_{key}")
    )
    return _("{name}, паспорт {series} {number}, выдан {day}, {by}, адрес: {place}.").format(
        name=name,
        series=person.get("passport_series"),
        number=person.get("passport_number"),
        day=day,
        by=person.get("passport_issued_by"),
        place=place,
    )


def _operator(clinic: Mapping[str, Value]) -> str:
    return _("{name}, ИНН {inn}.").format(name=clinic.get("name"), inn=clinic.get("inn"))


def _purposes(*, statistics: bool) -> str:
    text = _("Медицинская диагностика, лечение")
    return text + (_(", статистический учёт.") if statistics else _(". Статистический учёт: отказ."))


def _term(today: date) -> str:
    until = consent_until(today).strftime("%d.%m.%Y")
    return _("{years} лет, до {until}, если согласие не отозвано раньше.").format(years=YEARS, until=until)
