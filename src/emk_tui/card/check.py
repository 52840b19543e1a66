"""The whole-card check and the build: the same for every face and at submit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from emk_tui.card.draft import Draft, ids_among
from emk_tui.card.fields import Field, Right, Value
from emk_tui.card.naming import missing_parts
from emk_tui.card.paths import locate
from emk_tui.card.problems import ERROR, WARNING, Problem, problem
from emk_tui.card.section import Record, Rule, Section, Values, is_asked, is_listed, members, read_record
from emk_tui.card.sections import SECTIONS
from emk_tui.card.sections.documents import RESULT_RULES, category_of
from emk_tui.card.sections.policy import kind_of
from emk_tui.card.text import fold

NESTED: dict[str, tuple[Rule, ...]] = {"results": RESULT_RULES}
"""Rules of lists within records."""

SKIPPABLE = ("account", "terms", "identity", "visits")
"""Checked only where something of them is given: they are not part of the wizard."""


@dataclass(slots=True)
class Node:
    """One record as read, with the path of it and the records within."""

    path: str
    fields: Mapping[str, Field]
    record: Record
    rules: tuple[Rule, ...]
    lists: dict[str, list["Node"]]
    unused: tuple[str, ...] = ()
    """Paths of what was typed but is not asked here, also of records in a list that is not asked."""

    def walk(self) -> Iterator["Node"]:
        """This record and all within it."""
        yield self
        for nodes in self.lists.values():
            for node in nodes:
                yield from node.walk()


def read_section(section: Section, draft: Draft, today: date) -> list[Node]:
    """All records of a section; exactly one where it is no list."""
    records = draft.records(section.key)
    paths = [section.key]
    if section.many is not None:
        paths = [f"{section.key}.{one}" for one in ids_among(records, section.key)]
    return [_node(path, section.cls, section.rules, records, today) for path in paths]


Records = Mapping[str, Mapping[str, str]]


def _node(path: str, cls: type, rules: tuple[Rule, ...], records: Records, today: date) -> Node:
    fields, lists = members(cls)
    record = read_record(fields, completed(path, records.get(path, {})), today)
    nodes = {
        name: [
            _node(f"{path}.{name}.{one}", inner, NESTED.get(name, ()), records, today)
            for one in ids_among(records, f"{path}.{name}")
        ]
        for name, (many, inner) in lists.items()
        if is_listed(many, record.values)
    }
    return Node(path, fields, record, rules, nodes, tuple(_unused(path, cls, record, records)))


def _unused(path: str, cls: type, record: Record, records: Records) -> Iterator[str]:
    """Paths of answers that a condition leaves out; lists whose condition is not known yet are waited for."""
    fields, lists = members(cls)
    given = _given(fields, records.get(path, {}))
    yield from (f"{path}.{name}" for name in given if name not in record.asked)
    for name, (many, inner) in lists.items():
        if many.only is None or many.only.field not in record.values or is_listed(many, record.values):
            continue
        for one in ids_among(records, f"{path}.{name}"):
            row = f"{path}.{name}.{one}"
            yield from (f"{row}.{field}" for field in _given(members(inner)[0], records.get(row, {})))


def _given(fields: Iterable[str], raws: Mapping[str, str]) -> Iterator[str]:
    return (name for name in fields if raws.get(name, "").strip())


def completed(path: str, given: Mapping[str, str]) -> dict[str, str]:
    """The raws of a record with what follows from another field (K2, R111)."""
    raws = dict(given)
    if path.startswith("documents.") and raws.get("study") and not raws.get("category"):
        raws["category"] = locate("documents.1.category").field.raw_of(category_of(raws["study"]))
    if path == "policy" and not raws.get("kind"):
        number = locate("policy.number").field.read(raws.get("number", ""), date.max)
        if isinstance(number, Right) and isinstance(number.value, str):
            raws["kind"] = locate("policy.kind").field.raw_of(kind_of(number.value))
        raws["kind"] = raws.get("kind", "") or ("старый" if raws.get("series") else "")
    return raws


def check_node(node: Node, outside: Values, today: date) -> Iterator[Problem]:
    """Problems and notes of one record: its fields in order, then its rules."""
    for name in node.record.asked:
        reading = node.record.readings[name]
        if isinstance(reading, Right):
            yield from (note.at(f"{node.path}.{name}") for note in reading.notes)
        else:
            yield reading.problem.at(f"{node.path}.{name}")
    yield from not_used(node)
    known = {**outside, **node.record.values}
    for rule in node.rules:
        if all(name in known for name in rule.needs) and (found := rule.check(known, today)):
            row = found.row or node.fields[rule.path].row
            yield replace(found, row=row, path=f"{node.path}.{rule.path}")


def not_used(node: Node) -> Iterator[Problem]:
    """A warning for each answer that is not asked here: it will not get into the card."""
    for path in node.unused:
        yield locate(path).field.problem("NOT_USED", level=WARNING).at(path)


def outside_values(draft: Draft, today: date) -> dict[str, Value]:
    """Values of the personal data by their paths, for rules of other sections."""
    node = read_section(SECTIONS["personal"], draft, today)[0]
    return {f"personal.{name}": value for name, value in node.record.values.items()}


def check_section(
    section: Section, draft: Draft, today: date, outside: Values | None = None
) -> list[Problem]:  # fmt: skip
    """All problems and notes of one section, in the order of the paper.

    `outside`: personal data by their paths (`personal.birth_date`), where the draft holds none any more.
    """
    nodes = read_section(section, draft, today)
    outside = outside_values(draft, today) if outside is None else outside
    found = [one for top in nodes for node in top.walk() for one in check_node(node, outside, today)]
    return [*found, *_twice(section, nodes), *_gaps(section, nodes), *_too_many(section, nodes)]


def _too_many(section: Section, nodes: list[Node]) -> Iterator[Problem]:
    if section.many and len(nodes) > section.many.most:
        yield problem("TOO_MANY_RECORDS", most=section.many.most).at(section.key)
    for node in nodes:
        for name, (many, _cls) in section.lists.items():
            if len(node.lists.get(name, ())) > many.most:
                yield problem("TOO_MANY_RECORDS", most=many.most).at(f"{node.path}.{name}")


def _twice(section: Section, nodes: list[Node]) -> Iterator[Problem]:
    """The same vaccine on the same day (R134)."""
    seen: set[tuple[str, Value]] = set()
    for node in nodes if section.key == "vaccinations" else ():
        vaccine, day = (node.record.values.get(name) for name in ("vaccine", "date"))
        if vaccine is None or day is None:
            continue
        if (fold(str(vaccine)), day) in seen:
            yield problem("VACCINE_TWICE", level="warning").at(f"{node.path}.date")
        seen.add((fold(str(vaccine)), day))


def _gaps(section: Section, nodes: list[Node]) -> Iterator[Problem]:
    """Parts of a document that are not there, by the names of those that are (R110)."""
    files = {
        node.path: str(node.record.values["file"])
        for node in (nodes if section.key == "documents" else ())
        if node.record.values.get("file")
    }
    for file, (absent, total) in missing_parts(files.values()).items():
        path = next(path for path, one in files.items() if one == file)
        parts = ", ".join(map(str, absent[:10]))
        yield problem("DOC_PART_MISSING", level=WARNING, parts=parts, total=total).at(f"{path}.file")


def check(draft: Draft, today: date, keys: Iterable[str] | None = None) -> list[Problem]:
    """Problems of the sections named, or of all that belong to a card."""
    wanted = [key for key in SECTIONS if key not in SKIPPABLE or draft.touched(key)] if keys is None else keys
    return [one for key in wanted for one in check_section(SECTIONS[key], draft, today)]


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Without the warnings."""
    return [one for one in problems if one.level == ERROR]


