"""Questions that only made-to-order jewellery asks."""

from __future__ import annotations

from datetime import datetime

from tailorbird.domain.cases.facts.jewelry import (
    CustomOrderSubmitted,
    DelayReason,
    DesignUse,
    PersonalData,
    ReturnGround,
    WishKind,
)
from tailorbird.domain.cases.words import Reply
from tailorbird.domain.money import Money
from tailorbird.domain.terms.answers import Classification, Finding, Permission
from tailorbird.domain.terms.question import Combine, Question, question
from tailorbird.domain.time.bound import Bound

# ── the order and its wishes


@question(Combine.COLLECT)
class CustomizableRange(Question[tuple[Finding, ...]]):
    """What can be changed about the piece? The code is the kind; `about` says how it is offered."""


@question()
class WishInRange(Question[Classification]):
    """Is a wish of this kind `free`, `limited` (it is negotiated), or `not_offered`?"""

    change: WishKind


@question()
class MaySubmitOrder(Question[Permission]):
    """May this order be sent? Asked before it is recorded.

    `summary_hash` is of the summary as the product draws it up now; the order's own is of the
    summary that the buyer confirmed.
    """

    order: CustomOrderSubmitted
    summary_hash: str


@question()
class MayProposeExtraFee(Question[Permission]):
    """May the jeweller ask this fee for this wish? The free remarks are the wish `remarks`."""

    wish: str
    fee: Money


@question()
class MayAnswerExtraFee(Question[Permission]):
    """May the buyer answer this proposal of a fee?"""

    proposal: str


@question()
class MayAnswerWish(Question[Permission]):
    """May the jeweller take this wish on without a fee (`agreed`), or refuse it?"""

    wish: str
    reply: Reply


@question()
class MayPayOrder(Question[Permission]):
    """May the buyer pay the order? `total` is what is being paid; left out, it is the quote's."""

    total: Money | None = None


@question()
class MayPayExtraFee(Question[Permission]):
    """May the buyer pay a fee that was agreed after the order had been paid?"""

    proposal: str


@question()
class PaymentPeriod(Question[Bound]):
    """Until when must the order be paid, before it lapses?"""


# ── the design


@question()
class MayProposeDesign(Question[Permission]):
    """May the jeweller propose a plan to the buyer?"""


@question()
class MayAnswerProposal(Question[Permission]):
    """May the buyer answer or accept this proposal?"""

    proposal: str


@question()
class Specification(Question[Classification]):
    """What is made: the order's `summary`, an accepted `proposal`, or is it still `open`?"""


@question()
class MayPauseMaking(Question[Permission]):
    """May the ship-by date be paused because the buyer cannot be reached, with these attempts?"""

    attempts: tuple[str, ...] = ()


@question()
class MayAcceptDesign(Question[Permission]):
    """May the jeweller take the design on?"""


@question()
class DesignOwnership(Question[Classification]):
    """Whose is the design?"""


@question()
class MayUseDesign(Question[Permission]):
    """May the jeweller use the design so? `personal_data`: whether the form shows who the buyer is."""

    use: DesignUse
    personal_data: PersonalData = PersonalData.UNKNOWN


# ── making and shipping


@question()
class MayProduce(Question[Permission]):
    """May this step of making be carried out?"""

    step: str = ""


@question()
class MayShip(Question[Permission]):
    """May the piece be handed to the carrier?"""


@question()
class ShippingPeriod(Question[Bound]):
    """Until when must the piece, or its remake, be shipped?

    Before payment, `if_confirmed_at` asks what the date would be if payment were confirmed then.
    """

    if_confirmed_at: datetime | None = None


@question()
class MayAnnounceDelay(Question[Permission]):
    """May the jeweller move the ship-by date, for this reason, with this explanation, to this day?"""

    reason: DelayReason | None = None
    explanation: str = ""
    expected: datetime | None = None


@question()
class MakingPriority(Question[Classification]):
    """Which place has this piece, or the remake that is due, in the queue: `first` or `ordinary`?"""


# ── returns


@question()
class ClaimPeriod(Question[Bound]):
    """Until when may the buyer report a quality problem of the piece received last?"""


@question()
class MayReturn(Question[Permission]):
    """May the buyer ask for a return or an exchange, on this ground and with this evidence?"""

    ground: ReturnGround
    evidence: tuple[str, ...] = ()


@question()
class MayVerifyClaim(Question[Permission]):
    """May the result of looking into this claim be recorded?"""

    claim: str


@question()
class Remedy(Question[Classification]):
    """What follows from this claim: `return`, `exchange` or `none`?"""

    claim: str


@question()
class MayOpenRemake(Question[Permission]):
    """May the piece be made again for this claim?"""

    claim: str
