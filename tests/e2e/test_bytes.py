"""What the real program writes, byte by byte (accessibility criteria A1–A4, A6–A8, A10, A11, A13)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from emk_tui.linear.layout import no_glyphs, width_of
from tests.e2e.driver import Terminal, surroundings, terminal
from tests.e2e.person import label_of
from tests.e2e.walks import Walk
from tests.e2e.worlds import citizen, make_card

CLEAR = b"\x1b[H\x1b[2J\x1b[3J"
SCRIPT = (
    "",
    "Иванoва",
    "замена",
    "?",
    "повтор",
    "Мария",
    "нет",
    "31.02.1980",
    "05.03.1980",
    "х",
    "ж",
    "стоп",
)
NOW = "2026-03-02T10:00:00"


@pytest.fixture(params=["real_walk", "demo_walk"])
def walk(request: pytest.FixtureRequest) -> Iterator[Walk]:
    """Both worlds."""
    yield request.getfixturevalue(request.param)


def test_no_control_bytes(walk: Walk) -> None:
    """A1: no ESC but the clearing at the exit, no backspace, CR only before LF, no other control."""
    data = walk.data.replace(CLEAR, b"")
    assert walk.data.count(CLEAR) == 1
    assert re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)", data) is None


def test_no_glyphs(walk: Walk) -> None:
    """A2: nothing that a reader spells as a picture."""
    assert no_glyphs(walk.text) == walk.text


def test_prompts_and_lines_fit(walk: Walk) -> None:
    """A7: a prompt of at most 39 cells, a line of at most 78."""
    for label in walk.labels:
        assert width_of(label) + 2 <= 39, label
    for line in walk.text.split("\n"):
        assert width_of(line) <= 78, line


def test_every_field_says_label_need_and_format(walk: Walk) -> None:
    """A3, A11: «Поле 2 из 9, обязательно. Формат: …», and at most 100 characters with the prompt."""
    fields = re.findall(
        r"^(Поле \d+ из \d+, (?:[^:\n]|\n)*?Формат: (?:.|\n)*?\n)([^:\n]+): ", walk.text, re.M
    )
    # only an own store asks for the confirmation of identity, without the two fields of a changed surname
    assert len(fields) == 29 + (7 if "Скан СНИЛС" in walk.labels else 0)
    for start, label in fields:
        assert re.match(r"Поле \d+ из \d+, (обязательно|можно пропустить)", start)
        format_only = start.partition("Сейчас: ")[0]
        assert len(format_only) + len(label) + 2 <= 100, start


def test_step_starts_are_short(walk: Walk) -> None:
    """A11: at most 150 characters before the first field of a step."""
    starts = re.findall(r"^(Шаг \d из 8: (?:.|\n)*?)(?=^Поле |^\d+\. |[^\n]*[:?] )", walk.text, re.M)
    assert len(starts) == 8
    assert [start for start in starts if len(start) > 150] == []


def test_nothing_is_said_twice(walk: Walk) -> None:
    """A10: no whole line of the wizard comes again word for word, but the way out of two empty lists."""
    wizard = walk.text[walk.text.index("Шаг 1 из 8") : walk.text.index("Карта создана")]
    menus = re.sub(r"^2 варианта\.\n(?:.+\n)+", "", wizard, flags=re.MULTILINE)
    said = [line for line in menus.split("\n") if line and not line.endswith((": ", "? "))]
    assert sorted({line for line in said if said.count(line) > 1}) == []


def test_whole_wizard_is_short_enough(tmp_path: Path) -> None:
    """A11: at most 5,200 characters by the script «поля и согласие, запись позже, проверка без чтения»."""
    person = citizen({"Enter, шаг 7": "перейти 8", "Enter, с поля 1": "дальше"})
    with terminal("demo", "--linear", env=surroundings(tmp_path), echo=False) as talk:
        make_card(person, talk)
        spoken = talk.text[talk.text.index("Шаг 1 из 8") : talk.text.index("Готовим подтверждение")]
    assert len(person.labels) > 55 and len(spoken) <= 5200, len(spoken)


def test_idle_writes_nothing(tmp_path: Path) -> None:
    """A8: not a byte while nobody types, neither at a field nor at a hidden answer."""
    with terminal("demo", "--linear", env=surroundings(tmp_path)) as talk:
        talk.prompt()
        assert talk.quiet(2)
        talk.say("demo")
        assert talk.quiet(1)


def scripted(talk: Terminal) -> list[str]:
    """Play SCRIPT at step 1; the labels that were asked."""
    labels = [label_of(talk.prompt())]
    for answer in SCRIPT[:-1]:
        labels.append(label_of(talk.say(answer)))
    talk.type(SCRIPT[-1] + "\n")
    assert talk.end() == 0
    return labels


def played(
    tmp_path: Path, columns: int = 80, *, echo: bool = True, **changes: str
) -> tuple[bytes, list[str]]:
    """The bytes and labels of SCRIPT in these surroundings."""
    world = ("demo", "--linear", "--step", "personal", "--now", NOW)
    with terminal(*world, env=surroundings(tmp_path, **changes), columns=columns, echo=echo) as talk:
        labels = scripted(talk)
        return talk.data, labels


def test_same_bytes_in_every_locale(tmp_path: Path) -> None:
    """A13: C, C.UTF-8 and ru_RU.UTF-8, whatever is installed here."""
    told = {played(tmp_path, LC_ALL=name, LANG=name)[0] for name in ("C", "C.UTF-8", "ru_RU.UTF-8", "POSIX")}
    assert len(told) == 1


def test_errors_are_in_the_prompt_once(tmp_path: Path) -> None:
    """A4, A6: after a mistake the cursor's line begins with the label and says «ошибка»; once each."""
    data, labels = played(tmp_path)
    assert re.fullmatch(r"Фамилия, ошибка, 5-\S+ \S+ o", labels[2])
    assert [*labels[:2], *labels[3:]] == [
        "Фамилия",
        "Фамилия, ошибка, не заполнено",
        *("Имя", "Имя", "Имя"),
        "Отчество",
        "Дата рождения",
        "Дата рождения, ошибка, такой даты нет",
        "Пол",
        "Пол, ошибка, нет в списке",
        "СНИЛС",
    ]
    text = data.decode()
    assert all(text.count(label) == 1 for label in labels if "ошибка" in label)


@pytest.mark.parametrize("cells", [20, 40, 80])
def test_prompts_fit_the_display(tmp_path: Path, cells: int) -> None:
    """EMK_CELLS: one cell of the display is the cursor's."""
    _data, labels = played(tmp_path, EMK_CELLS=str(cells))
    assert [label for label in labels if width_of(label) + 2 > cells - 1] == []
    assert [label for label in labels if label.endswith(", ошибка") or ", ошибка, " in label]


def test_forty_columns(tmp_path: Path) -> None:
    """A narrow window: no line of the program is wider."""
    data, _labels = played(tmp_path, columns=40, echo=False)
    assert "Фамилия: " in data.decode()
    lines = data.decode().replace("\r\n", "\n").replace(CLEAR.decode(), "").split("\n")
    assert [line for line in lines if width_of(line) > 40] == []


def test_dumb_terminal_is_asked_in_lines_without_any_escape(tmp_path: Path) -> None:
    """TERM=dumb needs no switch and gets no clearing."""
    with terminal("demo", "--step", "personal", env=surroundings(tmp_path, TERM="dumb")) as talk:
        talk.prompt()
        talk.say("Иванова")
        talk.type("стоп\n")
        assert talk.end() == 0
    assert b"\x1b" not in talk.data
