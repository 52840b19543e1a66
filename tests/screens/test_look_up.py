"""Lists under a field: what Enter takes of a directory, and files found by the beginning of their names."""

from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.geometry import Offset

from emk_tui.services import paths
from emk_tui.services.session import Session
from tests.screens.scene import Scene, play

PATH = "documents.1.file"
HERE, NEXT = "▌Файл", "▌Название"
EMPTY = "В папке ничего подходящего нет."


# -- directories


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Больница 1", "Больница 1"),
        ("больница", "больница"),
        ("Подлесье", "Подлесье"),
        ("районная больница", "Районная больница «Подлесье»"),
        ("Районная больница «Подлесье»", "Районная больница «Подлесье»"),
        ("Городская", "Городская"),
    ],
)
def test_enter_keeps_what_was_typed_unless_it_begins_one_name(
    session: Session, typed: str, name: str
) -> None:
    """R75: the only entry that fits somewhere is not yet the one that was meant."""
    session.move("clinic.name")

    async def scene(stage: Scene) -> None:
        await stage.type(f"{typed}\n")

    play(session.world, scene, session=session)
    assert session.draft.raw("clinic.name") == name


def test_the_arrow_takes_any_line(session: Session) -> None:
    """Who moved into the list means it."""
    session.move("clinic.name")

    async def scene(stage: Scene) -> None:
        await stage.type("Подлесье")
        await stage.press("down", "enter")

    play(session.world, scene, session=session)
    assert session.draft.raw("clinic.name") == "Районная больница «Подлесье»"


# -- files


@pytest.fixture
def folder(consented: Session, tmp_path: Path) -> Path:
    """The cursor at the file of a document, some files around."""
    made = tmp_path / "дом"
    for name in ("Паспорт мой.pdf", "паспорт мужа.pdf", "снимок.jpg", "сканы/Паспорт.pdf", "заметки.txt"):
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-")
    (made / "пусто").mkdir()
    consented.base = made
    consented.put("documents.1.kind", "результат исследования")
    consented.move(PATH)
    consented.file_look = never  # type: ignore[method-assign]
    return made


def never(path: str) -> None:
    """What is in a file is not looked at."""


async def at_file(stage: Scene, typed: str = "") -> None:
    """The cursor is there, this is typed."""
    assert HERE in await stage.until(HERE)
    if typed:
        await stage.type(typed)


def listed(stage: Scene) -> list[str]:
    """The lines of the open list."""
    found = stage.app.face_screen.look_up.list  # type: ignore[attr-defined]
    return [one.text for one in found.lines] if found.display else []


def value(stage: Scene) -> str:
    """What stands in the field."""
    return str(stage.app.face_screen.form.rows["file"].input.value)  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_files_are_found_while_their_name_is_typed(
    consented: Session, folder: Path, size: tuple[int, int]
) -> None:
    """The list follows; the arrow and Enter take one and go on."""

    async def scene(stage: Scene) -> None:
        await at_file(stage, "пасп")
        await stage.until("паспорт мужа.pdf, 1 КБ")
        assert listed(stage) == ["Паспорт мой.pdf, 1 КБ", "паспорт мужа.pdf, 1 КБ"]
        text = await stage.press("down", "down", "enter")
        assert "паспорт мужа.pdf" in text and NEXT in text

    play(consented.world, scene, session=consented, size=size)
    assert consented.draft.raw(PATH) == "паспорт мужа.pdf"


@pytest.mark.parametrize("way", ["enter", "right", "mouse"])
def test_a_folder_is_gone_into(consented: Session, folder: Path, way: str) -> None:
    """The list goes on with what is in it."""

    async def scene(stage: Scene) -> None:
        await at_file(stage, "ск")
        await stage.until("сканы/")
        if way == "mouse":
            place = stage.app.face_screen.query_one("#suggestions").region
            await stage.pilot.click(offset=Offset(place.x + 4, place.y))
        else:
            await stage.pilot.press(*(("down", "enter") if way == "enter" else ("right",)))
        await stage.until("Паспорт.pdf, 1 КБ")
        assert value(stage) == "сканы/"
        assert NEXT in await stage.press("down", "enter")

    play(consented.world, scene, session=consented)
    assert consented.draft.raw(PATH) == "сканы/Паспорт.pdf"


