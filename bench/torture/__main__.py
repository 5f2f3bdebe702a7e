"""`python -m bench.torture`: kill a busy shop again and again, on both databases, and audit what is left."""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import time
from collections.abc import Sequence

from bench.shop import CannotMeasure
from bench.torture.run import Outcome, Plan, torture

ENGINES = ("sqlite", "postgres")


def main(arguments: Sequence[str] | None = None) -> int:
    """Torture; the exit status is 1 where a fault was found."""
    asked = argparse.ArgumentParser(prog="python -m bench.torture", description=__doc__)
    asked.add_argument(
        "--seed", type=int, help="live the same lives and tell the same crashes as a run before"
    )
    asked.add_argument("--rounds", type=int, default=6, help="rounds on each database")
    asked.add_argument("--seconds", type=float, default=7.0, help="length of a round's work")
    asked.add_argument(
        "--minutes", type=float, default=1.1, help="begin no round later than this, each database"
    )
    asked.add_argument("--database", choices=(*ENGINES, "both"), default="both")
    given = asked.parse_args(arguments)
    seed = random.SystemRandom().randrange(2**31) if given.seed is None else given.seed
    print(f"seed {seed}  (the same again: python -m bench.torture --seed {seed})", flush=True)
    # A polite end still ends every process that was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    failed = 0
    for engine in ENGINES if given.database == "both" else (given.database,):
        plan = Plan(seed, given.rounds, given.seconds, time.monotonic() + given.minutes * 60)
        try:
            outcome = torture(engine, plan, lambda text: print(text, flush=True))
        except CannotMeasure as problem:
            print(f"{engine}: {problem}", file=sys.stderr)
            return 2
        failed += _tell(outcome)
    return int(failed > 0)


def _tell(outcome: Outcome) -> int:
    print(f"{outcome.engine}: {json.dumps(outcome.figures)}")
    if not outcome.faults:
        print(f"{outcome.engine}: {outcome.audits} audits, no fault", flush=True)
        return 0
    print(f"{outcome.engine}: {len(outcome.faults)} FAULTS (seed {outcome.seed})")
    for fault in outcome.faults[:40]:
        print(f"  {fault}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
