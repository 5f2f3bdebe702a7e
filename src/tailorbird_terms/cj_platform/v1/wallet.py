"""The wallet: what paying from it saves, and what may leave it."""

from __future__ import annotations

from tailorbird.domain.money import Money
from tailorbird.domain.questions.store import MayWithdrawMoney, PaymentDiscount
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Charge,
    Near,
    Permission,
    Unknown,
    charge,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters

WALLET = "wallet"


@clause("cj-platform.wallet")
def discount(q: PaymentDiscount, p: Parameters) -> Answer[Charge] | Unknown:
    """Paying a store order from your wallet takes {wallet_discount} off the displayed total, shipping
    included, rounded to the smallest coin ({discount_rounding}). Payment in another way has no discount."""
    if q.total.minor < 0:
        return unknown("total", next_step=says("State the displayed total."))
    off = Money.zero(q.total.currency)
    if q.method == WALLET:
        off = q.total.times(p.rate("wallet_discount"), p.rounding("discount_rounding"))
    return charge(off, payer=Role.PLATFORM, payee=Role.BUYER)


@clause("cj-platform.wallet")
def withdrawal(q: MayWithdrawMoney, p: Parameters) -> Answer[Permission]:
    """You top your wallet up, pay from it, get refunds into it, and take money out of it: what is free,
    at least {smallest_withdrawal}, and nothing while it is frozen. Its statement shows every movement."""
    if q.frozen:
        return refuse(
            says=says("The wallet is frozen."),
            next_step=says("Settle what it is frozen for; its statement names the case."),
        )
    smallest, currency = p.table("smallest_withdrawal"), q.amount.currency
    least = Money.parse(f"{currency} {smallest.get(currency, 0)}")
    if q.amount.minor <= 0 or q.amount < least:
        return refuse(
            near=(Near("smallest withdrawal", least, q.amount),),
            says=says("At least {least} can be taken out at once.", least=least),
            next_step=says("Take more out, or leave it in the wallet and pay with it."),
        )
    if q.amount > q.free:
        return refuse(
            near=(Near("free money of the wallet", q.free, q.amount),),
            says=says("{free} of the wallet is free.", free=q.free),
            next_step=says("Take out no more than is free; what is held for orders is not."),
        )
    return grant()
