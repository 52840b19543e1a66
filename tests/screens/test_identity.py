"""«Подтверждение личности» as a form before the steps: papers, mistakes, back, resume (R1–R9, R13, R15)."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from emk_tui.ports import Event, Video
from emk_tui.screens.menu import MenuScreen
from emk_tui.screens.step import StepScreen
from emk_tui.services.presence import Presence
from emk_tui.services.session import Session
from emk_tui.services.visit import Visit
from emk_tui.services.world import World
from emk_tui.widgets.form import RecordForm
from tests.screens.before import FILES, IDENTITY, fill_identity, sign_in, words
from tests.screens.locking import lock, locked, unlocked
from tests.screens.scene import Play, Scene, play
from tests.services.people import owner
from tests.services.worlds import LOGIN, NOW, PASSWORD, Hands, opened

SIZES = [(40, 12), (80, 24), (120, 40)]


@pytest.fixture
def unconfirmed(world: World) -> World:
    """The account is «не подтверждена», its store closed."""
    store = world.vault().open(LOGIN, PASSWORD)
    account = replace(store.account(), confirmed_basis="", confirmed_at=None)
    store.save_account(account, Event("проба", at=NOW))
    store.close()
    return world


@pytest.fixture
def person(unconfirmed: World, tmp_path: Path) -> Iterator[Session]:
    """Signed in; beside her scans lie files that are none."""
    folder = tmp_path / "scans"
    folder.mkdir()
    for name in ("pasport.pdf", "snils.pdf"):
        shutil.copy(FILES / name, folder / name)
    shutil.copy(FILES / "pasport.pdf", folder / "again.pdf")
    (folder / "scan.docx").write_bytes(b"PK\x03\x04 a word processor's")
    made = opened(unconfirmed)
    made.base = folder
    yield made
    made.store.close()


def at_home(person: Presence, scene: Play, size: tuple[int, int] = (80, 24)) -> None:
    """The program after the terms, where the menu begins."""
    play(person.world, scene, visit=Visit(person), size=size)


async def filled(stage: Scene, **changed: str) -> str:
    """The rows, files by their names."""
    return await fill_identity(
        stage, **{"passport_file": "pasport.pdf", "snils_file": "snils.pdf", **changed}
    )


def form_of(stage: Scene) -> RecordForm:
    """The form of step 0."""
    screen = stage.app.face_screen
    assert isinstance(screen, StepScreen) and screen.key == "identity" and screen.form is not None
    return screen.form


def here(stage: Scene) -> str:
    """The row in focus."""
    row = form_of(stage).current
    assert row is not None
    return row.key


def wrong(stage: Scene) -> list[str]:
    """The rows that are told to be wrong."""
    return list(form_of(stage).problems)


@pytest.mark.parametrize("size", SIZES)
def test_both_papers_then_the_statement(person: Session, size: tuple[int, int]) -> None:
    """Scans are taken by content and told; «да» opens the card at once."""

    async def scene(stage: Scene) -> None:
        assert "принимает паспорт гражданина Российской Федерации." in words(stage.text)
        assert here(stage) == "surname"
        told = words(await filled(stage))
        assert "Паспорт: принят, " in told and "СНИЛС: принят, " in told and "замечаний нет." in told
        if size[1] == 12:
            told = words(await stage.press("enter"))
        assert "Подтверждаете?" in told
        assert "> 1. Создать карту, не начата" in await stage.press("д")

    at_home(person, scene, size)
    assert person.confirmed and person.account.confirmed_at == NOW
    taken = {one.record for one in person.opened.application().files}
    assert taken == {"identity.passport_file", "identity.snils_file"}
    assert not person.wizard.cursor.startswith("identity"), "the wizard has its own cursor again"


def test_a_word_processor_file_is_refused_at_its_row(person: Session) -> None:
    """With the formats, as soon as the row is left; a scan in its place is right (R15)."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иванова\n05.03.1980\n10.03.2025\nscan.docx\n")
        await stage.until("1 ошибка")
        assert here(stage) == "snils_surname"
        text = words(await stage.press("f8"))
        assert here(stage) == "passport_file" and "Ошибка: " in text and "PDF, JPEG, PNG" in text
        await stage.type("\nПетрова\nsnils.pdf\nнет\n")
        assert wrong(stage) == ["passport_file", "surname_changed"], "still told where the form is open again"
        await stage.press("f8", "ctrl+u")
        await stage.type("pasport.pdf\n")
        assert wrong(stage) == ["surname_changed"]

    at_home(person, scene)
    assert person.draft.raw("identity.passport_file") == "pasport.pdf"


