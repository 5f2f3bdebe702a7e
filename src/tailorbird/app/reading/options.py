"""What somebody can do in a case now: every verb of their part, asked dry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from enum import StrEnum
from typing import Any, cast

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Place, Verb
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Permission, Verdict
from tailorbird.domain.terms.decide import TermsConflict
from tailorbird.domain.terms.decision import Decision, Outcome


class Standing(StrEnum):
    """How a verb stands now."""

    GRANTED = "granted"
    REFUSED = "refused"
    PENDING = "pending"
    """It can be asked for, and then waits for somebody's answer."""
    DEPENDS = "depends"
    """The answer depends on what is given with it; ask the question with those inputs."""
    UNKNOWN = "unknown"
    """Something must be on record first."""
    NEEDS_A_PERSON = "needs_a_person"
    FREE = "free"
    """The terms are not asked; anybody who plays the part can do it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One verb and how it stands, with the decision where the terms could be asked."""

    verb: Verb
    role: Role
    standing: Standing
    decision: Decision[Any] | None = None
    depends_on: tuple[str, ...] = ()


def options(proceeding: Proceeding, parts: Sequence[Role]) -> tuple[Option, ...]:
    """Every verb of these parts that belongs inside a case; one that several parts have is told once."""
    found = []
    for verb in proceeding.procedure.verbs:
        role = next((part for part in parts if part in verb.roles), None)
        if role is not None and verb.place is Place.WITHIN and _makes_sense(proceeding, verb):
            found.append(_option(proceeding, verb, role))
    return tuple(found)


def _makes_sense(proceeding: Proceeding, verb: Verb) -> bool:
    """Whether what must have happened before it did, and nothing after which it is pointless."""
    order = proceeding.procedure.order.get(verb.name)
    if order is None:
        return True
    return not order.lacks(proceeding.case) and order.closed_by(proceeding.case) is None


def _option(proceeding: Proceeding, verb: Verb, role: Role) -> Option:
    if verb.asks is None:
        return Option(verb, role, Standing.FREE)
    missing = _inputs_needed(verb)
    if missing:
        return Option(verb, role, Standing.DEPENDS, None, missing)
    try:
        inputs = _bare_inputs(proceeding, verb)
        decision = proceeding.ask(verb.asks, role, **inputs)
    except TermsConflict as conflict:
        return Option(verb, role, Standing.NEEDS_A_PERSON, conflict.decision)
    return Option(verb, role, _standing(decision), decision)


def _standing(decision: Decision[Any]) -> Standing:
    if decision.outcome is Outcome.UNKNOWN:
        return Standing.UNKNOWN
    if decision.outcome is not Outcome.ANSWERED:
        return Standing.NEEDS_A_PERSON
    if not isinstance(decision.answer, Permission):
        return Standing.GRANTED
    return {
        Verdict.GRANTED: Standing.GRANTED,
        Verdict.REFUSED: Standing.REFUSED,
        Verdict.PENDING: Standing.PENDING,
    }[decision.answer.verdict]


def _inputs_needed(verb: Verb) -> tuple[str, ...]:
    """What the question needs and only the sender can say. A verb's other fields need not be known."""
    required = [each.name for each in fields(verb.fact) if _has_no_default(each)]
    if verb.inputs is not None:
        return tuple(required)
    shared = _shared(verb)
    return tuple(name for name in required if name in shared)


def _bare_inputs(proceeding: Proceeding, verb: Verb) -> Mapping[str, Any]:
    """The question's inputs when nothing is given with the verb."""
    if verb.inputs is not None:
        return verb.inputs(proceeding.case, verb.fact(), ())
    shared = _shared(verb)
    return {each.name: _default(each) for each in fields(verb.fact) if each.name in shared}


def _shared(verb: Verb) -> set[str]:
    asked = {each.name for each in fields(cast(Any, verb.asks))}
    return asked & {each.name for each in fields(verb.fact)}


def _has_no_default(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _default(each: Field[Any]) -> Any:
    return each.default_factory() if each.default_factory is not MISSING else each.default
