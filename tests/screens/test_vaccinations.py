"""Step 6 on the screen: add, change, delete; wrong answers; back keeps data; resume (R128–R136)."""

import pytest

from emk_tui.services.session import Session
from tests.screens.scene import Scene, play
from tests.services.worlds import reopened

FLU = "Совигрипп"


@pytest.fixture
def session(consented: Session) -> Session:
    """After the consent, at the list."""
    consented.move("vaccinations")
    return consented


def flu(session: Session, number: int = 1, **values: str) -> None:
    """A record that is there already."""
    given = {"vaccine": FLU, "date": "10.10.2025", **values}
    session.put_rows({f"vaccinations.{number}.{name}": raw for name, raw in given.items()})


def test_add_two_change_one_delete_one(session: Session) -> None:
    """The whole life of a list, by keys."""

    async def scene(stage: Scene) -> None:
        assert "Прививок нет" in stage.text and "> Добавить прививку" in stage.text
        await stage.press("enter")
        await stage.type(f"{FLU}\n10.10.2025")
        text = await stage.press("f3")
        assert f"1. {FLU}, 10.10.2025" in text and "Прививки, записей 1" in text
        await stage.press("insert")
        await stage.type("БЦЖ\n06.03.1980")
        await stage.press("f3")
        text = await stage.press("1", "enter")
        assert FLU in text and "Серия или партия" in text
        await stage.press("tab", "tab")
        await stage.type("С217")
        await stage.press("f3")
        text = await stage.press("2", "delete")
        assert "Удалить запись «БЦЖ, 06.03.1980»?" in text
        text = await stage.press("д")
        assert "Прививки, записей 1" in text and "БЦЖ" not in text
        await stage.press("f3")
        assert stage.app.dialogue.at == "booking"

    play(session.world, scene, session=session)
    assert session.draft.ids("vaccinations") == ("1",)
    assert session.draft.raw("vaccinations.1.batch") == "С217"


def test_a_date_in_the_future(session: Session) -> None:
    """R131: the word at the row, a count in the list, F8 from the list opens it; the step does not end."""

    async def scene(stage: Scene) -> None:
        await stage.press("enter")
        await stage.type(f"{FLU}\n10.10.2999\n")
        assert "ошибка" in stage.text and "1 ошибка" in stage.text
        text = await stage.press("f3")
        assert "ошибки 1" in text
        text = await stage.press("f8")
        assert "▌Название вакцины" in text or "▌Дата вакцинации" in text
        await stage.press("f3")
        text = await stage.press("f3")
        assert "▌Дата вакцинации" in text and "Ошибка: " in text

    play(session.world, scene, session=session)
    assert session.draft.raw("vaccinations.1.date") == "10.10.2999"


def test_back_leads_to_the_list_and_keeps_what_was_typed(session: Session) -> None:
    """Esc and F7; what was left empty is gone."""

    async def scene(stage: Scene) -> None:
        await stage.press("enter")
        await stage.type("Моё")
        text = await stage.press("f7")
        assert "> 1. Моё" in text and "не закончена" in text
        await stage.press("insert")
        text = await stage.press("escape")
        assert "Прививки, записей 1" in text
        text = await stage.press("home", "enter")
        assert "Моё" in text and "▌Дата вакцинации" in text

    play(session.world, scene, session=session)
    assert session.draft.ids("vaccinations") == ("1",)


def test_what_is_worth_knowing(session: Session) -> None:
    """Own vaccine (R130), no batch (R132), the same twice (R134): words, no errors."""
    flu(session, vaccine="Моя вакцина")
    flu(session, 2, vaccine="Моя вакцина")

    async def scene(stage: Scene) -> None:
        assert "готово, не по справочнику" in stage.text and "похоже на повтор" in stage.text
        text = await stage.press("2", "enter")
        assert "Замечание: " in text
        text = await stage.press("tab", "tab")
        assert "похоже на повтор" in text and "не по справочнику" in text and "серия не указана" in text

    play(session.world, scene, session=session, size=(120, 40))


def test_resume_in_a_record(session: Session) -> None:
    """The same field is open after the program was closed in it."""

    async def begin(stage: Scene) -> None:
        await stage.press("enter")
        await stage.type(f"{FLU}\n10.10.2025")
        await stage.type("\nС217")

    play(session.world, begin, session=session)
    again = reopened(session)
    assert again.wizard.cursor == "vaccinations.1.batch"

    async def scene(stage: Scene) -> None:
        assert "▌Серия или партия" in stage.text and "С217" in stage.text

    play(again.world, scene, session=again)
    again.store.close()


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_sizes(session: Session, size: tuple[int, int]) -> None:
    """The words for a record are there on every screen."""
    flu(session)

    async def scene(stage: Scene) -> None:
        text = await stage.press("1")
        assert f"> 1. {FLU}" in text and "Enter Редактировать" in text and "Удалить" in text

    play(session.world, scene, session=session, size=size)
