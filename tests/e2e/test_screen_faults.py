"""A fault planted everywhere in the screen: one sentence with a code, no value, no traceback."""

import re
from contextlib import suppress
from pathlib import Path

import pytest

from emk_tui.settings import SCREEN, remember_face
from tests.e2e.driver import Terminal, surroundings
from tests.e2e.person import PASSWORD
from tests.e2e.screen import LEFT, Seen, injected, screen

SURNAME, SNILS, SECRET = "Планторская", "112-233-445 95", "Тайна-9-слов!"
BOOM = f"""
def boom(*args, **named):
    surname, snils, password = {SURNAME!r}, {SNILS!r}, {SECRET!r}
    raise RuntimeError("[red]" + surname + snils + password + "/home/person/card.txt")

def later(self):
    import asyncio
    asyncio.get_running_loop().call_later(0.01, boom)
"""
STEPS = ("personal", "clinic", "policy", "consent", "documents", "vaccinations", "booking", "review")

SIGN_IN, SIGN_UP = "sign in", "sign up"
"""Ways through the first screens, instead of a step to start at."""

Case = tuple[str, str, str]
"""Step where the program starts (empty: sign-in), what is planted, the keys that reach it."""

CASES: dict[str, Case] = {
    "sign-in composed": ("", "import emk_tui.screens.base as m; m.FaceScreen.compose = boom", ""),
    "screen shown": ("", "import emk_tui.app as m; m.EmkApp.go = boom", ""),
    "part mounted": ("", "import emk_tui.widgets.ask_form as m; m.AskForm.on_mount = boom", ""),
    "painting": ("", "import emk_tui.widgets.title_line as m; m.TitleLine.render = boom", ""),
    "style sheet": ("", "import emk_tui.app as m; m.EmkApp.stylesheet = property(boom)", ""),
    "app mounted": ("", "import emk_tui.app as m; m.EmkApp.on_mount = boom", ""),
    "a letter": ("", "import emk_tui.widgets.field_input as m; m.FieldInput.press = boom", "a"),
    "a command": ("", "import emk_tui.app as m; m.EmkApp.next_look = boom", "\x1b[23~"),
    "resize": ("", "import emk_tui.widgets.ask_form as m; m.AskForm.on_resize = boom", ""),
    "flow": ("", "import emk_tui.services.flows.sign_in as m; m._given = boom", ""),
    "desk": ("", "import emk_tui.face.talk as m; m._turn = boom", ""),
    "keys of the terminal": ("", "import emk_tui.face.screen_driver as m; m.Decoder.decode = boom", "a"),
    "paste": ("", "import emk_tui.widgets.ask_form as m; m.AskForm.paste = boom", "\x1b[200~Река\x1b[201~"),
    "live answer": ("personal", "import emk_tui.widgets.form as m; m.while_typing = boom", ""),
    "taken into the draft": ("personal", "import emk_tui.services.session as m; m.Session.take = boom", "И"),
    "saved": ("personal", "import emk_tui.face.saver as m; m.Saver._save = boom", "И"),
    "timer": ("personal", "import emk_tui.face.saver as m; m.Saver._later = later", ""),
    "checked": ("personal", "import emk_tui.services.session as m; m.Session.standing = boom", ""),
    "list looked up": ("personal", "import emk_tui.screens.look_up as m; m.LookUp._begin = boom", "И"),
    "list found": ("clinic", "import emk_tui.screens.look_up as m; m.suggest = boom", "Берёз"),
    "mounted ahead": ("personal", "import emk_tui.app as m; m.EmkApp.mount_ahead = boom", ""),
    "help": ("personal", "import emk_tui.screens.help as m; m.HelpScreen.compose = boom", "\x1b[17~"),
    "menu": ("personal", "import emk_tui.screens.menu as m; m.MenuScreen.compose = boom", "\x1b[15~"),
    "steps to go to": ("personal", "import emk_tui.screens.goto as m; m.GotoScreen.compose = boom", "\x1bOQ"),
    "snapshot": ("personal", "import emk_tui.screens.snapshot as m; m.save_snapshot = boom", "\x1b[24~"),
    "code": (SIGN_IN, "import emk_tui.widgets.code_form as m; m.CodeForm.compose = boom", ""),
    "home": (SIGN_IN, "import emk_tui.services.flows.home as m; m.home = boom", ""),
    "result": (
        SIGN_IN,
        """import emk_tui.screens.way as w, emk_tui.screens.result as m
w.Way._home = lambda self, _session: self._talk.app.go("result")
m.ResultScreen.compose = boom""",
        "",
    ),
    "terms": (
        "personal",
        """import dataclasses
import emk_tui.screens.before as m
from emk_tui.store.card_store import SqlStore
account = SqlStore.account
SqlStore.account = lambda self: dataclasses.replace(account(self), terms_version="")
m.TermsScreen.show = boom""",
        "",
    ),
    "sign-up": (SIGN_UP, "import emk_tui.widgets.password_needs as m; m.PasswordNeeds.render = boom", ""),
    "what is revealed": (SIGN_UP, "import emk_tui.screens.before as m; m.RevealScreen.reveal = boom", ""),
    **{
        f"step {step}": (step, "import emk_tui.screens.step as m; m.StepScreen.compose = boom", "")
        for step in STEPS
    },
    **{
        f"flow of {step}": (step, "import emk_tui.services.flows.steps as m; m.step_flow = boom", "")
        for step in STEPS
    },
    **{
        f"title of {step}": (step, "import emk_tui.screens.step as m; m.StepScreen.place = boom", "")
        for step in STEPS
    },
}


