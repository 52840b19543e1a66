"""Nobody answers: one line with a bell, the prompt again; at the limit Locked (R19, B11, A1, A5–A8)."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from emk_tui.linear import program, terminal
from emk_tui.linear.app import Dialogue
from emk_tui.linear.console import Console
from emk_tui.linear.layout import width_of
from emk_tui.linear.signals import Signals
from emk_tui.services.running import begin_session
from emk_tui.services.session import Session
from emk_tui.services.visit import Next, Visit
from emk_tui.services.watch import Locked
from emk_tui.services.world import World
from tests.linear.talking import UNSPOKEN, prompts_of
from tests.linear.test_console import Terminal
from tests.services.worlds import Hands, opened

WARNING = "Через 60 с сеанс закроется, введённое сохранено. Enter: остаться."
CLEAR = "\x1b[H\x1b[2J\x1b[3J"
Step = str | Callable[[], object]


class Minder:
    """What a console asks: each look is one step, a warning to tell or something that happens meanwhile."""

    def __init__(self, *steps: Step) -> None:
        self.steps = list(steps)
        self.touched = 0
        self.late = False

    def seconds(self) -> float:
        """At once."""
        return 0.0

    def news(self, stay: str) -> str:
        """The next step."""
        step = self.steps.pop(0) if self.steps else ""
        if isinstance(step, str):
            return f"{step} {stay}" if step else ""
        step()
        return ""

    def touch(self) -> None:
        """A line came."""
        self.touched += 1
        if self.late:
            raise Locked


@pytest.fixture
def term() -> Iterator[Terminal]:
    """A pseudo-terminal, closed at the end."""
    made = Terminal()
    yield made
    made.close()


def watched(term: Terminal, minder: Minder) -> Console:
    """A console of this terminal that looks after its session."""
    talk = Console(term.reader, term.writer, tty=True)
    talk.watch(minder)
    return talk


def typing(term: Terminal, text: str) -> Callable[[], None]:
    """Somebody types this while the console waits."""
    return lambda: term.type(text.encode())


TOLD = "Через минуту. Enter: остаться."


def test_a_warning_then_the_answer(term: Terminal) -> None:
    """A line of its own behind a bell, the prompt again with its label; what is not empty counts."""
    minder = Minder("", "Через минуту.", typing(term, "Иванова\n"))
    assert watched(term, minder).ask("Фамилия") == "Иванова"
    shown = term.shown("Иванова\r\n".encode()).decode()
    assert shown == f"Фамилия: \r\n\a{TOLD}\r\nФамилия: Иванова\r\n"
    assert minder.touched == 1


def test_an_empty_line_behind_it_only_says_that_somebody_is_there(term: Terminal) -> None:
    """Taken once, with the prompt again; the next empty one is the answer."""
    minder = Minder("Через минуту.", typing(term, "\n"), typing(term, "\n"))
    assert watched(term, minder).ask("Фамилия") == ""
    term.writer.write(b"end")
    term.writer.flush()
    shown = term.shown(b"end").decode()
    assert shown == f"Фамилия: \r\n\a{TOLD}\r\nФамилия: \r\nФамилия: \r\nend"
    assert minder.touched == 2


def test_each_warning_has_its_own_empty_line(term: Terminal) -> None:
    """Warned again after it: the next empty line is taken as well."""
    steps = ("Через минуту.", typing(term, "\n"), "Опять.", typing(term, "\n"), typing(term, "да\n"))
    assert watched(term, Minder(*steps)).ask("Фамилия") == "да"
    assert term.shown("да\r\n".encode()).count(b"\a") == 2


def test_what_came_up_while_somebody_else_was_waited_for(term: Terminal) -> None:
    """Told before the line that is typed already is taken, not at the limit."""
    term.type("Иванова\n".encode())
    assert watched(term, Minder("Через минуту.")).ask("Фамилия") == "Иванова"
    term.writer.write(b"end")
    term.writer.flush()
    assert TOLD in term.shown(b"end").decode()


def test_an_idle_prompt_sends_nothing(term: Terminal) -> None:
    """A8: however often it looks."""
    minder = Minder(*[""] * 50, typing(term, "x\n"))
    assert watched(term, minder).ask("Фамилия") == "x"
    assert term.shown(b"x\r\n").decode() == "Фамилия: x\r\n"


def locks() -> None:
    """The limit."""
    raise Locked


def test_the_limit_passes_through(term: Terminal) -> None:
    """The open line is ended, the terminal is as it was found."""
    found = term.flags()
    with pytest.raises(Locked), watched(term, Minder("", locks)) as talk:
        talk.ask("Фамилия")
    assert term.flags() == found
    assert term.shown(b"\r\n").decode() == "Фамилия: \r\n"


def test_a_line_that_comes_too_late_is_no_answer(term: Terminal) -> None:
    """Nobody knows whose it is."""
    minder = Minder(typing(term, "Яковлева\n"))
    minder.late = True
    with pytest.raises(Locked):
        watched(term, minder).ask("Фамилия")


def test_a_secret_stays_hidden_through_a_warning(term: Terminal) -> None:
    """Echo is off before and behind it, and back at the end."""
    found = term.flags()
    minder = Minder("Через минуту.", typing(term, "тайна-42\n"))
    talk = watched(term, minder)
    assert talk.secret("Пароль") == "тайна-42"
    talk.say("Принято, 8 знаков.")
    shown = term.shown("знаков.\r\n".encode()).decode()
    prompt = "Пароль, ввод не виден: "
    assert shown == f"{prompt}\r\n\a{TOLD}\r\n{prompt}\r\nПринято, 8 знаков.\r\n"
    assert term.flags() == found


def test_the_limit_in_a_secret(term: Terminal) -> None:
    """The echo is back."""
    found = term.flags()
    with pytest.raises(Locked):
        watched(term, Minder("", locks)).secret("Пароль")
    assert term.flags() == found


def test_a_stream_is_not_watched() -> None:
    """Answers from a file have no time to keep."""
    minder = Minder(locks)
    talk = Console(io.BytesIO("да\n".encode()), io.BytesIO())
    talk.watch(minder)
    assert talk.ask("Фамилия") == "да" and minder.touched == 0


# -- a whole dialogue, its clock set by hand


class Sitting:
    """Somebody at a terminal who answers after so many seconds each time; the clock goes on meanwhile."""

    def __init__(self, hands: Hands, *answers: tuple[float, str]) -> None:
        self.hands, self._answers = hands, list(answers)
        self.out = io.BytesIO()
        self.console = Console(self, self.out, tty=True, term="xterm")  # type: ignore[arg-type]
        self.prompts = prompts_of(self.console)
        self._left = self._answers[0][0] if answers else 0.0

    def fileno(self) -> int:
        """Never looked at: `readable` is another one here."""
        return -1

    def readable(self, _fd: int, seconds: float) -> bool:
        """Does the next answer come within this time."""
        assert self._answers, "the session should be locked by now"
        waits = min(seconds, self._left)
        self.hands.on(seconds=waits)
        self._left -= waits
        return self._left <= 0

    def readline(self, size: int = -1) -> bytes:
        """The answer, echoed as a terminal does; the wait for the next one begins."""
        _after, line = self._answers.pop(0)
        self.out.write(f"{line}\n".encode())
        self._left = self._answers[0][0] if self._answers else 10**6
        return f"{line}\n".encode()

    @property
    def text(self) -> str:
        """All that was said."""
        return self.out.getvalue().decode()

    @property
    def joined(self) -> str:
        """The same without line ends."""
        return " ".join(self.text.replace("\a", " ").split())


@pytest.fixture
def session(world: World) -> Iterator[Session]:
    """Somebody at the first field of step 1."""
    made = opened(world)
    begin_session(made)
    made.move("personal.surname")
    yield made
    made.store.close()


def sat(monkeypatch: pytest.MonkeyPatch, session: Session, *answers: tuple[float, str]) -> Sitting:
    """The dialogue until it is locked."""
    hands = session.world.clock
    assert isinstance(hands, Hands)
    sitting = Sitting(hands, *answers, (10**6, "поздно"))
    monkeypatch.setattr(terminal, "readable", sitting.readable)
    with pytest.raises(Locked):
        Dialogue(session.world, sitting.console, Visit(session, in_wizard=True)).run()
    lines = sitting.text.replace("\a", "").splitlines()
    assert UNSPOKEN.search(sitting.text) is None and [one for one in lines if width_of(one) > 78] == []
    assert [one for one in sitting.prompts if width_of(one) > 39] == []
    return sitting


def test_warned_and_locked_by_the_real_limits(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten minutes: told after nine with the way to stay, locked a minute later; what was answered is kept."""
    sitting = sat(monkeypatch, session, (20, "Иванова"))
    assert sitting.joined.count(WARNING) == 1 and sitting.text.count("\a") == 1
    assert sitting.prompts == ["Фамилия: ", "Имя: ", "Имя: "]
    assert session.draft.raw("personal.surname") == "Иванова"
    assert "поздно" not in session.draft.raw("personal.given_name")


