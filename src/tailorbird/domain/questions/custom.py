"""Questions that a custom request asks (cj-custom)."""

from __future__ import annotations

from enum import StrEnum

from tailorbird.domain.cases.custom_words import DeclineReason, MediaUse, MoqChoice, StopReason
from tailorbird.domain.cases.facts.custom_request import CustomRequestSubmitted
from tailorbird.domain.money import Money
from tailorbird.domain.terms.answers import Classification, Permission
from tailorbird.domain.terms.question import Question, question
from tailorbird.domain.time.bound import Bound


class Viewer(StrEnum):
    """Who wants to see, search for or order a custom product."""

    ITS_BUYER = "its_buyer"
    ITS_MAKERS = "its_makers"
    """The platform's people and the supplier who make it."""
    ANYBODY_ELSE = "anybody_else"


# ── request and review


@question()
class MaySubmitCustomRequest(Question[Permission]):
    """May this request be sent: is it described, and is everything accepted that must be?"""

    request: CustomRequestSubmitted


@question()
class MayReorder(Question[Permission]):
    """May the finished product be ordered again, in this quantity? Asked of the case that made it."""

    quantity: int
    accepted: tuple[str, ...] = ()


@question()
class MayReview(Question[Permission]):
    """May the platform record a finding of its review, or ask the buyer about the request?"""


@question()
class ReviewReplyPeriod(Question[Bound]):
    """Until when has the buyer to answer this question of the review?"""

    question: str


@question()
class MayDeclineCustomRequest(Question[Permission]):
    """May the review decline the request for this reason?"""

    reason: DeclineReason


@question()
class DeclineCompensation(Question[Classification]):
    """What is due to the buyer because the request was declined or stopped (`nothing`)?"""


@question()
class MayBindSupplier(Question[Permission]):
    """May the request be entrusted to this supplier?"""

    supplier: str


@question()
class MayQuoteCustom(Question[Permission]):
    """May the supplier give a quotation?"""


# ── minimum quantity


@question()
class MoqState(Question[Classification]):
    """Is the minimum quantity `met`, `open` (in negotiation), `settled`, or has it `failed`?"""


@question()
class MoqPeriod(Question[Bound]):
    """Until when has a solution for the minimum quantity to be found?"""


@question()
class MayAnswerMoq(Question[Permission]):
    """May the buyer choose this about the minimum quantity?"""

    choice: MoqChoice
    quantity: int | None = None


@question()
class MayOfferSurcharge(Question[Permission]):
    """May a surcharge be offered in place of the minimum quantity?"""

    quantity: int
    amount: Money


# ── confirmation and change


@question()
class MayConfirmRequest(Question[Permission]):
    """May the platform confirm the request?"""


@question()
class MayReviseRequest(Question[Permission]):
    """May the buyer change the request by itself?"""


@question()
class MayRequestChange(Question[Permission]):
    """May the buyer ask the platform for a change?"""


@question()
class MayAnswerChange(Question[Permission]):
    """May the platform answer this change, at this charge?"""

    change: str
    charge: Money | None = None


@question()
class MayPayChange(Question[Permission]):
    """May the buyer pay for this change, so that work goes on?"""

    change: str
    amount: Money


@question()
class MayPaySampleFees(Question[Permission]):
    """May the buyer pay the fees, this much?"""

    total: Money


# ── samples, production, stop


@question()
class MayWorkOn(Question[Permission]):
    """May work go on: making a sample, or production? Open charges and suspicions stand in its way."""


@question()
class MayMakeSample(Question[Permission]):
    """May the supplier make or send a sample of this round?"""

    round: int


@question()
class SamplePeriod(Question[Bound]):
    """Until when has the buyer to check the sample of this round?"""

    round: int


@question()
class MayJudgeSample(Question[Permission]):
    """May the buyer accept or reject the sample of this round? `reasons` counts the points named."""

    round: int
    accepts: int
    """1 for an acceptance, 0 for a rejection."""
    reasons: int = 0


@question()
class MayStopRequest(Question[Permission]):
    """May the platform stop the request for this reason?"""

    reason: StopReason


@question()
class MayOrderProduction(Question[Permission]):
    """May the buyer order this quantity to be made?"""

    quantity: int


@question()
class MayPayProduction(Question[Permission]):
    """May the buyer pay for the production, this much?"""

    total: Money


@question()
class MayProduceCustom(Question[Permission]):
    """May the supplier go on with production?"""


# ── suspicion, costs, mismatch


@question()
class MaySuspect(Question[Permission]):
    """May the platform raise a suspicion, with this evidence?"""

    evidence: tuple[str, ...] = ()


@question()
class MayClaimCosts(Question[Permission]):
    """May the platform claim its costs of an infringement from the buyer?"""

    documents: tuple[str, ...] = ()


@question()
class MayClaimMismatch(Question[Permission]):
    """May the buyer report that the product is not what was asked for?"""

    points: int = 0
    evidence: tuple[str, ...] = ()


@question()
class MismatchLiability(Question[Classification]):
    """Whose is the mismatch that this claim reports? `points_at` names the part."""

    claim: str


@question()
class MayRefundMismatch(Question[Permission]):
    """May so much be given back for this claim?"""

    claim: str
    amount: Money


# ── media and visibility


@question()
class MayUseMedia(Question[Permission]):
    """May the asker use this medium in this way?"""

    media: str
    use: MediaUse


@question()
class MayGrantMedia(Question[Permission]):
    """May the platform authorise the buyer to use this medium, or end that?"""

    media: str


@question()
class PrivatePeriod(Question[Bound]):
    """Until when is the finished product visible to its buyer alone?"""


@question()
class ProductVisibility(Question[Classification]):
    """Is the product `private`, `eligible` to be published, `kept_private`, or `public`?"""


@question()
class MaySeeProduct(Question[Permission]):
    """May such a viewer see, search for or order the product?"""

    viewer: Viewer


@question()
class MayPublishProduct(Question[Permission]):
    """May the platform make the product, or its design, visible to all?"""
