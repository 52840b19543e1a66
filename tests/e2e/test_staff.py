"""Staff of the demonstration in the real program, by lines and by commands (R5–R8, R78, R112, R113, R192)."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from emk_tui.demo_staff import PEOPLE
from tests.e2e.desks import DESK, at_desk, at_home, play, prepared, signing_in
from tests.e2e.driver import surroundings, terminal
from tests.e2e.person import IDENTITY, Person, shown_code
from tests.e2e.screen import later
from tests.e2e.worlds import Owner, bytes_of, citizen

REGISTRAR, SPECIALIST, STRANGER = (PEOPLE[login][1] for login in ("registrar", "specialist", "doctor2"))
NO_ACCESS = r"^Доступа к карте нет: (.|\n)*Рабочее место: $"
HEALTH = "Общий анализ крови|Биохимический анализ крови|Гемоглобин"


def test_a_registrar_decides_over_video(tmp_path: Path) -> None:
    """R1, R5, R6: refused with a reason, given anew, passed; only then the wizard opens."""
    kept = prepared(tmp_path / "kept", "registrar")
    told: list[tuple[str, str]] = [
        (
            "подтверждение личности",
            r"Скан паспорта: \S+, PDF, \d+ КБ(.|\n)*Скан СНИЛС: \S+, PDF, \d+ КБ(.|\n)*Видеоверификация: $",
        ),
        ("отклонена", "Причина: $"),
        ("лицо не видно", r"видеоверификация отклонена\.(.|\n)*Рабочее место: $"),
        ("подтверждение личности", r"^Заявок на видеоверификацию нет\. Последняя: отклонена\."),
    ]
    with at_desk(kept, "registrar", 0) as talk:
        play(talk, told)
    again: list[tuple[str, str]] = [
        ("создать карту", r"^Учётная запись не подтверждена(.|\n)*Осталось: видеоверификация\."),
        ("подтверждение личности", r"отклонена, (.|\n)*Оператор отклонил заявку: лицо не видно\."),
    ]
    given: list[tuple[str, str]] = [
        ("передать", r"^Заявка передана оператору\.(.|\n)*Моё здоровье: $"),
        ("создать карту", r"^Учётная запись не подтверждена"),
    ]
    with terminal(*_start(kept, 1), env=surroundings(tmp_path), echo=False) as talk:
        # the form stands open at once: it was refused
        citizen({"Фамилия в паспорте": "назад"}).walk(talk, "Моё здоровье")
        play(talk, again)
        assert "Документы проверены автоматически" in same(DAYS).walk(talk, "Видеоверификация")
        play(talk, given)
        talk.type("стоп\n")
        assert talk.end() == 0
    passed: list[tuple[str, str]] = [
        ("подтверждение личности", "Видеоверификация: $"),
        ("пройдена", rf"^Лицо и документы совпали, запись подтверждаете вы, {REGISTRAR}\?"),
        ("да", r"Статус:\s+Подтверждена\."),
    ]
    with at_desk(kept, "registrar", 2) as talk:
        play(talk, passed)
    with at_home(kept, 3) as talk:
        assert "Подтверждение личности, Подтверждена" in talk.fresh
        said = play(talk, [("подтверждение личности", r"Подтверждена, подтверждено оператором")])
        assert re.search(rf"Видеоверификация: пройдена, {REGISTRAR},\s02\.03\.2026 10:02\.", said)
        said = play(talk, [("нет", "Моё здоровье"), ("журнал", r"Журнал цел(.|\n)*Журнал операций: $")])
        assert re.search(rf"registrar \({REGISTRAR}\)\. видеоверификация\s+пройдена", said)
        play(talk, [("назад", "Моё"), ("создать карту", "Тип карты: $"), ("", "Шаг 1 из 8")])


def _start(kept: Path, minute: int) -> tuple[str, ...]:
    return ("demo", "--linear", "--now", f"2026-03-02T10:{minute:02}:00", "--keep", str(kept))


DAYS = ("Дата рождения", "Дата выдачи паспорта")


def same(more: Sequence[str]) -> Person:
    """Enter at every field of the confirmation: what stands there stays."""
    return Person(dict.fromkeys((*IDENTITY, *more), ""))


def test_a_specialist_opens_results_to_doctors(kept: Path) -> None:
    """R112, R113: hidden until confirmed; one that is sent back is told to its owner with the reason."""
    with at_desk(kept, "doctor", 0) as talk:
        said = talk.say("открыть карту")
        assert "Общий анализ крови" in said and "Биохимический" not in said
    with at_desk(kept, "specialist", 1) as talk:
        back = [("1", "Результаты на проверку: $"), ("1", "Что записать: $"), ("вернуть", "Причина: $")]
        play(talk, [*back, ("нет норм", "Записано: возвращено")])
    with at_desk(kept, "doctor", 2) as talk:
        assert "Биохимический" not in talk.say("открыть карту")
    with at_home(kept, 3) as talk:
        said = talk.say("результаты обследований")
        assert "Биохимический" in said and "нет норм" in said
    with at_desk(kept, "specialist", 4) as talk:
        again = [("1", "нет норм(.|\n)*Результаты на проверку: $"), ("1", "Что записать: $")]
        play(talk, [*again, ("подтвердить", r"Записано: подтверждено\.\nРезультатов на проверку нет")])
    with at_desk(kept, "doctor", 5) as talk:
        assert "Биохимический" in talk.say("открыть карту")
    with at_home(kept, 6) as talk:
        talk.say("журнал")
        said = " ".join(talk.say("показать больше").split())
        for deed in ("результат возвращён", "результат подтверждён"):
            assert said.count(f"specialist ({SPECIALIST}). {deed}.") == 1, said


def test_access_is_given_and_taken_back(kept: Path) -> None:
    """R8, R78: another clinic's doctor sees the card exactly while the owner lets them; all is journaled."""
    with at_desk(kept, "doctor2", 0) as talk:
        assert "Открыть карту, нет доступа" in talk.fresh
        assert not re.search(HEALTH, play(talk, [("открыть карту", NO_ACCESS)]))
    with at_home(kept, 1) as talk:
        play(
            talk,
            [
                ("доступ к карте", r"Доступ дан ещё: 0\."),
                ("дать доступ", "Кому: $"),
                ("ершова", rf"1\. {STRANGER}, врач(.|\n)*Кому дать доступ: $"),
                ("1", r"Да или нет: $"),
                ("да", rf"^Доступ дан: {STRANGER}\.(.|\n)*Доступ дан ещё: 1\."),
            ],
        )
    with at_desk(kept, "doctor2", 2) as talk:
        play(talk, [("открыть карту", r"СНИЛС: 112-233-445 95(.|\n)*Гемоглобин(.|\n)*записан в журнал")])
    with at_home(kept, 3) as talk:
        play(
            talk, [("доступ к карте", "Отозвать: "), ("2", "Да или нет|да или нет"), ("да", "Доступ отозван")]
        )
    with at_desk(kept, "doctor2", 4) as talk:
        assert not re.search(HEALTH, play(talk, [("открыть карту", NO_ACCESS)]))
    with at_home(kept, 5) as talk:
        talk.say("журнал")
        said = " ".join(talk.say("показать больше").split())
    for line in (
        f"demo. доступ дан. {STRANGER}.",
        f"doctor2 ({STRANGER}). карта прочитана.",
        f"demo. доступ отозван. {STRANGER}.",
    ):
        assert said.count(line) == 1, line


