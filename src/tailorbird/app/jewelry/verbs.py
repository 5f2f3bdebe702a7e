"""The verbs of a jeweller's case, in the order of its life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tailorbird.app.engine.verb import Place, Verb
from tailorbird.app.jewelry import forms
from tailorbird.app.jewelry.similar_designs import RECORD
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
from tailorbird.domain.cases.facts import jewelry, payment, procurement
from tailorbird.domain.questions import jewelry as may
from tailorbird.domain.roles import Role


def _submission(case: Case, fact: Any, attached: tuple[Fact, ...]) -> Mapping[str, Any]:
    drawn_up = next((each for each in attached if isinstance(each, jewelry.SummaryDrawnUp)), None)
    return {"order": fact, "summary_hash": drawn_up.summary_hash if drawn_up else ""}


ORDER: Final = (
    Verb(
        "submit_order",
        jewelry.CustomOrderSubmitted,
        "Order a piece with wishes",
        "提交定制订单",
        asks=may.MaySubmitOrder,
        inputs=_submission,
        place=Place.OPENS,
    ),
    Verb(
        "propose_extra_fee",
        jewelry.ExtraFeeProposed,
        "Ask an extra fee for a wish",
        "就定制需求提出额外费用",
        asks=may.MayProposeExtraFee,
        body=jewelry.ExtraFeeProposed,
        makes=forms.new_fee,
    ),
    Verb(
        "answer_extra_fee",
        jewelry.ExtraFeeAnswered,
        "Accept or refuse the extra fee",
        "同意或拒绝额外费用",
        asks=may.MayAnswerExtraFee,
    ),
    Verb(
        "answer_wish",
        jewelry.WishAnswered,
        "Take a wish on, or refuse it",
        "接受或拒绝定制需求",
        asks=may.MayAnswerWish,
    ),
    Verb(
        "accept_terms",
        payment.TermsAccepted,
        "Accept what was shown",
        "确认已阅读并接受条款",
        by=frozenset((Role.BUYER,)),
    ),
    Verb("pay", payment.OrderPaid, "Pay the quote", "支付", asks=may.MayPayOrder),
    Verb(
        "pay_extra_fee",
        jewelry.ExtraFeePaid,
        "Pay a fee that was agreed later",
        "支付后续商定的额外费用",
        asks=may.MayPayExtraFee,
        body=jewelry.ExtraFeePaid,
        makes=forms.agreed_fee,
    ),
)
DESIGN: Final = (
    Verb(
        "propose_design",
        jewelry.DesignProposed,
        "Propose a plan in words and pictures",
        "提出设计方案",
        asks=may.MayProposeDesign,
        body=jewelry.DesignProposed,
        makes=forms.new_design,
    ),
    Verb(
        "answer_design",
        jewelry.DesignAnswered,
        "Say what should be otherwise",
        "答复设计方案",
        asks=may.MayAnswerProposal,
    ),
    Verb(
        "accept_proposal",
        jewelry.ProposalAccepted,
        "Accept the plan",
        "确认设计方案",
        asks=may.MayAnswerProposal,
    ),
    Verb(
        "pause_making",
        jewelry.BuyerUnreachable,
        "Record that the buyer cannot be reached",
        "登记联系不到买家",
        asks=may.MayPauseMaking,
    ),
    Verb("resume_making", jewelry.BuyerReachedAgain, "Record that you are in touch again", "登记已恢复联系"),
    Verb(
        "show_similar_designs",
        jewelry.SimilarDesignsShown,
        "Show earlier designs that look alike",
        "展示相似的既有设计",
    ),
    RECORD,
    Verb(
        "accept_design",
        jewelry.DesignAccepted,
        "Take the design on",
        "接受设计",
        asks=may.MayAcceptDesign,
    ),
    Verb("use_design", jewelry.DesignUsed, "Use the design", "使用设计", asks=may.MayUseDesign),
)
MAKING: Final = (
    Verb(
        "produce",
        jewelry.ProductionStepDone,
        "Record a step of making",
        "登记制作步骤",
        asks=may.MayProduce,
    ),
    Verb(
        "announce_delay",
        jewelry.DelayAnnounced,
        "Tell of a delay, with its reason and the new day",
        "告知延迟原因与新日期",
        asks=may.MayAnnounceDelay,
    ),
    Verb(
        "ship",
        jewelry.Shipped,
        "Hand the piece to the carrier",
        "发货",
        asks=may.MayShip,
        body=jewelry.Shipped,
        makes=forms.shipment,
    ),
    Verb(
        "deliver",
        procurement.Delivered,
        "Delivered",
        "已送达",
        body=procurement.Delivered,
        makes=forms.delivery,
    ),
)
CLAIMS: Final = (
    Verb(
        "claim_quality",
        jewelry.QualityClaimed,
        "Ask for a return or an exchange",
        "申请退货或换货",
        asks=may.MayReturn,
        body=jewelry.QualityClaimed,
        makes=forms.new_claim,
    ),
    Verb(
        "verify_claim",
        jewelry.QualityVerified,
        "Record what was found",
        "登记核实结果",
        asks=may.MayVerifyClaim,
    ),
    Verb(
        "add_freight",
        jewelry.FreightDocumented,
        "Document a cost of sending",
        "登记往返运费",
        body=jewelry.FreightDocumented,
        makes=forms.freight,
    ),
)
TALK: Final = (*QUESTIONS, OPEN_DISPUTE, DECIDE_DISPUTE, NOTE_EXPORT, PROVE_NOTICE, ERASE_PRIVATE)
VERBS: Final = (*ORDER, *DESIGN, *MAKING, *CLAIMS, *TALK)
