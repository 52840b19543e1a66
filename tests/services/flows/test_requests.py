"""«Запросить выписку»: three ways, the letter, its place in what is missing (R114, R115, R127)."""

from dataclasses import replace

import pytest
from pypdf import PdfReader

from emk_tui.exports.verify import verify_paper
from emk_tui.services.completeness import completeness, requested
from emk_tui.services.flows.asks import Choice
from emk_tui.services.flows.requests import request_extract
from emk_tui.services.session import Session
from tests.services.flows.papered import SOURCE, card_of, with_extract
from tests.services.worlds import Answers, Hands, hold

CLINIC = "Больница «Сосны» № 7"
ANSWERS: Answers = {
    "request.name": CLINIC, "request.which": "own", "request.what": "терапия, январь 2026",
    "request.way": "person",
}  # fmt: skip


@pytest.mark.parametrize("way", ["person", "email", "portal"])
def test_a_letter_by_each_way(consented: Session, way: str) -> None:
    """R114, R115: PDF and text with the clinic's name; all three are offered."""
    _none, talk = hold(request_extract(consented), {**ANSWERS, "request.way": way})
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice) and ask.key == "request.way"]
    assert [one.key for one in choice.options] == ["person", "email", "portal"]
    (pdf,) = (consented.world.folder / "papers").glob("*.pdf")
    (text,) = (consented.world.folder / "papers").glob("*.txt")
    assert verify_paper(pdf).ok
    shown = "".join(PdfReader(pdf).pages[0].extract_text().split())
    for words in (CLINIC, "ИвановаМарияПетровна", "терапия,январь2026", "323-ФЗ"):
        assert "".join(words.split()) in shown
    assert CLINIC in text.read_text(encoding="utf-8")


def test_what_was_asked_for_is_missing_until_it_comes(consented: Session) -> None:
    """R127: listed by name."""
    card = with_extract(consented)
    hold(request_extract(consented), ANSWERS)
    found = completeness(consented, card)
    assert (found.state, found.needed) == ("создана", (f"Выписка: {CLINIC}, запрошена 02.03.2026",))
    assert found.percent < 100


def test_an_extract_that_was_there_before_is_not_the_one_asked_for(consented: Session, hands: Hands) -> None:
    """R127: of the same organisation; the one that comes later ends the waiting."""
    card = with_extract(consented)
    hands.on(minutes=1)
    hold(request_extract(consented), {**ANSWERS, "request.name": SOURCE})
    assert completeness(consented, card).needed == (f"Выписка: {SOURCE}, запрошена 02.03.2026",)
    hands.on(minutes=1)
    (file,) = consented.store.files()
    later = replace(file, id="later", at=hands.now())
    consented.store.keep_document(((later, consented.store.read_file(file.id)),), consented.record("проба"))
    assert completeness(consented, card).needed == ()


def test_one_request_a_clinic(consented: Session) -> None:
    for _time in range(2):
        _none, talk = hold(request_extract(consented), ANSWERS)
    assert len(requested(consented)) == 1
    assert talk.said[0] == f"Уже запрошено: {CLINIC}, лично."


def test_the_journal_names_no_clinic(consented: Session) -> None:
    hold(request_extract(consented), ANSWERS)
    assert not any(CLINIC in f"{one.action} {one.subject}" for one in consented.store.journal())


def test_an_empty_name_asks_for_nothing(consented: Session) -> None:
    hold(request_extract(consented), {"request.name": ""})
    assert requested(consented) == () and not (consented.world.folder / "papers").exists()


def test_a_card_without_extracts_is_not_ready(consented: Session) -> None:
    """R127: the obligatory extract is named."""
    consented.move("review")
    from emk_tui.services.flows.submit import submit

    hold(submit(consented), {"submit": True})
    found = completeness(consented, card_of(consented))
    assert (found.state, found.needed) == ("создана", ("Выписка из истории болезни",))
