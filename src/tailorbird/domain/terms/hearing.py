"""A hearing: one case at one instant before the terms that govern it, where questions are asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from tailorbird.domain.cases.case import Case
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.decide import decide
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.question import Question
from tailorbird.domain.time.calendar import Calendars

B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Hearing:
    """What every question about a case shares."""

    case: Case
    at: datetime
    by: Role
    calendars: Calendars
    agreement: Agreement

    def ask(self, kind: type[Question[B]], /, **inputs: Any) -> Decision[B]:
        """The decision on a question with these inputs."""
        question = kind(
            case=self.case,
            at=self.at,
            by=self.by,
            calendars=self.calendars,
            consult=self.ask,
            **inputs,
        )
        return decide(question, self.agreement)

    def of(self, case: Case) -> Hearing:
        """The same hearing with another state of the case."""
        return replace(self, case=case)

    def when(self, at: datetime, by: Role) -> Hearing:
        """The same hearing at another instant, for another asker."""
        return replace(self, at=at, by=by)
