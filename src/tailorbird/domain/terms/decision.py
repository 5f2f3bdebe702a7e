"""Decisions: an answer with its reasons, stored whole and hashed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from tailorbird.domain import codec
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Near, Permission, Says, Verdict
from tailorbird.domain.terms.pin import Pin

A = TypeVar("A")


class Outcome(StrEnum):
    """Whether the terms gave an answer, and if not, why."""

    ANSWERED = "answered"
    SILENT = "silent"
    """No clause speaks: a person decides."""
    UNKNOWN = "unknown"
    """A clause applies but lacks an input."""
    CONFLICT = "conflict"
    """Clauses differ and neither is the other's exception: an error in the terms."""


class WhySetAside(StrEnum):
    EXCEPTION = "exception"
    PRECEDENCE = "precedence"


@dataclass(frozen=True, slots=True)
class Applied:
    """A clause that carried the answer. `question` differs where another question was asked on the way."""

    clause: str
    package: str
    value: Any
    because: tuple[Recorded[Any], ...] = ()
    near: tuple[Near, ...] = ()
    says: Says | None = None
    next_step: Says | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A clause that spoke and did not count: by which clause, and why."""

    clause: str
    package: str
    by: str
    why: WhySetAside
    value: Any


@dataclass(frozen=True, slots=True)
class Decision(Generic[A]):
    """The terms' answer to one question about one case at one instant."""

    question: str
    inputs: dict[str, Any]
    at: datetime
    by: Role
    case_id: str
    facts_known: int
    """How many facts the case had; the decision speaks of these."""
    outcome: Outcome
    answer: A | None
    applied: tuple[Applied, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    near_misses: tuple[Near, ...] = ()
    unknown: tuple[str, ...] = ()
    terms: tuple[Pin, ...] = field(default_factory=tuple)

    @property
    def granted(self) -> bool:
        """Whether the answer is a permission that is granted."""
        return isinstance(self.answer, Permission) and self.answer.verdict is Verdict.GRANTED

    @property
    def verdict(self) -> str:
        """One word for the answer: granted, refused, pending, or the outcome, or `answered`."""
        if isinstance(self.answer, Permission):
            return self.answer.verdict.value
        return self.outcome.value

    @property
    def clauses(self) -> tuple[str, ...]:
        """The ids of the clauses applied."""
        return tuple(dict.fromkeys(each.clause for each in self.applied))

    @property
    def relied_on(self) -> tuple[Recorded[Any], ...]:
        """The facts that the applied clauses name, in order."""
        found = {each.seq: each for applied in self.applied for each in applied.because}
        return tuple(found[seq] for seq in sorted(found))

    @property
    def next_step(self) -> Says | None:
        """What the reader can do, by the first applied clause that says so."""
        return next((each.next_step for each in self.applied if each.next_step), None)

    def stored(self) -> bytes:
        """The canonical bytes: what is written, hashed and exported."""
        return codec.canonical_of_plain(self.to_plain())

    def to_plain(self) -> dict[str, Any]:
        """Everything as plain data; facts are cited by number, name and instant."""
        return {
            "answer": codec.plain(self.answer),
            "applied": [
                {
                    "because": [_cite(each) for each in item.because],
                    "clause": item.clause,
                    "near": codec.plain(item.near),
                    "next_step": codec.plain(item.next_step),
                    "package": item.package,
                    "question": item.question,
                    "says": codec.plain(item.says),
                    "value": codec.plain(item.value),
                }
                for item in self.applied
            ],
            "at": codec.plain(self.at.astimezone(UTC)),
            "by": self.by.value,
            "case": self.case_id,
            "facts_known": self.facts_known,
            "inputs": self.inputs,
            "near_misses": codec.plain(self.near_misses),
            "outcome": self.outcome.value,
            "question": self.question,
            "set_aside": codec.plain(self.set_aside),
            "terms": codec.plain(self.terms),
            "unknown": list(self.unknown),
            "verdict": self.verdict,
        }


def _cite(recorded: Recorded[Any]) -> dict[str, Any]:
    return {"at": codec.plain(recorded.at), "fact": recorded.name, "seq": recorded.seq}