@pytest.mark.parametrize("key", ["tab", "right"])
def test_a_name_is_completed(consented: Session, folder: Path, key: str) -> None:
    """As far as there is no choice; then Tab goes on as in every field."""

    async def scene(stage: Scene) -> None:
        await at_file(stage, "сн")
        await stage.until("снимок.jpg, 1 КБ")
        await stage.press(key)
        assert value(stage) == "снимок.jpg"
        await stage.pilot.press("tab")
        assert NEXT in await stage.until(NEXT)

    play(consented.world, scene, session=consented)
    assert consented.draft.raw(PATH) == "снимок.jpg"


def test_the_common_beginning(consented: Session, folder: Path) -> None:
    """Of two reports."""
    for name in ("отчёт 1.pdf", "отчёт 2.pdf"):
        (folder / name).touch()

    async def scene(stage: Scene) -> None:
        await at_file(stage, "от")
        await stage.until("отчёт 2.pdf")
        await stage.press("tab")
        assert value(stage) == "отчёт "
        await stage.until("отчёт 2.pdf")
        assert NEXT in await stage.press("tab")

    play(consented.world, scene, session=consented)


def test_right_shows_what_is_in_the_folder(consented: Session, folder: Path) -> None:
    """With nothing typed: the help line says so, and no list stands in the way of who only passes."""

    async def scene(stage: Scene) -> None:
        await at_file(stage)
        assert "Вправо: файлы папки" in stage.text and listed(stage) == []
        await stage.pilot.press("right")
        await stage.until("снимок.jpg, 1 КБ")
        assert listed(stage)[:2] == ["пусто/", "сканы/"]
        await stage.press("escape")
        assert listed(stage) == [] and HERE in stage.text
        assert NEXT in await stage.press("down")

    play(consented.world, scene, session=consented)


def test_an_empty_folder_says_so(consented: Session, folder: Path) -> None:
    """In the line of help; the text stays."""

    async def scene(stage: Scene) -> None:
        await at_file(stage, "пусто/")
        await stage.until(EMPTY)
        assert value(stage) == "пусто/"

    play(consented.world, scene, session=consented)


def test_keys_wait_for_a_slow_disk_in_order(
    consented: Session, folder: Path, gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tab means the list that is not there yet; letters behind it come after it. The screen goes on."""
    suggest = paths.suggest

    def slow(base: Path, typed: str) -> tuple[paths.PathOption, ...]:
        gate.wait()
        return suggest(base, typed)

    async def scene(stage: Scene) -> None:
        await at_file(stage)
        monkeypatch.setattr(paths, "suggest", slow)
        await stage.pilot.press("с", "к", "tab", "П", "а")
        assert value(stage) == "ск"
        gate.set()
        await stage.until("Паспорт.pdf, 1 КБ")
        assert value(stage) == "сканы/Па"

    play(consented.world, scene, session=consented)


@pytest.mark.parametrize("key", ["enter", "escape"])
def test_a_disk_that_never_answers_keeps_nobody(
    consented: Session, folder: Path, gate: Event, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Enter takes what was typed, Esc leaves."""

    def never_comes(base: Path, typed: str) -> tuple[paths.PathOption, ...]:
        gate.wait()
        return ()

    async def scene(stage: Scene) -> None:
        await at_file(stage)
        monkeypatch.setattr(paths, "suggest", never_comes)
        await stage.type("снимок.jpg")
        text = await stage.press(key)
        assert (NEXT in text) is (key == "enter") and HERE not in text

    play(consented.world, scene, session=consented)
    assert consented.draft.raw(PATH) == "снимок.jpg"


@pytest.mark.parametrize(
    "pasted", ["'{}/сканы/Паспорт.pdf'", "{}/сканы/Паспорт.pdf ", "file://{}/%D1%81кан%D1%8B/Паспорт.pdf\n"]
)
def test_a_dropped_file(consented: Session, folder: Path, pasted: str) -> None:
    """Pasted by the terminal with quotes or as an address: the plain path stands in the field."""

    async def scene(stage: Scene) -> None:
        await at_file(stage)
        stage.app.post_message(events.Paste(pasted.format(folder)))
        await stage.settle()
        assert value(stage) == f"{folder}/сканы/Паспорт.pdf"
        assert NEXT in await stage.press("enter")

    play(consented.world, scene, session=consented)
    assert consented.draft.raw(PATH) == f"{folder}/сканы/Паспорт.pdf"


def test_the_help_names_the_keys(consented: Session, folder: Path) -> None:
    """Only where the name of a file is asked."""

    async def scene(stage: Scene) -> None:
        await at_file(stage)
        assert "Имя файла" in await stage.press("f6")
        await stage.press("escape", "down")
        assert "Имя файла" not in await stage.press("f6")

    play(consented.world, scene, session=consented, size=(120, 60))
