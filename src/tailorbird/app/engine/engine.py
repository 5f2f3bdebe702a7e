"""The engine: commands in, one transaction each, receipts out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cache, cached_property
from typing import TypeVar

from tailorbird.app.engine import problems
from tailorbird.app.engine.batch import Sender, build
from tailorbird.app.engine.casefile import CaseFile, case_from, empty_case
from tailorbird.app.engine.command import Order, Receipt
from tailorbird.app.engine.deadlines import catch_up, running
from tailorbird.app.engine.numbers import AskedOutOfOrder, Numbers
from tailorbird.app.engine.perform import perform
from tailorbird.app.engine.private import Token
from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.purse import Purse
from tailorbird.app.engine.receipts import NOT_DONE, nothing, problem_of, replay, told
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
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.pin import Pin
from tailorbird.domain.time.calendar import Calendars
from tailorbird.domain.time.clock import Clock

_TRIES = 4
_LONGEST_TITLE = 500
T = TypeVar("T")


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
    staff: str = ""
    """The member of the sender's staff whose commands these are; facts name them."""

    def run(self, order: Order) -> Receipt:
        """Carry one command out, or say why not; safe to repeat under the same key."""
        return self.run_all([order])[0]

    def run_all(self, orders: Sequence[Order]) -> list[Receipt]:
        """Carry several commands out in one transaction; one that is refused does not stop the others."""
        if self.staff:
            orders = [order.sent_by(self.staff) for order in orders]
        for _ in range(_TRIES):
            try:
                return self._in_order(lambda run: run.all(orders))
            except ConcurrentChange:
                continue
            except InsufficientFunds as lack:
                return [nothing(order, problems.insufficient(lack)) for order in orders]
            except WalletIsFrozen as lock:
                return [nothing(order, problems.frozen(lock)) for order in orders]
        return [nothing(order, problems.changed_meanwhile()) for order in orders]

    def told_before(self, order: Order) -> Receipt | None:
        """What became of the order if it came before under its key; asked before its acts are made."""
        with self.storage.transaction() as transaction:
            saved = transaction.saved_reply(order.case_id, order.actor, order.key) if order.key else None
        return replay(order, saved, request_hash(order)) if saved is not None else None

    def fire(self, case_id: str) -> list[str]:
        """Let the case's passed deadlines take effect; the keys that fired. For the worker."""
        return self._in_order(lambda run: run.fire(case_id))

    def _in_order(self, carry_out: Callable[[_Run], T]) -> T:
        """In one transaction; again from the start where series of numbers were asked for out of order."""
        series: frozenset[str] = frozenset()
        while True:
            try:
                with self.storage.transaction() as transaction:
                    return carry_out(_Run(self, transaction, series))
            except AskedOutOfOrder as asked:
                series |= asked.series


def request_hash(order: Order) -> str:
    """What two requests under one key are compared by."""
    if order.asked:
        return codec.digest(codec.canonical({"asked": order.asked, "case": order.case_id}))
    acts = [
        {"verb": act.verb, "role": act.actor.role, "body": act.body, "at": act.happened_at}
        for act in order.acts
    ]
    return codec.digest(codec.canonical({"acts": acts, "case": order.case_id}))


