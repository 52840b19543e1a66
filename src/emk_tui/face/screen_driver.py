"""The terminal of the screen: a lost one is noticed, every mode is put back, no failure is printed."""

import asyncio
import codecs
import io
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, Protocol, cast

from textual.drivers import linux_driver

from emk_tui.face.driver import KeyDriver

SHOW_CURSOR, MOUSE_PIXELS_OFF = "\x1b[?25h", "\x1b[?1016l"


class Listener(Protocol):
    """What the program around the driver hears of it."""

    plain: bool

    def terminal_new(self) -> None:
        """The terminal shows nothing of ours yet."""

    def terminal_gone(self) -> None:
        """Nobody reads or types any more."""

    def fail(self, error: BaseException) -> None:
        """Something of ours failed beside the event loop."""


class Outlet:
    """Where the screen is written: text as UTF-8; after the first refusal everything goes nowhere."""

    def __init__(self, stream: IO[bytes], gone: Callable[[], object]) -> None:
        self._raw, self._gone, self._open = stream, gone, True

    def write(self, text: str) -> None:
        """Give it to the terminal."""
        self._try(lambda: self._raw.write(text.encode("utf-8", "replace")))

    def flush(self) -> None:
        """Now."""
        self._try(self._raw.flush)

    def fileno(self) -> int:
        """Its descriptor."""
        return self._raw.fileno()

    def _try(self, act: Callable[[], object]) -> None:
        if not self._open:
            return
        try:
            act()
        except (OSError, ValueError):
            self._open = False
            self._gone()


class Decoder(codecs.IncrementalDecoder):
    """UTF-8 from the keyboard: a stray byte is one wrong letter, nothing at all is the end of input."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = codecs.getincrementaldecoder("utf-8")("replace")

    def decode(self, data: Any, final: bool = False) -> str:
        """The letters; EOFError where a terminal that was ready gave none."""
        if not data:
            raise EOFError
        # an Enter that was typed before the terminal was ours has become a line feed
        return self._whole.decode(data, final).replace("\n", "\r")


class ScreenDriver(KeyDriver):
    """Writes to standard output, wherever errors go; tells the program how it fared."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._listener = cast(Listener, app)
        self._tell: Callable[..., object] = lambda *_told: None
        assert isinstance(sys.__stdout__, io.TextIOWrapper)
        outlet = Outlet(
            cast("IO[bytes]", sys.__stdout__.buffer), lambda: self._tell(self._listener.terminal_gone)
        )
        self._file = cast("Any", outlet)

    def start_application_mode(self) -> None:
        """As Textual; with `--plain` the real cursor is seen."""
        loop = asyncio.get_running_loop()

        def tell(call: Callable[..., None], *told: object) -> None:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(call, *told)

        self._tell = tell
        self._listener.terminal_new()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._listener.plain:
            self.write(SHOW_CURSOR)

    def _disable_mouse_support(self) -> None:
        """Textual leaves one of the modes on."""
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write(MOUSE_PIXELS_OFF)
            self.flush()

    def _run_input_thread(self) -> None:
        """Read keys until the end; Textual would print what is around a failure."""
        # the method below takes the decoder by its name in the module: the only seam
        linux_driver.getincrementaldecoder = lambda _name: Decoder  # type: ignore[attr-defined, assignment]
        try:
            self.run_input_thread()
        except (EOFError, OSError):
            self._tell(self._listener.terminal_gone)
        except BaseException as error:
            self._tell(self._listener.fail, error)
