"""«Мои медицинские документы»: states, look, download, hand over, replace, add (R54, R122, R125–R127)."""

import stat
from hashlib import sha256
from pathlib import Path

import pytest

from emk_tui.card.statement import NO_STAMP
from emk_tui.ports import Event, Track
from emk_tui.services.card_documents import documents_of
from emk_tui.services.completeness import completeness
from emk_tui.services.flows.asks import Show
from emk_tui.services.flows.card_documents import card_documents
from emk_tui.services.session import Session
from tests.services.flows.papered import (
    EXTRACT,
    FILES,
    IMAGE,
    ROWS,
    SOURCE,
    card_of,
    filling,
    form,
    only,
    with_extract,
)
from tests.services.worlds import NOW, Answers, Talk, hold

MENU, ACT = "documents.menu", "documents.act"


@pytest.fixture
def made(consented: Session) -> Session:
    """A card with an extract, signature and stamp stated."""
    with_extract(consented)
    return consented


def does(session: Session, act: str, answers: Answers | None = None) -> Talk:
    """One thing done with the only document."""
    document = f"document.{only(session).id}"
    return hold(card_documents(session), {MENU: [document, "back"], ACT: [act, "back"], **(answers or {})})[1]


def written(session: Session) -> list[Path]:
    """What lies in the folder of papers."""
    return sorted((session.world.folder / "papers").iterdir())


def test_an_extract_is_confirmed_and_the_card_ready(made: Session) -> None:
    """R125, R127: the words of the seed."""
    assert only(made).state == "Подтверждено"
    assert completeness(made, card_of(made)).state == "готова к использованию"


@pytest.mark.parametrize(
    ("pages", "state", "missing"),
    [
        (NO_STAMP, "нужно исправить: страница 1: нет печати", "страница 1: нет печати"),
        (
            "later",
            "Подтверждено, не указано, есть ли подписи и печати",
            "не указано, есть ли подписи и печати",
        ),
    ],
)
def test_what_an_extract_lacks_is_named(consented: Session, pages: str, state: str, missing: str) -> None:
    """R117, R126, R127: by its name."""
    with_extract(consented, {"documents.page": False, "documents.page_lacks": pages})
    found = completeness(consented, card_of(consented))
    assert (only(consented).state, found.state) == (state, "создана")
    assert found.needed == (f"Выписка из истории болезни, 15.01.2026, {SOURCE}: {missing}",)
    does(consented, "state", {"documents.page": True})
    assert only(consented).state == "Подтверждено"


def test_looking_shows_words_and_text(made: Session) -> None:
    """R54: the text of the page; the picture only on request."""
    talk = does(made, "view")
    (shown,) = [ask for ask in talk.asks if isinstance(ask, Show)]
    assert shown.title == "Страница 1 из 1" and "Иванова" in " ".join(shown.lines)
    assert shown.picture is not None
    rows = shown.picture(40, Track())
    assert len(rows) > 10 and len(rows[0]) <= 40


def test_a_download_is_the_same_bytes_for_the_owner_alone(made: Session) -> None:
    """R54: 0600, its digest, an entry."""
    does(made, "download")
    (path,) = written(made)
    assert (path.name, stat.S_IMODE(path.stat().st_mode)) == (EXTRACT, 0o600)
    assert sha256(path.read_bytes()).hexdigest() == only(made).files[0].sha256
    assert made.store.journal()[-1].action == "документ скачан"


def test_handing_over_asks_whom_and_is_in_the_journal(made: Session) -> None:
    """R54."""
    answers = {
        "documents.organisation.name": "Частная клиника", "documents.organisation.which": "own",
        "documents.hand_over": True,
    }  # fmt: skip
    talk = does(made, "hand_over", answers)
    assert "Программа сама ничего не отправляет" in talk.said[-2] or any(
        "сама ничего не отправляет" in text for text in talk.said
    )
    last = made.store.journal()[-1]
    assert (last.action, last.subject) == (
        "документ передан", "Выписка из истории болезни, Частная клиника",
    )  # fmt: skip


def test_an_empty_organisation_hands_nothing_over(made: Session) -> None:
    before = made.store.journal_head()
    does(made, "hand_over", {"documents.organisation.name": ""})
    assert made.store.journal_head() == before and not (made.world.folder / "papers").exists()


