"""Choices by ear: the count first, at most nine lines at once, answered by number or part of the name."""

from collections.abc import Sequence

from emk_tui.card.problems import problem
from emk_tui.card.text import fold, from_latin_layout
from emk_tui.i18n import _, plural
from emk_tui.linear.commands import Command, Word
from emk_tui.linear.prompter import Prompter, Question
from emk_tui.services.flows.asks import Choice, Option

PAGE = 9
"""Lines said at once (rule 7)."""


def numbered(texts: Sequence[str], first: int = 1) -> list[str]:
    """«1. …» lines."""
    return [f"{number}. {text}" for number, text in enumerate(texts, first)]


def choose(prompter: Prompter, choice: Choice) -> str:
    """The key of the chosen option."""
    start = 0
    while True:
        question = Question(_("Номер"), _lines(choice, start), (_("Ответьте номером или частью названия."),))
        reply = _ask(prompter, choice, question)
        if isinstance(reply, str):
            return reply
        start = start + PAGE if start + PAGE < len(choice.options) else 0


def _ask(prompter: Prompter, choice: Choice, question: Question) -> str | None:
    """A key, or None for the next page."""
    own = frozenset({Word.NEXT}) if len(choice.options) > PAGE else frozenset()
    while True:
        typed = prompter.ask(question, own)
        if isinstance(typed, Command):
            return None
        if not typed.strip() and choice.default:
            return choice.default
        found = match(choice.options, typed)
        if len(found) == 1:
            return found[0].key
        words = ", ".join(option.text for option in found[:3]) or "1"
        code = "CHOICE_MORE" if found else "CHOICE"
        question = question.again(problem(code, words=words))


def match(options: Sequence[Option], typed: str) -> list[Option]:
    """By number, else by whole name or alias, else by a part of it; also typed in the wrong layout."""
    text = typed.strip().rstrip(".")
    if text.isascii() and text.isdigit():
        number = int(text[:4])
        return [options[number - 1]] if 1 <= number <= len(options) else []
    for words in (fold(text), fold(from_latin_layout(text))):
        exact = [one for one in options if words in (fold(one.text), *map(fold, one.aliases))]
        part = [
            one for one in options if words and any(words in fold(name) for name in (one.text, *one.aliases))
        ]
        if exact or part:
            return exact or part
    return []


def _lines(choice: Choice, start: int) -> tuple[str, ...]:
    shown = choice.options[start : start + PAGE]
    count = plural(len(choice.options), _("вариант"), _("варианта"), _("вариантов"))
    head = (
        f"{choice.question}. {count}." if not choice.question.endswith(".") else f"{choice.question} {count}."
    )
    lines = [head, *numbered([one.text for one in shown], start + 1)]
    if len(choice.options) > PAGE:
        lines.append(_("Ещё варианты: дальше."))
    default = next((one.text for one in choice.options if one.key == choice.default), "")
    if default:
        lines.append(_("Enter: {default}.").format(default=default))
    return tuple(lines)
