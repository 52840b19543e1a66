"""The desks of the staff: what their role may do, nothing of the wizard, one bad thing for each (R5, R78)."""

import pytest

from emk_tui.ports import Video
from emk_tui.screens.base import FaceScreen
from emk_tui.services.codes import totp_now
from emk_tui.services.presence import Presence
from emk_tui.services.visit import Visit
from emk_tui.services.world import World
from emk_tui.widgets.option_lines import OptionLines
from tests.screens.before import click, words
from tests.screens.scene import Play, Scene, play
from tests.services.people import NAMES, accounts, grant, owner, results, signed_in
from tests.services.worlds import PASSWORD, Hands

SIZES = [(40, 12), (80, 24), (120, 40)]
LINES = {
    "registrar": (
        "Подтверждение личности",
        "Открыть карту, карты ещё нет",
        "Восстановить вход по документам",
    ),
    "specialist": ("Результаты на проверку",),
    "doctor": ("Открыть карту",),
    "doctor2": ("Открыть карту, нет доступа",),
    "administrator": ("Журнал операций", "Сотрудники"),
}
"""Login → what the desk offers, before «Закрыть на время» and «Выйти»."""
WIZARD = ("f2", "ctrl+g", "f5", "ctrl+p", "f8", "ctrl+f", "f3", "ctrl+n", "f4", "ctrl+r")
"""Keys that do something only in the wizard."""


def at_desk(world: World, login: str, scene: Play, size: tuple[int, int] = (80, 24)) -> None:
    """The desk of one of the staff, behind the sign-in."""
    with signed_in(world, login) as presence:
        play(world, scene, visit=Visit(presence), size=size)


async def through(stage: Scene, seen: str) -> str:
    """Enter through what is only to be read."""
    text = words(stage.text)
    for _page in range(12):
        if seen in text:
            return text
        text = words(await stage.press("enter"))
    raise AssertionError(f"no {seen!r} in {text}")


@pytest.mark.parametrize("login", LINES)
@pytest.mark.parametrize("size", SIZES)
def test_a_desk(clinic: World, desk: World, login: str, size: tuple[int, int]) -> None:
    """Its title, who one is, its lines; no steps, no menu, no way back; the keys of the wizard do nothing."""

    async def scene(stage: Scene) -> None:
        text = words(stage.text)
        assert "ЭМК · Рабочее место" in text and f"Вы вошли: {NAMES[login]}, " in text
        await stage.press("home")
        lines = (*LINES[login], "Закрыть на время", "Выйти")
        for number, line in enumerate(lines, 1):
            assert f"{number}. {line}" in words(stage.text)
            await stage.press("down")
        assert not [key for key in ("F2", "F5", "F7", "F8") if key in stage.text]
        before, screen = await stage.press("home"), stage.app.screen
        assert await stage.press(*WIZARD) == before and stage.app.screen is screen
        assert isinstance(screen, FaceScreen) and stage.app.dialogue.session is None
        assert "1 Личные данные" not in stage.text
        pages = [words(await stage.press(key)) for key in ("f6", *["pagedown"] * 12)]
        assert any("Ctrl+O, Ctrl+B" in page for page in pages)

    at_desk(desk if login == "registrar" else clinic, login, scene, size)


def test_signed_in_by_the_application(desk: World, hands: Hands) -> None:
    """Login, password, the code of one's own application: nobody's contacts are offered."""
    secret = {one.login: one.totp_secret for one, _password in accounts()}["registrar"]

    async def scene(stage: Scene) -> None:
        text = await stage.type(f"registrar\n{PASSWORD}\n")
        assert "Подтверждение: вход." in text and "СМС" not in text and NAMES["registrar"] not in text
        assert "Рабочее место" in await stage.type(totp_now(secret, hands.now()))
        assert "Здесь видно чужую карту, снимок не сохраняется." in words(await stage.press("f12"))

    play(desk, scene)


