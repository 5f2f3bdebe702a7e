"""The processes of a tortured shop: started, killed without warning, and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from bench.server import command, free_port
from bench.shop import CannotMeasure, Shop
from bench.torture.crash import OUTBOX_POINTS, STORAGE_POINTS, VARIABLE
from bench.torture.processes import CLOCK

SERVERS: Final = 2
WORKERS: Final = 2
_THREADS: Final = 3
_ROOT: Final = Path(__file__).parents[2]
_LATEST_CRASH: Final = {"server": 40, "worker": 12}
_MOST_STARTS: Final = 400
_QUICK_S: Final = 1.0


@dataclass(slots=True)
class Member:
    """A server or a worker, under the name by which its log is kept. A server has a port."""

    name: str
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    told: str = ""
    """Where it was told to crash."""

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None


@dataclass(slots=True)
class Crew:
    """All processes of the shop, and what became of them."""

    shop: Shop
    clock_file: Path
    random: Random
    members: list[Member] = field(default_factory=list)
    kills: int = 0
    starts: int = 0
    crashed_at: Counter[str] = field(default_factory=Counter)
    """How often somebody crashed, by point."""
    _told: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, shop: Shop, clock_file: Path, random: Random) -> Crew:
        """Nobody runs yet."""
        crew = cls(shop, clock_file, random)
        crew.members += [Member(f"server{number}", free_port()) for number in range(SERVERS)]
        crew.members += [Member(f"worker{number}") for number in range(WORKERS)]
        return crew

    @property
    def crashes(self) -> int:
        """How many ended at a boundary where they were told to."""
        return sum(self.crashed_at.values())

    @property
    def ports(self) -> list[int]:
        return [each.port for each in self.members if each.port]

    def start_all(self, crash_share: float) -> None:
        """Start whoever does not run; so large a share is told to crash at some boundary."""
        for member in self.members:
            if member.runs:
                continue
            if member.process is not None:
                self._note_death(member)
            self._start(member, self._crash_at(member, crash_share))

    def kill_one(self) -> None:
        """SIGKILL one of those who run."""
        running = [each for each in self.members if each.runs]
        if running:
            self._kill(self.random.choice(running))

    def kill_all(self) -> None:
        """SIGKILL everybody, and wait until they are gone."""
        for member in self.members:
            if member.runs:
                self._kill(member)
            elif member.process is not None:
                self._note_death(member)

    def end(self) -> None:
        """End whatever is left, without asking why anybody died."""
        for member in self.members:
            if member.process is not None:
                _end(member.process)
                member.process = None

    def _crash_at(self, member: Member, share: float) -> str:
        if self.random.random() >= share:
            return ""
        points = STORAGE_POINTS if member.port else STORAGE_POINTS + OUTBOX_POINTS
        # In turn, so that every boundary has its crash in a short run as well.
        seldom = min(self._told[(member.name[:-1], point)] for point in points)
        rare = [point for point in points if self._told[(member.name[:-1], point)] == seldom]
        point = self.random.choice(rare)
        self._told[(member.name[:-1], point)] += 1
        return f"{point}:{self.random.randrange(1, _LATEST_CRASH[member.name[:-1]])}"

    def _start(self, member: Member, told: str) -> None:
        self.starts += 1
        if self.starts > _MOST_STARTS:
            raise CannotMeasure(f"{member.name} ends as soon as it starts; see {self._log(member)}.")
        environment = self.shop.environment() | {
            "PYTHONPATH": os.pathsep.join([str(_ROOT / "src"), str(_ROOT), os.environ.get("PYTHONPATH", "")]),
            "TAILORBIRD_WEBHOOK_NETWORKS": "127.0.0.0/8",
            CLOCK: str(self.clock_file),
            VARIABLE: told,
        }
        if member.port:
            words = command("bench.torture.site:application", member.port, 1, _THREADS)
        else:
            words = [sys.executable, "-m", "bench.torture.processes"]
        with self._log(member).open("ab") as log:
            member.process = subprocess.Popen(
                words, env=environment, cwd=_ROOT, stdout=log, stderr=log, start_new_session=True
            )
        member.told = told

    def _log(self, member: Member) -> Path:
        return self.shop.home / f"{member.name}.log"

    def _kill(self, member: Member) -> None:
        if member.process is None:
            return
        self.kills += 1
        _end(member.process)
        member.process = None

    def _note_death(self, member: Member) -> None:
        """It ended by itself: by the crash that it was told, and what it left of its group goes too."""
        if member.process is None:
            return
        if not member.told:
            tail = self._log(member).read_text(errors="replace")[-3000:]
            raise CannotMeasure(f"{member.name} ended by itself. Its last words:\n{tail}")
        self.crashed_at[f"{member.name[:-1]} {member.told.partition(':')[0]}"] += 1
        _end(member.process)
        member.process = None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with its whole group, which is its own session."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()
    until = time.monotonic() + _QUICK_S
    while time.monotonic() < until and _lives(process.pid):
        time.sleep(0.02)


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
