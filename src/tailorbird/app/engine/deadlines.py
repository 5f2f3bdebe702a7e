"""Deadlines of a case: which run, which passed, and what follows when one does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.ports.storage import OpenDeadline
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Due
from tailorbird.domain.terms.decision import Decision

_MOST_PASSED = 50
Running = Mapping[str, tuple[Due, OpenDeadline]]
"""The deadlines that run, by key."""


def running(proceeding: Proceeding) -> dict[str, tuple[Due, OpenDeadline]]:
    """The deadlines that the terms say run now, by key, without those that fired before."""
    decision = proceeding.ask(Deadlines)
    fired = {
        each.cause.removeprefix("deadline:")
        for each in proceeding.case.facts
        if each.cause.startswith("deadline:")
    }
    clauses = _clause_of(decision)
    hashes = {pin.ref: pin.hash for pin in decision.terms}
    return {
        item.key: (item, _row(item, *clauses[item.key], hashes))
        for item in decision.answer or ()
        if item.key not in fired
    }


def _clause_of(decision: Decision[tuple[Due, ...]]) -> dict[str, tuple[str, str]]:
    """Deadline key → clause and package. Where a clause asked another one, the ruling one is named."""
    found: dict[str, tuple[str, str]] = {}
    for applied in decision.applied:
        if applied.question != "Deadlines" or applied.value is None:
            continue
        for item in applied.value:
            found.setdefault(item.key, (applied.clause, applied.package))
    return found


def _row(item: Due, clause: str, package: str, hashes: Mapping[str, str]) -> OpenDeadline:
    return OpenDeadline(
        key=item.key,
        clause=clause,
        terms_hash=hashes[package],
        calendar=item.calendar,
        until=item.bound.until,
        passes_at=item.bound.passes_at,
        last=item.bound.last.value,
        turn=item.turn,
        outcome=type(item.outcome).__name__,
        provisional=int(item.bound.provisional),
    )


def catch_up(proceeding: Proceeding, now: datetime) -> list[str]:
    """Let every deadline that passed by `now` take effect, in order, each dated when it passed.

    Every command does so first: a late worker changes no outcome. Returns the keys that fired.
    """
    fired: list[str] = []
    if not any(row.passes_at <= now for row in proceeding.file.deadlines.values()):
        return fired
    while len(fired) < _MOST_PASSED:
        passed = [(row.passes_at, key, due) for key, (due, row) in running(proceeding).items()]
        due_now = sorted((at, key) for at, key, _ in passed if at <= now)
        if not due_now:
            break
        at, key = due_now[0]
        outcome = next(due.outcome for _, name, due in passed if name == key)
        proceeding.at = max(at, proceeding.case.last_at or at)
        proceeding.record(outcome, Role.PLATFORM, cause=f"deadline:{key}")
        fired.append(key)
    proceeding.at = now
    return fired


def compare(
    proceeding: Proceeding, fired: list[str], ahead: Running
) -> tuple[list[OpenDeadline], list[str], list[str], datetime | None]:
    """What changed: new or moved deadlines, fired keys, keys that no longer run; the next instant."""
    now_running = {key: row for key, (_, row) in ahead.items()}
    before = proceeding.file.deadlines
    new = [row for key, row in now_running.items() if before.get(key) != row]
    gone = [key for key in before if key not in now_running and key not in fired]
    upcoming = min((row.passes_at for row in now_running.values()), default=None)
    return new, [key for key in fired if key in before], gone, upcoming
