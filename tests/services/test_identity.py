"""How the account stands: what is missing, the list of documents, status and video in words (R1, R12)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from emk_tui.card.draft import Draft
from emk_tui.card.steps import STEPS
from emk_tui.ports import Event, FileMeta, Video
from emk_tui.services.actions import BY_ID, IDENTITY, LEAVE, SHOW, WIZARD
from emk_tui.services.applying import apply_answers, identity_answers, take_identity
from emk_tui.services.flows.asks import Choice
from emk_tui.services.flows.finish_step import finish_step
from emk_tui.services.flows.home import home
from emk_tui.services.flows.submit import Created, submit
from emk_tui.services.identity import missing, other_surname, papers, status_words, video_words
from emk_tui.services.replies import FileReplies
from emk_tui.services.rights import Right
from emk_tui.services.session import Session
from emk_tui.services.standing import standing_of
from emk_tui.services.wizard import Blocked
from emk_tui.services.world import World
from tests.services.people import code_of, owner
from tests.services.worlds import ACCOUNT, NOW, hold, opened, type_in

EVENT = Event("проба", at=NOW)
ROWS = {
    "surname": "Иванова", "birth_date": "14.05.1985", "passport_issued_on": "20.06.2009",
    "snils_surname": "Иванова", "surname_changed": "нет", "passport_file": "a.pdf", "snils_file": "b.pdf",
}  # fmt: skip


@pytest.fixture
def fresh(world: World) -> Iterator[Session]:
    """Signed in, not confirmed, the confirmation offered already."""
    session = opened(world)
    session.opened.save_account(replace(ACCOUNT, confirmed_basis="", confirmed_at=None), EVENT)
    session.reload()
    session.asked_identity = True
    yield session
    session.opened.close()


def give(session: Session, *slots: str) -> None:
    """A scan for each of these."""
    for slot in slots:
        meta = FileMeta(f"f-{slot}", f"identity.{slot}", "a.pdf", "application/pdf", 1, slot)
        session.opened.add_file(meta, [b"x"], EVENT)


def type_rows(session: Session, **changed: str) -> None:
    """What the papers say."""
    session.put_rows({f"identity.{name}": raw for name, raw in {**ROWS, **changed}.items()})


# -- what is missing


@pytest.mark.parametrize(
    ("slots", "rows", "steps"),
    [
        ((), None, "скан паспорта, скан СНИЛС, сведения из паспорта и СНИЛС, заявление владельца"),
        (("passport_file",), None, "скан СНИЛС, сведения из паспорта и СНИЛС, заявление владельца"),
        (("passport_file", "snils_file"), None, "сведения из паспорта и СНИЛС, заявление владельца"),
        ((), {}, "скан паспорта, скан СНИЛС, заявление владельца"),
        (("passport_file", "snils_file"), {}, "заявление владельца"),
        (("passport_file", "snils_file"), {"birth_date": ""},
         "сведения из паспорта и СНИЛС, заявление владельца"),
        (("passport_file", "snils_file"), {"surname_changed": "да", "change_kind": "решение суда"},
         "документ о смене фамилии, заявление владельца"),
        (("passport_file", "snils_file", "change_file"),
         {"surname_changed": "да", "change_kind": "решение суда", "change_file": "c.pdf"},
         "заявление владельца"),
    ],
)  # fmt: skip
def test_what_is_missing_by_name(
    fresh: Session, slots: tuple[str, ...], rows: dict[str, str] | None, steps: str
) -> None:
    """R1: every step that is left, and none that is done."""
    give(fresh, *slots)
    if rows is not None:
        type_rows(fresh, **rows)
    assert ", ".join(missing(fresh)) == steps


def test_with_operators_the_video_is_missing(fresh: Session) -> None:
    """R5."""
    fresh.world = replace(fresh.world, operated=True)
    give(fresh, "passport_file", "snils_file")
    type_rows(fresh)
    assert list(missing(fresh)) == ["видеоверификация"]


# -- the list of documents


def test_the_list_of_documents(fresh: Session) -> None:
    """R11, R12: both papers, ИНН where there is one, the consent as an item that is made in the program."""
    assert [(one.name, one.state) for one in papers(fresh)] == [
        ("Паспорт", "не загружен"), ("СНИЛС", "не загружен"), ("ИНН", "при наличии, шаг 1"),
        ("Согласие на обработку персональных данных", "подписывается в программе, шаг 4"),
    ]  # fmt: skip
    give(fresh, "passport_file")
    type_rows(fresh, surname_changed="да")
    fresh.put("personal.inn", "500100732259")
    assert [(one.name, one.state) for one in papers(fresh)][:4] == [
        ("Паспорт", "принят"), ("СНИЛС", "не загружен"), ("Смена фамилии", "не загружен"),
        ("ИНН", "указан"),
    ]  # fmt: skip


def test_a_signed_consent_is_told_in_it(consented: Session) -> None:
    """R12: its own state."""
    assert (papers(consented)[-1].name, papers(consented)[-1].state) == (
        "Согласие на обработку персональных данных", "подписано",
    )  # fmt: skip


# -- words


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"confirmed_basis": ""}, "Учётная запись не подтверждена."),
        ({}, "Учётная запись: Подтверждена, подтверждено владельцем. 02.03.2026."),
        ({"confirmed_basis": "подтверждено оператором"},
         "Учётная запись: Подтверждена, подтверждено оператором. 02.03.2026."),
        ({"confirmed_at": None}, "Учётная запись: Подтверждена, подтверждено владельцем."),
    ],
)  # fmt: skip
def test_the_status_in_words(session: Session, changed: dict[str, object], words: str) -> None:
    """R6, K38: the word exactly, with its basis and day."""
    session.opened.save_account(replace(session.account, **changed), EVENT)  # type: ignore[arg-type]
    assert status_words(session) == words


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "Видеоверификация: не начата."),
        ({"video": Video.WAITING}, "Видеоверификация: ждёт оператора."),
        ({"video": Video.PASSED, "video_by": "Смирнова Анна Павловна", "video_at": NOW},
         "Видеоверификация: пройдена, Смирнова Анна Павловна, 02.03.2026 10:00."),
        ({"video": Video.REFUSED, "video_by": "Смирнова Анна Павловна", "video_at": NOW,
          "video_reason": "снимок нечёткий"},
         "Видеоверификация: отклонена, Смирнова Анна Павловна, 02.03.2026 10:00, снимок нечёткий."),
    ],
)  # fmt: skip
def test_the_video_in_words(session: Session, changed: dict[str, object], words: str) -> None:
    """R5: its state, by whom and when; why not."""
    session.opened.save_account(replace(session.account, **changed), EVENT)  # type: ignore[arg-type]
    assert video_words(session) == words


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, "Подтверждена"),
        ({"confirmed_basis": ""}, "не подтверждена"),
        ({"confirmed_basis": "", "video": Video.WAITING}, "ждёт оператора"),
        ({"confirmed_basis": "", "video": Video.REFUSED}, "отклонена"),
        ({"confirmed_basis": "подтверждено оператором", "video": Video.PASSED}, "Подтверждена"),
    ],
)
def test_the_state_beside_the_menu_item(session: Session, changed: dict[str, object], state: str) -> None:
    """R6, R35: read without opening it."""
    session.opened.save_account(replace(session.account, **changed), EVENT)  # type: ignore[arg-type]
    session.reload()
    assert standing_of(BY_ID[IDENTITY], session) == state


def test_the_basis_is_on_card_states_and_paper(consented: Session) -> None:
    """K38: that of the operator, wherever the word stands."""
    account = replace(consented.account, confirmed_basis="подтверждено оператором")
    consented.opened.save_account(account, EVENT)
    consented.move("review")
    done, _talk = hold(submit(consented), {"submit": True})
    assert isinstance(done, Created)
    assert done.card.states["confirmation"] == "Подтверждена, подтверждено оператором"
    assert "подтверждено оператором" in " ".join(pdf_text(done.paper).split())
    _end, talk = hold(home(consented), {"home": [SHOW, LEAVE]})
    assert "Учётная запись: Подтверждена, подтверждено оператором." in talk.said


def pdf_text(paper: bytes) -> str:
    """What the paper says."""
    import io

    from pypdf import PdfReader

    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)


# -- the wizard before it


def test_the_wizard_is_closed_with_the_missing_steps_by_name(fresh: Session) -> None:
    """R1, R16, R32: chosen in the menu it says why and what is left, and nothing begins."""
    _end, talk = hold(home(fresh), {"home": [WIZARD, LEAVE]})
    assert talk.codes == ["ACCOUNT_NOT_CONFIRMED"]
    assert talk.said[-1] == (
        "Осталось: скан паспорта, скан СНИЛС, сведения из паспорта и СНИЛС, заявление владельца. "
        "Это в меню, «Подтверждение личности»."
    )
    (menu, *_rest) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    notes = {one.key: one.note for one in menu.options}
    assert notes[WIZARD] == "закрыто, не подтверждена"
    assert menu.default == IDENTITY
    assert fresh.draft.rows == {}


def test_every_step_is_closed_and_says_so(fresh: Session) -> None:
    """R1: by name and by number, from the first to the last."""
    for step in STEPS:
        state = fresh.wizard.state(step)
        assert (state.word, state.done) == ("закрыт", False)
        why = fresh.wizard.why_blocked(step)
        assert why is not None and why.code == "ACCOUNT_NOT_CONFIRMED"
        moved = fresh.wizard.goto(step.number)
        assert isinstance(moved, Blocked) and moved.problems == (why,)


def test_a_card_is_refused_before_it(fresh: Session) -> None:
    """R1: exit code 3, whatever was typed."""
    assert code_of(fresh.require, Right.CREATE) == "ACCOUNT_NOT_CONFIRMED"
    draft = Draft()
    done = apply_answers(fresh, draft, FileReplies({}, {}).answer)
    assert [one.code for one in done.problems] == ["ACCOUNT_NOT_CONFIRMED"]
    assert fresh.opened.card() is None


def test_after_it_everything_opens(fresh: Session) -> None:
    """R16, R26: the same menu a moment later."""
    fresh.opened.save_account(ACCOUNT, EVENT)
    fresh.reload()
    end, talk = hold(home(fresh), {"home": [WIZARD], "card.kind": "adult"})
    assert (end, talk.codes) == (WIZARD, [])
    assert not isinstance(fresh.wizard.goto(1), Blocked)


# -- by a file of answers


@pytest.mark.parametrize(
    ("operated", "basis", "video"),
    [(False, "подтверждено владельцем", Video.NOT_BEGUN), (True, "", Video.WAITING)],
)
def test_a_file_identifies_too(desk: World, operated: bool, basis: str, video: Video) -> None:
    """R5, K38: by the owner's statement; where operators are, as an application that confirms nothing."""
    with owner(desk) as session:
        account = replace(session.account, confirmed_basis="", confirmed_at=None, video=Video.NOT_BEGUN)
        session.opened.save_account(account, EVENT)
        session.reload()
        session.world = replace(session.world, operated=operated)
        draft = Draft()
        for name, raw in (
            ("surname", "Иванова"),
            ("birth_date", "14.05.1985"),
            ("passport_issued_on", "20.06.2009"),
        ):
            draft.put(f"personal.{name}", raw)
        take_identity(session, identity_answers(draft, session.world))
        assert (session.account.confirmed_basis, session.account.video) == (basis, video)
        assert session.asked_identity


