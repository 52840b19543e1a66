"""Letters to a real mail server on this computer."""

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from emk_tui.gateways.gateway import AppriseGateways
from emk_tui.ports import Fault, Gateway, Notice
from tests.gateways.servers import HERE, Inbox, mail_server, talking, tls

ANNA, CODE = "anna@example.org", "482913"
NOTICE = Notice(
    "1", "email", ANNA, "Запись к врачу", "Ждём вас 2 марта в 10:00.", datetime(2026, 3, 1, tzinfo=UTC)
)


def over(port: int, more: str = "", limit: float = 25.0) -> Gateway:
    """A gateway to this port without encryption."""
    return AppriseGateways(limit).open({"email": f"mailto://{HERE}:{port}?from=emk@example.ru{more}"})


def letter(envelope: Envelope) -> EmailMessage:
    """The letter in an envelope, decoded."""
    content = envelope.content
    assert isinstance(content, bytes)
    return message_from_bytes(content, EmailMessage, policy=default)


def test_a_code_arrives_and_is_not_told() -> None:
    """One recipient, our sender, Russian in UTF-8, plain text; the person hears where it went."""
    inbox = Inbox()
    with mail_server(inbox) as port:
        shown = over(port).send("email", ANNA, CODE, "вход")
    (envelope,) = inbox.letters
    found = letter(envelope)
    assert (envelope.mail_from, envelope.rcpt_tos) == ("emk@example.ru", [ANNA])
    assert (found["From"], found["To"], found["Cc"]) == ("ЭМК <emk@example.ru>", ANNA, None)
    assert found["Subject"] == "ЭМК: код подтверждения"
    assert found.get_content_type() == "text/plain"
    assert f"Ваш код: {CODE}\r\nДля чего: вход\r\n" in found.get_content()
    assert "Никому его не сообщайте" in found.get_content()
    assert shown == "Код отправлен письмом на a•••@example.org." and CODE not in shown


def test_a_notice_arrives_as_it_is() -> None:
    """Subject and text of the outbox, to a Cyrillic domain in its ASCII form."""
    inbox = Inbox()
    with mail_server(inbox) as port:
        over(port).deliver(replace(NOTICE, address="anna@почта.рф"))
    found = letter(inbox.letters[0])
    assert (found["Subject"], found.get_content().strip()) == (NOTICE.subject, NOTICE.text)
    assert inbox.letters[0].rcpt_tos == ["anna@xn--80a1acny.xn--p1ai"]


@pytest.mark.parametrize(("channel", "error"), [("sms", ValueError), ("app", ValueError), ("email", Fault)])
def test_no_line_or_no_address(monkeypatch: pytest.MonkeyPatch, channel: str, error: type[Exception]) -> None:
    """A channel without a line is a mistake of the program; two addresses are refused before any process."""
    gateway = over(9)
    assert gateway.channels == ("email",)
    monkeypatch.setattr("emk_tui.gateways.gateway.post", None)
    with pytest.raises(error):
        gateway.send(channel, f"{ANNA},foe@example.ru", CODE, "вход")


def hangs_up(guest: socket.socket) -> None:
    """No word."""


def hangs_up_later(guest: socket.socket) -> None:
    """In the middle of the talk."""
    guest.sendall(b"220 mail\r\n")
    guest.recv(100)


def refuses(guest: socket.socket) -> None:
    """At the door."""
    guest.sendall(b"554 no\r\n")


def never_answers(guest: socket.socket) -> None:
    """Until the other side is gone."""
    guest.recv(1)


def never_ends(guest: socket.socket) -> None:
    """A greeting without end, so that no timeout of one answer helps."""
    with suppress(OSError):
        while True:
            guest.sendall(b"220-" + b"a" * 500 + b"\r\n")


@pytest.mark.parametrize(
    ("talk", "limit"),
    [(hangs_up, 25), (hangs_up_later, 25), (refuses, 25), (never_answers, 2), (never_ends, 2)],
)
def test_not_taken(talk: Callable[[socket.socket], None], limit: float) -> None:
    """GATEWAY_FAILED, and the way there is bounded whatever the server does."""
    with talking(talk) as port, pytest.raises(Fault) as caught:
        over(port, limit=limit).send("email", ANNA, CODE, "вход")
    assert (caught.value.problem.code, caught.value.exit_code) == ("GATEWAY_FAILED", 4)


def test_a_refused_recipient() -> None:
    """The server doesn't take this address."""
    inbox = Inbox(refuses="550 unknown")
    with mail_server(inbox) as port, pytest.raises(Fault, match="GATEWAY_FAILED"):
        over(port).deliver(NOTICE)
    assert inbox.letters == []


@pytest.mark.parametrize("implicit", [False, True])
@pytest.mark.parametrize(
    ("more", "trusted", "arrives"), [("", True, 1), ("", False, 0), ("&verify=no", False, 1)]
)
def test_certificates(
    monkeypatch: pytest.MonkeyPatch, certificate: str, implicit: bool, more: str, trusted: bool, arrives: int
) -> None:
    """STARTTLS and TLS from the first byte: checked, before account or letter leave; off here only."""
    accounts: list[LoginPassword] = []

    def accept(
        server: object, session: object, envelope: object, how: str, account: LoginPassword
    ) -> AuthResult:
        accounts.append(account)
        return AuthResult(success=True)

    context = tls(certificate)
    encrypted = {"ssl_context": context} if implicit else {"tls_context": context, "require_starttls": True}
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", certificate)
    inbox, mode = Inbox(), "ssl" if implicit else "starttls"
    with mail_server(inbox, authenticator=accept, auth_require_tls=not implicit, **encrypted) as port:
        line = f"mailtos://ivan:p%25%40w@{HERE}:{port}?from=emk@example.ru&mode={mode}{more}"
        gateway = AppriseGateways().open({"email": line})
        with suppress(Fault):
            gateway.send("email", ANNA, CODE, "вход")
    assert len(inbox.letters) == arrives
    assert accounts == [LoginPassword(b"ivan", b"p%@w")] * arrives