def test_a_registrar_restores_the_sign_in_by_two_documents(kept: Path) -> None:
    """R192: two different ones; the owner keeps the password and binds the application anew."""
    with at_desk(kept, "registrar", 0) as talk:
        first = play(talk, [("восстановить вход", r"1\. паспорт(.|\n)*Документ 1 из 2: $")])
        second = play(talk, [("паспорт", "Документ 2 из 2: $")])
        assert "паспорт" in first and "паспорт" not in second
        play(talk, [("СНИЛС", "паспорт, СНИЛС"), ("да", "привяжет\\s+приложение для кодов заново")])
        assert "112-233-445" not in talk.text and "Иванова" not in talk.text
    owner = Owner()
    person = citizen({"Показать QR.*": owner._bind, "Код": shown_code})
    with terminal(*_start(kept, 1), env=surroundings(kept.parent), echo=False) as talk:
        person.walk(talk, "Моё здоровье")
        assert "Нужно привязать приложение для кодов" in talk.text and owner.app.secret
        said = " ".join(talk.say("журнал").split())
        assert f"вход восстановлен по документам. {REGISTRAR}: паспорт, СНИЛС." in said


def test_an_administrator_sees_people_and_deeds(kept: Path) -> None:
    """Names, roles and rights of all; the journal; no card."""
    with at_desk(kept, "administrator", 0) as talk:
        said = " ".join(talk.say("сотрудники").split())
        for login, (_role, name, clinic, _inn) in PEOPLE.items():
            assert name in said and f"логин {login}. {clinic}" in said
        said = talk.say("журнал операций")
        assert "карта создана" in said and "Журнал цел" in said
        assert not re.search(HEALTH, talk.text)


