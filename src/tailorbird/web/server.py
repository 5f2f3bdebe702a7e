"""The server: granian, in front of the pages and the API."""

from __future__ import annotations

import os

from granian.constants import Interfaces
from granian.server import Server


def serve_forever(address: str, port: int) -> None:
    """Serve until told to stop. `TAILORBIRD_WORKERS` processes, one where it is left out.

    SQLite takes one writer at a time, whatever the number of processes.
    """
    Server(
        "tailorbird.web.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("TAILORBIRD_WORKERS", "1")),
        blocking_threads=int(os.environ.get("TAILORBIRD_THREADS", "8")),
        log_access=False,
    ).serve()
