"""A proceeding: one case, in memory, while a command is carried out. No I/O.

It asks the terms, records facts, lets reactions follow, holds and moves money, and keeps everything
for one batch of writes. Nothing of it counts until that batch is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from tailorbird.app.engine import problems
from tailorbird.app.engine.casefile import CaseFile
from tailorbird.app.engine.labelling import labels_from
from tailorbird.app.engine.numbers import Numbers
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.purse import Purse
from tailorbird.app.engine.verb import Procedure
from tailorbird.app.ports.storage import Label, OutboxMessage, PrivateContent
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import OUTSIDE_PREFIX, Account, fees, gateway, main_account
from tailorbird.domain.ledger.entry import Entry, LedgerError
from tailorbird.domain.ledger.hold import Hold, HoldState
from tailorbird.domain.money import Money, total
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.decide import TermsConflict
from tailorbird.domain.terms.decision import Decision, Outcome
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.terms.question import Question
from tailorbird.domain.time.calendar import Calendars

B = TypeVar("B")
_MOST_FACTS = 200
"""A command whose consequences run on past this is a fault in a procedure, and is stopped."""


class Proceeding:
    """Single use: begin with a case file, act, then read what is to be written."""

    def __init__(
        self,
        file: CaseFile,
        procedure: Procedure,
        calendars: Calendars,
        at: datetime,
        purse: Purse,
        numbers: Numbers | None = None,
    ) -> None:
        """Without `numbers` this is for looking only, and each series begins at 1."""
        self.file = file
        self.purse = purse
        self.numbers = numbers or Numbers(lambda _: 0)
        self.numbers_used: dict[str, int] = {}
        self.labels: dict[Label, None] = {}
        self.procedure = procedure
        self.calendars = calendars
        self.at = at
        self.case: Case = file.case
        self.holds: dict[str, Hold] = dict(file.holds)
        self.facts: list[Recorded[Any]] = []
        self.decisions: list[tuple[int, Decision[Any]]] = []
        self.entries: list[Entry] = []
        self.outbox: list[OutboxMessage] = []
        self.private: list[PrivateContent] = []
        self.freezes: list[Account] = []
        self.releases: list[Account] = []
        self.erased: list[str] = []

    @property
    def currency(self) -> str:
        return self.case.currency

    # Asking ---------------------------------------------------------------------------------

    def hearing(self, by: Role) -> Hearing:
        """The terms, ready to be asked about the case as it stands now."""
        return Hearing(self.case, self.at, by, self.calendars, self.file.agreement)

    def ask(self, kind: type[Question[B]], by: Role = Role.PLATFORM, /, **inputs: Any) -> Decision[B]:
        """The terms' answer, not kept. A conflict raises `TermsConflict`."""
        decision = self.hearing(by).ask(kind, **inputs)
        if decision.outcome is Outcome.CONFLICT:
            raise TermsConflict(decision)
        return decision

    def decide(
        self, kind: type[Question[B]], by: Role = Role.PLATFORM, /, **inputs: Any
    ) -> tuple[int, Decision[B]]:
        """The terms' answer, kept with the case under the number returned."""
        decision = self.ask(kind, by, **inputs)
        return self.keep(decision), decision

    def keep(self, decision: Decision[Any]) -> int:
        """Keep a decision; the number it gets."""
        no = self.file.header.decisions + len(self.decisions) + 1
        self.decisions.append((no, decision))
        return no

    # Recording ------------------------------------------------------------------------------

    def record(
        self, fact: Fact, by: Role = Role.PLATFORM, *, cause: str = "", party: str = "", staff: str = ""
    ) -> Recorded[Any]:
        """Add a fact, tell whom it concerns, and let its reactions follow at once."""
        if len(self.facts) >= _MOST_FACTS:
            raise RuntimeError(f"{type(fact).__name__} and its consequences do not come to an end.")
        who = party or self.case.party(by) or ""
        recorded = Recorded(self.case.next_seq, fact, self.at, by, who, cause, staff)
        self.case = self.case.append(recorded)
        self.facts.append(recorded)
        self.labels |= dict.fromkeys(labels_from(self.procedure, recorded))
        self._tell(recorded)
        for react in self.procedure.reactions.get(type(fact), ()):
            react(self, recorded)
        return recorded

    def _tell(self, recorded: Recorded[Any]) -> None:
        if type(recorded.fact) in self.procedure.errands:
            self.message("errand", "", recorded)
        notice = self.procedure.notices.get(type(recorded.fact))
        if notice is None:
            return
        for role in notice.to:
            party = self.case.party(role)
            # Nobody here can write to a party without an account; whoever serves it does.
            outside = party is not None and party.startswith(OUTSIDE_PREFIX)
            if party is not None and party != recorded.party and not outside:
                self.message("notice", party, recorded, notice.legal)

    def message(self, kind: str, to_party: str, about: Recorded[Any], legal: int = 0) -> None:
        """Put a message in the outbox; its content is made from the fact when the batch is built."""
        no = self.file.header.notices + len(self.outbox) + 1
        self.outbox.append(OutboxMessage(no, kind, to_party, b"", about.seq, legal))

    def next_number(self, series: str) -> int:
        """The next number of a series such as `invoice:2026`: 1, 2, 3…, without gaps.

        Everybody else who wants a number of this series waits until this transaction ends. A command
        that comes to nothing gives its numbers back.
        """
        self.numbers_used[series] = number = self.numbers.next(series)
        return number

    def book_once(self, name: str, reference: str) -> None:
        """Stop where a payment of this institution was booked before, whatever for.

        The payment has a series of its own, of which only the first number is good: so two that are
        reported at once cannot both be booked.
        """
        if reference and self.next_number(f"payment:{name}:{reference}") > 1:
            raise Stopped(problems.payment_known(f"{name}/{reference}"))

    # Money ----------------------------------------------------------------------------------

    def account_of(self, role: Role) -> Account:
        """Where the money of whoever plays the part goes; a part that nobody plays is an error."""
        if role is Role.PLATFORM:
            return fees(self.currency)
        party = self.case.party(role)
        if role is Role.GATEWAY:
            return gateway(party or "gateway", self.currency)
        if party is None:
            raise LedgerError(f"Nobody plays the part of {role} in {self.case.id}; name a party first.")
        return main_account(party, self.currency)

    def hold(self, key: str, payer: Role, amount: Money, head: Head, payee: Role, cause: str) -> None:
        """Set money of the payer's wallet aside. Zero needs no hold."""
        if not amount:
            return
        if key in self.holds:
            raise LedgerError(f"There is a hold {key} in {self.case.id} already.")
        account = self.account_of(payer)
        self.purse.reserve(account, amount)
        self.holds[key] = Hold(key, account, amount, head, payee, cause)

    def open_holds(self) -> tuple[Hold, ...]:
        """Holds that are not resolved, in the order in which they were placed."""
        return tuple(each for each in self.holds.values() if each.state is HoldState.OPEN)

    def resolve(self, key: str, shares: Mapping[Role, Money], cause: str, clause: str) -> None:
        """Resolve a hold: what goes to others is posted, what stays with the holder is free again.

        The share of a part that the holder played when it acted stays with the holder, though somebody
        else plays that part by now: whoever takes over a case does not take over the money.
        """
        hold = self.holds[key]
        owner = hold.account.owner
        out = {role: amount for role, amount in shares.items() if amount and not self._holders(role, owner)}
        posted = total(out.values(), hold.amount.currency)
        self.holds[key] = resolved = hold.resolve(posted, self.at)
        self.purse.receive(hold.account, hold.amount - Money(resolved.posted_minor, posted.currency))
        if resolved.state is not HoldState.POSTED:
            return
        for role, amount in out.items():
            self.enter(hold.account, self.account_of(role), amount, hold.head, cause, clause)

    def _holders(self, role: Role, owner: str) -> bool:
        """Whether the part is the owner's, or was before it changed hands."""
        player = self.case.party(role)
        if player in (None, owner):
            return player == owner
        return any(each.by is role and each.party == owner for each in self.case.facts)

    def enter(
        self, debit: Account, credit: Account, amount: Money, head: Head, cause: str, clause: str = ""
    ) -> None:
        """Move money. Zero, and money that stays where it is, moves nothing."""
        if not amount or debit == credit:
            return
        no = self.file.header.entries + len(self.entries) + 1
        self.entries.append(Entry(self.case.id, no, self.at, debit, credit, amount, head, cause, clause))

    def pay(
        self, debit: Account, credit: Account, amount: Money, head: Head, cause: str, clause: str = ""
    ) -> None:
        """Move free money of an account; raises where it lacks or is frozen."""
        self.purse.reserve(debit, amount)
        self.purse.receive(credit, amount)
        self.enter(debit, credit, amount, head, cause, clause)

    def freeze(self, account: Account) -> None:
        self.freezes.append(account)

    def release(self, account: Account) -> None:
        self.releases.append(account)

    # Parts ----------------------------------------------------------------------------------

    def join(self, role: Role, party: str) -> None:
        """Let a party play a part of the case from now on, in place of whoever played it.

        Who plays nothing any more has no access to the case from then on. What is held of that party's
        money is its own as before: see `resolve`.
        """
        participants = {**self.case.participants, role: party}
        self.case = replace(self.case, participants=participants)
