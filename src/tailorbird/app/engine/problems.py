"""Every reason why a command is not carried out, with what the reader can do next."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tailorbird.app.engine.problem import Problem
from tailorbird.app.engine.verb import Currencies, Place, Procedure, Verb
from tailorbird.app.ports.storage import InsufficientFunds, WalletIsFrozen
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Says
from tailorbird.domain.terms.decision import Decision, Outcome


def _plural(roles: frozenset[Role]) -> str:
    return ", ".join(sorted(roles)) or "nobody"


def fill(sentence: Says | None, zone: ZoneInfo) -> str:
    """The sentence in English with its values put in, instants as the clocks of the zone show them."""
    if sentence is None:
        return ""
    return sentence.template.format(**{name: _shown(value, zone) for name, value in sentence.values})


def _shown(value: object, zone: ZoneInfo) -> str:
    return f"{value.astimezone(zone):%a %d %b %Y %H:%M:%S %Z}" if isinstance(value, datetime) else str(value)


def unknown_verb(name: str, procedure: Procedure) -> Problem:
    known = ", ".join(sorted(each.name for each in procedure.verbs))
    return Problem(
        "unknown_command",
        404,
        "There is no such command",
        f"A case of the kind {procedure.kind} has no command {name!r}.",
        f"Use one of these: {known}.",
    )


def not_your_part(verb: Verb, role: Role) -> Problem:
    return Problem(
        "not_your_part",
        403,
        "This is for somebody else to do",
        f"{verb.name} cannot be done by the {role}.",
        f"It can be done by: {_plural(verb.roles)}.",
    )


def not_your_case(role: Role) -> Problem:
    return Problem(
        "not_your_case",
        403,
        "Somebody else plays this part",
        f"Another party is the {role} of this case.",
        "Act with the key of the party whose part it is.",
    )


def already_open(verb: Verb) -> Problem:
    return Problem(
        "already_open",
        409,
        "The case is open already",
        f"{verb.name} begins a case, and this one has begun.",
        "Open a new case, or use another command here.",
    )


def not_open(verb: Verb, procedure: Procedure) -> Problem:
    first = ", ".join(each.name for each in procedure.verbs if each.place is Place.OPENS)
    return Problem(
        "not_open",
        409,
        "The case has not begun",
        f"{verb.name} needs a case with facts.",
        f"Begin with {first}.",
    )


def too_early(verb: Verb, alternatives: tuple[type[Fact], ...]) -> Problem:
    awaited = " or ".join(kind.__name__ for kind in alternatives)
    return Problem(
        "too_early",
        409,
        "Something has to happen first",
        f"{verb.name} comes after {awaited}, which is not on record in this case.",
        "Look at the case: its stage says whose turn it is.",
        {"needs": [kind.__name__ for kind in alternatives]},
    )


def too_late(verb: Verb, over: Recorded[Any]) -> Problem:
    return Problem(
        "too_late",
        409,
        "This is over",
        f"{verb.name} cannot follow {over.name}, recorded on "
        f"{over.at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC.",
        "Look at the case: its thread shows what happened, and what can still be done.",
        {"after": over.name},
    )


def no_case(case_id: str) -> Problem:
    return Problem(
        "no_such_case",
        404,
        "There is no such case",
        f"No case {case_id} that you take part in.",
        "Check the number; GET /api/v1/cases lists your cases.",
    )


def clock_went_back(now: datetime, last: datetime) -> Problem:
    return Problem(
        "clock_went_back",
        409,
        "The clock is behind the case",
        f"It is {now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC here, but the case has a fact of "
        f"{last.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC. Nothing was written.",
        "Set the server's clock right (or move the demo clock forward), then repeat the command.",
    )


def in_the_future(at: datetime, now: datetime) -> Problem:
    return Problem(
        "in_the_future",
        422,
        "This has not happened yet",
        f"happened_at is {at.isoformat()}, and it is {now.isoformat()} now.",
        "Leave happened_at out, or give an instant that has passed.",
    )


def out_of_order(at: datetime, last: datetime) -> Problem:
    return Problem(
        "out_of_order",
        409,
        "The fact is out of order",
        f"happened_at is {at.isoformat()}, before the last fact of the case at {last.isoformat()}.",
        "Facts are kept in the order in which they happened. Give an instant from then on, "
        "or leave happened_at out.",
    )


def unreadable(verb: Verb, problem: Exception) -> Problem:
    return Problem(
        "unreadable",
        422,
        "The body cannot be read",
        str(problem),
        f"See {verb.name} in the API's documentation for its fields.",
    )


def ledger(problem: Exception) -> Problem:
    return Problem(
        "ledger",
        409,
        "The money cannot be moved so",
        str(problem),
        "Nothing was written. Ask the operator to look at the money of this case.",
    )


def unworkable_amount(problem: Exception) -> Problem:
    """An amount that cannot be worked with, such as one beyond what can be booked."""
    return Problem(
        "unworkable_amount",
        422,
        "There is an amount that cannot be worked with",
        str(problem),
        "Nothing was written. Give smaller quantities or amounts, in the currency of the case.",
    )


def unfit_title(most: int) -> Problem:
    """A case whose title is blank or far too long."""
    return Problem(
        "unfit_title",
        422,
        "The title does not fit",
        f"A title has 1 to {most} characters.",
        "Write a short title that tells what it is about.",
    )


def payment_known(reference: str) -> Problem:
    """A payment that was booked before, for something else."""
    return Problem(
        "payment_known",
        409,
        "This payment was booked before",
        f"The payment {reference} was reported already, for another order or account.",
        "Nothing was booked. Check the reference at the payment institution.",
    )


def _amounts(value: Any, path: str) -> list[tuple[str, Money]]:
    if isinstance(value, Money):
        return [(path, value)]
    if isinstance(value, tuple):
        return [found for no, item in enumerate(value) for found in _amounts(item, f"{path}[{no}]")]
    if is_dataclass(value):
        return [
            found
            for each in fields(value)
            for found in _amounts(getattr(value, each.name), f"{path}.{each.name}".lstrip("."))
        ]
    return []


def amounts(given: Any, currency: str, currencies: Currencies) -> Problem | None:
    """An amount below zero, or of another currency than the case's, if there is one."""
    for path, amount in _amounts(given, ""):
        if amount.minor < 0:
            return Problem(
                "negative_amount",
                422,
                "An amount is below zero",
                f"{path} is {amount}.",
                "Give an amount of zero or more.",
            )
        if currencies is Currencies.ONE and amount.currency != currency:
            return Problem(
                "wrong_currency",
                422,
                "An amount is in another currency",
                f"{path} is {amount}, and this case is kept in {currency}.",
                f"Give it in {currency}; exchange money first with a locked rate if you have another.",
            )
    return None


