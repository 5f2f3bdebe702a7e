"""A purchase case of forty facts, as a long order has them: bought, and the seller not yet asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from tailorbird.adapters.terms import shelf
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts import cancellation, payment, procurement, request, talk
from tailorbird.domain.cases.words import Head, RequirementStatus, Service
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.time.calendar import Calendars

START: Final = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
ASKED: Final = START + timedelta(days=1)
"""When the question is asked: within the period for cancelling."""
_LINES: Final = (
    payment.QuoteLine(Head.GOODS, Money(84000, "CNY"), Role.SELLER, "order1688.6"),
    payment.QuoteLine(Head.FREIGHT, Money(2000, "CNY"), Role.SELLER, "order1688.6"),
    payment.QuoteLine(Head.SERVICE_FEE, Money(86, "CNY"), Role.PROVIDER, "order1688.6"),
)


def _facts() -> list[tuple[Fact, Role]]:
    found: list[tuple[Fact, Role]] = [
        (
            request.RequestSubmitted(link="https://detail.1688.com/offer/781204556310.html", quantity=50),
            Role.BUYER,
        ),
        (request.RequestScreened(seller_rating=Decimal("4.8"), price_outlier=False), Role.PLATFORM),
    ]
    for number in range(1, 6):
        name = f"R{number}"
        found.append((request.SpecialRequirementMade(requirement=name, text=f"private/{name}"), Role.BUYER))
        agreed = RequirementStatus.AGREED
        found.append((request.SpecialRequirementAnswered(requirement=name, status=agreed), Role.PROVIDER))
    found += [
        (request.RequestAccepted(purchasing_person="Li Na"), Role.PROVIDER),
        (payment.QuoteIssued(lines=_LINES), Role.PROVIDER),
        (payment.CarrierChosen(carrier="goldenbridge", serves=("SG",)), Role.BUYER),
        (payment.MandateSigned(version="1", document_hash="0" * 64, signer="private/s"), Role.BUYER),
        (payment.TermsAccepted(clauses=("order1688.0", "order1688.4")), Role.BUYER),
        (payment.OrderPaid(total=Money(86086, "CNY")), Role.BUYER),
        (payment.AgreementTookEffect(), Role.PLATFORM),
        (procurement.PurchaseMade(seller_order="3214560098127"), Role.PROVIDER),
        (procurement.SellerDispatched(tracking="YT8800112233445"), Role.PROVIDER),
        (procurement.WarehouseReceived(parcels=2), Role.WAREHOUSE),
    ]
    for number in range(1, 6):
        name = f"Q{number}"
        found.append((talk.QuestionAsked(question=name, text=f"private/{name}"), Role.BUYER))
        found.append((talk.QuestionAnswered(question=name, text=f"private/a{name}"), Role.PROVIDER))
    services = (Service.COUNT, Service.PHOTOS, Service.UNPACKING_INSPECTION)
    found += [(procurement.ServiceOrdered(service=each), Role.BUYER) for each in services]
    found += [(procurement.Inspected(service=each), Role.WAREHOUSE) for each in services]
    found += [
        (procurement.TaskDone(task="consolidate"), Role.WAREHOUSE),
        (cancellation.CancellationRequested(reason="ordered twice"), Role.BUYER),
    ]
    return found


def case_of_forty_facts() -> Case:
    """The case, with its facts ten minutes apart."""
    facts = _facts()
    opened = Case("TB-2026-BENCHMARK1", "purchase", ZoneInfo("Asia/Shanghai"), "CNY")
    recorded = (
        Recorded(seq, fact, START + timedelta(minutes=10 * seq), by)
        for seq, (fact, by) in enumerate(facts, 1)
    )
    return Case.of(opened, recorded)


def hearing_of_forty_facts() -> Hearing:
    """The case before the platform's rules for buying on 1688."""
    agreement = Agreement((shelf.load("order1688@1"),))
    return Hearing(case_of_forty_facts(), ASKED, Role.BUYER, Calendars.none(), agreement)
