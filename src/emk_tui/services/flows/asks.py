"""What a flow may ask of a face. Each Ask names the type of the answer that is sent back.

No Ask has a repr: some carry secrets, and a repr ends up in tracebacks.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from emk_tui.card.fields import Field
    from emk_tui.card.problems import Problem
    from emk_tui.ports import Slot, Track


class Cancelled(Exception):
    """Thrown into a flow by the face when the person leaves the conversation; nothing is undone."""


class Back(Exception):
    """Thrown into a flow by the face for one back; a flow with no place before within it lets it pass."""


@dataclass(frozen=True, slots=True, repr=False)
class Say:
    """Tell something; answered with None."""

    text: str
    problem: "Problem | None" = None
    compared: tuple[str, str, str] | None = None
    """Label, «указано», «в реестре»: the same as the text, for a face that has columns (R76)."""


@dataclass(frozen=True, slots=True, repr=False)
class Reveal:
    """Show lines that belong to this person only (recovery code, authenticator); answered with None.

    `qr` is the text of a QR code that a face may offer to draw. Never logged, never copied.
    """

    title: str
    lines: tuple[str, ...]
    qr: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Input:
    """Ask for one value of this field; answered with the raw text.

    A flow that is not content asks again with the problem set; the field's own reader has the last word.
    """

    key: str
    """Stable name of the question, for answers from a file: `account.login`."""
    field: "Field"
    current: str = ""
    problem: "Problem | None" = None


@dataclass(frozen=True, slots=True, repr=False)
class Confirm:
    """A question for yes or no; answered with a bool. Without a default an answer is required."""

    key: str
    question: str
    default: bool | None = None
    refused: str = ""
    """What «нет» leads to: a face tells it on request, or before «нет» is taken."""


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A text to read to its end, in numbered sections; answered with True once the end was shown.

    Refusing what it asks needs no reading: a face that shows `accept` with the text may answer earlier then.
    """

    key: str
    title: str
    version: str
    sections: tuple[tuple[str, str], ...]
    """(heading, paragraph) in order."""
    summary: str = ""
    accept: Confirm | None = None
    """The question that the flow asks next, for a face that shows a box to tick below the text."""


@dataclass(frozen=True, slots=True, repr=False)
class Option:
    """One line of a choice."""

    key: str
    text: str
    aliases: tuple[str, ...] = ()
    """Other names it is found by (K7)."""
    note: str = ""
    """How it stands, in words: told after the text (R35)."""

    @property
    def told(self) -> str:
        """The text with its note: «Уведомления, ждёт 2»."""
        return f"{self.text}, {self.note}" if self.note else self.text


@dataclass(frozen=True, slots=True, repr=False)
class Choice:
    """Choose one of several; answered with the key of the option. `default` is the key Enter takes."""

    key: str
    question: str
    options: tuple[Option, ...]
    default: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Code:
    """Ask for a one-time code; answered with what was typed, or the word `resend`.

    `shown` is said with the question (where the code went); `expires_in` are seconds, told on request only.
    """

    key: str
    purpose: str
    shown: str
    expires_in: int
    problem: "Problem | None" = None


@dataclass(frozen=True, slots=True, repr=False)
class Progress:
    """Long work begins or ends; answered with None. At most one line at the start and one at the end."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Wait:
    """Somebody outside is asked, a register or a file; answered with what `call` returns.

    A face may run it beside the keys and let the person leave: it stops the track, and Cancelled is thrown
    into the flow. A track tells pages, for a bar or a line.
    """

    text: str
    call: Callable[[], object]
    track: "Track | None" = None


@dataclass(frozen=True, slots=True, repr=False)
class Show:
    """One page of a document: its text first, its picture on request; answered with None."""

    title: str
    lines: tuple[str, ...]
    """Its text; empty: there is none in it."""
    picture: "Callable[[int, Track], tuple[str, ...]] | None" = None
    """Columns → rows of half blocks, ink drawn; made beside the keys when asked for, stopped by the track.

    May raise Fault, Stopped.
    """


@dataclass(frozen=True, slots=True, repr=False)
class RecordRow:
    """One record of a list: its path, its name by the first answers, its state in words."""

    record: str
    title: str
    state: str = ""
    wrong: bool = False
    """Are there mistakes in it."""
    note: str = ""
    """What is worth knowing of it besides that it is ready: the state without that word."""


@dataclass(frozen=True, slots=True, repr=False)
class Records:
    """The records of a list; answered with NEXT, ADD, `edit PATH` or `drop PATH`."""

    prefix: str
    title: str
    empty: str
    """What an empty list says."""
    add: str
    """Caption of the button that adds one."""
    rows: tuple[RecordRow, ...]
    at: str = ""
    """The record to stand at: the one that was left without ending it."""


NEXT, ADD = "next", "add"


@dataclass(frozen=True, slots=True, repr=False)
class Slots:
    """Free times of one doctor in order; answered with the id of a slot, LATER, or OTHER (another doctor)."""

    key: str
    question: str
    slots: "tuple[Slot, ...]"


LATER, OTHER, EVERY = "later", "other", "every"
"""Answers beside the options: not now, another kind, all filters off."""


@dataclass(frozen=True, slots=True, repr=False)
class Form:
    """Fill in one record of the card (`personal`, `documents.2`); answered with None when it was left.

    The face reads and writes the answers through the session; `at` is the field to begin with, `single`
    asks this field only.
    """

    record: str
    title: str
    at: str = ""
    single: bool = False
    mending: bool = False
    """Come back for a mistake: from `at` on only what is wrong is asked."""
    found: "tuple[Problem, ...]" = ()
    """What stands against it besides the rules of its fields: a file that was not taken."""


@dataclass(frozen=True, slots=True, repr=False)
class ReviewRow:
    """One field of the review: its number, path, label, value as shown, where it came from."""

    number: int
    path: str
    section: str
    label: str
    shown: str
    origin: str
    seen: bool = False
    """Was it compared with its paper: «сверено»."""
    problem: "Problem | None" = None
    """What stands against it, or is worth knowing of it."""


@dataclass(frozen=True, slots=True, repr=False)
class Review:
    """Show the whole card before it is made.

    Answered with SUBMIT, the path of a field to change, `seen PATH …`, `unseen PATH …` or `compare PATH`.
    """

    rows: tuple[ReviewRow, ...]
    at: str = ""
    """The field to begin with: the one that was changed just now."""


SUBMIT, SEEN, UNSEEN, COMPARE = "submit", "seen", "unseen", "compare"
"""Answers to Review: on to «Оформить»; compared with the paper, or not; compare with what is typed."""

Ask = (
    Say | Reveal | Input | Page | Confirm | Choice | Code | Progress | Wait | Show
    | Form | Records | Slots | Review
)  # fmt: skip
Reply = object
Result = TypeVar("Result")
Flow = Generator[Ask, Reply, Result]
"""A conversation that ends with a Result."""


def wait(text: str, call: Callable[[], Result]) -> Flow[Result]:
    """What somebody outside answered."""
    return cast(Result, (yield Wait(text, call)))


def look(text: str, call: "Callable[[Track], Result]") -> Flow[Result]:
    """The same for long work that tells how far it is and can be stopped; Stopped becomes Cancelled."""
    from emk_tui.ports import Stopped, Track

    track = Track()
    try:
        return cast(Result, (yield Wait(text, lambda: call(track), track)))
    except Stopped:
        raise Cancelled from None


RESEND = "resend"
"""The answer to Code that asks for a new one."""

SIGNATURE = "signature"
"""The way of proving oneself that is no code."""
