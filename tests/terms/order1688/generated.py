"""Generated orders: facts in any order that could be recorded, and every question about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tailorbird.adapters.terms import shelf
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts import (
    cancellation,
    dissolution,
    liability,
    payment,
    procurement,
    receipt,
    request,
    reversal,
    talk,
)
from tailorbird.domain.cases.words import (
    Cause,
    Channel,
    Condition,
    GoodsClass,
    Ground,
    Head,
    LossHead,
    Reply,
    ReversalReason,
)
from tailorbird.domain.money import Money
from tailorbird.domain.questions import disclosure, money, period, permission
from tailorbird.domain.questions import liability as claims
from tailorbird.domain.questions.money import Occasion
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.terms.package import Package
from tailorbird.domain.time.calendar import Calendars

START = datetime(2026, 3, 2, 2, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
PHOTO = ("photos/clothing/dress/0a1b.jpg",)


def cny(text: str) -> Money:
    return Money.parse(f"CNY {text}")


@cache
def _platform() -> Agreement:
    return Agreement((shelf.load("order1688@1"),))


def agreement(*above: Package) -> Agreement:
    """The platform's terms, under those of others."""
    return Agreement((*above, *_platform().packages)) if above else _platform()


def hearing(case: Case, at: datetime, terms: Agreement | None = None) -> Hearing:
    return Hearing(case, at, Role.BUYER, Calendars.none(), terms or agreement())


def case_of(*facts: tuple[float, Fact], zone: ZoneInfo = SHANGHAI) -> Case:
    """A case of facts, each with its hour after the start."""
    case = Case("TB-1", "purchase", zone, "CNY")
    for seq, (hour, fact) in enumerate(facts, 1):
        by = sorted(fact.recorded_by)[0]
        case = case.append(Recorded(seq, fact, START + timedelta(hours=hour), by))
    return case


_LOSS = (
    liability.LossItem(head=LossHead.DIRECT, amount=Money(90_000, "CNY")),
    liability.LossItem(head=LossHead.LOST_EARNINGS, amount=Money(50_000, "CNY")),
    liability.LossItem(head=LossHead.PAID_TO_OTHERS, amount=Money(20_000, "CNY")),
)
_MONEY = st.integers(0, 200_000).map(lambda minor: Money(minor, "CNY"))
_ROLES = st.sampled_from((Role.BUYER, Role.PROVIDER, Role.SELLER, Role.CARRIER))


def _plain(*kinds: type[Fact]) -> st.SearchStrategy[Fact]:
    return st.sampled_from([kind() for kind in kinds])


