"""A webhook receiver on the loopback that remembers what arrived, and sometimes pretends to be ill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import Lock, Thread
from typing import Any, Final

_ILL: Final = 0.25
"""Share of a message's first calls that are answered with 503 and count as not received."""
_FIRST: Final = 2
# Later it is well: the clock runs so fast here that leases end in flight, and each claim is an attempt.


@dataclass(slots=True)
class Received:
    """How often each webhook id arrived and was accepted."""

    random: Random
    times: Counter[str] = field(default_factory=Counter)
    _calls: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def takes(self, message_id: str) -> int:
        """The status to answer with."""
        with self._lock:
            self._calls[message_id] += 1
            if self._calls[message_id] <= _FIRST and self.random.random() < _ILL:
                return 503
            self.times[message_id] += 1
            return 204


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that was killed in the middle of its call is what this is about; nothing arrived."""


@contextmanager
def receiving(random: Random) -> Iterator[tuple[str, Received]]:
    """Run a receiver; its address and what it received."""
    received = Received(random)

    class Endpoint(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self.send_response(received.takes(self.headers.get("webhook-id", "")))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return

    server = _Server(("127.0.0.1", 0), Endpoint)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hooks", received
    finally:
        server.shutdown()
        server.server_close()
