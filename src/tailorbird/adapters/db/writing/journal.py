"""Cases, participants, facts, decisions, entries, private content and saved replies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from tailorbird.adapters.db.sql.rows import (
    CASE,
    DECISION,
    ENTRY,
    FACT,
    LABEL,
    PRIVATE,
    participants_text,
    pins_text,
)
from tailorbird.adapters.db.sql.statement import PREFIX, Dialect, Statement, Update, insert, marks, update
from tailorbird.app.ports.storage import CaseHeader, Changes
from tailorbird.domain.roles import Role

_MUTABLE = CASE[2:]
_COUNTS = ("facts", "decisions", "entries", "notices")


def cases(changes: Sequence[Changes], dialect: Dialect) -> Iterator[Statement]:
    """New headers, and those of known cases where the counts are still what the command read."""
    new = [_header(each.header, dialect) for each in changes if each.is_new]
    yield from insert("case", CASE, new)
    known = [(*_header(each.header, dialect), *_counts_before(each)) for each in changes if not each.is_new]
    kinds = {"participants": dialect.json_type, "pins": dialect.json_type}
    kinds |= {"opened_at": dialect.instant_type, "next_due": dialect.instant_type}
    same = " AND ".join(f't."{name}" = v."old_{name}"' for name in _COUNTS)
    what = Update(
        "case",
        columns=(*CASE, *(f"old_{name}" for name in _COUNTS)),
        changed=", ".join(f'"{name}" = v."{name}"{kinds.get(name, "")}' for name in _MUTABLE),
        where=f"t.case_id = v.case_id AND {same}",
    )
    yield from update(what, known)


def _header(header: CaseHeader, dialect: Dialect) -> tuple[object, ...]:
    return (
        header.id,
        header.kind,
        header.title,
        header.zone,
        header.currency,
        participants_text(header.participants),
        pins_text(header.pins),
        dialect.instant(header.opened_at),
        header.stage,
        header.turn.value if header.turn else "",
        dialect.instant(header.next_due),
        header.head_hash,
        header.facts,
        header.decisions,
        header.entries,
        header.notices,
    )


def _counts_before(change: Changes) -> tuple[int, int, int, int]:
    header = change.header
    return (
        header.facts - len(change.facts),
        header.decisions - len(change.decisions),
        header.entries - len(change.entries),
        header.notices - len(change.outbox),
    )


def check_counts(change: Changes) -> None:
    """The header counts what is written with it; anything else is a mistake of the caller."""
    header = change.header
    numbered = (
        ("facts", header.facts, [each.seq for each in change.facts]),
        ("decisions", header.decisions, [each.no for each in change.decisions]),
        ("entries", header.entries, [each.no for each in change.entries]),
        ("notices", header.notices, [each.no for each in change.outbox]),
    )
    for name, count, numbers in numbered:
        if sorted(numbers) != list(range(count - len(numbers) + 1, count + 1)):
            raise ValueError(
                f"Case {header.id}: {name} are numbered {numbers}, but its header counts {count} in all. "
                "The header is the new one: number what is written up to its counts."
            )


def participants(
    changes: Sequence[Changes], before: Mapping[str, Mapping[Role, str]], dialect: Dialect
) -> Iterator[Statement]:
    """Who takes part, where that changed since the case was loaded."""
    changed = [each for each in changes if before.get(each.header.id) != each.header.participants]
    stale = [each.header.id for each in changed if not each.is_new]
    if stale:
        yield Statement(f"DELETE FROM {PREFIX}participant WHERE case_id IN ({marks(len(stale))})", stale)
    rows = [
        (each.header.id, party, ",".join(roles), dialect.instant(each.header.opened_at))
        for each in changed
        for party, roles in _roles(each.header.participants).items()
    ]
    yield from insert("participant", ("case_id", "party", "roles", "opened_at"), rows)


def labels(changes: Sequence[Changes], dialect: Dialect) -> Iterator[Statement]:
    """What the cases concern; what a case has already stays."""
    rows = [
        (change.header.id, each.kind, each.value, dialect.instant(change.header.opened_at))
        for change in changes
        for each in change.labels
    ]
    yield from insert("case_label", (*LABEL, "opened_at"), rows, " ON CONFLICT DO NOTHING")


def _roles(participants_of: Mapping[Role, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for role, party in participants_of.items():
        found.setdefault(party, []).append(role.value)
    return found


def facts(changes: Sequence[Changes], dialect: Dialect) -> Iterator[Statement]:
    rows = [
        (
            change.header.id,
            each.seq,
            each.name,
            dialect.instant(each.at),
            each.by.value,
            each.party,
            each.data,
            each.hash,
        )
        for change in changes
        for each in change.facts
    ]
    yield from insert("fact", FACT, rows)


def decisions(changes: Sequence[Changes], dialect: Dialect) -> Iterator[Statement]:
    rows = [
        (
            change.header.id,
            each.no,
            each.question,
            each.verdict,
            json.dumps(each.clauses),
            dialect.instant(each.at),
            each.by.value,
            each.data,
            each.hash,
        )
        for change in changes
        for each in change.decisions
    ]
    yield from insert("decision", DECISION, rows)


def entries(changes: Sequence[Changes], dialect: Dialect) -> Iterator[Statement]:
    rows = [
        (
            change.header.id,
            each.no,
            dialect.instant(each.at),
            each.debit.id,
            each.credit.id,
            each.amount.currency,
            each.amount.minor,
            each.head.value,
            each.cause,
            each.clause,
        )
        for change in changes
        for each in change.entries
    ]
    yield from insert("entry", ENTRY, rows)


def private_content(changes: Sequence[Changes], dialect: Dialect) -> Iterator[Statement]:
    """New private content, and the erasure of old. What was erased before stays so."""
    rows = [
        (change.header.id, each.id, each.owner, each.kind, each.text, each.digest, each.salt)
        for change in changes
        for each in change.private
    ]
    yield from insert("private_content", PRIVATE, rows)
    for change in changes:
        if change.erased_private:
            yield Statement(
                f"UPDATE {PREFIX}private_content SET text = '', salt = '', erased_at = {dialect.now} "
                f"WHERE case_id = %s AND id IN ({marks(len(change.erased_private))}) AND erased_at IS NULL",
                [change.header.id, *change.erased_private],
            )


def replies(changes: Sequence[Changes]) -> Iterator[Statement]:
    rows = [
        (each.header.id, each.actor, each.key, each.saved.request_hash, each.saved.reply)
        for each in changes
        if each.key and each.saved is not None
    ]
    yield from insert("idempotency", ("case_id", "actor", "key", "request_hash", "reply"), rows)
