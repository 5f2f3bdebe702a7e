"""The worker's process: what it prints, and how it ends."""

from __future__ import annotations

import json
import logging
import os
import signal
from collections.abc import Iterator

import pytest

from tailorbird.worker.main import JsonLines, LogFormat, tell, told_to_stop


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    found = logging.getLogger("tailorbird.worker")
    kept = (found.handlers, found.level, found.propagate)
    yield found
    found.handlers, found.level, found.propagate = kept


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_asks_it_to_stop_and_what_was_there_before_is_put_back(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with told_to_stop() as stop:
        assert not stop.is_set()
        os.kill(os.getpid(), number)
        assert stop.wait(5)
        assert signal.getsignal(number) is signal.SIG_DFL
    assert signal.getsignal(number) is before


def test_text_lines_begin_with_the_time(log: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    tell(LogFormat.TEXT).info("3 deadlines fired")
    time, level, rest = capsys.readouterr().out.split(" ", 2)
    assert time.endswith("Z")
    assert (level, rest) == ("INFO", "3 deadlines fired\n")


def test_json_lines_are_one_object_each_with_what_they_are_about(
    log: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    worker_log = tell(LogFormat.JSON)
    worker_log.info("%d deadlines fired", 3, extra={"deadlines": 3})
    try:
        raise RuntimeError("a fault\nin two lines")
    except RuntimeError:
        worker_log.exception("case %s failed", "TB-1", extra={"case": "TB-1"})
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["message"] == "3 deadlines fired"
    assert (first["level"], first["deadlines"]) == ("info", 3)
    assert set(first) == {"at", "level", "message", "deadlines"}
    assert second["case"] == "TB-1"
    assert "a fault" in second["trace"]


def test_a_value_that_json_does_not_know_is_written_as_text() -> None:
    record = logging.LogRecord("tailorbird.worker", logging.INFO, "", 0, "done", (), None)
    record.path = os.curdir.__class__
    assert "str" in json.loads(JsonLines().format(record))["path"]