def test_enter_stays(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no answer to the field; the whole time begins anew, and its warning is news again."""
    sitting = sat(monkeypatch, session, (570, ""), (300, "Иванова"))
    assert sitting.joined.count(WARNING) == 2
    assert sitting.prompts == ["Фамилия: ", "Фамилия: ", "Фамилия: ", "Имя: ", "Имя: "]
    assert "не заполнено" not in sitting.text


def test_an_answer_stays_as_well(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is one."""
    sitting = sat(monkeypatch, session, (570, "Иванова"), (10, "Мария"))
    assert sitting.prompts[:3] == ["Фамилия: ", "Фамилия: ", "Имя: "]
    assert session.draft.raw("personal.given_name") == "Мария"


def test_the_end_of_the_whole_session_is_told_once(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """B11: with the way to extend it; answers go on and move nothing."""
    session.limits.started -= timedelta(hours=7, minutes=58)
    sitting = sat(monkeypatch, session, (30, "Иванова"), (45, "Мария"), (30, "Петровна"))
    told = "Сеанс закончится в 10:02:00, введённое сохранено. Продлить: «Учётная запись», «Продлить сеанс»."
    assert sitting.joined.count(told) == 1 and sitting.text.count("\a") == 1
    assert session.draft.raw("personal.patronymic") == "Петровна"


def test_a_code_extends_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """«Продлить сеанс» by ear: both limits begin anew."""
    from emk_tui.services.codes import totp_now
    from tests.services.worlds import SECRET

    session.limits.started -= timedelta(hours=7, minutes=59, seconds=30)
    hands = session.world.clock
    assert isinstance(hands, Hands)
    code = totp_now(SECRET, hands.now() + timedelta(seconds=7))
    steps = ((5, "перейти учётная запись"), (1, "11"), (1, ""), (0.5, code))
    sitting = sat(monkeypatch, session, *steps)
    assert "Сеанс продлён до 18:00." in sitting.joined
    assert sitting.joined.count(WARNING) == 1, "only the idle one, ten minutes later"


# -- as a program


def test_the_program_wipes_and_goes_on_locked(
    session: Session, term: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A1: clearing is the only escape it writes, the last thing; nothing was answered here yet."""
    hands = session.world.clock
    assert isinstance(hands, Hands)

    def console(signals: Signals) -> Console:
        return Console(term.reader, term.writer, tty=True, term="xterm", signals=signals)

    def passes(_fd: int, seconds: float) -> bool:
        hands.on(seconds=seconds)
        return False

    monkeypatch.setattr(program, "open_console", console)
    monkeypatch.setattr(terminal, "readable", passes)
    visit = Visit(session, in_wizard=True)
    assert program.run_linear(session.world, visit=visit) is Next.LOCKED
    shown = term.shown(b"\x1b[3J").decode()
    assert shown.endswith(CLEAR) and shown.count("\x1b") == 3 and WARNING in shown
    assert visit.session is session, "closed by who hands it over"
