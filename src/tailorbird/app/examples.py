"""Examples: a case told in facts, then questions with the answers that the terms should give."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded, read_fact
from tailorbird.domain.codec import UnreadableInput, read
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.answers import Allocation, Charge, Classification, Due, Finding, Span
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.terms.question import own_fields, question_type
from tailorbird.domain.time.bound import Bound
from tailorbird.domain.time.calendar import Calendars


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of an example, with what is expected of the decision."""

    at: datetime
    question: str
    by: Role
    inputs: dict[str, Any]
    expect: dict[str, Any]
    facts_before: int
    """How many facts had been told when it was asked."""


@dataclass(frozen=True, slots=True)
class Example:
    """A case told in an example file."""

    title: str
    zone: ZoneInfo
    currency: str
    terms: tuple[str, ...]
    parameters: dict[str, dict[str, Any]]
    facts: tuple[dict[str, Any], ...]
    asks: tuple[Asked, ...]
    source: str = ""
    notes: str = field(default="")


@dataclass(frozen=True, slots=True)
class Ruling:
    """A question of an example, the decision, and where it is not as expected."""

    asked: Asked
    decision: Decision[Any]
    differences: tuple[str, ...]


def case_of(example: Example, known: int | None = None) -> Case:
    """The case that the example tells, as far as its first `known` facts."""
    case = Case("example", "example", example.zone, example.currency)
    for number, told in enumerate(example.facts[:known], 1):
        name = told["fact"]
        body = {key: value for key, value in told.items() if key not in ("at", "fact", "by")}
        made, by = read_fact(name, body), Role(told["by"])
        if by not in made.recorded_by:
            may = ", ".join(sorted(made.recorded_by))
            raise UnreadableInput(f"{name} cannot be recorded by {by}; it is recorded by {may}.")
        case = case.append(Recorded(number, made, told["at"], by))
    return case


def rule(example: Example, agreement: Agreement, calendars: Calendars) -> tuple[Ruling, ...]:
    """Ask every question of the example and compare."""
    rulings = []
    for asked in example.asks:
        case = case_of(example, asked.facts_before)
        kind = question_type(asked.question)
        if unknown := sorted(set(asked.inputs) - set(own_fields(kind))):
            raise UnreadableInput(
                f"{asked.question} has no input {', '.join(unknown)}; "
                f"it has {', '.join(own_fields(kind)) or 'none'}."
            )
        inputs = _inputs(kind, asked.inputs)
        decision = Hearing(case, asked.at, asked.by, calendars, agreement).ask(kind, **inputs)
        rulings.append(Ruling(asked, decision, _differences(decision, asked.expect)))
    return tuple(rulings)


def _inputs(kind: type[Any], told: dict[str, Any]) -> dict[str, Any]:
    from typing import get_type_hints  # noqa: PLC0415

    hints = get_type_hints(kind, include_extras=True)
    return {name: read(hints[name], value) for name, value in told.items()}


def _differences(decision: Decision[Any], expect: dict[str, Any]) -> tuple[str, ...]:
    found = _found(decision)
    differences = []
    for key, wanted in expect.items():
        if key not in found:
            differences.append(f"there is no {key!r} in the decision on {decision.question}")
            continue
        have = found[key]
        if not _matches(key, have, wanted):
            differences.append(f"{key}: expected {wanted!r}, the terms say {have!r}")
    return tuple(differences)


_PARTIAL = {"due", "includes"}


def _matches(key: str, have: Any, wanted: Any) -> bool:
    if key == "due":
        by_key = {item["key"]: item for item in have}
        return all(item["key"] in by_key and item.items() <= by_key[item["key"]].items() for item in wanted)
    if key == "includes":
        return set(wanted) <= set(have)
    if key == "excludes":
        return not set(wanted) & set(have)
    if isinstance(wanted, list) and isinstance(have, list):
        return sorted(map(_comparable, have)) == sorted(map(_comparable, wanted))
    return bool(have == wanted)


def _comparable(value: Any) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def _found(decision: Decision[Any]) -> dict[str, Any]:
    """The decision in the words of an example's `expect`."""
    found: dict[str, Any] = {
        "answer": decision.verdict,
        "clauses": list(decision.clauses),
        "because": sorted({each.name for each in decision.relied_on}),
        "set_aside": sorted({each.clause for each in decision.set_aside}),
        "near": [_limit(each.limit) for each in decision.near_misses],
        "unknown": list(decision.unknown),
    }
    return found | _found_answer(decision.answer)


def _limit(limit: Any) -> Any:
    return str(limit) if isinstance(limit, Money) else limit


def _found_answer(answer: Any) -> dict[str, Any]:  # noqa: PLR0911 - one return a kind of answer
    match answer:
        case Charge(amount, payer, payee):
            return {"amount": str(amount), "payer": payer.value, "payee": payee.value}
        case Allocation(shares):
            return {"shares": {share.to.value: str(share.amount) for share in shares}}
        case Classification(kind, points_at):
            points = points_at.value if points_at else None
            return {"answer": kind, "points_at": points}
        case Bound(until, last, provisional):
            return {"until": until, "last": last.value, "provisional": provisional}
        case Span(earliest, latest, provisional):
            return {"earliest": earliest, "latest": latest, "provisional": provisional}
        case tuple() if all(isinstance(item, Due) for item in answer):
            keys = [item.key for item in answer]
            due = [_due(item) for item in answer]
            return {"due": due, "items": keys, "includes": keys, "excludes": keys}
        case tuple() if all(isinstance(item, Finding) for item in answer):
            codes = [item.code for item in answer]
            about = {item.code: item.about for item in answer}
            return {"items": codes, "includes": codes, "excludes": codes, "about": about}
        case _ if getattr(answer, "waits_for", None):
            return {"waits_for": answer.waits_for.value}
        case _:
            return {}


def _due(item: Due) -> dict[str, Any]:
    return {
        "key": item.key,
        "until": item.bound.until,
        "last": item.bound.last.value,
        "turn": item.turn.value,
        "outcome": type(item.outcome).__name__,
        "provisional": item.bound.provisional,
    }
