"""The verbs of a custom request as far as its confirmation and what is changed after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tailorbird.app.custom import forms
from tailorbird.app.engine.verb import Place, Verb
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import custom_making as making
from tailorbird.domain.cases.facts import custom_request as request
from tailorbird.domain.cases.facts import payment
from tailorbird.domain.questions import custom as may
from tailorbird.domain.questions.permission import MayCancel
from tailorbird.domain.roles import Role


def _submission(case: Case, fact: Any, attached: tuple[Fact, ...]) -> Mapping[str, Any]:
    return {"request": fact}


OPENING: Final = (
    Verb(
        "submit_custom_request",
        request.CustomRequestSubmitted,
        "Ask for a product to be made",
        "提交定制需求",
        asks=may.MaySubmitCustomRequest,
        inputs=_submission,
        place=Place.OPENS,
    ),
    Verb(
        "submit_reorder",
        request.ReorderSubmitted,
        "Order a finished product again",
        "再次订购定制商品",
        place=Place.OPENS,
    ),
)
REVIEW: Final = (
    Verb(
        "revise_request",
        request.CustomRequestRevised,
        "Put the request otherwise",
        "修改定制需求",
        asks=may.MayReviseRequest,
        body=request.CustomRequestRevised,
        makes=forms.revision,
    ),
    Verb(
        "review",
        request.ReviewFound,
        "Record what the review found",
        "登记审核结论",
        asks=may.MayReview,
    ),
    Verb(
        "ask_buyer",
        request.ReviewQuestionAsked,
        "Ask the buyer about the request",
        "就需求询问买家",
        asks=may.MayReview,
        body=request.ReviewQuestionAsked,
        makes=forms.review_question,
    ),
    Verb(
        "answer_review",
        request.ReviewQuestionAnswered,
        "Answer a question of the review",
        "答复审核问题",
        body=request.ReviewQuestionAnswered,
        makes=forms.review_answer,
    ),
    Verb(
        "decline_request",
        request.CustomRequestDeclined,
        "Decline the request",
        "谢绝定制需求",
        asks=may.MayDeclineCustomRequest,
    ),
    Verb(
        "withdraw_request",
        request.CustomRequestWithdrawn,
        "Take the request back",
        "撤回定制需求",
        asks=MayCancel,
    ),
)
SUPPLIER: Final = (
    Verb(
        "ask_service_fee",
        request.ServiceFeeAsked,
        "Say what acting for the buyer costs",
        "提出服务费",
        by=frozenset((Role.PROVIDER,)),
        body=request.ServiceFeeAsked,
        makes=forms.service_fee,
    ),
    Verb(
        "bind_supplier",
        request.SupplierBound,
        "Entrust a supplier with the request",
        "委托供应商",
        asks=may.MayBindSupplier,
        body=request.SupplierBound,
        makes=forms.binding,
    ),
    Verb(
        "quote",
        request.SupplierQuoted,
        "Quote prices, fees, days and the minimum quantity",
        "供应商报价",
        asks=may.MayQuoteCustom,
        body=request.SupplierQuoted,
        makes=forms.quotation,
    ),
    Verb(
        "offer_surcharge",
        request.SurchargeOffered,
        "Offer to make fewer pieces for a surcharge",
        "提出小批量附加费",
        asks=may.MayOfferSurcharge,
    ),
    Verb(
        "answer_moq",
        request.MoqAnswered,
        "Raise the quantity, pay the surcharge, or stop",
        "答复最小起订量",
        asks=may.MayAnswerMoq,
        body=request.MoqAnswered,
        makes=forms.moq_answer,
    ),
)
CONFIRMATION: Final = (
    Verb(
        "confirm_request",
        making.RequestConfirmed,
        "Confirm the request; it is frozen then",
        "确认定制需求",
        asks=may.MayConfirmRequest,
    ),
    Verb(
        "accept_terms",
        payment.TermsAccepted,
        "Accept what was shown",
        "确认已阅读并接受条款",
        by=frozenset((Role.BUYER,)),
    ),
    Verb(
        "pay_fees",
        making.SampleFeesPaid,
        "Pay the fees of sample and mould",
        "支付打样等费用",
        asks=may.MayPaySampleFees,
    ),
    Verb(
        "request_change",
        making.ChangeRequested,
        "Ask for a change",
        "申请变更",
        asks=may.MayRequestChange,
        body=making.ChangeRequested,
        makes=forms.change,
    ),
    Verb(
        "answer_change",
        making.ChangeAnswered,
        "Approve or refuse a change",
        "答复变更申请",
        asks=may.MayAnswerChange,
        body=making.ChangeAnswered,
        makes=forms.change_answer,
    ),
    Verb(
        "pay_change",
        making.ChangePaid,
        "Pay what the change costs",
        "支付变更费用",
        asks=may.MayPayChange,
        body=making.ChangePaid,
        makes=forms.change_payment,
    ),
)
