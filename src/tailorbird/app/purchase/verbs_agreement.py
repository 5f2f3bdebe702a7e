"""The verbs of a purchase up to its agreement: request, quote, mandate, payment, tips."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tailorbird.app.engine.verb import Place, Verb
from tailorbird.app.purchase import forms
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
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import (
    payment,
    request,
)
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
