"""`python -m bench [NAME…]`: measure, and print each figure as a ratio to its limit."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module

from bench.report import Finding, Report, cores, lines
from bench.shop import CannotMeasure

NAMES = (
    "deciding",
    "listing_recognition",
    "placing",
    "firing",
    "memory",
    "catalogue_search",
    "image_search",
    "picture_screening",
    "text_screening",
    "rendering",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is named, or everything. The exit status is 1 only where a measurement cannot be made."""
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all when left out")
    asked.add_argument("--json", action="store_true", help="print one document for machines")
    asked.add_argument("--rounds", type=int, default=4, help="rounds of each measurement")
    asked.add_argument("--seconds", type=float, default=4.0, help="length of a round of load")
    given = asked.parse_args(arguments)
    if unknown := set(given.names) - set(NAMES):
        asked.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    report = run(given.names or NAMES, given.rounds, given.seconds, _silent if given.json else _tell)
    if given.json:
        print(json.dumps(report.plain(), indent=1))
    return int(bool(report.skipped))


def run(names: Sequence[str], rounds: int, seconds: float, tell: Callable[[str], None]) -> Report:
    """Measure one thing after another; what cannot be measured is told, and the others still are."""
    tell(f"{cores()} cores; each figure is the median of its rounds")
    findings: list[Finding] = []
    skipped: dict[str, str] = {}
    for name in names:
        begun = time.monotonic()
        try:
            found = import_module(f"bench.{name}").measure(rounds, seconds)
        except CannotMeasure as problem:
            skipped[name] = str(problem)
            tell(f"\n{name} cannot be measured: {problem}")
            continue
        findings += found
        for finding in found:
            tell("\n" + "\n".join(lines(finding)))
        tell(f"  ({name}: {time.monotonic() - begun:.0f} s)")
    return Report(cores(), tuple(findings), skipped)


def _tell(text: str) -> None:
    print(text, flush=True)


def _silent(_: str) -> None:
    return


if __name__ == "__main__":
    sys.exit(main())
