"""What is given with a verb, checked against the case before the terms are asked: names that are taken,
amounts other than agreed, a parcel without a carrier."""

from __future__ import annotations

from collections.abc import Iterable

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.domain.cases.facts.jewelry import (
    DesignProposed,
    ExtraFeePaid,
    ExtraFeeProposed,
    FreightDocumented,
    QualityClaimed,
    Shipped,
)
from tailorbird.domain.cases.facts.procurement import Delivered
from tailorbird.domain.roles import Role


def new_fee(proceeding: Proceeding, given: ExtraFeeProposed) -> ExtraFeeProposed:
    """A proposal of a fee under a name of its own."""
    _must_be_new(given.proposal, (each.fact.proposal for each in proceeding.case.all(ExtraFeeProposed)))
    return given


def new_design(proceeding: Proceeding, given: DesignProposed) -> DesignProposed:
    """A proposal of a plan under a name of its own."""
    _must_be_new(given.proposal, (each.fact.proposal for each in proceeding.case.all(DesignProposed)))
    return given


def new_claim(proceeding: Proceeding, given: QualityClaimed) -> QualityClaimed:
    """A report under a name of its own."""
    _must_be_new(given.claim, (each.fact.claim for each in proceeding.case.all(QualityClaimed)))
    return given


def _must_be_new(name: str, taken: Iterable[str]) -> None:
    if name and name not in set(taken):
        return
    raise Stopped(
        Problem(
            "name_taken",
            422,
            "This needs a name of its own",
            f"{name!r} is empty, or names something of this case already.",
            "Give a name that this case does not have yet, such as the next number.",
        )
    )


def agreed_fee(proceeding: Proceeding, given: ExtraFeePaid) -> ExtraFeePaid:
    """The payment of exactly the fee that was proposed; whether it may be paid is for the terms."""
    proposed = [e for e in proceeding.case.all(ExtraFeeProposed) if e.fact.proposal == given.proposal]
    if proposed and given.amount != proposed[-1].fact.fee:
        due = proposed[-1].fact.fee
        raise Stopped(
            Problem(
                "wrong_amount",
                422,
                "This is not the fee that was asked",
                f"{given.amount} was given, and {due} was asked. Nothing was charged.",
                f"Pay {due} if you agree.",
                {"due": str(due), "given": str(given.amount)},
            )
        )
    return given


def shipment(proceeding: Proceeding, given: Shipped) -> Shipped:
    """A shipment with a registered carrier: it alone can report the delivery."""
    if proceeding.case.party(Role.CARRIER) is None:
        raise Stopped(
            Problem(
                "no_carrier",
                409,
                "The piece has no carrier",
                "No registered carrier takes part in this case.",
                "Name one by its id in `carrier`; GET /api/v1/parties?role=carrier lists them.",
            )
        )
    return given


def delivery(proceeding: Proceeding, given: Delivered) -> Delivered:
    """The delivery of what was shipped last, once."""
    shipped = proceeding.case.last(Shipped)
    if shipped is not None and (before := proceeding.case.last_after(Delivered, shipped)) is not None:
        raise Stopped(
            Problem(
                "too_late",
                409,
                "This is over",
                f"The parcel was delivered already (fact {before.seq}).",
                "Look at the case: nothing is on its way.",
                {"after": "Delivered"},
            )
        )
    return given


def freight(proceeding: Proceeding, given: FreightDocumented) -> FreightDocumented:
    """A cost of a report of this case, each document once."""
    if all(each.fact.claim != given.claim for each in proceeding.case.all(QualityClaimed)):
        raise Stopped(
            Problem(
                "no_such_claim",
                422,
                "There is no such report",
                f"The case has no report {given.claim!r}.",
                "Name the report that the cost belongs to.",
            )
        )
    seen = {each.fact.document for each in proceeding.case.all(FreightDocumented)}
    if given.document and given.document in seen:
        raise Stopped(
            Problem(
                "already_documented",
                409,
                "This document is on record",
                "A cost with the same document was settled before.",
                "Add the document of another cost, or none is due.",
            )
        )
    return given
