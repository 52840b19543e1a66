"""The desk takes calls in order; what runs beside it may be left."""

import asyncio
import threading
from functools import partial

import pytest

from emk_tui.face.desk import Desk


def test_calls_are_done_in_order_on_one_thread() -> None:
    """A later call finds the earlier one done."""
    desk, seen = Desk(), list[tuple[int, int]]()

    def note(number: int) -> None:
        seen.append((number, threading.get_ident()))

    async def scene() -> None:
        await asyncio.gather(*(desk.do(partial(note, number)) for number in range(20)))

    asyncio.run(scene())
    desk.close()
    assert [number for number, _thread in seen] == list(range(20))
    assert len({thread for _number, thread in seen}) == 1


def test_what_is_beside_does_not_stop_the_desk_and_may_be_left() -> None:
    """A register that never answers keeps neither the desk nor the end waiting."""
    desk, never = Desk(), threading.Event()

    async def scene() -> str:
        waiting = asyncio.ensure_future(desk.beside(never.wait))
        done = await desk.do(lambda: "done")
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        return done

    assert asyncio.run(scene()) == "done"
    never.set()
    desk.close()


def test_answers_and_failures_come_back() -> None:
    """From both ways."""
    desk = Desk()

    def fails() -> None:
        raise LookupError("no")

    async def scene() -> None:
        assert await desk.beside(lambda: 5) == 5
        for call in (desk.do, desk.beside):
            with pytest.raises(LookupError):
                await call(fails)

    asyncio.run(scene())
    desk.close()


def test_an_answer_after_the_end_of_the_loop_is_dropped() -> None:
    """The thread ends quietly."""
    desk, late = Desk(), threading.Event()

    async def scene() -> None:
        task = asyncio.ensure_future(desk.beside(late.wait))
        await asyncio.sleep(0)
        task.cancel()

    before = set(threading.enumerate())
    asyncio.run(scene())
    # those of other tests may wait for ever
    beside = [thread for thread in set(threading.enumerate()) - before if thread.name == "beside"]
    late.set()
    for thread in beside:
        thread.join(60)
    desk.close()
    assert len(beside) == 1 and not beside[0].is_alive()
