"""The screen in the real program: sign in, type, over to lines and back, quit, be killed, go on."""

import signal
from pathlib import Path

import pytest

from tests.e2e.driver import surroundings, terminal
from tests.e2e.screen import CLEAR, LEFT, screen

NOW = "2026-03-02T10:00:00"
SAVED = "Всё сохранено, продолжить можно в любой день. До свидания.\n"


def kept(tmp_path: Path) -> tuple[str, ...]:
    """A demonstration that can be opened again."""
    return ("demo", "--now", NOW, "--keep", str(tmp_path / "kept"))


def test_from_face_to_face_in_mid_word_with_one_session(tmp_path: Path) -> None:
    """Same step, same field, same text, no sign-in, there and back and there again; then a clean end."""
    with screen(*kept(tmp_path), env=surroundings(tmp_path)) as seen:
        seen.sign_in()
        seen.begin()
        seen.until("Фамилия, обязательно")
        seen.press("Иванова", "enter", "Мар", "f9")
        seen.talk.expect(r"Сейчас: Мар\. Enter оставляет\.\s+Имя: $")
        assert "Логин" not in seen.talk.fresh
        seen.press("Мария\n")
        seen.talk.expect("Отчество: $")
        seen.press("'rhfy\n")
        seen.until("Имя +Мария.*\n.*▌Отчество")
        seen.press("Пет", "\x0c")
        seen.talk.expect(r"Сейчас: Пет\. Enter оставляет\.\s+Отчество: $")
        seen.press("экран\n")
        seen.until("▌Отчество +Пет")
        seen.press("f10")
        assert seen.talk.end() == 0
    before, _clear, last = seen.talk.data.rpartition(CLEAR)
    assert last.decode().replace("\r\n", "\n") == SAVED
    assert all(mode in before for mode in LEFT)


def test_killed_in_mid_field_goes_on_there(tmp_path: Path) -> None:
    """kill -9: after sign-in the same field with the text that was told to be saved."""
    with screen(*kept(tmp_path), "--step", "personal", env=surroundings(tmp_path)) as seen:
        seen.until("▌Фамилия")
        seen.press("Сидорова", "enter", "Ан")
        seen.until("▌Имя +Ан")
        seen.press("f9")
        seen.talk.expect(r"Сейчас: Ан\.")
        seen.talk.kill(signal.SIGKILL)
        assert seen.talk.end() == -signal.SIGKILL
    with screen(*kept(tmp_path), env=surroundings(tmp_path)) as seen:
        seen.sign_in()
        seen.begin()
        seen.until("Фамилия +Сидорова.*\n.*▌Имя +Ан")


def test_killed_on_the_screen_loses_nothing_that_was_left(tmp_path: Path) -> None:
    """The row that was left is durable before the next one shows what was typed in it for a while."""
    with screen(*kept(tmp_path), "--step", "personal", env=surroundings(tmp_path)) as seen:
        seen.until("▌Фамилия")
        seen.press("Сидорова")
        seen.until("сохранено")
        seen.talk.kill(signal.SIGKILL)
        assert seen.talk.end() == -signal.SIGKILL
    with screen(*kept(tmp_path), env=surroundings(tmp_path)) as seen:
        seen.sign_in()
        seen.begin()
        seen.until("▌Фамилия +Сидорова")


def test_over_to_lines_before_sign_in_and_back(tmp_path: Path) -> None:
    """The other face begins its own sign-in; nothing is left open."""
    with screen(*kept(tmp_path), env=surroundings(tmp_path)) as seen:
        seen.until("▌Логин")
        seen.press("f9")
        seen.talk.expect("Логин: $")
        seen.press("экран\n")
        seen.until("▌Логин")
        seen.sign_in()
        seen.press("\x11")
        assert seen.talk.end() == 0


def test_over_to_lines_in_mid_code_leaves_that_conversation(tmp_path: Path) -> None:
    """The store that was open for the code is closed again: the sign-in of the lines opens it."""
    with screen(*kept(tmp_path), env=surroundings(tmp_path)) as seen:
        seen.until("▌Логин")
        seen.press("demo", "enter", "Река-7-мост!", "enter")
        seen.until("Откуда взять код")
        seen.press("2", "enter")
        seen.until("Код для показа")
        seen.press("f9")
        seen.talk.expect("Логин: $")
        seen.press("demo\n")
        seen.talk.expect("ввод не виден: $")
        seen.press("Река-7-мост!\n")
        seen.talk.expect("Откуда взять код: $")
        seen.press("\x03")
        assert seen.talk.end() == 130


def test_mid_signature_is_not_signed(tmp_path: Path) -> None:
    """The consent that was not signed on the screen is asked anew in lines."""
    with screen(*kept(tmp_path), "--step", "consent", env=surroundings(tmp_path)) as seen:
        seen.until("4 из 8")
        seen.press("f9")
        seen.talk.expect("Шаг 4 из 8")
        seen.talk.prompt()
        assert "подписано" not in seen.talk.text
        seen.press("экран\n")
        seen.until("4 из 8")


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (80, 24), (120, 40)])
def test_the_account_is_told_in_every_size(tmp_path: Path, columns: int, rows: int) -> None:
    """The first screen names login and password of the demonstration."""
    with screen(*kept(tmp_path), env=surroundings(tmp_path), columns=columns, rows=rows) as seen:
        text = " ".join(seen.until("▌Логин").split())
        assert "Логин demo" in text and "Река-7-мост!" in text


def test_plain_shows_the_real_cursor_at_the_focus(tmp_path: Path) -> None:
    """Behind what is typed, row after row."""
    with screen(*kept(tmp_path), "--plain", "--step", "personal", env=surroundings(tmp_path)) as seen:
        seen.until("Фамилия, обязательно")
        seen.press("Ива")
        seen.until("Фамилия +Ива")
        data = seen.talk.data
        assert data.rfind(b"\x1b[?25h") > data.rfind(b"\x1b[?25l")
        line = seen.text.splitlines()[seen.cursor[1]]
        assert line[: seen.cursor[0]].endswith("Ива")
        seen.press("enter")
        seen.until("Имя, обязательно")
        seen.until("Имя +$|Имя$")
        assert "Имя" in seen.text.splitlines()[seen.cursor[1]]
        seen.press("f10")
        assert seen.talk.end() == 0


def test_the_first_question_is_one_plain_line_and_is_asked_once(tmp_path: Path) -> None:
    """Enter opens the screen; it is remembered; a switch is not."""
    with screen(env=surroundings(tmp_path)) as seen:
        seen.talk.expect(r"^1 экран, 2 строки для речи\. Enter: экран\. $")
        seen.press("\n")
        seen.until("Новая учётная запись")
        seen.press("f9")
        seen.talk.expect("Логин: $")
        seen.press("стоп\n")
        assert seen.talk.end() == 0
    with screen(env=surroundings(tmp_path)) as seen:
        seen.until("Новая учётная запись")
        assert "Enter: экран" not in seen.talk.text
        seen.press("\x11")
        assert seen.talk.end() == 0
    assert seen.talk.text.endswith("До свидания. Учётная запись не создана, ничего не сохранено.\n")


@pytest.mark.parametrize("change", [{"TERM": "dumb"}, {"EMK_LINEAR": "1"}, {"ACCESSIBLE": "1"}])
def test_surroundings_that_want_lines_get_them(tmp_path: Path, change: dict[str, str]) -> None:
    """Nothing is asked, no escape is sent."""
    with terminal("demo", env=surroundings(tmp_path, **change)) as talk:
        talk.expect("Логин: $")
        assert b"\x1b" not in talk.data