def insufficient(lack: InsufficientFunds) -> Problem:
    needed = Money(lack.needed_minor, lack.account.currency)
    free = Money(max(lack.free_minor, 0), lack.account.currency)
    return Problem(
        "insufficient_funds",
        402,
        "There is not enough money",
        f"{needed} is needed, and {free} is free in the {lack.account.kind}.",
        f"Top up {needed - free} or more, then repeat the command.",
        {"needed": str(needed), "free": str(free), "short": str(needed - free)},
    )


def frozen(lock: WalletIsFrozen) -> Problem:
    return Problem(
        "wallet_frozen",
        409,
        "The wallet is frozen",
        f"The {lock.account.currency} wallet can neither spend nor withdraw while a payment that was "
        "taken back is being demanded (order1688.22).",
        "Pay the demand in the case that froze it, then repeat the command.",
        {"clause": "order1688.22"},
    )


def changed_meanwhile() -> Problem:
    return Problem(
        "changed_meanwhile",
        409,
        "The case changed meanwhile",
        "Somebody else wrote to it at the same time, several times over. Nothing was written.",
        "Repeat the command with the same idempotency key.",
    )


def key_reused() -> Problem:
    return Problem(
        "idempotency_key_reused",
        422,
        "The idempotency key was used for another request",
        "The same key came before with another body. Nothing was done.",
        "Use a new key for a new request, and the same key only to repeat the same request.",
    )


def refused(verb: Verb, decision: Decision[Any], no: int, zone: ZoneInfo) -> Problem:
    """The terms refuse, or the answer waits for somebody."""
    applied = next((each for each in decision.applied if each.says), decision.applied[0])
    waits = decision.answer.waits_for if decision.answer else None
    title = "This waits for somebody's answer" if waits else "The terms do not allow this"
    reason = fill(applied.says, zone) or f"Clause {applied.clause} rules it out."
    next_step = fill(decision.next_step, zone) or "Read the clause, and ask the other party or the operator."
    return Problem(
        "waits" if waits else "refused_by_terms",
        409,
        title,
        reason,
        next_step,
        {"command": verb.name},
        decision,
        no,
    )


def undecided(verb: Verb, decision: Decision[Any], no: int, zone: ZoneInfo) -> Problem:
    """No clause speaks on the verb's question, or one lacks an input."""
    return without_answer(verb.name, decision, zone, no)


def without_answer(command: str, decision: Decision[Any], zone: ZoneInfo, no: int = 0) -> Problem:
    """No clause speaks, or one lacks an input: a person decides."""
    if decision.outcome is Outcome.UNKNOWN:
        lacking = ", ".join(decision.unknown)
        return Problem(
            "input_unknown",
            409,
            "Something must be known first",
            f"The terms cannot answer without: {lacking}.",
            fill(decision.next_step, zone) or "Have it recorded in the case, or ask the operator to decide.",
            {"command": command, "unknown": list(decision.unknown)},
            decision,
            no,
        )
    return Problem(
        "needs_a_person",
        409,
        "A person has to decide this",
        "No clause of the terms that govern this case speaks on it now.",
        "Ask the operator; the question is on record with the case.",
        {"command": command},
        decision,
        no,
    )
