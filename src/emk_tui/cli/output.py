"""What goes out: lines and JSON, never a lone surrogate or a control character."""

import json
import sys
from typing import Any

from emk_tui.cli.streams import write


def say(text: str) -> None:
    """A line of the result."""
    write(sys.stdout, shown(text) + "\n")


def tell(text: str) -> None:
    """A message to the person."""
    write(sys.stderr, shown(text) + "\n")


def emit(value: Any) -> None:
    """One JSON object on a line, flushed."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    line = json.dumps(value, ensure_ascii=not encoding.startswith("utf"), allow_nan=False)
    write(sys.stdout, ("".join(map(_escaped, line)) if not line.isprintable() else line) + "\n")


def _escaped(char: str) -> str:
    """A character of a JSON text; what cannot be shown stands only within its strings."""
    if char.isprintable():
        return char
    if 0xD800 <= ord(char) <= 0xDFFF:
        return "\\ufffd"
    return json.dumps(char)[1:-1] if ord(char) > 0xFFFF else f"\\u{ord(char):04x}"


def shown(text: str) -> str:
    """A text of one line: what cannot be shown becomes «?»."""
    return text if text.isprintable() else "".join(char if char.isprintable() else "?" for char in text)


def finish() -> None:
    """Nothing is left in the buffer; OutputLost or BrokenPipeError as from every line."""
    write(sys.stdout, "")
