"""What stands on each paper besides the confirmation: card, consent, booking, request, cover (R91, R114)."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from emk_tui.card.consent_text import consent_blocks
from emk_tui.card.section import members
from emk_tui.card.sections import SECTIONS
from emk_tui.card.sections.documents import norm_word
from emk_tui.i18n import _
from emk_tui.ports import Booking, CardRecord, Paper, PaperPart, Record, SignedConsent, Value
from emk_tui.services.bookings import day_words, time_words
from emk_tui.services.card_documents import states_of
from emk_tui.services.completeness import files_of, ready_lines, title_of
from emk_tui.services.file_words import size_words
from emk_tui.services.reading import value_of
from emk_tui.services.shown import full_name, personal_of, shown_of, told_rows, whose

if TYPE_CHECKING:
    from emk_tui.services.session import Session

ADDRESS = ("postcode", "settlement", "street", "house", "flat")
METHODS = {"code": "код подтверждения (простая электронная подпись)", "signature": "электронная подпись"}


def card_paper(session: "Session", card: CardRecord) -> Paper:
    """The extract of the card: everything it holds, section by section."""
    head = (*_person(session, card), (_("Статус"), card.status), (_("Версия"), str(card.version)))
    parts = [PaperPart(_("Полнота"), tuple(ready_lines(session, card)))]
    states = states_of(session, card)
    for key, section in SECTIONS.items():
        stored = card.sections.get(key)
        if stored is None or key == "consent":
            continue
        records = [stored] if isinstance(stored, Mapping) else stored
        parts += _section(_(section.title), section.cls, records, states, many=section.many is not None)
    return _paper(session, "card", _("Выписка из электронной медицинской карты"), card.number, head, parts)


def _section(
    title: str, cls: type, records: Sequence[Record], states: Mapping[str, str], *, many: bool
) -> list[PaperPart]:
    if not records:
        return [PaperPart(title, (_("Записей нет."),))]
    parts = []
    for number, record in enumerate(records, 1):
        heading = f"{title}, {number}" if many and len(records) > 1 else title
        state = states.get(value_of(record, "id"), "")
        rows = [*told_rows(cls, record), *([(_("Состояние"), state)] if state else [])]
        parts.append(PaperPart(heading, rows=tuple(rows)))
        parts += _results(record)
    return parts


def _results(record: Record) -> list[PaperPart]:
    """The indicators of a result as a table with the word for each (R106)."""
    rows = cast(Sequence[Mapping[str, Value]], record.get("results") or ())
    if not rows:
        return []
    fields = members(SECTIONS["documents"].lists["results"][1])[0]
    columns = (*(_(field.label) for field in fields.values()), _("Итог"))
    told = tuple(
        (*(shown_of(field, row.get(name)) or "–" for name, field in fields.items()), norm_word(row) or "–")
        for row in rows
    )
    return [PaperPart(_("Показатели: {title}").format(title=title_of(record)), columns=columns, rows=told)]


def consent_paper(session: "Session", consent: SignedConsent) -> Paper:
    """The text that was signed, word for word, and how."""
    head = [
        (_("Номер согласия"), consent.id),
        (_("Подписано"), f"{consent.signed_at:%d.%m.%Y %H:%M}"),
        (_("Чем подписано"), _(METHODS.get(consent.method, consent.method))),
        (_("Действует до"), f"{consent.until:%d.%m.%Y}"),
        (_("SHA-256 текста"), consent.text_sha256),
    ]
    if consent.withdrawn_at is not None:
        head.append((_("Отозвано"), f"{consent.withdrawn_at:%d.%m.%Y %H:%M}"))
    parts = [PaperPart(f"{n}. {head}", (text,)) for n, (head, text) in consent_blocks(consent.text).items()]
    return _paper(session, "consent", _("Согласие на обработку медицинских данных"), consent.id, head, parts)


def ticket_paper(session: "Session", card: CardRecord, booking: Booking) -> Paper:
    """When, where, to whom; what to take along."""
    # the first two rows are the large ones
    when = f"{day_words(booking.start)} {booking.start.year}, {time_words(booking.start)}"
    head = [
        (_("Дата и время"), when),
        (_("Куда прийти"), _("{clinic}, кабинет {room}").format(clinic=booking.clinic, room=booking.room)),
        (_("Врач"), f"{booking.doctor}, {booking.specialty}"),
        *_person(session, card)[:1],
    ]
    lines = (_("Возьмите паспорт и полис."), _("Изменить запись можно не позже чем за 24 часа."))
    return _paper(session, "ticket", _("Талон на приём"), booking.id, head, (), lines)


def request_paper(session: "Session", number: str, clinic: str, way: str, what: str) -> Paper:
    """The request of an extract to a clinic (R114): 323-ФЗ ст. 22 ч. 5."""
    person = personal_of(session)
    head = [
        (_("Кому"), clinic),
        (_("От кого"), full_name(person)),
        (_("Дата рождения"), _told(person, "", "birth_date")),
        (_("Паспорт"), _told(person, " ", "passport_series", "passport_number")),
        (_("Адрес"), _told(person, ", ", *(f"registration_{name}" for name in ADDRESS))),
        (_("Связь"), _told(person, ", ", "phone", "email")),
        (_("Как подаётся"), way),
    ]  # fmt: skip
    body = (
        _("Прошу выдать выписку из медицинской карты: {what}.").format(what=what),
        _("Основание: часть 5 статьи 22 Федерального закона от 21.11.2011 № 323-ФЗ."),
        _(
            "Нужна бумага с подписью врача и печатью учреждения на каждом листе или электронный документ. "
            "Для загрузки подойдёт скан PDF, не меньше 300 точек на дюйм."
        ),
    )
    return _paper(
        session, "request", _("Запрос выписки из медицинской карты"), number,
        [row for row in head if row[1]], [PaperPart(_("Запрос"), body)],
        sign_here=(_("Подпись"), _("Дата")),
    )  # fmt: skip


def cover_paper(session: "Session", card: CardRecord, record: Record) -> Paper:
    """The cover sheet of a divided document: every part with pages, size and digest (R110)."""
    files = files_of(record, session.store.files())
    rows, first = [], 1
    for one in files:
        last = first + max(one.pages, 1) - 1
        rows.append((f"{one.part} из {one.parts}", _span(first, last), size_words(one.size), one.sha256))
        first = last + 1
    head = [*_person(session, card), (_("Документ"), title_of(record)), (_("Частей"), str(len(files)))]
    columns = (_("Часть"), _("Страницы"), _("Размер"), _("SHA-256"))
    part = PaperPart(_("Части по порядку"), columns=columns, rows=tuple(rows))
    return _paper(session, "cover", _("Опись частей документа"), card.number, head, [part])


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _paper(
    session: "Session",
    kind: str,
    title: str,
    number: str,
    head: Sequence[tuple[str, str]],
    parts: Sequence[PaperPart],
    lines: tuple[str, ...] = (),
    sign_here: tuple[str, ...] = (),
) -> Paper:
    return Paper(
        kind, title, number, session.world.clock.now(), tuple(head), tuple(parts), lines, sign_here,
        sample=session.world.sample, witness=session.store.journal_head(),
    )  # fmt: skip


def _person(session: "Session", card: CardRecord) -> tuple[tuple[str, str], ...]:
    person = cast(Mapping[str, Value], card.sections["personal"])
    return (
        (_("Чья карта"), whose(card)),
        (_("Дата рождения"), _told(person, "", "birth_date")),
        (_("Номер карты"), card.number),
    )


def _told(person: Mapping[str, Value], between: str, *names: str) -> str:
    """These values as they are shown everywhere, those that there are."""
    fields = SECTIONS["personal"].fields
    told = (shown_of(fields[name], person[name]) for name in names if person.get(name) not in (None, ""))
    return between.join(told)
