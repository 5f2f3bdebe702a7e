"""Facts of the agreement: quote, carrier, mandate, acceptance, payment, effect, tips."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.words import GoodsClass, Head
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One head of cost: what it is, who gets it, and the clause that says so."""

    head: Head
    amount: Money
    payee: Role
    clause: str = ""


@fact(Role.PROVIDER, Role.MERCHANT, Role.PLATFORM)
class QuoteIssued(Fact):
    """What the buyer is asked to pay, by heads of cost. A later quote replaces an earlier one."""

    lines: tuple[QuoteLine, ...]
    valid_until: datetime | None = None

    def amount(self, head: Head, currency: str) -> Money:
        """The sum of the lines of that head."""
        found = Money.zero(currency)
        for line in self.lines:
            if line.head is head:
                found += line.amount
        return found


@fact(Role.BUYER)
class CarrierChosen(Fact):
    """The logistics provider for domestic receipt and international delivery."""

    carrier: str
    serves: tuple[str, ...] = ()
    """ISO 3166 countries that it delivers to."""
    excludes: tuple[GoodsClass, ...] = ()
    """Classes of goods that its line cannot carry."""
    warehouse_address: str = ""
    """The storage provider's address, to which the seller delivers."""


@fact(Role.BUYER)
class MandateSigned(Fact):
    """The buyer signed the purchasing mandate: its version, the hash of its text, and by whom."""

    version: str
    document_hash: str
    signer: Private


@fact(Role.BUYER, Role.MERCHANT, Role.PROVIDER)
class TermsAccepted(Fact):
    """The disclosures that a party was shown and accepted, by clause."""

    clauses: tuple[str, ...]


@fact(Role.BUYER)
class OrderPaid(Fact):
    """The buyer paid what was displayed; the money is held for the case."""

    total: Money
    method: str = "wallet"
    reference: str = ""


@fact(Role.PLATFORM)
class AgreementTookEffect(Fact):
    """The agreement is in force from this instant."""


@fact(Role.PROVIDER, Role.PLATFORM)
class BalanceCalled(Fact):
    """The seller asks for the balance of goods bought with a deposit, by when where it says so."""

    amount: Money
    pay_by: datetime | None = None


@fact(Role.BUYER)
class BalancePaid(Fact):
    """The buyer made up the balance."""

    amount: Money


@fact(Role.PLATFORM)
class BalanceMissed(Fact):
    """The balance was not made up in time."""


@fact(Role.BUYER)
class TipPaid(Fact):
    """A voluntary tip to the provider."""

    amount: Money


@fact(Role.BUYER)
class TipRefundRequested(Fact):
    """The buyer asked for the tip back."""


@fact(Role.PLATFORM)
class TipRefunded(Fact):
    """The tip went back."""

    amount: Money


@fact(Role.PLATFORM)
class RightLapsed(Fact):
    """A right ended because its time passed: which one, in the words of its deadline."""

    right: str
