"""The request: what it must state, what the link may supply, what is refused, special wishes."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.request import (
    RequestAccepted,
    RequestScreened,
    RequestSubmitted,
    SpecialRequirementAnswered,
    SpecialRequirementMade,
)
from tailorbird.domain.cases.words import Channel, RequirementStatus
from tailorbird.domain.marketplace.links import RecognisedLink, recognise
from tailorbird.domain.questions.disclosure import RequirementDuty
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.permission import (
    MayAcceptRequest,
    MayDeclineRequest,
    MayIssueQuote,
    MayPay,
    MayPurchase,
    MayRefuseExecution,
    MaySubmitRequest,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Classification,
    Near,
    Permission,
    Unknown,
    allocate,
    classify,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.order1688.v1 import stages


@clause("order1688.1.1")
def states_everything(q: MaySubmitRequest, p: Parameters) -> Answer[Permission] | Unknown:
    """A request counts when it is sent through this platform and states clearly:
    {necessary_information}. The link must lead to one product. If anything is missing, the request
    is refused and you are told what to add.
    """
    if q.request.channel is not Channel.PLATFORM:
        return refuse(
            says=says("The request did not come through this platform."),
            next_step=says("Send the request here; what you wrote elsewhere can be pasted in."),
        )
    lacking = _lacking(q.request, p)
    if lacking:
        needed = len(p.words("necessary_information"))
        return refuse(
            near=(Near("necessary information", needed, needed - len(lacking), unit="items"),),
            says=says("The request does not state clearly: {missing}.", missing=", ".join(lacking)),
            next_step=says("Add to the request: {missing}.", missing=", ".join(lacking)),
        )
    if _leads_to(q.request) is None:
        return unknown(
            "product behind the link",
            next_step=says("Open the short link and copy the address of the product's page."),
        )
    return grant()


@clause("order1688.1.cure", exception_to=["order1688.1.1"])
def determined_by_the_link(q: MaySubmitRequest, p: Parameters) -> Answer[Permission] | None:
    """A request that leaves something out still counts when the link alone settles it beyond doubt.
    What can be filled in so: {filled_in_from_the_link}. It is marked as filled in. Where the link
    leaves a choice, you choose; nothing is chosen for you.
    """
    lacking = _lacking(q.request, p)
    if not lacking or not _cured(q.request, lacking, p):
        return None
    return grant(says=says("The link settles: {determined}.", determined=", ".join(lacking)))


def _lacking(request: RequestSubmitted, p: Parameters) -> tuple[str, ...]:
    """The necessary words that the buyer did not state clearly."""
    return tuple(word for word in p.words("necessary_information") if not _stated(request, word))


def _stated(request: RequestSubmitted, word: str) -> bool:
    name = _field(word)
    return name not in (*request.determined, *request.ambiguous) and _has(request, name)


def _has(request: RequestSubmitted, name: str) -> bool:
    if name == "link":
        return _leads_to(request) is not False
    if name == "quantity":
        return request.quantity > 0
    if name == "specification" and request.variant:
        return True
    return bool(str(getattr(request, name, None) or "").strip())


def _leads_to(request: RequestSubmitted) -> bool | None:
    """Whether the link leads to one product; None where a short link must be opened to know."""
    if not request.link.strip():
        return False
    if request.product_id:
        return True
    found = recognise(request.link)
    if not isinstance(found, RecognisedLink):
        return False
    return True if found.product_id else None


def _cured(request: RequestSubmitted, lacking: tuple[str, ...], p: Parameters) -> bool:
    """Whether the link supplied everything that is lacking, with its value, and nothing is open."""
    return request.channel is Channel.PLATFORM and all(
        word in p.words("filled_in_from_the_link")
        and _field(word) in request.determined
        and _field(word) not in request.ambiguous
        and _has(request, _field(word))
        for word in lacking
    )


def _field(word: str) -> str:
    return word.replace(" ", "_")


_STEPS_BEFORE_PURCHASE = (
    "order1688.0",
    "order1688.1.2",
    "order1688.2",
    "order1688.5",
    "order1688.9",
    "order1688.11",
    "order1688.15.1",
    "order1688.15.2",
    "order1688.15.3",
    "order1688.15.4",
    "order1688.15.5",
)


@clause("order1688.14", exception_to=["order1688.1.1", "order1688.1.cure"])
def prohibited_request(q: MaySubmitRequest, p: Parameters) -> Answer[Permission] | Unknown | None:
    """Nobody can be asked to buy prohibited or infringing goods, or to do what harms others or
    breaks the law. Every request is looked through first; one that could not be looked through
    waits for a person, and counts neither as clean nor as prohibited.
    """
    if q.screening is not None:
        return _prohibited(q.screening.prohibited)
    lacking = _lacking(q.request, p)
    stands = q.request.channel is Channel.PLATFORM and _leads_to(q.request)
    if stands and (not lacking or _cured(q.request, lacking, p)):
        return _not_screened()
    return None


@clause("order1688.14", exception_to=_STEPS_BEFORE_PURCHASE)
def prohibited_order(
    q: MayAcceptRequest | MayIssueQuote | MayPay | MayPurchase, p: Parameters
) -> Answer[Permission] | Unknown | None:
    """Where it turns out later, the provider goes no further: it does not accept, quote, take
    payment or buy.
    """
    submitted = stages.awaiting_answer(q.case)
    found = q.case.last(RequestScreened)
    if found is None:
        waits = submitted is not None and isinstance(q, MayAcceptRequest)
        return _not_screened() if waits else None
    if submitted is None and stages.before_purchase(q.case) is None:
        return None
    return _prohibited(found.fact.prohibited, found)


@clause("order1688.14", exception_to=["order1688.2"])
def prohibited_is_a_ground(
    q: MayRefuseExecution, p: Parameters
) -> Answer[Permission] | Unknown | None:
    """After accepting, this is a ground to refuse, until the goods are bought. The provider may ask
    you to make good what it lost by such a request.
    """
    if stages.before_purchase(q.case) is None:
        return None
    found = q.case.last(RequestScreened)
    if found is None:
        return None if blocking(q.case) else _not_screened()
    if not found.fact.prohibited:
        return None
    return grant([found], says=_SAYS_PROHIBITED(found.fact.prohibited))


@clause("order1688.14")
def prohibited_money_back(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """What you paid for the goods and to the provider comes back when it refuses for this reason,
    as nothing was bought.
    """
    found = q.case.last(RequestScreened)
    if not found or not found.fact.prohibited or not _refused_execution(q):
        return None
    return allocate((Role.BUYER, q.amount), because=[found])


def _SAYS_PROHIBITED(words: tuple[str, ...]):  # placeholder
    ...
