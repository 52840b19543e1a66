"""`emk check --field`: single values, one JSON line each."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO, Any

from emk_tui.card.answers import Answers
from emk_tui.card.check import check_section
from emk_tui.card.fields import NotYet, Right, Value
from emk_tui.card.paths import Place, locate
from emk_tui.card.problems import ERROR, WARNING, Problem, problem
from emk_tui.cli.files import read_answers
from emk_tui.cli.output import emit
from emk_tui.cli.problems import problem_record
from emk_tui.cli.today import today_of
from emk_tui.ports import Directory, Fault

LONGEST = 1 << 20
"""Bytes of the longest line that is read."""


class Judge:
    """Answers for values of one field, alone or beside the answers of a file."""

    def __init__(
        self, path: str, today: date, directories: Mapping[str, Directory], beside: Answers | None = None
    ) -> None:
        self.path, self.today, self.directories, self.beside = path, today, directories, beside
        try:
            self.place: Place = locate(path)
        except KeyError:
            raise Fault("PATH_UNKNOWN", 2) from None
        if any(part.startswith("0") for part in path.split(".")):
            # records are counted from 1
            raise Fault("PATH_UNKNOWN", 2)

    def answer(self, raw: str) -> dict[str, Any]:
        """What the field says of this text."""
        if self._absent(raw):
            return self.record("right", [])
        reading = self.place.field.read(raw, self.today)
        live = "not_yet" if isinstance(reading, NotYet) else "wrong"
        if isinstance(reading, Right):
            found = [*reading.notes, *self._rules(raw, reading.value), *self._directory(reading.value)]
            return self.record("right", found, reading.value, reading.shown)
        return self.record(live, [reading.problem])

    def _absent(self, raw: str) -> bool:
        """«нет», or nothing where the file beside says that there is none (K33)."""
        name = self.place.field.absent
        if self.place.field.says_none(raw):
            return True
        if raw.strip() or not name or self.beside is None:
            return False
        tick = self.place.section.fields[name]
        said = tick.read(self.beside.whole.raw(f"{self.place.record}.{name}"), self.today)
        return isinstance(said, Right) and said.value is True

    def record(self, live: str, found: list[Problem], value: Value = None, shown: str = "") -> dict[str, Any]:
        """The JSON object of one value; errors go before warnings, what has one is not right."""
        first = next((one for one in found if one.level == ERROR), found[0] if found else None)
        if live == "right" and first and first.level == ERROR:
            live, shown = "wrong", ""
        told = problem_record((first or Problem("", "", "", level="ok")).at(self.path))
        kept = None if self.place.field.secret or live != "right" else value
        kept = kept.isoformat() if isinstance(kept, date) else kept
        return {**told, "live": live, "value": kept, "shown": shown}

    def _rules(self, raw: str, value: Value) -> list[Problem]:
        """Rules across fields beside a file; alone only those that need nothing but this field."""
        if self.beside is None:
            here = {self.place.name: value}
            rules = [rule for rule in self.place.section.rules if rule.needs == (self.place.name,)]
            return [found for rule in rules if (found := rule.check(here, self.today))]
        draft = self.beside.whole
        draft.put(self.path, raw)
        return [one for one in check_section(self.place.section, draft, self.today) if one.path == self.path]

    def _directory(self, value: Value) -> Iterator[Problem]:
        from emk_tui.services.checks import CLOSED, is_known

        known = self.directories.get(self.place.field.directory)
        if known and known.key not in CLOSED and isinstance(value, str) and not is_known(known, value):
            yield self.place.field.problem("NOT_IN_DIRECTORY", level=WARNING)


def check_values(args: Namespace) -> int:
    """The values of the command line, one object a line."""
    if not args.what:
        raise Fault("NOTHING_TO_CHECK", 2)
    judge = _judge(args)
    return max([_told(judge.answer(raw)) for raw in args.what])


def check_lines(args: Namespace) -> int:
    """The lines of standard input, exactly one answer each."""
    if args.what:
        raise Fault("NOTHING_TO_CHECK", 2)
    judge = _judge(args)
    worst = 0
    for line in _standard_input():
        if isinstance(line, str):
            worst = max(worst, _told(judge.answer(line)))
        else:
            worst = max(worst, _told(judge.record("wrong", [line])))
    return worst


def _standard_input() -> Iterator[str | Problem]:
    """Its lines; Fault where it cannot be read."""
    lines = read_lines(sys.stdin.buffer)
    while True:
        try:
            line = next(lines, None)
        except OSError:
            raise Fault("FILE_UNREADABLE", 2) from None
        if line is None:
            return
        yield line


def _judge(args: Namespace) -> Judge:
    from emk_tui.registries.embedded import embedded_directories

    beside = read_answers(args.beside) if args.beside else None
    return Judge(args.field, today_of(args), embedded_directories(), beside)


def _told(answer: dict[str, Any]) -> int:
    emit(answer)
    return 1 if answer["level"] == ERROR else 0


def read_lines(stream: IO[bytes]) -> Iterator[str | Problem]:
    """Lines split at «\\n» only, one «\\r» before it dropped; a problem for bad UTF-8 or over 1 MiB."""
    while line := stream.readline(LONGEST + 2):
        whole = line.endswith(b"\n") or len(line) < LONGEST + 2
        if not whole:
            _skip(stream)
        text = line.removesuffix(b"\n").removesuffix(b"\r") if line.endswith(b"\n") else line
        if not whole or len(text) > LONGEST:
            yield problem("LINE_TOO_LONG")
            continue
        try:
            yield text.decode("utf-8")
        except UnicodeDecodeError:
            yield problem("LINE_NOT_UTF8")


def _skip(stream: IO[bytes]) -> None:
    """To the end of the line, by pieces."""
    while (piece := stream.readline(LONGEST)) and not piece.endswith(b"\n"):
        pass
