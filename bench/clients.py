"""Clients of the API: each has a key and a connection that it keeps, and calls again when answered."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from bench.shop import CannotMeasure
from bench.together import all_ready, together

_TIMEOUT_S: Final = 120
_TRIES: Final = 4
_PAUSE_S: Final = 0.2
_PROCESSES: Final = 2
"""Clients share so many processes; their own work is little."""


@dataclass(frozen=True, slots=True)
class Load:
    """What is called, by whom, and for how many seconds."""

    port: int
    path: str
    bodies: bytes
    keys: tuple[tuple[str, str], ...]
    """Each client's name and API key."""
    seconds: float
    expect: int


@dataclass(frozen=True, slots=True)
class Answered:
    """How many calls were answered, how long each took, and the last answer's body."""

    latencies: tuple[float, ...]
    last: bytes

    @property
    def count(self) -> int:
        return len(self.latencies)


def call_for(port: int, path: str, body: Any, keys: dict[str, str], seconds: float, expect: int) -> Answered:
    """Let every client call for so long, and at least once."""
    names = sorted(keys.items())
    parts = [tuple(names[number::_PROCESSES]) for number in range(_PROCESSES)]
    data = json.dumps(body).encode()
    found = together(_process, [Load(port, path, data, part, seconds, expect) for part in parts if part])
    latencies = tuple(each for answered in found for each in answered.latencies)
    return Answered(latencies, found[0].last)


def _process(load: Load) -> Answered:
    all_ready()
    with ThreadPoolExecutor(len(load.keys)) as pool:
        found: Sequence[Answered] = list(pool.map(lambda client: _client(load, *client), load.keys))
    return Answered(tuple(each for answered in found for each in answered.latencies), found[0].last)


def _client(load: Load, name: str, key: str) -> Answered:
    connection = http.client.HTTPConnection("127.0.0.1", load.port, timeout=_TIMEOUT_S)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    latencies: list[float] = []
    last = b""
    mark, until = time.time_ns(), time.perf_counter() + load.seconds
    while not latencies or time.perf_counter() < until:
        once = {"Idempotency-Key": f"{name}:{mark}:{len(latencies)}"}
        begun = time.perf_counter()
        status, last = _call(connection, load, headers | once)
        latencies.append(time.perf_counter() - begun)
        if status != load.expect:
            told = last[:600].decode(errors="replace")
            raise CannotMeasure(f"POST {load.path} answered {status}: {told}")
    connection.close()
    return Answered(tuple(latencies), last)


def _call(connection: http.client.HTTPConnection, load: Load, headers: dict[str, str]) -> tuple[int, bytes]:
    """One call; under its key it may be repeated where the server closed the connection meanwhile."""
    for _ in range(_TRIES):
        try:
            connection.request("POST", load.path, load.bodies, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            time.sleep(_PAUSE_S)
    raise CannotMeasure(f"POST {load.path} was not answered in {_TRIES} tries; the server is gone.")
