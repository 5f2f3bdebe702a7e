"""Any facts of store orders, tickets, stores, transfers and reports, and every question about them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import order_dispute as d
from tailorbird.domain.cases.facts import parcels, payment, report, store, store_order, ticket
from tailorbird.domain.cases.store_words import (
    Destination,
    DisputeReason,
    Evidence,
    EvidenceKind,
    InvestigationResult,
    LineQuantity,
    OrderKind,
    OrderLine,
    Remedy,
    ReportOutcome,
    ReportReason,
    RuledLine,
    RulingOutcome,
    ShippingRate,
    TicketChannel,
)
from tailorbird.domain.cases.words import Condition, Head, Reply
from tailorbird.domain.questions import disclosure, making, money, period, permission
from tailorbird.domain.questions import store as asked
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty, StaffRole
from tests.terms.cj_aftersales.cases import START, case_of, usd

LINES = (OrderLine("L1", "MUG", 3, usd(333)), OrderLine("L2", "LAMP", 1, usd(2000)))
PLACED = [
    store_order.StoreOrderPlaced(number=number, kind=kind, lines=LINES, shipping=usd(501))
    for number, kind in (("SO-1", OrderKind.SINGLE), ("ZF-1", OrderKind.BULK))
]
QUOTED = payment.QuoteIssued(
    lines=tuple(
        payment.QuoteLine(head, usd(minor), Role.PLATFORM)
        for head, minor in ((Head.GOODS, 999), (Head.GOODS, 2000), (Head.SHIPPING, 501))
    )
)
_NAME = st.sampled_from(("d1", "d2"))
_LINE = st.sampled_from(("L1", "L2", "shipping", "L9"))
_EVIDENCE = st.lists(
    st.builds(Evidence, st.sampled_from(EvidenceKind), st.sampled_from(("", "5f1c"))), max_size=2
).map(tuple)
_QUANTITIES = st.lists(st.builds(LineQuantity, _LINE, st.integers(0, 4)), max_size=2).map(tuple)
_RULED = st.lists(
    st.builds(RuledLine, _LINE, st.integers(0, 4), st.one_of(st.none(), st.integers(0, 999).map(usd))),
    max_size=2,
).map(tuple)
_REMEDY = st.sampled_from(Remedy)
_GATEWAY = st.sampled_from(("stripe", "payssion", "paypal"))
_PRIVATE = st.just("private/1")

FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.sampled_from(PLACED),
    st.just(QUOTED),
    st.builds(payment.OrderPaid, total=st.just(usd(3430)), method=st.sampled_from(("wallet", "payssion"))),
    st.builds(
        store_order.PaidThroughGateway, total=st.just(usd(3500)), gateway=_GATEWAY, reference=st.just("x")
    ),
    st.sampled_from(
        [
            store_order.ProcessingStarted(),
            store_order.OrderCompleted(),
            store_order.OrderClosed(),
            store_order.InvoiceDue(),
            store_order.InvoiceIssued(number="INV-1", lines=(), discount=usd(70), total=usd(3430)),
            parcels.DispatchHalted(reason="taken down"),
            parcels.DispatchReleased(),
            store.StoreTransferWithdrawn(),
            store.StoreTransferAccepted(),
            store.StoreTransferDeclined(),
            store.StoreTransferLapsed(),
            ticket.TicketNumbered(number="TK-000001"),
            ticket.TicketAssigned(assignee="lin"),
            ticket.TicketClosed(),
        ]
    ),
    st.builds(store_order.CreditNoteDue, dispute=_NAME),
    st.builds(
        store_order.CreditNoteIssued,
        number=st.just("CN-1"),
        invoice=st.just("INV-1"),
        dispute=_NAME,
        amount=st.just(usd(1)),
    ),
    st.builds(parcels.Dispatched, parcel=st.sampled_from(("P1", "P2", "resend-d1"))),
    st.builds(parcels.ParcelDelivered, parcel=st.sampled_from(("P1", "P2", "resend-d1"))),
    st.builds(
        d.OrderDisputed,
        dispute=_NAME,
        reason=st.sampled_from(DisputeReason),
        lines=_QUANTITIES,
        wants=_REMEDY,
        evidence=_EVIDENCE,
    ),
    st.builds(d.DisputeEvidenceAdded, dispute=_NAME, evidence=_EVIDENCE),
    st.builds(
        d.RemedyOffered, dispute=_NAME, offer=st.sampled_from(("o1", "o2")), remedy=_REMEDY, lines=_RULED
    ),
    st.builds(
        d.RemedyAnswered,
        dispute=_NAME,
        offer=st.sampled_from(("o1", "o2")),
        reply=st.sampled_from(Reply),
    ),
    st.builds(d.OrderDisputeWithdrawn, dispute=_NAME),
    st.builds(d.DisputeMarkedComplicated, dispute=_NAME, why=st.just("two platforms")),
    st.builds(d.ReviewOverdue, dispute=_NAME),
    st.builds(
        d.OrderDisputeRuled,
        dispute=_NAME,
        outcome=st.sampled_from(RulingOutcome),
        remedy=st.one_of(st.none(), _REMEDY),
        lines=_RULED,
    ),
    st.builds(
        d.RefundIssued,
        dispute=_NAME,
        amount=st.integers(1, 999).map(usd),
        destination=st.sampled_from(Destination),
    ),
    st.builds(d.ResendOrdered, dispute=_NAME, parcel=st.just("resend-d1"), lines=_QUANTITIES),
    st.builds(d.ReturnAuthorised, dispute=_NAME, warehouse=st.just("Jinhua"), country=st.just("CN")),
    st.builds(d.ReturnSent, dispute=_NAME, tracking=st.just("RR1"), freight=st.just(usd(740))),
    st.builds(d.ReturnReceived, dispute=_NAME, condition=st.sampled_from(Condition)),
    st.builds(d.InvestigationOpened, dispute=_NAME),
    st.builds(d.InvestigationClosed, dispute=_NAME, result=st.sampled_from(InvestigationResult)),
    st.builds(
        ticket.TicketOpened, subject=st.just("?"), channel=st.sampled_from(TicketChannel), text=_PRIVATE
    ),
    st.builds(ticket.TicketReplied, text=_PRIVATE),
    st.builds(ticket.TicketFollowedUp, text=_PRIVATE),
    st.builds(
        store.ShippingRatesSet,
        rates=st.sampled_from(((), (ShippingRate("US", "CJPacket", usd(420), 7, 12),))),
        handling_days=st.integers(-1, 3),
        duties_paid_by=st.sampled_from(("customer", "store", "nobody")),
    ),
    st.builds(store.StoreTransferOffered, store=st.just("C-5"), receiver=st.just("ines")),
    st.builds(
        report.ProductReported,
        listing=st.just("C-9"),
        reason=st.sampled_from(ReportReason),
        text=_PRIVATE,
    ),
    st.builds(report.ReportDecided, outcome=st.sampled_from(ReportOutcome), why=st.just("because")),
)

_EVERY: list[tuple[type[Any], dict[str, st.SearchStrategy[Any]]]] = [
    (asked.MayPlaceStoreOrder, {"order": st.sampled_from(PLACED)}),
    (asked.OrderStage, {}),
    (asked.PaymentDiscount, {"total": st.just(usd(3500)), "method": st.sampled_from(("wallet", "stripe"))}),
    (
        asked.MayPayStoreOrder,
        {"total": st.sampled_from((usd(3430), usd(3500))), "method": st.sampled_from(("wallet", "stripe"))},
    ),
    (asked.MayProcess, {}),
    (asked.MayComplete, {}),
    (asked.MayCloseOrder, {}),
    (asked.InvoiceDuty, {}),
    (
        asked.MayOpenDispute,
        {
            "reason": st.sampled_from(DisputeReason),
            "wants": _REMEDY,
            "lines": _QUANTITIES,
            "evidence": _EVIDENCE,
        },
    ),
    (asked.MayWithdrawDispute, {"dispute": _NAME}),
    (asked.MayAddToDispute, {"dispute": _NAME}),
    (asked.MayInvestigate, {"dispute": _NAME}),
    (asked.ReviewPeriod, {"dispute": _NAME}),
    (asked.MayMarkComplicated, {"dispute": _NAME}),
    (
        asked.MayRuleDispute,
        {
            "dispute": _NAME,
            "outcome": st.sampled_from(RulingOutcome),
            "remedy": st.one_of(st.none(), _REMEDY),
            "lines": _RULED,
        },
    ),
    (asked.RemedyAmount, {"line": _LINE, "quantity": st.integers(0, 4)}),
    (asked.RefundDestination, {}),
    (asked.RefundArrival, {"gateway": _GATEWAY}),
    (asked.MaySendRefundOn, {"dispute": _NAME}),
    (
        asked.MayReturnTo,
        {
            "dispute": _NAME,
            "country": st.sampled_from(("CN", "US", "DE")),
            "item_value": st.one_of(st.none(), st.just(usd(900))),
        },
    ),
    (asked.TicketState, {}),
    (asked.MayUseTicket, {}),
    (asked.DeliveryPolicy, {}),
    (asked.MayPublishPolicy, {}),
    (asked.MayOfferStore, {"receiver": st.sampled_from(("", "ines"))}),
    (asked.MayAnswerStoreOffer, {}),
    (asked.StoreOfferPeriod, {}),
    (asked.TransferredGoods, {}),
    (asked.MayReportProduct, {"listing": st.sampled_from(("", "C-9"))}),
    (
        asked.MayDecideReport,
        {"outcome": st.sampled_from(ReportOutcome), "why": st.sampled_from(("", "because"))},
    ),
    (
        asked.MayWithdrawMoney,
        {
            "amount": st.sampled_from((usd(1), usd(500), usd(900))),
            "free": st.just(usd(500)),
            "frozen": st.integers(0, 1),
        },
    ),
    (asked.MayDoAsStaff, {"role": st.sampled_from(StaffRole), "duty": st.sampled_from(Duty)}),
    (permission.MayDispatch, {"parcel": st.sampled_from(("P1", "resend-d1"))}),
    (
        money.QuoteAmount,
        {"head": st.sampled_from(Head), "goods": st.just(usd(999)), "freight": st.just(usd(501))},
    ),
    (
        money.Settlement,
        {
            "occasion": st.sampled_from(money.Occasion),
            "head": st.sampled_from(Head),
            "amount": st.integers(0, 3_000).map(usd),
            "payee": st.just(Role.PLATFORM),
        },
    ),
    (
        money.ExtraCost,
        {
            "occasion": st.sampled_from(money.Occasion),
            "head": st.sampled_from(Head),
            "amount": st.just(usd(740)),
            "payee": st.just(Role.CARRIER),
            "document": st.sampled_from(("", "99cc")),
        },
    ),
    (disclosure.Disclosures, {}),
    (
        making.MayReplaceSpecification,
        {"specification_hash": st.sampled_from(("5a", "5b")), "price": st.just(usd(2_400))},
    ),
    (making.MaySendProof, {}),
    (making.MayAnswerProof, {"proof": st.sampled_from(("1", "2"))}),
    (making.MayStartProduction, {}),
    (making.MayInspectSpecification, {}),
    (period.Deadlines, {}),
]
EVERY_QUESTION = frozenset(kind for kind, _ in _EVERY)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Case, datetime]:
    """Any facts in any order, mostly after an order was placed and quoted, and an instant after them."""
    begun: list[Fact] = draw(st.sampled_from(([], [PLACED[0], QUOTED], [PLACED[1], QUOTED])))
    facts = [*begun, *draw(st.lists(FACTS, max_size=12))]
    hours = draw(st.lists(st.integers(0, 60), min_size=len(facts) + 1, max_size=len(facts) + 1))
    at, timed = timedelta(), []
    for fact, gap in zip(facts, hours, strict=False):
        at += timedelta(hours=gap)
        timed.append((at, fact))
    return case_of(timed), START + at + timedelta(hours=hours[-1] * 12)


@st.composite
def questions(draw: st.DrawFn) -> list[tuple[type[Any], dict[str, Any]]]:
    """Every question, each with some inputs."""
    return [(kind, {name: draw(inputs[name]) for name in inputs}) for kind, inputs in _EVERY]
