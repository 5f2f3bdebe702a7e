"""The index of every clause that the sources state, and what has become of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tailorbird.app.examples import Example
from tailorbird.domain.terms.package import Package


class State(StrEnum):
    """What a clause of the sources is here."""

    RUNS = "runs"
    SHOWN = "shown"
    """A disclosure: shown and accepted, nothing to compute."""
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class SourceClause:
    """A clause as the index lists it."""

    id: str
    package: str
    source: str
    kind: str


@dataclass(frozen=True, slots=True)
class ClauseReport:
    """A clause with its state. `examples` counts the questions that name it in what they expect.

    `reason` says why it is planned; of a clause that runs, what part of it still waits, if any does.
    """

    id: str
    package: str
    version: str
    state: State
    questions: tuple[str, ...]
    examples: int
    reason: str = ""


def read_index(told: Mapping[str, Any]) -> tuple[tuple[SourceClause, ...], dict[str, str]]:
    """The index, and why clauses wait: by clause, else by package. From the data file."""
    clauses = tuple(
        SourceClause(each["id"], each["package"], each["source"], each["kind"]) for each in told["clause"]
    )
    return clauses, {**told["planned"], **told["waits"]}


def count_examples(examples: Iterable[Example]) -> Counter[str]:
    """How many questions expect each clause to be applied or set aside."""
    counted: Counter[str] = Counter()
    for example in examples:
        for asked in example.asks:
            named = {*asked.expect.get("clauses", ()), *asked.expect.get("set_aside", ())}
            counted.update(named)
    return counted


def report(
    index: Iterable[SourceClause],
    reasons: Mapping[str, str],
    packages: Mapping[str, Package],
    examples: Counter[str],
) -> tuple[ClauseReport, ...]:
    """Every clause of the index with what has become of it."""
    return tuple(_one(each, reasons, packages.get(each.package), examples) for each in index)


def _one(
    clause: SourceClause, reasons: Mapping[str, str], package: Package | None, examples: Counter[str]
) -> ClauseReport:
    published = package.clause(clause.id) if package else None
    if package is None or published is None:
        reason = reasons.get(clause.id) or reasons.get(clause.package, "No package carries it yet.")
        return ClauseReport(clause.id, clause.package, "", State.PLANNED, (), 0, reason)
    state = State.SHOWN if published.is_disclosure else State.RUNS
    return ClauseReport(
        clause.id,
        clause.package,
        package.version,
        state,
        published.questions,
        examples[clause.id],
        reasons.get(clause.id, ""),
    )
