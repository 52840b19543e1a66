"""Mail: which server, port and kind of encryption a line means."""

from typing import Any
from urllib.parse import quote

from emk_tui.gateways.lines import Line

SMTPS = 465
OTHERS = {
    **dict.fromkeys(("mail.ru", "inbox.ru", "list.ru", "bk.ru", "internet.ru"), "smtp.mail.ru"),
    "ya.ru": "smtp.yandex.ru",
    "rambler.ru": "smtp.rambler.ru",
}
"""Servers of addresses that apprise has no template for; it knows yandex.ru, gmail.com and more itself."""


def mail_arguments(line: Line) -> dict[str, Any]:
    """The arguments of the plugin for mail, all but the recipient."""
    user, host, port = line.parts["user"], line.parts["host"], int(line.parts["port"] or 0)
    server = line.options.get("smtp") or OTHERS.get(host, host if line.way.plain else "")
    known = host in OTHERS and "smtp" not in line.options
    if known:
        # These servers know a person by the whole address only.
        user, port = line.login, port or SMTPS
    return {
        "user": quote(user, safe="") or None,
        # The base class of apprise decodes both once more.
        "password": quote(line.parts["password"], safe="") or None,
        "host": host,
        "port": port or None,
        "smtp_host": server,
        "from_addr": line.sender,
        "secure_mode": line.options.get("mode") or ("ssl" if port == SMTPS else None),
    }
