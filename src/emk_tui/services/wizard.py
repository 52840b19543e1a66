"""The wizard: a pure state machine over the steps and the draft."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from emk_tui.card.check import asked, check_section, completed, errors
from emk_tui.card.draft import Draft
from emk_tui.card.fields import Right
from emk_tui.card.paths import locate
from emk_tui.card.problems import Problem, problem
from emk_tui.card.sections import SECTIONS
from emk_tui.card.steps import BY_KEY, IDENTITY, STEPS, Step
from emk_tui.i18n import _
from emk_tui.services.reviewed import compared

UNFILLED = ("REQUIRED", "REQUIRED_OR_ABSENT")
"""What is still to be typed is no mistake yet."""


@dataclass(frozen=True, slots=True)
class Move:
    """Go on at this path."""

    path: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """Stay: these problems first; the first of them is where to go."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known besides the draft."""

    consent: bool = False
    policy: str = ""
    """«активен», «неактивен», «проверка отложена» or empty: not asked yet."""
    finished: frozenset[str] = frozenset()
    """Keys of the steps that were finished once."""
    bookable: bool = True
    """Is there a schedule to choose a time from."""
    confirmed: bool = True
    """Is the account «Подтверждена»; before that every step is closed (R1)."""


@dataclass(frozen=True, slots=True)
class StepState:
    """The state of a step in words."""

    step: Step
    word: str
    done: bool
    problems: tuple[Problem, ...] = ()


