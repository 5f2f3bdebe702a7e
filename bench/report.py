"""What a measurement found, told to a reader and to machines."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bench.measure import Measured, Spread


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure and its limit. `target` is the ratio, or the figure, that is asked for."""

    name: str
    unit: str
    limit_says: str
    """What the limit is, in words."""
    measured: Measured
    target: str = ""
    met: str = ""
    """`yes` or `no`; empty where there is no target."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a run found."""

    cores: int
    findings: tuple[Finding, ...]
    skipped: dict[str, str] = field(default_factory=dict)
    """Measurements that could not be made, with the reason."""

    def plain(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0))


def met_ratio(measured: Measured, target: float) -> str:
    """Whether the median of the ratios reaches the target."""
    return "yes" if measured.ratio.median >= target else "no"


def lines(finding: Finding) -> Sequence[str]:
    """The finding in a few lines."""
    one = finding.measured
    told = [
        f"{finding.name}",
        f"  {_spread(one.thing, finding.unit)}",
        f"  limit {_spread(one.limit, finding.unit)}: {finding.limit_says}",
        f"  ratio {one.ratio.median:.3f}  (least {one.ratio.least:.3f}, most {one.ratio.most:.3f})",
    ]
    if finding.target:
        told.append(f"  target {finding.target}: {finding.met}")
    return [*told, *(f"  {note}" for note in finding.notes)]


def _spread(spread: Spread, unit: str) -> str:
    figures = f"{_figure(spread.median)} {unit}"
    return f"{figures}  (least {_figure(spread.least)}, most {_figure(spread.most)}, {spread.count} rounds)"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.2f}"
