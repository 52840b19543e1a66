"""The own store on the screen from the very first line: account, identity, all steps, the card, its paper."""

import re
from pathlib import Path

from tests import network
from tests.e2e.driver import surroundings
from tests.e2e.person import FILES, LOGIN, PASSWORD, PHONE, Authenticator
from tests.e2e.screen import CLEAR, LEFT, Seen, screen
from tests.e2e.test_screen_whole import (
    PERSONAL,
    PERSONAL_BYTES,
    POLICY,
    at_once,
    one_by_one,
    quiet,
    said_yes,
    tick,
)
from tests.watched.sitecustomize import BEGUN

ACCOUNT = (LOGIN, PASSWORD, PASSWORD, PHONE, "ivanova@example.ru")
IDENTITY = (
    "Иванова",
    "14.05.1985",
    "20.06.2009",
    str(FILES / "pasport.pdf"),
    "Иванова",
    str(FILES / "snils.pdf"),
)
KNOWN = {
    "Фамилия": "Иванова",
    "Дата рождения": "14.05.1985",
    "Дата выдачи паспорта": "20.06.2009",
    "Контактный телефон": PHONE,
    "Электронная почта": "ivanova@example.ru",
}
"""What personal data begin with: of the account and of the passport that was shown (R9)."""
CLINIC = ("Городская поликлиника «Берёзовая роща»", "7799100105", "99101002")
F3 = "\x1b[13~"
ABOVE = 44
"""Columns left of the QR."""


def sign_up(seen: Seen) -> Authenticator:
    """The account, two groups of the recovery code, the application by its secret."""
    seen.talk.expect("Enter: экран")
    seen.press("\n")
    seen.until("▌Логин")
    at_once(seen, ACCOUNT)
    groups = dict(re.findall(r"Группа (\d): (\S+)", seen.until("▌Группа 2")))
    one_by_one(seen, (groups["2"], "▌Группа 7"), (groups["7"], "Секрет: "))
    seen.until("▌Код")
    quiet(seen)
    left = " ".join(line[:ABOVE] for line in seen.text.split("\n"))
    found = re.search(r"Секрет: ((?:[A-Z2-7]{4}\s+){8})", left)
    assert found is not None, seen.text
    app = Authenticator("".join(found[1].split()))
    seen.press(app.code())
    seen.until("Условия использования")
    quiet(seen)
    tick(seen)
    one_by_one(seen, ("", "> Подтвердить"), ("", "▌Фамилия в паспорте"))
    return app


def identity(seen: Seen) -> None:
    """Passport and СНИЛС with their scans, the statement; before it the wizard is closed."""
    text = seen.until("▌Фамилия в паспорте")
    assert len(re.findall("закрыт$|закрыт ", text)) == 8
    at_once(seen, (*IDENTITY, "нет"))
    seen.until("Заявляю: паспорт и СНИЛС")
    said_yes(seen, "Учётная запись: Подтверждена, подтверждено")
    quiet(seen)


def sign(seen: Seen, app: Authenticator) -> None:
    """The consent: read to its end, ticked, the next code of the application, signed."""
    said_yes(seen, "до конца|Конец текста")
    tick(seen)
    one_by_one(seen, ("", "> Подтвердить"), ("", "▌Код"))
    seen.press(app.code())
    seen.until("Подписать согласие")
    said_yes(seen, "> Добавить")
    quiet(seen)


def own_way(seen: Seen) -> None:
    """The whole of it, and out."""
    app = sign_up(seen)
    identity(seen)
    one_by_one(seen, ("", "Тип карты"), ("", "▌Фамилия"))
    text = seen.text
    for label, known in KNOWN.items():
        assert re.search(rf"{label} +{re.escape(known)}", text), label
    at_once(seen, tuple("" if one in KNOWN.values() else one for one in PERSONAL))
    seen.until("▌Поликлиника")
    at_once(seen, CLINIC)
    seen.until("▌Номер")
    at_once(seen, POLICY)
    seen.until("Разрешаете его")
    sign(seen, app)
    seen.press(F3)
    seen.until("6 из 8")
    quiet(seen)
    seen.press(F3)
    seen.until("Расписание не подключено[\\s\\S]*Сверено 0 из")
    quiet(seen)
    seen.press("end")
    seen.until(r"> \[ Оформить")
    one_by_one(seen, ("", "Оформить электронную медицинскую карту"))
    quiet(seen)
    said_yes(seen, r"Карта создана, номер ЭМК-[\d-]+\. Статус: Обработано\.(\n.*)*> да")
    one_by_one(seen, ("", "Сохранено в папку papers"))
    seen.until("> 1. Показать карту")
    seen.press("f10")
    assert seen.talk.end() == 0


def test_from_the_first_line_to_the_card(tmp_path: Path) -> None:
    """R1–R31 and on: nothing connected, every register deferred, nothing personal left on the terminal."""
    with screen(env=surroundings(tmp_path), rows=40) as seen:
        own_way(seen)
    assert network.taken() == [BEGUN]
    assert len([*(tmp_path / "emk" / "papers").glob("*.pdf")]) == 1
    last = seen.talk.data.rpartition(CLEAR)[2]
    before = seen.talk.data.partition(b"\x1b[?1049h")[0]
    assert all(mode in seen.talk.data for mode in LEFT)
    assert [one for one in PERSONAL_BYTES if one in before + last] == []
    assert last.decode().replace("\r\n", "\n").endswith("создана. До свидания.\n")