@pytest.mark.parametrize("size", SIZES)
def test_a_registrar_confirms(desk: World, size: tuple[int, int]) -> None:
    """R5: the application as it was given, the decision, the question with one's own name."""

    async def scene(stage: Scene) -> None:
        await stage.press("1", "enter")
        told = words(stage.text)
        assert "Фамилия в паспорте: Иванова." in told
        await through(stage, "3. решить позже")
        text = words(await stage.press("1", "enter"))
        assert f"Лицо и документы совпали, запись подтверждаете вы, {NAMES['registrar']}?" in text
        assert "Сначала выберите" in await stage.press("enter")
        await stage.press("д")
        await through(stage, "1. Подтверждение личности")
        assert "Заявок на видеоверификацию нет." in words(await stage.press("1", "enter"))

    at_desk(desk, "registrar", scene, size)
    with owner(desk) as session:
        assert session.account.video == Video.PASSED and session.account.video_by == NAMES["registrar"]
        assert session.account.confirmed_basis == "подтверждено оператором"


def test_a_registrar_refuses_with_a_reason(desk: World) -> None:
    """Digits are no reason; F7 in between records nothing."""

    async def scene(stage: Scene) -> None:
        await stage.press("1", "enter")
        await through(stage, "3. решить позже")
        assert "▌Причина" in await stage.press("2", "enter")
        assert "1. Подтверждение личности" in await stage.press("f7")
        await stage.press("1", "enter")
        await through(stage, "3. решить позже")
        await stage.press("2", "enter")
        assert "нет слов" in await stage.type("12\n")
        await stage.press("ctrl+u")
        assert "Записано: видеоверификация отклонена." in await stage.type("Снимок нечёткий\n")

    at_desk(desk, "registrar", scene)
    with owner(desk) as session:
        assert (session.account.video, session.account.video_reason) == (Video.REFUSED, "Снимок нечёткий")
        assert not session.confirmed


def test_a_registrar_restores_a_sign_in(desk: World) -> None:
    """R192, K23: two different documents, then the question; «нет» leaves everything."""

    async def scene(stage: Scene) -> None:
        assert "Нужны два разных документа." in words(await stage.press("3", "enter"))
        text = await stage.press("1", "enter")
        assert "Документ 2 из 2" in text and "паспорт" not in text
        assert "Вы видели паспорт, СНИЛС, лицо совпадает." in words(await stage.press("1", "enter"))
        assert "Ничего не изменено." in await stage.press("н")
        await stage.press("3", "enter")
        await stage.press("1", "enter")
        await stage.press("2", "enter")
        assert "при следующем входе владелец привяжет приложение" in words(await stage.press("д"))

    at_desk(desk, "registrar", scene)
    with owner(desk) as session:
        assert not session.account.totp_confirmed


@pytest.mark.parametrize("login", ["registrar", "doctor2"])
def test_a_card_that_is_not_theirs(clinic: World, desk: World, login: str) -> None:
    """R78: the reason in words, the desk again; nothing of the card."""

    async def scene(stage: Scene) -> None:
        line = "2" if login == "registrar" else "1"
        text = words(await stage.press(line, "enter"))
        assert ("Доступа к карте нет" in text and "нет доступа" in text) is (login == "doctor2")
        assert ("Карта ещё не создана" in text and "карты ещё нет" in text) is (login == "registrar")
        assert "Иванова" not in text and "Рабочее место" in text

    at_desk(desk if login == "registrar" else clinic, login, scene)


@pytest.mark.parametrize("size", SIZES)
def test_a_doctor_reads(clinic: World, size: tuple[int, int]) -> None:
    """R113: state and values on pages, the reading stands in the owner's journal."""

    async def scene(stage: Scene) -> None:
        text = words(await stage.press("enter"))
        assert "Иванова Мария Петровна." in text and "Статус: Обработано." in text
        assert "F2" not in text and "F5" not in text
        text = words(await stage.press("end"))
        assert "Просмотр записан в журнал владельца." in text
        assert "1. Открыть карту" in await stage.press("enter")

    at_desk(clinic, "doctor", scene, size)
    with owner(clinic) as session:
        assert any("doctor" in one.actor for one in session.store.journal())


