"""«Бумаги PDF»: what is offered, what stands on each, who can check it (R53, R91, R102)."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from emk_tui.exports.seal import public_key
from emk_tui.exports.verify import verify_paper
from emk_tui.ports import Event
from emk_tui.services.flows.asks import Choice
from emk_tui.services.flows.print_papers import print_papers
from emk_tui.services.session import Session
from tests.services.flows.papered import card_of, with_extract
from tests.services.flows.test_rights import taken
from tests.services.worlds import NOW, hold

MENU = "papers.menu"


@pytest.fixture
def made(consented: Session) -> Session:
    """A card with an extract and a booking."""
    taken(consented)
    with_extract(consented)
    return consented


def saved(session: Session, which: str) -> Path:
    """The paper of this kind."""
    hold(print_papers(session), {MENU: [which, "back"]})
    (path,) = (session.world.folder / "papers").glob("*.pdf")
    return path


def text_of(path: Path) -> str:
    """Everything on it without spaces."""
    return "".join("".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.mark.parametrize(
    ("which", "name", "words"),
    [
        ("card", "Выписка_карты_", ("ИвановаМарияПетровна", "Подтверждено", "готовакиспользованию")),
        ("consent", "Согласие_", ("Какиеданные",)),
        ("ticket", "Талон_", ("Датаивремя", "Кудаприйти", "ИвановаМарияПетровна")),
    ],
)
def test_each_is_sealed_and_says_what_it_should(
    made: Session, which: str, name: str, words: tuple[str, ...]
) -> None:
    """R91: right by `emk verify` with the key of this store."""
    path = saved(made, which)
    assert path.name.startswith(name)
    assert verify_paper(path, public_key(made.store.signing_key())).ok
    shown = text_of(path)
    assert all(word in shown for word in words)
    assert made.store.journal()[-1].action.endswith(("сохранена", "сохранено", "сохранён"))


def test_the_signed_text_stands_there_word_for_word(made: Session) -> None:
    """R101: with its digest."""
    consent = made.store.consent()
    assert consent is not None
    shown = text_of(saved(made, "consent"))
    assert consent.id in shown
    assert all("".join(part.split())[:60] in shown for part in consent.text.split("\n\n"))


def test_without_a_consent_in_force_only_the_consent_is_offered(made: Session) -> None:
    """R102."""
    made.store.withdraw(made.consent_id, "переезд", Event("проба", at=NOW))
    made.reload()
    _none, talk = hold(print_papers(made), {MENU: "back"})
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    assert [one.key for one in choice.options] == ["consent", "back"]


def test_the_extract_of_the_card_names_no_other_number(made: Session) -> None:
    assert "".join(card_of(made).number.split()) in text_of(saved(made, "card"))
