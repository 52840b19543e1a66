"""The desks of the staff by ear: what a role may do, what is refused, no steps anywhere (R5, R78, R112)."""

import re

import pytest

from emk_tui.ports import Video
from emk_tui.services.codes import totp_now
from emk_tui.services.visit import Visit
from emk_tui.services.world import World
from tests.linear.holding import after, held, told
from tests.services.people import NAMES, accounts, grant, owner, results, signed_in
from tests.services.worlds import PASSWORD, Hands

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
ENTRY = re.compile(r"\d+\. \d\d\.\d\d\.\d{4} \d\d:\d\d\. ")
"""How an entry of the journal begins."""


@pytest.mark.parametrize("login", LINES)
def test_a_desk(clinic: World, desk: World, login: str) -> None:
    """Who one is, its lines by number; steps are nowhere, there is nothing behind it."""
    with signed_in(desk if login == "registrar" else clinic, login) as presence:
        talk = told(presence, "перейти 1", "перейти вакцинация", "перейти журнал операций", "назад")
    lines = (*LINES[login], "Закрыть на время", "Выйти")
    assert [f"{number}. {line}" in talk.lines for number, line in enumerate(lines, 1)] == [True] * len(lines)
    assert f"Вы вошли: {NAMES[login]}, " in talk.joined
    assert talk.lines.count("Здесь шагов нет.") == 3
    assert talk.lines.count("Это начало, назад некуда. Выход: стоп.") == 1
    assert set(talk.prompts) == {"Рабочее место: "}


def test_signed_in_by_the_application(desk: World, hands: Hands) -> None:
    """No other way of getting a code is offered; the desk, then its end by «Выйти»."""
    secret = {one.login: one.totp_secret for one, _password in accounts()}["registrar"]
    visit = Visit()
    talk = held(desk, ["registrar", PASSWORD, totp_now(secret, hands.now()), "выйти"], visit)
    visit.close()
    assert "СМС" not in talk.text and "Рабочее место: " in talk.prompts
    assert PASSWORD not in talk.text and talk.end == ""


def test_a_registrar_confirms(desk: World) -> None:
    """R5: the application, the decision, the question with one's own name; «решить позже» records nothing."""
    with signed_in(desk, "registrar") as presence:
        talk = told(presence, "1", "", "1", "пройдена", "", "да", "1")
    assert talk.lines.count("Фамилия в паспорте: Иванова.") == 2
    assert f"запись подтверждаете вы, {NAMES['registrar']}?" in talk.joined
    assert "Да или нет, ошибка, нет в списке: " in talk.prompts
    assert "Записано: видеоверификация пройдена" in talk.joined
    assert "Заявок на видеоверификацию нет." in after(talk, "Записано")
    with owner(desk) as session:
        assert session.account.video == Video.PASSED and session.account.video_by == NAMES["registrar"]


def test_a_registrar_refuses_with_a_reason(desk: World) -> None:
    """Digits are no reason."""
    with signed_in(desk, "registrar") as presence:
        talk = told(presence, "1", "отклонена", "12", "Снимок нечёткий")
    assert "Причина, ошибка, нет слов: " in talk.prompts
    with owner(desk) as session:
        assert (session.account.video, session.account.video_reason) == (Video.REFUSED, "Снимок нечёткий")


def test_a_registrar_restores_a_sign_in(desk: World) -> None:
    """R192: the second document is another one; «нет» leaves everything."""
    with signed_in(desk, "registrar") as presence:
        talk = told(presence, "восстановить", "паспорт", "паспорт", "снилс", "нет")
        assert "Документ 2 из 2, ошибка, нет в списке: " in talk.prompts or "Нет в списке." in talk.lines
        assert "Ничего не изменено." in talk.lines
        talk = told(presence, "3", "паспорт", "снилс", "да")
    assert "Вы видели паспорт, СНИЛС, лицо совпадает." in talk.lines
    assert "владелец привяжет приложение для кодов заново" in talk.joined
    with owner(desk) as session:
        assert not session.account.totp_confirmed


@pytest.mark.parametrize(
    ("login", "line", "why"),
    [
        ("registrar", "2", "Карта ещё не создана, открывать нечего. Её создаёт владелец."),
        ("doctor2", "1", "Доступа к карте нет"),
    ],
)
def test_a_card_that_is_not_theirs(clinic: World, desk: World, login: str, line: str, why: str) -> None:
    """R78: the reason, another one where there is no card at all; then the desk."""
    with signed_in(desk if login == "registrar" else clinic, login) as presence:
        talk = told(presence, line)
    assert why in talk.joined and "Иванова" not in talk.text
    assert ("Доступа к карте нет" in talk.joined) is (login == "doctor2")


def test_access_that_was_given_opens_the_card(clinic: World) -> None:
    """R8, R113: the values, one a line; the reading is told to be in the owner's journal."""
    with owner(clinic) as session:
        session.opened.grant(grant("doctor", "doctor2"), session.record("проба"))
    with signed_in(clinic, "doctor2") as presence:
        talk = told(presence, "")
    assert "Фамилия: Иванова." in talk.lines and "Просмотр записан в журнал владельца." in talk.lines


def test_a_specialist_judges(clinic: World) -> None:
    """R112: returned with a reason, then confirmed; the queue is empty."""
    with signed_in(clinic, "specialist") as presence:
        talk = told(presence, "1", "1", "вернуть", "", "Нет подписи врача", "1", "подтвердить", "1")
    assert "Название исследования: Биохимический анализ крови." in talk.lines
    assert "Причина, ошибка, не заполнено: " in talk.prompts
    assert "1. Биохимический анализ крови, 16.02.2026, Нет подписи врача" in talk.lines
    assert "Результатов на проверку нет." in talk.lines
    with owner(clinic) as session:
        checks = session.store.result_checks()
        assert [checks[one].confirmed for one in results(session)] == [True, True]


def test_an_administrator_sees_journal_and_staff(clinic: World) -> None:
    """R189: the verdict, a filter that fits nothing, a wrong day; every role with its rights."""
    with signed_in(clinic, "administrator") as presence:
        talk = told(
            presence, "1", "найти слово", "ничего такого", "за дни", "31.02.2026", "", "", "7", "сотрудники"
        )
    first = next(number for number, line in enumerate(talk.lines) if ENTRY.match(line))
    assert talk.lines[first - 1].startswith("Журнал цел, записей "), (
        "the verdict comes before what it is about"
    )
    assert "Таких записей нет." in after(talk, "Отбор: слово «ничего такого».")
    assert "С какого дня, ошибка, такой даты нет: " in talk.prompts
    assert "Смирнова Анна Павловна, регистратор, логин registrar." in talk.joined
    assert "Иванова Мария" not in talk.joined


def test_a_desk_is_closed_for_a_while(desk: World) -> None:
    """By its line."""
    with signed_in(desk, "registrar") as presence:
        talk = held(desk, ["закрыть на время"], Visit(presence))
    assert talk.end == "locked"
