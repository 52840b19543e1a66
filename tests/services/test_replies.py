"""Replies from a file: what it may decide, and what it may not (R5, R14, K38)."""

import pytest

from emk_tui.card.problems import problem
from emk_tui.services.flows.asks import (
    LATER,
    RESEND,
    SIGNATURE,
    Ask,
    Choice,
    Code,
    Confirm,
    Form,
    Input,
    Option,
    Page,
    Reply,
    Reveal,
    Say,
    Wait,
)
from emk_tui.services.flows.questions import PASSWORD
from emk_tui.services.replies import FileReplies, NotInFile

CODE = Code("code.вход", "вход", "Код для показа: 123456.", 300)
PROOF = Choice(
    "account.proof", "Видео", (Option("video", "оператору"), Option("later", "позже")), default="video"
)
CHANNEL = Choice(
    "code.channel", "Откуда", (Option("app", "код"), Option("email", "письмо"), Option(SIGNATURE, "подпись"))
)
FOUND = problem("DOC_FORMAT", formats="PDF").at("identity.passport_file")


def asked(ask: Ask, secrets: dict[str, str] | None = None, rows: dict[str, str] | None = None) -> Reply:
    """What a file alone says."""
    return FileReplies(secrets or {}, rows or {}).answer(ask)


@pytest.mark.parametrize(
    ("ask", "secrets", "reply"),
    [
        (PROOF, {}, "video"),
        (PROOF, {"account.proof": "later"}, "later"),
        (CHANNEL, {}, "email"),
        (CODE, {}, "123456"),
        (Input("account.password", PASSWORD), {"account.password": "Река-7-мост!"}, "Река-7-мост!"),
        (Input("account.password.again", PASSWORD), {"account.password": "Река-7-мост!"}, "Река-7-мост!"),
        (Confirm("account.confirmed", "Мои?"), {}, True),
        (Confirm("terms.accepted", "Согласны?"), {}, True),
        (Confirm("terms.accepted", "Согласны?"), {"terms.accepted": "нет"}, False),
        (Confirm("consent.accepted", "Даёте?"), {}, False),
        (Confirm("consent.accepted", "Даёте?"), {"consent.accepted": "да"}, True),
        (Form("identity", "Подтверждение"), {}, None),
        (Page("terms", "Условия", "1", ()), {}, True),
        (Say("Сказано."), {}, None),
        (Reveal("Код", ("Группа 1: ABCDE",)), {}, None),
        (Wait("Ждём.", lambda: 7), {}, 7),
        (Choice("booking.specialty", "Кто", (Option("x", "терапевт"),)), {}, LATER),
    ],
)  # fmt: skip
def test_what_a_file_answers(ask: Ask, secrets: dict[str, str], reply: Reply) -> None:
    """By the key of the question; the consent only where it says so."""
    assert asked(ask, secrets) == reply


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (Form("identity", "Подтверждение", found=(FOUND,)), "DOC_FORMAT"),
        (Code("code.вход", "вход", "Код отправлен.", 300), "FACE_NEEDS_TERMINAL"),
        (Code("code.вход", "вход", "123456", 300, problem("CODE_REFUSED", left=1)), "CODE_REFUSED"),
        (Input("account.password", PASSWORD), "REQUIRED"),
        (Input("account.password", PASSWORD, "", problem("PASSWORD_SEQUENCE")), "PASSWORD_SEQUENCE"),
        (Choice("access.who", "Кому", (Option("0", "кто-то"),)), "CHOICE"),
    ],
)
def test_what_is_in_no_file(ask: Ask, code: str) -> None:
    """The problem, at the place that the question is about."""
    with pytest.raises(NotInFile) as missing:
        asked(ask, {"account.password": ""} if code == "PASSWORD_SEQUENCE" else {})
    assert missing.value.problem.code == code


def test_what_was_found_against_a_form_keeps_its_place() -> None:
    """R14: the field of the file."""
    with pytest.raises(NotInFile) as missing:
        asked(Form("identity", "Подтверждение", found=(FOUND,)))
    assert missing.value.problem.path == "identity.passport_file"


@pytest.mark.parametrize(
    ("ask", "theirs"),
    [
        (Confirm("account.confirmed", "Мои?"), True),
        (Confirm("terms.accepted", "Согласны?"), True),
        (Confirm("consent.accepted", "Даёте?"), True),
        (Confirm("consent.statistics", "Разрешаете?"), False),
        (CODE, True),
        (CHANNEL, True),
        (Form("identity", "Подтверждение", found=(FOUND,)), True),
        (Form("personal", "Личные данные"), True),
        (Form("identity", "Подтверждение"), False),
        (Input("account.password", PASSWORD), True),
        (Input("account.password", PASSWORD, "", problem("PASSWORD_REPEAT")), True),
        (Page("terms", "Условия", "1", ()), True),
    ],
)
def test_a_person_is_asked_what_a_file_may_not_decide(ask: Ask, theirs: bool) -> None:
    """K38: assertions, codes, secrets, and what was found against the file."""
    rows = {"identity.passport_file": "passport.pdf"}
    person = FileReplies({}, rows, lambda _ask: RESEND)
    assert (person.answer(ask) == RESEND) is theirs
