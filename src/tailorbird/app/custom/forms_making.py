"""What is given with a verb about samples, production and parcels, checked before the terms are asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from tailorbird.app.custom.forms import MOST_DAYS, over
from tailorbird.app.custom.quote import FEES, PRODUCTION, lines_of, unit_price
from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.talk.forms import must_be_known, must_be_new
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts import custom_making as making
from tailorbird.domain.cases.facts.custom_request import SupplierQuoted
from tailorbird.domain.cases.facts.parcels import Dispatched, ParcelDelivered
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import MAX_MINOR, Money, total

Step = making.SampleMade | making.SampleShipped | making.SampleDelivered | making.SampleRejected


def sample_sent(proceeding: Proceeding, given: making.SampleShipped) -> making.SampleShipped:
    """The shipment of a sample that was made, once."""
    _of_round(given.round, proceeding.case.all(making.SampleMade), "made")
    _once(given.round, proceeding.case.all(making.SampleShipped), "shipped")
    return given


def sample_arrived(proceeding: Proceeding, given: making.SampleDelivered) -> making.SampleDelivered:
    """The delivery of a sample that was shipped, once."""
    _of_round(given.round, proceeding.case.all(making.SampleShipped), "shipped")
    _once(given.round, proceeding.case.all(making.SampleDelivered), "delivered")
    return given


def sample_rejected(proceeding: Proceeding, given: making.SampleRejected) -> making.SampleRejected:
    """A rejection whose points name requirements of the frozen specification."""
    must_name_requirements(proceeding, (point.requirement for point in given.points))
    return given


def solution(proceeding: Proceeding, given: making.SampleSolutionProposed) -> making.SampleSolutionProposed:
    """A solution for a sample that was rejected."""
    _of_round(given.round, proceeding.case.all(making.SampleRejected), "rejected")
    return given


def must_name_requirements(proceeding: Proceeding, named: Iterable[str]) -> None:
    """Stop where a point is about nothing that the specification asks."""
    spec = proceeding.case.last(making.SpecificationFrozen)
    known = [each.requirement for each in spec.fact.requirements] if spec else []
    for name in named:
        must_be_known(name, known)


def production(proceeding: Proceeding, given: making.ProductionOrdered) -> making.ProductionOrdered:
    """An order of goods, once the fees that were quoted are paid."""
    if lines_of(proceeding.case, FEES - {Head.CHANGE_FEE}) and not proceeding.case.has(making.SampleFeesPaid):
        raise Stopped(
            Problem(
                "too_early",
                409,
                "The fees come first",
                "The fees of sample and mould were quoted and are not paid.",
                "Pay them with pay_fees, then order the production.",
                {"needs": ["SampleFeesPaid"]},
            )
        )
    quoted = proceeding.case.last(SupplierQuoted)
    if quoted is not None and given.quantity > 0:
        _must_be_bookable(unit_price(quoted.fact.tiers, given.quantity), given.quantity)
    return given


def _must_be_bookable(price: Money, quantity: int) -> None:
    """Stop where the price of so many pieces is beyond what the ledger books."""
    if price.minor * quantity > MAX_MINOR:
        raise Stopped(_unreadable(f"quantity: {quantity} pieces at {price} come to more than can be booked."))


def schedule(proceeding: Proceeding, given: making.SchedulePlanned) -> making.SchedulePlanned:
    """Dates that lie ahead, and no further than the calendar reckons."""
    for each in given.dates:
        _must_lie_ahead(proceeding, each.milestone, each.by)
    return given


def moved(proceeding: Proceeding, given: making.DateMoved) -> making.DateMoved:
    """A new date that lies ahead: a step is not put off into the past."""
    _must_lie_ahead(proceeding, given.milestone, given.expected)
    return given


def _must_lie_ahead(proceeding: Proceeding, milestone: str, date: datetime) -> None:
    if not proceeding.at <= date <= proceeding.at + timedelta(days=MOST_DAYS):
        raise Stopped(_unreadable(f"{milestone}: a date from now on, at most {MOST_DAYS} days ahead."))


def _unreadable(detail: str) -> Problem:
    return Problem(
        "unreadable",
        422,
        "The body cannot be read",
        detail,
        "Put the number or the date right, and send it again.",
    )


def spending(proceeding: Proceeding, given: making.ProductionMoneySpent) -> making.ProductionMoneySpent:
    """Money spent, each document once, and together not more than was paid for the goods."""
    case = proceeding.case
    noted = [each.fact for each in case.all(making.ProductionMoneySpent)]
    if not given.document.strip() or given.document in {each.document for each in noted}:
        raise Stopped(
            Problem(
                "already_documented",
                409,
                "This needs a document of its own",
                f"{given.document!r} is empty, or a cost with it is on record.",
                "Name the document of this cost, and each only once.",
            )
        )
    goods = (line.amount for line in lines_of(case, PRODUCTION) if line.head is Head.GOODS)
    paid = total(goods, case.currency)
    spent = total((each.amount for each in noted), case.currency) + given.amount
    if spent > paid:
        raise Stopped(_too_much_spent(spent, paid))
    return given


def dispatch(proceeding: Proceeding, given: Dispatched) -> Dispatched:
    """A parcel under a name of its own."""
    must_be_new(given.parcel, (each.fact.parcel for each in proceeding.case.all(Dispatched)))
    return given


def delivery(proceeding: Proceeding, given: ParcelDelivered) -> ParcelDelivered:
    """The delivery of a parcel that left, once."""
    must_be_known(given.parcel, (each.fact.parcel for each in proceeding.case.all(Dispatched)))
    if given.parcel in {each.fact.parcel for each in proceeding.case.all(ParcelDelivered)}:
        raise Stopped(over(f"Parcel {given.parcel} was delivered already."))
    return given


def _of_round(number: int, done: Iterable[Recorded[Step]], what: str) -> None:
    rounds = {each.fact.round for each in done}
    if number not in rounds:
        raise Stopped(
            Problem(
                "too_early",
                409,
                "Something has to happen first",
                f"Sample {number} was not {what} yet.",
                "Look at the case: its stage says whose turn it is.",
            )
        )


def _once(number: int, done: Iterable[Recorded[Step]], what: str) -> None:
    if number in {each.fact.round for each in done}:
        raise Stopped(over(f"Sample {number} was {what} already."))


def _too_much_spent(spent: Money, paid: Money) -> Problem:
    return Problem(
        "above_limit",
        409,
        "More was spent than was paid for the goods",
        f"With this the documented costs come to {spent}, and {paid} was paid for the goods.",
        f"Note costs of {paid} together at the most.",
        {"due": str(spent), "limit": str(paid)},
    )
