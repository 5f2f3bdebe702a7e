"""`tailorbird worker`: fires deadlines and delivers the outbox, until it is told to stop."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from threading import Event
from types import FrameType
from typing import Any, Final

from tailorbird.app.worker import Mode, Plan, run

_STANDARD: Final = frozenset(vars(logging.LogRecord("", 0, "", 0, "", (), None))) | {"message", "asctime"}
_STOPPING: Final = (signal.SIGTERM, signal.SIGINT)


class LogFormat(StrEnum):
    """How the worker tells what it does."""

    TEXT = "text"
    JSON = "json"
    """One object a line."""


def main(mode: Mode = Mode.FOREVER, log_format: LogFormat = LogFormat.TEXT) -> int:
    """Work until told to stop, or once; the exit status.

    It is 1 where something went wrong in `once`: what failed stays due and is tried again.
    """
    # Wiring configures the framework, which an import of this module must not do.
    from tailorbird.bootstrap import couriers, house  # noqa: PLC0415

    log = tell(log_format)
    plan = Plan(mode, name=f"{socket.gethostname()}:{os.getpid()}")
    with told_to_stop() as stop:
        done = run(house(), couriers(), plan, stop)
    log.info("stopped after %d deadlines and %d messages", done.deadlines, done.delivered, extra=asdict(done))
    return int(mode is Mode.ONCE and done.errors > 0)


@contextmanager
def told_to_stop() -> Iterator[Event]:
    """An event that SIGTERM and SIGINT set; a second signal ends the process at once."""
    stop = Event()

    def heed(number: int, _: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    before = {number: signal.signal(number, heed) for number in _STOPPING}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def tell(log_format: LogFormat) -> logging.Logger:
    """The worker's log, with its lines sent to standard output."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines() if log_format is LogFormat.JSON else TextLines())
    log = logging.getLogger("tailorbird.worker")
    log.handlers = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False
    return log


class TextLines(logging.Formatter):
    """`2026-03-12T10:00:00Z INFO 3 deadlines fired …`"""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        return _instant(record)


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, message, what the line is about, and the trace of an error."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": _instant(record),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        line.update({key: value for key, value in vars(record).items() if key not in _STANDARD})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _instant(record: logging.LogRecord) -> str:
    return (
        datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    )
