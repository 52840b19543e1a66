"""The menu after sign-in and the way back to the review (R85, R150, K7)."""

from emk_tui.ports import Event
from emk_tui.services.actions import LEAVE, OUTBOX
from emk_tui.services.bookings import booking_of
from emk_tui.services.delivery import line_name
from emk_tui.services.flows.asks import Choice, Form, Review, Wait
from emk_tui.services.flows.home import home
from emk_tui.services.flows.review import review, review_rows
from emk_tui.services.notices import about_account
from emk_tui.services.session import Session
from emk_tui.services.shown import booking_lines
from tests.services.ways import LINES, Ways, with_ways
from tests.services.worlds import NOW, hold


def test_a_correction_comes_back_to_the_review(consented: Session) -> None:
    """After it the cursor stands at the review again, so that «нет» to «Оформить» stays there."""
    for key in ("documents", "vaccinations", "booking"):
        consented.finish(key)
    consented.move("review")
    flow = review(consented)
    next(flow)
    form = flow.send("personal.given_name")
    assert isinstance(form, Form) and form.single
    consented.move("personal.given_name")
    consented.put("personal.given_name", "Анна")
    asked = flow.send(None)
    while not isinstance(asked, Review):
        asked = flow.send(asked.call() if isinstance(asked, Wait) else None)
    assert consented.wizard.cursor == "review"
    flow.close()


def test_the_booking_is_part_of_what_is_shown(consented: Session) -> None:
    """R150: time, specialty, doctor, room and clinic in one sentence; nothing where nothing is booked."""
    assert booking_lines(consented) == []
    slot = consented.registries.schedule.slots("101")[0]
    consented.store.book(booking_of(slot), (), consented.record("запись к врачу"))
    head, sentence = booking_lines(consented)
    assert head == "Запись к врачу."
    assert "терапевт" in sentence and slot.doctor.name in sentence and slot.doctor.clinic in sentence


def test_the_menu_is_found_by_every_name(session: Session) -> None:
    """K7: the seed's names are aliases of the one entry."""
    flow = home(session)
    menu = next(flow)
    assert isinstance(menu, Choice)
    names = {alias for option in menu.options for alias in option.aliases}
    assert {"Моё здоровье", "Мои услуги", "Создать электронную медицинскую карту"} <= names
    flow.close()


def test_an_empty_batch_is_said_in_words(consented: Session) -> None:
    """R132, K10: «серия не указана» in the review, and no origin for what is empty."""
    consented.put_rows({"vaccinations.1.vaccine": "Совигрипп", "vaccinations.1.date": "10.10.2025"})
    rows = {row.path: row for row in review_rows(consented)}
    batch = rows["vaccinations.1.batch"]
    assert (batch.shown, batch.origin) == ("серия не указана", "")
    assert rows["vaccinations.1.comment"].shown == "не указано"


def test_where_notices_lie_is_said(consented: Session) -> None:
    """R52: in the program where nothing is connected; not said where a way out is."""
    consented.opened.record(Event("проба", at=NOW), about_account(consented.account, NOW, "Пароль сменён."))
    said = "Почта и СМС не подключены: уведомления лежат здесь, на этом компьютере."
    _end, talk = hold(home(consented), {"home": [OUTBOX, LEAVE]})
    assert talk.said[:2] == ["Уведомлений 2.", said]
    assert talk.said[2].startswith("02.03.2026, Учётная запись ЭМК, СМС, ждёт. Пароль сменён.")
    consented.world = with_ways(consented.world, Ways())
    consented.opened.keep_secret(line_name("email"), LINES["email"].encode(), Event("проба", at=NOW))
    _end, talk = hold(home(consented), {"home": [OUTBOX, LEAVE]})
    assert said not in talk.said
    assert [text.split(", ")[2:4] for text in talk.said if "Учётная запись ЭМК" in text] == [
        ["СМС", "ждёт. Пароль сменён. Если это были не вы"],
        ["почта", "отправлено. Пароль сменён. Если это были не вы"],
    ]
