"""Up to the purchase and its money: no contradiction, nothing left out, every sum and bound exact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.adapters.terms import shelf
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import DataClass, Fact, Recorded
from tailorbird.domain.cases.facts import payment, procurement, request, talk
from tailorbird.domain.cases.facts.cancellation import OrderCancelled
from tailorbird.domain.cases.words import Channel, Condition, GoodsClass, Head, RequirementStatus, Service
from tailorbird.domain.money import Money, total
from tailorbird.domain.questions import disclosure, money, permission
from tailorbird.domain.questions.money import Occasion
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.answers import Charge, Permission, Verdict
from tailorbird.domain.terms.decision import Outcome
from tests.terms.order1688.generated import Ask, agreement, case_of, hearing

START = datetime(2026, 3, 2, 2, tzinfo=UTC)
LINK = "https://detail.1688.com/offer/781204556310.html"
SHIRT = request.RequestSubmitted(
    link=LINK,
    quantity=20,
    seller_name="BBBk7wQ1qinghe",
    specification="White, M",
    receiving_address="private/1",
    destination="DE",
)
CLEAN = request.RequestScreened(seller_rating=Decimal("4.7"), price_outlier=False)
FIELDS = ("link", "seller_name", "quantity", "specification", "receiving_address", "destination")
CODES = ("customised", "deposit", "low_reputation", "no_market_price", "sensitive")
PAID_HEADS = (
    Head.GOODS,
    Head.DEPOSIT,
    Head.BALANCE,
    Head.FREIGHT,
    Head.SERVICE_FEE,
    Head.STORAGE,
    Head.CHANNEL_FEE,
    Head.FIXED_LOSS,
    Head.TRANSACTION_FEE,
    Head.INTERNATIONAL_FREIGHT,
    Head.OTHER,
)
UNDOING = (
    Occasion.RECEIPT,
    Occasion.CANCELLATION,
    Occasion.DISSOLUTION,
    Occasion.SELLER_FAILURE,
    Occasion.EXECUTION_REFUSED,
    Occasion.BALANCE_MISSED,
)
FEN = Money(100, "CNY")
_MINOR = st.integers(0, 10**9)
_CNY = _MINOR.map(lambda minor: Money(minor, "CNY"))

submissions = st.builds(
    request.RequestSubmitted,
    link=st.sampled_from(("", LINK, "https://m.tb.cn/h.gK3vQx1", "https://example.com/1")),
    quantity=st.integers(-1, 3),
    seller_name=st.sampled_from((None, "", "BBBmaoyu88")),
    specification=st.sampled_from((None, "Blue")),
    variant=st.sampled_from((None, "8033119472650")),
    receiving_address=st.sampled_from((None, "private/1")),
    destination=st.sampled_from((None, "DE", "us")),
    determined=st.lists(st.sampled_from(FIELDS), max_size=2).map(tuple),
    ambiguous=st.lists(st.sampled_from(FIELDS), max_size=1).map(tuple),
    channel=st.sampled_from(Channel),
)
screenings = st.builds(
    request.RequestScreened,
    classes=st.lists(st.sampled_from(GoodsClass), max_size=2).map(tuple),
    prohibited=st.sampled_from(((), ("counterfeit",))),
    seller_rating=st.sampled_from((None, Decimal("2.9"), Decimal("3.5"))),
    price_outlier=st.sampled_from((None, False, True)),
)
_PAYEES = {Head.GOODS: Role.SELLER, Head.FREIGHT: Role.SELLER, Head.SERVICE_FEE: Role.PROVIDER}
quotes = st.builds(
    payment.QuoteIssued,
    lines=st.lists(
        st.builds(
            payment.QuoteLine, head=st.sampled_from(tuple(_PAYEES)), amount=_CNY, payee=st.just(Role.SELLER)
        ),
        max_size=3,
    ).map(tuple),
    valid_until=st.sampled_from((None, START + timedelta(days=3))),
)
FACTS: st.SearchStrategy[Fact] = st.one_of(
    submissions,
    screenings,
    quotes,
    st.sampled_from(
        [
            request.RequestAccepted(purchasing_person="Lin Yao"),
            request.RequestDeclined(),
            request.ExecutionRefused(),
            request.NegotiatedResultGiven(result="private/2"),
            payment.MandateSigned(version="1", document_hash="9f2c", signer="private/3"),
            payment.AgreementTookEffect(),
            payment.OrderPaid(total=Money(102_102, "CNY")),
            payment.BalanceCalled(amount=Money(43_400, "CNY")),
            payment.BalancePaid(amount=Money(43_400, "CNY")),
            payment.BalanceMissed(),
            procurement.PurchaseMade(delivery_address="Yiwu 7"),
            procurement.SellerRanOut(),
            procurement.SellerStoppedSelling(),
            procurement.SellerChangedPrice(goods=Money(115_000, "CNY")),
            procurement.PriceChangeAccepted(),
            procurement.PriceChangeRejected(),
            procurement.AnomalyReported(text="private/4"),
            procurement.WarehouseObjectionSettled(),
            procurement.ShippedAbroad(),
            OrderCancelled(),
            talk.AssistanceRequested(matter="return", text="private/5"),
            talk.AssistanceGiven(matter="return", text="private/6"),
        ]
    ),
    st.builds(
        payment.CarrierChosen,
        carrier=st.just("Nordlinie"),
        serves=st.sampled_from(((), ("DE",), ("US",))),
        excludes=st.sampled_from(((), (GoodsClass.BATTERY,))),
        warehouse_address=st.sampled_from(("", "Yiwu 7")),
    ),
    st.builds(
        payment.TermsAccepted,
        clauses=st.sampled_from(((), ("order1688.0", "order1688.4", "order1688.7", "order1688.11"))),
    ),
    st.builds(request.CautionAccepted, caution=st.sampled_from(CODES)),
    st.builds(request.SpecialRequirementMade, requirement=st.just("1"), text=st.just("private/7")),
    st.builds(
        request.SpecialRequirementAnswered,
        requirement=st.just("1"),
        status=st.sampled_from(RequirementStatus),
    ),
    st.builds(request.PromoterAttributed, promoter=st.just("mei"), share=st.decimals(0, 2, places=2)),
    st.builds(procurement.WarehouseReceived, condition=st.sampled_from(Condition)),
    st.builds(procurement.TaskDone, task=st.sampled_from(("buy", "report", "represent"))),
)
QUESTIONS: tuple[Ask, ...] = (
    *(
        Ask(kind, {})
        for kind in (
            permission.MayAcceptRequest,
            permission.MayDeclineRequest,
            permission.MayRefuseExecution,
            permission.MayIssueQuote,
            permission.MayPay,
            permission.MayPayBalance,
            permission.MayPurchase,
            disclosure.Disclosures,
            disclosure.Cautions,
            disclosure.Commitments,
            disclosure.ProviderOfRecord,
        )
    ),
    *(
        Ask(permission.MayChooseCarrier, {"carrier": "Nordlinie", "serves": serves, "excludes": excludes})
        for serves in ((), ("DE",), ("US",))
        for excludes in ((), (GoodsClass.BATTERY,))
    ),
    *(Ask(permission.MayOrderService, {"service": service}) for service in Service),
    *(Ask(permission.MayShareData, {"data_class": kind}) for kind in DataClass),
    Ask(disclosure.RequirementDuty, {"requirement": "1"}),
    Ask(money.Brokerage, {"fee": Money(102, "CNY")}),
    *(
        Ask(
            money.QuoteAmount,
            {
                "head": head,
                "goods": Money(100_000, "CNY"),
                "freight": freight,
                "asked": asked,
                "payee": payee,
            },
        )
        for head in Head
        for freight in (Money(2_000, "CNY"), Money(-1, "CNY"), Money(300, "USD"))
        for asked in (None, Money(1_000, "CNY"), Money(-1, "CNY"))
        for payee in (None, Role.PROVIDER, Role.CARRIER)
    ),
    *(
        Ask(
            money.Settlement,
            {"occasion": occasion, "head": head, "amount": Money(100, "CNY"), "payee": payee},
        )
        for occasion in UNDOING
        for head in PAID_HEADS
        for payee in (Role.SELLER, Role.PROVIDER, Role.CARRIER)
    ),
)


@st.composite
def orders(draw: st.DrawFn, most: int = 16) -> tuple[Case, datetime]:
    """A request that came some way, then any facts in any order, and an instant to ask at."""
    way: tuple[Fact, ...] = (
        SHIRT,
        CLEAN,
        request.RequestAccepted(purchasing_person="Lin Yao"),
        payment.QuoteIssued(lines=(), valid_until=START + timedelta(days=2)),
        payment.OrderPaid(total=Money(0, "CNY")),
        payment.AgreementTookEffect(),
        procurement.PurchaseMade(delivery_address="Yiwu 7"),
    )
    told: list[Fact] = [*way[: draw(st.integers(0, len(way)))], *draw(st.lists(FACTS, max_size=most))]
    hours, last = [], 0
    for _ in told:
        last += draw(st.integers(0, 60))
        hours.append(float(last))
    case = case_of(*zip(hours, told, strict=True))
    return case, START + timedelta(hours=last + draw(st.integers(0, 400)))


many = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(orders())
@many
def test_no_question_of_a_purchase_is_a_conflict(order: tuple[Case, datetime]) -> None:
    case, at = order
    for ask in QUESTIONS:
        decision = ask.of(case, at)
        assert decision.outcome is not Outcome.CONFLICT, (ask, decision.clauses)
        match decision.answer:
            case Charge(charged):
                assert charged.minor >= 0, ask
            case Permission(Verdict.REFUSED):
                assert all(each.says for each in decision.applied if each.question == decision.question), ask
                assert decision.next_step, (ask, decision.clauses)
            case _ if decision.outcome is Outcome.UNKNOWN:
                assert decision.next_step, (ask, decision.clauses)
            case _:
                pass


@given(orders())
@many
def test_every_head_that_was_paid_is_divided_whole_on_every_occasion(order: tuple[Case, datetime]) -> None:
    case, at = order
    for ask in QUESTIONS:
        if ask.kind is money.Settlement:
            decision = ask.of(case, at)
            assert decision.outcome is Outcome.ANSWERED, (ask, decision.clauses)
            assert decision.answer is not None
            shares = total((share.amount for share in decision.answer.shares), "CNY")
            assert shares == ask.inputs["amount"], ask


@given(submissions, st.none() | screenings)
@many
def test_a_submission_is_granted_only_when_complete_and_looked_through(
    submitted: request.RequestSubmitted, screening: request.RequestScreened | None
) -> None:
    ask = Ask(permission.MaySubmitRequest, {"request": submitted, "screening": screening})
    decision = ask.of(case_of(), START)
    assert decision.outcome is not Outcome.CONFLICT
    if decision.granted:
        assert screening is not None and not screening.prohibited
        assert submitted.channel is Channel.PLATFORM and submitted.link == LINK
        assert submitted.quantity > 0 and submitted.seller_name and submitted.destination
        assert submitted.receiving_address and (submitted.specification or submitted.variant)
        assert set(submitted.determined) <= {"seller_name", "specification"}
        assert not submitted.ambiguous


@given(orders())
@many
def test_paid_and_bought_only_in_order(order: tuple[Case, datetime]) -> None:
    case, at = order
    if hearing(case, at).ask(permission.MayPay).granted:
        assert case.has(request.RequestAccepted) and case.has(payment.QuoteIssued)
        assert case.has(payment.MandateSigned) and not case.has(payment.OrderPaid)
    if hearing(case, at).ask(permission.MayPurchase).granted:
        assert case.has(payment.AgreementTookEffect) and case.has(payment.MandateSigned)
        assert not case.has(procurement.PurchaseMade, procurement.SellerRanOut, OrderCancelled)


@given(_MINOR, _MINOR, st.sampled_from(("CNY", "JPY", "KWD")))
def test_the_service_fee_is_the_rate_of_goods_and_freight_rounded_half_up(
    goods: int, freight: int, currency: str
) -> None:
    decision = hearing(case_of(), START).ask(
        money.QuoteAmount,
        head=Head.SERVICE_FEE,
        goods=Money(goods, currency),
        freight=Money(freight, currency),
    )
    exact = Decimal(goods + freight) * Decimal("0.001")
    assert decision.answer is not None
    assert decision.answer.amount == Money(int(exact.to_integral_value(ROUND_HALF_UP)), currency)


@given(_CNY, st.decimals(0, 1, places=4))
def test_a_promoter_gets_no_more_than_the_fee_and_the_buyer_pays_the_same(fee: Money, share: Decimal) -> None:
    plain = case_of((0, SHIRT), (0, CLEAN))
    promoted = case_of((0, SHIRT), (0, CLEAN), (0, request.PromoterAttributed(promoter="mei", share=share)))
    answer = hearing(promoted, START).ask(money.Brokerage, fee=fee).answer
    assert answer is not None and Money(0, "CNY") <= answer.amount <= fee
    assert (answer.payer, answer.payee) == (Role.PROVIDER, Role.PROMOTER)
    inputs: dict[str, Any] = {"goods": Money(100_000, "CNY"), "freight": Money(2_000, "CNY")}
    for head in (Head.GOODS, Head.FREIGHT, Head.SERVICE_FEE):
        ask = Ask(money.QuoteAmount, {"head": head, **inputs})
        assert ask.of(plain, START).answer == ask.of(promoted, START).answer


@given(st.integers(1, 60), st.integers(-2, 2))
def test_the_balance_can_be_paid_up_to_and_including_its_last_instant(days: int, offset: int) -> None:
    terms = Agreement((agreement().packages[0].amended("1+test", {"balance_days": days}),))
    told = talk.NoticeSent(about=2, to=Role.BUYER, channel="mail", address="private/2", content_hash="5f1c")
    called = payment.BalanceCalled(amount=Money(43_400, "CNY"))
    case = case_of((0, SHIRT), (1, called), (1, told))
    last = START + timedelta(hours=1, days=days)
    at = last + timedelta(microseconds=offset)
    assert hearing(case, at, terms).ask(permission.MayPayBalance).granted is (offset <= 0)


@given(orders(), st.sampled_from(("keep", "waive")), st.integers(0, 3), st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_providers_rules_go_first_and_never_conflict(
    order: tuple[Case, datetime], fee: str, days: int, promises: bool
) -> None:
    case, at = order
    values = {
        "service_fee_on_cancellation": fee,
        "cancellation_days": days,
        "promised_services": ["repacking"] if promises else [],
        "reply_hours": days,
    }
    own = shelf.load("provider_rules@1").amended("1+test", values)
    terms = Agreement((own, *agreement().packages))
    hear = hearing(case, at, terms)
    kept = hear.ask(
        money.Settlement,
        occasion=Occasion.CANCELLATION,
        head=Head.SERVICE_FEE,
        amount=Money(102, "CNY"),
        payee=Role.PROVIDER,
    )
    assert kept.answer is not None
    assert kept.answer.of(Role.BUYER, "CNY") == Money(102 if fee == "waive" else 0, "CNY")
    for ask in QUESTIONS:
        assert ask.of(case, at, terms).outcome is not Outcome.CONFLICT, ask
    shown = {each.code for each in hear.ask(disclosure.Disclosures).answer or ()}
    assert ("provider.commitments" in shown) is promises
    assert ("provider.cancellation-period" in shown) is bool(days)


def test_a_carrier_that_serves_the_country_in_small_letters_serves_it() -> None:
    case = case_of((0, SHIRT), (0, CLEAN))
    hear = hearing(case, START)
    assert hear.ask(permission.MayChooseCarrier, carrier="Nordlinie", serves=("de",)).granted


def test_facts_of_the_purchase_end_duties_at_the_warehouse_only_when_in_order() -> None:
    told = [(0.0, SHIRT), (1.0, payment.AgreementTookEffect())]
    received = procurement.WarehouseReceived(condition=Condition.OBJECTED)
    case = case_of(*told, (2.0, received))
    assert hearing(case, START).ask(disclosure.Commitments).clauses == ("order1688.8",)
    settled = Recorded(4, procurement.WarehouseObjectionSettled(), START + timedelta(hours=3), Role.WAREHOUSE)
    assert hearing(case.append(settled), START).ask(disclosure.Commitments).clauses == ("order1688.16",)
