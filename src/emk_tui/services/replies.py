"""Replies to a flow from an answers file: the main job without a person."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from emk_tui.card.problems import Problem, problem
from emk_tui.card.text import fold
from emk_tui.services.flows.asks import (
    LATER,
    NEXT,
    SIGNATURE,
    SUBMIT,
    Ask,
    Choice,
    Code,
    Confirm,
    Form,
    Input,
    Page,
    Progress,
    Records,
    Reply,
    Reveal,
    Review,
    Say,
    Show,
    Slots,
    Wait,
)
from emk_tui.services.flows.questions import AGAIN


class NotInFile(Exception):
    """The file has no answer that the flow takes; carries the problem."""

    def __init__(self, found: Problem) -> None:
        self.problem = found
        super().__init__(found.code)


class FileReplies:
    """Answers of a file by their keys. `secrets` are account, terms and consent; `rows` the draft's texts.

    In the demonstration codes are read where they are shown and assertions follow the file; elsewhere
    `person` is asked for them: `consent.accepted` in a file never signs.
    """

    def __init__(
        self,
        secrets: Mapping[str, str],
        rows: Mapping[str, str],
        person: Callable[[Ask], Reply] | None = None,
    ) -> None:
        self.secrets, self.rows, self.person = secrets, rows, person
        self._groups: dict[str, str] = {}

    def answer(self, ask: Ask) -> Reply:
        """The reply, or NotInFile."""
        if self.person is not None and self._needs_person(ask):
            return self.person(ask)
        match ask:
            case Input():
                return self._input(ask)
            case Reveal():
                self._groups |= dict(re.findall(r"Группа (\d+): (\S+)", "\n".join(ask.lines)))
                return None
            case Confirm():
                return self._confirm(ask)
            case Choice():
                return self._choice(ask)
            case Code():
                return self._code(ask)
            case Page():
                return True
            case Wait():
                return ask.call()
            case Records():
                return NEXT
            case Slots():
                return self._slot(ask)
            case Review():
                return SUBMIT
            case Form() if ask.found:
                # its answers were put before: what was found against them is in no file
                raise NotInFile(ask.found[0])
            case Form() | Say() | Progress() | Show():
                return None

    def _needs_person(self, ask: Ask) -> bool:
        """What the file may not decide, and what belongs to the conversation before the steps."""
        match ask:
            case Say() | Progress() | Reveal() | Page() | Code():
                return True
            case Form():
                return bool(ask.found) or not self._is_filled(ask)
            case Confirm():
                return ask.key not in ("consent.statistics", "booking.change")
            case Choice():
                return ask.key == "code.channel" or ask.key.startswith("sign_in.")
            case Input():
                return ask.problem is not None or ask.key.removesuffix(AGAIN) not in self.secrets
        return False

    def _input(self, ask: Input) -> str:
        if ask.problem is not None:
            raise NotInFile(ask.problem.at(ask.key))
        key = ask.key.removesuffix(AGAIN)
        if key.startswith("recovery."):
            return self._groups[key.partition(".")[2]]
        if key in self.secrets:
            return self.secrets[key] or "нет"
        if ask.field.absent and _is_yes(self.secrets.get(f"account.{ask.field.absent}", "")):
            return "нет"
        raise NotInFile(problem("REQUIRED", example=ask.field.example).at(ask.key))

    def _is_filled(self, ask: Form) -> bool:
        """Did the file give this record, its files included."""
        return any(
            path.startswith(f"{ask.record}.") and path.endswith("_file") and raw
            for path, raw in self.rows.items()
        )

    def _confirm(self, ask: Confirm) -> bool:
        if ask.key in ("terms.accepted", "consent.accepted"):
            return _is_yes(self.secrets.get(ask.key, "да" if ask.key == "terms.accepted" else "нет"))
        if ask.key == "consent.statistics":
            return _is_yes(self.rows.get(ask.key, ""))
        return ask.key not in ("booking.change", "consent.discard", "documents.page")

    def _choice(self, ask: Choice) -> str:
        if ask.key == "code.channel":
            # a sent code is always fresh; the authenticator's may have been used for the step before
            return [one.key for one in ask.options if one.key != SIGNATURE][-1]
        if ask.key == "account.proof":
            return self.secrets.get(ask.key, ask.default)
        if ask.key in ("documents.page_lacks", "documents.incoming"):
            # a file states nothing of signatures, and knows nothing of what lies in the inbox
            return LATER
        if ask.key.startswith("booking."):
            return self._named(ask)
        if ask.key.startswith("sign_in."):
            return self._sign_in(ask)
        raise NotInFile(problem("CHOICE", words=", ".join(one.text for one in ask.options[:5])).at(ask.key))

    def _sign_in(self, ask: Choice) -> str:
        """What the file gave was refused: the person's own affair where there is one."""
        if ask.key == "sign_in.locked":
            return ask.default
        if self.person is None or "account.password" in self.secrets:
            refused = problem("SIGN_IN_REFUSED", left="")
            raise NotInFile(replace(refused, text=ask.question, path="account.password"))
        return str(self.person(ask))

    def _slot(self, ask: Slots) -> str:
        """The time of the file, by its ISO moment."""
        wanted = self.rows.get("booking.slot", "")[:16].replace(" ", "T")
        for one in ask.slots:
            if wanted and one.start.replace(tzinfo=None).isoformat(timespec="minutes") == wanted:
                return one.id
        raise NotInFile(problem("SLOT_TAKEN").at("booking.slot"))

    def _named(self, ask: Choice) -> str:
        typed = fold(self.rows.get(ask.key, ""))
        if not typed:
            return LATER if ask.key == "booking.specialty" else ask.options[0].key
        found = [one.key for one in ask.options if fold(one.text).startswith(typed)]
        if not found:
            raise NotInFile(problem("NOT_OFFERED").at(ask.key))
        return found[0]

    def _code(self, ask: Code) -> str:
        if ask.problem is not None:
            raise NotInFile(ask.problem)
        found = re.search(r"\b\d{6}\b", ask.shown)
        if found is None:
            raise NotInFile(problem("FACE_NEEDS_TERMINAL"))
        return found[0]


def _is_yes(raw: str) -> bool:
    """Does a text of the file say «да»."""
    return fold(raw) in ("да", "true", "д")