def test_one_scan_is_not_two_papers(person: Session) -> None:
    """The same content under another name: told at the second row, after both were looked at (R15)."""

    async def scene(stage: Scene) -> None:
        text = words(await filled(stage, snils_file="again.pdf"))
        assert here(stage) == "snils_file" and "Этот файл уже" in text
        await stage.press("ctrl+u")
        await stage.type("snils.pdf")
        assert "Подтверждаете?" in words(await stage.press("f3"))

    at_home(person, scene)


def test_another_surname_asks_for_its_paper(person: Session) -> None:
    """R13: told at the tick; «да» brings two rows more, without them the form is not done."""

    async def scene(stage: Scene) -> None:
        text = words(await filled(stage, snils_surname="Петрова"))
        assert here(stage) == "surname_changed"
        assert "Фамилии в паспорте и СНИЛС различаются. Исправьте опечатку, или ответьте «да»" in text
        assert "Документ о смене" not in text
        await stage.press("ctrl+u")
        text = await stage.type("да\n")
        assert "Документ о смене" in text and "Скан документа" in text
        text = await stage.press("f3")
        assert here(stage) == "change_kind" and "ошибка" in text
        await stage.type("суд\n")
        await stage.type("again.pdf\n")
        assert here(stage) == "change_file" and "Этот файл уже" in words(stage.text)

    at_home(person, scene)
    assert person.draft.raw("identity.surname_changed") == "да"
    assert not person.confirmed


def test_a_refused_form_marks_every_row_that_is_missing(person: Session) -> None:
    """F3 with one row filled in: the others are all told at once, the first of them is where one is."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иванова\n")
        assert wrong(stage) == []
        text = await stage.press("f3")
        missing = list(IDENTITY)[1:]
        assert wrong(stage) == missing and here(stage) == "birth_date"
        assert f"{len(missing)} ошибок" in text

    at_home(person, scene)


def test_an_expired_passport_is_told_at_its_row(person: Session) -> None:
    """R13: by the birthday of the owner, before the end of the form."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иванова\n05.03.1980\n21.03.2005\n")
        text = await stage.press("f8")
        assert here(stage) == "passport_issued_on" and "ошибка" in text
        assert "Паспорт не действует" in words(text)
        await stage.press("ctrl+u")
        await stage.type("10.03.2025\n")
        assert wrong(stage) == ["passport_file"], "still empty"

    at_home(person, scene)


def test_live_checks_as_in_every_step(person: Session) -> None:
    """A Latin letter is told while typing, F4 replaces it; a full date goes on by itself."""

    async def scene(stage: Scene) -> None:
        text = await stage.type("Иванoва")
        assert "латинская" in text and "F4 замена" in text
        assert "Иванова" in await stage.press("f4", "enter")
        await stage.type("05.03.1980")
        assert here(stage) == "passport_issued_on"

    at_home(person, scene)
    assert person.draft.raw("identity.surname") == "Иванова"


def test_back_to_the_menu_and_again(person: Session) -> None:
    """F7 leads to the menu with everything kept; the item opens the same form with it."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иванова\n05.03.1980\npor")
        text = await stage.press("f7")
        assert "> 2. Подтверждение личности, не подтверждена" in text
        text = await stage.press("enter")
        assert "Паспорт: не загружен." in text and "Видеоверификация" not in text
        text = await stage.press("enter")
        assert "Иванова" in text and "05.03.1980" in text and "por" in text
        assert here(stage) == "passport_issued_on", "the first row that is wrong"

    at_home(person, scene)


def test_the_card_is_closed_with_the_reason_and_what_is_missing(person: Session) -> None:
    """R1, R32: the menu, its other names and the steps; nothing of the wizard opens."""
    missing = "Осталось: скан паспорта, скан СНИЛС, сведения из паспорта и СНИЛС, заявление владельца."
    why = "Учётная запись не подтверждена."

    async def scene(stage: Scene) -> None:
        assert "1. Создать карту, закрыто, не подтверждена" in await stage.press("f7")
        text = words(await stage.press("1", "enter"))
        assert why in text and missing in text
        await stage.press("f2", "ctrl+g")
        assert "Моё здоровье" in stage.text and not isinstance(stage.app.screen, MenuScreen)
        await stage.press("f5")
        assert why in words(await stage.type("вакцинация\n"))
        await stage.press("escape", "f5")
        assert missing in words(await stage.type("создать карту\n"))
        assert "закрыт" in stage.text
        await stage.press("escape")
        await stage.pilot.click("#rail", offset=(3, 1))
        await stage.settle()
        assert why in words(stage.text) and "Моё здоровье" in stage.text

    at_home(person, scene)
    assert person.wizard.step.number <= 1


def test_a_step_is_not_opened_from_the_form_either(person: Session) -> None:
    """The panel at its left: the reason, in the menu; what was typed is kept."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иван")
        assert "F2" not in stage.text and "закрыт" in stage.text
        await stage.pilot.click("#rail", offset=(3, 0))
        await stage.settle()
        assert "Учётная запись не подтверждена." in words(stage.text)
        assert "2. Подтверждение личности" in stage.text

    at_home(person, scene)
    assert person.draft.raw("identity.surname") == "Иван"


