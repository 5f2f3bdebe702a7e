"""Callers: they live the lives, repeat under the same key what was not answered, and keep every answer."""

from __future__ import annotations

import http.client
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from threading import Event, Lock, Thread
from typing import Any, Final

from bench.torture.auditor import Acknowledged
from bench.torture.lives import Step, a_life

_TIMEOUT_S: Final = 20
_PAUSE_S: Final = 0.1
_TOO_MANY: Final = 429
_TRIES: Final = 20
_FAULT: Final = 500
_GOOD: Final = 300


@dataclass(slots=True)
class Ledger:
    """What the callers were told; shared by them all."""

    acknowledged: list[Acknowledged] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    """Refusals by their code."""
    faults: list[str] = field(default_factory=list)
    repeated: int = 0
    """Calls that were sent again because no answer came."""
    lives: int = 0
    excused_until: float = 0.0
    """By the monotonic clock: connections to the database were cut, so until then a 5xx is no fault."""
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True, slots=True)
class Door:
    """How the shop is reached: the ports of its servers, the parties' keys, and whether to go on."""

    ports: Sequence[int]
    keys: dict[str, str]
    opened: Event
    """Cleared while nobody is to call."""
    closing: Event
    """Set when no new life is to begin."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer, as it came."""

    status: int
    body: dict[str, Any]
    replayed: bool


def call(port: int, key: str, step: Step, path: str, once: str) -> Heard:
    """One call; raises OSError or HTTPException where no whole answer comes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_S)
    try:
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        connection.request("POST", path, json.dumps(step.body), headers | {"Idempotency-Key": once})
        answer = connection.getresponse()
        body = json.loads(answer.read() or b"{}")
        return Heard(answer.status, body, answer.headers.get("Idempotency-Replayed") == "true")
    finally:
        connection.close()


class Caller(Thread):
    """One caller, with lives of its own from the seed."""

    def __init__(self, number: int, seed: str, door: Door, ledger: Ledger) -> None:
        super().__init__(daemon=True)
        self.number, self.door, self.ledger = number, door, ledger
        self.random = Random(f"{seed}/caller{number}")
        self.calls = 0

    def run(self) -> None:
        """Live one life after another until the door closes."""
        lives = 0
        while not self.door.closing.is_set():
            lives += 1
            life = a_life(self.random, self.number * 1_000_000 + lives)
            try:
                self._live(life)
            except Exception as problem:
                with self.ledger.lock:
                    self.ledger.faults.append(f"a caller broke down: {problem!r}")
                return
            with self.ledger.lock:
                self.ledger.lives += 1

    def _live(self, life: Sequence[Step]) -> None:
        case = ""
        for step in life:
            self.calls += 1
            path = step.path.replace("{case}", case)
            heard = self._insist(step, path, f"c{self.number}-{self.calls}")
            if heard.status >= _GOOD:
                with self.ledger.lock:
                    self.ledger.refused[str(heard.body.get("code", heard.status))] += 1
                return
            case = case or str(heard.body["case"])
            if self.door.closing.is_set():
                return

    def _insist(self, step: Step, path: str, once: str) -> Heard:
        """Call until an answer comes, always under the same key."""
        while True:
            self.door.opened.wait()
            port = self.random.choice(self.door.ports)
            try:
                heard = call(port, self.door.keys[step.party], step, path, once)
            except (OSError, http.client.HTTPException, ValueError):
                with self.ledger.lock:
                    self.ledger.repeated += 1
                time.sleep(_PAUSE_S)
                continue
            excused = heard.status >= _FAULT and time.monotonic() < self.ledger.excused_until
            if excused or heard.status == _TOO_MANY or heard.body.get("code") == "changed_meanwhile":
                time.sleep(_PAUSE_S)
                continue
            self._note(step, path, once, heard)
            return heard

    def _note(self, step: Step, path: str, once: str, heard: Heard) -> None:
        with self.ledger.lock:
            if heard.status >= _FAULT:
                self.ledger.faults.append(f"{path} answered {heard.status}: {json.dumps(heard.body)[:600]}")
            elif heard.status < _GOOD:
                told = Acknowledged(step.party, once, path, step.body, heard.status, heard.body)
                self.ledger.acknowledged.append(told)


def replay_faults(door: Door, sample: Sequence[Acknowledged]) -> list[str]:
    """Send these once more: the same answer comes, as a repeat; and the key is good for nothing else."""
    faults = []
    for each in sample:
        again = _again(door, each, dict(each.body))
        if again is None or again.status != each.status or again.body != each.reply or not again.replayed:
            faults.append(
                f"{each.path} under the key {each.key} was answered otherwise when repeated: {again}"
            )
        if each.path.endswith("/top-ups"):
            continue
        other = _again(door, each, {**each.body, **_OTHER.get(each.path.rpartition("/")[2], {})})
        if each.path.rpartition("/")[2] in _OTHER and (other is None or other.status < 400):
            faults.append(f"{each.path}: the key {each.key} was good for another request: {other}")
    return faults


_OTHER: Final[dict[str, dict[str, Any]]] = {
    "withdrawals": {"amount": "CNY 9,999.99"},
    "payments": {"amount": "CNY 9,999.99"},
    "tip": {"amount": "CNY 9,999.99"},
    "issue_quote": {"goods": "CNY 9,999.99"},
}
"""What makes another request of a call, where it is easily made."""


def _again(door: Door, told: Acknowledged, body: dict[str, Any]) -> Heard | None:
    for _ in range(_TRIES):
        for port in door.ports:
            try:
                return call(
                    port, door.keys[told.party], Step(told.party, told.path, body), told.path, told.key
                )
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(_PAUSE_S)
    return None
