"""Whom the facts of a purchase are told to. Legal notices get proof of sending (order1688.27)."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import Notice
from tailorbird.domain.cases.fact import Fact
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
from tailorbird.domain.roles import Role

_BUYER, _PROVIDER, _OPERATOR = (Role.BUYER,), (Role.PROVIDER,), (Role.OPERATOR,)
_BOTH = (Role.BUYER, Role.PROVIDER)

NOTICES: Final[dict[type[Fact], Notice]] = {
    request.RequestSubmitted: Notice(_PROVIDER, "A purchase is asked of you", "您收到一个代购请求"),
    request.RequestAccepted: Notice(_BUYER, "Your request was accepted", "您的请求已被接受"),
    request.RequestDeclined: Notice(_BUYER, "Your request was declined", "您的请求未被接受"),
    request.ExecutionRefused: Notice(_BUYER, "The order will not be executed", "订单将不予执行", 1),
    request.SpecialRequirementAnswered: Notice(_BUYER, "Your wish was answered", "您的特殊要求已有答复"),
    request.PriorWarningGiven: Notice(
        _BUYER, "The provider warns you about the goods", "代购方提示商品风险", 1
    ),
    payment.QuoteIssued: Notice(_BUYER, "Your quote is ready", "报价已出"),
    payment.AgreementTookEffect: Notice(_BOTH, "The agreement is in force", "代购服务协议已生效"),
    payment.BalanceCalled: Notice(_BUYER, "The seller asks for the balance", "请支付尾款", 1),
    payment.BalanceMissed: Notice(_BOTH, "The balance was not paid in time", "尾款逾期未付", 1),
    payment.TipPaid: Notice(_PROVIDER, "You received a tip", "您收到一笔打赏"),
    payment.TipRefunded: Notice(_BOTH, "The tip went back", "打赏已退回"),
    procurement.PurchaseMade: Notice(_BUYER, "Your goods were bought", "商品已采购"),
    procurement.SellerRanOut: Notice(_BUYER, "The seller has none left", "卖家缺货", 1),
    procurement.SellerStoppedSelling: Notice(_BUYER, "The seller stopped selling", "卖家已停售", 1),
    procurement.SellerChangedPrice: Notice(_BUYER, "The seller asks another price", "卖家改价，需您确认", 1),
    procurement.PriceChangeAccepted: Notice(_PROVIDER, "The new price is accepted", "买家同意新价格"),
    procurement.OrderEnded: Notice(_BOTH, "The order ended", "订单已终止", 1),
    procurement.AnomalyReported: Notice(_BUYER, "Something went otherwise than planned", "执行异常反馈"),
    procurement.WarehouseReceived: Notice(_BOTH, "The goods are in the warehouse", "商品已入仓"),
    procurement.Inspected: Notice(_BUYER, "The inspection is done", "验货已完成"),
    procurement.ExportCleared: Notice(_BUYER, "The goods cleared export", "商品已完成出口清关"),
    procurement.ShippedAbroad: Notice(_BUYER, "Your goods are on the way", "商品已发出"),
    procurement.Delivered: Notice(_BUYER, "Your parcel arrived: check it now", "包裹已送达，请及时验收"),
    receipt.ParcelRefused: Notice(
        (Role.PROVIDER, Role.CARRIER, Role.OPERATOR), "A parcel was refused", "包裹被拒收"
    ),
    receipt.ObjectionRaised: Notice((Role.PROVIDER, Role.OPERATOR), "The buyer objects", "买家提出异议"),
    receipt.LogisticsVerified: Notice(_BOTH, "The cause was verified", "责任已核实"),
    receipt.ClaimRedirected: Notice(
        _BUYER, "Your claim is against the logistics provider", "请向物流服务商索赔", 1
    ),
    receipt.ReceiptConfirmed: Notice(_PROVIDER, "Receipt was confirmed", "买家已确认收货"),
    receipt.ReceiptDeemedConfirmed: Notice(_BOTH, "Receipt counts as confirmed", "视为已确认收货", 1),
    cancellation.CancellationRequested: Notice(_PROVIDER, "The buyer asks to cancel", "买家申请取消订单"),
    cancellation.CancellationRefused: Notice(_BUYER, "The order was not cancelled", "订单未能取消", 1),
    cancellation.OrderCancelled: Notice(_BOTH, "The order is cancelled", "订单已取消", 1),
    dissolution.DissolutionRequested: Notice(_PROVIDER, "The buyer asks to dissolve", "买家申请解除订单"),
    dissolution.DissolutionEnded: Notice(
        _BUYER,
        "Not dissolved: claim directly, with the evidence exported",
        "未能解除：可凭导出的证据直接主张",
        1,
    ),
    dissolution.OrderDissolved: Notice(_BOTH, "The order is dissolved", "订单已解除", 1),
    dissolution.SellerRefunded: Notice(_BUYER, "The seller's refund is yours", "卖家退款已到账"),
    reversal.PaymentDemanded: Notice(
        _BUYER, "Your payment was taken back: pay it now", "付款被撤回，请尽快补缴", 1
    ),
    reversal.DemandExpired: Notice(_BOTH, "The demand was not paid in time", "催缴期限已过", 1),
    reversal.ReversalUpheld: Notice(
        _BOTH, "There was just cause to take the payment back", "撤回付款有正当理由", 1
    ),
    reversal.LienPlaced: Notice(_BUYER, "Your goods are retained", "商品已被留置", 1),
    reversal.LienSettled: Notice(_BUYER, "The retained goods were sold", "留置商品已处置", 1),
    reversal.WalletReleased: Notice(_BUYER, "Your wallet is free again", "钱包已解冻"),
    liability.LossClaimed: Notice(
        (Role.PROVIDER, Role.BUYER, Role.OPERATOR), "A loss is claimed", "有损失主张"
    ),
    liability.CompensationAwarded: Notice(_BOTH, "A claim was decided", "赔偿已裁定", 1),
    liability.DisputeOpened: Notice((Role.OPERATOR, Role.PROVIDER), "A dispute was opened", "发起纠纷"),
    liability.DisputeDecided: Notice(_BOTH, "The platform gave its view", "平台已给出处理意见", 1),
    talk.QuestionAsked: Notice(_PROVIDER, "The buyer asks you something", "买家咨询"),
    talk.QuestionAnswered: Notice(_BUYER, "Your question was answered", "您的咨询已答复"),
    talk.QuestionEscalated: Notice(
        (Role.OPERATOR, Role.BUYER), "A question was left unanswered", "咨询逾期未答复"
    ),
    talk.AssistanceRequested: Notice(_PROVIDER, "The buyer asks for your help", "买家请求协助"),
    talk.AssistanceRelayed: Notice(_PROVIDER, "The platform relays a request", "平台转达协助请求"),
    talk.AssistanceGiven: Notice(_BUYER, "The provider helped", "代购方已协助"),
}
