"""The order of things in a purchase: what must be on record before a verb makes sense.

Not terms: a warehouse cannot receive what was never bought, whatever anybody agreed.
"""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import When
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts.cancellation import (
    CancellationRefused,
    CancellationRequested,
    OrderCancelled,
    SellerAnsweredCancellation,
)
from tailorbird.domain.cases.facts.dissolution import (
    DissolutionEnded,
    DissolutionRelayed,
    DissolutionRequested,
    OrderDissolved,
    SellerAnsweredDissolution,
)
from tailorbird.domain.cases.facts.liability import DisputeDecided, DisputeOpened, DisputeTaken, LossClaimed
from tailorbird.domain.cases.facts.payment import (
    AgreementTookEffect,
    BalanceCalled,
    BalanceMissed,
    OrderPaid,
    QuoteIssued,
    TipPaid,
)
from tailorbird.domain.cases.facts.procurement import (
    Delivered,
    ExportCleared,
    OrderEnded,
    PriceChangeAccepted,
    PurchaseMade,
    SellerChangedPrice,
    ServiceOrdered,
    ShippedAbroad,
    WarehouseReceived,
)
from tailorbird.domain.cases.facts.receipt import (
    NoObjectionAtDoor,
    ObjectionRaised,
    ObjectionWithdrawn,
    ParcelChecked,
    ParcelRefused,
    ReceiptConfirmed,
    ReceiptDeemedConfirmed,
)
from tailorbird.domain.cases.facts.request import (
    RequestAccepted,
    RequestDeclined,
    RequestSubmitted,
    SpecialRequirementMade,
)
from tailorbird.domain.cases.facts.reversal import LienPlaced, LienSettled, PaymentDemanded, WalletReleased
from tailorbird.domain.cases.facts.talk import AssistanceRequested, QuestionAsked

_OVER: Final = (OrderCancelled, OrderEnded, RequestDeclined)
_CLOSED: Final = (*_OVER, OrderDissolved)
_CONFIRMED: Final = (ReceiptConfirmed, ReceiptDeemedConfirmed)


Pairs = tuple[tuple[type[Fact], type[Fact]], ...]


def _after(*kinds: type[Fact], never_after: tuple[type[Fact], ...] = _CLOSED, unless: Pairs = ()) -> When:
    """After each of `kinds`, never after those of `never_after`, and not after the first of a pair in
    `unless` before its second came anew."""
    return When(tuple((kind,) for kind in kinds), never_after, unless)


_PRICE: Final[Pairs] = ((PriceChangeAccepted, SellerChangedPrice),)
_CANCELLING: Final[Pairs] = ((CancellationRefused, CancellationRequested),)
_DISSOLVING: Final[Pairs] = (
    (DissolutionEnded, DissolutionRequested),
    (SellerAnsweredDissolution, DissolutionRequested),
)
_RETAINED: Final[Pairs] = ((LienPlaced, WalletReleased),)
_RETAINED_STILL: Final[Pairs] = ((WalletReleased, LienPlaced),)


