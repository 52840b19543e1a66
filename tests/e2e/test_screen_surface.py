"""What must never have an effect: Textual's variables, escapes and markup in what is stored."""

from pathlib import Path

import pytest

from emk_tui.demo import demo_world, open_session
from emk_tui.ports import DraftRow
from tests.e2e.driver import surroundings
from tests.e2e.screen import screen

ESCAPE = "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x1b[?1049l\x1b]0;owned\x07\x9b31m"
RLO, MARKUP = "\u202e\u2066", "[@click=app.quit]тут"
SENT = (b"\x1b]52", b"\x1b]0;", "\x9b".encode(), "\u202e".encode(), "\u2066".encode())


@pytest.mark.parametrize("step", ["personal", "clinic", "review"])
def test_stored_text_is_only_text(tmp_path: Path, step: str) -> None:
    """Escapes, controls, bidi overrides and markup in the draft: shown as text or not at all."""
    world = demo_world(tmp_path / "kept")
    session = open_session(world)
    texts = {
        "personal.surname": f"И{RLO}в{MARKUP}",
        "personal.given_name": "Iv\x1b]52;c;ZXZpbA==\x07a\x1b[2J",
        "personal.passport_issued_by": f"Iv{ESCAPE}a",
        "clinic.name": f"Р{RLO}{MARKUP}{ESCAPE}",
        "clinic.inn": "1\x1b]52;c;ZXZpbA==\x07\x1b[2J",
    }
    rows = [DraftRow(path, raw, "typed", world.clock.now()) for path, raw in texts.items()]
    at = {"personal": "personal.patronymic", "clinic": "clinic.okpo", "review": "review"}
    # past every check of a field, as a damaged or older store might hold it
    session.store.put(rows, at[step])
    session.store.close()
    with screen(
        "demo", "--keep", str(tmp_path / "kept"), env=surroundings(tmp_path), columns=120, rows=40
    ) as seen:
        seen.sign_in()
        seen.begin()
        seen.until(r"\[@click=app\.quit\]|8 из 8")
        seen.press("f10")
        assert seen.talk.end() == 0
    before = seen.talk.data[: seen.talk.data.rindex(b"\x1b[?1049l")]
    assert [one for one in SENT if one in before] == []
    assert b"\x1b[?1049l" not in before and b"\x1b[2J" not in before


PRESS, LOGGED = "a,b,c", "log.txt"


def test_textual_variables_have_no_effect(tmp_path: Path) -> None:
    """No key is pressed, no driver loaded, no picture and no log written, nothing printed at the end."""
    around = surroundings(
        tmp_path,
        TEXTUAL="debug,devtools",
        TEXTUAL_LOG=str(tmp_path / LOGGED),
        TEXTUAL_DRIVER="antigravity:Driver",
        TEXTUAL_PRESS=PRESS,
        TEXTUAL_SCREENSHOT="0",
        TEXTUAL_SCREENSHOT_LOCATION=str(tmp_path),
        TEXTUAL_DEBUG="1",
        TEXTUAL_SHOW_RETURN="1",
        TEXTUAL_ALLOW_SIGNALS="1",
        TEXTUAL_COLOR_SYSTEM="nonsense",
    )
    with screen("demo", env=around) as seen:
        seen.until("▌Логин$")
        seen.press("я")
        seen.until("▌Логин +я$")
        seen.press("\x03", "ю")
        seen.until("▌Логин +яю$")
        seen.press("f10")
        assert seen.talk.end() == 0
    assert seen.talk.text.endswith("До свидания.\n")
    assert {one.name for one in tmp_path.iterdir()} <= {"emk"}
