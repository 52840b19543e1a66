"""Step 5 on the screen: kinds, files, results within; wrong answers; back; resume (R104–R107, R122)."""

from dataclasses import replace
from threading import Event
from typing import cast

import pytest
from textual.geometry import Offset

from emk_tui.ports import Intake
from emk_tui.services.session import Session
from emk_tui.widgets.form import RecordForm
from tests.screens.scene import Scene, play
from tests.screens.slow import Slow
from tests.services.flows.test_documents import FILES, IMAGE
from tests.services.worlds import reopened

RESULT = {
    "kind": "результат исследования", "file": IMAGE, "study": "Общий анализ крови",
    "performed_on": "10.02.2026", "received_on": "11.02.2026",
}  # fmt: skip


@pytest.fixture
def session(consented: Session) -> Session:
    """After the consent, at the list, in the folder of the examples."""
    consented.base = FILES
    consented.move("documents")
    return consented


def result(session: Session, **values: str) -> None:
    """A result that is there already."""
    session.put_rows({f"documents.1.{name}": raw for name, raw in {**RESULT, **values}.items()})


def test_a_result_with_its_values(session: Session) -> None:
    """The kind brings its fields, the file is taken, the list within opens; out of range in a word (R106)."""

    async def scene(stage: Scene) -> None:
        assert "Документов нет" in stage.text and "Добавить документ" in stage.text
        await stage.press("enter")
        assert "Название исследования" not in stage.text
        await stage.until("Выписка из истории болезни")
        text = await stage.type("анализ")
        assert "▌Файл" in text and "Название исследования" in text
        await stage.type(f"{IMAGE}\nМой анализ\n10.02.202611.02.2026")
        text = await stage.press("f3")
        assert "Файл принят" in text and "Показателей нет" in text and "Добавить показатель" in text
        await stage.press("enter")
        text = await stage.type("Гемоглобин\n100\nг/л\n120\n140\n")
        assert "1. Гемоглобин, 100" in text and "готово, ниже нормы" in text
        text = await stage.press("f3")
        assert f"1. результат исследования, {IMAGE}" in text.replace("│", "")

    play(session.world, scene, session=session, size=(120, 40))
    assert session.draft.raw("documents.1.study") == "Мой анализ"
    assert session.draft.raw("documents.1.performed_on") == "10.02.2026"
    assert session.draft.raw("documents.1.received_on") == "11.02.2026"
    assert session.draft.raw("documents.1.results.1.value") == "100"
    assert [one.name for one in session.store.files()] == [IMAGE]


def test_the_category_follows_the_study_and_can_be_changed(session: Session) -> None:
    """R111: it stands below the study as soon as that is left; Enter passes over it, an arrow reaches it."""

    async def scene(stage: Scene) -> None:
        await stage.press("enter")
        await stage.type(f"анализ{IMAGE}\n")
        assert "Раздел карты" not in stage.text
        text = await stage.type("УЗИ печени\n")
        assert "Раздел карты" in text and "инструментальные" in text
        assert "▌Дата проведения" in stage.text
        assert session.draft.raw("documents.1.category") == "", "what follows is no answer"
        await stage.press("up", "ctrl+u")
        text = await stage.type("другие\n")
        assert "другие" in text

    play(session.world, scene, session=session, size=(120, 40))
    assert session.draft.raw("documents.1.category") == "другие"


@pytest.mark.parametrize("way", ["arrow", "letters", "beginning", "mouse"])
def test_ways_to_choose_a_kind(session: Session, way: str) -> None:
    """R122: the list opens under the field; the name is exact."""

    async def scene(stage: Scene) -> None:
        await stage.press("enter")
        await stage.until("смена фамилии")
        if way == "arrow":
            await stage.press("down", "down", "enter")
        elif way == "mouse":
            place = stage.app.face_screen.query_one("#suggestions").region
            await stage.pilot.click(offset=Offset(place.x + 4, place.y + 1))
            await stage.settle()
        else:
            await stage.type("выписка" if way == "letters" else "вып\n")
        assert "Выписка из истории болезни" in stage.text and "Дата выдачи" in stage.text
        assert "▌Файл" in stage.text

    play(session.world, scene, session=session)
    assert session.values_of("documents.1")["kind"] == "extract"


