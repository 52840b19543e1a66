"""Nothing of line, address, code or text is left behind: no log, word, error, argument or variable."""

import logging
import subprocess
import sys
import traceback
from typing import Any

import pytest

from emk_tui.gateways import posting
from emk_tui.gateways.gateway import AppriseGateways
from emk_tui.gateways.lines import read_line
from emk_tui.gateways.posting import Order, environment
from emk_tui.ports import Fault
from tests.gateways.servers import HERE, talking

PASSWORD, CODE = "S3kret-Parol", "482913"
ADDRESSES = {"email": "anna.k@example.org", "sms": "+79161234567"}
PLANTED = (PASSWORD, CODE, *ADDRESSES.values(), "anna.k", "9161234567", "emk-sender")
LINES = {
    "email": "mailto://emk-sender:{p}@{h}?from=emk-sender@example.ru",
    "sms": "json://emk-sender:{p}@{h}/a",
}


def clean(text: object) -> bool:
    """None of the planted words is in it."""
    return not any(word in str(text) for word in PLANTED)


@pytest.mark.parametrize("channel", ["sms", "email"])
def test_a_failure_says_nothing(
    channel: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All loggers at their most talkative, the streams of the process below too."""
    caplog.set_level(1)
    for name in ("apprise", "urllib3", "requests"):
        caplog.set_level(1, name)
    started: list[Any] = []
    real = subprocess.run

    def watched(*args: Any, **more: Any) -> Any:
        started.append((args, {name: value for name, value in more.items() if name != "input"}))
        return real(*args, **more)

    monkeypatch.setattr(subprocess, "run", watched)
    with talking(lambda guest: guest.sendall(b"500 no\r\n")) as port:
        line = LINES[channel].format(p=PASSWORD, h=f"{HERE}:{port}")
        gateway = AppriseGateways().open({channel: line})
        with pytest.raises(Fault) as caught:
            gateway.send(channel, ADDRESSES[channel], CODE, "вход")
    said = capfd.readouterr()
    assert clean("".join(traceback.format_exception(caught.value))) and clean(caught.value.problem)
    assert caught.value.__context__ is None and caught.value.__cause__ is None
    assert (said.out, said.err) == ("", "") and clean(caplog.records) and clean(caplog.text)
    assert len(started) == 1 and clean(started)
    assert (started[0][1]["stdout"], started[0][1]["stderr"]) == (subprocess.DEVNULL,) * 2
    assert clean(repr(gateway)) and clean(repr(read_line(channel, line)))
    assert clean(repr(Order(channel, line, ADDRESSES[channel], "", CODE)))


def test_a_process_that_cannot_start_is_a_gateway_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No interpreter, no trace of the order."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    gateway = AppriseGateways().open({"email": LINES["email"].format(p=PASSWORD, h=HERE)})
    with pytest.raises(Fault, match="GATEWAY_FAILED") as caught:
        gateway.send("email", ADDRESSES["email"], CODE, "вход")
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "order", [b"", b"[]", b"junk " + PASSWORD.encode(), b'{"line": "' + PASSWORD.encode() + b'"}']
)
def test_the_process_itself_says_nothing(order: bytes) -> None:
    """Whatever comes in, whatever goes wrong: an exit code."""
    done = subprocess.run(
        [sys.executable, "-I", "-m", "emk_tui.gateways.worker"], input=order, capture_output=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_only_what_the_network_needs_is_handed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy for plain HTTP, no file with passwords, nothing of this program."""
    for name in ("HTTP_PROXY", "ALL_PROXY", "EMK_HOME", "PYTHONPATH", "NETRC", "APPRISE_CONFIG_PATH"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.ru")
    found = environment()
    assert found["HTTPS_PROXY"] == "http://proxy.example.ru" and "x" not in found.values()
    assert set(found) <= {*posting.KEPT, "NETRC"}


PROGRAM = """
import sys
from emk_tui.wiring import gateways
made = gateways()
gateway = made.open({"email": "mailto://127.0.0.1:1?from=emk@example.ru"})
made.refusal("sms", "smsc://login:parol@smsc.ru")
try:
    gateway.send("email", "anna@example.org", "482913", "вход")
except Exception as error:
    print(error)
print(sorted({"apprise", "requests", "smtplib"} & set(sys.modules)))
"""


def test_the_program_itself_never_loads_apprise() -> None:
    """Judging, opening and sending: what could talk or keep connections is in the other process."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("GATEWAY_FAILED\n[]\n", "")


def test_the_planted_words_would_be_seen(caplog: pytest.LogCaptureFixture) -> None:
    """The same looking finds them where they are."""
    logging.getLogger("apprise").error("sent %s", CODE)
    assert not clean(caplog.text)
