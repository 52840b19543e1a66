"""What all ports share: values, faults, the clock."""

from datetime import date, datetime
from typing import Protocol

from emk_tui.card.problems import Problem, problem_with

Value = str | bool | date | datetime | None
"""A value in normal form: digits as text, numbers as text with a point, dates as dates."""


class Fault(Exception):
    """Something outside the card refuses or fails; carries a text for the person and an exit code."""

    def __init__(self, code: str, exit_code: int = 4, **words: object) -> None:
        self.problem: Problem = problem_with(code, words)
        self.exit_code = exit_code
        super().__init__(code)

    @classmethod
    def of(cls, found: Problem, exit_code: int = 4) -> "Fault":
        """The fault that tells this problem."""
        fault = cls.__new__(cls)
        Exception.__init__(fault, found.code)
        fault.problem, fault.exit_code = found, exit_code
        return fault


class SlotTaken(Exception):
    """The slot was booked by somebody else first."""


class SnilsTaken(Exception):
    """A card for this СНИЛС exists already (R51)."""


class Clock(Protocol):
    """The time; settable in tests and in the demonstration."""

    def now(self) -> datetime:
        """The moment, aware of its zone."""

    def today(self) -> date:
        """The calendar day at the user's place."""

    def sleep(self, seconds: float) -> None:
        """Wait so long; a clock set by hand goes on instead."""