ORDER: Final[dict[str, When]] = {
    "accept_caution": _after(RequestSubmitted, never_after=(*_OVER, PurchaseMade)),
    "give_negotiated_result": _after(RequestSubmitted),
    "make_requirement": _after(RequestSubmitted),
    "answer_requirement": _after(SpecialRequirementMade),
    "declare_known_defect": _after(RequestSubmitted, never_after=(*_OVER, OrderPaid)),
    "warn_buyer": _after(RequestSubmitted, never_after=(*_OVER, PurchaseMade)),
    "attribute_promoter": _after(RequestSubmitted, never_after=(*_OVER, OrderPaid)),
    "screen_request": _after(RequestSubmitted, never_after=(*_OVER, PurchaseMade)),
    "choose_carrier": _after(RequestSubmitted, never_after=(*_OVER, OrderPaid)),
    "sign_mandate": _after(RequestSubmitted, never_after=(*_OVER, PurchaseMade)),
    "accept_terms": _after(RequestSubmitted, never_after=(*_OVER, OrderPaid)),
    "issue_quote": _after(RequestAccepted, never_after=(*_OVER, OrderPaid)),
    "pay": _after(QuoteIssued, never_after=(*_OVER, OrderPaid)),
    "pay_up_to": _after(QuoteIssued, never_after=(*_OVER, OrderPaid)),
    "call_balance": _after(PurchaseMade, OrderPaid, never_after=(*_CLOSED, *_CONFIRMED, BalanceCalled)),
    "pay_balance": _after(BalanceCalled, never_after=(*_CLOSED, BalanceMissed)),
    "tip": _after(OrderPaid, never_after=()),
    "ask_tip_back": _after(TipPaid, never_after=()),
    "purchase": _after(AgreementTookEffect, never_after=(*_OVER, PurchaseMade)),
    "report_out_of_stock": _after(AgreementTookEffect, never_after=(*_CLOSED, WarehouseReceived)),
    "report_stopped_selling": _after(AgreementTookEffect, never_after=(*_CLOSED, WarehouseReceived)),
    "report_price_change": _after(AgreementTookEffect, never_after=(*_CLOSED, PurchaseMade)),
    "accept_price_change": _after(SellerChangedPrice, unless=_PRICE),
    "reject_price_change": _after(SellerChangedPrice, unless=_PRICE),
    "report_anomaly": _after(AgreementTookEffect, never_after=()),
    "finish_task": _after(AgreementTookEffect),
    "report_dispatch": _after(PurchaseMade),
    "receive_at_warehouse": _after(PurchaseMade, never_after=(*_CLOSED, WarehouseReceived)),
    "settle_warehouse_objection": _after(WarehouseReceived),
    "order_service": _after(AgreementTookEffect, never_after=(*_CLOSED, ExportCleared)),
    "inspect": _after(WarehouseReceived, ServiceOrdered),
    "clear_export": _after(WarehouseReceived, never_after=(*_CLOSED, ExportCleared), unless=_RETAINED),
    "ship_abroad": _after(ExportCleared, never_after=(*_CLOSED, ShippedAbroad), unless=_RETAINED),
    "deliver": _after(
        ShippedAbroad, never_after=(*_CLOSED, *_CONFIRMED), unless=((Delivered, ParcelRefused),)
    ),
    "check_parcel": _after(
        Delivered,
        never_after=_CONFIRMED,
        unless=((ParcelChecked, Delivered), (ParcelRefused, Delivered), (NoObjectionAtDoor, Delivered)),
    ),
    "withdraw_objection": _after(
        ObjectionRaised, never_after=(*_CLOSED, *_CONFIRMED), unless=((ObjectionWithdrawn, ObjectionRaised),)
    ),
    "verify_with_logistics": When(((ObjectionRaised, ParcelRefused),), _CLOSED),
    "agree_cancellation": _after(CancellationRequested, unless=_CANCELLING),
    "answer_cancellation": _after(CancellationRequested, unless=_CANCELLING),
    "report_return_damage": _after(SellerAnsweredCancellation, unless=_CANCELLING),
    "settle_cancellation": _after(SellerAnsweredCancellation, unless=_CANCELLING),
    "waive_fee": _after(AgreementTookEffect),
    "document_cost": _after(AgreementTookEffect),
    "document_penalty": _after(CancellationRequested, unless=_CANCELLING),
    "relay_dissolution": _after(
        DissolutionRequested, unless=(*_DISSOLVING, (DissolutionRelayed, DissolutionRequested))
    ),
    "answer_dissolution": _after(DissolutionRequested, unless=_DISSOLVING),
    "record_way_back": _after(OrderDissolved, never_after=()),
    "document_way_back_cost": _after(OrderDissolved, never_after=()),
    "record_seller_refund": _after(OrderDissolved, never_after=()),
    "reverse_payment": _after(OrderPaid, never_after=()),
    "pay_demand": _after(PaymentDemanded, never_after=(), unless=((WalletReleased, PaymentDemanded),)),
    "sell_goods": _after(LienPlaced, never_after=(), unless=((LienSettled, LienPlaced), *_RETAINED_STILL)),
    "claim_loss": _after(RequestAccepted, never_after=()),
    "award_compensation": _after(LossClaimed, never_after=()),
    "take_dispute": _after(DisputeOpened, never_after=()),
    "leave_dispute": _after(DisputeOpened, never_after=()),
    "decide_dispute": _after(DisputeTaken, never_after=(), unless=((DisputeDecided, DisputeOpened),)),
    "answer_question": _after(QuestionAsked, never_after=()),
    "relay_assistance": _after(AssistanceRequested, never_after=()),
    "give_assistance": _after(AssistanceRequested, never_after=()),
}
