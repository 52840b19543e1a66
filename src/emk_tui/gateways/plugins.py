"""The plugin of apprise for one line and one recipient: made by name, from arguments read here.

apprise never sees the line itself, so nothing that its own lines can do is reachable: no recipients, copies,
attachments, files of keys, headers, formats, configuration or other services.
"""

import re
import warnings
from importlib import import_module
from typing import Any
from urllib.parse import quote

from emk_tui.gateways.addresses import exact
from emk_tui.gateways.hosts import loopback
from emk_tui.gateways.lines import Line
from emk_tui.gateways.providers import mail_arguments
from emk_tui.gateways.ways import EMAIL

TIMEOUT = 8.0
"""Seconds to connect, and for each answer after that; the whole is bounded by posting.py."""

RECIPIENTS = ("targets", "target_phones", "target_groups", "target_contacts", "groups", "cc", "bcc")


class Misled(Exception):
    """apprise made something else of the arguments than was asked; nothing is sent."""


def plugin(line: Line, recipient: str) -> Any:
    """The plugin that sends to this recipient only; Misled, or an error of apprise, where it cannot."""
    from apprise import AppriseAsset

    if exact(line.way.channel, recipient) != recipient:
        raise Misled
    made: Any = _class(line.way.plugin)(
        asset=AppriseAsset(app_id="EMK", app_desc="EMK", app_url=""),
        schema=line.scheme, secure=not line.way.plain, verify=line.verify, redirect=False,
        store=False, cto=TIMEOUT, rto=TIMEOUT,
        **(mail_arguments(line) if line.way.channel == EMAIL else _sms_arguments(line)),
        **_addressed(line, recipient),
    )  # fmt: skip
    if line.way.channel == EMAIL:
        # Given as they are: apprise reads o'brien@example.ru as brien@example.ru, and a.xn--p1ai as a.xn.
        made.targets, made.from_addr = [(False, recipient)], ("ЭМК", line.sender)
    if line.scheme == "smsc":
        _in_utf_8(made)
    if not (_only(made, line, recipient) and _safe(made, line)):
        raise Misled
    return made


def _class(plugin: str) -> Any:
    module, name = plugin.split(":")
    with warnings.catch_warnings():
        # The one for mail looks for `imghdr`, which Python 3.11 and 3.12 announce the end of.
        warnings.simplefilter("ignore", DeprecationWarning)
        return getattr(import_module(f"apprise.plugins.{module}"), name)


def _addressed(line: Line, recipient: str) -> dict[str, Any]:
    """A code goes to nobody else: the account's address is the only one that any plugin is ever given.

    A line cannot carry one (lines.py refuses it), and a plugin without one would write to its own sender.
    """
    if line.way.plugin != "custom_json:NotifyJSON":
        return {"targets": [recipient]}
    # A name that apprise has itself, with an empty value, leaves that field out of the body.
    left_out = dict.fromkeys(("version", "title", "attachments", "type"), "")
    return {"payload": {"to": recipient, **left_out}}


def _sms_arguments(line: Line) -> dict[str, Any]:
    known = {**line.options, **line.parts}
    given: dict[str, Any] = {name: known.get(part) or None for name, part in line.way.arguments.items()}
    for name in ("user", "password"):
        if given.get(name):
            # The base class of apprise decodes these two once more.
            given[name] = quote(given[name], safe="")
    if ":" in (given.get("host") or ""):
        given["host"] = f"[{given['host']}]"
    return given


def _in_utf_8(made: Any) -> None:
    """smsc.ru takes a text for windows-1251 unless told otherwise, and apprise doesn't tell it."""
    parameters = made._base_params
    made._base_params = lambda: {**parameters(), "charset": "utf-8"}


def _only(made: Any, line: Line, recipient: str) -> bool:
    """Nobody but the recipient stands in the finished plugin."""
    found = [one for name in RECIPIENTS for one in getattr(made, name, ())]
    if line.way.plugin == "custom_json:NotifyJSON":
        return not found and made.payload_extras["to"] == recipient
    if line.way.channel == EMAIL:
        return found == [(False, recipient)]
    return [re.sub(r"\D", "", str(one)) for one in found] == [recipient.lstrip("+")]


def _safe(made: Any, line: Line) -> bool:
    """No redirect; encrypted and checked, unless it is this computer."""
    if line.way.channel == EMAIL:
        here, secure = loopback(made.smtp_host), made.secure_mode in ("ssl", "starttls")
    else:
        here, secure = loopback(line.server), bool(made.secure)
    return not made.redirects and (here or (secure and bool(made.verify_certificate)))
