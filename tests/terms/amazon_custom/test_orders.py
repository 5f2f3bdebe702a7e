"""Personalised orders and sellers over generated cases: no conflict, money whole, data gone in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.listing import (
    ListingDrafted,
    ListingPublished,
    ListingRecognised,
    ListingUnpublished,
    SellerStandingShown,
    SignJudged,
)
from tailorbird.domain.cases.facts.parcels import (
    Dispatched,
    DispatchHalted,
    DispatchReleased,
    ParcelDelivered,
)
from tailorbird.domain.cases.facts.payment import OrderPaid, RightLapsed
from tailorbird.domain.cases.facts.personalised import (
    CustomizationErased,
    CustomizationScreened,
    DefectClaimed,
    DefectVerified,
    PersonalisedOrderAccepted,
    PersonalisedOrderRefused,
    RemakeOrdered,
    ScreeningJudged,
)
from tailorbird.domain.cases.facts.programme import (
    ProgrammeApplied,
    ProgrammeApproved,
    ProgrammeDeclined,
    ProgrammeRevoked,
    SellerReinstated,
    SellerSanctioned,
)
from tailorbird.domain.cases.listing_words import (
    DataPurpose,
    DefectGround,
    DefectRemedy,
    DefectResult,
    Judgement,
    ScreenFinding,
    ScreenKind,
    ScreenResult,
    SharedForm,
    Standing,
    UnpublishReason,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.listing.signs import Certainty, SignKind
from tailorbird.domain.questions import listing as questions
from tailorbird.domain.questions.disclosure import Disclosures
from tailorbird.domain.questions.money import Occasion, QuoteAmount, Settlement
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.permission import MayDispatch
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.decision import Decision, Outcome
from tests.terms.amazon_custom.cases import (
    ALONE,
    ORDER,
    QUOTE,
    START,
    WITH_PLATFORM,
    document,
    hear,
    sign,
    told,
    usd,
)

DOUBTFUL = sign(SignKind.WARRANTY, "fields.f2.label", Certainty.DOUBTFUL)
SURE = sign(SignKind.BUNDLING, "fields.f2.values.v1")
HELD = ScreenFinding("image:aa11", ScreenKind.NOT_LOOKED_AT, ScreenResult.HOLD)
BARRED = ScreenFinding("text:front", ScreenKind.OFFENSIVE, ScreenResult.REFUSE)


def claimed(claim: str, wants: DefectRemedy) -> DefectClaimed:
    return DefectClaimed(claim=claim, ground=DefectGround.DEFECTIVE, wants=wants, evidence=("d1",))


OF_AN_ORDER: tuple[tuple[Role, Fact], ...] = (
    (Role.BUYER, ORDER),
    (Role.PLATFORM, QUOTE),
    (Role.PLATFORM, CustomizationScreened(findings=())),
    (Role.PLATFORM, CustomizationScreened(findings=(HELD, BARRED))),
    (Role.PLATFORM, CustomizationScreened(findings=(HELD,))),
    (Role.MERCHANT, ScreeningJudged(where=HELD.where, result=ScreenResult.PASSES)),
    (Role.OPERATOR, ScreeningJudged(where=BARRED.where, result=ScreenResult.PASSES)),
    (Role.OPERATOR, ScreeningJudged(where=HELD.where, result=ScreenResult.REFUSE)),
    (Role.BUYER, OrderPaid(total=usd(6500))),
    (Role.MERCHANT, PersonalisedOrderAccepted()),
    (Role.MERCHANT, PersonalisedOrderRefused(reason="no wood left")),
    (Role.PLATFORM, DispatchHalted(reason="taken down")),
    (Role.OPERATOR, DispatchReleased()),
    (Role.MERCHANT, Dispatched(parcel="p1")),
    (Role.MERCHANT, Dispatched(parcel="p2")),
    (Role.CARRIER, ParcelDelivered(parcel="p1")),
    (Role.CARRIER, ParcelDelivered(parcel="p2")),
    (Role.BUYER, claimed("q1", DefectRemedy.REFUND)),
    (Role.BUYER, claimed("q2", DefectRemedy.REMAKE)),
    (Role.MERCHANT, DefectVerified(claim="q1", result=DefectResult.FOUND)),
    (Role.MERCHANT, DefectVerified(claim="q2", result=DefectResult.NOT_FOUND)),
    (Role.OPERATOR, DefectVerified(claim="q2", result=DefectResult.FOUND)),
    (Role.PLATFORM, RemakeOrdered(claim="q2")),
    (Role.PLATFORM, RightLapsed(right="defect-claim:7")),
    (Role.PLATFORM, CustomizationErased(contents=("c",), files=(), specification_hash="7c1d")),
)
OF_A_SELLER: tuple[tuple[Role, Fact], ...] = (
    (Role.MERCHANT, ProgrammeApplied(statement="private/s")),
    (Role.OPERATOR, ProgrammeApproved()),
    (Role.OPERATOR, ProgrammeDeclined(reason="no workshop")),
    (Role.OPERATOR, ProgrammeRevoked(reason="closed")),
    (Role.OPERATOR, SellerSanctioned(clauses=("amazon-custom.quality",), evidence=("e",), why="w")),
    (Role.OPERATOR, SellerReinstated(why="mended")),
    (Role.MERCHANT, ListingDrafted(document=document())),
    (Role.PLATFORM, SellerStandingShown(standing=Standing.APPROVED, prefixes=("4260123",))),
    (Role.PLATFORM, SellerStandingShown(standing=Standing.SANCTIONED)),
    (Role.PLATFORM, ListingRecognised(signs=(), customizing=("f1",))),
    (Role.PLATFORM, ListingRecognised(signs=(DOUBTFUL, SURE), customizing=("f1",))),
    (Role.PLATFORM, ListingRecognised(signs=(DOUBTFUL,), customizing=("f1",))),
    (Role.OPERATOR, SignJudged(kind=DOUBTFUL.kind, where=DOUBTFUL.where, judgement=Judgement.ALLOWED)),
    (Role.OPERATOR, SignJudged(kind=DOUBTFUL.kind, where=DOUBTFUL.where, judgement=Judgement.BARRED)),
    (Role.MERCHANT, ListingPublished()),
    (Role.PLATFORM, ListingUnpublished(reason=UnpublishReason.TAKEDOWN)),
)
ROLES = (Role.BUYER, Role.MERCHANT, Role.OPERATOR)
LEAVE_OF_A_SELLER: tuple[tuple[type[Any], dict[str, Any]], ...] = (
    (questions.MayApply, {}),
    (questions.MayDecideApplication, {}),
    (questions.MayRevoke, {}),
    (questions.MaySanction, {"clauses": ("amazon-custom.quality",), "evidence": ("e1",)}),
    (questions.MaySanction, {"clauses": ()}),
    (questions.MayReinstate, {}),
    (questions.MayDraftListing, {}),
    (questions.MayPublishListing, {}),
    (questions.MayUnpublish, {}),
)
LEAVE_OF_AN_ORDER: tuple[tuple[type[Any], dict[str, Any]], ...] = (
    (questions.MayOrderPersonalised, {"specification_hash": "7c1d", "quantity": 1}),
    (questions.MayPayPersonalised, {"total": usd(6500)}),
    (questions.MayPayPersonalised, {}),
    (questions.MayAcceptPersonalised, {}),
    (questions.MayRefusePersonalised, {}),
    *((questions.MayShareDesign, {"form": form}) for form in SharedForm),
    *(
        (questions.MayReadCustomization, {"reader": reader, "purpose": purpose})
        for reader in (Role.BUYER, Role.MERCHANT, Role.SUPPLIER, Role.OPERATOR)
        for purpose in DataPurpose
    ),
    *(
        (questions.MayClaimDefect, {"ground": ground, "wants": DefectRemedy.REFUND, "evidence": proof})
        for ground in DefectGround
        for proof in ((), ("d1",))
    ),
    *((questions.MayVerifyDefect, {"claim": claim}) for claim in ("q1", "q2", "q3")),
    *((MayDispatch, {"parcel": parcel}) for parcel in ("p1", "p2", "p3")),
)
NOT_OF_LEAVE: tuple[tuple[type[Any], dict[str, Any]], ...] = (
    (questions.ProgrammeStanding, {}),
    (questions.ListingFindings, {}),
    (questions.ScreeningFindings, {}),
    (questions.RetentionPeriod, {}),
    (questions.DefectClaimPeriod, {}),
    (Deadlines, {}),
    (Disclosures, {}),
)
Told = tuple[Case, datetime]


@st.composite
def sequences(draw: st.DrawFn, facts: tuple[tuple[Role, Fact], ...]) -> Told:
    at, case = START, told()
    for number in draw(st.lists(st.sampled_from(range(len(facts))), max_size=14)):
        at += timedelta(minutes=draw(st.integers(1, 9000)))
        by, made = facts[number]
        case = case.append(Recorded(case.next_seq, made, at, by))
    return case, at + timedelta(minutes=draw(st.integers(0, 60000)))


def questioned(case: Case, at: datetime, agreement: Agreement, asked: tuple[Any, ...]) -> None:
    for kind, inputs in asked:
        for by in ROLES:
            decision: Decision[Any] = hear(case, at, by, agreement).ask(kind, **inputs)
            assert decision.outcome is not Outcome.CONFLICT, (kind.__name__, inputs, decision.clauses)
            assert decision.outcome is not Outcome.SILENT, (kind.__name__, inputs)
            if decision.verdict in ("refused", "pending", "unknown"):
                assert decision.next_step is not None, (kind.__name__, inputs)


@settings(max_examples=60)
@given(sequences(OF_AN_ORDER), st.sampled_from((ALONE, WITH_PLATFORM)))
def test_an_order_is_never_left_without_one_answer(found: Told, agreement: Agreement) -> None:
    questioned(*found, agreement, (*LEAVE_OF_AN_ORDER, *NOT_OF_LEAVE))


@settings(max_examples=60)
@given(sequences(OF_A_SELLER))
def test_a_seller_and_a_listing_are_never_left_without_one_answer(found: Told) -> None:
    questioned(*found, ALONE, (*LEAVE_OF_A_SELLER, *NOT_OF_LEAVE))


@settings(max_examples=60)
@given(sequences(OF_AN_ORDER))
def test_nothing_leaves_while_an_order_is_halted(found: Told) -> None:
    case, at = found
    halted = case.append(Recorded(case.next_seq, DispatchHalted(reason="taken down"), at, Role.PLATFORM))
    for agreement in (ALONE, WITH_PLATFORM):
        decision = hear(halted, at, Role.MERCHANT, agreement).ask(MayDispatch, parcel="p9")
        assert decision.verdict == "refused"
        assert "amazon-custom.quality" in decision.clauses


@settings(max_examples=100)
@given(sequences(OF_AN_ORDER), st.sampled_from(Head), st.integers(0, 10**7), st.sampled_from(Occasion))
def test_money_is_divided_whole(found: Told, head: Head, minor: int, occasion: Occasion) -> None:
    case, at = found
    inputs = {"occasion": occasion, "head": head, "amount": usd(minor), "payee": Role.MERCHANT}
    for agreement in (ALONE, WITH_PLATFORM):
        parts = hear(case, at, agreement=agreement).ask(Settlement, **inputs)
        assert parts.outcome is not Outcome.CONFLICT
        if parts.answer is not None:
            assert sum(share.amount.minor for share in parts.answer.shares) == minor
        quoted = hear(case, at, agreement=agreement).ask(
            QuoteAmount, head=head, goods=usd(minor), freight=usd(500)
        )
        assert quoted.answer is None or quoted.answer.amount.minor >= 0


@settings(max_examples=100)
@given(sequences(OF_AN_ORDER))
def test_every_occasion_that_came_up_divides_every_head_of_the_order(found: Told) -> None:
    case, at = told((START, Role.BUYER, ORDER)), found[1]
    for each in found[0].facts:
        case = case.append(Recorded(case.next_seq, each.fact, each.at, each.by))
    came_up = {
        Occasion.DISPATCH: case.has(Dispatched),
        Occasion.CANCELLATION: case.has(PersonalisedOrderRefused),
    }
    for occasion, happened in came_up.items():
        for head in (Head.PRODUCT, Head.SHIPPING):
            inputs = {"occasion": occasion, "head": head, "amount": usd(500), "payee": Role.MERCHANT}
            answered = hear(case, at).ask(Settlement, **inputs).answer is not None
            assert answered == happened


@settings(max_examples=100)
@given(sequences(OF_AN_ORDER))
def test_nobody_reads_what_ought_to_be_gone(found: Told) -> None:
    case, at = found
    period = hear(case, at).ask(questions.RetentionPeriod).answer
    gone = case.has(CustomizationErased) or (period is not None and not period.allows(at))
    for reader in (Role.BUYER, Role.MERCHANT, Role.SUPPLIER, Role.OPERATOR):
        for purpose in DataPurpose:
            decision = hear(case, at, reader).ask(
                questions.MayReadCustomization, reader=reader, purpose=purpose
            )
            assert not (gone and decision.granted)
            if purpose not in (DataPurpose.FULFIL, DataPurpose.REVIEW, DataPurpose.OWN):
                assert decision.verdict == "refused"


# ── an order as the engine plays it: deadlines fire first, and every step asks its question

STEPS: tuple[tuple[type[Any], dict[str, Any], Role, Fact], ...] = (
    (questions.MayPayPersonalised, {}, Role.BUYER, OrderPaid(total=usd(6500))),
    (questions.MayAcceptPersonalised, {}, Role.MERCHANT, PersonalisedOrderAccepted()),
    (questions.MayRefusePersonalised, {}, Role.MERCHANT, PersonalisedOrderRefused(reason="r")),
    (MayDispatch, {"parcel": "p1"}, Role.MERCHANT, Dispatched(parcel="p1")),
    (MayDispatch, {"parcel": "p2"}, Role.MERCHANT, Dispatched(parcel="p2")),
    (MayDispatch, {"parcel": "p3"}, Role.MERCHANT, Dispatched(parcel="p3")),
    *(
        (
            questions.MayClaimDefect,
            {"ground": DefectGround.DEFECTIVE, "wants": wants, "evidence": ("d1",), "claim": claim},
            Role.BUYER,
            claimed(claim, wants),
        )
        for claim, wants in (("q1", DefectRemedy.REFUND), ("q2", DefectRemedy.REMAKE))
    ),
    *(
        (
            questions.MayVerifyDefect,
            {"claim": claim},
            by,
            DefectVerified(claim=claim, result=result),
        )
        for claim in ("q1", "q2")
        for by in (Role.MERCHANT, Role.OPERATOR)
        for result in DefectResult
    ),
)
DELIVERIES = tuple(ParcelDelivered(parcel=f"p{number}") for number in (1, 2, 3))
MOVES = st.tuples(
    st.one_of(
        st.sampled_from((0, 1, 3, 4, 5, 6, 7, *range(len(STEPS), len(STEPS) + 3))),
        st.integers(0, len(STEPS) + len(DELIVERIES) - 1),
    ),
    st.sampled_from((1, 600, 3000, 20000, 50000)),
)


def fire(case: Case, now: datetime, fired: set[str]) -> Case:
    """Record what passed by now, the earliest first, as the engine does before any command."""
    while True:
        running = hear(case, now, Role.PLATFORM).ask(Deadlines).answer or ()
        assert len({each.key for each in running}) == len(running)
        passed = sorted((e for e in running if not e.bound.allows(now)), key=lambda e: e.bound.passes_at)
        if not passed:
            return case
        item = passed[0]
        assert item.key not in fired, item
        assert case.last_at is None or item.bound.passes_at >= case.last_at, item
        fired.add(item.key)
        case = case.append(Recorded(case.next_seq, item.outcome, item.bound.passes_at, Role.PLATFORM))


def carried_out(case: Case, number: int, now: datetime) -> Case:
    """The case with the step, if the terms grant it, and with what follows from it at once."""
    if number >= len(STEPS):
        made: Fact = DELIVERIES[number - len(STEPS)]
        sent = {each.fact.parcel for each in case.all(Dispatched)}
        by, allowed = Role.CARRIER, DELIVERIES[number - len(STEPS)].parcel in sent
    else:
        kind, inputs, by, made = STEPS[number]
        allowed = hear(case, now, by).ask(kind, **inputs).granted
    if not allowed:
        return case
    before = case
    case = case.append(Recorded(case.next_seq, made, now, by))
    if isinstance(made, DefectVerified) and made.result is DefectResult.FOUND:
        wants = next(e.fact.wants for e in before.all(DefectClaimed) if e.fact.claim == made.claim)
        if wants is DefectRemedy.REMAKE:
            ordered = RemakeOrdered(claim=made.claim)
            case = case.append(Recorded(case.next_seq, ordered, now, Role.PLATFORM))
    return case


SMOOTH = (0, 1, 3, 4, len(STEPS), len(STEPS) + 1, 7, 12, 5, len(STEPS) + 2)
"""Paid, taken on, sent and arrived in two parcels; a defect, made again, sent and arrived."""


@settings(max_examples=150)
@given(st.integers(0, len(SMOOTH)), st.lists(MOVES, max_size=20))
def test_deadlines_fire_once_in_order_and_the_data_goes_in_the_end(
    smooth: int, wild: list[tuple[int, int]]
) -> None:
    now, fired = START, set[str]()
    screened = CustomizationScreened(findings=())
    case = told((now, Role.BUYER, ORDER), (now, Role.PLATFORM, QUOTE), (now, Role.PLATFORM, screened))
    for number, minutes in [(number, 30) for number in SMOOTH[:smooth]] + wild:
        now += timedelta(minutes=minutes)
        case = fire(case, now, fired)
        case = carried_out(case, number, now)
        case = fire(case, now, fired)
    refunds = [e for e in case.all(DefectVerified) if e.fact.claim == "q1" and e.fact.result == "found"]
    assert len(refunds) <= 1
    assert len(case.all(Dispatched)) <= 2 * (1 + len(case.all(RemakeOrdered)))
    erased = case.first(CustomizationErased)
    if erased is not None:
        later = [e.fact for e in case.facts if e.seq > erased.seq]
        assert not any(isinstance(e, Dispatched | PersonalisedOrderAccepted | OrderPaid) for e in later)
    end = now + timedelta(days=400)
    case = fire(case, end, fired)
    waiting = hear(case, end).ask(questions.RetentionPeriod).outcome is Outcome.UNKNOWN
    assert waiting or case.has(CustomizationErased)
