"""Questions of leave: may this be done, now, by this party?"""

from __future__ import annotations

from tailorbird.domain.cases.fact import DataClass
from tailorbird.domain.cases.facts.request import RequestScreened, RequestSubmitted
from tailorbird.domain.cases.words import Channel, GoodsClass, Ground, Service
from tailorbird.domain.money import Money
from tailorbird.domain.terms.answers import Permission
from tailorbird.domain.terms.question import Question, question


@question()
class MaySubmitRequest(Question[Permission]):
    """Is this a valid purchase request? Asked before it is recorded."""

    request: RequestSubmitted
    screening: RequestScreened | None = None


@question()
class MayAcceptRequest(Question[Permission]):
    """May the provider accept the request?"""


@question()
class MayDeclineRequest(Question[Permission]):
    """May the provider decline the request?"""


@question()
class MayRefuseExecution(Question[Permission]):
    """May the provider refuse to go on, after accepting and before the purchase?"""


@question()
class MayIssueQuote(Question[Permission]):
    """May the provider state a price?"""


@question()
class MayChooseCarrier(Question[Permission]):
    """May this logistics provider be chosen for this order?"""

    carrier: str
    serves: tuple[str, ...] = ()
    excludes: tuple[GoodsClass, ...] = ()


@question()
class MayPay(Question[Permission]):
    """May the buyer pay, so that the agreement takes effect?"""


@question()
class MayPayBalance(Question[Permission]):
    """May the buyer make up the balance that the seller asked for?"""


@question()
class MayPurchase(Question[Permission]):
    """May the provider buy from the seller, to be delivered to this address where one is given?"""

    delivery_address: str = ""


@question()
class MayOrderService(Question[Permission]):
    """May the buyer ask the warehouse for this service on these goods?"""

    service: Service


@question()
class MayCancel(Question[Permission]):
    """May the buyer cancel the order?"""

    channel: Channel = Channel.PLATFORM


@question()
class MayDissolve(Question[Permission]):
    """May the buyer ask to dissolve the order, on this ground and with this evidence?"""

    ground: Ground | None = None
    evidence: tuple[str, ...] = ()


@question()
class MayRefuseParcel(Question[Permission]):
    """May the parcel be refused at the door?"""

    ground: Ground
    evidence: tuple[str, ...] = ()


@question()
class MayObject(Question[Permission]):
    """May the buyer object to specifications or quality after receipt?"""

    ground: Ground
    evidence: tuple[str, ...] = ()


@question()
class MayConfirmReceipt(Question[Permission]):
    """May the buyer confirm receipt?"""


@question()
class MayTip(Question[Permission]):
    """May the buyer tip the provider this much?"""

    amount: Money


@question()
class MayRefundTip(Question[Permission]):
    """May the buyer have the tip back?"""


@question()
class MayUseWallet(Question[Permission]):
    """May the buyer spend or withdraw money of the wallet, as far as this case goes?"""


@question()
class MaySellGoods(Question[Permission]):
    """May retained goods be sold?"""


@question()
class MayShareData(Question[Permission]):
    """May a stored field of this class be exported to, or shared with, others?"""

    data_class: DataClass


@question()
class MayDispatch(Question[Permission]):
    """May a parcel leave for the buyer?"""

    parcel: str = ""
