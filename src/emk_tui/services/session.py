"""A signed-in owner: the open store, the draft mirrored in it, the wizard, the age of the second factor."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from emk_tui.card.check import check_section, errors, read_section
from emk_tui.card.draft import DIRECTORY, OVERRIDDEN, TYPED, Answered, Draft
from emk_tui.card.paths import locate
from emk_tui.card.problems import ERROR, Problem
from emk_tui.card.sections import SECTIONS
from emk_tui.card.sections.identity import SLOTS
from emk_tui.card.steps import STEPS
from emk_tui.ports import Answer, CardStore, DraftRow, Value, Verdict
from emk_tui.services.checks import file_problems, outside_directories
from emk_tui.services.presence import Presence
from emk_tui.services.reviewed import outdated, seen_row
from emk_tui.services.rights import Right
from emk_tui.services.sources import is_of_card, item_of
from emk_tui.services.wizard import Facts, Wizard
from emk_tui.services.world import Registries, World

CHECKS = "checks"
"""Draft rows that hold what registries said and which steps were finished."""


class Session(Presence):
    """Everything a face needs after the owner's sign-in. Every change is durable when the call returns."""

    def __init__(self, world: World, store: CardStore) -> None:
        super().__init__(world, store)
        self.registries: Registries = world.registries()
        self.draft = Draft()
        self.draft_id = ""
        self.base = Path.cwd()
        """Where relative names of files start from."""
        self.consent_id = ""
        self.confirmed = False
        """Is the account «Подтверждена» (R1)."""
        self.left_at = ""
        """Where the cursor stood when the store was opened."""
        self.card_made = False
        """Is there a card: a form then belongs to it and to no step."""
        self.asked_identity = False
        """Was the confirmation of identity offered in this stay."""
        self.incoming_told = 0
        """How many files of the inbox were told of."""
        self.left_told = 0
        """How many that stay in the drop folder were told of."""
        self.wizard = Wizard(self.draft, self.facts, world.clock.today)
        self.reload()

    def reload(self) -> None:
        """Read the draft and the cursor from the store again."""
        stored = self.store.draft()
        self.draft_id = stored.id
        self.draft.rows = {row.path: Answered(row.raw, row.origin, row.at) for row in stored.rows}
        consent = self.store.consent()
        self.consent_id = consent.id if consent else ""
        self.confirmed = bool(self.account.confirmed_basis)
        self.left_at = stored.cursor
        self.card_made = self.opened.card() is not None
        self.wizard.resume(stored.cursor or "personal.surname")

    def facts(self) -> Facts:
        """What the wizard needs to know besides the draft."""
        finished = frozenset(key for key, raw in self.draft.raws(f"{CHECKS}.finished").items() if raw)
        policy = self.draft.raw(f"{CHECKS}.policy").partition("|")[0]
        bookable = self.registries.schedule.connected
        return Facts(
            consent=bool(self.consent_id), policy=policy, finished=finished, bookable=bookable,
            confirmed=self.confirmed,
        )  # fmt: skip

    def put(self, path: str, raw: str, origin: str = TYPED) -> None:
        """Save one answer; an assertion or a secret stays out of the draft."""
        before = dict(self.draft.rows)
        self._keep(self.take(path, raw, origin), before)

    def put_rows(self, rows: Mapping[str, str], origin: str = TYPED) -> None:
        """Save several answers together."""
        before = dict(self.draft.rows)
        self._keep(self.take_rows(rows, origin), before)

    def _keep(self, rows: Sequence[DraftRow], before: dict[str, Answered]) -> None:
        """Save; what the store refuses stays out of the draft as well (R92)."""
        try:
            self.save(rows)
        except Exception:
            self.draft.rows = before
            raise

    def take(self, path: str, raw: str, origin: str = TYPED) -> tuple[DraftRow, ...]:
        """Take one answer into the draft; the rows are still to be saved. Touches no disk."""
        field = locate(path).field
        if field.assertion or field.secret:
            return ()
        return self.take_rows(self.wizard.rows_for(path, raw), origin)

    def take_rows(self, rows: Mapping[str, str], origin: str = TYPED) -> tuple[DraftRow, ...]:
        """The same for several; what was noted of them and of their section before is forgotten."""
        changed = {path: raw for path, raw in rows.items() if self.draft.raw(path) != raw}
        for key in {path.partition(".")[0] for path in changed} - {CHECKS}:
            for known in (f"{CHECKS}.{key}", f"{CHECKS}.finished.{key}"):
                if self.draft.raw(known):
                    changed[known] = ""
        changed |= outdated(self.draft, changed)
        return self._taken({**rows, **changed}, origin)

    def _taken(self, rows: Mapping[str, str], origin: str) -> tuple[DraftRow, ...]:
        now = self.world.clock.now()
        for path, raw in rows.items():
            self.draft.put(path, raw, self._origin(path, raw, origin), now)
        return tuple(DraftRow(path, raw, self.draft.rows[path].origin, now) for path, raw in rows.items())

    def _origin(self, path: str, raw: str, origin: str) -> str:
        """A value of a directory that is written over by hand stays visible as such (B9)."""
        known = self.draft.rows.get(path)
        if origin != TYPED or known is None:
            return origin
        over = known.origin == OVERRIDDEN or (known.origin == DIRECTORY and known.raw not in ("", raw))
        return OVERRIDDEN if over else origin

    def save(self, rows: Sequence[DraftRow]) -> None:
        """Make rows durable together with the place of the cursor."""
        if rows:
            self.store.put(rows, self.wizard.cursor)

    def _save(self, rows: Mapping[str, str], origin: str) -> None:
        self.save(self._taken(rows, origin))

    def seen(self, path: str) -> bool:
        """Was this answer compared with its paper (R86)."""
        return bool(self.draft.raw(seen_row(path)))

    def mark_seen(self, paths: Sequence[str], *, seen: bool = True) -> None:
        """Remember that; a changed answer is no longer compared."""
        self._save({seen_row(path): "да" if seen else "" for path in paths}, TYPED)

    def move(self, path: str) -> None:
        """Remember where the cursor stands."""
        self.wizard.cursor = path
        self.store.put((), path)

    def drop(self, prefix: str) -> None:
        """Forget a record."""
        self.store.drop(prefix, self.wizard.cursor)
        self.draft.drop(prefix)

    def finish(self, key: str) -> None:
        """Remember that a step was finished once."""
        self._save({f"{CHECKS}.finished.{key}": "да"}, "derived")

    def note_answer(self, key: str, answer: Answer, word: str) -> None:
        """Remember what a registry said of a section."""
        as_of = answer.as_of.isoformat() if answer.as_of else ""
        self._save({f"{CHECKS}.{key}": f"{word}|{as_of}|{answer.source}"}, "registry")

    @property
    def card_kind(self) -> str:
        """The kind of card that was chosen; empty before (R27)."""
        return self.draft.raw(f"{CHECKS}.kind")

    def note_kind(self, kind: str) -> None:
        """Remember the kind of card."""
        self._save({f"{CHECKS}.kind": kind}, TYPED)

    def problem_at(self, path: str) -> Problem | None:
        """What stands against leaving this field; the file of a document is looked at as well."""
        look = None if (found := self.wizard.problem_at(path)) else self.file_look(path)
        return look() if look is not None else found

    def file_look(self, path: str) -> Callable[[], Problem | None] | None:
        """A call that glances at the file named here and touches nothing else; None at any other field."""
        record, _point, name = path.rpartition(".")
        values = self.values_of(record)
        kind = SLOTS.get(name) if record == "identity" else None
        if record.startswith("documents.") and name == "file":
            kind = str(values.get("kind") or "")
        if kind is None:
            return None
        looked = kind
        file, base, intake = str(values.get(name) or ""), self.base, self.world.intake
        where = path if record == "identity" else record
        if item_of(self, where, file) or is_of_card(self, where, file):
            return None

        def look() -> Problem | None:
            return next(iter(errors(file_problems(base, file, looked, intake(), path, deep=False))), None)

        return look

    def taken(self, record: str) -> str:
        """Kind and name of the file that was taken for a documents record; empty before."""
        return self.draft.raw(f"{CHECKS}.taken.{record}")

    def note_taken(self, record: str, what: str) -> None:
        """Remember it: another kind or name means another look."""
        self._save({f"{CHECKS}.taken.{record}": what}, "derived")

    def notes_at(self, path: str) -> tuple[Problem, ...]:
        """Warnings of a field, also that its value stands in no directory (R61, R130)."""
        key, today = path.partition(".")[0], self.world.clock.today()
        outside = outside_directories(self.draft, key, today, self.registries.directories)
        return (*self.wizard.notes_at(path), *(one for one in outside if one.path == path))

    def standing(self, key: str) -> dict[str, Problem]:
        """Path → what stands against it in this section, or the first thing worth knowing of it."""
        today = self.world.clock.today()
        found = [
            *check_section(SECTIONS[key], self.draft, today),
            *outside_directories(self.draft, key, today, self.registries.directories),
        ]
        told: dict[str, Problem] = {}
        for one in sorted(found, key=lambda one: one.level != ERROR):
            told.setdefault(one.path, one)
        return told

    def marks(self) -> tuple[str, ...]:
        """Sections whose check is deferred and values outside their directories, for card and papers."""
        return (*self._deferred(), *self._own_values())

    def _own_values(self) -> tuple[str, ...]:
        today, known = self.world.clock.today(), self.registries.directories
        found = [
            one
            for step in STEPS
            if step.section
            for one in outside_directories(self.draft, step.key, today, known)
        ]
        return tuple(f"{locate(one.path).field.speech}: {one.short}" for one in found)

    def _deferred(self) -> tuple[str, ...]:
        titles = {"personal": "личные данные", "clinic": "поликлиника", "policy": "полис"}
        deferred = Verdict.DEFERRED.value
        return tuple(
            f"{title}: {deferred}"
            for key, title in titles.items()
            if self.draft.raw(f"{CHECKS}.{key}").startswith(deferred)
        )

    def values(self, key: str) -> dict[str, Value]:
        """The section's values in normal form, as far as they are right."""
        return dict(read_section(SECTIONS[key], self.draft, self.world.clock.today())[0].record.values)

    def values_of(self, record: str) -> dict[str, Value]:
        """The values of one record of a list: `documents.2`."""
        nodes = read_section(SECTIONS[record.partition(".")[0]], self.draft, self.world.clock.today())
        return next(
            (dict(node.record.values) for top in nodes for node in top.walk() if node.path == record), {}
        )


def owner_of(presence: Presence) -> Session:
    """The owner's session; Fault NOT_ALLOWED (exit code 3) where one of the staff signed in."""
    if not isinstance(presence, Session):
        presence.require(Right.DRAFT)
        raise TypeError("an owner without a session")
    return presence
