"""The jeweller's terms: complete in both languages, free of conflict, exact at their bounds."""

from __future__ import annotations

import ast
import re
import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tailorbird_terms
from tailorbird.adapters.calendars.official import official_calendars
from tailorbird.adapters.examples.yaml_file import read_examples
from tailorbird.adapters.terms import shelf
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
    Wish,
    WishAnswered,
    WishKind,
)
from tailorbird.domain.cases.facts.payment import OrderPaid, QuoteIssued, QuoteLine
from tailorbird.domain.cases.facts.procurement import Delivered, OrderEnded
from tailorbird.domain.cases.words import Head, Reply
from tailorbird.domain.money import Money
from tailorbird.domain.questions import jewelry as questions
from tailorbird.domain.questions.disclosure import Commitments, Disclosures
from tailorbird.domain.questions.jewelry import (
    ClaimPeriod,
    MayPayOrder,
    MayProduce,
    MayReturn,
    ShippingPeriod,
)
from tailorbird.domain.questions.money import ExtraCost, Occasion, QuoteAmount, Settlement
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.permission import MayIssueQuote
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.answers import Answer
from tailorbird.domain.terms.clause import clause, rules_in
from tailorbird.domain.terms.decision import Decision, Outcome
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound
from tailorbird.domain.time.calendar import Calendars

ROOT = Path(__file__).parents[2]
FOLDER = Path(tailorbird_terms.__file__).parent / "jewelry" / "v1"
ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 4, 24, 9, 0, tzinfo=ZONE)
AGREEMENT = Agreement((shelf.load("jewelry@1"),))
CLAUSES = (
    "jewelry.I.1",
    "jewelry.I.2.fee",
    "jewelry.I.2.window",
    "jewelry.I.3",
    "jewelry.II.copyright",
    "jewelry.II.range",
    "jewelry.II.time",
    "jewelry.II.uniqueness",
    "jewelry.III.non-quality",
    "jewelry.III.quality",
)


@cache
def calendars() -> Calendars:
    return official_calendars(("CN", "US"), 2026)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def told(*facts: tuple[datetime, Role, Fact]) -> Case:
    case = Case("jewel", "jewelry", ZONE, "USD")
    for at, by, made in facts:
        case = case.append(Recorded(case.next_seq, made, at, by))
    return case


def hear(case: Case, at: datetime, by: Role = Role.BUYER, agreement: Agreement = AGREEMENT) -> Hearing:
    return Hearing(case, at, by, calendars(), agreement)


ORDER = CustomOrderSubmitted(
    listing="silver-willow-ring",
    wishes=(Wish("w1", WishKind.COLOUR, "matt"), Wish("w2", WishKind.SIZE, "US 11")),
    remarks="content-02",
    summary_hash="5f1c",
)
PLAIN = CustomOrderSubmitted(
    listing="silver-willow-ring", wishes=(Wish("w1", WishKind.COLOUR, "matt"),), summary_hash="5f1c"
)
QUOTE = QuoteIssued(lines=(QuoteLine(Head.PRODUCT, usd(8450), Role.MERCHANT),))


# ── texts


def templates() -> set[str]:
    return {
        str(ast.literal_eval(node.args[0]))
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "says"
    }


def names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_there_is_every_clause_of_the_source() -> None:
    assert tuple(each.id for each in AGREEMENT.packages[0].clauses) == CLAUSES


def test_every_clause_and_message_is_told_in_chinese_with_the_same_figures() -> None:
    package = AGREEMENT.packages[0]
    assert set(package.texts_zh) == set(CLAUSES)
    for clause_id in CLAUSES:
        english = "\n".join(rule.text for rule in package.rules if rule.clause_id == clause_id)
        assert names(english) == names(package.texts_zh[clause_id]), clause_id
        assert names(english) <= set(package.parameters.items), clause_id
    assert set(package.messages_zh) == templates()
    for english, chinese in package.messages_zh.items():
        assert names(english) == names(chinese), english


def test_no_parameter_is_idle() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    assert [name for name in AGREEMENT.packages[0].parameters.items if f'"{name}"' not in code] == []


def test_every_clause_is_told_by_examples() -> None:
    named: set[str] = set()
    for path in sorted((ROOT / "tests/examples/jewelry").glob("*.yaml")):
        assert path.stem.startswith(tuple(each.removeprefix("jewelry.") for each in CLAUSES))
        for example in read_examples(path):
            for asked in example.asks:
                named.update(asked.expect.get("clauses", ()))
    assert named >= set(CLAUSES)


def test_the_package_reads_its_own_modules() -> None:
    about = tomllib.loads((FOLDER / "package.toml").read_text(encoding="utf-8"))
    silent = {"__init__", "standing", "timing"}
    assert {path.stem for path in FOLDER.glob("*.py")} - silent == set(about["modules"])


# ── every question, over generated cases

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


@settings(max_examples=120, deadline=None)
@given(cases())
def test_the_terms_never_contradict_themselves(found: tuple[Case, datetime]) -> None:
    case, at = found
    for kind, inputs in inputs_of(at):
        for by in ROLES:
            decision: Decision[Any] = hear(case, at, by).ask(kind, **inputs)
            assert decision.outcome is not Outcome.CONFLICT, (kind.__name__, inputs, decision.clauses)
            if decision.verdict in ("refused", "unknown"):
                assert decision.next_step is not None, (kind.__name__, inputs)


