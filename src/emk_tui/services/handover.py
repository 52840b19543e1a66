"""What a locked program hands to the one that replaces it: small, and never on a disk (R19)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Handover:
    """What a locked program gives itself: who was there, the proof that it was this session, the place."""

    login: str
    token: str
    owner: bool = True
    """Was it the owner: a PIN is theirs alone."""
    in_wizard: bool = False
    linear: bool = False
    folder: str = ""
    """Of a demonstration: where its throw-away store lies."""
    now: str = ""
    """Of a demonstration: its own time."""
    alive: int = -1
    """Of a demonstration: the open file that keeps its folder from being swept away."""
