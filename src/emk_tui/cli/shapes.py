"""A refusal in JSON: the shape of the command's own answer with the problem in it."""

from collections.abc import Callable, Sequence
from typing import Any

from emk_tui.card.problems import Problem

Refusal = Callable[[Problem], dict[str, Any]]

CARD: dict[str, Any] = {"card": None, "status": None, "marks": (), "papers": ()}
MEASURES: dict[str, Any] = dict.fromkeys(("kind", "pages", "dpi", "blank", "blurred"))
FILE: dict[str, Any] = {"file": "", "accepted": False, **MEASURES}
NOTHING: dict[str, Any] = {"ok": False}
SHAPES: dict[str, dict[str, Any]] = {
    "apply": CARD,
    "demo": CARD,
    "rules": {"rules": ()},
    "registry list": {"directories": ()},
    "doctor": {"ok": False, "checks": ()},
    "verify": {"ok": False, "number": "", "code": "", "witness": ""},
    "docs check": FILE,
    "docs add": {**FILE, "waiting": None},
    "account attach": {**FILE, "waiting": None},
}  # fmt: skip
"""Words of the command → its answer without anything in it."""


def refusal_of(options: Sequence[str]) -> Refusal:
    """How the command of these words and options says no."""
    words = [one for one in options if not one.startswith("-")]
    if words[:1] == ["check"] and any(one.partition("=")[0] == "--field" for one in options):
        return value_refused
    shape = SHAPES.get(" ".join(words[:2])) or SHAPES.get("".join(words[:1])) or NOTHING
    return lambda one: refused(one, shape)


def refused(one: Problem, shape: dict[str, Any] = NOTHING) -> dict[str, Any]:
    """The shape with this problem; where the answer has a text or codes of its own, there too."""
    from emk_tui.cli.problems import problem_record

    answer = {**shape, "problems": [problem_record(one)]}
    if "accepted" in shape:
        answer["codes"] = [one.code]
    if "accepted" in shape or "number" in shape:
        answer["text"] = one.text
    return answer


def value_refused(one: Problem) -> dict[str, Any]:
    """The answer about a value that was not looked at."""
    from emk_tui.cli.problems import problem_record

    return {**problem_record(one), "live": "wrong", "value": None, "shown": ""}