Built = Mapping[str, Value | Sequence[Mapping[str, Value]]]
"""A record in normal form with the lists within."""


def build(draft: Draft, today: date, keys: Iterable[str]) -> dict[str, Mapping[str, Value] | Sequence[Built]]:
    """Section key → values in normal form, or records; call it on a draft without errors."""
    card: dict[str, Mapping[str, Value] | Sequence[Built]] = {}
    for key in keys:
        nodes = read_section(SECTIONS[key], draft, today)
        card[key] = [_built(node) for node in nodes] if SECTIONS[key].many else dict(nodes[0].record.values)
    return card


def build_record(section: Section, draft: Draft, record: str, today: date) -> Built:
    """One record of a list in normal form; StopIteration where there is none of this path."""
    return _built(next(node for node in read_section(section, draft, today) if node.path == record))


def _built(node: Node) -> Built:
    built: dict[str, Value | Sequence[Mapping[str, Value]]] = dict(node.record.values)
    for name, nodes in node.lists.items():
        built[name] = [dict(inner.record.values) for inner in nodes]
    return built


def asked(section: Section, draft: Draft, record: str, today: date) -> tuple[str, ...]:
    """Names of the fields that a face asks in this record, in the order of the paper."""
    place = section.cls if record.count(".") < 2 else section.lists[record.split(".")[2]][1]
    fields = members(place)[0]
    values = read_record(fields, completed(record, draft.raws(record)), today).values
    return tuple(
        name
        for name, field in fields.items()
        if is_asked(field, values) and not field.companion and not field.derived
    )
