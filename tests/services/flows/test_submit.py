"""«Оформить»: everything again, once, in one piece, with its paper (R49–R53, R91)."""

import pytest

from emk_tui.exports.verify import verify_paper
from emk_tui.ports import SnilsTaken
from emk_tui.services.flows.asks import Form
from emk_tui.services.flows.review import review
from emk_tui.services.flows.submit import Created, submit
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked
from tests.services.worlds import SIGNS, Hands, Post, hold, reopened

YES = {"submit": True}


@pytest.fixture
def last(consented: Session) -> Session:
    """The cursor stands at the review."""
    consented.move("review")
    return consented


def created(outcome: object) -> Created:
    """The outcome, if it is a card."""
    assert isinstance(outcome, Created)
    return outcome


def test_a_card_with_its_status_and_notice(last: Session) -> None:
    """R50–R53."""
    done = created(hold(submit(last), YES)[0])
    assert done.card.status == "Обработано"
    assert done.card.marks == ()
    assert done.card.number.startswith("ДЕМО-")
    assert done.card.states == {
        "kind": "adult", "attachment": "прикреплён", "policy": "активен",
        "confirmation": "Подтверждена, подтверждено владельцем",
    }  # fmt: skip
    assert [one.subject for one in last.store.outbox()] == ["Карта готова"]
    assert last.store.card() == done.card


def test_the_paper_is_right_and_holds_no_person(last: Session) -> None:
    """R91: verified by its seal; no surname, no full СНИЛС."""
    import io

    from pypdf import PdfReader

    done = created(hold(submit(last), YES)[0])
    verdict = verify_paper(done.paper)
    assert (verdict.ok, verdict.number, verdict.code) == (True, done.card.number, done.check_code)
    shown = "".join(page.extract_text() for page in PdfReader(io.BytesIO(done.paper)).pages)
    squeezed = "".join(char for char in shown if not char.isspace() and char != "-")
    assert "Иванова" not in squeezed
    assert "11223344595" not in squeezed
    assert "4595" in squeezed
    assert "Иванова".encode() not in done.paper


def test_once_in_the_same_session(last: Session) -> None:
    """R50: the same request gives the same card; one notice."""
    first = created(hold(submit(last), YES)[0])
    from emk_tui.services.cards import new_card

    card = new_card(last)
    again = last.store.submit(card, last.record("карта создана"))
    assert again == first.card
    assert len(last.store.outbox()) == 1


def test_once_after_reopening(last: Session) -> None:
    """The draft of the card is ended; a new one cannot make a second card of this СНИЛС (R51)."""
    first = created(hold(submit(last), YES)[0])
    rows = {path: row.raw for path, row in last.draft}
    again = reopened(last)
    assert again.draft_id != last.draft_id
    assert again.draft.rows == {}
    again.put_rows(rows)
    again.move("review")
    outcome, _talk = hold(submit(again), YES)
    assert isinstance(outcome, Blocked)
    assert [(one.code, one.path) for one in outcome.problems] == [("CARD_EXISTS", "personal.snils")]
    assert again.store.card() == first.card
    assert len(again.store.outbox()) == 1
    again.store.close()


def test_everything_is_checked_again(last: Session) -> None:
    """The first problem in the order of the steps; nothing is asked."""
    last.put("policy.start", "31.02.2015")
    last.put("personal.snils", "112-233-445 96")
    outcome, talk = hold(submit(last))
    assert isinstance(outcome, Blocked)
    assert outcome.problems[0].path == "personal.snils"
    assert {one.path for one in outcome.problems} == {"personal.snils", "policy.start"}
    assert talk.asks == []


def test_no_is_no_card(last: Session) -> None:
    """Nothing is written, the draft is as it was."""
    before = dict(last.draft.rows)
    outcome, _talk = hold(submit(last), {"submit": False})
    assert outcome == Blocked(())
    assert last.store.card() is None
    again = reopened(last)
    assert {path for path, _row in again.draft if not path.startswith("checks.")} == {
        path for path in before if not path.startswith("checks.")
    }
    again.store.close()


