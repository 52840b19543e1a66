"""The parent's side of the worker: started, listened to within bounds, stopped, always reaped."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import IO, Any, BinaryIO

from emk_tui.documents.findings import Nonsense
from emk_tui.documents.formats import MIB
from emk_tui.ports import Stopped, Track

MOST_MEMORY = 768 * MIB
"""Bytes of address space a worker gets at the very most."""
LINE = 2 * MIB
"""Bytes one line of an answer may have."""
MOST = 8 * MIB
"""Bytes an answer may have in all, besides parts of a file."""
CODE = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[2]); "
    "from emk_tui.documents.worker import main; main(sys.argv[1])"
)
"""What the worker runs: nothing of what is around it but the folders this program is loaded from."""
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Every thread of numpy's algebra reserves address space, and none is needed."""
WINDOWS = ("SYSTEMROOT", "WINDIR")
OUT_OF_MEANS = tuple(
    getattr(signal, name, None) for name in ("SIGXCPU", "SIGKILL", "SIGABRT", "SIGTRAP", "SIGILL")
)
"""Deaths for want of processor time or memory: pdfium ends itself by a trap where an allocation fails."""

OUT_OF_TIME = tuple(getattr(signal, name, None) for name in ("SIGXCPU", "SIGKILL"))


@dataclass(frozen=True, slots=True)
class Budget:
    """What one look may use: seconds of processor, bytes besides 2.5 × size, seconds of wall clock."""

    cpu: int = 10
    memory: int = 192 * MIB
    wall: float = 20.0
    twice: int = 1

    def doubled(self) -> "Budget":
        """For the second try: a good file is not to be blamed for a low limit."""
        return Budget(self.cpu * 2, self.memory * 2, self.wall * 2, self.twice * 2)

    def left(self, cpu: float, seconds: float) -> "Budget | None":
        """Twice the memory in the time that a first try left of it; None: nothing to speak of."""
        rest, wall = int(self.cpu - cpu), self.wall - seconds
        return Budget(rest, self.memory * 2, wall, self.twice * 2) if rest >= 1 and wall >= 1 else None

    def bytes_for(self, size: int) -> int:
        """Memory for a file of so many bytes."""
        return min(MOST_MEMORY, self.memory + self.twice * size * 5 // 2)


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is to do; `mode` is look, split or view; the rest is for one of these."""

    mode: str
    media_type: str
    size: int
    share: tuple[int, int] = (0, 1)
    """Of the pages, those whose index leaves this remainder by that divisor."""
    size_limit: int = 0
    number: int = 1
    columns: int = 0
    cpu: int = 0
    memory: int = 0
    parent: int = 0

    def within(self, budget: Budget) -> "Order":
        """The same with its limits."""
        return replace(self, cpu=budget.cpu, memory=budget.bytes_for(self.size), parent=os.getpid())


@dataclass(frozen=True, slots=True)
class Ended:
    """How a worker ended: `answer` is its last word, None where it had none; what it used."""

    answer: dict[str, Any] | None
    limit: bool = False
    """It ran into a limit."""
    cpu: float = 0.0
    memory: int = 0
    """Bytes, at its peak."""
    late: bool = False
    """It was time that it ran out of, of the processor or of the clock."""


class Pipe:
    """What comes from the worker, counted."""

    def __init__(self, stream: IO[bytes], most: int = MOST) -> None:
        self._stream, self._left = stream, most

    def lines(self) -> Iterator[dict[str, Any]]:
        """Every line as an object, to the end; Nonsense where it is none or grows too long."""
        while line := self._stream.readline(LINE + 1):
            if not line.endswith(b"\n"):
                raise Nonsense("cut")
            self._count(len(line))
            yield _object(line)

    def exactly(self, size: int) -> bytes:
        """So many bytes that follow a line."""
        self._count(size)
        data = self._stream.read(size)
        if len(data) != size:
            raise Nonsense("cut")
        return data

    def _count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise Nonsense("too much")


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise Nonsense("no JSON") from None
    if not isinstance(found, dict):
        raise Nonsense("no object")
    return found


class Worker:
    """One running worker. Killing it is allowed at any time and from any thread."""

    def __init__(self, order: Order, file: BinaryIO) -> None:
        self.expired = self.distrusted = False
        self._lock = Lock()
        self._end: tuple[int, float, int] | None = None
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-X", "utf8", "-c", CODE, json.dumps(asdict(order)), _folders()],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/" if os.name == "posix" else None,
            env=_environment(),
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def listen(self, take: Callable[[dict[str, Any], Pipe], None], most: int = MOST) -> dict[str, Any] | None:
        """Hand every line but the last one on, return the last one; kills a worker that talks nonsense."""
        assert self._process.stdout is not None
        pipe, answer = Pipe(self._process.stdout, most), None
        try:
            for line in pipe.lines():
                if "verdict" in line:
                    answer = line
                else:
                    take(line, pipe)
        except Nonsense:
            answer, self.distrusted = None, True
            self.kill()
        return answer

    def expire(self) -> None:
        """Its time is over."""
        self.expired = True
        self.kill()

    def kill(self) -> None:
        """End it and whatever it started; nothing where it has ended."""
        with self._lock:
            if self._end is not None:
                return
            if hasattr(os, "killpg"):
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def reap(self) -> tuple[int, float, int]:
        """Wait for its end: return code, seconds of processor, bytes at the peak."""
        if self._process.stdout is not None:
            self._process.stdout.close()
        if self._end is None and hasattr(os, "waitid"):
            # its number stays its own until it is reaped, so nobody else can be killed by it
            os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)
        with self._lock:
            if self._end is None:
                self._end = self._waited()
        return self._end

    def _waited(self) -> tuple[int, float, int]:
        if not hasattr(os, "wait4"):
            return self._process.wait(), 0.0, 0
        _pid, status, used = os.wait4(self._process.pid, 0)
        code = self._process.returncode = os.waitstatus_to_exitcode(status)
        unit = 1 if sys.platform == "darwin" else 1024
        return code, used.ru_utime + used.ru_stime, used.ru_maxrss * unit


def serve(
    orders: Sequence[Order],
    file: BinaryIO,
    budget: Budget,
    track: Track,
    take: Callable[[dict[str, Any], Pipe], None],
    most: int = MOST,
) -> list[Ended]:
    """Let a worker do each order, all at once, within the budget; Stopped where the track was stopped.

    `take` gets every line that is not the last one, from several threads where there are several orders.
    """
    try:
        with ExitStack() as stack:
            # they live no longer than the thread that starts them: all are started by this one
            workers = [stack.enter_context(_running(one.within(budget), file, budget.wall)) for one in orders]
            stack.callback(track.on_stop, None)
            track.on_stop(lambda: _kill(workers))
            found = _heard(workers, take, most)
    except OSError:
        # no process is to be had: that is no fault of the file
        found = [Ended(None, limit=True)] * len(orders)
    if track.stopped:
        raise Stopped
    return found


def _kill(workers: list[Worker]) -> None:
    for worker in workers:
        worker.kill()


def _heard(workers: list[Worker], take: Callable[[dict[str, Any], Pipe], None], most: int) -> list[Ended]:
    """The first is listened to here, the others each in a thread."""
    found: list[Ended] = [Ended(None)] * len(workers)

    def hear(index: int) -> None:
        found[index] = _ended(workers[index], workers[index].listen(take, most))

    threads = [Thread(target=hear, args=(index,), daemon=True) for index in range(1, len(workers))]
    for thread in threads:
        thread.start()
    try:
        hear(0)
    finally:
        # without the others' answers this one's is of no use either, and the other way round
        for thread in threads:
            thread.join()
    return found


@contextmanager
def _running(order: Order, file: BinaryIO, seconds: float) -> Iterator[Worker]:
    """A worker that is killed after so many seconds; whatever happens meanwhile, it is gone at the end."""
    worker = Worker(order, file)
    timer = Timer(seconds, worker.expire)
    timer.daemon = True
    timer.start()
    try:
        yield worker
    finally:
        timer.cancel()
        worker.kill()
        worker.reap()
        timer.join()


def _ended(worker: Worker, answer: dict[str, Any] | None) -> Ended:
    """Reap it and tell how it ended."""
    code, cpu, memory = worker.reap()
    means = answer is None and not worker.distrusted and -code in OUT_OF_MEANS
    late = worker.expired or (means and -code in OUT_OF_TIME)
    return Ended(None if worker.expired else answer, worker.expired or means, cpu, memory, late)


def _folders() -> str:
    """Where modules are loaded from, as here: this program's own folder too, never the current one."""
    own = str(Path(__file__).resolve().parents[2])
    known = [path for path in sys.path if os.path.isabs(path)]
    return json.dumps(known if own in known else [*known, own])


def _environment() -> dict[str, str]:
    """Nothing of the person's environment goes to the worker but what Windows can't start without."""
    kept = {name: os.environ[name] for name in WINDOWS if name in os.environ} if os.name == "nt" else {}
    return ONE_THREAD | kept