MENUS = {
    "registrar": ("Подтверждение личности", "Открыть карту", "Восстановить вход по документам"),
    "specialist": ("Результаты на проверку",),
    "doctor": ("Открыть карту",),
    "doctor2": ("Открыть карту, нет доступа",),
    "administrator": ("Журнал операций", "Сотрудники"),
}
OWNERS = ("Создать карту", "Показать карту", "Учётная запись", "Отозвать согласие", "Доступ к карте")


@pytest.mark.parametrize("login", MENUS)
def test_a_menu_has_what_the_role_may_do_and_nothing_else(card: Path, login: str, tmp_path: Path) -> None:
    """Also by name: what belongs to others is not found, wherever it is asked for."""
    kept = Path(shutil.copytree(card, tmp_path / "kept"))
    with at_desk(kept, login, 0) as talk:
        lines = re.findall(r"^\d\. (.*)$", talk.fresh, re.MULTILINE)
        assert tuple(lines) == (*MENUS[login], "Закрыть на время", "Выйти")
        others = {one.partition(",")[0] for menu in MENUS.values() for one in menu} | set(OWNERS)
        for name in sorted(others - {one.partition(",")[0] for one in MENUS[login]}):
            assert re.search(r"Рабочее место, ошибка, нет в списке: $", talk.say(name)), name
            assert re.search(r"Рабочее место(, ошибка.*)?: $", talk.say(f"перейти {name}")), name
        assert "Здесь шагов нет." in talk.say("перейти 1") and not re.search(f"{HEALTH}|Иванова", talk.text)


DONE, REFUSED = 0, 3
COMMANDS: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {
    "show": (("show",), frozenset({"registrar", "doctor"})),
    "journal": (("journal", "show"), frozenset({"administrator"})),
    "docs": (("docs", "verify"), frozenset()),
    "backup": (("backup", "copy.emk"), frozenset({"administrator"})),
}
"""Command → its words and who may."""


@pytest.mark.parametrize("login", MENUS)
def test_commands_ask_the_same_table(card: Path, tmp_path: Path, login: str) -> None:
    """Exit code 3 with the reason, nothing told, nothing made; the others do their work."""
    kept = Path(shutil.copytree(card, tmp_path / "kept"))
    for minute, (name, (words, may)) in enumerate(COMMANDS.items()):
        around = surroundings(tmp_path, EMK_HOME=str(kept))
        with terminal(*words, env=around, echo=False, cwd=tmp_path, program=later(minute)) as talk:
            Person(signing_in(login)).walk(talk, "Код")
            code = re.findall(r"показа: (\d{6})", talk.fresh)[-1]
            talk.type(f"{code}\n")
            ended, told = talk.end(), talk.fresh
        assert ended == (DONE if login in may else REFUSED), (name, told)
        if login not in may:
            assert re.search("права|доступа", told) and not re.search(f"{HEALTH}|Иванова|создана", told), name
        assert (tmp_path / "copy.emk").exists() == (login == "administrator" and name == "backup"), name
    assert [one for one in bytes_of(tmp_path) if one.endswith(".new")] == []


def test_who_is_no_member_of_the_staff_is_refused_like_a_wrong_password(kept: Path) -> None:
    """R18: a login of a role with a wrong password, a login nobody has: one and the same text."""
    told = []
    for minute, login in enumerate(("registrar", "nobody")):
        now = f"2026-03-02T11:{minute:02}:00"
        words = ("demo", "--linear", "--now", now, "--keep", str(kept), "--as", "registrar")
        with terminal(*words, env=surroundings(kept.parent), echo=False) as talk:
            talk.prompt()
            talk.say(login)
            told.append(talk.say("Не-тот-пароль-1!").partition("Проверяем.")[2])
            assert DESK not in talk.text
    assert told[0] == told[1] and "Осталось попыток: 4" in told[0]