def test_the_code_is_asked_after_the_window(last: Session, hands: Hands, post: Post) -> None:
    """R49, K27: the confirmation is asked always, the code after five minutes."""
    hands.on(minutes=6)
    _done, talk = hold(
        submit(last), {**YES, "code.channel": "sms", "code.оформление карты": lambda ask: post.code}
    )
    assert talk.keys == ["code.channel", "code.оформление карты", "submit"]


def test_a_stale_consent_is_signed_anew(last: Session, post: Post, hands: Hands) -> None:
    """Its text named other data; the new one is what the card refers to."""
    hands.on(seconds=1)
    old = last.consent_id
    last.put("personal.passport_issued_by", "ОВД района Лесной г. Москвы")
    answers = {**YES, **SIGNS, "code.подпись согласия": lambda ask: post.code}
    done, talk = hold(submit(last), answers)
    created(done)
    assert talk.keys[:3] == ["consent.statistics", "consent", "consent.accepted"]
    kept = last.store.consent()
    assert kept is not None
    assert kept.id == last.consent_id != old
    assert "Лесной" in kept.text


def test_refused_anew_it_is_no_card(last: Session) -> None:
    """R103 at the last moment."""
    last.put("personal.passport_issued_by", "ОВД района Лесной г. Москвы")
    outcome, _talk = hold(
        submit(last), {"consent.statistics": True, "consent.accepted": False, "consent.discard": False}
    )
    assert isinstance(outcome, Blocked)
    assert last.store.card() is None


@pytest.mark.parametrize("part", ["notify", "record"])
def test_a_fall_in_the_middle_leaves_nothing(
    last: Session, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Card, notice and journal come together or not at all; the draft stays, and «Оформить» works again."""
    from emk_tui.store.work import Work

    class Fell(Exception):
        """The power is gone."""

    def fall(*given: object) -> None:
        raise Fell

    with monkeypatch.context() as patch:
        patch.setattr(Work, part, fall)
        with pytest.raises(Fell):
            hold(submit(last), YES)
    again = reopened(last)
    assert again.store.card() is None
    assert again.store.outbox() == ()
    assert again.draft.raw("personal.surname") == "Иванова"
    assert again.store.verify_journal().ok
    created(hold(submit(again), YES)[0])
    assert len(again.store.outbox()) == 1
    again.store.close()


def test_snils_of_somebody_else_is_told(last: Session) -> None:
    """R51: two columns of a shared store cannot hold one number."""

    def taken(*given: object) -> None:
        raise SnilsTaken

    last.store.submit = taken  # type: ignore[method-assign,assignment]
    outcome, _talk = hold(submit(last), YES)
    assert isinstance(outcome, Blocked)
    assert outcome.problems[0].code == "CARD_EXISTS"


def test_vaccinations_are_handed_over_once(last: Session) -> None:
    """R135: the queue is empty after it."""
    for name, raw in {"vaccine": "Совигрипп", "date": "10.10.2025"}.items():
        last.put(f"vaccinations.1.{name}", raw)
    created(hold(submit(last), YES)[0])
    assert last.store.vaccine_queue() == ()
    assert "прививка в реестре" in {entry.action for entry in last.store.journal()}


def test_a_file_named_at_the_review_is_taken(last: Session, tmp_path: object) -> None:
    """R85: a document added or renamed there is checked and kept, or stops the card."""
    last.base = last.world.folder
    (last.base / "note.txt").write_text("не документ", encoding="utf-8")

    def change(ask: Form) -> None:
        for name, raw in {"kind": "выписка", "file": "note.txt", "issued_on": "15.01.2026",
                          "source": "Городская больница"}.items():  # fmt: skip
            last.put(f"documents.1.{name}", raw)

    outcome, _talk = hold(
        review(last), {"review": ["documents.1.file", "submit"], "form.documents.1": change}
    )
    assert isinstance(outcome, Blocked)
    assert outcome.problems[0].path == "documents.1.file"
    assert last.store.card() is None
