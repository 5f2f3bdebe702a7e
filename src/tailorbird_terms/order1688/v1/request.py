"""The request: what it must state, what the link may supply, and special wishes beside it."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.request import (
    RequestSubmitted,
    SpecialRequirementAnswered,
    SpecialRequirementMade,
)
from tailorbird.domain.cases.words import Channel, RequirementStatus
from tailorbird.domain.marketplace.links import RecognisedLink, recognise
from tailorbird.domain.questions.disclosure import RequirementDuty
from tailorbird.domain.questions.money import Settlement
from tailorbird.domain.questions.permission import MayRefuseExecution, MaySubmitRequest
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
        missing = ", ".join(lacking)
        return refuse(
            near=(Near("necessary information", needed, needed - len(lacking), unit="items"),),
            says=says("The request does not state clearly: {missing}.", missing=missing),
            next_step=says("Add to the request: {missing}.", missing=missing),
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
    Only this can be filled in so: {filled_in_from_the_link}; it is marked as filled in. Where the
    link leaves a choice, you choose; nothing is chosen for you.
    """
    lacking = _lacking(q.request, p)
    if not lacking or not _cured(q.request, lacking, p):
        return None
    return grant(says=says("The link settles: {determined}.", determined=", ".join(lacking)))


def is_complete(request: RequestSubmitted, p: Parameters) -> bool:
    """Whether the request counts by what it states and by what its link settles."""
    lacking = _lacking(request, p)
    return (
        request.channel is Channel.PLATFORM
        and _leads_to(request) is True
        and (not lacking or _cured(request, lacking, p))
    )


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
    can_determine = request.channel is Channel.PLATFORM and _leads_to(request) is True
    return can_determine and all(
        word in p.words("filled_in_from_the_link")
        and _field(word) in request.determined
        and _field(word) not in request.ambiguous
        and _has(request, _field(word))
        for word in lacking
    )


def _field(word: str) -> str:
    return word.replace(" ", "_")


_CONSEQUENCES = {
    RequirementStatus.AGREED: (
        "duty",
        says("The provider agreed to this wish and owes it."),
    ),
    RequirementStatus.NOT_AGREED: (
        "no_duty",
        says("The provider did not agree to this wish and need not do it."),
    ),
    RequirementStatus.OUT_OF_SCOPE: (
        "disclaimed",
        says("This wish is outside buying for you; the provider need not do it or answer for it."),
    ),
    RequirementStatus.AFFECTS_FULFILMENT: (
        "order_may_be_refused",
        says("This wish stands in the way of the order; the provider may refuse to execute it."),
    ),
}


@clause("order1688.3")
def what_a_wish_binds(q: RequirementDuty, p: Parameters) -> Answer[Classification] | Unknown:
    """You may leave special wishes about the goods or the service as messages. The provider owes
    only the wishes it agreed to, even once the order exists. A wish outside buying for you, or one
    that needs a seller of your choice, may be left undone without the provider answering for it.
    """
    wish = _made(q.case, q.requirement)
    if wish is None:
        return unknown("requirement", next_step=says("Leave the wish as a message to the provider first."))
    answer = _answer(q.case, q.requirement)
    if answer is not None:
        kind, sentence = _CONSEQUENCES[answer.fact.status]
        points_at = Role.PROVIDER if kind == "duty" else None
        return classify(kind, points_at=points_at, because=[wish, answer], says=sentence)
    if wish.fact.designated_seller:
        kind, sentence = _CONSEQUENCES[RequirementStatus.OUT_OF_SCOPE]
        return classify(kind, because=[wish], says=sentence)
    return classify("no_duty", because=[wish], says=says("The provider has not agreed to this wish yet."))


@clause("order1688.3", exception_to=["order1688.2"])
def wish_in_the_way(q: MayRefuseExecution, p: Parameters) -> Answer[Permission] | None:
    """If a wish stands directly in the way of carrying out the order, the provider may refuse the
    order until the goods are bought.
    """
    found = blocking(q.case)
    if not found or stages.before_purchase(q.case) is None:
        return None
    return grant(found, says=says("A special wish stands in the way of the order."))


@clause("order1688.3")
def wish_money_back(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """What you paid for the goods and to the provider then comes back to you."""
    found = blocking(q.case)
    if not found or not stages.comes_back_on_refusal(q):
        return None
    return allocate((Role.BUYER, q.amount), because=found)


def blocking(case: Case) -> tuple[Recorded[SpecialRequirementAnswered], ...]:
    """The answers, each the last on its wish, that call the wish an obstacle to the order."""
    last = {each.fact.requirement: each for each in case.all(SpecialRequirementAnswered)}
    return tuple(each for each in last.values() if each.fact.status is RequirementStatus.AFFECTS_FULFILMENT)


def _made(case: Case, requirement: str) -> Recorded[SpecialRequirementMade] | None:
    found = (e for e in case.all(SpecialRequirementMade) if e.fact.requirement == requirement)
    return next(found, None)


def _answer(case: Case, requirement: str) -> Recorded[SpecialRequirementAnswered] | None:
    found = [e for e in case.all(SpecialRequirementAnswered) if e.fact.requirement == requirement]
    return found[-1] if found else None
