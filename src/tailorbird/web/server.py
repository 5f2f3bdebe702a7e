"""The server: granian, in front of the pages and the API."""

from __future__ import annotations

import os
import socket

from granian.constants import Interfaces
from granian.server import Server

from tailorbird.bootstrap import SettingRefused, couriers, house


def check_address(address: str, port: int) -> None:
    """Raises `SettingRefused` where nothing can listen there.

    The server itself would share the port with another one, and each would get some of the calls.
    """
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(
            address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(where)
    except OSError as problem:
        raise SettingRefused(
            f"Nothing can listen on {address}:{port} ({problem.strerror}). Stop what runs there, or give "
            "another --port."
        ) from problem


def serve_forever(address: str, port: int) -> None:
    """Serve until told to stop; settings that cannot be used are told before.

    `TAILORBIRD_WORKERS` processes, one where it is left out. SQLite takes one writer at a time, whatever
    the number of processes.
    """
    for name in (
        "TAILORBIRD_RATE_PER_MINUTE",
        "TAILORBIRD_RATE_BURST",
        "TAILORBIRD_RATE_STRANGERS_PER_MINUTE",
    ):
        _number(name, 1)
    house().calendars()
    couriers()
    Server(
        "tailorbird.web.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=_number("TAILORBIRD_WORKERS", 1),
        blocking_threads=_number("TAILORBIRD_THREADS", 8),
        log_access=False,
    ).serve()


def _number(name: str, default: int) -> int:
    told = os.environ.get(name, str(default))
    if not told.isdecimal() or int(told) < 1:
        raise SettingRefused(f"{name} is {told!r}; write a number of one or more, or leave it out.")
    return int(told)
