"""A fault planted behind every line of the account menu: one sentence with a code, no value, no traceback."""

import re
from pathlib import Path

import pytest

from emk_tui.services.flows.account import CHANGES
from tests.e2e.driver import Terminal, surroundings, terminal
from tests.e2e.screen import LEFT, injected, screen
from tests.e2e.test_screen_whole import quiet
from tests.e2e.worlds import bytes_of, citizen
from tests.security.planted import found_in, found_in_files

PASSWORD, PIN, GATE, PHONE, LOGIN = (
    "Тайна-9-слов!",
    "407193826154",
    "Planted-Gate-7741",
    "+79037654321",
    "planted-maria",
)
SECRETS = (PASSWORD, PIN, GATE, PHONE, LOGIN, "9037654321")
LINE = f"json://emk:{GATE}@127.0.0.1:9/send"
BOOM = f"""
def boom(*args, **named):
    password, pin, line, phone = {PASSWORD!r}, {PIN!r}, {LINE!r}, {PHONE!r}
    raise RuntimeError("[red]" + password + pin + line + phone + {LOGIN!r})
"""
"""Its values are in the message, in the arguments and in the frame."""
VAULT = "import emk_tui.store.vault as m; m.FileVault."
STORE = "import emk_tui.store.card_store as m; m.SqlStore."
FLOWS = "import emk_tui.services.flows."
OPEN = "import emk_tui.gateways.gateway as m; m.AppriseGateways.open"
LIMITS = "import emk_tui.services.limits as m; m.Limits"
Case = tuple[str, str, tuple[str, ...]]
"""Line of the menu, what is planted, what is typed then."""
CASES: dict[str, Case] = {
    "password": ("сменить пароль", f"{VAULT}change_password = boom", (PASSWORD, PASSWORD)),
    "login": ("сменить логин", f"{VAULT}change_password = boom", (LOGIN, PASSWORD, PASSWORD)),
    "contacts": ("телефон и почта", f"{STORE}save_account = boom", (PHONE, "нет")),
    "authenticator": ("приложение", f"{FLOWS}sign_up as m; m.totp_step = boom", ("нет", "123456")),
    "backup": ("запасные коды", f"{FLOWS}account_codes as m; m.read_backup_code = boom", (PASSWORD,)),
    "recovery": ("новый код", f"{VAULT}draw_recovery = boom", ()),
    "keyring": ("ключ в системе", f"{VAULT}set_keyring = boom", ("да",)),
    "pin": ("пин для закрытого сеанса", f"{VAULT}set_pin = boom", (PIN, PIN)),
    "gateways": ("почта и смс", f"{OPEN} = boom", ("смс", LINE)),
    "idle": ("когда закрывать", f"{STORE}save_account = boom", ("3",)),
    "extend": ("продлить сеанс", f"{LIMITS}.extend = boom", ("app", "code")),
    "erase": ("удалить учётную запись", f"{VAULT}destroy = boom", ("app", "code", "удалить")),
}  # fmt: skip
LATE = """
import emk_tui.services.flows.account as menu
before = menu.account
def account(presence):
    {plant}
    return before(presence)
menu.account = account
"""
"""Planted when the menu opens: the sign-in is to work."""


def test_no_line_of_the_menu_is_forgotten() -> None:
    """Every change has a fault of its own."""
    assert set(CASES) == set(CHANGES)


def planted(plant: str) -> tuple[str, ...]:
    """The program with this fault behind its account menu."""
    return injected(BOOM + LATE.format(plant=plant))


def typed(talk: Terminal, answers: tuple[str, ...]) -> None:
    """All but the last one wait for the next prompt; the last one ends the program."""
    for number, answer in enumerate(answers):
        if answer == "app":
            answer = "код из приложения"
        if answer == "code":
            answer = re.findall(r"показа: (\d{6})", talk.fresh)[-1]
        talk.type(f"{answer}\n")
        if number + 1 < len(answers):
            talk.prompt()


@pytest.mark.parametrize("key", CASES)
def test_nothing_is_told_by_lines(tmp_path: Path, key: str) -> None:
    """Bytes of the terminal and every file: a sentence, a code, places without values."""
    line, plant, answers = CASES[key]
    with terminal("demo", "--linear", env=surroundings(tmp_path), echo=False, program=planted(plant)) as talk:
        citizen().walk(talk, "Моё здоровье")
        talk.say("учётная запись")
        typed(talk, (line, *answers))
        code = talk.end()
    judge(talk, code, tmp_path)


def judge(talk: Terminal, code: int, home: Path) -> None:
    """What a fault may leave."""
    assert code == 5, (code, talk.text[-600:])
    found = re.search(r"Ошибка ([0-9A-F]{6}): непредвиденный сбой", talk.text[-400:])
    assert found is not None, talk.text[-400:]
    assert "Traceback" not in talk.text and "RuntimeError" not in talk.text and ".py" not in talk.text
    files = bytes_of(home)
    assert found[1].encode() in files["emk/log.txt"] and b"RuntimeError" in files["emk/log.txt"]
    # a login or a phone is shown while it is typed; afterwards nothing is left
    assert found_in(talk.data, (PASSWORD, PIN, GATE)) == [] and found_in_files(files, SECRETS) == []
    assert found_in(talk.data.rpartition(b"\x1b[3J")[2], SECRETS) == []


SHOWN = {"password": (PASSWORD, PASSWORD), "pin": (PIN, PIN), "gateways": ("2", LINE)}


@pytest.mark.parametrize("key", SHOWN)
def test_nothing_is_told_on_the_screen(tmp_path: Path, key: str) -> None:
    """The same there for what is typed unseen; the terminal is put back."""
    plant = "import os\nfrom emk_tui.face.environ import prepare\nprepare(os.environ)\n"
    program = injected(plant + BOOM + LATE.format(plant=CASES[key][1]))
    with screen("demo", env=surroundings(tmp_path), rows=40, program=program) as seen:
        seen.sign_in()
        quiet(seen)
        number = re.findall(r"(\d+)\. Учётная запись", seen.text)[0]
        seen.press(number, "enter")
        seen.until("1. Сменить пароль")
        quiet(seen)
        number = re.findall(rf"(\d+)\. {CASES[key][0][:4]}", seen.text, re.IGNORECASE)[0]
        seen.press(number)
        seen.until(rf"> {number}\.")
        seen.press("enter")
        quiet(seen)
        for answer in SHOWN[key]:
            seen.press(answer, "enter")
            quiet(seen)
        code = seen.talk.end()
    judge(seen.talk, code, tmp_path)
    assert all(mode in seen.talk.data for mode in LEFT)
