"""The person's rights over the consent and the booking of a card that is made (R92, R96, R102, R146, K11)."""

import stat
from datetime import timedelta

import pytest

from emk_tui.exports.seal import public_key
from emk_tui.exports.verify import verify_paper
from emk_tui.services.actions import (
    ACCESS,
    ACCOUNT,
    BOOKING,
    COPY,
    DOCUMENTS,
    EXTRACTS,
    IDENTITY,
    INSURER,
    JOURNAL,
    LEAVE,
    LOCK,
    OUTBOX,
    PAPER,
    PRINT,
    PURPOSES,
    REQUEST,
    RESULTS,
    SHOW,
    SIGN,
    SUPPORT,
    WITHDRAW,
    WIZARD,
    offered,
)
from emk_tui.services.bookings import booking_notices, booking_of, booking_sentence
from emk_tui.services.flows.asks import Choice, Confirm, Flow, Input, Slots
from emk_tui.services.flows.booking import book
from emk_tui.services.flows.held_booking import CANCEL, CHANGE, KEEP
from emk_tui.services.flows.home import home
from emk_tui.services.flows.submit import submit
from emk_tui.services.session import Session
from tests.services.worlds import SIGNS, Hands, Post, Talk, dumped, hold, reopened

WITHDRAWS = {"consent.reason": "Сменила поликлинику", "code.channel": "email", "consent.withdraw": True}
DAY = "02.03.2026"
ENDED = f"Доступ ограничен: согласие отозвано {DAY}."
AROUND = [ACCOUNT, JOURNAL, SUPPORT, LOCK, LEAVE]
"""What every menu ends with."""
VACCINE = {"vaccinations.1.vaccine": "Совигрипп", "vaccinations.1.date": "10.10.2025"}


def does(session: Session, *actions: str, **answers: object) -> Talk:
    """Choose these in the menu one after the other, then leave."""
    post = session.world.sender
    assert isinstance(post, Post)
    codes = {f"code.{purpose}": lambda ask: post.code for purpose in ("отзыв согласия", "подпись согласия")}
    keyed = {key.replace("__", "."): answer for key, answer in answers.items()}
    return hold(home(session), {**codes, **WITHDRAWS, **SIGNS, **keyed, "home": [*actions, LEAVE]})[1]


def taken(session: Session, at: int = -1) -> None:
    """A booking with its notices."""
    slot = session.registries.schedule.slots("101")[at]
    booking, now = booking_of(slot), session.world.clock.now()
    notices = booking_notices(booking, slot, session.store.account(), now)
    session.store.book(booking, notices, session.record("запись к врачу", booking.id))


@pytest.fixture
def made(consented: Session) -> Session:
    """A card with a vaccination, and a booking."""
    consented.put_rows(VACCINE)
    taken(consented)
    consented.move("review")
    hold(submit(consented), {"submit": True})
    assert consented.store.card() is not None
    return consented


# -- what the menu offers


def test_the_menu_offers_what_makes_sense(session: Session) -> None:
    """Nothing new before there is a consent."""
    assert [one.id for one in offered(session)] == [WIZARD, IDENTITY, *AROUND]


def test_a_consent_brings_its_rights(consented: Session) -> None:
    """R96: purposes and withdrawal; copies come with the card."""
    assert [one.id for one in offered(consented)] == [
        WIZARD, REQUEST, IDENTITY, PRINT, PURPOSES, WITHDRAW, *AROUND,
    ]  # fmt: skip


def test_a_card_brings_all_of_them(made: Session) -> None:
    """R17, R96; showing the card stays first, and without a consent signing it is next."""
    opens = [RESULTS, EXTRACTS, IDENTITY, PAPER, PRINT, OUTBOX, ACCESS, INSURER, COPY, PURPOSES]
    before = [BOOKING, DOCUMENTS]
    assert [one.id for one in offered(made)] == [SHOW, *before, REQUEST, *opens, WITHDRAW, *AROUND]
    does(made, WITHDRAW)
    assert [one.id for one in offered(made)] == [SHOW, SIGN, *before, *opens, *AROUND]


# -- withdrawal


