"""The verbs of a purchase, in the order of its life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tailorbird.app.engine.verb import Place, Verb, WhenPending
from tailorbird.app.purchase import forms
from tailorbird.app.purchase.award import AwardBody, make_award
from tailorbird.app.purchase.mandate import MandateBody, make_mandate
from tailorbird.app.purchase.quote import (
    PayBody,
    PayUpToBody,
    QuoteBody,
    make_balance_payment,
    make_payment,
    make_payment_up_to,
    make_quote,
)
from tailorbird.app.purchase.screening import ScreeningBody, make_screening
from tailorbird.app.talk.verbs import (
    DECIDE_DISPUTE,
    ERASE_PRIVATE,
    NOTE_EXPORT,
    OPEN_DISPUTE,
    PROVE_NOTICE,
    QUESTIONS,
)
from tailorbird.domain.cases.case import Case
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
from tailorbird.domain.questions import liability as liability_questions
from tailorbird.domain.questions import permission as may
from tailorbird.domain.roles import Role


def _submission(case: Case, fact: Any, attached: tuple[Fact, ...]) -> Mapping[str, Any]:
    screening = next((each for each in attached if isinstance(each, request.RequestScreened)), None)
    return {"request": fact, "screening": screening}


REQUEST: Final = (
    Verb(
        "submit_request",
        request.RequestSubmitted,
        "Ask for a purchase",
        "提交代购请求",
        asks=may.MaySubmitRequest,
        inputs=_submission,
        place=Place.OPENS,
    ),
    Verb(
        "screen_request",
        request.RequestScreened,
        "Correct what was recognised",
        "更正识别结果",
        by=frozenset((Role.OPERATOR, Role.PROVIDER)),
        body=ScreeningBody,
        makes=make_screening,
    ),
    Verb("accept_caution", request.CautionAccepted, "Accept a caution", "接受风险提示"),
    Verb(
        "give_negotiated_result",
        request.NegotiatedResultGiven,
        "Pass on what you agreed with the seller",
        "提供与卖家协商的结果",
    ),
    Verb(
        "make_requirement",
        request.SpecialRequirementMade,
        "Ask for something special",
        "提出特殊要求",
        body=request.SpecialRequirementMade,
        makes=forms.new_requirement,
    ),
    Verb(
        "answer_requirement",
        request.SpecialRequirementAnswered,
        "Answer a special requirement",
        "答复特殊要求",
        body=request.SpecialRequirementAnswered,
        makes=forms.requirement_answer,
    ),
    Verb("declare_known_defect", request.KnownDefectDeclared, "Say what you know of", "声明已知瑕疵"),
    Verb("warn_buyer", request.PriorWarningGiven, "Warn the buyer", "提前告知买家风险"),
    Verb(
        "attribute_promoter",
        request.PromoterAttributed,
        "Name the promoter",
        "登记推广者",
        by=frozenset((Role.PROVIDER, Role.OPERATOR)),
        body=request.PromoterAttributed,
        makes=forms.promoter,
    ),
    Verb(
        "accept_request", request.RequestAccepted, "Accept the request", "接受请求", asks=may.MayAcceptRequest
    ),
    Verb(
        "decline_request",
        request.RequestDeclined,
        "Decline the request",
        "谢绝请求",
        asks=may.MayDeclineRequest,
    ),
    Verb(
        "refuse_execution",
        request.ExecutionRefused,
        "Refuse to execute",
        "拒绝执行",
        asks=may.MayRefuseExecution,
    ),
)
AGREEMENT: Final = (
    Verb(
        "issue_quote",
        payment.QuoteIssued,
        "State the price",
        "报价",
        asks=may.MayIssueQuote,
        body=QuoteBody,
        makes=make_quote,
        by=frozenset((Role.PROVIDER,)),
    ),
    Verb(
        "choose_carrier",
        payment.CarrierChosen,
        "Choose the logistics provider",
        "选择物流服务商",
        asks=may.MayChooseCarrier,
    ),
    Verb(
        "sign_mandate",
        payment.MandateSigned,
        "Sign the mandate",
        "签署代购委托声明",
        body=MandateBody,
        makes=make_mandate,
    ),
    Verb("accept_terms", payment.TermsAccepted, "Accept what was shown", "确认已阅读并接受条款"),
    Verb(
        "pay",
        payment.OrderPaid,
        "Pay the amount displayed",
        "支付",
        asks=may.MayPay,
        body=PayBody,
        makes=make_payment,
    ),
    Verb(
        "pay_up_to",
        payment.OrderPaid,
        "Pay what the quote came to, up to a limit",
        "在限额内支付",
        asks=may.MayPay,
        body=PayUpToBody,
        makes=make_payment_up_to,
    ),
    Verb(
        "call_balance",
        payment.BalanceCalled,
        "Ask for the balance",
        "通知支付尾款",
        by=frozenset((Role.PROVIDER,)),
        body=payment.BalanceCalled,
        makes=forms.balance_call,
    ),
    Verb(
        "pay_balance",
        payment.BalancePaid,
        "Pay the balance",
        "支付尾款",
        asks=may.MayPayBalance,
        body=PayBody,
        makes=make_balance_payment,
    ),
    Verb("tip", payment.TipPaid, "Tip the provider", "打赏", asks=may.MayTip),
    Verb(
        "ask_tip_back",
        payment.TipRefundRequested,
        "Ask for the tip back",
        "申请退回打赏",
        asks=may.MayRefundTip,
    ),
)
PROCUREMENT: Final = (
    Verb(
        "purchase",
        procurement.PurchaseMade,
        "Buy from the seller",
        "向卖家采购",
        asks=may.MayPurchase,
        body=procurement.PurchaseMade,
        makes=forms.purchase_order,
    ),
    Verb(
        "report_out_of_stock",
        procurement.SellerRanOut,
        "The seller has none",
        "卖家缺货",
        by=frozenset((Role.PROVIDER,)),
    ),
    Verb(
        "report_stopped_selling",
        procurement.SellerStoppedSelling,
        "The seller stopped selling",
        "卖家停售",
        by=frozenset((Role.PROVIDER,)),
    ),
    Verb(
        "report_price_change",
        procurement.SellerChangedPrice,
        "The seller changed the price",
        "卖家改价",
        by=frozenset((Role.PROVIDER,)),
    ),
    Verb("accept_price_change", procurement.PriceChangeAccepted, "Consent to the new price", "同意新价格"),
    Verb("reject_price_change", procurement.PriceChangeRejected, "Do not consent", "不同意新价格"),
    Verb("report_anomaly", procurement.AnomalyReported, "Report an anomaly", "反馈异常"),
    Verb(
        "finish_task",
        procurement.TaskDone,
        "Mark a commitment as done",
        "标记服务项已完成",
        by=frozenset((Role.PROVIDER, Role.WAREHOUSE)),
        body=procurement.TaskDone,
        makes=forms.task,
    ),
    Verb(
        "report_dispatch",
        procurement.SellerDispatched,
        "The seller sent the goods",
        "卖家已发货",
        by=frozenset((Role.PROVIDER,)),
    ),
    Verb("receive_at_warehouse", procurement.WarehouseReceived, "Receive at the warehouse", "仓库签收"),
    Verb(
        "settle_warehouse_objection",
        procurement.WarehouseObjectionSettled,
        "Clear up the objection",
        "异议已解决",
    ),
    Verb(
        "order_service",
        procurement.ServiceOrdered,
        "Order a warehouse service",
        "选择仓库服务",
        asks=may.MayOrderService,
    ),
    Verb("inspect", procurement.Inspected, "Record an inspection", "登记验货结果"),
    Verb("clear_export", procurement.ExportCleared, "Cleared for export", "出口清关完成"),
    Verb("ship_abroad", procurement.ShippedAbroad, "Send to the buyer", "发往境外"),
    Verb("deliver", procurement.Delivered, "Delivered", "已送达"),
)
RECEIPT: Final = (
    Verb("check_parcel", receipt.ParcelChecked, "Packaging and quantity are in order", "外包装与数量无误"),
    Verb("refuse_parcel", receipt.ParcelRefused, "Refuse the parcel", "拒收包裹", asks=may.MayRefuseParcel),
    Verb("object", receipt.ObjectionRaised, "Something is wrong", "提出异议", asks=may.MayObject),
    Verb("withdraw_objection", receipt.ObjectionWithdrawn, "Take the objection back", "撤回异议"),
    Verb("verify_with_logistics", receipt.LogisticsVerified, "Record who caused it", "登记责任核实结果"),
    Verb(
        "confirm_receipt", receipt.ReceiptConfirmed, "Confirm receipt", "确认收货", asks=may.MayConfirmReceipt
    ),
)
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
TALK: Final = (
    *QUESTIONS,
    Verb("request_assistance", talk.AssistanceRequested, "Ask for help", "请求协助"),
    Verb(
        "relay_assistance",
        talk.AssistanceRelayed,
        "Pass the request on",
        "转达协助请求",
        by=frozenset((Role.OPERATOR,)),
    ),
    Verb("give_assistance", talk.AssistanceGiven, "Tell what was done", "反馈协助结果"),
    PROVE_NOTICE,
    ERASE_PRIVATE,
)
VERBS: Final = (*REQUEST, *AGREEMENT, *PROCUREMENT, *RECEIPT, *UNDOING, *REVERSAL, *LIABILITY, *TALK)
