"""Perform acts on one case in memory: time first, then leave, then the fact and what follows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tailorbird.app.engine import private, problems
from tailorbird.app.engine.command import Act
from tailorbird.app.engine.deadlines import catch_up
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Place, Verb, WhenPending
from tailorbird.domain.cases.fact import Fact, read_fact, read_fields
from tailorbird.domain.codec import UnreadableInput
from tailorbird.domain.ledger.entry import LedgerError
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Permission, Verdict
from tailorbird.domain.terms.decision import Decision, Outcome


def perform(proceeding: Proceeding, act: Act, now: datetime, token: private.Token) -> tuple[list[str], int]:
    """Carry the act out; returns the deadlines that fired before it and its decision's number (or 0).

    Raises `Stopped` with the problem. After a refusal by the terms the proceeding still holds the
    decision, which is to be written.
    """
    verb = proceeding.procedure.verb(act.verb)
    if verb is None:
        raise Stopped(problems.unknown_verb(act.verb, proceeding.procedure))
    _check_part(proceeding, verb, act)
    at = _instant(proceeding, act, now)
    fired = catch_up(proceeding, at)
    proceeding.at = at
    _check_order(proceeding, verb)
    for role, party in act.join.items():
        proceeding.join(role, party)
    fact = _fact(proceeding, verb, act, token)
    decision_no = _leave(proceeding, verb, act, fact)
    cause = f"decision:{decision_no}" if decision_no else ""
    try:
        who = act.actor
        recorded = proceeding.record(fact, who.role, cause=cause, party=who.party, staff=who.staff)
        for found in act.attached:
            proceeding.record(found, Role.PLATFORM, cause=f"fact:{recorded.seq}")
    except LedgerError as problem:
        raise Stopped(problems.ledger(problem)) from problem
    return fired, decision_no


def _check_part(proceeding: Proceeding, verb: Verb, act: Act) -> None:
    role, party = act.actor.role, act.actor.party
    if role not in verb.roles:
        raise Stopped(problems.not_your_part(verb, role))
    player = proceeding.case.party(role)
    if player is not None and player != party:
        raise Stopped(problems.not_your_case(role))
    if verb.place is Place.OPENS and proceeding.case.facts:
        raise Stopped(problems.already_open(verb))
    if verb.place is Place.WITHIN and not proceeding.case.facts:
        raise Stopped(problems.not_open(verb, proceeding.procedure))


def _check_order(proceeding: Proceeding, verb: Verb) -> None:
    order = proceeding.procedure.order.get(verb.name)
    if order is None:
        return
    if lacking := order.lacks(proceeding.case):
        raise Stopped(problems.too_early(verb, lacking))
    if (over := order.closed_by(proceeding.case)) is not None:
        raise Stopped(problems.too_late(verb, over))


def _instant(proceeding: Proceeding, act: Act, now: datetime) -> datetime:
    last = proceeding.case.last_at
    if last is not None and now < last:
        raise Stopped(problems.clock_went_back(now, last))
    at = (act.happened_at or now).astimezone(UTC)
    if at > now:
        raise Stopped(problems.in_the_future(at, now))
    if last is not None and at < last:
        raise Stopped(problems.out_of_order(at, last))
    return at


def _fact(proceeding: Proceeding, verb: Verb, act: Act, token: private.Token) -> Fact:
    owner = act.private_owner or act.actor.party
    try:
        body, contents = private.take_out(verb.fact, act.body, owner, token)
        fact = _read(proceeding, verb, body)
    except UnreadableInput as problem:
        raise Stopped(problems.unreadable(verb, problem)) from problem
    proceeding.private.extend(contents)
    if problem_with_money := problems.amounts(fact, proceeding.currency, proceeding.procedure.currencies):
        raise Stopped(problem_with_money)
    return fact


def _read(proceeding: Proceeding, verb: Verb, body: dict[str, Any]) -> Fact:
    if verb.body is None or verb.makes is None:
        return read_fact(verb.fact.__name__, body)
    given = read_fields(verb.body, body)
    if wrong := problems.amounts(given, proceeding.currency, proceeding.procedure.currencies):
        raise Stopped(wrong)
    return verb.makes(proceeding, given)


def _leave(proceeding: Proceeding, verb: Verb, act: Act, fact: Fact) -> int:
    """Ask the terms for leave; the number of the decision, or 0 when the verb asks nothing."""
    if verb.asks is None:
        return 0
    inputs = dict(verb.question_inputs(proceeding.case, fact, act.attached))
    if verb.measures is not None:
        inputs |= verb.measures(proceeding, fact)
    decision: Decision[Any] = proceeding.ask(verb.asks, act.actor.role, **inputs)
    no = proceeding.keep(decision)
    answer = decision.answer
    if decision.outcome is not Outcome.ANSWERED:
        raise Stopped(problems.undecided(verb, decision, no, proceeding.case.zone))
    if not isinstance(answer, Permission) or answer.verdict is Verdict.GRANTED:
        return no
    if answer.verdict is Verdict.PENDING and verb.when_pending is WhenPending.RECORD:
        return no
    raise Stopped(problems.refused(verb, decision, no, proceeding.case.zone))