@settings(max_examples=150, deadline=None)
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


@settings(max_examples=150, deadline=None)
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


# ── bounds


@given(
    st.integers(0, 400 * 24 * 60),
    st.integers(-2_000_000, 2_000_000),
    st.sampled_from(("Asia/Shanghai", "America/New_York")),
)
def test_an_order_waits_24_hours_to_the_microsecond(minutes: int, off: int, zone: str) -> None:
    sent = (START.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
    case = told((sent, Role.BUYER, PLAIN), (sent, Role.PLATFORM, QUOTE))
    at = sent.astimezone(UTC) + timedelta(hours=24, microseconds=off)
    assert hear(case, at).ask(MayPayOrder).granted is (off < 0)


def received(arrived: datetime) -> Case:
    return told(
        (START, Role.BUYER, PLAIN),
        (START, Role.BUYER, OrderPaid(total=usd(8450))),
        (START, Role.PLATFORM, PaymentConfirmed()),
        (START, Role.MERCHANT, Shipped()),
        (arrived, Role.CARRIER, Delivered()),
    )


@given(st.integers(0, 100 * 24 * 60), st.integers(0, 20 * 24 * 60))
def test_a_claim_is_in_time_on_the_seventh_working_day_and_late_on_the_eighth(arrive: int, wait: int) -> None:
    arrived = START + timedelta(minutes=arrive)
    at = arrived + timedelta(minutes=wait)
    shop = calendars().of("CN")
    days = shop.working_days_between(arrived.astimezone(shop.zone).date(), at.astimezone(shop.zone).date())
    decision = hear(received(arrived), at).ask(MayReturn, ground=ReturnGround.DAMAGE, evidence=("d1",))
    if days < 7:
        assert decision.granted
    if days > 7:
        assert decision.verdict == "refused"
        near = next(each for each in decision.near_misses if each.unit == "working days")
        assert (near.limit, near.asked) == (7, days)
    assert decision.granted is (at < _until(decision))


def _until(decision: Decision[Any]) -> datetime:
    limit = decision.near_misses[0].limit
    assert isinstance(limit, datetime)
    return limit


@given(st.integers(0, 14 * 24 * 60), st.integers(0, 30 * 24 * 60))
def test_a_pause_never_takes_time_from_the_jeweller(begin: int, length: int) -> None:
    began = START + timedelta(minutes=begin)
    over = began + timedelta(minutes=length)
    before = told(
        (START, Role.BUYER, PLAIN),
        (START, Role.BUYER, OrderPaid(total=usd(8450))),
        (START, Role.PLATFORM, PaymentConfirmed()),
    )
    plain = hear(before, began).ask(ShippingPeriod).answer
    assert plain is not None
    paused = before.append(Recorded(4, BuyerUnreachable(attempts=("mail",)), began, Role.MERCHANT))
    still = hear(paused, began).ask(ShippingPeriod)
    after = hear(paused.append(Recorded(5, BuyerReachedAgain(), over, Role.BUYER)), over)
    moved = after.ask(ShippingPeriod).answer
    assert moved is not None
    if plain.allows(began):
        assert still.unknown == ("BuyerReachedAgain",)
        assert moved.until >= plain.until
        assert moved.allows(over)
    else:
        assert moved == plain


# ── a jeweller's own additional rules


@clause("additional.returns")
def ten_days(q: ClaimPeriod, p: Parameters) -> Answer[Bound] | None:
    """Ten working days instead of seven."""
    arrived = q.case.last(Delivered)
    if arrived is None:
        return None
    return Answer(q.calendars.of("CN").end_of_working_day_bound(arrived.at, 10), (arrived,))


def test_a_longer_period_of_the_jeweller_overrides_and_is_cited() -> None:
    rules = rules_in({"__name__": __name__, "ten_days": ten_days})
    own = Package("additional", "1", "Own rules", "自有规则", rules, Parameters({}), "0")
    arrived = datetime(2026, 6, 10, 14, 0, tzinfo=ZONE)
    at = datetime(2026, 6, 25, 12, 0, tzinfo=ZONE)
    both = Agreement((own, *AGREEMENT.packages))
    decision = hear(received(arrived), at, agreement=both).ask(
        MayReturn, ground=ReturnGround.DAMAGE, evidence=("d1",)
    )
    assert decision.granted
    assert set(decision.clauses) == {"jewelry.III.quality", "additional.returns"}
    due = hear(received(arrived), at, agreement=both).ask(Deadlines).answer
    assert due is not None
    assert [each.bound.until for each in due] == [datetime(2026, 6, 26, tzinfo=ZONE)]


@pytest.mark.parametrize("other", [e for e in ReturnGround if e.value in ("change_of_mind", "other")])
def test_no_ground_but_quality_ever_opens_a_return(other: ReturnGround) -> None:
    case = received(datetime(2026, 6, 10, 14, 0, tzinfo=ZONE))
    at = datetime(2026, 6, 11, 12, 0, tzinfo=ZONE)
    assert hear(case, at).ask(MayReturn, ground=other, evidence=("d1",)).verdict == "refused"
