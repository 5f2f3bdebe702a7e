"""Whom the facts of a custom request are told to. Legal notices get proof of sending."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import Notice
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import custom_making as making
from tailorbird.domain.cases.facts import custom_product as product
from tailorbird.domain.cases.facts import custom_request as request
from tailorbird.domain.cases.facts import liability, parcels, payment, talk
from tailorbird.domain.roles import Role

_BUYER = (Role.BUYER, Role.PROVIDER)
"""The buyer, and the provider who acts for it where one does."""
_OPERATOR, _SUPPLIER = (Role.OPERATOR,), (Role.SUPPLIER,)
_ALL = (*_BUYER, *_SUPPLIER)

_REQUEST: Final[dict[type[Fact], Notice]] = {
    request.CustomRequestSubmitted: Notice(
        (Role.OPERATOR, Role.SUPPLIER, Role.PROVIDER), "A custom product is asked for", "收到定制需求"
    ),
    request.CustomRequestRevised: Notice(
        (Role.OPERATOR, Role.SUPPLIER), "The request was put otherwise", "买家修改了定制需求"
    ),
    request.ReorderSubmitted: Notice(_SUPPLIER, "A product of yours is ordered again", "您的商品被再次订购"),
    request.ServiceFeeAsked: Notice((Role.BUYER,), "The provider asks a service fee", "代购方提出服务费"),
    request.ReviewFound: Notice(_BUYER, "Your request was reviewed", "您的定制需求已审核"),
    request.ReviewQuestionAsked: Notice(
        _BUYER, "A question about your request waits for your answer", "您的定制需求有待答复的问题", 1
    ),
    request.ReviewQuestionAnswered: Notice(_OPERATOR, "The buyer answered the review", "买家已答复审核问题"),
    request.ReviewQuestionLapsed: Notice(
        (*_BUYER, *_OPERATOR), "A question of the review was not answered in time", "审核问题逾期未答复", 1
    ),
    request.CustomRequestDeclined: Notice(_ALL, "The request is declined", "定制需求已被谢绝", 1),
    request.CustomRequestWithdrawn: Notice(
        (Role.OPERATOR, Role.SUPPLIER, Role.PROVIDER), "The buyer took the request back", "买家撤回定制需求"
    ),
    request.SupplierBound: Notice(_ALL, "A supplier is entrusted with the request", "定制需求已委托供应商"),
    request.SupplierQuoted: Notice((*_BUYER, *_OPERATOR), "The supplier quoted", "供应商已报价"),
    request.SurchargeOffered: Notice(
        _BUYER, "Your quantity can be made for a surcharge", "可加收附加费按您的数量生产"
    ),
    request.MoqAnswered: Notice(
        (Role.OPERATOR, Role.SUPPLIER), "The buyer answered the minimum quantity", "买家已答复最小起订量"
    ),
    request.MoqNegotiationLapsed: Notice(
        (*_ALL, *_OPERATOR),
        "No solution for the minimum quantity was found in time",
        "最小起订量协商逾期未果",
        1,
    ),
}
_MAKING: Final[dict[type[Fact], Notice]] = {
    making.RequestConfirmed: Notice(_ALL, "The request is confirmed and frozen", "定制需求已确认并冻结", 1),
    payment.QuoteIssued: Notice(_BUYER, "There is something to pay", "有待支付的款项"),
    making.SampleFeesPaid: Notice(
        _SUPPLIER, "The fees are paid: the sample can be made", "费用已支付，可以打样"
    ),
    making.ChangeRequested: Notice(_OPERATOR, "The buyer asks for a change", "买家申请变更"),
    making.ChangeAnswered: Notice(_ALL, "The change was answered", "变更申请已答复", 1),
    making.ChangePaid: Notice(_SUPPLIER, "The change is paid: work goes on", "变更费用已支付，可继续制作"),
    making.SampleMade: Notice(_BUYER, "Your sample is ready", "样品已完成"),
    making.SampleShipped: Notice(_BUYER, "Your sample is on its way", "样品已寄出"),
    making.SampleDelivered: Notice(
        _BUYER, "Your sample arrived: check it in time", "样品已送达，请及时查验", 1
    ),
    making.SampleAccepted: Notice((Role.SUPPLIER, Role.OPERATOR), "The sample is accepted", "样品已确认"),
    making.SampleRejected: Notice((Role.SUPPLIER, Role.OPERATOR), "The sample is rejected", "样品不合格"),
    making.SampleLapsed: Notice(
        (*_ALL, *_OPERATOR),
        "The sample was not checked in time and counts as in order",
        "样品逾期未查验，视为合格",
        1,
    ),
    making.SampleSolutionProposed: Notice(
        _BUYER, "A solution for the sample is proposed", "样品改进方案已提出"
    ),
    making.CustomRequestStopped: Notice(_ALL, "The request is stopped", "定制需求已终止", 1),
    making.ProductionOrdered: Notice(_SUPPLIER, "The production is ordered", "买家已下单生产"),
    making.ProductionPaid: Notice(_SUPPLIER, "The production is paid", "生产货款已支付"),
    making.SchedulePlanned: Notice(_BUYER, "The supplier planned its dates", "供应商已排定日程"),
    making.MilestoneReached: Notice(_BUYER, "Your product is coming along", "生产进展"),
    making.DelayTold: Notice(_BUYER, "Your product or sample is late", "商品或样品延期", 1),
    parcels.Dispatched: Notice((*_BUYER, Role.CARRIER), "A parcel is on its way", "包裹已发出"),
    parcels.ParcelDelivered: Notice(_ALL, "A parcel arrived", "包裹已送达"),
}
_PRODUCT: Final[dict[type[Fact], Notice]] = {
    product.InfringementSuspected: Notice(
        _ALL, "There is a suspicion: nothing leaves meanwhile", "存在侵权或违规嫌疑，暂停发货", 1
    ),
    product.SuspicionCleared: Notice(_ALL, "The suspicion came to nothing", "嫌疑已解除"),
    product.InfringementFound: Notice(_ALL, "Rights were infringed", "已认定侵权", 1),
    product.CostsClaimed: Notice(
        _BUYER, "Costs of an infringement are claimed from you", "向您追偿侵权费用", 1
    ),
    liability.CompensationAwarded: Notice(_BUYER, "A claim was decided", "索赔已有结论", 1),
    liability.LossClaimed: Notice((Role.OPERATOR, Role.SUPPLIER), "The buyer claims a loss", "买家提出索赔"),
    product.MismatchClaimed: Notice(
        (Role.OPERATOR, Role.SUPPLIER),
        "The product is said not to be what was asked for",
        "买家反馈商品与需求不符",
    ),
    product.MismatchJudged: Notice(
        _ALL, "Your report was compared with the specification", "已对照规格逐项核对", 1
    ),
    product.MismatchRefunded: Notice(_ALL, "Money goes back for a deviation", "就不符之处退款", 1),
    product.ShootOrdered: Notice(_OPERATOR, "The buyer asks for photographs", "买家预约拍摄"),
    product.MediaAdded: Notice((*_BUYER, *_OPERATOR), "A picture, video or page was added", "新增商品素材"),
    product.MediaGranted: Notice(_BUYER, "You may use a medium", "您已获素材授权", 1),
    product.MediaGrantRevoked: Notice(_BUYER, "You may no longer use a medium", "素材授权已撤销", 1),
    product.ProductFinished: Notice(_BUYER, "Your product is private to you for now", "您的商品目前仅您可见"),
    product.ReorderNoted: Notice(_SUPPLIER, "The product is ordered again", "商品被再次订购"),
    product.PrivatePeriodEnded: Notice(
        (*_BUYER, *_OPERATOR), "The time in which your product was private is over", "商品专属期已结束", 1
    ),
    product.ProductPublished: Notice(_ALL, "The product is visible to all", "商品已公开", 1),
}
_TALK: Final[dict[type[Fact], Notice]] = {
    talk.QuestionAsked: Notice(
        (Role.OPERATOR, Role.SUPPLIER, Role.PROVIDER), "The buyer asks something", "买家咨询"
    ),
    talk.QuestionAnswered: Notice((Role.BUYER,), "Your question was answered", "您的咨询已答复"),
    liability.DisputeOpened: Notice((Role.OPERATOR, Role.SUPPLIER), "A dispute was opened", "发起纠纷"),
    liability.DisputeDecided: Notice(_ALL, "The platform gave its view", "平台已给出处理意见", 1),
}
NOTICES: Final[dict[type[Fact], Notice]] = {**_REQUEST, **_MAKING, **_PRODUCT, **_TALK}
