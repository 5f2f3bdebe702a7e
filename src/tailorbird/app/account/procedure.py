"""The procedure of a party's account. Each movement is a case of its own, so that no case grows long
and repeating one, in whatever month, finds it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from tailorbird.app.engine.problem import Problem
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Currencies, Place, Procedure, Verb
from tailorbird.app.ports.parties import RateQuote
from tailorbird.app.ports.storage import WalletIsFrozen
from tailorbird.app.talk import follow
from tailorbird.app.talk.verbs import ERASE_PRIVATE
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.account import (
    DepositMade,
    DepositReturned,
    MoneyExchanged,
    ToppedUp,
    Withdrawn,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import Account, deposit, gateway, trading, wallet
from tailorbird.domain.money import Money, Rounding
from tailorbird.domain.questions.store import MayWithdrawMoney
from tailorbird.domain.roles import Role

HOLDERS: Final = (Role.BUYER, Role.PROVIDER, Role.MERCHANT, Role.PROMOTER)
"""Parts in which a party may hold an account."""


def holder(case: Case) -> str:
    """Whose account it is: the party that plays every part but the gateway's."""
    return next(party for role, party in case.participants.items() if role is not Role.GATEWAY)


def _wallet(proceeding: Proceeding, currency: str) -> Account:
    return wallet(holder(proceeding.case), currency)


def top_up(proceeding: Proceeding, recorded: Recorded[ToppedUp]) -> None:
    fact = recorded.fact
    proceeding.book_once(fact.gateway, fact.reference)
    source, to = (
        gateway(fact.gateway, fact.amount.currency),
        _wallet(proceeding, fact.amount.currency),
    )
    proceeding.purse.receive(to, fact.amount)
    proceeding.enter(source, to, fact.amount, Head.OTHER, f"fact:{recorded.seq}")


def _free(proceeding: Proceeding, fact: Withdrawn) -> Mapping[str, Any]:
    """What the books say about the wallet that the money is to leave."""
    account = _wallet(proceeding, fact.amount.currency)
    return {"free": proceeding.purse.free(account), "frozen": proceeding.purse.balance(account).freezes}


def withdraw(proceeding: Proceeding, recorded: Recorded[Withdrawn]) -> None:
    amount = recorded.fact.amount
    out = gateway("gateway", amount.currency)
    proceeding.pay(_wallet(proceeding, amount.currency), out, amount, Head.OTHER, f"fact:{recorded.seq}")


def make_deposit(proceeding: Proceeding, recorded: Recorded[DepositMade]) -> None:
    amount = recorded.fact.amount
    source = _wallet(proceeding, amount.currency)
    to = deposit(holder(proceeding.case), amount.currency)
    proceeding.pay(source, to, amount, Head.DEPOSIT, f"fact:{recorded.seq}")


def return_deposit(proceeding: Proceeding, recorded: Recorded[DepositReturned]) -> None:
    """Not while a payment is being demanded: the deposit is what stands for it."""
    amount = recorded.fact.amount
    to = _wallet(proceeding, amount.currency)
    if proceeding.purse.balance(to).freezes:
        raise WalletIsFrozen(to)
    source = deposit(holder(proceeding.case), amount.currency)
    proceeding.pay(source, to, amount, Head.DEPOSIT, f"fact:{recorded.seq}")


def exchange(proceeding: Proceeding, recorded: Recorded[MoneyExchanged]) -> None:
    """Two entries, one a currency, through the trading accounts."""
    fact, cause = recorded.fact, f"fact:{recorded.seq}"
    sold, bought = fact.sold, fact.bought
    proceeding.pay(_wallet(proceeding, sold.currency), trading(sold.currency), sold, Head.OTHER, cause)
    to = _wallet(proceeding, bought.currency)
    proceeding.purse.receive(to, bought)
    proceeding.enter(trading(bought.currency), to, bought, Head.OTHER, cause)


def priced(quote: RateQuote | None, party: str, sold: Money, now: datetime) -> Money | Problem:
    """What the sold amount buys at the locked rate, rounded down; or why it does not."""
    if quote is None or quote.party != party:
        return _no_quote("There is no such rate quote of yours.")
    if quote.sold != sold.currency:
        return _no_quote(f"The quote sells {quote.sold}, and {sold} was given.")
    if now > quote.locked_until:
        return _no_quote(f"The rate was locked until {quote.locked_until:%Y-%m-%d %H:%M:%S} UTC.")
    return sold.convert(Decimal(quote.rate), quote.bought, Rounding.DOWN)


def _no_quote(detail: str) -> Problem:
    return Problem(
        "no_rate",
        409,
        "The rate does not hold",
        detail,
        "Ask for a new quote, and exchange before its lock ends.",
    )


def _stage(case: Case) -> tuple[str, Role | None]:
    return "account", None


ACCOUNT: Final = Procedure(
    kind="account",
    title="Account",
    title_zh="账户",
    package="cj_platform",
    verbs=(
        Verb("top_up", ToppedUp, "Money came in", "充值", place=Place.OPENS),
        Verb(
            "withdraw",
            Withdrawn,
            "Take money out",
            "提现",
            asks=MayWithdrawMoney,
            measures=_free,
            place=Place.OPENS,
        ),
        Verb("make_deposit", DepositMade, "Pay into the deposit", "缴纳保证金", place=Place.OPENS),
        Verb("return_deposit", DepositReturned, "Take the deposit back", "退回保证金", place=Place.OPENS),
        Verb("exchange", MoneyExchanged, "Exchange at a locked rate", "按锁定汇率兑换", place=Place.OPENS),
        ERASE_PRIVATE,
    ),
    reactions={
        **follow.REACTIONS,
        ToppedUp: (top_up,),
        Withdrawn: (withdraw,),
        DepositMade: (make_deposit,),
        DepositReturned: (return_deposit,),
        MoneyExchanged: (exchange,),
    },
    notices={},
    stage=_stage,
    currencies=Currencies.SEVERAL,
    opened_by=frozenset((Role.GATEWAY, *HOLDERS)),
)
