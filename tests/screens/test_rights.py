"""The rights over the consent and the booking of a made card, on the full screen (R96, R102, R146, K11)."""

import pytest

from emk_tui.services.flows.submit import submit
from emk_tui.services.session import Session
from tests.screens.scene import Scene, play
from tests.services.flows.test_rights import DAY, VACCINE, taken
from tests.services.worlds import Post, hold


@pytest.fixture
def made(consented: Session) -> Session:
    """A card with a vaccination, and a booking."""
    consented.put_rows(VACCINE)
    taken(consented)
    consented.move("review")
    hold(submit(consented), {"submit": True})
    return consented


async def at_home(stage: Scene, action: str) -> str:
    """From the wizard to the menu after sign-in, and this action by its name."""
    await stage.press("f5")
    await stage.type("моё здоровье\n")
    await stage.press("f5")
    return await stage.type(action + "\n")


def post_of(session: Session) -> Post:
    """What was sent."""
    assert isinstance(session.world.sender, Post)
    return session.world.sender


async def withdraws(stage: Scene, session: Session) -> str:
    """From the menu to the last word."""
    text = await at_home(stage, "отозвать согласие")
    assert "Причина отзыва" in text
    await stage.type("Сменила поликлинику\n")
    text = await stage.press("3", "enter")
    assert "Код" in text
    return await stage.type(post_of(session).code + "\n")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_a_withdrawal(made: Session, size: tuple[int, int]) -> None:
    """R102: an empty reason stays, the code, the question; then the menu offers to sign anew."""

    async def scene(stage: Scene) -> None:
        text = await at_home(stage, "отозвать согласие")
        while "Причина отзыва" not in text:
            text = await stage.press("enter")
        text = await stage.press("enter")
        assert "ошибка" in text.lower() and "Причина отзыва" in text
        await stage.type("Сменила поликлинику\n")
        await stage.press("3", "enter")
        text = await stage.type(post_of(made).code + "\n")
        assert "Отозвать согласие?" in text
        text = await stage.press("д")
        while "Подписать согласие" not in text or "Показать карту" not in text:
            text = await stage.press("enter")

    play(made.world, scene, session=made, size=size)
    last = made.store.last_consent()
    assert last is not None and last.reason == "Сменила поликлинику"
    assert made.store.consent() is None


def test_the_effect_is_told_before_the_reason_is_asked(made: Session) -> None:
    """Esc leaves everything as it was."""

    async def scene(stage: Scene) -> None:
        text = await at_home(stage, "отозвать согласие")
        assert "Карта останется, но документы, прививки" in text
        assert text.index("Карта останется") < text.index("Причина отзыва")
        assert "Показать карту" in await stage.press("f7")

    play(made.world, scene, session=made)
    assert made.store.consent() is not None


def test_a_closed_card_and_a_new_consent(made: Session) -> None:
    """R102: whose card and since when; «Подписать согласие» opens it again."""

    async def scene(stage: Scene) -> None:
        assert "Отозвать согласие?" in await withdraws(stage, made)
        await stage.press("д")
        text = await at_home(stage, "показать карту")
        assert "Иванова Мария Петровна." in text
        assert f"Доступ ограничен: согласие отозвано {DAY}." in text and "Совигрипп" not in text
        text = await at_home(stage, "подписать согласие")
        assert "Статистический учёт" in text
        await stage.press("д")
        await stage.press("end", "tab", "space", "tab", "enter")
        await stage.press("3", "enter")
        text = await stage.type(post_of(made).code + "\n")
        assert "Подписать согласие простой" in text
        assert "снова открыт" in await stage.press("д")

    play(made.world, scene, session=made)
    assert made.store.consent() is not None


def test_before_the_card_the_wizard_waits_at_the_consent(consented: Session) -> None:
    """R92: what was typed of health is gone from the steps as well."""
    consented.put_rows(VACCINE)
    consented.move("vaccinations")

    async def scene(stage: Scene) -> None:
        assert "Совигрипп" in stage.text
        assert "Отозвать согласие?" in await withdraws(stage, consented)
        text = await stage.press("д")
        assert "сведения о здоровье стёрты" in text and "Продолжить с шага 4" in text
        assert "Статистический учёт" in await stage.press("enter")
        await stage.press("f2")
        assert "после подписи согласия" in (await stage.press("6")).lower()

    play(consented.world, scene, session=consented)
    assert consented.draft.records("vaccinations") == {}


def test_the_purposes(made: Session) -> None:
    """R96: in the words that were signed."""

    async def scene(stage: Scene) -> None:
        text = await at_home(stage, "цели обработки")
        for words in ("Цели: Медицинская диагностика", "Какие данные: История", "до 02.03.2051"):
            assert words in text

    play(made.world, scene, session=made)


def test_a_copy(made: Session) -> None:
    """R96: its name is told."""

    async def scene(stage: Scene) -> None:
        assert "Сохранено в папку papers: Копия_" in await at_home(stage, "копия моих записей")

    play(made.world, scene, session=made)
    (path,) = (made.world.folder / "papers").glob("Копия_*.txt")
    assert "Совигрипп" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
def test_a_booking_is_cancelled(made: Session, size: tuple[int, int]) -> None:
    """K7, K11: the booking with its last moment of change, three ways, one question."""

    async def scene(stage: Scene) -> None:
        text = await at_home(stage, "записаться к врачу")
        assert "Вы уже записаны: " in text and "Изменить запись можно до: " in " ".join(text.split())
        if size[1] == 12:
            text = await stage.press("enter")
        assert "> 1. Оставить запись" in text
        assert "> 3. Отменить запись" in await stage.press("3")
        text = await stage.press("enter")
        assert "Отменить запись: " in text
        text = await stage.press("д")
        assert "Запись отменена, время снова свободно." in " ".join(text.split())

    play(made.world, scene, session=made, size=size)
    assert made.store.booking() is None


def test_a_booking_is_changed(made: Session) -> None:
    """R146: specialty, doctor, grid of times, the question; outside the wizard as in step 7."""
    before = made.store.booking()

    async def scene(stage: Scene) -> None:
        await at_home(stage, "запись к врачу")
        assert "Специальность врача" in await stage.press("2", "enter")
        assert "Врач, терапевт" in await stage.press("1", "enter", "enter")
        assert "свободно" in await stage.press("enter")
        text = await stage.press("ctrl+home", "enter")
        assert "Прежняя запись будет снята" in text
        assert "Вы записаны: " in await stage.press("д")

    play(made.world, scene, session=made)
    after = made.store.booking()
    assert before is not None and after is not None and before.slot_id != after.slot_id
