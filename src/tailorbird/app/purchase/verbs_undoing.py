"""The verbs of a purchase that goes wrong: cancelling, dissolving, payments taken back, claims."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import Verb, WhenPending
from tailorbird.app.purchase import forms
from tailorbird.app.purchase.award import AwardBody, make_award
from tailorbird.app.talk.verbs import (
    DECIDE_DISPUTE,
    NOTE_EXPORT,
    OPEN_DISPUTE,
)
from tailorbird.domain.cases.facts import (
    cancellation,
    dissolution,
    liability,
    reversal,
)
from tailorbird.domain.questions import liability as liability_questions
from tailorbird.domain.questions import permission as may
from tailorbird.domain.roles import Role

UNDOING: Final = (
    Verb(
        "request_cancellation",
        cancellation.CancellationRequested,
        "Cancel the order",
        "申请取消订单",
        asks=may.MayCancel,
        when_pending=WhenPending.RECORD,
    ),
    Verb("agree_cancellation", cancellation.CancellationAgreed, "Agree to the cancellation", "同意取消"),
    Verb(
        "answer_cancellation",
        cancellation.SellerAnsweredCancellation,
        "Pass on the seller's answer",
        "转达卖家对取消的答复",
        by=frozenset((Role.PROVIDER,)),
    ),
    Verb("waive_fee", cancellation.ServiceFeeWaived, "Waive the service fee", "免收服务费"),
    Verb(
        "document_cost",
        cancellation.CostDocumented,
        "Document a cost",
        "登记费用凭证",
        body=cancellation.CostDocumented,
        makes=forms.cost,
    ),
    Verb(
        "document_penalty",
        cancellation.SellerPenaltyCharged,
        "Document the seller's penalty",
        "登记卖家违约金",
        by=frozenset((Role.PROVIDER,)),
        body=cancellation.SellerPenaltyCharged,
        makes=forms.penalty,
    ),
    Verb(
        "report_return_damage",
        cancellation.ReturnDamaged,
        "Goods were damaged on the way back",
        "退货途中损坏",
        by=frozenset((Role.PROVIDER, Role.WAREHOUSE, Role.CARRIER)),
    ),
    Verb("settle_cancellation", cancellation.CancellationSettled, "Finish the cancellation", "完成取消结算"),
    Verb(
        "request_dissolution",
        dissolution.DissolutionRequested,
        "Ask to dissolve the order",
        "申请解除订单",
        asks=may.MayDissolve,
    ),
    Verb("relay_dissolution", dissolution.DissolutionRelayed, "Apply to the seller", "向卖家提出解除"),
    Verb(
        "answer_dissolution",
        dissolution.SellerAnsweredDissolution,
        "Pass on the seller's answer",
        "转达卖家对解除的答复",
        by=frozenset((Role.PROVIDER,)),
    ),
    Verb(
        "record_way_back",
        dissolution.WayBackDone,
        "Goods returned or destroyed",
        "登记退货或销毁",
        body=dissolution.WayBackDone,
        makes=forms.way_back,
    ),
    Verb(
        "document_way_back_cost",
        dissolution.WayBackCostDocumented,
        "Document the way back's cost",
        "登记退回费用",
    ),
    Verb(
        "record_seller_refund",
        dissolution.SellerRefunded,
        "The seller returned money",
        "登记卖家退款",
        by=frozenset((Role.PROVIDER,)),
    ),
)
REVERSAL: Final = (
    Verb("reverse_payment", reversal.PaymentReversed, "The payment was taken back", "支付被撤回"),
    Verb("pay_demand", reversal.DemandPaid, "Pay what is demanded", "支付催缴款"),
    Verb("sell_goods", reversal.GoodsSold, "Sell retained goods", "处置留置货物", asks=may.MaySellGoods),
)
LIABILITY: Final = (
    Verb("find_fault", liability.FaultFound, "Find somebody at fault", "认定过错"),
    Verb(
        "claim_loss",
        liability.LossClaimed,
        "Claim a loss",
        "主张损失",
        asks=liability_questions.MayClaim,
        body=liability.LossClaimed,
        makes=forms.new_claim,
    ),
    Verb(
        "award_compensation",
        liability.CompensationAwarded,
        "Decide a claim",
        "裁定赔偿",
        by=frozenset((Role.OPERATOR,)),
        body=AwardBody,
        makes=make_award,
    ),
    OPEN_DISPUTE,
    Verb(
        "take_dispute",
        liability.DisputeTaken,
        "Take part",
        "介入纠纷",
        asks=liability_questions.MayTakeDispute,
    ),
    Verb(
        "leave_dispute",
        liability.DisputeLeft,
        "Leave it to the parties",
        "不介入纠纷",
        asks=liability_questions.MayTakeDispute,
    ),
    DECIDE_DISPUTE,
    NOTE_EXPORT,
)
