"""Custom requests, and hearings on them, for the tests beside."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

import tailorbird_terms
from tailorbird.adapters.calendars.official import official_calendars
from tailorbird.adapters.terms import shelf
from tailorbird.domain.cases import custom_words as words
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts import custom_making as making
from tailorbird.domain.cases.facts import custom_product as product
from tailorbird.domain.cases.facts import custom_request as request
from tailorbird.domain.cases.facts import parcels, payment, talk
from tailorbird.domain.cases.facts.liability import LossItem
from tailorbird.domain.cases.words import Head, LossHead, Reply
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.time.calendar import Calendars

TERMS = Path(tailorbird_terms.__file__).parent
ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 3, 2, 10, 0, tzinfo=ZONE)
ACCEPTED = ("cj-custom.II.2", "cj-custom.II.7", "cj-custom.II.10")
PLATFORM = Agreement((shelf.load("cj_custom@1"),))
REQUIREMENTS = (
    words.Requirement("print", words.Aspect.PATTERN, "a red fox, 12 cm wide"),
    words.Requirement("cloth", words.Aspect.MATERIAL, "unbleached canvas"),
)


@cache
def calendars() -> Calendars:
    return official_calendars(("CN",), 2026)


@cache
def declared() -> Agreement:
    """A provider's and a maker's own rules before those of the platform."""
    provider = shelf.load("provider_rules@1").amended(
        "1+test", {"cancellation_days": 3, "service_fee_on_cancellation": "waive", "reply_hours": 2}
    )
    maker = shelf.load("maker_rules@1").amended(
        "1+test",
        {
            "sample_check_days": 21,
            "cancellation_days": 10,
            "fees_on_cancellation": "waive",
            "promised_services": ["colour card"],
            "reply_hours": 8,
        },
    )
    return Agreement((provider, maker, *PLATFORM.packages))


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def told(*facts: tuple[datetime, Fact]) -> Case:
    case = Case("case-1", "custom_request", ZONE, "USD")
    for at, made in facts:
        case = case.append(Recorded(case.next_seq, made, at, sorted(made.recorded_by)[0]))
    return case


def hear(case: Case, at: datetime, by: Role = Role.BUYER, terms: Agreement = PLATFORM) -> Hearing:
    return Hearing(case, at, by, calendars(), terms)


def submitted(quantity: int = 500, **more: Any) -> request.CustomRequestSubmitted:
    given = {"title": "Tote bag", "requirements": REQUIREMENTS, "accepted": ACCEPTED} | more
    return request.CustomRequestSubmitted(quantity=quantity, **given)


def quoted(quotation: str = "q1", **more: Any) -> request.SupplierQuoted:
    given: dict[str, Any] = {
        "tiers": (words.PriceTier(300, usd(240)), words.PriceTier(500, usd(210))),
        "sample_fee": usd(3000),
        "mould_fee": usd(12000),
        "minimum_quantity": 300,
        "sample_days": 7,
        "production_days": 20,
        "sample_rounds": 2,
    } | more
    return request.SupplierQuoted(quotation=quotation, **given)


FEES = payment.QuoteIssued(
    lines=(
        payment.QuoteLine(Head.SAMPLE_FEE, usd(3000), Role.SUPPLIER),
        payment.QuoteLine(Head.MOULD_FEE, usd(12000), Role.SUPPLIER),
        payment.QuoteLine(Head.SERVICE_FEE, usd(2500), Role.PROVIDER),
    )
)
GOODS = payment.QuoteIssued(
    lines=(
        payment.QuoteLine(Head.GOODS, usd(105000), Role.SUPPLIER),
        payment.QuoteLine(Head.INTERNATIONAL_FREIGHT, usd(18000), Role.CARRIER),
    )
)
_ROUNDS = st.integers(1, 3)
_CHANGES = st.sampled_from(("c1", "c2"))
_MONEY = st.integers(0, 200_000).map(usd)
_MILESTONES = st.sampled_from(("printing", "dispatch", "sample:1", "sample:2", "sample:last"))
_DATES = st.integers(-20, 60).map(lambda days: START + timedelta(days=days))
_POINT = (words.SamplePoint("print", "9 cm"),)

FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.sampled_from(
        [
            request.CustomRequestWithdrawn(),
            request.MoqNegotiationLapsed(),
            making.RequestConfirmed(),
            product.PrivatePeriodEnded(),
            product.ProductPublished(),
            product.ProductFinished(product="case-1"),
            product.InfringementFound(established_by="a court", evidence=("judgment",)),
            parcels.DispatchReleased(),
            parcels.DispatchHalted(reason="reported"),
            payment.AgreementTookEffect(),
            FEES,
            GOODS,
        ]
    ),
    st.builds(submitted, st.integers(0, 900), accepted=st.sampled_from(((), ACCEPTED))),
    st.builds(request.CustomRequestRevised, requirements=st.just(REQUIREMENTS), quantity=st.integers(1, 900)),
    st.builds(
        request.ReorderSubmitted,
        origin=st.just("case-0"),
        quantity=st.integers(1, 900),
        accepted=st.just(ACCEPTED),
    ),
    st.builds(
        request.ReviewFound,
        marketability=st.sampled_from(words.Assessment),
        feasibility=st.sampled_from(words.Assessment),
    ),
    st.builds(request.ReviewQuestionAsked, question=st.sampled_from("12"), text=st.just("private/1")),
    st.builds(request.ReviewQuestionAnswered, question=st.sampled_from("12"), text=st.just("private/2")),
    st.builds(request.ReviewQuestionLapsed, question=st.sampled_from("12")),
    st.builds(request.CustomRequestDeclined, reason=st.sampled_from(words.DeclineReason)),
    st.builds(request.SupplierBound, supplier=st.sampled_from(("yiwu", "ningbo"))),
    st.builds(
        quoted,
        st.sampled_from(("q1", "q2")),
        minimum_quantity=st.integers(1, 900),
        sample_rounds=st.integers(0, 2),
        sample_fee=_MONEY,
        sample_days=st.integers(0, 9),
    ),
    st.builds(request.SurchargeOffered, quantity=st.integers(1, 900), amount=_MONEY),
    st.builds(
        request.MoqAnswered,
        choice=st.sampled_from(words.MoqChoice),
        quantity=st.one_of(st.none(), st.integers(1, 900)),
    ),
    st.builds(
        making.SpecificationFrozen,
        version=st.just(1),
        specification_hash=st.just("0" * 64),
        requirements=st.just(REQUIREMENTS),
        quantity=st.just(500),
    ),
    st.builds(making.SampleFeesPaid, total=_MONEY),
    st.builds(making.ChangeRequested, change=_CHANGES, requirements=st.just(REQUIREMENTS)),
    st.builds(
        making.ChangeAnswered,
        change=_CHANGES,
        reply=st.sampled_from(Reply),
        charge=st.one_of(st.none(), _MONEY),
    ),
    st.builds(making.ChangePaid, change=_CHANGES, amount=_MONEY),
    *(
        st.builds(kind, round=_ROUNDS)
        for kind in (
            making.SampleMade,
            making.SampleShipped,
            making.SampleDelivered,
            making.SampleAccepted,
            making.SampleLapsed,
        )
    ),
    st.builds(making.SampleRejected, round=_ROUNDS, points=st.just(_POINT)),
    st.builds(making.SampleSolutionProposed, round=_ROUNDS, text=st.just("private/3")),
    st.builds(making.CustomRequestStopped, reason=st.sampled_from(words.StopReason)),
    st.builds(making.ProductionOrdered, quantity=st.integers(1, 900)),
    st.builds(making.ProductionPaid, total=_MONEY),
    st.builds(making.ProductionMoneySpent, amount=_MONEY, document=st.just("bill")),
    st.builds(
        making.SchedulePlanned,
        dates=st.lists(st.builds(words.PlannedDate, _MILESTONES, _DATES), max_size=3).map(tuple),
    ),
    st.builds(making.MilestoneReached, milestone=_MILESTONES),
    st.builds(
        making.DateMoved,
        milestone=_MILESTONES,
        expected=_DATES,
        reason=st.sampled_from(words.LatenessReason),
    ),
    st.builds(making.DateMissed, milestone=_MILESTONES, planned=_DATES),
    st.builds(
        product.InfringementSuspected,
        suspicion=st.sampled_from(("s1", "s2")),
        kind=st.sampled_from(words.SuspicionKind),
        grounds=st.just("alike"),
        evidence=st.just(("e1",)),
    ),
    st.builds(product.SuspicionCleared, suspicion=st.sampled_from(("s1", "s2"))),
    st.builds(
        product.CostsClaimed,
        claim=st.just("k1"),
        items=st.builds(LossItem, st.sampled_from(LossHead), _MONEY, st.just("d1")).map(lambda item: (item,)),
    ),
    st.builds(product.MismatchClaimed, claim=st.just("m1"), points=st.just(_POINT), evidence=st.just(("e",))),
    st.builds(
        product.MismatchJudged,
        claim=st.just("m1"),
        points=st.builds(
            words.JudgedPoint, st.sampled_from(("print", "handles")), st.sampled_from(words.PointFinding)
        ).map(lambda point: (point,)),
    ),
    st.builds(product.MismatchRefunded, claim=st.just("m1"), amount=_MONEY),
    st.builds(
        product.MediaAdded,
        media=st.just("front"),
        kind=st.just(words.MediaKind.PICTURE),
        file=st.just("a91f"),
        owner=st.sampled_from((Role.OPERATOR, Role.BUYER)),
    ),
    st.builds(product.MediaGranted, media=st.just("front"), uses=st.just((words.MediaUse.DOWNLOAD,))),
    st.builds(product.MediaGrantRevoked, media=st.just("front")),
    st.builds(product.ReorderNoted, order=st.just("case-2"), quantity=st.integers(1, 900)),
    st.builds(parcels.Dispatched, parcel=st.just("p1")),
    st.builds(parcels.ParcelDelivered, parcel=st.just("p1")),
    st.builds(talk.QuestionAsked, question=st.sampled_from("34"), text=st.just("private/4")),
    st.builds(talk.QuestionAnswered, question=st.sampled_from("34"), text=st.just("private/5")),
)


@st.composite
def requests(draw: st.DrawFn) -> tuple[Case, datetime]:
    """Any facts in any order, hours apart, after a request; and an instant after them to ask at."""
    begun = draw(st.lists(st.sampled_from(SMOOTH), max_size=len(SMOOTH), unique_by=id))
    ordered = sorted(begun, key=lambda fact: next(n for n, each in enumerate(SMOOTH) if each is fact))
    facts = [*ordered, *draw(st.lists(FACTS, max_size=10))]
    at, found = START, []
    for fact in facts:
        at += timedelta(hours=draw(st.integers(0, 150)))
        found.append((at, fact))
    return told(*found), at + timedelta(hours=draw(st.integers(0, 2500)))


SMOOTH: tuple[Fact, ...] = (
    submitted(),
    request.ReviewFound(marketability=words.Assessment.GOOD, feasibility=words.Assessment.GOOD),
    request.SupplierBound(supplier="yiwu"),
    quoted(),
    making.RequestConfirmed(),
    FEES,
    making.SampleFeesPaid(total=usd(17500)),
    making.SampleMade(round=1),
    making.SampleDelivered(round=1),
    making.SampleAccepted(round=1),
    product.ProductFinished(product="case-1"),
    making.ProductionOrdered(quantity=500),
    GOODS,
    making.ProductionPaid(total=usd(123000)),
)
"""A request as it goes when all goes well."""
