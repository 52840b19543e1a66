"""Servers on loopback that stand for the gateways of an owner."""

import asyncio
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

HERE = "127.0.0.1"


@dataclass
class Inbox:
    """Keeps what a mail server was given; `refuses` is its answer to a recipient."""

    refuses: str = ""
    letters: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the recipient or refuse."""
        envelope.rcpt_tos.append(address)
        return self.refuses or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        """Keep the letter."""
        self.letters.append(envelope)
        return "250 OK"


class _AnyPort(Controller):
    def _trigger_server(self) -> None:
        # Port 0 became a real one when the socket was bound.
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def mail_server(inbox: Inbox, **more: Any) -> Iterator[int]:
    """A real SMTP server; its port."""
    # without a name it would look up its own
    server = _AnyPort(inbox, hostname=HERE, port=0, server_hostname=HERE, **more)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


@contextmanager
def talking(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that treats its first guest as told; its port."""
    with socket.create_server((HERE, 0)) as listening:

        def serve() -> None:
            with suppress(OSError), listening.accept()[0] as guest:
                talk(guest)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            # Whoever should have come may not have: one more guest ends the waiting.
            socket.create_connection(listening.getsockname()).close()
            thread.join()


@dataclass
class Web:
    """An HTTP server: what it answers, what it was sent."""

    status: int = 200
    answer: str = "{}"
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0

    @property
    def body(self) -> Any:
        """The only request, read as JSON."""
        ((_method, _path, _headers, body),) = self.got
        return json.loads(body)


@contextmanager
def web_server(web: Web) -> Iterator[Web]:
    """Serve until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        """Keeps the request, gives the answer."""

        def do_POST(self) -> None:
            """Whatever the path."""
            body = self.rfile.read(int(self.headers["Content-Length"]))
            web.got.append((self.command, self.path, dict(self.headers), body))
            self.send_response(web.status)
            for name, value in web.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(web.answer.encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

    with ThreadingHTTPServer((HERE, 0), Handler) as server:
        web.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield web
        finally:
            server.shutdown()
            thread.join()


def tls(certificate: str) -> ssl.SSLContext:
    """What a server presents this certificate with; key and certificate are in one file."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context
