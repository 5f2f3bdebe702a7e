"""What a tortured process runs: the shop's own server or worker, on the shared clock, with crash points."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.torture.clock import SharedClock
from bench.torture.crash import VARIABLE, crashing

if TYPE_CHECKING:
    from tailorbird.app.house import House

CLOCK: Final = "TAILORBIRD_TORTURE_CLOCK"
_IDLE_S: Final = 0.05


def tortured_house() -> House:
    """The environment's house as it is wired for everybody, but for the clock and the crash points."""
    from tailorbird.bootstrap import Config, open_house

    house = open_house(Config.from_environment(), SharedClock(Path(os.environ[CLOCK])))
    return crashing(house, os.environ.get(VARIABLE, ""))


def work() -> int:
    """Be a worker until killed or told to stop."""
    from datetime import timedelta

    from tailorbird.app.worker import Plan, run
    from tailorbird.bootstrap import Config, open_couriers
    from tailorbird.worker.main import told_to_stop

    plan = Plan(name=str(os.getpid()), idle=timedelta(seconds=_IDLE_S), cases=20, messages=40)
    with told_to_stop() as stop:
        run(tortured_house(), open_couriers(Config.from_environment()), plan, stop)
    return 0


if __name__ == "__main__":
    sys.exit(work())
