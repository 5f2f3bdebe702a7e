"""The money of a case as a table that adds up: by head, what is held, what went to whom, what came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import Account, AccountKind
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold, HoldState
from tailorbird.domain.money import Money, total


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One head of cost: `set_aside` is held + posted + freed; `moved` is what entries moved under it."""

    head: Head
    set_aside: Money
    held: Money
    posted: Money
    freed: Money
    moved: Money


@dataclass(frozen=True, slots=True)
class PartyLine:
    """What one account got and gave in this case."""

    account: Account
    incoming: Money
    outgoing: Money

    @property
    def net(self) -> Money:
        return self.incoming - self.outgoing


@dataclass(frozen=True, slots=True)
class CaseMoney:
    """Lines by head and by account. The accounts' nets add up to zero."""

    currency: str
    heads: tuple[HeadLine, ...]
    accounts: tuple[PartyLine, ...]
    sum: HeadLine


def money_of(currency: str, holds: Sequence[Hold], entries: Sequence[Entry]) -> CaseMoney:
    """The money of a case that is kept in this currency; other currencies are left to the entries."""
    holds = [each for each in holds if each.amount.currency == currency]
    entries = [each for each in entries if each.amount.currency == currency]
    heads = dict.fromkeys([*(each.head for each in holds), *(each.head for each in entries)])
    lines = tuple(_head(head, currency, holds, entries) for head in heads)
    return CaseMoney(currency, lines, _accounts(currency, entries), _sum(currency, lines))


def _head(head: Head, currency: str, holds: Sequence[Hold], entries: Sequence[Entry]) -> HeadLine:
    own = [each for each in holds if each.head is head]
    is_open = [each for each in own if each.state is HoldState.OPEN]
    set_aside = total((each.amount for each in own), currency)
    held = total((each.amount for each in is_open), currency)
    posted = total((Money(each.posted_minor, currency) for each in own), currency)
    moved = total((each.amount for each in entries if each.head is head), currency)
    return HeadLine(head, set_aside, held, posted, set_aside - held - posted, moved)


def _sum(currency: str, lines: Sequence[HeadLine]) -> HeadLine:
    return HeadLine(
        Head.OTHER,
        total((each.set_aside for each in lines), currency),
        total((each.held for each in lines), currency),
        total((each.posted for each in lines), currency),
        total((each.freed for each in lines), currency),
        total((each.moved for each in lines), currency),
    )


def _accounts(currency: str, entries: Sequence[Entry]) -> tuple[PartyLine, ...]:
    found: dict[Account, tuple[Money, Money]] = {}
    zero = Money.zero(currency)
    for entry in entries:
        incoming, outgoing = found.get(entry.credit, (zero, zero))
        found[entry.credit] = (incoming + entry.amount, outgoing)
        incoming, outgoing = found.get(entry.debit, (zero, zero))
        found[entry.debit] = (incoming, outgoing + entry.amount)
    order = list(AccountKind)
    ranked = sorted(found, key=lambda each: (order.index(each.kind), each.owner))
    return tuple(PartyLine(account, *found[account]) for account in ranked)