def test_who_is_confirmed_is_not_asked_by_a_file(session: Session) -> None:
    """Nothing is put, nothing changes."""
    take_identity(session, {"identity.surname": "Иванова"})
    assert session.draft.rows == {}


# -- another surname in step 1


@pytest.mark.parametrize(
    ("confirmed", "typed", "code"),
    [
        ("Иванова", "Иванова", ""), ("ИВАНОВА", "Иванова", ""), ("Соловьева", "Соловьёва", ""),
        ("Иванова", "Петрова", "SURNAME_NOT_CONFIRMED"), ("", "Петрова", ""),
    ],
)  # fmt: skip
def test_another_surname_than_the_passport_says(
    session: Session, confirmed: str, typed: str, code: str
) -> None:
    """R13: nothing is compared where nothing was read from a passport."""
    session.put_rows({"identity.surname": confirmed, "personal.surname": typed})
    assert [(one.code, one.path) for one in other_surname(session)] == (
        [(code, "personal.surname")] if code else []
    )


def test_step_one_stops_there(session: Session) -> None:
    """R13: before any register is asked, at its field."""
    session.put("identity.surname", "Петрова")
    type_in(session, "personal")
    done, talk = hold(finish_step(session))
    assert isinstance(done, Blocked)
    assert [(one.code, one.path) for one in done.problems] == [("SURNAME_NOT_CONFIRMED", "personal.surname")]
    assert talk.asks == []