def test_access_that_was_given_opens_the_card(clinic: World) -> None:
    """R8: to the doctor of another clinic; taken back while the desk is open, it is closed again."""
    with owner(clinic) as session:
        session.opened.grant(grant("doctor", "doctor2"), session.record("проба"))

    async def scene(stage: Scene) -> None:
        assert "1. Открыть карту, нет" not in stage.text
        assert "Иванова Мария Петровна." in words(await stage.press("enter"))

    at_desk(clinic, "doctor2", scene)


@pytest.mark.parametrize("size", SIZES)
def test_a_specialist_judges(clinic: World, size: tuple[int, int]) -> None:
    """R112: the queue, a result as it was typed, returned with a reason; then confirmed."""

    async def scene(stage: Scene) -> None:
        assert "1. Биохимический анализ крови, 16.02.2026" in words(await stage.press("enter"))
        text = words(await stage.press("1", "enter"))
        assert "Вид документа: результат исследования." in text
        await through(stage, "2. вернуть")
        assert "▌Причина" in await stage.press("2", "enter")
        assert "ошибка" in await stage.press("enter")
        await stage.type("Нет подписи врача\n")
        text = await through(stage, "1. Биохимический анализ крови, 16.02.2026, Нет подписи врача")
        await stage.press("1", "enter")
        await through(stage, "1. подтвердить")
        await stage.press("1", "enter")
        await through(stage, "1. Результаты на проверку")
        assert "Результатов на проверку нет." in words(await stage.press("enter"))

    at_desk(clinic, "specialist", scene, size)
    with owner(clinic) as session:
        checks = session.store.result_checks()
        assert [checks[one].confirmed for one in results(session)] == [True, True]


def test_an_administrator_sees_journal_and_staff(clinic: World) -> None:
    """R189: entries, the verdict, a filter; the list with the rights of each role."""

    async def scene(stage: Scene) -> None:
        assert "Журнал цел, записей " in words(await stage.press("enter")), "before any entry"
        await through(stage, "7. назад")
        assert "▌Слово" in await stage.press("2", "enter")
        text = words(await stage.type("ничего такого\n"))
        assert "Отбор: слово «ничего такого». Таких записей нет." in text
        text = words(await stage.press("1", "enter"))
        assert "▌С какого дня" in text
        assert "ошибка" in await stage.type("31.02.2026\n")
        assert "7. назад" in await stage.press("f7")
        assert "1. Журнал операций" in await stage.press("f7")
        text = words(await stage.press("2", "enter"))
        assert "Смирнова Анна Павловна, регистратор, логин registrar." in text and "Права: " in text
        assert "Иванова Мария" not in text

    at_desk(clinic, "administrator", scene)


def test_by_mouse(desk: World) -> None:
    """A click on a line; a click on «Выйти» ends it."""

    async def scene(stage: Scene) -> None:
        await click(stage, stage.app.screen.query_one(OptionLines), 1)
        assert "Карта ещё не создана, открывать нечего." in words(stage.text)
        await stage.pilot.click(OptionLines, offset=(3, 4))
        await stage.settle()
        assert not stage.app.is_running and stage.app.return_value == ""

    at_desk(desk, "registrar", scene)


def test_a_clinic_without_a_card_is_told(desk: World) -> None:
    """A doctor comes before there is one: the reason, no failure."""

    async def scene(stage: Scene) -> None:
        text = words(await stage.press("enter"))
        assert "Карта ещё не создана, открывать нечего. Её создаёт владелец." in text

    at_desk(desk, "doctor", scene)


def test_nothing_of_the_desk_is_the_owners(clinic: World) -> None:
    """The presence of one of the staff is no session of the owner."""
    with signed_in(clinic, "doctor") as presence:
        assert type(presence) is Presence
