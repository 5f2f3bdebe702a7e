"""What is quoted under each head, and paying it."""

from __future__ import annotations

from tailorbird.domain.cases.facts.custom_making import (
    ProductionOrdered,
    ProductionPaid,
    SampleFeesPaid,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money
from tailorbird.domain.questions.custom import MayPayProduction, MayPaySampleFees
from tailorbird.domain.questions.money import QuoteAmount
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
from tailorbird_terms.cj_custom.v1.negotiation import MoqStanding, negotiation
from tailorbird_terms.cj_custom.v1.standing import (
    FEES,
    fee_quote,
    not_confirmed,
    price_of,
    quotation,
    quote_with,
    sum_of,
)


@clause("cj-custom.I")
def price_of_the_product(q: QuoteAmount, p: Parameters) -> Answer[Charge] | Unknown | None:
    """You pay the supplier's price for the quantity that you order, by its quotation, and the freight
    to you. If a provider acts for you, its fee is a line of its own."""
    if q.head is Head.GOODS:
        ordered, quoted = q.case.last(ProductionOrdered), quotation(q.case)
        price = price_of(quoted.fact.tiers, ordered.fact.quantity) if ordered and quoted else None
        return _charge(q, price or q.goods, Role.SUPPLIER, (quoted, ordered))
    if q.head is Head.INTERNATIONAL_FREIGHT:
        return _charge(q, q.freight, Role.SUPPLIER)
    if q.head is Head.SERVICE_FEE:
        return _charge(q, q.asked, Role.PROVIDER)
    return None


@clause("cj-custom.II.6")
def fees_of_the_sample(q: QuoteAmount, p: Parameters) -> Answer[Charge] | Unknown | None:
    """The fees for the sample, for the mould and for other things are those of the supplier's
    quotation."""
    if q.head not in FEES:
        return None
    quoted = quotation(q.case)
    if quoted is None:
        return _charge(q, q.asked, Role.SUPPLIER)
    said = quoted.fact
    by_head = {Head.SAMPLE_FEE: said.sample_fee, Head.MOULD_FEE: said.mould_fee, Head.OTHER: said.other_fee}
    return _charge(q, by_head[q.head] or Money.zero(q.case.currency), Role.SUPPLIER, (quoted,))


@clause("cj-custom.II.5")
def surcharge_of_the_minimum(q: QuoteAmount, p: Parameters) -> Answer[Charge] | Unknown | None:
    """A surcharge that you chose is a line of the quote that you pay after the confirmation."""
    if q.head is not Head.MOQ_SURCHARGE:
        return None
    found = negotiation(q.case)
    settled = found is not None and found.standing is MoqStanding.SETTLED
    if found is None or not settled or found.offered is None:
        return _charge(q, Money.zero(q.case.currency), Role.SUPPLIER)
    return _charge(q, found.offered.fact.amount, Role.SUPPLIER, found.because)


@clause("cj-custom.II.4")
def charge_of_a_change(q: QuoteAmount, p: Parameters) -> Answer[Charge] | Unknown | None:
    """What an approved change costs is quoted by itself."""
    return _charge(q, q.asked, Role.SUPPLIER) if q.head is Head.CHANGE_FEE else None


def _charge(
    q: QuoteAmount, amount: Money | None, payee: Role, because: tuple[object, ...] = ()
) -> Answer[Charge] | Unknown:
    if amount is None or amount.minor < 0:
        return unknown("price", next_step=says("State a price of zero or more."))
    if amount.currency != q.case.currency:
        return unknown("exchange_rate", next_step=says("Quote in {currency}.", currency=q.case.currency))
    return charge(amount, payer=Role.BUYER, payee=q.payee or payee, because=because)


@clause("cj-custom.I")
def pay_the_fees(q: MayPaySampleFees, p: Parameters) -> Answer[Permission]:
    """After the confirmation you pay the quoted fees at once and exactly; they are held until the
    sample is settled."""
    if problem := not_confirmed(q.case):
        return problem
    paid, quoted = q.case.first(SampleFeesPaid), fee_quote(q.case)
    if paid is not None:
        return refuse(
            because=[paid],
            says=says("The fees were paid on {at}.", at=paid.at),
            next_step=says("You need not do anything."),
        )
    asked = sum_of(quoted, q.case.currency) if quoted else None
    if quoted is None or not asked:
        return refuse(
            because=[quoted],
            says=says("There are no fees to pay."),
            next_step=says("You need not do anything."),
        )
    return _exactly(asked, q.total) or grant(because=[quoted])


@clause("cj-custom.I")
def pay_the_production(q: MayPayProduction, p: Parameters) -> Answer[Permission]:
    """You pay the production and the freight as quoted; the money is held until the goods are
    dispatched."""
    if problem := not_confirmed(q.case):
        return problem
    ordered, paid = q.case.last(ProductionOrdered), q.case.first(ProductionPaid)
    if paid is not None:
        return refuse(
            because=[paid],
            says=says("The production was paid on {at}.", at=paid.at),
            next_step=says("You need not do anything."),
        )
    quoted = quote_with(q.case, Head.GOODS)
    if ordered is None or quoted is None or quoted.seq < ordered.seq:
        return refuse(
            because=[ordered],
            says=says("There is no quote for a production."),
            next_step=says("Order the production first."),
        )
    return _exactly(sum_of(quoted, q.case.currency), q.total) or grant(because=[quoted])


def _exactly(asked: Money, offered: Money) -> Answer[Permission] | None:
    if asked == offered:
        return None
    return refuse(
        near=(Near("quote", asked, offered),),
        says=says("The quote is {asked}, not {total}.", asked=asked, total=offered),
        next_step=says("Pay {asked}.", asked=asked),
    )
