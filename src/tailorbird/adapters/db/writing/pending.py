"""What is still to happen: holds, deadlines and messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tailorbird.adapters.db.sql.rows import DEADLINE, DEADLINE_FATE, HOLD, HOLD_ORDER, MESSAGE
from tailorbird.adapters.db.sql.statement import Dialect, Statement, Update, insert, update
from tailorbird.app.ports.storage import Changes, OpenDeadline
from tailorbird.domain.ledger.hold import Hold

_REPLACE_DEADLINE = ' ON CONFLICT ("case_id", "key") DO UPDATE SET ' + ", ".join(
    f'"{name}" = EXCLUDED."{name}"' for name in DEADLINE_FATE[2:]
)


def holds(changes: Sequence[Changes], dialect: Dialect) -> Iterator[Statement]:
    """New holds, and the resolution of those that are still open."""
    placed = [
        (*_hold(change.header.id, each, dialect), change.header.facts, nth)
        for change in changes
        for nth, each in enumerate(change.new_holds)
    ]
    yield from insert("hold", (*HOLD, *HOLD_ORDER), placed)
    resolved = [
        (change.header.id, each.key, each.state.value, each.posted_minor)
        for change in changes
        for each in change.resolved_holds
    ]
    what = Update(
        "hold",
        columns=("case_id", "key", "state", "posted_minor"),
        changed=f"state = v.state, posted_minor = v.posted_minor, resolved_at = {dialect.now}",
        where="t.case_id = v.case_id AND t.key = v.key AND t.state = 'open'",
    )
    yield from update(what, resolved)


def _hold(case_id: str, hold: Hold, dialect: Dialect) -> tuple[object, ...]:
    return (
        case_id,
        hold.key,
        hold.account.id,
        hold.amount.minor,
        hold.head.value,
        hold.payee.value,
        hold.cause,
        dialect.instant(hold.expires_at),
        hold.state.value,
        hold.posted_minor,
    )


def deadlines(changes: Sequence[Changes], dialect: Dialect) -> Iterator[Statement]:
    """Deadlines that fired or no longer run, then new ones and ones that moved."""
    settled = [
        (change.header.id, key, state)
        for change in changes
        for keys, state in ((change.fired_deadlines, "fired"), (change.moot_deadlines, "moot"))
        for key in keys
    ]
    what = Update(
        "deadline",
        columns=("case_id", "key", "state"),
        changed=f"state = v.state, fired_at = CASE WHEN v.state = 'fired' THEN {dialect.now} END",
        where="t.case_id = v.case_id AND t.key = v.key AND t.state = 'open'",
    )
    yield from update(what, settled)
    for is_new, suffix in ((1, ""), (0, _REPLACE_DEADLINE)):
        rows = [
            _deadline(change.header.id, each, dialect)
            for change in changes
            if change.is_new == is_new
            for each in change.new_deadlines
        ]
        yield from insert("deadline", DEADLINE_FATE, rows, suffix)


def _deadline(case_id: str, deadline: OpenDeadline, dialect: Dialect) -> tuple[object, ...]:
    row = (
        case_id,
        deadline.key,
        deadline.clause,
        deadline.terms_hash,
        deadline.calendar,
        dialect.instant(deadline.until),
        dialect.instant(deadline.passes_at),
        deadline.last,
        deadline.turn.value,
        deadline.outcome,
        deadline.provisional,
    )
    assert len(row) == len(DEADLINE)  # noqa: S101 - the columns and their values stay in step
    return (*row, "open", None)


def messages(changes: Sequence[Changes], dialect: Dialect) -> Iterator[Statement]:
    """Messages, due as soon as they are written."""
    rows = [
        (
            change.header.id,
            each.no,
            each.kind,
            each.to_party,
            each.payload,
            each.about,
            each.legal,
            "pending",
            0,
            dialect.instant(_due(change)),
            "",
        )
        for change in changes
        for each in change.outbox
    ]
    yield from insert("outbox", (*MESSAGE, "state", "attempts", "next_attempt_at", "last_error"), rows)


def _due(change: Changes) -> datetime:
    # By the injected clock, which may be moved; the database's own clock would be of another time.
    return change.facts[-1].at if change.facts else change.header.opened_at