def test_the_order_of_a_withdrawal(made: Session) -> None:
    """R102: what it leads to, why, a code, the last word."""
    talk = does(made, WITHDRAW)
    assert talk.keys[1:-1] == [
        "consent.reason", "code.channel", "code.отзыв согласия", "consent.withdraw",
    ]  # fmt: skip
    assert talk.said[0].startswith("Карта останется, но документы, прививки и запись")
    assert talk.said[-1] == f"{ENDED} Подписать новое можно здесь же: «Подписать согласие»."
    last = made.store.last_consent()
    assert last is not None and last.reason == "Сменила поликлинику"
    assert [one.action for one in made.store.journal()][-1] == "согласие отозвано"


@pytest.mark.parametrize(("reason", "code"), [("", "REQUIRED"), ("?!", "NO_WORD"), ("а" * 501, "TOO_LONG")])
def test_a_reason_is_needed(made: Session, reason: str, code: str) -> None:
    """R102: empty refused, asked again with the problem."""
    talk = does(made, WITHDRAW, consent__reason=[reason, "Передумала"])
    asked = [ask.problem for ask in talk.asks if isinstance(ask, Input)]
    assert [one and one.code for one in asked] == [None, code]
    last = made.store.last_consent()
    assert last is not None and last.reason == "Передумала"


def test_a_no_at_the_end_changes_nothing(made: Session) -> None:
    """The code alone withdraws nothing."""
    talk = does(made, WITHDRAW, consent__withdraw=False)
    assert talk.said[-1] == "Согласие не отозвано, всё осталось как было."
    assert made.store.consent() is not None
    assert "согласие отозвано" not in [one.action for one in made.store.journal()]


def test_a_code_is_asked_even_within_the_window(made: Session, post: Post) -> None:
    """Like the signing (K27)."""
    assert not made.needs_code()
    before = len(post.sent)
    does(made, WITHDRAW)
    assert len(post.sent) == before + 1


def test_without_a_card_health_data_are_erased_and_the_wizard_waits(consented: Session) -> None:
    """R92, R102: durable, decrypted and looked through."""
    consented.put_rows({**VACCINE, "vaccinations.1.comment": "Без-осложнений"})
    consented.finish("vaccinations")
    taken(consented)
    consented.move("vaccinations")
    talk = does(consented, WITHDRAW)
    assert "будут стёрты" in talk.said[0]
    assert talk.said[-1] == "Согласие отозвано, сведения о здоровье стёрты. Шаг 4 ждёт нового согласия."
    again = reopened(consented)
    assert again.wizard.step.key == "consent"
    assert again.store.booking() is None
    assert not again.facts().consent
    assert not any(part in dumped(again) for part in ("Без-осложнений", "Совигрипп"))
    assert again.draft.raw("personal.surname") == "Иванова"
    blocked = again.wizard.why_blocked(again.wizard.state(again.wizard.step).step)
    assert blocked is None
    assert [one.id for one in offered(again)] == [WIZARD, IDENTITY, PRINT, OUTBOX, PURPOSES, *AROUND]
    again.store.close()


def test_a_withdrawn_card_shows_whose_it_is_and_nothing_of_health(made: Session) -> None:
    """R102: who, number, since when; no vaccine, no doctor, nothing to hand over."""
    card = made.store.card()
    assert card is not None
    does(made, WITHDRAW)
    talk = does(made, SHOW)
    assert talk.said == [
        f"Карта {card.number}. Статус: Обработано.", "Иванова Мария Петровна.", ENDED,
    ]  # fmt: skip
    assert made.store.vaccine_queue() == ()
    again = reopened(made)
    assert does(again, SHOW).said == talk.said
    again.store.close()


def test_notices_do_not_tell_the_doctor_then(made: Session) -> None:
    """R102: subject and state are left."""
    held = made.store.booking()
    assert held is not None
    assert any(held.doctor in text for text in does(made, OUTBOX).said)
    does(made, WITHDRAW)
    talk = does(made, OUTBOX)
    assert any("Запись к врачу, почта, ждёт." in text for text in talk.said)
    assert not any(held.doctor in text for text in talk.said)


def test_the_paper_still_verifies(made: Session) -> None:
    """It says that a card was made, and that stays true."""
    does(made, WITHDRAW, PAPER)
    (paper,) = (made.world.folder / "papers").glob("*.pdf")
    card, verdict = made.store.card(), verify_paper(paper, public_key(made.store.signing_key()))
    assert card is not None
    assert (verdict.ok, verdict.number) == (True, card.number)


