"""Whom the facts of a store order are told to. Legal notices get proof of sending."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import Notice
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import order_dispute, parcels, payment, store, store_order
from tailorbird.domain.roles import Role

_CLIENT, _DESK = (Role.BUYER,), (Role.OPERATOR,)
_HOUSE = (Role.WAREHOUSE,)

NOTICES: Final[dict[type[Fact], Notice]] = {
    payment.QuoteIssued: Notice(
        _CLIENT, "Your order is placed: here is what it costs", "订单已提交，费用如下"
    ),
    payment.OrderPaid: Notice(_HOUSE, "An order is paid", "订单已支付"),
    store_order.PaidThroughGateway: Notice((*_HOUSE, *_CLIENT), "An order is paid", "订单已支付"),
    store_order.InvoiceIssued: Notice(_CLIENT, "Your invoice", "您的发票"),
    store_order.CreditNoteIssued: Notice(_CLIENT, "Your credit note", "您的贷记单"),
    parcels.Dispatched: Notice((Role.BUYER, Role.CARRIER), "A parcel is on its way", "包裹已发出"),
    parcels.ParcelDelivered: Notice(_CLIENT, "A parcel was delivered", "包裹已送达"),
    parcels.DispatchHalted: Notice(
        (Role.BUYER, Role.WAREHOUSE), "Nothing of this order leaves for now", "订单已停止发货", 1
    ),
    parcels.DispatchReleased: Notice(
        (Role.BUYER, Role.WAREHOUSE), "The order can leave again", "订单已恢复发货"
    ),
    store_order.OrderClosed: Notice(_CLIENT, "The order was closed", "订单已关闭"),
    store.StoreChangedHands: Notice(_CLIENT, "An order is yours", "订单已归您所有"),
    order_dispute.OrderDisputed: Notice(
        (Role.OPERATOR, Role.SUPPLIER), "A client disputes an order", "客户发起售后"
    ),
    order_dispute.DisputeEvidenceAdded: Notice(_DESK, "The client added evidence", "客户补充了证据"),
    order_dispute.DisputeMessageSent: Notice(
        (Role.BUYER, Role.OPERATOR, Role.SUPPLIER), "A message about a dispute", "售后协商留言"
    ),
    order_dispute.RemedyOffered: Notice(_CLIENT, "A remedy is offered to you", "平台提出解决方案", 1),
    order_dispute.RemedyAnswered: Notice(_DESK, "The client answered your offer", "客户已答复方案"),
    order_dispute.OrderDisputeWithdrawn: Notice(_DESK, "The client closed the dispute", "客户撤销了售后"),
    order_dispute.DisputeMarkedComplicated: Notice(
        _CLIENT, "The review of your dispute takes longer", "您的售后审核需要更长时间", 1
    ),
    order_dispute.ReviewOverdue: Notice(
        (Role.OPERATOR, Role.BUYER), "A review is overdue", "售后审核逾期", 1
    ),
    order_dispute.InvestigationOpened: Notice(
        (Role.CARRIER, Role.BUYER, Role.OPERATOR), "The carrier investigates", "物流调查已启动"
    ),
    order_dispute.InvestigationClosed: Notice(
        (Role.BUYER, Role.OPERATOR), "The carrier told what it found", "物流调查已有结果"
    ),
    order_dispute.OrderDisputeRuled: Notice(_CLIENT, "Your dispute was decided", "您的售后已有裁定", 1),
    order_dispute.RefundIssued: Notice(_CLIENT, "Your refund is on its way", "退款已发出", 1),
    order_dispute.ResendOrdered: Notice((*_HOUSE, *_CLIENT), "Goods are sent once more", "将重新发货"),
    order_dispute.ReturnAuthorised: Notice(_CLIENT, "Where to send the goods back", "退货仓库已确认", 1),
    order_dispute.ReturnSent: Notice(_HOUSE, "Goods are on their way back", "退货已寄出"),
    order_dispute.ReturnReceived: Notice(
        (Role.BUYER, Role.OPERATOR), "The warehouse has the goods back", "仓库已收到退货"
    ),
}