def test_replacing_keeps_the_earlier_version(made: Session, tmp_path: Path) -> None:
    """R126: version 1 stays and can be seen."""
    first = only(made).files[0]
    other = tmp_path / "новая.pdf"
    other.write_bytes((FILES / "pasport.pdf").read_bytes())
    does(made, "replace", {form(): filling(made, {"file": str(other)}), "documents.page": True})
    (now,) = only(made).files
    assert (now.version, now.sha256 == first.sha256) == (2, False)
    assert [(one.version, one.current) for one in made.store.file_versions(now.record)] == [
        (2, True), (1, False),
    ]  # fmt: skip
    assert b"".join(made.store.read_file(first.id)) == (FILES / EXTRACT).read_bytes()
    talk = does(made, "versions", {"documents.version": ["1", "back"]})
    (shown,) = [ask for ask in talk.asks if isinstance(ask, Show)]
    assert "Иванова" in " ".join(shown.lines)


def test_going_back_from_a_replacement_leaves_everything(made: Session) -> None:
    """No file named: the document stays as it was, nothing is begun."""
    talk = does(made, "replace", {form(): None})
    assert "Документ остался прежним." in talk.said
    assert only(made).files[0].version == 1 and made.draft.ids("documents") == ()


def test_mending_what_is_said_of_it(made: Session) -> None:
    """R126: the same file, other words; the draft is empty again."""
    does(made, "change", {form(): filling(made, {"source": "Больница № 2"})})
    one = only(made)
    assert (one.record["source"], one.files[0].version) == ("Больница № 2", 1)
    assert made.draft.ids("documents") == ()


def test_a_document_is_added_to_a_made_card(made: Session) -> None:
    """R122: «Добавить документ»."""
    rows = {**ROWS, "kind": "рецепт", "file": IMAGE}
    _none, talk = hold(card_documents(made), {MENU: ["add", "back"], form(): filling(made, rows)})
    assert "до 10 МБ" in " ".join(talk.said) and "Записано в карту." in talk.said
    kinds = [one.get("kind") for one in card_of(made).sections["documents"]]  # type: ignore[union-attr]
    assert kinds == ["extract", "prescription"]
    assert len(made.store.files()) == 2 and card_of(made).version == 2


def test_what_was_begun_goes_on(made: Session) -> None:
    """A form that was left keeps what was typed."""
    wrong = filling(made, {"kind": "рецепт", "file": "нет.jpg"})

    def leaves(ask: object) -> None:
        from emk_tui.services.flows.asks import Back

        raise Back

    answers = {MENU: ["add", "back"], form(): [wrong, leaves]}
    _none, talk = hold(card_documents(made), answers)
    assert any("можно продолжить позже" in text for text in talk.said)
    rows = {**ROWS, "kind": "рецепт", "file": IMAGE}
    answers = {MENU: ["add", "back"], "documents.go_on": True, form(): filling(made, rows)}
    _none, talk = hold(card_documents(made), answers)
    assert "documents.go_on" in talk.keys and len(made.store.files()) == 2


def test_what_was_begun_may_be_dropped(made: Session) -> None:
    """«нет»: a new one in its place."""
    made.put("documents.1.kind", "рецепт")
    rows = {**ROWS, "kind": "направление", "file": IMAGE}
    hold(card_documents(made), {
        MENU: ["add", "back"], "documents.go_on": False, form(): filling(made, rows),
    })  # fmt: skip
    assert [one.record["kind"] for one in documents_of(made, card_of(made))] == ["extract", "referral"]


def test_the_category_of_a_result_can_be_changed(made: Session) -> None:
    """R111: by study at first; everything else of it stays."""
    rows = {
        "kind": "результат", "file": IMAGE, "study": "УЗИ печени", "performed_on": "10.02.2026",
        "received_on": "11.02.2026",
    }  # fmt: skip
    add = {MENU: ["add", "back"], form(): filling(made, rows), "documents.1.results.menu": "next"}
    hold(card_documents(made), add)
    *_extract, one = documents_of(made, card_of(made))
    assert one.record["category"] == "instrumental"
    answers = {
        MENU: [f"document.{one.id}", "back"], ACT: ["category", "back"], "documents.category": "other",
    }  # fmt: skip
    hold(card_documents(made), answers)
    *_extract, after = documents_of(made, card_of(made))
    assert {**one.record, "category": "other"} == after.record and after.files == one.files


def test_the_extract_of_the_card_is_a_paper(made: Session) -> None:
    hold(card_documents(made), {MENU: ["paper", "back"]})
    (path,) = written(made)
    assert path.name.startswith("Выписка_карты_") and path.read_bytes().startswith(b"%PDF-")


def test_without_a_consent_nothing_is_told(made: Session) -> None:
    """R102."""
    consent = made.store.consent()
    assert consent is not None
    made.store.withdraw(consent.id, "переезд", Event("проба", at=NOW))
    made.reload()
    _none, talk = hold(card_documents(made), {})
    assert talk.said == ["Доступ ограничен: согласие отозвано 02.03.2026."]
