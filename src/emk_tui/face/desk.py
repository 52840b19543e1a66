"""The one thread where services and the store work, so that no key ever waits for a disk."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


class Desk:
    """Takes calls in order; what asks somebody outside runs beside it, in a thread that may be left."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self.closed = False

    async def do(self, call: Callable[[], Result]) -> Result:
        """The result of a call, after those before it."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def beside(self, call: Callable[[], Result]) -> Result:
        """The result of a call that may never come; cancelling the wait leaves the thread to itself."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Result] = loop.create_future()

        def settle(act: Callable[[], None]) -> None:
            # a loop that has ended wants no answer any more
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(lambda: None if answer.done() else act())

        def work() -> None:
            try:
                result = call()
            except BaseException as error:
                failed = error
                settle(lambda: answer.set_exception(failed))
            else:
                settle(lambda: answer.set_result(result))

        Thread(target=work, daemon=True, name="beside").start()
        return await answer

    def close(self) -> None:
        """Finish what was given; nothing more is taken."""
        self.closed = True
        self._thread.shutdown(wait=True)
