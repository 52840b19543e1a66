"""What a screen works with after sign-in: the session, the desk and what saves."""

from dataclasses import dataclass

from emk_tui.face.desk import Desk
from emk_tui.face.saver import Saver
from emk_tui.services.session import Session


@dataclass(frozen=True, slots=True, repr=False)
class Work:
    """One signed-in person at one screen."""

    session: Session
    desk: Desk
    saver: Saver
    steps_on: bool = True
    """Does a field of fixed length step on by itself."""