class _Run:
    """The commands of one transaction."""

    def __init__(self, engine: Engine, transaction: Transaction, series: frozenset[str]) -> None:
        self.engine = engine
        self.transaction = transaction
        self.purse = Purse(transaction.balances)
        self.numbers = Numbers(transaction.last_number, series)
        self.now = engine.clock.now().astimezone(UTC)
        # What is published while a bulk runs counts from the next one on.
        self.pins_of = cache(engine.pins_of)

    @cached_property
    def calendars(self) -> Calendars:
        """Read once for all the commands."""
        return self.engine.calendars()

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
            return replay(order, saved, hashed), None
        if record is None and order.opening is None:
            return nothing(order, problems.no_case(order.case_id)), None
        if order.on_facts and record is not None and len(record.facts) != order.on_facts:
            return nothing(order, problems.changed_meanwhile()), None
        proceeding = self.proceeding(order, record)
        mark = self.mark()
        fired: list[str] = []
        decisions: list[int] = []
        try:
            for act in order.acts:
                went, decision_no = perform(proceeding, act, self.now, self.engine.token)
                fired += went
                decisions += [decision_no] if decision_no else []
            fired += catch_up(proceeding, self.now)
            ahead = running(proceeding)
        except NOT_DONE as reason:
            self.back_to(mark)
            return self.after_problem(order, record, problem_of(reason), hashed)
        reply = reply_of(proceeding, decisions, ahead)
        saved = SavedReply(hashed, codec.canonical({"problem": None, "reply": reply}))
        change = build(proceeding, fired, ahead, Sender(order.actor, order.key, saved), int(record is None))
        return Receipt(order.case_id, reply), change

    def after_problem(
        self, order: Order, record: CaseRecord | None, problem: Problem, hashed: str
    ) -> tuple[Receipt, Changes | None]:
        """Nothing of the command counts; deadlines that passed, and the refusal itself, are kept."""
        if record is None:
            return nothing(order, problem), None
        proceeding = self.proceeding(order, record)
        if proceeding.case.last_at is not None and proceeding.case.last_at > self.now:
            return nothing(order, problem), None
        mark = self.mark()
        try:
            fired = catch_up(proceeding, self.now)
            ahead = running(proceeding)
        except NOT_DONE:
            # It was a passed deadline itself that could not take effect, and the problem says why.
            self.back_to(mark)
            return nothing(order, problem), None
        # A decision about facts of this command that came to nothing would cite what never happened.
        about_stored = problem.decision and problem.decision.facts_known == len(proceeding.case.facts)
        no = proceeding.keep(problem.decision) if problem.decision and about_stored else 0
        if not fired and not no:
            return nothing(order, problem), None
        reply = told(problem, no)
        saved = SavedReply(hashed, codec.canonical({"problem": reply, "reply": {}}))
        sender = Sender(order.actor, order.key, saved) if no else Sender(order.actor)
        return Receipt(order.case_id, reply, problem), build(proceeding, fired, ahead, sender, 0)

    def mark(self) -> tuple[dict[str, int], dict[str, int]]:
        """What money was used and which numbers were given so far."""
        return self.purse.mark(), self.numbers.mark()

    def back_to(self, mark: tuple[dict[str, int], dict[str, int]]) -> None:
        """What happened since the mark came to nothing: its money and its numbers are free again."""
        self.purse.back_to(mark[0])
        self.numbers.back_to(mark[1])

    def fire(self, case_id: str) -> list[str]:
        record = self.transaction.load([case_id]).get(case_id)
        if record is None:
            return []
        proceeding = self.proceeding(Order(case_id, (), "worker"), record)
        fired = catch_up(proceeding, self.now)
        change = build(proceeding, fired, running(proceeding), Sender(), 0)
        if fired or change.new_deadlines or change.moot_deadlines:
            self.transaction.write([change])
        return fired

    def proceeding(self, order: Order, record: CaseRecord | None) -> Proceeding:
        """The case in memory, ready for the command."""
        file = self.file(order, record)
        procedure = self.engine.procedures[file.header.kind]
        return Proceeding(file, procedure, self.calendars, self.now, self.purse, self.numbers)

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
        if not 1 <= len(opening.title.strip()) <= _LONGEST_TITLE:
            raise Stopped(problems.unfit_title(_LONGEST_TITLE))
        return CaseHeader(
            id=order.case_id,
            kind=opening.kind,
            title=opening.title,
            zone=opening.zone,
            currency=opening.currency,
            participants=opening.participants,
            pins=self.pins_of(opening.terms),
            opened_at=self.now,
        )