def test_after_a_kill_it_goes_on_at_the_same_row(unconfirmed: World, hands: Hands) -> None:
    """R195: nothing said goodbye; the next sign-in opens the form at the row that was being typed."""

    async def first(stage: Scene) -> None:
        await sign_in(stage, hands)
        await stage.type("Иванова\n05.03.1980\n10.03.2025\n")
        await stage.type("pas")
        assert here(stage) == "passport_file"

    async def again(stage: Scene) -> None:
        text = await sign_in(stage, hands)
        assert here(stage) == "passport_file" and "pas" in text and "Иванова" in text
        assert "pasport" in await stage.type("port")

    play(unconfirmed, first)
    hands.on(minutes=1)
    play(unconfirmed, again)


def test_locked_in_it_the_same_row_comes_back(unconfirmed: World) -> None:
    """R195: it is no step of the wizard, and yet the place one left."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иванова\n05.03.1980")
        await lock(stage, *"10.03", "ctrl+o")

    async def again(stage: Scene) -> None:
        text = await stage.type(f"{PASSWORD}\n")
        assert here(stage) == "passport_issued_on" and "10.03" in text and "Иванова" in text

    unlocked(unconfirmed, locked(unconfirmed, scene), again)


@pytest.mark.parametrize("size", SIZES)
def test_an_application_to_the_operator(desk: World, size: tuple[int, int]) -> None:
    """R5: samples stand in the slots, the video is chosen; from then on the form waits for the operator."""
    with owner(desk) as person:
        person.opened.save_account(replace(person.account, video=Video.NOT_BEGUN), person.record("проба"))

        async def scene(stage: Scene) -> None:
            text = await stage.press("f3")
            while "передать оператору" not in text:
                text = await stage.press("enter")
            assert "> 2. позже" in await stage.press("end") and "заявление" not in stage.text
            assert "> 1. передать оператору" in await stage.press("1")
            assert "Заявка передана оператору." in words(await stage.press("enter"))
            text = await stage.press("2")
            assert "> 2. Подтверждение личности, ждёт" in text

        at_home(person, scene, size)
        assert person.account.video == Video.WAITING


def test_while_the_operator_is_awaited(desk: World) -> None:
    """No form: what is known, and that one waits; the card stays closed."""
    with owner(desk) as person:

        async def scene(stage: Scene) -> None:
            text = words(stage.text)
            assert "Ждём оператора" in text and "2. Подтверждение личности, ждёт оператора" in text
            told = words(await stage.press("2", "enter"))
            assert "Паспорт: принят." in told and "Видеоверификация: ждёт оператора." in told
            while "1. Создать карту, закрыто" not in stage.text:
                await stage.press("enter")

        at_home(person, scene)
        assert not person.confirmed


def test_a_refused_application_says_why(desk: World) -> None:
    """The operator's reason stands above the form; everything given is there."""
    with owner(desk) as person:
        refused = replace(person.account, video=Video.REFUSED, video_reason="снимок нечёткий")
        person.opened.save_account(refused, person.record("проба"))

        async def scene(stage: Scene) -> None:
            assert "Оператор отклонил заявку: снимок нечёткий." in words(stage.text)
            assert "Иванова" in stage.text and "Скан СНИЛС              /" in stage.text

        at_home(person, scene)


@pytest.mark.parametrize("size", SIZES)
def test_a_long_reason_is_a_page_of_its_own(desk: World, size: tuple[int, int]) -> None:
    """Beside the steps there is less room than on the screen before: nothing of it is cut off."""
    with owner(desk) as person:
        reason = "снимок нечёткий, " * 26 + "переснимите"
        refused = replace(person.account, video=Video.REFUSED, video_reason=reason)
        person.opened.save_account(refused, person.record("проба"))

        async def scene(stage: Scene) -> None:
            pages = [words(stage.text)]
            while stage.app.face_screen.key != "identity":
                pages.append(words(await stage.press("end")))
                pages.append(words(await stage.press("enter")))
            assert any("переснимите." in page for page in pages)
            assert here(stage) == "surname"

        at_home(person, scene, size)


def test_the_rows_are_those_of_the_section() -> None:
    """The helper of these scenes fills what is asked, in its order."""
    from emk_tui.card.sections import SECTIONS

    asked = [name for name, field in SECTIONS["identity"].fields.items() if field.only is None]
    assert list(IDENTITY) == asked
