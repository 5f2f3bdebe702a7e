"""The reply to a command: what was recorded and decided, what runs now, whose turn it is."""

from __future__ import annotations

from typing import Any

from tailorbird.app.engine.deadlines import Running
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.domain import codec


def reply_of(proceeding: Proceeding, guards: list[int], ahead: Running) -> dict[str, Any]:
    """As plain data. `guards` are the numbers of the decisions that gave leave; `ahead` runs now."""
    stage, turn = proceeding.procedure.stage(proceeding.case)
    return {
        "case": proceeding.case.id,
        "facts": [
            {
                "at": codec.plain(each.at),
                "by": each.by.value,
                "cause": each.cause,
                "fact": each.name,
                "seq": each.seq,
            }
            for each in proceeding.facts
        ],
        "decisions": [
            {
                "clauses": list(decision.clauses),
                "guards": no in guards,
                "no": no,
                "question": decision.question,
                "verdict": decision.verdict,
            }
            for no, decision in proceeding.decisions
        ],
        "entries": [
            {
                "amount": codec.plain(entry.amount),
                "clause": entry.clause,
                "credit": entry.credit.id,
                "debit": entry.debit.id,
                "head": entry.head.value,
            }
            for entry in proceeding.entries
        ],
        "deadlines": [
            {"key": key, "turn": row.turn.value, "until": codec.plain(row.until)}
            for key, (_, row) in sorted(ahead.items())
        ],
        "stage": stage,
        "turn": turn.value if turn else None,
    }
