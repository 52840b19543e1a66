"""The two worlds a person walks through: an own store, and the demonstration."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.e2e.driver import Terminal
from tests.e2e.person import (
    CLINIC,
    IDENTITY,
    LISTS,
    LOGIN,
    PASSWORD,
    PERSONAL,
    POLICY,
    QUESTIONS,
    Answer,
    Authenticator,
    Person,
    shown_code,
)

FIELDS: dict[str, Answer] = {**IDENTITY, **PERSONAL, **CLINIC, **POLICY}
BOOKING: dict[str, Answer] = {
    "Специальность врача": "терапевт",
    "Врач": "1",
    "День": "2",
    "Время": "1",
    "Записать.*": "да",
}
DEMO: dict[str, Answer] = {
    "Логин": "demo",
    "Пароль, ввод не виден": PASSWORD,
    "Откуда взять код": "2",
    "Чем подтвердить": "2",
    "Код": shown_code,
}


def citizen(changes: Mapping[str, Answer] | None = None) -> Person:
    """Somebody in the demonstration who makes a card with a booking."""
    return Person(_first(changes, {**FIELDS, **LISTS, **QUESTIONS, **BOOKING, **DEMO}))


def _first(changes: Mapping[str, Answer] | None, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The changes are looked at before the rest."""
    own = dict(changes or {})
    return own | {label: answer for label, answer in answers.items() if label not in own}


@dataclass
class Owner:
    """Somebody at the own computer: signs up, keeps the recovery code and the authenticator."""

    app: Authenticator = field(default_factory=Authenticator)
    groups: dict[str, str] = field(default_factory=dict)

    def again(self) -> "Owner":
        """What is known so far, for a copy of the store: codes used there are used here."""
        return Owner(replace(self.app), dict(self.groups))

    def person(self, changes: Mapping[str, Answer] | None = None) -> Person:
        """The same owner at the prompts."""
        own: dict[str, Answer] = {
            "Логин": LOGIN,
            "Пароль.*": PASSWORD,
            "Показать QR.*": self._bind,
            **{f"Группа {n} кода": self._group(str(n)) for n in range(1, 10)},
            # a step may end between reading the clock and typing: then the next code is right
            r"Код(, ошибка)?": self.app.code,
        }
        return Person(_first(changes, {**FIELDS, **LISTS, **QUESTIONS, **own}))

    def _bind(self, said: str) -> str:
        found = re.search(r"Секрет: ([A-Z2-7 \n]+)\n", said)
        assert found is not None, said
        self.app.secret = "".join(found[1].split())
        return "нет"

    def _group(self, number: str) -> Answer:
        def typed(said: str) -> str:
            self.groups |= dict(re.findall(r"Группа (\d+): (\S+)", said))
            return self.groups[number]

        return typed


def begin_wizard(person: Person, talk: Terminal) -> str:
    """Up to the menu, then into the wizard; returns what was said there."""
    person.walk(talk, "Моё здоровье")
    return talk.say("")


def make_card(person: Person, talk: Terminal) -> str:
    """From the very start to the menu after the card; returns the number of the card."""
    begin_wizard(person, talk)
    person.walk(talk, "Моё здоровье")
    found = re.search(r"Карта создана, номер ([\w-]+)\. Статус: Обработано\.", talk.text)
    assert found is not None, talk.text[-1500:]
    return found[1]


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its relative name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
