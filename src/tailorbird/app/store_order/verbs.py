"""The verbs of a store order, in the order of its life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tailorbird.app.engine.verb import Place, Verb, WhenPending
from tailorbird.app.report.procedure import HALT_DISPATCH, RELEASE_DISPATCH
from tailorbird.app.store.procedure import CHANGE_HANDS
from tailorbird.app.store_order import dispute_forms, forms
from tailorbird.app.store_order.refund import RefundNamed, sent_on
from tailorbird.app.talk.verbs import ERASE_PRIVATE, NOTE_EXPORT, PROVE_NOTICE
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import order_dispute, parcels, payment, store_order
from tailorbird.domain.cases.store_words import RulingOutcome
from tailorbird.domain.questions import permission, store


def _order(_case: Case, fact: Any, _attached: tuple[Fact, ...]) -> Mapping[str, Any]:
    return {"order": fact}


def _through(_case: Case, fact: Any, _attached: tuple[Fact, ...]) -> Mapping[str, Any]:
    return {"total": fact.total, "method": fact.gateway}


def _offered(_case: Case, fact: Any, _attached: tuple[Fact, ...]) -> Mapping[str, Any]:
    return {
        "dispute": fact.dispute,
        "outcome": RulingOutcome.UPHELD,
        "remedy": fact.remedy,
        "lines": fact.lines,
    }


ORDER: Final = (
    Verb(
        "place_store_order",
        store_order.StoreOrderPlaced,
        "Order for a store",
        "下单",
        asks=store.MayPlaceStoreOrder,
        inputs=_order,
        place=Place.OPENS,
    ),
    Verb(
        "pay",
        payment.OrderPaid,
        "Pay from the wallet",
        "钱包支付",
        asks=store.MayPayStoreOrder,
        body=forms.Payment,
        makes=forms.payment,
    ),
    Verb(
        "report_payment",
        store_order.PaidThroughGateway,
        "Report a payment through a gateway",
        "登记第三方支付",
        asks=store.MayPayStoreOrder,
        inputs=_through,
    ),
    Verb(
        "start_processing",
        store_order.ProcessingStarted,
        "Begin with the order",
        "开始处理",
        asks=store.MayProcess,
    ),
    Verb("handle", store_order.Handled, "Record a step of fulfilment", "登记处理步骤", asks=store.MayProcess),
    Verb(
        "dispatch",
        parcels.Dispatched,
        "Hand a parcel to the carrier",
        "发货",
        asks=permission.MayDispatch,
        body=parcels.Dispatched,
        makes=forms.new_parcel,
    ),
    Verb(
        "deliver",
        parcels.ParcelDelivered,
        "Delivered",
        "已送达",
        body=parcels.ParcelDelivered,
        makes=forms.sent_parcel,
    ),
    Verb(
        "complete",
        store_order.OrderCompleted,
        "Say that all is well",
        "确认完成",
        asks=store.MayComplete,
    ),
    Verb("close_order", store_order.OrderClosed, "Close the order", "关闭订单", asks=store.MayCloseOrder),
)
DISPUTE: Final = (
    Verb(
        "open_order_dispute",
        order_dispute.OrderDisputed,
        "Dispute lines of the order",
        "发起售后",
        asks=store.MayOpenDispute,
        body=order_dispute.OrderDisputed,
        makes=dispute_forms.new_dispute,
        when_pending=WhenPending.RECORD,
    ),
    Verb(
        "add_evidence",
        order_dispute.DisputeEvidenceAdded,
        "Add evidence",
        "补充证据",
        asks=store.MayAddToDispute,
        body=order_dispute.DisputeEvidenceAdded,
        makes=dispute_forms.of_dispute,
    ),
    Verb(
        "send_message",
        order_dispute.DisputeMessageSent,
        "Write to the other side",
        "协商留言",
        asks=store.MayAddToDispute,
        body=order_dispute.DisputeMessageSent,
        makes=dispute_forms.of_dispute,
    ),
    Verb(
        "offer_remedy",
        order_dispute.RemedyOffered,
        "Offer a remedy",
        "提出解决方案",
        asks=store.MayRuleDispute,
        inputs=_offered,
        body=order_dispute.RemedyOffered,
        makes=dispute_forms.new_offer,
    ),
    Verb(
        "answer_remedy",
        order_dispute.RemedyAnswered,
        "Accept or refuse the offer",
        "答复解决方案",
        asks=store.MayAddToDispute,
        body=order_dispute.RemedyAnswered,
        makes=dispute_forms.offer_answer,
    ),
    Verb(
        "withdraw_order_dispute",
        order_dispute.OrderDisputeWithdrawn,
        "Close the dispute",
        "撤销售后",
        asks=store.MayWithdrawDispute,
        body=order_dispute.OrderDisputeWithdrawn,
        makes=dispute_forms.of_dispute,
    ),
    Verb(
        "mark_complicated",
        order_dispute.DisputeMarkedComplicated,
        "Give the review more time",
        "标记为复杂",
        asks=store.MayMarkComplicated,
        body=order_dispute.DisputeMarkedComplicated,
        makes=dispute_forms.of_dispute,
    ),
    Verb(
        "close_investigation",
        order_dispute.InvestigationClosed,
        "Tell what the carrier found",
        "登记物流调查结果",
        body=order_dispute.InvestigationClosed,
        makes=dispute_forms.answer_of_carrier,
    ),
    Verb(
        "rule_order_dispute",
        order_dispute.OrderDisputeRuled,
        "End the review",
        "作出售后裁定",
        asks=store.MayRuleDispute,
        body=order_dispute.OrderDisputeRuled,
        makes=dispute_forms.ruling,
    ),
    Verb(
        "send_refund_on",
        order_dispute.RefundSentOn,
        "Have a refund sent to where you paid from",
        "将退款转回原付款渠道",
        asks=store.MaySendRefundOn,
        body=RefundNamed,
        makes=sent_on,
    ),
    Verb(
        "authorise_return",
        order_dispute.ReturnAuthorised,
        "Say to which warehouse goods go back",
        "确认退货仓库",
        asks=store.MayReturnTo,
        body=order_dispute.ReturnAuthorised,
        makes=dispute_forms.authorised_return,
    ),
    Verb(
        "send_return",
        order_dispute.ReturnSent,
        "Send the goods back",
        "寄回商品",
        body=order_dispute.ReturnSent,
        makes=dispute_forms.sent_return,
    ),
    Verb(
        "receive_return",
        order_dispute.ReturnReceived,
        "Record that goods came back",
        "登记退货入库",
        body=order_dispute.ReturnReceived,
        makes=dispute_forms.received_return,
    ),
)
VERBS: Final = (
    *ORDER,
    *DISPUTE,
    HALT_DISPATCH,
    RELEASE_DISPATCH,
    CHANGE_HANDS,
    NOTE_EXPORT,
    PROVE_NOTICE,
    ERASE_PRIVATE,
)
