"""A custom request as the engine plays it: deadlines fire first, and every step asks its question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.domain.cases import custom_words as words
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts import custom_making as making
from tailorbird.domain.cases.facts import custom_product as product
from tailorbird.domain.cases.facts import custom_request as request
from tailorbird.domain.cases.facts import parcels, talk
from tailorbird.domain.cases.words import Reply
from tailorbird.domain.questions import custom as may
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.permission import MayCancel, MayDispatch
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tests.terms.cj_custom.cases import (
    FEES,
    GOODS,
    PLATFORM,
    REQUIREMENTS,
    START,
    declared,
    hear,
    quoted,
    submitted,
    told,
    usd,
)

Step = tuple[type[Any] | None, dict[str, Any], tuple[Fact, ...]]
_POINT = (words.SamplePoint("print", "9 cm"),)
_GOOD = request.ReviewFound(marketability=words.Assessment.GOOD, feasibility=words.Assessment.GOOD)


def _sample(number: int) -> tuple[Step, ...]:
    return (
        (may.MayMakeSample, {"round": number}, (making.SampleMade(round=number),)),
        (None, {"needs": making.SampleMade(round=number)}, (making.SampleDelivered(round=number),)),
        (
            may.MayJudgeSample,
            {"round": number, "accepts": 0, "reasons": 1},
            (making.SampleRejected(round=number, points=_POINT),),
        ),
        (
            may.MayJudgeSample,
            {"round": number, "accepts": 1},
            (making.SampleAccepted(round=number), product.ProductFinished(product="case-1")),
        ),
    )


STEPS: tuple[Step, ...] = (
    (may.MayReview, {}, (_GOOD,)),
    (may.MayReview, {}, (request.ReviewQuestionAsked(question="1", text="private/1"),)),
    (may.MayReview, {}, (request.ReviewQuestionAnswered(question="1", text="private/2"),)),
    (may.MayBindSupplier, {"supplier": "yiwu"}, (request.SupplierBound(supplier="yiwu"),)),
    (may.MayQuoteCustom, {}, (quoted("q1"),)),
    (may.MayQuoteCustom, {}, (quoted("q1", minimum_quantity=900),)),
    (
        may.MayReviseRequest,
        {},
        (request.CustomRequestRevised(requirements=REQUIREMENTS, quantity=100),),
    ),
    (
        may.MayOfferSurcharge,
        {"quantity": 500, "amount": usd(9000)},
        (request.SurchargeOffered(quantity=500, amount=usd(9000)),),
    ),
    (
        may.MayAnswerMoq,
        {"choice": words.MoqChoice.SURCHARGE},
        (request.MoqAnswered(choice=words.MoqChoice.SURCHARGE),),
    ),
    (
        may.MayAnswerMoq,
        {"choice": words.MoqChoice.STOP},
        (request.MoqAnswered(choice=words.MoqChoice.STOP),),
    ),
    (may.MayConfirmRequest, {}, (making.RequestConfirmed(), FEES)),
    (may.MayPaySampleFees, {"total": usd(17500)}, (making.SampleFeesPaid(total=usd(17500)),)),
    *_sample(1),
    *_sample(2),
    (
        may.MayRequestChange,
        {},
        (making.ChangeRequested(change="c1", requirements=REQUIREMENTS),),
    ),
    (
        may.MayAnswerChange,
        {"change": "c1", "charge": usd(40)},
        (making.ChangeAnswered(change="c1", reply=Reply.AGREED, charge=usd(40)),),
    ),
    (
        may.MayPayChange,
        {"change": "c1", "amount": usd(40)},
        (making.ChangePaid(change="c1", amount=usd(40)),),
    ),
    (may.MayOrderProduction, {"quantity": 500}, (making.ProductionOrdered(quantity=500), GOODS)),
    (may.MayPayProduction, {"total": usd(123000)}, (making.ProductionPaid(total=usd(123000)),)),
    (may.MayProduceCustom, {}, (making.MilestoneReached(milestone="printing"),)),
    (
        may.MaySuspect,
        {"evidence": ("e1",)},
        (
            product.InfringementSuspected(
                suspicion="s1", kind=words.SuspicionKind.RIGHTS, grounds="alike", evidence=("e1",)
            ),
        ),
    ),
    (None, {}, (product.SuspicionCleared(suspicion="s1"),)),
    (MayDispatch, {"parcel": "p1"}, (parcels.Dispatched(parcel="p1"),)),
    (MayCancel, {}, (request.CustomRequestWithdrawn(),)),
    (None, {}, (talk.QuestionAsked(question="7", text="private/3"),)),
    *(
        (
            may.MayStopRequest,
            {"reason": reason},
            (making.CustomRequestStopped(reason=reason),),
        )
        for reason in words.StopReason
    ),
)
SMOOTH = (0, 3, 4, 10, 11, 12, 13, 15, 23, 24, 25, 28)
"""The steps of a request that goes well, each by its place in STEPS."""
_DATED: tuple[Callable[[datetime], Fact], ...] = (
    lambda at: making.SchedulePlanned(
        dates=(words.PlannedDate("printing", at), words.PlannedDate("dispatch", at))
    ),
    lambda at: making.DateMoved(milestone="dispatch", expected=at, reason=words.LatenessReason.MATERIALS),
)


def fire(case: Case, now: datetime, fired: set[str], terms: Agreement) -> Case:
    """Record what passed by now, the earliest first, as the engine does before any command."""
    while True:
        running = hear(case, now, Role.PLATFORM, terms).ask(Deadlines).answer or ()
        assert len({each.key for each in running}) == len(running)
        passed = sorted(
            (each for each in running if not each.bound.allows(now)),
            key=lambda each: each.bound.passes_at,
        )
        if not passed:
            return case
        item = passed[0]
        assert item.key not in fired, item
        assert case.last_at is None or item.bound.passes_at >= case.last_at, item
        fired.add(item.key)
        case = case.append(Recorded(case.next_seq, item.outcome, item.bound.passes_at, Role.PLATFORM))


def _record(case: Case, at: datetime, facts: tuple[Fact, ...]) -> Case:
    for made in facts:
        by = sorted(made.recorded_by)[0]
        case = case.append(Recorded(case.next_seq, made, at, by))
    return case


def _leave(case: Case, at: datetime, step: Step, terms: Agreement) -> bool:
    kind, inputs, facts = step
    if kind is None:
        needed = inputs.get("needs")
        fresh = all(each.fact != facts[0] for each in case.facts)
        return fresh and (needed is None or any(each.fact == needed for each in case.facts))
    by = sorted(facts[0].recorded_by)[0]
    return hear(case, at, by, terms).ask(kind, **inputs).granted


MOVES = st.lists(
    st.tuples(
        st.integers(0, len(STEPS) + len(_DATED) - 1),
        st.sampled_from((1, 30, 600, 3000, 9000, 15000)),
        st.integers(-5, 20),
    ),
    max_size=30,
)


@pytest.mark.parametrize("terms", [PLATFORM, declared()], ids=["the platform's", "three parties'"])
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(SMOOTH)), MOVES)
def test_deadlines_fire_once_and_never_before_what_is_on_record(
    terms: Agreement, smooth: int, wild: list[tuple[int, int, int]]
) -> None:
    moves = [(number, 30, 1) for number in SMOOTH[:smooth]] + wild
    now, fired, case = START, set[str](), told((START, submitted()))
    for number, minutes, days in moves:
        now += timedelta(minutes=minutes)
        case = fire(case, now, fired, terms)
        if number >= len(STEPS):
            case = _record(case, now, (_DATED[number - len(STEPS)](now + timedelta(days=days)),))
        elif _leave(case, now, STEPS[number], terms):
            case = _record(case, now, STEPS[number][2])
    _holds(case)


def _holds(case: Case) -> None:
    """What must be true of every story."""
    assert len(case.all(making.RequestConfirmed)) <= 1
    for made in case.all(making.MilestoneReached, parcels.Dispatched):
        paid = case.first(making.ProductionPaid)
        good = case.first(making.SampleAccepted, making.SampleLapsed)
        assert paid is not None and paid.seq < made.seq
        assert good is not None and good.seq < made.seq


def test_a_request_that_goes_well_reaches_its_dispatch() -> None:
    now, case = START, told((START, submitted()))
    for number in SMOOTH:
        now += timedelta(minutes=30)
        assert _leave(case, now, STEPS[number], PLATFORM), STEPS[number]
        case = _record(case, now, STEPS[number][2])
    assert case.has(parcels.Dispatched)
