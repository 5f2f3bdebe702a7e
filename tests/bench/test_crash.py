"""Crash points: counted, told by a text, and unknown to what they stand around."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bench.torture.clock import SharedClock
from bench.torture.crash import CrashPoint
from bench.torture.lives import a_life


def test_an_unknown_point_is_refused() -> None:
    with pytest.raises(ValueError, match="no crash point"):
        CrashPoint.told("lunch:1")


def test_without_a_point_nothing_crashes() -> None:
    crash = CrashPoint.told("")
    for _ in range(100):
        crash.passes("commit.after")


def test_a_process_kills_itself_at_the_counted_passing() -> None:
    program = (
        "from bench.torture.crash import CrashPoint\n"
        "crash = CrashPoint.told('commit.before:3')\n"
        "for number in range(5):\n"
        "    print(number, flush=True)\n"
        "    crash.passes('commit.after')\n"
        "    crash.passes('commit.before')\n"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.split()) == (-9, ["0", "1", "2"])


def test_every_reader_of_the_shared_clock_sees_it_move(tmp_path: Path) -> None:
    here, there = SharedClock(tmp_path / "clock"), SharedClock(tmp_path / "clock")
    here.put(datetime(2026, 3, 2, tzinfo=UTC))
    here.advance(timedelta(hours=1))
    assert there.now() == datetime(2026, 3, 2, 1, tzinfo=UTC)


def test_the_same_seed_lives_the_same_lives() -> None:
    assert [a_life(Random(7), n) for n in range(20)] == [a_life(Random(7), n) for n in range(20)]
    assert [a_life(Random(7), n) for n in range(20)] != [a_life(Random(8), n) for n in range(20)]
