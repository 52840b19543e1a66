"""Hold a flow from an event loop: its turns on the desk, its asks on the screen."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from emk_tui.face.desk import Desk
from emk_tui.services.flows.asks import Ask, Back, Cancelled, Flow, Reply, Result


@dataclass(frozen=True, slots=True)
class Leave(Exception):
    """Go elsewhere: to a step by its number, with 0 one back, with TO_MENU to the menu."""

    step: int = 0


TO_MENU = -1


@dataclass(frozen=True, slots=True, repr=False)
class _Asked:
    ask: Ask


@dataclass(frozen=True, slots=True, repr=False)
class _Ended:
    value: object


async def hold(desk: Desk, flow: Flow[Result], answer: Callable[[Ask], Awaitable[Reply]]) -> Result:
    """Run a flow to its end; Cancelled and one back are thrown into it, anything else leaves it at once."""
    try:
        turn = await desk.do(partial(_turn, partial(next, flow)))
        while isinstance(turn, _Asked):
            try:
                reply = await answer(turn.ask)
            except (Cancelled, Back) as left:
                turn = await desk.do(partial(_turn, partial(flow.throw, left)))
            else:
                turn = await desk.do(partial(_turn, partial(flow.send, reply)))
        return cast(Result, turn.value)
    except Back:
        raise Leave from None
    finally:
        await desk.do(flow.close)


def _turn(go_on: Callable[[], Ask]) -> _Asked | _Ended:
    """One turn: a StopIteration cannot cross into a future."""
    try:
        return _Asked(go_on())
    except StopIteration as end:
        return _Ended(end.value)
