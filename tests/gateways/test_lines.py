"""Which lines are gateways; nothing is opened to find out."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.gateways.gateway import AppriseGateways
from emk_tui.gateways.lines import Line, read_line
from emk_tui.gateways.reasons import WHY
from emk_tui.gateways.ways import CHANNELS, WAYS
from emk_tui.ports import Fault, Gateways

GATEWAYS: Gateways = AppriseGateways()


@pytest.mark.parametrize("scheme", WAYS)
def test_every_example_is_a_gateway_of_its_channel_only(scheme: str) -> None:
    """What an error offers as an example is accepted; in the other channel it is foreign."""
    way = WAYS[scheme]
    other = next(channel for channel in CHANNELS if channel != way.channel)
    assert GATEWAYS.refusal(way.channel, way.example) is None
    wrong = GATEWAYS.refusal(other, way.example)
    assert wrong is not None and wrong.code == "GATEWAY_SCHEME"


@pytest.mark.parametrize(
    ("channel", "line"),
    [
        ("email", "MAILTOS://ivan:parol@Yandex.RU"),
        ("email", "mailtos://ivan@mail.ru:parol@smtp.mail.ru:465/"),
        ("email", "mailtos://ivan:p%40%3A%2F%23w@example.ru?smtp=mx.example.ru&mode=ssl&from=emk@example.ru"),
        ("email", "mailto://[::1]:2525?from=emk@example.ru"),
        ("email", "mailtos://ivan:parol@localhost?from=emk@example.ru&verify=no"),
        ("email", "mailto://ivan:parol@example.ru?smtp=127.0.0.1"),
        ("sms", "smsc://login:parol@"),
        ("sms", "smsc://login:parol@smsc.ru?sender=Klinika"),
        ("sms", "JSONS://sms.example.ru:8443/a/b?verify=yes"),
        ("sms", "smseagles://token@127.0.0.1?verify=no"),
        ("sms", "twilio://AC0a:0z@12345"),
    ],
)
def test_accepted(channel: str, line: str) -> None:
    """Own servers, known services, this computer."""
    assert GATEWAYS.refusal(channel, line) is None


FOREIGN = (
    "", "mailtos", "mailtos:ivan", "://a", "file:///etc/passwd", "FILE://x", "dbus://", "syslog://localhost",
    "windows://", "macosx://", "gnome://", "exec://rm", "http://127.0.0.1/apprise.yml", "https://example.ru",
    "apprise://example.ru", "tgram://bot/chat", "matrix://u:p@h", "vonage://k:s@79160000000", "nexmo://k:s@1",
    "clickatell://key/79160000000", "schan://x", "xml://127.0.0.1", "form://127.0.0.1", "smpp://u:p@h",
    " mailtos://ivan:parol@yandex.ru", "\0mailtos://ivan:parol@yandex.ru", "mailtos ://a", "mail\ntos://a",
    "мailtos://ivan:parol@yandex.ru", "a" * 100_000 + "://",
)  # fmt: skip


@pytest.mark.parametrize("line", FOREIGN)
def test_foreign_schemes(line: str) -> None:
    """Whatever else apprise knows, and whatever is no scheme at all."""
    for channel in (*CHANNELS, "app", ""):
        found = GATEWAYS.refusal(channel, line)
        assert found is not None and found.code == "GATEWAY_SCHEME"


REFUSED = [
    ("shape", "mailtos://ivan:parol@yandex.ru\0"),
    ("shape", "mailtos://ivan:parol@yandex.ru\n"),
    ("shape", "mailtos://ivan:мой пароль@yandex.ru"),
    ("shape", "mailtos://ivan:pa#rol@yandex.ru"),
    ("shape", "mailtos://ivan:parol%0d%0aBcc@yandex.ru"),
    ("shape", "mailtos://ivan:%ff@yandex.ru"),
    ("server", "mailtos://ivan:parol@yandex.ru:99999"),
    ("server", "mailtos://ivan:parol@yandex.ru:0"),
    ("shape", "mailtos://ivan:parol@[::1"),
    ("shape", "mailtos://ivan:parol@yandex.ru?smtp"),
    ("shape", "mailtos://ivan:" + "p" * 1000 + "@yandex.ru"),
    ("shape", "mailtos://"),
    ("server", "mailtos://ivan:parol@"),
    ("server", "mailtos://ivan:parol@bad_host"),
    ("server", "mailtos://ivan:parol@yandex.ru?smtp=a/b"),
    ("server", "mailtos://ivan:parol@[::1%25lo]"),
    ("recipient", "mailtos://ivan:parol@yandex.ru/foe@example.ru"),
    ("recipient", "mailtos://ivan:parol@yandex.ru/foe@example.ru/two@example.ru"),
    ("option", "mailtos://ivan:parol@yandex.ru?to=foe@example.ru"),
    ("option", "mailtos://ivan:parol@yandex.ru?cc=foe@example.ru"),
    ("option", "mailtos://ivan:parol@yandex.ru?BCC=foe@example.ru"),
    ("option", "mailtos://ivan:parol@yandex.ru?reply=foe@example.ru"),
    ("option", "mailtos://ivan:parol@yandex.ru?attach=/etc/passwd"),
    ("option", "mailtos://ivan:parol@yandex.ru?format=html"),
    ("option", "mailtos://ivan:parol@yandex.ru?pgpprv=/etc/key"),
    ("option", "mailtos://ivan:parol@yandex.ru?+X-Header=1"),
    ("option", "mailtos://ivan:parol@yandex.ru?cto=9999"),
    ("option", "mailtos://ivan:parol@yandex.ru?redirect=yes"),
    ("option", "mailtos://ivan:parol@yandex.ru?mode=insecure"),
    ("option", "mailtos://ivan:parol@yandex.ru?smtp=a.ru&smtp=b.ru"),
    ("option", "mailtos://ivan:parol@yandex.ru?from=emk@example.ru%0d%0aBcc:foe@example.ru"),
    ("option", "mailtos://ivan:parol@yandex.ru?from=one@example.ru,two@example.ru"),
    ("verify", "mailtos://ivan:parol@yandex.ru?verify=no"),
    ("verify", "mailtos://ivan:parol@example.ru?smtp=mx.example.ru&verify=no"),
    ("verify", "jsons://sms.example.ru/?verify=no"),
    ("plain", "mailto://ivan:parol@yandex.ru"),
    ("plain", "mailto://ivan:parol@yandex.ru?mode=starttls"),
    ("plain", "mailto://ivan:parol@127.0.0.1?smtp=mx.example.ru"),
    ("plain", "mailto://ivan:parol@localhost.example.ru"),
    ("plain", "mailto://ivan:parol@127.1"),
    ("plain", "json://192.168.1.5:8080/send"),
    ("plain", "smseagle://token@modem.example.ru"),
    ("sender", "mailtos://yandex.ru"),
    ("sender", "mailtos://ivan:parol@localhost"),
    ("sender", "mailtos://ivan:parol@127.0.0.1"),
    ("account", "smsc://login@smsc.ru"),
    ("account", "smseagles://token:more@modem.example.ru"),
    ("account", "twilio://XX0123:0123@+15550100123"),
    ("account", "sinch://zz:0123@+15550100123"),
    ("recipient", "smsc://login:parol@79990000000"),
    ("recipient", "smsc://login:parol@smsc.ru/79990000000"),
    ("recipient", "smsc://login:parol@smsc.ru:80"),
    ("option", "smsc://login:parol@smsc.ru?to=79990000000"),
    ("recipient", "bulksms://login:parol@@group"),
    ("recipient", "smseagles://token@modem.example.ru/%23all"),
    ("recipient", "smseagles://token@modem.example.ru/79990000000"),
    ("recipient", "twilio://AC01:01@+15550100123/79990000000"),
    ("server", "twilio://AC01:01@w:+15550100123"),
    ("phone", "sinch://01:01@eu"),
    ("option", "twilio://AC01:01@+15550100123?method=call"),
    ("option", "jsons://sms.example.ru/?method=GET"),
    ("option", "jsons://sms.example.ru/?:to=79990000000"),
    ("option", "jsons://sms.example.ru/?-to=79990000000"),
    ("recipient", "jsons://sms.example.ru/a%2Fb"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "line"), REFUSED)
def test_refused(why: str, line: str) -> None:
    """The reason is named with an example; nothing that was typed is repeated."""
    channel = "email" if line.startswith("mail") else "sms"
    found = GATEWAYS.refusal(channel, line)
    assert found is not None and found.code == "GATEWAY_LINE"
    assert WHY[why].partition("{")[0] in found.text
    assert "foe" not in found.text and "7999" not in found.text


def test_every_reason_is_seen() -> None:
    """No words without a line that needs them."""
    assert {why for why, _line in REFUSED} == set(WHY)


@pytest.mark.parametrize(
    ("lines", "channels", "code"),
    [
        ({}, (), ""),
        ({"email": "", "sms": ""}, (), ""),
        ({"email": "mailtos://ivan:parol@yandex.ru", "sms": "smsc://login:parol@"}, ("sms", "email"), ""),
        ({"email": "mailto://yandex.ru"}, (), "GATEWAY_LINE"),
        ({"email": "file:///etc/passwd"}, (), "GATEWAY_SCHEME"),
        ({"app": "mailtos://ivan:parol@yandex.ru"}, (), "GATEWAY_SCHEME"),
    ],
)
def test_opening(lines: dict[str, str], channels: tuple[str, ...], code: str) -> None:
    """Channels in one order; the first line that is none is a fault."""
    if not code:
        assert GATEWAYS.open(lines).channels == channels
        return
    with pytest.raises(Fault) as caught:
        GATEWAYS.open(lines)
    assert caught.value.problem.code == code and caught.value.__context__ is None


PIECES = st.lists(
    st.sampled_from(
        ["mailto", "mailtos", "smsc", "json", "jsons", "smseagle", "twilio", "file", "://", "ivan", ":",
         "parol", "@", "yandex.ru", "127.0.0.1", "[::1]", "/", "?", "&", "=", "to", "smtp", "mode", "ssl",
         "verify", "no", "from", "%00", "%", "#", "\0", "\n", "ё", "+79990000000", "foe@example.ru", "AC01"]
    ), max_size=14,
).map("".join)  # fmt: skip


@given(st.sampled_from([*CHANNELS, "app"]), st.text() | PIECES)
def test_a_refusal_never_raises_and_opens_nothing(channel: str, line: str) -> None:
    """Any text; the same verdict as the reading that sends."""

    def nothing(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket, "socket", nothing)
        patched.setattr(socket, "getaddrinfo", nothing)
        found = GATEWAYS.refusal(channel, line)
        assert (found is None) == isinstance(read_line(channel, line), Line)
