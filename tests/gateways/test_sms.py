"""Short messages to a gateway of one's own, on this computer."""

from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest

from emk_tui.gateways.gateway import AppriseGateways
from emk_tui.gateways.lines import Line, read_line
from emk_tui.gateways.plugins import plugin
from emk_tui.ports import Fault, Notice
from tests.gateways.servers import HERE, Web, web_server

PHONE, CODE = "+79161234567", "482913"
TEXT = f"ЭМК: код {CODE}, вход. Никому его не сообщайте."
TAKEN = '{"result": {"message_id": 1, "status": "ok"}}'


def send(line: str) -> str:
    """One code over this line."""
    return AppriseGateways().open({"sms": line}).send("sms", PHONE, CODE, "вход")


def test_a_modem_gets_phone_and_text() -> None:
    """SMSEagle: one phone, no group, Unicode."""
    with web_server(Web(answer=TAKEN)) as web:
        shown = send(f"smseagle://token@{HERE}:{web.port}")
    assert web.got[0][1] == "/jsonrpc/sms"
    asked = web.body["params"]
    assert (web.body["method"], asked["to"], asked["message"]) == ("sms.send_sms", PHONE, TEXT)
    assert (asked["access_token"], asked["unicode"], asked["message_type"]) == ("token", 1, "sms")
    assert shown == "Код отправлен в СМС на +7 ••• ••• 45-67."


def test_a_program_gets_nothing_else() -> None:
    """The body is phone and text; a notice has no subject here."""
    with web_server(Web(status=202)) as web:
        gateway = AppriseGateways().open({"sms": f"json://login:p%40rol@{HERE}:{web.port}/send"})
        gateway.deliver(Notice("1", "sms", PHONE, "Тема", "Ждём вас.", datetime(2026, 3, 1, tzinfo=UTC)))
    assert web.body == {"to": PHONE, "message": "Ждём вас."}
    method, path, headers, _body = web.got[0]
    assert (method, path, headers["User-Agent"]) == ("POST", "/send", "EMK")
    assert headers["Authorization"] == "Basic bG9naW46cEByb2w="


@pytest.mark.parametrize(
    ("scheme", "web"),
    [
        ("json", Web(status=500)),
        ("json", Web(status=404)),
        ("smseagle", Web(status=401, answer=TAKEN)),
        ("smseagle", Web(answer='{"result": {"status": "error"}}')),
        ("smseagle", Web(answer="not json")),
    ],
)
def test_refused(scheme: str, web: Web) -> None:
    """By status or by words; asked once only."""
    with web_server(web), pytest.raises(Fault, match="GATEWAY_FAILED"):
        send(f"{scheme}://token@{HERE}:{web.port}")
    assert len(web.got) == 1


def test_a_redirect_takes_no_code_elsewhere() -> None:
    """307 repeats a request with its body at another address, unless one does not follow."""
    with web_server(Web()) as other, web_server(Web(status=307)) as web:
        web.headers["Location"] = f"http://{HERE}:{other.port}/"
        with pytest.raises(Fault):
            send(f"json://{HERE}:{web.port}")
    assert (len(web.got), other.got) == (1, [])


def test_no_proxy_reads_what_is_for_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the environment would be handed the code in clear text."""
    with web_server(Web()) as proxy, web_server(Web()) as web:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://{HERE}:{proxy.port}")
        send(f"json://{HERE}:{web.port}")
    assert (len(web.got), proxy.got) == (1, [])


def test_smsc_is_told_the_charset() -> None:
    """Its own server is far away: the same plugin, turned to this computer."""
    found = read_line("sms", "smsc://login:parol@smsc.ru?sender=Klinika")
    assert isinstance(found, Line)
    one = plugin(found, PHONE)
    with web_server(Web(answer='{"id": 1, "cnt": 1}')) as web:
        one.notify_url = f"http://{HERE}:{web.port}/"
        assert one.notify(body=TEXT, title="", body_format="text") is True
    asked = {name: value for name, (value,) in parse_qs(web.got[0][3].decode()).items()}
    assert asked == {
        "login": "login", "psw": "parol", "phones": PHONE[1:], "mes": TEXT, "fmt": "3",
        "sender": "Klinika", "charset": "utf-8",
    }  # fmt: skip
