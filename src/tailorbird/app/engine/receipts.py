"""What a command that was not carried out, or was before, comes back with."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.app.engine import problems
from tailorbird.app.engine.command import Order, Receipt
from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.ports.storage import InsufficientFunds, SavedReply, WalletIsFrozen
from tailorbird.domain import codec
from tailorbird.domain.ledger.entry import LedgerError
from tailorbird.domain.money import MoneyError
from tailorbird.domain.terms.decide import TermsConflict

NOT_DONE: Final = (Stopped, TermsConflict, InsufficientFunds, WalletIsFrozen, LedgerError, MoneyError)
"""What carrying a command out may raise, and `problem_of` puts into words."""


def nothing(order: Order, problem: Problem) -> Receipt:
    """Nothing was written."""
    return Receipt(order.case_id, {}, problem)


def told(problem: Problem, no: int) -> dict[str, Any]:
    """The problem as it is saved under the key, so that repeating it tells the same."""
    return {
        "code": problem.code,
        "status": problem.status,
        "title": problem.title,
        "detail": problem.detail,
        "next_step": problem.next_step,
        "extra": problem.extra,
        "decision_no": no,
        "decision": problem.decision.to_plain() if problem.decision else None,
    }


def replay(order: Order, saved: SavedReply, hashed: str) -> Receipt:
    """The answer that was saved under the key; another request under it is refused."""
    if saved.request_hash != hashed:
        return nothing(order, problems.key_reused())
    kept = codec.read_json(dict[str, Any], saved.reply)
    if kept["problem"] is None:
        return Receipt(order.case_id, kept["reply"], None, 1)
    p = kept["problem"]
    problem = Problem(
        p["code"], p["status"], p["title"], p["detail"], p["next_step"], p["extra"], None, p["decision_no"]
    )
    return Receipt(order.case_id, p, problem, 1)


def problem_of(reason: Exception) -> Problem:
    """Why a command was not carried out, from what it raised."""
    match reason:
        case Stopped():
            return reason.problem
        case TermsConflict():
            return _conflict(reason)
        case InsufficientFunds():
            return problems.insufficient(reason)
        case WalletIsFrozen():
            return problems.frozen(reason)
        case LedgerError():
            return problems.ledger(reason)
        case MoneyError():
            return problems.unworkable_amount(reason)
    raise reason


def _conflict(conflict: TermsConflict) -> Problem:
    return Problem(
        "terms_conflict",
        500,
        "The terms contradict themselves",
        str(conflict),
        "Nothing was done. The operator has to mend the terms before this can go on.",
        {"clauses": list(conflict.decision.clauses)},
        conflict.decision,
    )
