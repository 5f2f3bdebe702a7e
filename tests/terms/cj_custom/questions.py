"""Every question that the terms of custom requests answer, with inputs that meet the generated facts."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases import custom_words as words
from tailorbird.domain.cases.facts.custom_request import CustomRequestSubmitted
from tailorbird.domain.cases.words import Ground, Head
from tailorbird.domain.questions import custom as may
from tailorbird.domain.questions.disclosure import Commitments, Disclosures
from tailorbird.domain.questions.liability import Compensation, MayClaim
from tailorbird.domain.questions.money import Occasion, QuoteAmount, Settlement
from tailorbird.domain.questions.period import CancellationPeriod, Deadlines, ReplyPeriod
from tailorbird.domain.questions.permission import MayCancel, MayDispatch
from tailorbird.domain.roles import Role
from tests.terms.cj_custom.cases import ACCEPTED, submitted, usd

Ask = tuple[type[Any], dict[str, Any]]
PLAIN: tuple[type[Any], ...] = (
    may.MayReview,
    may.DeclineCompensation,
    may.MayQuoteCustom,
    may.MoqState,
    may.MoqPeriod,
    may.MayConfirmRequest,
    may.MayReviseRequest,
    may.MayRequestChange,
    may.MayWorkOn,
    may.MayProduceCustom,
    may.MaySuspect,
    may.MayClaimCosts,
    may.MayClaimMismatch,
    may.PrivatePeriod,
    may.ProductVisibility,
    may.MayPublishProduct,
    MayCancel,
    CancellationPeriod,
    Deadlines,
    Commitments,
    Disclosures,
)
OCCASIONS = (
    Occasion.REQUEST_DECLINED,
    Occasion.MOQ_STOPPED,
    Occasion.FINAL_SAMPLE_STOPPED,
    Occasion.SUSPECTED,
    Occasion.SAMPLE_ACCEPTED,
    Occasion.DISPATCH,
    Occasion.CANCELLATION,
)
HEADS = (
    (Head.SAMPLE_FEE, Role.SUPPLIER),
    (Head.MOULD_FEE, Role.SUPPLIER),
    (Head.OTHER, Role.SUPPLIER),
    (Head.MOQ_SURCHARGE, Role.SUPPLIER),
    (Head.CHANGE_FEE, Role.SUPPLIER),
    (Head.GOODS, Role.SUPPLIER),
    (Head.INTERNATIONAL_FREIGHT, Role.CARRIER),
    (Head.SERVICE_FEE, Role.PROVIDER),
)


def asks() -> list[Ask]:
    """Questions of leave, of time, and of what something counts as."""
    asked: list[Ask] = [(kind, {}) for kind in PLAIN]
    blank = CustomRequestSubmitted(title="", requirements=(), quantity=0)
    asked += [(may.MaySubmitCustomRequest, {"request": each}) for each in (submitted(), blank)]
    asked += [(may.MayReorder, {"quantity": n, "accepted": ACCEPTED}) for n in (0, 100, 500)]
    asked += [(may.ReviewReplyPeriod, {"question": n}) for n in "12"]
    asked += [(ReplyPeriod, {"question": n}) for n in "34"]
    asked += [(may.MayDeclineCustomRequest, {"reason": each}) for each in words.DeclineReason]
    asked += [(may.MayBindSupplier, {"supplier": each}) for each in ("yiwu", "")]
    asked += [(may.MayAnswerMoq, {"choice": c, "quantity": 300}) for c in words.MoqChoice]
    asked += [(may.MayOfferSurcharge, {"quantity": 100, "amount": usd(n)}) for n in (0, 9000)]
    for change in ("c1", "c3"):
        asked += [(may.MayAnswerChange, {"change": change, "charge": charge}) for charge in (None, usd(40))]
        asked.append((may.MayPayChange, {"change": change, "amount": usd(40)}))
    asked += [(may.MayPaySampleFees, {"total": usd(n)}) for n in (1, 17500)]
    for number in (1, 2, 3):
        asked += [(kind, {"round": number}) for kind in (may.MayMakeSample, may.SamplePeriod)]
        asked += [(may.MayJudgeSample, {"round": number, "accepts": n}) for n in (0, 1)]
    asked += [(may.MayStopRequest, {"reason": each}) for each in words.StopReason]
    asked += [(may.MayOrderProduction, {"quantity": n}) for n in (0, 100, 500)]
    asked += [(may.MayPayProduction, {"total": usd(n)}) for n in (1, 123000)]
    asked += [(MayDispatch, {"parcel": each}) for each in ("p1", "p2")]
    asked += [(may.MaySuspect, {"evidence": ("e1",)}), (may.MayClaimCosts, {"documents": ("d1",)})]
    asked += [(may.MayClaimMismatch, {"points": 1, "evidence": ("e1",)})]
    asked += [(may.MismatchLiability, {"claim": "m1"}), (Compensation, {"claim": "k1"})]
    asked += [(may.MayRefundMismatch, {"claim": "m1", "amount": usd(n)}) for n in (0, 5000)]
    asked += [(may.MayUseMedia, {"media": "front", "use": use}) for use in words.MediaUse]
    asked += [(may.MayGrantMedia, {"media": each}) for each in ("front", "back")]
    asked += [(may.MaySeeProduct, {"viewer": each}) for each in may.Viewer]
    asked += [(MayClaim, {"against": Role.SUPPLIER, "ground": ground}) for ground in Ground]
    return asked


def money_asks(minor: int) -> list[Ask]:
    """Every head that can be held, on every occasion; and what is quoted under it."""
    asked: list[Ask] = [
        (Settlement, {"occasion": occasion, "head": head, "amount": usd(minor), "payee": payee})
        for occasion in OCCASIONS
        for head, payee in HEADS
    ]
    prices = {"goods": usd(minor), "freight": usd(minor), "asked": usd(minor)}
    asked += [(QuoteAmount, {"head": head, "payee": payee} | prices) for head, payee in HEADS]
    return asked
