"""The parent's side: whatever a worker says or does, the parent stays whole and the worker is reaped."""

import json
import os
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import pytest

from emk_tui.documents import process
from emk_tui.documents.findings import BROKEN, LIMIT, SEEN, Findings
from emk_tui.documents.intake import FileIntake
from emk_tui.documents.looking import look
from emk_tui.documents.process import MOST_MEMORY, Budget, Ended, Order
from emk_tui.ports import Stopped, Track
from tests.documents import samples

MIB = 1024 * 1024
GOOD = Findings(SEEN, 1, rows=((1, None, 0.5, 0.9, 0.5),)).said()
SAY = f"print({json.dumps(json.dumps(GOOD))}, flush=True);"


@pytest.fixture
def file() -> Iterator[BinaryIO]:
    """Something to hand over."""
    with tempfile.TemporaryFile() as made:
        made.write(b"%PDF-")
        made.flush()
        yield made


def worker_that(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every worker run this instead."""
    monkeypatch.setattr(process, "CODE", "import sys, json, os;" + code)


def verdict(**words: Any) -> str:
    """Code that says a last line with something changed in it."""
    said = GOOD["verdict"] | words
    return f"sys.stdout.write({json.dumps(json.dumps({'verdict': said}))} + chr(10))"


@pytest.mark.parametrize(
    "code",
    [
        "pass",
        "print('no JSON')",
        "print('[1]')",
        "print('[' * 100000)",
        "print('9' * 100000)",
        "print('{}')",
        "print(json.dumps({'page': 1, 'pages': 'x'}))",
        "print(json.dumps({'page': 1, 'pages': -1}))",
        "sys.stdout.write('x' * 3000000)",
        "[print(json.dumps({'page': 1, 'pages': 9})) for _ in range(10**9)]",
        "os._exit(3)",
        "sys.stdout.buffer.write(bytes(range(256)) * 99)",
        "print(json.dumps({'verdict': 1}))",
        "print(json.dumps({'verdict': {}}))",
        verdict(state="fine"),
        verdict(pages=True),
        verdict(pages=-1),
        verdict(pages=10**30),
        verdict(active="x"),
        verdict(rows=[[1, 1, 1]]),
        verdict(rows=[[1, None, float("nan"), None, 0]]),
        verdict(rows=[[1, None, 2, None, 0]]),
        verdict(rows=[[1, "300", 0.5, None, 0]]),
        verdict(rows=[[1, None, 0.5, None]]),
        verdict(rows=[[1, None, 0.5, None, -1]]),
        verdict(rows=[[0, None, 0.5, None, 0]]),
        verdict(rows=[]),
        verdict(rows=[[1, None, 0.5, None, 0]] * 2),
        verdict(pages=2),
        verdict(marked=[7]),
        verdict(marked={"1": 1}),
        verdict(width="wide"),
        verdict(more=1),
    ],
)
def test_nonsense_is_not_believed(
    code: str, file: BinaryIO, used: list[Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker_that(code, monkeypatch)
    assert look(file, "application/pdf", 5, Budget(), Track()) == Findings(BROKEN)
    assert len(used) == 2


def test_what_is_well_said_is_believed(file: BinaryIO, monkeypatch: pytest.MonkeyPatch) -> None:
    worker_that(SAY, monkeypatch)
    found = look(file, "application/pdf", 5, Budget(), Track())
    assert found == Findings(SEEN, 1, rows=((1, None, 0.5, 0.9, 0.5),))


@pytest.mark.skipif(os.name != "posix", reason="ends by signals")
@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("os.kill(os.getpid(), 9)", LIMIT),
        ("import signal; os.kill(os.getpid(), signal.SIGXCPU)", LIMIT),
        ("os.abort()", LIMIT),
        ("import signal; os.kill(os.getpid(), signal.SIGSEGV)", BROKEN),
        ("import time; time.sleep(1000)", LIMIT),
        ("os.close(1); import time; time.sleep(1000)", LIMIT),
    ],
)
def test_how_it_died_is_told(code: str, state: str, file: BinaryIO, monkeypatch: pytest.MonkeyPatch) -> None:
    worker_that(code, monkeypatch)
    assert look(file, "application/pdf", 5, Budget(wall=0.3), Track()).state == state


def test_a_second_try_has_twice_the_means(
    file: BinaryIO, used: list[Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker_that("order = json.loads(sys.argv[1]); order['cpu'] == 20 or sys.exit();" + SAY, monkeypatch)
    assert look(file, "application/pdf", 5, Budget(), Track()).state == SEEN
    assert [end.answer is None for end in used] == [True, False]


def test_out_of_means_once_is_not_damage(file: BinaryIO, monkeypatch: pytest.MonkeyPatch) -> None:
    worker_that("order = json.loads(sys.argv[1]); order['cpu'] == 20 or os.kill(os.getpid(), 9)", monkeypatch)
    assert look(file, "application/pdf", 5, Budget(), Track()).state == LIMIT


def test_nothing_of_the_environment_is_handed_on(file: BinaryIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMK_PASSWORD", "secret")
    seen: list[dict[str, Any]] = []
    worker_that(
        "print(json.dumps({'env': dict(os.environ), 'cwd': os.getcwd(), 'path': sys.path, "
        "'fds': sorted(os.listdir('/proc/self/fd')), 'own': os.getsid(0) == os.getpid()}))",
        monkeypatch,
    )
    process.serve([Order("look", "", 5)], file, Budget(), Track(), lambda line, _pipe: seen.append(line))
    (told,) = seen
    assert "secret" not in json.dumps(told) and "HOME" not in told["env"] and told["own"]
    assert told["cwd"] == "/" and len(told["fds"]) == 4


def test_stopping_ends_it(file: BinaryIO, monkeypatch: pytest.MonkeyPatch) -> None:
    worker_that(
        "print(json.dumps({'page': 1, 'pages': 9}), flush=True); import time; time.sleep(1000)", monkeypatch
    )
    track = Track()
    with pytest.raises(Stopped):
        process.serve([Order("look", "", 5)] * 2, file, Budget(), track, lambda *_: track.stop())


def test_a_fault_of_the_listener_leaves_no_worker(
    file: BinaryIO, used: list[Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker_that("print('{}', flush=True); import time; time.sleep(1000)", monkeypatch)

    def fails(*_told: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        process.serve([Order("look", "", 5)], file, Budget(), Track(), fails)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_where_no_process_is_to_be_had_the_file_is_not_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("emk_tui.documents.process.sys.executable", "/nowhere/python")
    verdict = FileIntake().check(samples.pdf(), "passport")
    assert [one.code for one in verdict.problems] == ["DOC_LIMIT"]


@pytest.mark.parametrize(("size", "memory"), [(0, 192), (10, 217), (100, 442), (512, 768)])
def test_memory_grows_with_the_file(size: int, memory: int) -> None:
    assert Budget().bytes_for(size * MIB) == memory * MIB
    assert Budget().doubled().bytes_for(size * MIB) == min(2 * memory * MIB, MOST_MEMORY)


@pytest.mark.parametrize(
    ("cpu", "seconds", "left"),
    [(0.4, 0.5, (9, 19.5)), (3.0, 5.0, (7, 15.0)), (9.5, 9.5, None), (1, 19.5, None)],
)
def test_what_a_first_try_leaves(cpu: float, seconds: float, left: tuple[int, float] | None) -> None:
    rest = Budget().left(cpu, seconds)
    assert (rest and (rest.cpu, rest.wall)) == left
