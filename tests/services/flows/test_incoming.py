"""Files that came without a sign-in: offered, taken into step 5, the card or an identity slot (R13)."""

import pytest

from emk_tui.ports import CardStore
from emk_tui.services.flows.asks import Ask, Choice
from emk_tui.services.flows.card_documents import take_incoming
from emk_tui.services.flows.home import home
from emk_tui.services.flows.identity import identify
from emk_tui.services.flows.incoming import arrived, item_words
from emk_tui.services.flows.records import records_step
from emk_tui.services.session import Session
from tests.services.flows.papered import FILES, IMAGE, ROWS, filling, form, with_extract
from tests.services.owners import FORM, YES, fills
from tests.services.worlds import hold

ASKED = "documents.incoming"
RECIPE = {key: raw for key, raw in ROWS.items() if key not in ("kind", "file")}


def sent(session: Session, kind: str = "prescription", name: str = IMAGE) -> str:
    """A file comes; the id of its item."""
    before = {one.id for one in session.store.inbox()}
    session.world.vault().receive(kind, name, [(FILES / IMAGE).read_bytes()])
    (item,) = {one.id for one in session.store.inbox()} - before
    return item


def files(store: CardStore) -> list[tuple[str, str]]:
    """Record and name of what is kept."""
    return [(one.record, one.name) for one in store.files()]


def test_the_menu_tells_of_them_once(consented: Session) -> None:
    """Told, counted, and offered by the menu."""
    sent(consented)
    _end, talk = hold(home(consented), {"home": ["incoming", "leave"]})
    assert talk.said.count("Присланы файлы, ждут вас: 1.") == 1
    assert "Файлов ждёт: 1." in talk.said


def test_what_stays_in_the_drop_folder_is_told(consented: Session) -> None:
    """A link is never followed: whoever sent it hears why it has not come."""
    drop = consented.world.folder / "drop"
    (drop / "ссылка.pdf").symlink_to(FILES / IMAGE)
    _end, talk = hold(home(consented), {"home": "leave"})
    assert any(text.startswith("В папке drop осталось: 1.") for text in talk.said)


def test_one_becomes_a_document_of_the_step(consented: Session) -> None:
    """Kind and name stand in the form; the item is gone with the file."""
    item = sent(consented)
    consented.move("documents")
    answers = {
        ASKED: [f"take {item}"], form(): filling(consented, RECIPE), "documents.menu": "next",
    }  # fmt: skip
    hold(records_step(consented), answers)
    assert files(consented.store) == [("documents.1", IMAGE)]
    assert consented.store.inbox() == () and consented.draft.raw("documents.1.kind") == "рецепт"


def test_later_is_an_answer(consented: Session) -> None:
    """«Добавлю позже»."""
    sent(consented)
    consented.move("documents")
    _end, talk = hold(records_step(consented), {ASKED: "later", "documents.menu": "next"})
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice) and ask.key == ASKED]
    assert [one.text for one in choice.options][-1] == "Добавлю позже"
    assert len(consented.store.inbox()) == 1 and files(consented.store) == []


def test_what_was_begun_and_left_is_still_there(consented: Session) -> None:
    """Its file is offered again, with what was typed; another name in the form hides nothing."""
    item = sent(consented)
    consented.move("documents")

    def leaves(ask: Ask) -> None:
        from emk_tui.services.flows.asks import Back

        raise Back

    answers = {ASKED: [f"take {item}", "later"], form(): leaves, "documents.menu": "next"}
    hold(records_step(consented), answers)
    (one,) = arrived(consented)
    assert (one.item.id, one.record) == (item, "documents.1") and item_words(one).endswith(", начат")
    consented.put("documents.1.file", "другой.jpg")
    answers = {ASKED: f"take {item}", form(): filling(consented, RECIPE), "documents.menu": "next"}
    consented.move("documents")
    hold(records_step(consented), answers)
    assert files(consented.store) == [("documents.1", IMAGE)] and consented.store.inbox() == ()


def test_what_is_no_document_is_told_before_anything_is_asked(consented: Session) -> None:
    """And may be thrown away at once."""
    consented.world.vault().receive("", "пусто.pdf", [])
    (item,) = consented.store.inbox()
    consented.move("documents")
    answers = {ASKED: f"take {item.id}", "documents.incoming_sure": True, "documents.menu": "next"}
    _end, talk = hold(records_step(consented), answers)
    assert talk.codes == ["DOC_EMPTY"] and consented.store.inbox() == ()


def test_one_is_thrown_away_after_a_question(consented: Session) -> None:
    item = sent(consented)
    consented.move("documents")
    answers = {
        ASKED: "drop", "documents.incoming_drop": item, "documents.incoming_sure": True,
        "documents.menu": "next",
    }  # fmt: skip
    hold(records_step(consented), answers)
    assert consented.store.inbox() == ()
    assert consented.store.journal()[-1].action == "присланный файл удалён"


def test_one_goes_into_a_made_card(consented: Session) -> None:
    """R122: after «Оформить» too."""
    with_extract(consented)
    item = sent(consented)
    answers = {ASKED: f"take {item}", form(): filling(consented, RECIPE)}
    _end, talk = hold(take_incoming(consented), answers)
    assert "Записано в карту." in talk.said and consented.store.inbox() == ()
    assert len(consented.store.files()) == 2


@pytest.mark.parametrize("kind", ["passport", "snils"])
def test_a_scan_of_identity_stands_in_its_slot(unproven: Session, kind: str) -> None:
    """R4: `emk account attach --kind passport FILE`."""
    sent(unproven, kind, "скан.jpg")
    slot = {"passport": "passport_file", "snils": "snils_file"}[kind]
    hold(identify(unproven), {FORM: fills(unproven, **{slot: "скан.jpg"}), **YES})
    assert unproven.confirmed and unproven.store.inbox() == ()
    kept = {one.record: one.name for one in unproven.store.application().files}
    assert kept[f"identity.{slot}"] == "скан.jpg"
