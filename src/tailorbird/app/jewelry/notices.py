"""Whom the facts of a jeweller's case are told to. Legal notices get proof of sending."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import Notice
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import jewelry, liability, payment, procurement, talk
from tailorbird.domain.roles import Role

_BUYER, _MERCHANT = (Role.BUYER,), (Role.MERCHANT,)
_BOTH = (Role.BUYER, Role.MERCHANT)

NOTICES: Final[dict[type[Fact], Notice]] = {
    jewelry.CustomOrderSubmitted: Notice(_MERCHANT, "A piece is ordered from you", "您收到一个定制订单"),
    jewelry.ExtraFeeProposed: Notice(_BUYER, "The jeweller asks an extra fee", "商家提出额外费用", 1),
    jewelry.ExtraFeeAnswered: Notice(_MERCHANT, "The buyer answered the fee", "买家已答复额外费用"),
    jewelry.WishAnswered: Notice(_BUYER, "Your wish was answered", "您的定制需求已有答复"),
    payment.QuoteIssued: Notice(_BUYER, "Your quote is ready", "报价已出"),
    payment.OrderPaid: Notice(_MERCHANT, "The order is paid", "订单已支付"),
    jewelry.ExtraFeePaid: Notice(_MERCHANT, "The extra fee is paid", "额外费用已支付"),
    jewelry.PaymentConfirmed: Notice(
        _BOTH, "The payment is confirmed: making begins", "付款已确认，开始制作"
    ),
    jewelry.OrderLapsed: Notice(_BOTH, "The order was not paid and lapsed", "订单逾期未付，已自动取消", 1),
    procurement.OrderEnded: Notice(_BOTH, "The order ended", "订单已终止", 1),
    jewelry.DesignProposed: Notice(_BUYER, "The jeweller proposes a design", "商家提出设计方案"),
    jewelry.DesignAnswered: Notice(_MERCHANT, "The buyer answered the design", "买家答复了设计方案"),
    jewelry.ProposalAccepted: Notice(
        _MERCHANT,
        "The design is agreed: compare it with earlier ones, then take it on",
        "设计方案已确认，请与既有设计比对后接受",
    ),
    jewelry.BuyerUnreachable: Notice(
        _BUYER, "The jeweller cannot reach you: making stands still", "商家联系不到您，制作已暂停", 1
    ),
    jewelry.BuyerReachedAgain: Notice(_BOTH, "Making goes on", "制作已恢复"),
    jewelry.DesignAccepted: Notice(_BUYER, "The jeweller takes your design on", "商家已接受设计"),
    jewelry.ProductionStepDone: Notice(_BUYER, "Your piece is coming along", "制作进展"),
    jewelry.DelayAnnounced: Notice(_BUYER, "Your piece ships later", "发货将延迟", 1),
    jewelry.ShippingOverdue: Notice(
        (Role.OPERATOR, Role.BUYER, Role.MERCHANT), "The ship-by date passed", "已过发货期限", 1
    ),
    jewelry.Shipped: Notice((Role.BUYER, Role.CARRIER), "The piece is on its way", "作品已发出"),
    procurement.Delivered: Notice(_BOTH, "The piece arrived: look at it now", "作品已送达，请及时查验"),
    payment.RightLapsed: Notice(_BOTH, "The time for quality reports is over", "质量问题反馈期已过", 1),
    jewelry.QualityClaimed: Notice(
        (Role.MERCHANT, Role.OPERATOR), "A quality problem is reported", "买家反馈质量问题"
    ),
    jewelry.QualityVerified: Notice(_BUYER, "Your report was looked into", "质量问题已核实", 1),
    jewelry.RemakeOpened: Notice(_BOTH, "The piece is made again", "作品将重新制作"),
    jewelry.FreightDocumented: Notice(_MERCHANT, "You bear a cost of freight", "您需承担一笔运费"),
    talk.QuestionAsked: Notice(_MERCHANT, "The buyer asks you something", "买家咨询"),
    talk.QuestionAnswered: Notice(_BUYER, "Your question was answered", "您的咨询已答复"),
    liability.DisputeOpened: Notice((Role.OPERATOR, *_BOTH), "A dispute was opened", "发起纠纷"),
    liability.DisputeDecided: Notice(_BOTH, "The platform gave its view", "平台已给出处理意见", 1),
}
