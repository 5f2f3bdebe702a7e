"""A receiver of webhooks on this machine, which behaves as it is told."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.adapters.certificates import Certificate


@dataclass(frozen=True, slots=True)
class Got:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes


Behave = Callable[["Handler"], None]


@dataclass
class Receiver:
    """What it got, and where it listens."""

    behave: Behave
    got: list[Got] = field(default_factory=list)
    port: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def url(self, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}/hooks?tenant=7"


class Handler(BaseHTTPRequestHandler):
    """One client."""

    protocol_version = "HTTP/1.1"

    @property
    def receiver(self) -> Receiver:
        return self.server.receiver  # type: ignore[attr-defined, no-any-return]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.receiver.got.append(Got(self.path, dict(self.headers), body))
        self.receiver.behave(self)

    def log_message(self, format: str, *args: object) -> None:
        """Tests are quiet."""


class Server(ThreadingHTTPServer):
    """Takes clients on a free port."""

    daemon_threads = True
    receiver: Receiver

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is what some tests are about."""


def answer(status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> Behave:
    """Answer at once."""

    def behave(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def never(handler: Handler) -> None:
    """Do not answer while the test runs."""
    handler.receiver.over.wait(30)
    handler.close_connection = True


def drip(handler: Handler) -> None:
    """Answer a byte at a time, so that no single wait is long."""
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.receiver.over.is_set():
        handler.wfile.write(b"x-more: 1\r\n")
        time.sleep(0.05)


def hang_up(handler: Handler) -> None:
    """Close without an answer."""
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def nonsense(handler: Handler) -> None:
    """Answer what is not HTTP."""
    handler.close_connection = True
    handler.wfile.write(b"220 smtp ready\r\n\r\n")


@contextmanager
def listening(behave: Behave, certificate: Certificate | None = None) -> Iterator[Receiver]:
    """A receiver that behaves so, over TLS where it has a certificate."""
    receiver = Receiver(behave)
    with Server(("127.0.0.1", 0), Handler) as server:
        server.receiver = receiver
        if certificate is not None:
            server.socket = certificate.server_context().wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        receiver.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.over.set()
            server.shutdown()
            thread.join()
