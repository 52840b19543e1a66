"""The child: what it denies itself, what it says, what it does with what it cannot read."""

import ctypes
import os
import sys
from typing import Any

import pytest

from emk_tui.documents import process
from emk_tui.documents.findings import Findings, believed
from emk_tui.documents.opening import open_source
from emk_tui.documents.process import Budget, Ended, Order
from emk_tui.documents.shared import SharedFile
from emk_tui.ports import Track
from tests.documents import samples

BOUND = (
    "import os, sys, json; sys.path[:] = json.loads(sys.argv[2]);"
    "from emk_tui.documents.limits import bound; order = json.loads(sys.argv[1]);"
    "bound(order['cpu'], order['memory'], order['parent']);"
    "tell = lambda **words: print(json.dumps(words), flush=True);"
)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what Linux can take away")


def told_by(code: str, monkeypatch: pytest.MonkeyPatch, budget: Budget | None = None) -> list[dict[str, Any]]:
    """Run this in a bound worker; what it told."""
    monkeypatch.setattr(process, "CODE", BOUND + code)
    seen: list[dict[str, Any]] = []
    with open_source(b"content") as file:
        order = Order("look", "", 7)
        process.serve([order], file, budget or Budget(), Track(), lambda line, _pipe: seen.append(line))
    return seen


@LINUX
def test_the_network_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "tell(cards=[line.split(':')[0].strip() for line in open('/proc/net/dev')][2:])"
    (told,) = told_by(code, monkeypatch)
    if told["cards"] not in ([], ["lo"]):
        pytest.skip("this system lets nobody leave its network")
    code = (
        "import socket; one = socket.socket(); one.settimeout(5);"
        "tell(error=one.connect_ex(('127.0.0.1', 9)), out=one.connect_ex(('192.0.2.1', 9)))"
    )
    (told,) = told_by(code, monkeypatch)
    assert told["error"] and told["out"]


@LINUX
def test_nothing_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    target = tmp_path / "left"
    code = (
        f"file = os.open({str(target)!r}, os.O_CREAT | os.O_WRONLY)\n"
        "try:\n    os.write(file, b'x')\nexcept OSError as error:\n    tell(error=error.errno)\n"
    )
    (told,) = told_by(code, monkeypatch)
    assert told["error"] and target.stat().st_size == 0


@LINUX
def test_its_rights_and_means(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import resource as r; lines = dict(line.split(':', 1) for line in open('/proc/self/status'));"
        "space = r.getrlimit(r.RLIMIT_AS)[1]; gains = lines['NoNewPrivs'].strip();"
        "tell(cpu=r.getrlimit(r.RLIMIT_CPU), core=r.getrlimit(r.RLIMIT_CORE),"
        "nproc=r.getrlimit(r.RLIMIT_NPROC), space=space, gains=gains)"
    )
    (told,) = told_by(code, monkeypatch)
    assert (told["cpu"], told["core"], told["nproc"], told["gains"]) == ([10, 10], [0, 0], [0, 0], "1")
    assert 192 * 1024 * 1024 < told["space"] <= process.MOST_MEMORY


@LINUX
def test_memory_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "\ntry:\n    held = bytearray(900 << 20)\nexcept MemoryError:\n    tell(ended=True)\n"
    assert told_by(code, monkeypatch) == [{"ended": True}]


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="what this C library can be told")
def test_large_buffers_are_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import resource as r; faults = lambda: r.getrusage(r.RUSAGE_SELF).ru_minflt;"
        "made = lambda: len(bytearray(8 << 20)); made(); before = faults();"
        "[made() for _ in range(9)]; tell(more=faults() - before)"
    )
    (told,) = told_by(code, monkeypatch)
    assert told["more"] < 4096


@LINUX
def test_processor_time_ends(monkeypatch: pytest.MonkeyPatch, used: list[Ended]) -> None:
    assert told_by("\nwhile True:\n    pass\n", monkeypatch, Budget(cpu=1)) == []
    assert used[0].limit and used[0].cpu < 2


@LINUX
def test_it_does_not_outlive_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("emk_tui.documents.process.os.getpid", lambda: 1)
    assert told_by("tell(lives=True)", monkeypatch) == []


def looked_at(data: bytes, media_type: str, share: tuple[int, int] = (0, 1)) -> tuple[Findings, list[Any]]:
    """The findings of a real worker, and its lines before."""
    seen: list[Any] = []
    order = Order("look", media_type, len(data), share)
    with open_source(data) as file:
        (end,) = process.serve([order], file, Budget(), Track(), lambda line, _pipe: seen.append(line))
    return believed(end.answer), seen


def test_pages_are_shared() -> None:
    data = samples.document(samples.objects(pages=5))
    parts = [looked_at(data, "application/pdf", (index, 2))[0] for index in (0, 1)]
    assert [[row[0] for row in part.rows] for part in parts] == [[1, 3, 5], [2, 4]]


def test_progress_is_told_page_by_page() -> None:
    _found, lines = looked_at(samples.document(samples.objects(pages=3)), "application/pdf")
    assert lines == [{"page": page, "pages": 3} for page in (1, 2, 3)]


def test_a_picture_is_measured() -> None:
    found, lines = looked_at(samples.jpeg(), "image/jpeg")
    assert (found.pages, found.width, found.height, found.position) == (1, 620, 640, False)
    assert lines == [{"page": 1, "pages": 1}]


@pytest.mark.parametrize("media_type", ["application/pdf", "image/png"])
def test_what_it_can_not_read_is_told(media_type: str) -> None:
    found, lines = looked_at(b"nothing of the kind", media_type)
    assert (found.state, lines) == ("broken", [])


def test_an_open_file_is_read_from_a_place_of_ones_own() -> None:
    with open_source(bytes(range(100))) as file:
        one, other = SharedFile(file.fileno()), SharedFile(file.fileno())
        one.seek(-10, os.SEEK_END)
        assert (one.read(3), other.read(3), one.read(50)) == (
            bytes((90, 91, 92)), bytes((0, 1, 2)), bytes(range(93, 100)),
        )  # fmt: skip
        assert (one.read(5), one.tell(), one.seek(-1, os.SEEK_CUR)) == (b"", 100, 99)
        with pytest.raises(ValueError, match="before the beginning"):
            one.seek(-1)
