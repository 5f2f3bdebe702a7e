"""What follows from a report of a quality problem: the finding, the remedy, its money, the remake."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.jewelry import (
    QualityClaimed,
    QualityVerified,
    RemakeOpened,
    RemedyWanted,
    Shipped,
    Verification,
)
from tailorbird.domain.questions.disclosure import Commitments
from tailorbird.domain.questions.jewelry import (
    MakingPriority,
    MayOpenRemake,
    MayVerifyClaim,
    Remedy,
)
from tailorbird.domain.questions.money import ExtraCost, Occasion, Settlement
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Charge,
    Classification,
    Finding,
    Permission,
    Unknown,
    allocate,
    charge,
    classify,
    find,
    grant,
    refuse,
    says,
    unknown,
    wait,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.jewelry.v1.standing import first_after, verified


@clause("jewelry.III.quality")
def look_into_a_claim(q: MayVerifyClaim, p: Parameters) -> Answer[Permission]:
    """The jeweller looks into what you report and says what it found."""
    claimed, remade = _claim(q.case, q.claim), _remake(q.case, q.claim)
    if claimed is None or remade is not None:
        return refuse(
            because=[remade],
            says=says("There is no report {claim} to look into.", claim=q.claim),
            next_step=says("Name a report of this order that is not settled."),
        )
    return grant(because=[claimed])


@clause("jewelry.III.quality")
def remedy(q: Remedy, p: Parameters) -> Answer[Classification] | Unknown:
    """Where the problem is found, you choose: a return with all your money back, or an exchange for a
    piece that is right. Where nothing is found, nothing follows."""
    claimed, found = _claim(q.case, q.claim), verified(q.case, q.claim)
    if claimed is None:
        return unknown("QualityClaimed", next_step=says("Report the problem with photos first."))
    if found is None:
        return unknown(
            "QualityVerified",
            because=[claimed],
            next_step=says("The jeweller looks into the report and records what it found."),
        )
    if found.fact.result is Verification.FOUND:
        kind = claimed.fact.wants.value
        return classify(kind, points_at=Role.MERCHANT, because=[claimed, found])
    nothing = classify("none", because=[claimed, found])
    return replace(nothing, next_step=says("If you see it otherwise, open a dispute."))


@clause("jewelry.III.quality")
def make_it_again(q: MayOpenRemake, p: Parameters) -> Answer[Permission]:
    """For an exchange the piece is made again as soon as possible, once for each report."""
    claimed, found = _claim(q.case, q.claim), verified(q.case, q.claim)
    remade = _remake(q.case, q.claim)
    if remade is not None:
        return refuse(
            because=[remade],
            says=says("The remake was opened on {at}.", at=remade.at),
            next_step=says("Make and ship that one."),
        )
    if claimed is not None and found is None:
        return wait(
            Role.MERCHANT,
            because=[claimed],
            says=says("The report is not looked into yet."),
            next_step=says("The jeweller looks into the report and records what it found."),
        )
    if claimed is None or found is None or not _exchange_due(claimed, found):
        return refuse(
            because=[claimed, found],
            says=says("No exchange is due on the report {claim}.", claim=q.claim),
            next_step=says("Look at what follows from the report."),
        )
    return grant(because=[claimed, found])


@clause("jewelry.III.quality", exception_to=["jewelry.II.time"])
def remake_goes_first(q: MakingPriority, p: Parameters) -> Answer[Classification] | None:
    """A remake has a place of its own in the jeweller's queue: {remake_priority}."""
    remade = q.case.last(RemakeOpened)
    if remade is not None and first_after(q.case, Shipped, remade) is None:
        return classify(p.text("remake_priority"), because=[remade])
    for claimed in reversed(q.case.all(QualityClaimed)):
        found = verified(q.case, claimed.fact.claim)
        open_ = _remake(q.case, claimed.fact.claim) is None
        if found is not None and open_ and _exchange_due(claimed, found):
            return classify(p.text("remake_priority"), because=[claimed, found])
    return None


@clause("jewelry.III.quality")
def money_of_a_claim(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """A return gives you back everything that you paid for the order, fees and shipping included;
    with an exchange, or where nothing is found, the price stays where it is."""
    if q.occasion is not Occasion.QUALITY_CLAIM:
        return None
    found = q.case.last(QualityVerified)
    claimed = _claim(q.case, found.fact.claim) if found else None
    if found is None or claimed is None:
        return unknown(
            "QualityVerified",
            next_step=says("The jeweller looks into the report and records what it found."),
        )
    right = found.fact.result is Verification.FOUND
    back = right and claimed.fact.wants is RemedyWanted.RETURN
    return allocate((Role.BUYER if back else q.payee, q.amount), because=[claimed, found])


@clause("jewelry.III.quality")
def freight_of_a_claim(q: ExtraCost, p: Parameters) -> Answer[Charge] | Unknown | None:
    """Where the problem is found, the jeweller bears the way back and the way out again. Each cost
    needs its document."""
    if q.occasion is not Occasion.QUALITY_CLAIM or q.head.value not in p.words("round_trip_heads"):
        return None
    found = q.case.last(QualityVerified)
    if found is None:
        return unknown(
            "QualityVerified",
            next_step=says("The jeweller looks into the report and records what it found."),
        )
    if found.fact.result is not Verification.FOUND:
        return None
    if not q.document or q.amount.minor < 0:
        return unknown(
            "document", because=[found], next_step=says("Add the carrier's receipt for this cost.")
        )
    return charge(q.amount, payer=Role.MERCHANT, payee=q.payee, because=[found])


@clause("jewelry.III.quality")
def reports_to_settle(q: Commitments, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """Until a report is looked into, and a remake shipped, the jeweller has it to do."""
    items = []
    for claimed in q.case.all(QualityClaimed):
        done = verified(q.case, claimed.fact.claim) is not None
        items.append(Finding(f"verify-claim:{claimed.fact.claim}", "done" if done else "open"))
    for remade in q.case.all(RemakeOpened):
        done = first_after(q.case, Shipped, remade) is not None
        items.append(Finding(f"remake:{remade.fact.claim}", "done" if done else "open"))
    return find(*items, because=q.case.all(QualityClaimed)) if items else None


def _claim(case: Case, claim: str) -> Recorded[QualityClaimed] | None:
    return next((e for e in case.all(QualityClaimed) if e.fact.claim == claim), None)


def _remake(case: Case, claim: str) -> Recorded[RemakeOpened] | None:
    return next((e for e in case.all(RemakeOpened) if e.fact.claim == claim), None)


def _exchange_due(claimed: Recorded[QualityClaimed], found: Recorded[QualityVerified]) -> bool:
    wants = claimed.fact.wants is RemedyWanted.EXCHANGE
    return wants and found.fact.result is Verification.FOUND
