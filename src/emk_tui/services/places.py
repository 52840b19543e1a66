"""Where one can go by name: the menu, its actions, the steps; one table for every name of the seed (K7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from emk_tui.card.steps import STEPS
from emk_tui.card.text import fold, from_latin_layout
from emk_tui.i18n import _, _l
from emk_tui.services.actions import ACTIONS, BY_ID, HOME_NAMES, LEAVE, offered, title_of
from emk_tui.services.identity import left_words
from emk_tui.services.rights import Right
from emk_tui.services.session import Session

HOME = "home"
"""The place that is the menu itself."""
MADE = _l("Карта уже создана, шагов больше нет.")
CLOSED = _l("закрыто")
"""Word of a place that a right shuts; why is said beside it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A step by its number, or an action of the menu by its id; the first name is its title."""

    names: tuple[str, ...]
    step: int = 0
    action: str = ""


PLACES: tuple[Place, ...] = (
    Place(HOME_NAMES, action=HOME),
    *(Place((one.title[:1].upper() + one.title[1:], *one.aliases), step=one.number) for one in STEPS),
    *(Place((one.title, *one.aliases), action=one.id) for one in ACTIONS if one.id != LEAVE),
)


@dataclass(frozen=True, slots=True)
class Door:
    """A place as it is now: its title, its state in words, and why it is closed (empty: it is open)."""

    place: Place
    title: str
    word: str = ""
    closed: str = ""


def doors(session: Session) -> tuple[Door, ...]:
    """Every place with its state; reads the store."""
    made = session.store.card() is not None
    titles = {one.id: title_of(one, session) for one in offered(session)}
    # of two places of one name the open one comes first: «Записаться к врачу» (K7)
    places = sorted(PLACES, key=lambda one: made and bool(one.step))
    return tuple(
        _step_door(session, one, made=made) if one.step else _door(session, one, titles) for one in places
    )


def _step_door(session: Session, place: Place, *, made: bool) -> Door:
    step = STEPS[place.step - 1]
    title = _("Шаг {n}: {title}").format(n=place.step, title=_(step.title))
    if made:
        return Door(place, title, _("карта создана"), _(MADE))
    if why := _shut(session, Right.CREATE):
        return Door(place, title, _(CLOSED), why)
    blocked = session.wizard.why_blocked(step)
    return Door(place, title, session.wizard.state(step).word, blocked.text if blocked else "")


def _door(session: Session, place: Place, titles: dict[str, str]) -> Door:
    if place.action == HOME:
        return Door(place, _(place.names[0]))
    action = BY_ID[place.action]
    if place.action not in titles:
        return Door(place, _(action.title), _(action.word), _(action.why))
    if action.right is not None and (why := _shut(session, action.right)):
        return Door(place, titles[place.action], _(CLOSED), why)
    return Door(place, titles[place.action])


def closed_step(session: Session, number: int) -> str:
    """Why one cannot go to a step; empty where one can."""
    if session.store.card() is not None:
        return _(MADE)
    if not 1 <= number <= len(STEPS):
        return _("Шагов восемь, назовите номер от 1 до 8.")
    if why := _shut(session, Right.CREATE):
        return why
    blocked = session.wizard.why_blocked(STEPS[number - 1])
    return blocked.text if blocked else ""


def _shut(session: Session, right: Right) -> str:
    """What the table of rights has against a place, and what is missing; empty where it is open."""
    why = session.why_not(right)
    return f"{why.text} {left_words(session, why)}".rstrip() if why else ""


def is_name(text: str) -> bool:
    """Is this, whole, the name of a place."""
    return bool(_named(text, PLACES))


def door_named(session: Session, text: str) -> Door | None:
    """The place of this name: of several the first one that is open."""
    every = doors(session)
    named = _named(text, [one.place for one in every])
    found = [one for one in every if one.place in named]
    return next((one for one in found if not one.closed), found[0] if found else None)


def _named(text: str, places: Iterable[Place]) -> list[Place]:
    words = fold(text)
    return [one for one in places if words in (fold(_(name)) for name in one.names)]


def ranked(typed: str, named: Sequence[Sequence[str]]) -> list[int]:
    """Which of these (title, aliases …) have these letters, the nearest first; in either keyboard layout."""
    for words in (fold(typed), fold(from_latin_layout(typed))):
        ranks = [
            (rank, index) for index, names in enumerate(named) if (rank := _rank(words, names)) is not None
        ]
        if ranks:
            return [index for _rank_of, index in sorted(ranks)]
    return []


def _rank(words: str, names: Sequence[str]) -> int | None:
    """How near: whole, the beginning, a part, all words in any order; the title before an alias."""
    nearest = None
    for at, name in enumerate(map(fold, names)):
        kinds = (
            name == words,
            name.startswith(words),
            words in name,
            all(word in name for word in words.split()),
        )
        if True in kinds:
            rank = 2 * kinds.index(True) + min(at, 1)
            nearest = rank if nearest is None else min(nearest, rank)
    return nearest