def told(talk: Terminal) -> str:
    """All that the terminal got, with the end of the run looked at."""
    code = talk.end()
    assert code == 5, (code, talk.text[-600:])
    assert re.search(r"Ошибка [0-9A-F]{6}: ", talk.text[-400:]), talk.text[-400:]
    return talk.text


def words_for(start: str) -> tuple[str, ...]:
    """How the program is called."""
    if start == SIGN_UP:
        return ()
    return ("demo", "--step", start) if start in STEPS else ("demo",)


def walk(seen: Seen, start: str, keys: str) -> None:
    """To the place of the fault."""
    if start == SIGN_IN:
        seen.sign_in()
    if start == SIGN_UP:
        seen.until("▌Логин")
        for answer in ("ivanova", PASSWORD, PASSWORD, "+7 916 123-45-67", "ivanova@example.ru"):
            seen.press(answer, "enter")
    if keys:
        seen.until("▌")
        seen.press(keys)


@pytest.mark.parametrize("name", CASES)
def test_nothing_personal_is_told(tmp_path: Path, name: str) -> None:
    """Every byte of the terminal and of the log is searched; the terminal is put back."""
    start, plant, keys = CASES[name]
    prepared = "import os\nfrom emk_tui.face.environ import prepare\nprepare(os.environ)\n"
    program = injected(prepared + BOOM + plant)
    remember_face(tmp_path / "emk", SCREEN)
    with screen(*words_for(start), env=surroundings(tmp_path), program=program) as seen:
        # a walk ends where the fault is
        with suppress(AssertionError):
            walk(seen, start, keys)
        text = told(seen.talk)
    log = (tmp_path / "emk" / "log.txt").read_text()
    for planted in (SURNAME, SNILS, SECRET, "/home/person", "Traceback", ".py", "RuntimeError"):
        assert planted not in text, planted
    for planted in (SURNAME, SNILS, SECRET, "/home/person"):
        assert planted not in log, planted
    if b"\x1b[?1049h" in seen.talk.data:
        assert all(mode in seen.talk.data for mode in LEFT)


def test_what_was_typed_before_the_fault_is_there(tmp_path: Path) -> None:
    """A fault in a later key: the word before it is saved on the way out."""
    plant = BOOM + "import emk_tui.widgets.form as m; m.RecordForm.move = boom"
    prepared = "import os\nfrom emk_tui.face.environ import prepare\nprepare(os.environ)\n"
    words = ("demo", "--keep", str(tmp_path / "kept"))
    around = surroundings(tmp_path)
    with screen(*words, "--step", "personal", env=around, program=injected(prepared + plant)) as seen:
        seen.until("▌Фамилия")
        seen.press("Сидорова", "enter")
        told(seen.talk)
    with screen(*words, env=around) as seen:
        seen.sign_in()
        seen.begin()
        seen.until("Фамилия +Сидорова")
        assert "Ошибка" not in seen.text


def test_an_expected_fault_gives_its_sentence(tmp_path: Path) -> None:
    """The store is open in another program: exit code 4, no code of a failure."""
    words = ("demo", "--keep", str(tmp_path / "kept"))
    with screen(*words, "--step", "personal", env=surroundings(tmp_path)) as first:
        first.until("▌Фамилия")
        with screen(*words, "--step", "personal", env=surroundings(tmp_path)) as second:
            assert second.talk.end() == 4
            assert "Хранилище открыто другой программой." in second.talk.text
            assert "Ошибка" not in second.talk.text
        first.press("f10")
        assert first.talk.end() == 0
