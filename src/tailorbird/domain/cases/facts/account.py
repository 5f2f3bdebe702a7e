"""Facts of a party's own account: they move money that belongs to no order."""

from __future__ import annotations

from decimal import Decimal

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

_HOLDERS = (Role.BUYER, Role.PROVIDER, Role.MERCHANT, Role.PROMOTER)


@fact(Role.GATEWAY)
class ToppedUp(Fact):
    """Money came in through a payment institution."""

    amount: Money
    gateway: str = "gateway"
    reference: str = ""


@fact(*_HOLDERS)
class Withdrawn(Fact):
    """The holder took money out."""

    amount: Money
    destination: Private


@fact(*_HOLDERS)
class DepositMade(Fact):
    """The holder moved money from the wallet into the security deposit."""

    amount: Money


@fact(*_HOLDERS)
class DepositReturned(Fact):
    """Money of the security deposit went back to the wallet."""

    amount: Money


@fact(*_HOLDERS)
class MoneyExchanged(Fact):
    """One currency was sold for another at a locked rate (`rate` of bought for one of sold)."""

    sold: Money
    bought: Money
    rate: Decimal
    quote: str
