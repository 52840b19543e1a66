"""What apprise is made of a line: encrypted, checked, for one recipient."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.gateways.lines import Line, read_line
from emk_tui.gateways.plugins import Misled, plugin
from emk_tui.gateways.providers import mail_arguments
from emk_tui.gateways.ways import WAYS

ANNA = {"email": "anna@example.org", "sms": "+79161234567"}


def made(line: str, recipient: str | None = None) -> Any:
    """The plugin of an accepted line."""
    channel = "email" if line.startswith("mail") else "sms"
    found = read_line(channel, line)
    assert isinstance(found, Line)
    return plugin(found, ANNA[channel] if recipient is None else recipient)


def held(one: Any) -> str:
    """Everything a plugin holds, its lists and tables too."""
    return repr({name: value for name, value in vars(one).items() if name not in ("asset", "pgp")})


@pytest.mark.parametrize("scheme", WAYS)
def test_every_way_can_be_built(scheme: str) -> None:
    """With the installed apprise; nothing but this recipient, no redirect, certificates checked."""
    one = made(WAYS[scheme].example)
    assert ANNA[WAYS[scheme].channel].lstrip("+") in held(one)
    assert not one.redirects and one.verify_certificate and one.app_id == "EMK"
    assert one.secure or WAYS[scheme].plain
    assert one.request_timeout == (8.0, 8.0)


@pytest.mark.parametrize(
    ("line", "server", "port", "mode", "user"),
    [
        ("mailtos://ivan:parol@yandex.ru", "smtp.yandex.ru", 465, "ssl", "ivan"),
        ("mailtos://ivan:parol@gmail.com", "smtp.gmail.com", 587, "starttls", "ivan@gmail.com"),
        ("mailtos://ivan:parol@mail.ru", "smtp.mail.ru", 465, "ssl", "ivan@mail.ru"),
        ("mailtos://ivan:parol@ya.ru", "smtp.yandex.ru", 465, "ssl", "ivan@ya.ru"),
        ("mailtos://ivan:parol@bk.ru?from=emk@example.ru", "smtp.mail.ru", 465, "ssl", "ivan@bk.ru"),
        ("mailtos://ivan@mail.ru:parol@smtp.mail.ru:465", "smtp.mail.ru", 465, "ssl", "ivan@mail.ru"),
        ("mailtos://ivan:parol@mail.ru?smtp=mx.example.ru", "mx.example.ru", 587, "starttls", "ivan"),
        ("mailtos://ivan:parol@yandex.ru:587?mode=starttls", "smtp.yandex.ru", 587, "starttls", "ivan"),
        ("mailtos://ivan:parol@example.ru", "example.ru", 587, "starttls", "ivan"),
        ("mailtos://ivan:parol@example.ru?mode=ssl", "example.ru", 465, "ssl", "ivan"),
    ],
)
def test_mail_is_encrypted(line: str, server: str, port: int, mode: str, user: str) -> None:
    """Known providers by their address alone, others by their server."""
    one = made(line)
    assert (one.smtp_host, one.port, one.secure_mode, one.user) == (server, port, mode, user)
    assert one.verify_certificate


def test_an_account_reaches_apprise_as_it_is() -> None:
    """Decoded once, not twice."""
    one = made("mailtos://ivan:p%2525%40%D1%91@example.ru")
    assert one.password == "p%25@ё"
    assert made("json://us%2541r:p%2541@127.0.0.1/a").request_auth == ("us%41r", "p%41")


def test_an_address_of_six_parts_stands_in_brackets() -> None:
    """In the address of a request; a mail server is named without them."""
    assert made("json://[::1]:8080/send").host == "[::1]"
    assert made("mailto://[::1]:2525?from=emk@example.ru").smtp_host == "::1"


@pytest.mark.parametrize("address", ["o'brien@example.ru", "a+b@xn--80a1acny.xn--p1ai", "a/b=c@example.ru"])
def test_an_address_is_never_cut(address: str) -> None:
    """apprise would read another one out of these: a code would go to a stranger."""
    one = made(f"mailtos://ivan:parol@yandex.ru?from={address.replace('+', '%2B')}", address)
    assert (one.targets, one.from_addr, one.cc, one.bcc) == (
        [(False, address)],
        ("ЭМК", address),
        set(),
        set(),
    )


def test_russian_survives_the_services() -> None:
    """smsc.ru is told the charset, BulkSMS to use Unicode; the others do it themselves."""
    assert made("smsc://login:parol@smsc.ru")._base_params()["charset"] == "utf-8"
    assert made("bulksms://login:parol@").unicode is True


@pytest.mark.parametrize(
    ("line", "recipient"),
    [
        ("mailtos://ivan:parol@yandex.ru", "anna@example.org,foe@example.ru"),
        ("mailtos://ivan:parol@yandex.ru", "nobody"),
        ("mailtos://ivan:parol@yandex.ru", "Foe <foe@example.ru>"),
        ("smsc://login:parol@", "+79161234567,+79990000000"),
        ("smseagle://token@127.0.0.1", "#all"),
        ("bulksms://login:parol@", "@group"),
        ("twilio://AC01:01@12345", "w:+79161234567x"),
        ("sinch://01:01@12345", ""),
    ],
)
def test_misled(line: str, recipient: str) -> None:
    """An address that is none never falls back to the sender, a group or a list."""
    with pytest.raises(Misled):
        made(line, recipient)


@pytest.mark.parametrize(
    ("line", "recipient"),
    [
        ("smsc://login:parol@", "+79161234567,+79990000000"),
        ("smseagle://token@127.0.0.1", "#all"),
        ("bulksms://login:parol@", "@group"),
        ("sinch://01:01@12345", ""),
        ("twilio://AC01:01@12345", "+7916"),
    ],
)
def test_what_apprise_made_is_looked_at(monkeypatch: pytest.MonkeyPatch, line: str, recipient: str) -> None:
    """The second guard holds without the first."""
    monkeypatch.setattr("emk_tui.gateways.plugins.exact", lambda channel, address: address)
    with pytest.raises(Misled):
        made(line, recipient)


@pytest.mark.parametrize("changed", [{"secure_mode": "insecure"}, {"smtp_host": "mx.example.ru"}])
def test_what_apprise_would_send_in_the_clear_is_not_sent(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, str]
) -> None:
    """Should a new apprise or a slip here mean another server or no encryption."""
    line = "mailto://127.0.0.1?from=emk@example.ru" if "smtp_host" in changed else WAYS["mailtos"].example
    monkeypatch.setattr(
        "emk_tui.gateways.plugins.mail_arguments", lambda line: {**mail_arguments(line), **changed}
    )
    with pytest.raises(Misled):
        made(line)


FOE = ("foe@example.ru", "79990000000", "/etc/passwd")
TAILS = st.lists(
    st.sampled_from(
        ["/", "?", "&", "to=", "cc=", "bcc=", "attach=", "from=emk@example.ru", "verify=yes",
         "smtp=mx.example.ru", "mode=ssl", "sender=", "region=eu", ":to=", "+to=", ",", ";", "%2C", *FOE]
    ), max_size=6,
).map("".join)  # fmt: skip


@given(st.sampled_from(sorted(WAYS)), TAILS)
def test_no_line_names_another_recipient(scheme: str, tail: str) -> None:
    """Whatever is hung on a good line: refused, or built without it."""
    way = WAYS[scheme]
    found = read_line(way.channel, way.example + tail)
    built = held(plugin(found, ANNA[way.channel])) if isinstance(found, Line) else ""
    assert not any(foe in built for foe in FOE)
