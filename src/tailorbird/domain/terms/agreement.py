"""An agreement: the packages that govern a case, in order of precedence, pinned by their hashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tailorbird.domain.terms.clause import Rule
from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.terms.pin import Pin
from tailorbird.domain.terms.question import Question


class ExceptionCycle(ValueError):
    """Clauses that are, in a ring, exceptions to one another."""


@dataclass(frozen=True, slots=True)
class Governing:
    """A rule with the parameters of its package; `rank` 0 goes before 1 where they conflict."""

    rule: Rule
    parameters: Parameters
    rank: int
    package: Package
    ref: str
    """The package's, such as `order1688@1`."""


@dataclass(frozen=True)
class Agreement:
    """Packages in order of precedence: the first overrides the second where they conflict."""

    packages: tuple[Package, ...]

    @cached_property
    def pins(self) -> tuple[Pin, ...]:
        return tuple(Pin(each.name, each.version, each.hash) for each in self.packages)

    @cached_property
    def rules_by_question(self) -> dict[type[Question[Any]], tuple[Governing, ...]]:
        """For each question the rules that may answer it, exceptions before what they except."""
        found: dict[type[Question[Any]], list[Governing]] = {}
        for rank, package in enumerate(self.packages):
            for rule in package.rules:
                governing = Governing(rule, package.parameters, rank, package, package.ref)
                for kind in rule.answers:
                    found.setdefault(kind, []).append(governing)
        return {kind: _exceptions_first(items) for kind, items in found.items()}

    def rules_for(self, kind: type[Question[Any]]) -> tuple[Governing, ...]:
        return self.rules_by_question.get(kind, ())

    def package(self, name: str) -> Package | None:
        return next((each for each in self.packages if each.name == name), None)


def _exceptions_first(items: Sequence[Governing]) -> tuple[Governing, ...]:
    waiting, done = list(items), []
    while waiting:
        excepted_by_waiting = {target for each in waiting for target in each.rule.exception_to}
        free = [each for each in waiting if each.rule.clause_id not in excepted_by_waiting]
        if not free:
            ring = ", ".join(sorted({each.rule.clause_id for each in waiting}))
            raise ExceptionCycle(f"These clauses are exceptions to one another in a ring: {ring}.")
        done += free
        waiting = [each for each in waiting if each not in free]
    return tuple(done)