FACTS: st.SearchStrategy[Fact] = st.one_of(
    _plain(
        request.RequestAccepted,
        request.RequestDeclined,
        payment.AgreementTookEffect,
        payment.BalanceMissed,
        procurement.PurchaseMade,
        procurement.ExportCleared,
        procurement.Delivered,
        procurement.WarehouseObjectionSettled,
        cancellation.CancellationAgreed,
        cancellation.CancellationRefused,
        cancellation.OrderCancelled,
        cancellation.ServiceFeeWaived,
        dissolution.DissolutionRelayed,
        dissolution.OrderDissolved,
        dissolution.DissolutionEnded,
        receipt.ParcelChecked,
        receipt.NoObjectionAtDoor,
        receipt.ObjectionWithdrawn,
        receipt.ReceiptConfirmed,
        receipt.ReceiptDeemedConfirmed,
        reversal.WalletFrozen,
        reversal.WalletReleased,
        reversal.DemandExpired,
        payment.TipRefundRequested,
    ),
    st.builds(
        request.RequestSubmitted,
        link=st.just("https://detail.1688.com/offer/781204556310.html"),
        destination=st.sampled_from((None, "DE", "US", "BR")),
    ),
    st.builds(
        request.RequestScreened,
        classes=st.lists(st.sampled_from(GoodsClass), max_size=2).map(tuple),
        prohibited=st.sampled_from(((), ("counterfeit",))),
    ),
    st.builds(
        request.CautionAccepted,
        caution=st.sampled_from(("customised", "low_reputation", "no_market_price", "sensitive")),
    ),
    st.builds(request.KnownDefectDeclared, ground=st.sampled_from(("defective", "infringing"))),
    st.builds(request.PriorWarningGiven, ground=st.sampled_from(("defective", "not_as_promised"))),
    st.builds(payment.OrderPaid, total=_MONEY),
    st.builds(payment.TipPaid, amount=_MONEY),
    st.builds(payment.TipRefunded, amount=_MONEY),
    st.builds(payment.RightLapsed, right=st.sampled_from(("cancel", "dissolve", "refund tip"))),
    st.builds(procurement.WarehouseReceived, condition=st.sampled_from(Condition)),
    st.builds(cancellation.CancellationRequested, channel=st.sampled_from(Channel)),
    st.builds(cancellation.SellerAnsweredCancellation, reply=st.sampled_from(Reply)),
    st.builds(cancellation.ReturnDamaged, reply=st.sampled_from(Reply)),
    st.builds(dissolution.DissolutionRequested, ground=st.sampled_from(Ground), evidence=st.just(PHOTO)),
    st.builds(dissolution.SellerAnsweredDissolution, reply=st.sampled_from(Reply)),
    st.builds(receipt.ObjectionRaised, ground=st.sampled_from(Ground), evidence=st.just(PHOTO)),
    st.builds(receipt.ParcelRefused, ground=st.sampled_from(Ground), evidence=st.just(PHOTO)),
    st.builds(receipt.LogisticsVerified, cause=st.sampled_from(Cause)),
    st.builds(liability.FaultFound, of=_ROLES),
    st.builds(
        liability.LossClaimed,
        claim=st.just("1"),
        against=_ROLES,
        ground=st.sampled_from(Ground),
        items=st.just(_LOSS),
    ),
    st.builds(
        liability.CompensationAwarded,
        claim=st.sampled_from(("1", "2")),
        amount=_MONEY,
        payer=st.just(Role.PROVIDER),
        payee=st.just(Role.BUYER),
    ),
    st.builds(liability.DisputeOpened, text=st.just("private/1")),
    st.builds(liability.DisputeDecided, in_favour_of=_ROLES, text=st.just("private/2")),
    st.builds(reversal.PaymentReversed, amount=_MONEY, reason=st.sampled_from(ReversalReason)),
    st.builds(reversal.PaymentDemanded, amount=_MONEY),
    st.builds(reversal.DemandPaid, amount=_MONEY),
    st.builds(reversal.LienPlaced, amount=_MONEY),
    st.builds(reversal.GoodsSold, proceeds=_MONEY, document=st.just("sale.pdf")),
    st.builds(
        talk.NoticeSent,
        about=st.integers(1, 8),
        to=_ROLES,
        channel=st.just("mail"),
        address=st.just("private/3"),
        content_hash=st.just("0" * 64),
    ),
    st.builds(talk.QuestionAsked, question=st.sampled_from("12"), text=st.just("private/4")),
    st.builds(talk.QuestionAnswered, question=st.sampled_from("12"), text=st.just("private/5")),
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question with its inputs."""

    kind: Any
    inputs: dict[str, Any]

    def of(self, case: Case, at: datetime, terms: Agreement | None = None) -> Decision[Any]:
        return hearing(case, at, terms).ask(self.kind, **self.inputs)


def _evidence() -> tuple[tuple[str, ...], ...]:
    return ((), PHOTO)


AMOUNT = Money(102_000, "CNY")
QUESTIONS: tuple[Ask, ...] = (
    *(Ask(permission.MayCancel, {"channel": channel}) for channel in Channel),
    *(
        Ask(kind, {"ground": ground, "evidence": evidence})
        for kind in (permission.MayDissolve, permission.MayRefuseParcel, permission.MayObject)
        for ground in Ground
        for evidence in _evidence()
    ),
    Ask(permission.MayDissolve, {}),
    *(
        Ask(kind, {})
        for kind in (
            permission.MayConfirmReceipt,
            permission.MayRefundTip,
            permission.MayUseWallet,
            permission.MaySellGoods,
            claims.MayTakeDispute,
            claims.DisputeEffect,
            period.CancellationPeriod,
            period.DissolutionPeriod,
            period.ReceiptPeriod,
            period.Deadlines,
        )
    ),
    Ask(permission.MayTip, {"amount": Money(2_000, "CNY")}),
    Ask(period.ReplyPeriod, {"question": "1"}),
    Ask(disclosure.NoticeEffect, {"about": 2}),
    *(Ask(claims.MayClaim, {"against": role, "ground": g}) for role in Role for g in Ground),
    *(Ask(claims.Addressee, {"ground": ground}) for ground in Ground),
    *(Ask(claims.ReversalClass, {"reason": reason}) for reason in ReversalReason),
    Ask(claims.Compensation, {"claim": "1"}),
    *(
        Ask(money.Settlement, {"occasion": occasion, "head": head, "amount": AMOUNT, "payee": payee})
        for occasion in Occasion
        for head in Head
        for payee in (Role.SELLER, Role.PROVIDER, Role.CARRIER)
    ),
    *(
        Ask(
            money.ExtraCost,
            {"occasion": occasion, "head": head, "amount": AMOUNT, "payee": Role.SELLER, "document": paper},
        )
        for occasion in (Occasion.CANCELLATION, Occasion.DISSOLUTION)
        for head in Head
        for paper in ("", "bill.pdf")
    ),
    Ask(money.SellerMoney, {"returned": AMOUNT}),
    Ask(money.LienProceeds, {"owed": AMOUNT, "proceeds": Money(150_000, "CNY")}),
    Ask(money.TipRefund, {"amount": Money(2_000, "CNY")}),
)


@st.composite
def orders(draw: st.DrawFn) -> tuple[Case, datetime]:
    """Any facts in any order, hours apart, and an instant after them to ask at."""
    facts = draw(st.lists(FACTS, max_size=14))
    hours = draw(st.lists(st.integers(0, 200), min_size=len(facts), max_size=len(facts)))
    told, hour = [], 0
    for fact, gap in zip(facts, hours, strict=True):
        hour += gap
        told.append((float(hour), fact))
    asked = START + timedelta(hours=hour + draw(st.integers(0, 900)))
    return case_of(*told), asked