class Wizard:
    """Where the person stands. Reads the draft it was given, changes it only through `rows_for`."""

    def __init__(self, draft: Draft, facts: Callable[[], Facts], today: Callable[[], date]) -> None:
        self.draft, self.facts, self.today = draft, facts, today
        self.cursor = "personal.surname"

    @property
    def step(self) -> Step:
        """The step of the cursor."""
        return BY_KEY[self.cursor.partition(".")[0]]

    def names(self, record: str) -> tuple[str, ...]:
        """Fields to ask in a record, in order."""
        return asked(SECTIONS[record.partition(".")[0]], self.draft, record, self.today())

    def rows_for(self, path: str, raw: str) -> dict[str, str]:
        """The draft rows that an answer means: the answer itself and its companion tick (K33)."""
        place = locate(path)
        if not place.field.absent:
            return {path: raw}
        tick = f"{place.record}.{place.field.absent}"
        if place.field.says_none(raw):
            return {path: "", tick: _("да")}
        return {path: raw, tick: ""} if self.draft.raw(tick) else {path: raw}

    def problem_at(self, path: str) -> Problem | None:
        """What stands against leaving this field, or None."""
        place = locate(path)
        here = [
            one for one in errors(check_section(place.section, self.draft, self.today())) if one.path == path
        ]
        return here[0] if here else None

    def notes_at(self, path: str) -> tuple[Problem, ...]:
        """Warnings of this field."""
        place = locate(path)
        found = check_section(place.section, self.draft, self.today())
        return tuple(one for one in found if one.path == path and one.level != "error")

    def is_declared_absent(self, path: str) -> bool:
        """Was it said that there is none."""
        place = locate(path)
        if not place.field.absent:
            return False
        tick = locate(f"{place.record}.{place.field.absent}").field
        reading = tick.read(self.draft.raw(f"{place.record}.{place.field.absent}"), self.today())
        return isinstance(reading, Right) and reading.value is True

    def shown(self, path: str) -> str:
        """The present answer, or what follows in its place, as it is shown; as typed where it is wrong."""
        if self.is_declared_absent(path):
            return _("нет")
        place, raw = locate(path), self.draft.raw(path)
        if place.field.derived and not raw:
            raw = completed(place.record, self.draft.raws(place.record)).get(place.name, "")
        reading = place.field.read(raw, self.today())
        return reading.shown if isinstance(reading, Right) else raw

    def state(self, step: Step) -> StepState:
        """Done, errors, not begun, or after which step it opens."""
        waits = self.blocked_by(step)
        if waits is IDENTITY:
            return StepState(step, _("закрыт"), done=False)
        if waits:
            return StepState(step, _("после {n}").format(n=waits.number), done=False)
        if step.key == "review":
            count, total = self.compared()
            return StepState(step, _("сверено {n}").format(n=count), done=count == total)
        found = self.problems(step)
        if step.key in self.facts().finished and not found:
            return StepState(step, _("готово"), done=True)
        begun = step.section is not None and self.draft.touched(step.key)
        wrong = [one for one in found if one.code not in UNFILLED]
        if wrong and begun:
            return StepState(step, _("ошибки {n}").format(n=len(wrong)), done=False, problems=found)
        return StepState(step, _("начат") if begun else _("не начат"), done=False)

    def compared(self) -> tuple[int, int]:
        """How many fields of the review are «сверено», and how many there are (R86)."""
        return compared(self.draft, self.today())

    def problems(self, step: Step) -> tuple[Problem, ...]:
        """Errors of the step's section; the consent is a fact, not a text."""
        if step.section is None:
            return ()
        if step.key == "consent":
            return (
                () if self.facts().consent else (problem("REQUIRED", example=_("да")).at("consent.accepted"),)
            )
        found = self.mistakes(step)
        if step.key == "policy" and self.facts().policy == "неактивен":
            found.append(problem("POLICY_INACTIVE").at("policy.number"))
        return tuple(found)

    def mistakes(self, step: Step) -> list[Problem]:
        """Errors in what was typed; what a register said before does not count, it may be asked anew."""
        found = errors(check_section(step.section, self.draft, self.today())) if step.section else []
        # a time that was booked and has passed since is history, no mistake
        return [one for one in found if one.code != "SLOT_PAST" or step.key not in self.facts().finished]

    def blocked_by(self, step: Step) -> Step | None:
        """The first unfinished step that this one waits for."""
        facts = self.facts()
        if step.number and not facts.confirmed:
            return IDENTITY
        for key in step.after:
            waits = BY_KEY[key]
            ready = facts.consent if key == "consent" else key in facts.finished and not self.problems(waits)
            if not ready:
                return waits
        return None

    def why_blocked(self, step: Step) -> Problem | None:
        """The same as a problem for the person."""
        waits = self.blocked_by(step)
        if waits is None:
            return None
        if waits is IDENTITY:
            return problem("ACCOUNT_NOT_CONFIRMED").at(self.first_path(IDENTITY))
        if waits.key == "consent":
            return problem("CONSENT_NEEDED").at("consent.accepted")
        if waits.key == "policy" and self.facts().policy == "неактивен":
            return problem("POLICY_BLOCKS").at("policy.number")
        return problem("OUT_OF_ORDER", step=waits.number).at(self.first_path(waits))

    def first_path(self, step: Step) -> str:
        """Where a step begins: its first problem, or its first field."""
        found = self.problems(step)
        if found:
            return found[0].path
        if step.section is None or step.section.many:
            return step.key
        return f"{step.key}.{self.names(step.key)[0]}" if self.names(step.key) else step.key

    def next(self) -> Move | Blocked:
        """Leave the current step forwards."""
        if found := self.problems(self.step):
            return Blocked(found)
        return self.goto(min(self.step.number + 1, len(STEPS)))

    def back(self) -> Move | Blocked:
        """The step before; data stays. What has nothing to show goes on by itself, so it is passed over."""
        before = max(self.step.number - 1, 1)
        while self._shows_nothing(STEPS[before - 1]):
            before -= 1
        return self.goto(before)

    def _shows_nothing(self, step: Step) -> bool:
        """A consent that is signed; a booking where no schedule is connected."""
        facts = self.facts()
        return (step.key == "consent" and facts.consent) or (step.key == "booking" and not facts.bookable)

    def goto(self, number: int) -> Move | Blocked:
        """Any step that does not wait for another."""
        step = STEPS[number - 1]
        if why := self.why_blocked(step):
            return Blocked((why,))
        self.cursor = self.first_path(step)
        return Move(self.cursor)

    def resume(self, cursor: str) -> Move:
        """The saved place if it can still be opened, else the first step that can."""
        step = BY_KEY.get(cursor.partition(".")[0], STEPS[0])
        waits = self.blocked_by(step)
        if step.number and waits is None and cursor.startswith(step.key):
            self.cursor = cursor
        else:
            self.cursor = self.first_path(waits if waits and waits.number else STEPS[0])
        return Move(self.cursor)

    def next_wrong(self) -> int | None:
        """The next step with errors after this one, round the end; None where no other has any."""
        here = self.step.number
        wrong = [step.number for step in STEPS if step.number != here and self.state(step).problems]
        return next((number for number in wrong if number > here), wrong[0] if wrong else None)

    def final_check(self) -> tuple[Problem, ...]:
        """Everything again at submit; the first problem opens."""
        return tuple(one for step in STEPS for one in self.problems(step))
