"""The only schemes a line may have, and what may stand in it; whatever is not listed is refused.

Why so few of apprise's SMS services: the text is Russian, and a code must not be reported as sent when it was
refused. Left out are those whose plugin loses Cyrillic letters (vonage, nexmo, msgbird), puts phone and code
into the address of the request, where servers log them (clickatell, smsmanager), or takes every answer for a
success (vonage, seven). smsc.ru serves Russian owners, SMSEagle is a modem of one's own, and `jsons` hands
phone and text to a program of the owner beside any other gateway: its body, method, headers and fields are
fixed here, so the line can name no other recipient, and it sees no more than a mail server would.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

SMS, EMAIL = "sms", "email"
CHANNELS = (SMS, EMAIL)

ANY, MAYBE, NONE = r".+", r".*", r""
NAME, HEX = r"[A-Za-z0-9._-]{1,15}", r"[A-Fa-f0-9]+"
MAIL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z][A-Za-z0-9-]{1,62}"
SERVER, PHONE = "server", r"\+?[0-9]{11,14}|[0-9]{5,6}"
VERIFY = {"verify": r"yes|no"}


@dataclass(frozen=True, slots=True)
class Way:
    """One scheme: its plugin in apprise and the pattern of each part of a line."""

    channel: str
    plugin: str
    example: str
    user: str = ANY
    password: str = ANY
    place: str = SERVER
    """What follows the «@»: a server, a phone that sends, or the only name there is."""
    path: str = r"/?"
    options: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[str, str] = field(default_factory=dict)
    """Argument of the plugin → part or option of the line."""
    plain: bool = False
    """Not encrypted: to this computer only."""


def _mail(example: str, plain: bool) -> Way:
    options = {"smtp": ANY, "mode": r"ssl|starttls", "from": MAIL, **VERIFY}
    return Way(EMAIL, "email.base:NotifyEmail", example, MAYBE, MAYBE, options=options, plain=plain)


def _modem(example: str, plain: bool) -> Way:
    names = {"token": "user", "host": "host", "port": "port"}
    return Way(
        SMS, "smseagle:NotifySMSEagle", example, ANY, NONE, options=VERIFY, arguments=names, plain=plain
    )


def _program(example: str, plain: bool) -> Way:
    names = {"user": "user", "password": "password", "host": "host", "port": "port", "fullpath": "path"}
    return Way(
        SMS, "custom_json:NotifyJSON", example, MAYBE, MAYBE,
        path=r"(/[A-Za-z0-9._~/-]*)?", options=VERIFY, arguments=names, plain=plain,
    )  # fmt: skip


WAYS: Mapping[str, Way] = {
    "mailtos": _mail("mailtos://ivan:parol@yandex.ru", plain=False),
    "mailto": _mail("mailto://127.0.0.1:25?from=emk@example.ru", plain=True),
    "smsc": Way(
        SMS, "smsc:NotifySMSC", "smsc://login:parol@smsc.ru", place=r"(smsc\.ru)?", options={"sender": NAME},
        arguments={"user": "user", "password": "password", "sender": "sender"},
    ),
    "smseagles": _modem("smseagles://token@modem.example.ru", plain=False),
    "smseagle": _modem("smseagle://token@127.0.0.1", plain=True),
    "jsons": _program("jsons://login:parol@sms.example.ru/send", plain=False),
    "json": _program("json://127.0.0.1:8080/send", plain=True),
    "twilio": Way(
        SMS, "twilio:NotifyTwilio", "twilio://AC0123:0123@+15550100123",
        user=r"AC" + HEX, password=r"[A-Za-z0-9]+", place=PHONE,
        arguments={"account_sid": "user", "auth_token": "password", "source": "host"},
    ),
    "sinch": Way(
        SMS, "sinch:NotifySinch", "sinch://0123:0123@+15550100123?region=eu", HEX, HEX, PHONE,
        options={"region": r"us|eu"},
        arguments={"service_plan_id": "user", "api_token": "password", "source": "host", "region": "region"},
    ),
    "bulksms": Way(
        SMS, "bulksms:NotifyBulkSMS", "bulksms://login:parol@bulksms.com", place=r"(bulksms\.com)?",
        arguments={"user": "user", "password": "password"},
    ),
}  # fmt: skip


def schemes(channel: str) -> tuple[str, ...]:
    """The schemes of one channel; those of all for a channel that isn't there."""
    own = tuple(name for name, way in WAYS.items() if way.channel == channel)
    return own or tuple(WAYS)
