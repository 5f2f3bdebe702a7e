"""Questions of store orders, their disputes, tickets, stores and wallets (cj-aftersales, cj-platform)."""

from __future__ import annotations

from tailorbird.domain.cases.facts.store_order import StoreOrderPlaced
from tailorbird.domain.cases.store_words import (
    DisputeReason,
    Evidence,
    LineQuantity,
    Remedy,
    ReportOutcome,
    RuledLine,
    RulingOutcome,
)
from tailorbird.domain.money import Money
from tailorbird.domain.staff import Duty, StaffRole
from tailorbird.domain.terms.answers import Charge, Classification, Finding, Permission, Span
from tailorbird.domain.terms.question import Combine, Question, question
from tailorbird.domain.time.bound import Bound

# ── the order


@question()
class MayPlaceStoreOrder(Question[Permission]):
    """May this order be placed? Asked before it is recorded."""

    order: StoreOrderPlaced


@question()
class OrderStage(Question[Classification]):
    """Is the order `pending`, `processing`, `dispatched`, `completed` or `closed`?"""


@question()
class PaymentDiscount(Question[Charge]):
    """What does the platform take off the displayed total, when it is paid in this way?

    `method` is `wallet` or a gateway's name. The payer of the discount is the platform.
    """

    total: Money
    method: str


@question()
class MayPayStoreOrder(Question[Permission]):
    """May the order be paid in this way? `total` is what is really paid, after any discount."""

    total: Money
    method: str


@question()
class MayProcess(Question[Permission]):
    """May the warehouse begin with the order, or go on with it?"""


@question()
class MayComplete(Question[Permission]):
    """May the client say that the order is completed?"""


@question()
class MayCloseOrder(Question[Permission]):
    """May the order be closed in the system?"""


@question()
class InvoiceDuty(Question[Classification]):
    """What has to be written about what happened last: an `invoice`, a `credit_note`, or `nothing`?"""


# ── disputes


@question()
class MayOpenDispute(Question[Permission]):
    """May the client dispute these lines, for this reason, with this evidence?"""

    reason: DisputeReason
    wants: Remedy
    lines: tuple[LineQuantity, ...]
    evidence: tuple[Evidence, ...] = ()


@question()
class MayWithdrawDispute(Question[Permission]):
    """May the opener close the dispute?"""

    dispute: str


@question()
class MayAddToDispute(Question[Permission]):
    """May a side say or add something in this dispute?"""

    dispute: str


@question()
class MayInvestigate(Question[Permission]):
    """May a carrier's investigation be opened for this dispute? Pending where a confirmation is awaited."""

    dispute: str


@question()
class ReviewPeriod(Question[Bound]):
    """Until when is this dispute to be reviewed?"""

    dispute: str


@question()
class MayMarkComplicated(Question[Permission]):
    """May the review of this dispute be given more time?"""

    dispute: str
    platforms: tuple[str, ...] = ()


@question()
class MayRuleDispute(Question[Permission]):
    """May the review end with this outcome, remedy and these lines? Also asked of an offered remedy."""

    dispute: str
    outcome: RulingOutcome
    remedy: Remedy | None = None
    lines: tuple[RuledLine, ...] = ()


@question()
class RemedyAmount(Question[Charge]):
    """What is refunded at most for so many pieces of a line of the order?"""

    line: str
    quantity: int


@question()
class RefundDestination(Question[Classification]):
    """Where does a refund of this order go: `wallet` or `payment_account`?"""


@question()
class MaySendRefundOn(Question[Permission]):
    """May a refund that lies in the wallet be sent on to where the order was paid from?"""

    dispute: str


@question()
class RefundArrival(Question[Span]):
    """Between which days does a refund through this gateway, sent now, arrive?"""

    gateway: str


@question()
class MayReturnTo(Question[Permission]):
    """May goods be sent back to a warehouse in this country?

    `item_value` is what the goods are worth, to be compared with what handling there costs.
    """

    dispute: str
    country: str
    item_value: Money | None = None


# ── tickets


@question()
class TicketState(Question[Classification]):
    """Is the ticket `open`, `assigned`, `waiting_for_client`, or `closed`? `points_at`: whose turn it is."""


@question()
class MayUseTicket(Question[Permission]):
    """May the asker write in the ticket, or close it?"""


# ── stores


@question(Combine.COLLECT)
class DeliveryPolicy(Question[tuple[Finding, ...]]):
    """What does a store's delivery policy say? Codes: shipping, customs, returns and so on."""


@question()
class MayPublishPolicy(Question[Permission]):
    """May the store publish a delivery policy?"""


@question()
class MayOfferStore(Question[Permission]):
    """May the store be offered to this account?"""

    receiver: str


@question()
class MayAnswerStoreOffer(Question[Permission]):
    """May the offer still be accepted, declined or withdrawn?"""


@question()
class StoreOfferPeriod(Question[Bound]):
    """Until when can the offer be accepted?"""


@question(Combine.COLLECT)
class TransferredGoods(Question[tuple[Finding, ...]]):
    """What goes along with a store (products, connections, open orders, what was paid), what does not?"""


# ── reports, wallet


@question()
class MayReportProduct(Question[Permission]):
    """May this product be reported?"""

    listing: str


@question()
class MayDecideReport(Question[Permission]):
    """May the report be decided so?"""

    outcome: ReportOutcome
    why: str = ""


@question()
class MayWithdrawMoney(Question[Permission]):
    """May this much leave the wallet? `free` is what is free to be spent, `frozen` counts freezes."""

    amount: Money
    free: Money
    frozen: int = 0


# ── staff


@question()
class MayDoAsStaff(Question[Permission]):
    """May a member of the asker's staff in this role do work of this duty?"""

    role: StaffRole
    duty: Duty
