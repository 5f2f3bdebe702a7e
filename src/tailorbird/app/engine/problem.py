"""Problems: why a command was not carried out, as a value with a type, a reason and a next step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tailorbird.domain.terms.decision import Decision


@dataclass(frozen=True, slots=True)
class Problem:
    """What a refused command says. `code` is stable; `status` is its HTTP status."""

    code: str
    status: int
    title: str
    detail: str
    next_step: str
    extra: dict[str, Any] = field(default_factory=dict)
    decision: Decision[Any] | None = None
    decision_no: int = 0


class Stopped(Exception):
    """Raised inside a transaction to leave without writing; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code}: {problem.detail}")
        self.problem = problem
