"""Whole walks that several tests look at, made once a session."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import network
from tests.e2e.driver import surroundings, terminal
from tests.e2e.worlds import Owner, citizen, make_card


@dataclass(frozen=True)
class Walk:
    """What a whole way left behind: the program's own bytes, the labels asked, the card, the exit code."""

    data: bytes
    labels: list[str]
    number: str
    home: Path
    code: int
    owner: Owner
    calls: list[str]
    """What the watched program told of the network: that it began, and every call that left this computer."""

    @property
    def text(self) -> str:
        """As it is read."""
        return self.data.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture(scope="session")
def real_walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Account, all steps, the card, its paper, exit: in an own store with nothing connected."""
    assert network.left() == []
    home, owner = tmp_path_factory.mktemp("real"), Owner()
    person = owner.person()
    with terminal("--linear", env=surroundings(home), echo=False) as talk:
        number = make_card(person, talk)
        talk.type("стоп\n")
        code = talk.end()
        yield Walk(talk.data, person.labels, number, home, code, owner, network.taken())


@pytest.fixture(scope="session")
def demo_walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """The same in the demonstration, with a booking."""
    assert network.left() == []
    home, person = tmp_path_factory.mktemp("demo"), citizen()
    world = ("demo", "--linear", "--keep", str(home / "kept"))
    with terminal(*world, env=surroundings(home), echo=False) as talk:
        number = make_card(person, talk)
        talk.type("стоп\n")
        code = talk.end()
        yield Walk(talk.data, person.labels, number, home, code, Owner(), network.taken())