def test_a_new_consent_opens_the_card_again(made: Session) -> None:
    """From the menu, of the card's own data; nothing is left in a new draft."""
    before = does(made, SHOW).said
    first = made.store.consent()
    talk = does(made, WITHDRAW, SIGN)
    assert talk.said[-1] == "Доступ к сведениям карты снова открыт."
    now = made.store.consent()
    assert first is not None and now is not None and now.id != first.id
    assert "Иванова Мария Петровна" in now.text and "None" not in now.text
    assert now.text == first.text
    assert does(made, SHOW).said == before
    assert made.draft.rows == {}


@pytest.mark.parametrize("at", ["consent__accepted", "consent__signature"])
def test_a_refused_new_consent_leaves_it_closed(made: Session, at: str) -> None:
    """Told once; no word of a draft to wipe: there is none."""
    talk = does(made, WITHDRAW, SIGN, **{at: False})
    assert talk.codes == ["CONSENT_NOT_RENEWED"]
    assert made.store.consent() is None
    assert does(made, SHOW).said[-1] == ENDED


def test_a_consent_that_ran_out_closes_it_too(made: Session, hands: Hands) -> None:
    """R92: the same door, another reason."""
    hands.on(days=366 * 25)
    again = reopened(made)
    assert does(again, SHOW).said[-1] == "Доступ ограничен: срок согласия истёк 02.03.2051."
    again.store.close()


# -- copies and purposes


def test_a_copy_of_the_records(made: Session) -> None:
    """R96: all that is shown, 0600, journaled."""
    shown = does(made, SHOW).said
    talk = does(made, COPY)
    (path,) = (made.world.folder / "papers").glob("Копия_*.txt")
    assert talk.said == [f"Сохранено в папку papers: {path.name}. Файл не зашифрован."]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["ОБРАЗЕЦ, данные вымышленные.", f"Копия записей, {DAY} 10:00."]
    assert lines[2:] == shown
    assert any("Совигрипп" in line for line in lines)
    last = made.store.journal()[-1]
    assert (last.action, last.subject) == ("копия записей сохранена", path.name)


def test_a_copy_of_a_closed_card_holds_no_health_data(made: Session) -> None:
    """R102: what is not shown is not written either."""
    does(made, WITHDRAW, COPY)
    (path,) = (made.world.folder / "papers").glob("Копия_*.txt")
    text = path.read_text(encoding="utf-8")
    assert ENDED in text and "Совигрипп" not in text


@pytest.mark.parametrize("statistics", [True, False])
def test_the_purposes_in_the_words_that_were_signed(made: Session, hands: Hands, statistics: bool) -> None:
    """R96: what for, which data, until when; after a withdrawal that it is withdrawn."""
    does(made, WITHDRAW)
    hands.on(minutes=1)
    does(made, SIGN, consent__statistics=statistics)
    consent = made.store.consent()
    assert consent is not None
    purpose = "Медицинская диагностика, лечение" + (
        ", статистический учёт." if statistics else ". Статистический учёт: отказ."
    )
    told = [
        f"Согласие {consent.id}, подписано {DAY}.",
        f"Цели: {purpose}",
        "Какие данные: История заболеваний, результаты анализов, рецепты, прививки.",
        "Срок: 25 лет, до 02.03.2051, если согласие не отозвано раньше.",
    ]
    assert does(made, PURPOSES).said == told
    does(made, WITHDRAW)
    assert does(made, PURPOSES).said == [told[0], ENDED, *told[1:]]


# -- the booking


def question(talk: Talk, key: str) -> str:
    """The words of this question."""
    return next(ask.question for ask in talk.asks if isinstance(ask, Choice | Confirm) and ask.key == key)


def cancels(session: Session, flow: Flow[object], **more: object) -> Talk:
    """Cancel what is held."""
    return hold(flow, {"booking.held": CANCEL, "booking.cancel": True, **more})[1]


def test_a_booking_of_a_card_is_shown_and_kept(made: Session) -> None:
    """R146: with the last moment of change; nothing else happens."""
    held = made.store.booking()
    assert held is not None
    talk = does(made, BOOKING, booking__held=KEEP)
    words = talk.said[0]
    assert booking_sentence(held) in words and "Изменить запись можно до: " in words
    assert made.store.booking() == held


