"""The engine: commands in, one transaction each, receipts out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from tailorbird.app.engine import problems
from tailorbird.app.engine.batch import build
from tailorbird.app.engine.casefile import CaseFile, case_from, empty_case
from tailorbird.app.engine.command import Order, Receipt
from tailorbird.app.engine.deadlines import catch_up
from tailorbird.app.engine.perform import perform
from tailorbird.app.engine.private import Token
from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.purse import Purse
from tailorbird.app.engine.reply import reply_of
from tailorbird.app.engine.verb import Procedure
from tailorbird.app.ports.storage import (
    CaseHeader,
    CaseRecord,
    Changes,
    ConcurrentChange,
    InsufficientFunds,
    SavedReply,
    Storage,
    Transaction,
    WalletIsFrozen,
)
from tailorbird.domain import codec
from tailorbird.domain.ledger.entry import LedgerError
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.decide import TermsConflict
from tailorbird.domain.terms.pin import Pin
from tailorbird.domain.time.calendar import Calendars
from tailorbird.domain.time.clock import Clock

_TRIES = 4


@dataclass(frozen=True)
class Engine:
    """Carries commands out. `agreement_of` finds pinned packages; `pins_of` those in force by name."""

    storage: Storage
    clock: Clock
    procedures: Mapping[str, Procedure]
    agreement_of: Callable[[tuple[Pin, ...]], Agreement]
    pins_of: Callable[[Sequence[str]], tuple[Pin, ...]]
    calendars: Callable[[], Calendars]
    token: Token

    def run(self, order: Order) -> Receipt:
        """Carry one command out, or say why not; safe to repeat under the same key."""
        return self.run_all([order])[0]

    def run_all(self, orders: Sequence[Order]) -> list[Receipt]:
        """Carry several commands out in one transaction; one that is refused does not stop the others."""
        for _ in range(_TRIES):
            try:
                with self.storage.transaction() as transaction:
                    return _Run(self, transaction).all(orders)
            except ConcurrentChange:
                continue
            except InsufficientFunds as lack:
                return [_nothing(order, problems.insufficient(lack)) for order in orders]
            except WalletIsFrozen as lock:
                return [_nothing(order, problems.frozen(lock)) for order in orders]
        return [_nothing(order, problems.changed_meanwhile()) for order in orders]

    def fire(self, case_id: str) -> list[str]:
        """Let the case's passed deadlines take effect; the keys that fired. For the worker."""
        with self.storage.transaction() as transaction:
            return _Run(self, transaction).fire(case_id)


def request_hash(order: Order) -> str:
    """What two requests under one key are compared by."""
    acts = [
        {"verb": act.verb, "role": act.actor.role, "body": act.body, "at": act.happened_at}
        for act in order.acts
    ]
    return codec.digest(codec.canonical({"acts": acts, "case": order.case_id}))


def _nothing(order: Order, problem: Problem) -> Receipt:
    return Receipt(order.case_id, {}, problem)


