"""Closed lists: yes or no, sex, kinds of documents, regions."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from emk_tui.card.fields.base import Field, Reading, Right, Value
from emk_tui.card.text import LAYOUT, fold, to_cyrillic
from emk_tui.i18n import _, plural


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Choice(Field):
    """One of a few: `options` are (value, word shown, further words)."""

    kind: ClassVar[str] = "choice"

    limit: int = 60
    options: tuple[tuple[Value, str, tuple[str, ...]], ...] = ()

    def rule(self) -> str:
        """The words."""
        return _("Одно из слов: {words}.").format(words=self.words())

    def parse(self, text: str, today: date) -> Reading:
        """A value or a word of it, or a beginning that only one has; of several it is unfinished."""
        typed = fold(text)
        begun: list[Right] = []
        for value, word, others in self.options:
            known = {fold(word), *map(fold, others), fold(str(value))}
            if typed in known:
                return Right(value, word)
            if any(one.startswith(typed) for one in known):
                begun.append(Right(value, word))
        if len(begun) == 1:
            return begun[0]
        if begun:
            return self.not_yet("CHOICE_MORE", words=self.words())
        return self.wrong("CHOICE", words=self.words(), fix=self._mend(text))

    def is_full(self, raw: str, today: date) -> bool:
        """A whole word, or the one letter that stands for it (R58)."""
        typed = fold(raw.strip())
        return any(
            typed in {fold(word), *map(fold, others), fold(str(value))}
            for value, word, others in self.options
        )

    def rest_of(self, raw: str, today: date) -> str:
        """What may still be typed of the word after its letter: «ужской» after «м»."""
        reading = self.read(raw, today)
        words = [
            word
            for value, word, _more in self.options
            if isinstance(reading, Right) and value == reading.value
        ]
        return next((word[len(raw) :] for word in words if fold(word).startswith(fold(raw))), "")

    def fitting(self, raw: str) -> list[str]:
        """The words that these letters may still mean; all of them where nothing is typed."""
        typed = fold(raw.strip())
        return [
            word
            for value, word, others in self.options
            if any(typed in fold(known) for known in (word, *others, str(value)))
        ]

    def words(self) -> str:
        """All the words a person can answer."""
        return ", ".join(word for _value, word, _others in self.options)

    def raw_of(self, value: Value) -> str:
        """The word of this value."""
        return next((word for known, word, _others in self.options if known == value), "")

    def _mend(self, text: str) -> str | None:
        """The word meant by a Latin look-alike or by the wrong layout."""
        for typed in (to_cyrillic(text), "".join(LAYOUT.get(char, char) for char in text)):
            for value, word, others in self.options:
                if fold(typed) in {fold(word), *map(fold, others), fold(str(value))}:
                    return word
        return None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Tick(Choice):
    """Yes or no."""

    kind: ClassVar[str] = "tick"

    def rule(self) -> str:
        """The hint says it all."""
        return ""

    options: tuple[tuple[Value, str, tuple[str, ...]], ...] = (
        (True, "да", ("д", "true")),
        (False, "нет", ("н", "false")),
    )


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Region(Field):
    """One of the 89 federal subjects, by code or by name (R155)."""

    kind: ClassVar[str] = "region"

    limit: int = 60

    def rule(self) -> str:
        """Code or name."""
        return _("Регион России: код, название или его часть, если она подходит одному региону.")

    def parse(self, text: str, today: date) -> Reading:
        """A code, a name, or a fragment that only one name has."""
        from emk_tui.card.regions import find_regions

        found = find_regions(text)
        if len(found) == 1:
            return Right(found[0].code, found[0].name)
        if found:
            return self.not_yet("REGION_MORE", count=plural(len(found), "регион", "региона", "регионов"))
        return self.wrong("REGION")
