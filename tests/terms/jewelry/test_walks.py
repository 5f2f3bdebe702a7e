"""The jeweller's terms over generated cases: no conflict, money whole, deadlines once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.jewelry import (
    REMARKS,
    BuyerReachedAgain,
    BuyerUnreachable,
    CustomOrderSubmitted,
    DelayAnnounced,
    DelayReason,
    DesignAccepted,
    DesignAnswered,
    DesignProposed,
    DesignUse,
    ExtraFeeAnswered,
    ExtraFeePaid,
    ExtraFeeProposed,
    PaymentConfirmed,
    PersonalData,
    ProductionStepDone,
    ProposalAccepted,
    QualityClaimed,
    QualityVerified,
    RangeTold,
    RemakeOpened,
    RemedyWanted,
    ReturnGround,
    Shipped,
    SimilarDesignsShown,
    Verification,
    WishAnswered,
    WishKind,
)
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.procurement import Delivered, OrderEnded
from tailorbird.domain.cases.words import Head, Reply
from tailorbird.domain.questions import jewelry as questions
from tailorbird.domain.questions.disclosure import Commitments, Disclosures
from tailorbird.domain.questions.jewelry import (
    MayPayOrder,
    MayProduce,
    MayReturn,
)
from tailorbird.domain.questions.money import ExtraCost, Occasion, QuoteAmount, Settlement
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.permission import MayIssueQuote
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.decision import Decision, Outcome
from tests.terms.jewelry.cases import (
    ORDER,
    PLAIN,
    QUOTE,
    START,
    hear,
    told,
    usd,
)

FACTS: tuple[tuple[Role, Fact], ...] = (
    (Role.MERCHANT, RangeTold(also=(WishKind.SIZE,))),
    (Role.MERCHANT, ExtraFeeProposed(proposal="f1", wish="w2", fee=usd(3500))),
    (Role.MERCHANT, ExtraFeeProposed(proposal="f2", wish=REMARKS, fee=usd(2000))),
    (Role.BUYER, ExtraFeeAnswered(proposal="f1", reply=Reply.AGREED)),
    (Role.BUYER, ExtraFeeAnswered(proposal="f2", reply=Reply.AGREED)),
    (Role.BUYER, ExtraFeeAnswered(proposal="f2", reply=Reply.REFUSED)),
    (Role.BUYER, ExtraFeePaid(proposal="f2", amount=usd(2000))),
    (Role.MERCHANT, WishAnswered(wish="w2", reply=Reply.AGREED)),
    (Role.MERCHANT, WishAnswered(wish=REMARKS, reply=Reply.REFUSED)),
    (Role.MERCHANT, QUOTE),
    (Role.BUYER, OrderPaid(total=usd(8450))),
    (Role.GATEWAY, PaymentConfirmed()),
    (Role.MERCHANT, DesignProposed(proposal="1", text="content-11")),
    (Role.MERCHANT, DesignProposed(proposal="2", text="content-12")),
    (Role.BUYER, DesignAnswered(proposal="1", text="content-13")),
    (Role.BUYER, ProposalAccepted(proposal="1")),
    (Role.BUYER, ProposalAccepted(proposal="2")),
    (Role.MERCHANT, BuyerUnreachable(attempts=("mail",))),
    (Role.MERCHANT, BuyerReachedAgain()),
    (Role.PLATFORM, SimilarDesignsShown(compared_by="pictures")),
    (Role.MERCHANT, DesignAccepted()),
    (Role.MERCHANT, ProductionStepDone(step="cast")),
    (Role.MERCHANT, Shipped()),
    (Role.CARRIER, Delivered()),
    (
        Role.BUYER,
        QualityClaimed(
            claim="q1",
            ground=ReturnGround.DAMAGE,
            wants=RemedyWanted.EXCHANGE,
            evidence=("d1",),
        ),
    ),
    (
        Role.BUYER,
        QualityClaimed(claim="q2", ground=ReturnGround.DAMAGE, wants=RemedyWanted.RETURN, evidence=("d1",)),
    ),
    (Role.MERCHANT, QualityVerified(claim="q1", result=Verification.FOUND)),
    (Role.MERCHANT, QualityVerified(claim="q2", result=Verification.NOT_FOUND)),
    (Role.OPERATOR, QualityVerified(claim="q2", result=Verification.FOUND)),
    (Role.PLATFORM, RemakeOpened(claim="q1")),
    (Role.PLATFORM, OrderEnded(reason="wish_refused")),
)
ROLES = (Role.BUYER, Role.MERCHANT)


def inputs_of(at: datetime) -> list[tuple[type[Any], dict[str, Any]]]:
    """Every question of the package, with inputs that meet the facts above."""
    q = questions
    asked: list[tuple[type[Any], dict[str, Any]]] = [
        (q.CustomizableRange, {}),
        (q.MaySubmitOrder, {"order": ORDER, "summary_hash": "5f1c"}),
        (q.MaySubmitOrder, {"order": ORDER, "summary_hash": "0000"}),
        (q.MaySubmitOrder, {"order": CustomOrderSubmitted(listing=""), "summary_hash": ""}),
        (q.MayPayOrder, {"total": usd(8450)}),
        (q.MayPayOrder, {"total": usd(1)}),
        (q.PaymentPeriod, {}),
        (q.MayProposeDesign, {}),
        (q.Specification, {}),
        (q.MayPauseMaking, {"attempts": ("mail",)}),
        (q.MayPauseMaking, {}),
        (q.MayAcceptDesign, {}),
        (q.DesignOwnership, {}),
        (q.MayProduce, {"step": "cast"}),
        (q.MayShip, {}),
        (q.ShippingPeriod, {"if_confirmed_at": at}),
        (q.MayAnnounceDelay, {}),
        (
            q.MayAnnounceDelay,
            {
                "reason": DelayReason.MATERIALS,
                "explanation": "c",
                "expected": at + timedelta(days=9),
            },
        ),
        (q.MakingPriority, {}),
        (q.ClaimPeriod, {}),
        (MayIssueQuote, {}),
        (Deadlines, {}),
        (Commitments, {}),
        (Disclosures, {}),
    ]
    asked += [(q.WishInRange, {"change": kind}) for kind in WishKind]
    for wish in ("w1", "w2", REMARKS, "w9"):
        asked.append((q.MayProposeExtraFee, {"wish": wish, "fee": usd(500)}))
        asked += [(q.MayAnswerWish, {"wish": wish, "reply": reply}) for reply in Reply]
    for number in ("f1", "f2"):
        asked.append((q.MayAnswerExtraFee, {"proposal": number}))
        asked.append((q.MayPayExtraFee, {"proposal": number}))
    asked += [(q.MayAnswerProposal, {"proposal": number}) for number in ("1", "2", "3")]
    for claim in ("q1", "q2", "q3"):
        asked += [(kind, {"claim": claim}) for kind in (q.MayVerifyClaim, q.Remedy, q.MayOpenRemake)]
    for ground in ReturnGround:
        asked += [(MayReturn, {"ground": ground, "evidence": proof}) for proof in ((), ("d1",))]
    for use in DesignUse:
        asked += [(q.MayUseDesign, {"use": use, "personal_data": data}) for data in PersonalData]
    return asked


@st.composite
def cases(draw: st.DrawFn) -> tuple[Case, datetime]:
    at = START
    case = told((at, Role.BUYER, draw(st.sampled_from((ORDER, PLAIN)))))
    picked = draw(st.lists(st.sampled_from(range(len(FACTS))), max_size=14))
    for number in picked:
        at += timedelta(minutes=draw(st.integers(1, 4000)))
        by, made = FACTS[number]
        case = case.append(Recorded(case.next_seq, made, at, by))
    return case, at + timedelta(minutes=draw(st.integers(0, 20000)))


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_terms_never_contradict_themselves(found: tuple[Case, datetime]) -> None:
    case, at = found
    for kind, inputs in inputs_of(at):
        for by in ROLES:
            decision: Decision[Any] = hear(case, at, by).ask(kind, **inputs)
            assert decision.outcome is not Outcome.CONFLICT, (kind.__name__, inputs, decision.clauses)
            if decision.verdict in ("refused", "unknown"):
                assert decision.next_step is not None, (kind.__name__, inputs)


@settings(max_examples=100, deadline=None)
@given(cases(), st.sampled_from(Head), st.integers(0, 10**7))
def test_money_is_divided_whole(found: tuple[Case, datetime], head: Head, minor: int) -> None:
    case, at = found
    for occasion in Occasion:
        for payee in (Role.MERCHANT, Role.CARRIER):
            hearing = hear(case, at)
            inputs = {"occasion": occasion, "head": head, "amount": usd(minor), "payee": payee}
            parts = hearing.ask(Settlement, **inputs)
            assert parts.outcome is not Outcome.CONFLICT
            if parts.answer is not None:
                assert sum(share.amount.minor for share in parts.answer.shares) == minor
            cost = hearing.ask(ExtraCost, document="e1", **inputs)
            if cost.answer is not None:
                assert (cost.answer.payer, cost.answer.amount) == (Role.MERCHANT, usd(minor))
        quoted = hear(case, at).ask(QuoteAmount, head=head, goods=usd(minor), freight=usd(650))
        assert quoted.answer is None or quoted.answer.amount.minor >= 0


# ── a case as the engine plays it: deadlines fire first, and every step asks its question

STEPS: tuple[tuple[type[Any], dict[str, Any], Role, Fact], ...] = (
    (MayIssueQuote, {}, Role.PLATFORM, QUOTE),
    (MayPayOrder, {}, Role.BUYER, OrderPaid(total=usd(8450))),
    (
        questions.MayProposeExtraFee,
        {"wish": REMARKS, "fee": usd(2000)},
        Role.MERCHANT,
        ExtraFeeProposed(proposal="f2", wish=REMARKS, fee=usd(2000)),
    ),
    (
        questions.MayAnswerExtraFee,
        {"proposal": "f2"},
        Role.BUYER,
        ExtraFeeAnswered(proposal="f2", reply=Reply.AGREED),
    ),
    (
        questions.MayPayExtraFee,
        {"proposal": "f2"},
        Role.BUYER,
        ExtraFeePaid(proposal="f2", amount=usd(2000)),
    ),
    (
        questions.MayAnswerWish,
        {"wish": "w2", "reply": Reply.AGREED},
        Role.MERCHANT,
        WishAnswered(wish="w2", reply=Reply.AGREED),
    ),
    (
        questions.MayAnswerWish,
        {"wish": REMARKS, "reply": Reply.AGREED},
        Role.MERCHANT,
        WishAnswered(wish=REMARKS, reply=Reply.AGREED),
    ),
    (questions.MayProposeDesign, {}, Role.MERCHANT, DesignProposed(proposal="1", text="c")),
    (
        questions.MayAnswerProposal,
        {"proposal": "1"},
        Role.BUYER,
        DesignAnswered(proposal="1", text="c"),
    ),
    (questions.MayAnswerProposal, {"proposal": "1"}, Role.BUYER, ProposalAccepted(proposal="1")),
    (
        questions.MayPauseMaking,
        {"attempts": ("mail",)},
        Role.MERCHANT,
        BuyerUnreachable(attempts=("mail",)),
    ),
    (questions.MayAcceptDesign, {}, Role.MERCHANT, DesignAccepted()),
    (MayProduce, {"step": "cast"}, Role.MERCHANT, ProductionStepDone(step="cast")),
    (questions.MayShip, {}, Role.MERCHANT, Shipped()),
    (
        MayReturn,
        {"ground": ReturnGround.DAMAGE, "evidence": ("d1",)},
        Role.BUYER,
        QualityClaimed(
            claim="q1",
            ground=ReturnGround.DAMAGE,
            wants=RemedyWanted.EXCHANGE,
            evidence=("d1",),
        ),
    ),
    (
        questions.MayVerifyClaim,
        {"claim": "q1"},
        Role.MERCHANT,
        QualityVerified(claim="q1", result=Verification.FOUND),
    ),
    (questions.MayOpenRemake, {"claim": "q1"}, Role.PLATFORM, RemakeOpened(claim="q1")),
)
FREE: tuple[tuple[Role, Fact], ...] = (
    (Role.PLATFORM, PaymentConfirmed()),
    (Role.PLATFORM, SimilarDesignsShown(compared_by="pictures")),
    (Role.MERCHANT, BuyerReachedAgain()),
    (Role.CARRIER, Delivered()),
)


def fire(case: Case, now: datetime, fired: set[str]) -> Case:
    """Record what passed by now, the earliest first, as the engine does before any command."""
    while True:
        running = hear(case, now, Role.PLATFORM).ask(Deadlines).answer or ()
        passed = sorted(
            (each for each in running if not each.bound.allows(now)),
            key=lambda each: each.bound.passes_at,
        )
        assert len({each.key for each in running}) == len(running)
        if not passed:
            return case
        item = passed[0]
        assert item.key not in fired, item
        assert case.last_at is None or item.bound.passes_at >= case.last_at, item
        fired.add(item.key)
        case = case.append(Recorded(case.next_seq, item.outcome, item.bound.passes_at, Role.PLATFORM))


MOVES = st.tuples(
    st.integers(0, len(STEPS) + len(FREE)),
    st.sampled_from((1, 30, 600, 1500, 3000, 9000)),
    st.integers(1, 12),
)
SMOOTH = (0, 1, 17, 18, 11, 12, 13, 20, 14, 15, 16, 12, 13, 20)
"""The steps of an order for which a remake is made, each by its place in STEPS and FREE."""


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from((ORDER, PLAIN)),
    st.integers(0, len(SMOOTH)),
    st.lists(MOVES, max_size=40),
)
def test_deadlines_fire_once_and_never_before_what_is_on_record(
    order: CustomOrderSubmitted, smooth: int, wild: list[tuple[int, int, int]]
) -> None:
    moves = [(number, 30, 1) for number in SMOOTH[:smooth]] + wild
    now, fired = START, set[str]()
    case = told((now, Role.BUYER, order))
    for number, minutes, days in moves:
        now += timedelta(minutes=minutes)
        case = fire(case, now, fired)
        hearing = hear(case, now, Role.MERCHANT)
        if number < len(STEPS):
            kind, inputs, by, made = STEPS[number]
            allowed = hearing.when(now, by).ask(kind, **inputs).granted
        elif number < len(STEPS) + len(FREE):
            by, made = FREE[number - len(STEPS)]
            allowed = not isinstance(made, Delivered) or case.has(Shipped)
        else:
            expected = now + timedelta(days=days)
            by, made = (
                Role.MERCHANT,
                DelayAnnounced(reason=DelayReason.MATERIALS, explanation="c", expected=expected),
            )
            allowed = hearing.ask(
                questions.MayAnnounceDelay,
                reason=DelayReason.MATERIALS,
                explanation="c",
                expected=expected,
            ).granted
        if allowed:
            case = case.append(Recorded(case.next_seq, made, now, by))
    if case.has(ProductionStepDone):
        step, paid = case.first(ProductionStepDone), case.first(PaymentConfirmed)
        assert step is not None and paid is not None and paid.seq < step.seq
    assert len(case.all(Shipped)) <= 1 + len(case.all(RemakeOpened))
    if order is PLAIN and smooth == len(SMOOTH):
        assert len(case.all(Shipped)) == 2