class _Run:
    """The commands of one transaction."""

    def __init__(self, engine: Engine, transaction: Transaction) -> None:
        self.engine = engine
        self.transaction = transaction
        self.purse = Purse(transaction.balances)
        self.now = engine.clock.now().astimezone(UTC)

    def all(self, orders: Sequence[Order]) -> list[Receipt]:
        records = self.transaction.load(sorted({order.case_id for order in orders}))
        receipts, changes = [], []
        for order in orders:
            receipt, change = self.one(order, records.get(order.case_id))
            receipts.append(receipt)
            if change is not None:
                changes.append(change)
        if changes:
            self.transaction.write(changes)
        return receipts

    def one(self, order: Order, record: CaseRecord | None) -> tuple[Receipt, Changes | None]:
        hashed = request_hash(order)
        saved = self.transaction.saved_reply(order.case_id, order.actor, order.key) if order.key else None
        if saved is not None:
            return _replay(order, saved, hashed), None
        if record is None and order.opening is None:
            return _nothing(order, problems.no_case(order.case_id)), None
        proceeding = Proceeding(
            self.file(order, record),
            self.engine.procedures[record.header.kind if record else order.opening.kind],  # type: ignore[union-attr]
            self.engine.calendars(),
            self.now,
            self.purse,
        )
        mark = self.purse.mark()
        fired: list[str] = []
        decisions: list[int] = []
        problem: Problem | None = None
        try:
            for act in order.acts:
                went, decision_no = perform(proceeding, act, self.now, self.engine.token)
                fired += went
                decisions += [decision_no] if decision_no else []
            fired += catch_up(proceeding, self.now)
        except Stopped as stop:
            problem = stop.problem
        except TermsConflict as conflict:
            problem = _conflict(conflict)
        except InsufficientFunds as lack:
            problem = problems.insufficient(lack)
        except WalletIsFrozen as lock:
            problem = problems.frozen(lock)
        except LedgerError as fault:
            problem = problems.ledger(fault)
        if problem is not None:
            self.purse.back_to(mark)
            return self.after_problem(order, record, problem, hashed)
        reply = reply_of(proceeding, decisions)
        to_save = SavedReply(hashed, codec.canonical({"problem": None, "reply": reply}))
        change = build(proceeding, fired, order.actor, order.key, to_save, int(record is None))
        return Receipt(order.case_id, reply), change

    def after_problem(
        self, order: Order, record: CaseRecord | None, problem: Problem, hashed: str
    ) -> tuple[Receipt, Changes | None]:
        """Nothing of the command counts; deadlines that passed, and the refusal itself, are kept."""
        if record is None:
            return _nothing(order, problem), None
        proceeding = Proceeding(
            self.file(order, record),
            self.engine.procedures[record.header.kind],
            self.engine.calendars(),
            self.now,
            self.purse,
        )
        if proceeding.case.last_at is not None and proceeding.case.last_at > self.now:
            return _nothing(order, problem), None
        try:
            fired = catch_up(proceeding, self.now)
        except (Stopped, TermsConflict, InsufficientFunds, WalletIsFrozen, LedgerError):
            # It was a passed deadline itself that could not take effect, and the problem says why.
            return _nothing(order, problem), None
        # A decision about facts of this command that came to nothing would cite what never happened.
        about_stored = problem.decision and problem.decision.facts_known == len(proceeding.case.facts)
        no = proceeding.keep(problem.decision) if problem.decision and about_stored else 0
        if not fired and not no:
            return _nothing(order, problem), None
        told = _told(problem, no)
        saved = SavedReply(hashed, codec.canonical({"problem": told, "reply": {}}))
        keep = saved if no else None
        change = build(proceeding, fired, order.actor, order.key if keep else "", keep, 0)
        return Receipt(order.case_id, told, problem), change

    def fire(self, case_id: str) -> list[str]:
        record = self.transaction.load([case_id]).get(case_id)
        if record is None:
            return []
        order = Order(case_id, (), "worker")
        procedure = self.engine.procedures[record.header.kind]
        file = self.file(order, record)
        proceeding = Proceeding(file, procedure, self.engine.calendars(), self.now, self.purse)
        fired = catch_up(proceeding, self.now)
        change = build(proceeding, fired, "", "", None, 0)
        if fired or change.new_deadlines or change.moot_deadlines:
            self.transaction.write([change])
        return fired

    def file(self, order: Order, record: CaseRecord | None) -> CaseFile:
        """The case as stored, or a new one as the command opens it."""
        if record is None:
            header = self.new_header(order)
            return CaseFile(header, empty_case(header), self.engine.agreement_of(header.pins), {}, {})
        return CaseFile(
            record.header,
            case_from(record),
            self.engine.agreement_of(record.header.pins),
            {hold.key: hold for hold in record.holds},
            {each.key: each for each in record.deadlines},
        )

    def new_header(self, order: Order) -> CaseHeader:
        opening = order.opening
        if opening is None:
            raise Stopped(problems.no_case(order.case_id))
        return CaseHeader(
            id=order.case_id,
            kind=opening.kind,
            title=opening.title,
            zone=opening.zone,
            currency=opening.currency,
            participants=opening.participants,
            pins=self.engine.pins_of(opening.terms),
            opened_at=self.now,
        )


def _told(problem: Problem, no: int) -> dict[str, Any]:
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


def _replay(order: Order, saved: SavedReply, hashed: str) -> Receipt:
    if saved.request_hash != hashed:
        return _nothing(order, problems.key_reused())
    told = codec.read_json(dict[str, Any], saved.reply)
    if told["problem"] is None:
        return Receipt(order.case_id, told["reply"], None, 1)
    p = told["problem"]
    problem = Problem(
        p["code"], p["status"], p["title"], p["detail"], p["next_step"], p["extra"], None, p["decision_no"]
    )
    return Receipt(order.case_id, p, problem, 1)


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