def test_a_wrong_file_loses_nothing(session: Session) -> None:
    """Its error stands at its row until another name is typed; then the record ends."""
    result(session, file="no-such.jpg")

    async def scene(stage: Scene) -> None:
        await stage.press("home", "enter", "down", "down")
        text = await stage.until("1 ошибка")
        assert "no-such.jpg" in text and "F8 ошибка" in text, "told as soon as it was left"
        text = await stage.press("f3")
        assert "▌Файл" in text and "Такого файла нет" in text and "Общий анализ крови" in text
        text = await stage.press("down")
        assert "1 ошибка" in text
        await stage.press("up", "ctrl+u")
        await stage.type(IMAGE)
        text = await stage.press("f3")
        assert "Файл принят" in text and "Показателей нет" in text

    play(session.world, scene, session=session)
    assert len(session.store.files()) == 1


def test_dates_the_wrong_way_round(session: Session) -> None:
    """R105: the word at the row, the count in the list."""
    result(session, received_on="09.02.2026")

    async def scene(stage: Scene) -> None:
        assert "ошибки 1" in stage.text.replace("\n", " ")
        text = await stage.press("home", "enter")
        assert "▌Дата получения" in text and "Результат получен раньше" in text

    play(session.world, scene, session=session, size=(120, 40))


def test_esc_leaves_the_check_of_a_file(session: Session, gate: Event) -> None:
    """Back at the field with everything; nothing was taken."""
    result(session)
    intake = session.world.intake()
    session.world = replace(session.world, intake=lambda: cast(Intake, Slow(intake, gate)))

    async def scene(stage: Scene) -> None:
        await stage.press("home", "enter")
        await stage.pilot.press("f3")
        await stage.until("Esc: не ждать.")
        text = await stage.press("escape")
        assert "▌Файл" in text and IMAGE in text and "Остановлено" in text

    play(session.world, scene, session=session)
    assert session.store.files() == ()


def test_back_one_place_after_the_other(session: Session) -> None:
    """From a value to the values, from there to the document, from there to the documents."""
    result(session)

    async def scene(stage: Scene) -> None:
        await stage.press("home", "enter", "f3", "enter")
        await stage.type("Лейкоциты")
        text = await stage.press("f7")
        assert "> 1. Лейкоциты" in text
        text = await stage.press("f7")
        assert "▌Комментарий" in text and "Общий анализ крови" in text
        text = await stage.press("f7")
        assert "Документы, записей 1" in text and "> 1. результат" in text

    play(session.world, scene, session=session)
    assert session.draft.raw("documents.1.results.1.indicator") == "Лейкоциты"


@pytest.mark.parametrize(
    ("cursor", "label"),
    [("documents.1.received_on", "▌Дата получения"), ("documents.1.results.1.unit", "▌Единица")],
)
def test_resume_in_a_record(session: Session, cursor: str, label: str) -> None:
    """The same field, also in a list within."""
    result(session)
    session.put("documents.1.results.1.indicator", "Гемоглобин")
    session.move(cursor)
    again = reopened(session)

    async def scene(stage: Scene) -> None:
        assert label in await stage.until(label)

    play(again.world, scene, session=again)
    again.store.close()


def test_a_form_that_textual_tells_no_size_has_its_labels(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mounted while its screen scrolls, it gets no Resize."""
    monkeypatch.setattr(RecordForm, "on_resize", lambda _form, _event: None)
    result(session)
    session.put("documents.1.results.1.indicator", "Гемоглобин")
    session.move("documents.1.results.1.unit")
    again = reopened(session)

    async def scene(stage: Scene) -> None:
        assert "▌Единица" in await stage.until("Гемоглобин")

    play(again.world, scene, session=again)
    again.store.close()


def test_a_deleted_record_leaves_nothing_for_the_next_one(session: Session) -> None:
    """The new record has the same number, and no errors of fields that nobody has seen."""
    result(session)

    async def scene(stage: Scene) -> None:
        await stage.press("home", "enter", "f3")
        await stage.press("f3", "home", "delete", "д")
        assert "Документов нет" in stage.text
        text = await stage.press("enter")
        assert "ошибка" not in text and IMAGE not in text

    play(session.world, scene, session=session)
    assert [path for path, _row in session.draft if path.startswith("documents.")] == []
    assert session.store.files() == ()
