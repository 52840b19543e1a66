"""An answers file into a draft: a table per section, arrays of tables where there are many."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from emk_tui.card.answers_text import BareNumber, FileRefused, Pairs, parse
from emk_tui.card.draft import ACCOUNT, FILE, Draft
from emk_tui.card.fields import Day, Field, SlotTime, Tick
from emk_tui.card.problems import Problem, problem_with
from emk_tui.card.section import Many, members
from emk_tui.card.sections import SECTIONS

__all__ = ["Answers", "FileRefused", "load_answers"]

APART = ("account", "terms")
"""Sections that never become rows of a stored draft."""
STARTS_FROM = (("phone", "no_phone"), ("email", "no_email"))
"""Personal data that start from the account: the field and the tick that says there is none."""


@dataclass(slots=True)
class Answers:
    """What a file says. `draft` may be stored; `secrets` may not: account, terms, the tick of the consent."""

    draft: Draft = field(default_factory=Draft)
    secrets: dict[str, str] = field(default_factory=dict)
    """Path → raw text of what is given anew each time."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the form of the file; the values themselves are checked by `check`."""

    @property
    def whole(self) -> Draft:
        """Everything the file says, for checking only."""
        whole = Draft(self.draft.rows)
        for path, raw in self.secrets.items():
            whole.put(path, raw, FILE)
        return whole

    def put(self, path: str, one: Field, raw: str, origin: str = FILE) -> None:
        """Keep one answer on its side; «нет» sets the tick that says there is none (K33)."""
        if one.says_none(raw):
            record = path.rpartition(".")[0]
            self.put(f"{record}.{one.absent}", members(SECTIONS[record].cls)[0][one.absent], "да", origin)
            raw = ""
        if path.partition(".")[0] in APART or one.secret or one.assertion:
            self.secrets[path] = raw
        else:
            self.draft.put(path, raw, origin)

    def tell(self, code: str, path: str, **words: object) -> None:
        """One problem of the form."""
        self.problems.append(problem_with(code, words).at(path))


def load_answers(data: bytes, name_hint: str = "") -> Answers:
    """TOML or JSON (by name or content) to Answers; FileRefused for what is no answers file at all."""
    tables = parse(data, name_hint)
    if not any(key in SECTIONS for key in tables):
        raise FileRefused("FILE_SHAPE")
    answers = Answers()
    _twice(answers, "", tables)
    for key, table in tables.items():
        section = SECTIONS.get(key)
        if section is None:
            answers.tell("UNKNOWN_FIELD", printable(key))
        elif section.many is None:
            _record(answers, key, section.cls, table)
        else:
            _records(answers, key, section.many, section.cls, table)
    _contacts(answers)
    return answers


def _records(answers: Answers, path: str, many: Many, cls: type, rows: Any) -> None:
    """A list of tables; an empty one still counts, those past the limit are not read."""
    if not isinstance(rows, list):
        answers.tell("TABLES_EXPECTED", path, name=path)
        return
    if len(rows) > many.most:
        answers.tell("TOO_MANY_RECORDS", path, most=many.most)
    first, one = next(iter(members(cls)[0].items()))
    for number, row in enumerate(rows[: many.most], 1):
        answers.put(f"{path}.{number}.{first}", one, "")
        _record(answers, f"{path}.{number}", cls, row)


def _record(answers: Answers, path: str, cls: type, table: Any) -> None:
    """One table."""
    fields, lists = members(cls)
    if not isinstance(table, dict):
        answers.tell("TABLE_EXPECTED", path, name=path.partition(".")[0])
        return
    _twice(answers, path + ".", table)
    for key, value in table.items():
        if key in fields:
            answers.put(f"{path}.{key}", fields[key], _raw(answers, f"{path}.{key}", fields[key], value))
        elif key in lists:
            _records(answers, f"{path}.{key}", *lists[key], value)
        else:
            answers.tell("UNKNOWN_FIELD", f"{path}.{printable(key)}")


def _raw(answers: Answers, path: str, one: Field, value: Any) -> str:
    """The text of a value; nothing, with a problem, where it has none."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool) and isinstance(one, Tick):
        return one.raw_of(value)
    if isinstance(value, datetime):
        if isinstance(one, SlotTime):
            return value.isoformat(timespec="minutes")
    elif isinstance(value, date) and isinstance(one, Day):
        return one.raw_of(value)
    bare = isinstance(value, BareNumber | int) and not isinstance(value, bool)
    answers.tell("BARE_NUMBER" if bare else "NOT_TEXT", path, example=one.example)
    return ""


def _twice(answers: Answers, prefix: str, table: Mapping[str, Any]) -> None:
    for key in table.twice if isinstance(table, Pairs) else ():
        answers.tell("KEY_TWICE", prefix + printable(key))


def _contacts(answers: Answers) -> None:
    """Personal data start from the account where the file leaves them out."""
    fields = SECTIONS["personal"].fields
    for name, tick in STARTS_FROM:
        given = {f"personal.{name}", f"personal.{tick}"} & answers.draft.rows.keys()
        for part in (name, tick) if not given else ():
            if raw := answers.secrets.get(f"account.{part}"):
                answers.put(f"personal.{part}", fields[part], raw, ACCOUNT)


def printable(key: str) -> str:
    """A key of the file as part of a path: short, without anything that cannot be shown."""
    return "".join(char if char.isprintable() else "?" for char in key[:40])


def merge(loaded: Iterable[Problem], checked: Iterable[Problem]) -> Iterator[Problem]:
    """Problems of the form, then those of the values, but for paths that have one of the form."""
    loaded = list(loaded)
    known = {one.path for one in loaded}
    yield from loaded
    yield from (one for one in checked if one.path not in known)