def test_a_booking_of_a_card_is_cancelled(made: Session) -> None:
    """K11: one question, the slot is free, both ways of the booking tell it, the journal knows."""
    held = made.store.booking()
    assert held is not None
    talk = does(made, BOOKING, SHOW, booking__held=CANCEL, booking__cancel=True)
    assert question(talk, "booking.cancel") == f"Отменить запись: {booking_sentence(held)}?"
    assert "Запись отменена, время снова свободно." in talk.said
    assert made.store.booking() is None
    assert "Запись к врачу." not in talk.said
    told = [one for one in made.store.outbox() if one.subject == "Запись отменена"]
    assert [one.channel for one in told] == ["email", "app"]
    assert all(booking_sentence(held) in one.text for one in told)
    entry = made.store.journal()[-1]
    assert (entry.action, entry.subject) == ("запись к врачу отменена", held.id)


def test_a_no_keeps_it(made: Session) -> None:
    """Asked once."""
    held = made.store.booking()
    talk = does(made, BOOKING, booking__held=CANCEL, booking__cancel=False)
    assert talk.keys.count("booking.cancel") == 1
    assert "Запись оставлена." in talk.said
    assert made.store.booking() == held


@pytest.mark.parametrize("card", [True, False])
def test_cancelling_is_allowed_to_the_last_minute(consented: Session, hands: Hands, card: bool) -> None:
    """K11: changing is over then; the same in step 7 and after the card."""
    taken(consented)
    if card:
        consented.move("review")
        hold(submit(consented), {"submit": True})
    held = consented.store.booking()
    assert held is not None
    hands.moment = held.start - timedelta(minutes=1)
    consented.verified()
    answers = {"booking.held": CANCEL, "booking.cancel": True, "home": [BOOKING, LEAVE]}
    if card:
        _left, talk = hold(home(consented), answers)
    else:
        consented.move("booking")
        _moved, talk = hold(book(consented), answers)
    (ask,) = [ask for ask in talk.asks if isinstance(ask, Choice) and ask.key == "booking.held"]
    assert [one.key for one in ask.options] == [KEEP, CANCEL]
    assert consented.store.booking() is None


def test_a_cancelled_time_can_be_taken_again(consented: Session) -> None:
    """In the step: the answer is gone from the draft, the next «дальше» books anew."""
    takes = {
        "booking.specialty": "кардиолог", "booking.doctor": lambda ask: ask.options[0].key,
        "booking.slot": lambda ask: ask.slots[-1].id, "booking.confirm": True,
    }  # fmt: skip
    consented.move("booking")
    hold(book(consented), takes)
    old = consented.store.booking()
    hold(book(consented), {"booking.held": CANCEL, "booking.cancel": True})
    assert consented.draft.raw("booking.slot") == ""
    hold(book(consented), takes)
    new = consented.store.booking()
    assert old is not None and new is not None
    assert (new.slot_id, new.id == old.id) == (old.slot_id, False)


def test_a_card_without_a_booking_gets_one(made: Session) -> None:
    """The flow of the step; nothing of it stays in a draft."""
    does(made, BOOKING, booking__held=CANCEL, booking__cancel=True)
    takes = {
        "booking__specialty": "кардиолог", "booking__doctor": lambda ask: ask.options[0].key,
        "booking__slot": _latest, "booking__confirm": True,
    }  # fmt: skip
    does(made, BOOKING, **takes)
    first = made.store.booking()
    does(made, BOOKING, booking__held=CHANGE, **takes)
    second = made.store.booking()
    assert first is not None and second is not None and first.slot_id != second.slot_id
    assert not any(path.startswith("booking") for path in made.draft.rows)


def _latest(ask: Slots) -> str:
    return ask.slots[-1].id


def test_a_booking_of_a_closed_card_can_only_be_cancelled(made: Session) -> None:
    """R102, K11: the time is told, not the doctor."""
    held = made.store.booking()
    assert held is not None
    talk = does(made, WITHDRAW, BOOKING, booking__cancel=True)
    words = question(talk, "booking.cancel")
    assert held.doctor not in words and held.specialty not in words
    assert "booking.held" not in talk.keys
    assert made.store.booking() is None
    talk = does(made, BOOKING, JOURNAL, journal__menu="back")
    assert talk.keys == ["home", "home", "journal.menu", "home"]
    assert talk.said[0].startswith(ENDED)
