"""Choices by ear: the count first, at most nine lines at once, answered by number or part of the name."""

from collections.abc import Sequence

from emk_tui.card.problems import Problem, problem
from emk_tui.card.text import fold, from_latin_layout
from emk_tui.i18n import _, plural
from emk_tui.linear.commands import Command, Word
from emk_tui.linear.layout import width_of
from emk_tui.linear.prompter import Prompter, Question
from emk_tui.services.flows.asks import Choice, Option

PAGE = 9
"""Lines said at once (rule 7)."""
LABEL = 29
"""Cells of a label at most (rule 5)."""
OWN = frozenset({Word.NEXT, Word.RESEND})


def numbered(texts: Sequence[str], first: int = 1) -> list[str]:
    """«1. …» lines."""
    return [f"{number}. {text}" for number, text in enumerate(texts, first)]


def number_of(typed: str) -> int:
    """The number that was typed; 0 where it is none."""
    text = typed.strip().rstrip(".")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


class Chooser:
    """Asks choices; one that comes again unchanged is not read again (rule 7)."""

    def __init__(self, prompter: Prompter) -> None:
        self.prompter = prompter
        self._said: Choice | None = None

    def choose(self, choice: Choice) -> str:
        """The key of the chosen option."""
        whole = page(choice, 0)
        start = whole if choice != self._said else (_("Варианты прежние, повтор прочтёт."),)
        self._said = choice
        question = Question(
            label_of(choice), start, (_("Ответьте номером или частью названия."),), whole=whole
        )
        first = 0
        while True:
            reply = self._ask(choice, question)
            if reply is not None:
                return reply
            first = first + PAGE if first + PAGE < len(choice.options) else 0
            question = Question(question.label, page(choice, first), question.hint, whole=whole)

    def _ask(self, choice: Choice, question: Question) -> str | None:
        """A key, or None for the next page."""
        while True:
            typed = self.prompter.ask(question, OWN)
            key = (
                self._command(choice, typed.word) if isinstance(typed, Command) else self._key(choice, typed)
            )
            if key:
                return key
            if key is None:
                return None
            if not isinstance(typed, Command):
                question = question.again(refusal(choice.options, typed))

    def _command(self, choice: Choice, word: Word) -> str | None:
        """«ещё» turns the page; «дальше» is an option of this name, else the default, else the page."""
        pages = len(choice.options) > PAGE
        named = match(choice.options, word.value) if word is Word.NEXT else []
        if len(named) == 1 or (word is Word.NEXT and choice.default):
            return named[0].key if named else choice.default
        if not pages:
            self.prompter.say(_("Других вариантов нет, повтор прочтёт эти."))
        return None if pages else ""

    @staticmethod
    def _key(choice: Choice, typed: str) -> str:
        """The key of an answer; empty where it is none."""
        if not typed.strip():
            return choice.default
        found = match(choice.options, typed)
        return found[0].key if len(found) == 1 else ""


def refusal(options: Sequence[Option], typed: str) -> Problem:
    """Why an answer names no single option."""
    found = match(options, typed) if typed.strip() else []
    if found:
        return problem("CHOICE_MORE", words=", ".join(option.text for option in found[:3]))
    return problem("PICK", n=len(options))


def match(options: Sequence[Option], typed: str) -> list[Option]:
    """By number, else by whole name or alias, else by a part of it; also typed in the wrong layout."""
    text = typed.strip().rstrip(".")
    if text.isascii() and text.isdigit():
        number = number_of(text)
        return [options[number - 1]] if 1 <= number <= len(options) else []
    for words in (fold(text), fold(from_latin_layout(text))):
        exact = [one for one in options if words in (fold(one.text), *map(fold, one.aliases))]
        part = [
            one for one in options if words and any(words in fold(name) for name in (one.text, *one.aliases))
        ]
        if exact or part:
            return exact or part
    return []


def label_of(choice: Choice) -> str:
    """What the prompt says: the question up to its first comma where that is short, else «Номер»."""
    label = choice.question.partition(",")[0].rstrip(".")
    return label if width_of(label) <= LABEL else _("Номер")


def page(choice: Choice, first: int) -> tuple[str, ...]:
    """The count and at most nine options from this one on; the default in words."""
    shown = choice.options[first : first + PAGE]
    lines = numbered([one.told for one in shown], first + 1)
    if first + PAGE < len(choice.options):
        lines.append(_("Следующие: ещё."))
    if first:
        return tuple(lines)
    count = plural(len(choice.options), _("вариант"), _("варианта"), _("вариантов"))
    question = choice.question.rstrip(".")
    head = f"{count}." if question == label_of(choice) else f"{question}. {count}."
    default = next((one.text for one in choice.options if one.key == choice.default), "")
    enter = (_("Enter: {default}.").format(default=default),) if default else ()
    return (head, *lines, *enter)
