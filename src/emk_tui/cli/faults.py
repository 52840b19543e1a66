"""The outermost guard of every command: no traceback, one sentence, an exit code of commands.md."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from emk_tui.card.problems import problem
from emk_tui.cli.shapes import Refusal, refused
from emk_tui.cli.streams import OutputLost, silence
from emk_tui.ports import Fault

UNWRITABLE, UNEXPECTED, INTERRUPTED = 4, 5, 130
LARGEST_LOG = 256 * 1024
"""Bytes after which the log begins anew."""


def guarded(call: Callable[[], int], *, json: bool, refusal: Refusal = refused) -> int:
    """Exit code of the call, or of what it failed with; `refusal` makes the JSON of a failure."""
    from emk_tui.cli.output import finish, tell

    try:
        try:
            code = call()
            finish()
            return code
        except (BrokenPipeError, OutputLost):
            raise
        except Exception as error:
            return told(_fault(error), json=json, refusal=refusal)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # the reader went away: nothing more to say
        silence(sys.stdout)
        return 0
    except OutputLost:
        silence(sys.stdout)
        tell(problem("OUTPUT_LOST").text)
        return UNWRITABLE


def _fault(error: Exception) -> Fault:
    """What failed, as a fault: itself, a full disk, or one that nobody expected."""
    from emk_tui.store.faults import code_of

    if isinstance(error, Fault):
        return error
    if isinstance(error, OSError) and (code := code_of(error)) == "DISK_FULL":
        return Fault(code)
    return Fault("UNEXPECTED", UNEXPECTED, mark=logged(error))


def told(fault: Fault, *, json: bool, refusal: Refusal = refused) -> int:
    """Say a fault; returns its exit code."""
    from emk_tui.cli.output import emit, tell

    if json:
        emit(refusal(fault.problem))
    else:
        tell(fault.problem.text)
    return fault.exit_code


def logged(error: BaseException) -> str:
    """Six characters that name this failure; its types and places go to the log, never a value."""
    from hashlib import sha256

    places = [place for one in _chain(error) for place in _places(one)]
    code = sha256("|".join(places).encode()).hexdigest()[:6].upper()
    _append(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {code} {' < '.join(places)}\n")
    return code


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _places(error: BaseException) -> Iterator[str]:
    """Type of the error, then file:line from the outermost call inwards."""
    yield type(error).__name__
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        yield f"{path.parent.name}/{path.name}:{trace.tb_lineno}"
        trace = trace.tb_next


def _append(line: str) -> None:
    from emk_tui.settings import data_folder

    try:
        folder = data_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "log.txt"
        full = path.exists() and path.stat().st_size > LARGEST_LOG
        flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if full else os.O_APPEND)
        with open(os.open(path, flags, 0o600), "a", encoding="utf-8") as log:
            log.write(line)
    except OSError:
        # a folder that cannot be written must not hide the failure itself: its code is still told
        return
