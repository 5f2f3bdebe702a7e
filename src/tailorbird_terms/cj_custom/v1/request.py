"""The request: what it describes, what is accepted with it, and ordering a finished product again."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.facts.custom_product import ProductFinished
from tailorbird.domain.cases.facts.custom_request import SupplierQuoted
from tailorbird.domain.questions.custom import MayReorder, MaySubmitCustomRequest
from tailorbird.domain.questions.disclosure import Disclosures
from tailorbird.domain.terms.answers import Answer, Finding, Near, Permission, find, grant, refuse, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_custom.v1.standing import not_open, opened

Shown = Answer[tuple[Finding, ...]]
Sending = MaySubmitCustomRequest | MayReorder


@clause("cj-custom.I")
def describe_what_is_made(q: MaySubmitCustomRequest, p: Parameters) -> Answer[Permission]:
    """You describe a product that you would like to have made: its appearance, pattern, colour, size,
    material and whatever else matters to you, with pictures or documents if you have them. The
    platform finds a supplier who makes it for you. Additional rules of a provider or of the maker are
    shown to you and accepted with the request."""
    sent, asked = opened(q.case), q.request
    if sent is not None:
        return refuse(
            because=[sent],
            says=says("This request was sent on {at}.", at=sent.at),
            next_step=says("Change it while it is not confirmed, or send another request."),
        )
    if not asked.title or not asked.requirements or asked.quantity < 1:
        return refuse(
            near=(Near("quantity", 1, asked.quantity, unit="pieces"),) if asked.quantity < 1 else (),
            says=says("A request names the product, how many of it, and at least one requirement."),
            next_step=says("Give the product a name and a quantity, and describe what it shall be like."),
        )
    return _rules_of_others(q) or grant()


@clause("cj-custom.I")
def order_it_again(q: MayReorder, p: Parameters) -> Answer[Permission]:
    """A product that was finished for you can be ordered again as it was specified, without another
    review or sample."""
    if problem := not_open(q.case):
        return problem
    finished = q.case.first(ProductFinished)
    if finished is None:
        return refuse(
            because=[opened(q.case)],
            says=says("This product is not finished yet."),
            next_step=says("Wait until its sample is accepted, or order the production in this case."),
        )
    if q.quantity < 1:
        return refuse(
            because=[finished],
            near=(Near("quantity", 1, q.quantity, unit="pieces"),),
            says=says("An order is of one piece at least."),
            next_step=says("Say how many pieces you want."),
        )
    return grant(because=[finished])


def _rules_of_others(q: MaySubmitCustomRequest) -> Answer[Permission] | None:
    """Why the request does not go through: rules of a provider or maker that were not accepted."""
    shown = q.consult(Disclosures)
    lacking = [
        each.code
        for each in shown.answer or ()
        if not each.code.startswith("cj-custom.") and each.code not in q.request.accepted
    ]
    if not lacking:
        return None
    named = ", ".join(lacking)
    refused = refuse(
        says=says("{clause} was not accepted.", clause=named),
        next_step=says("Read {clause} and accept it with the request.", clause=named),
    )
    return replace(refused, via=(shown,))


@clause("cj-custom.II.5", exception_to=["cj-custom.I"])
def minimum_of_a_reorder(q: MayReorder, p: Parameters) -> Answer[Permission] | None:
    """A reorder keeps to the supplier's minimum quantity."""
    quoted = q.case.last(SupplierQuoted)
    if quoted is None or q.quantity < 1 or q.quantity >= quoted.fact.minimum_quantity:
        return None
    least = quoted.fact.minimum_quantity
    return refuse(
        because=[quoted],
        near=(Near("minimum quantity", least, q.quantity, unit="pieces"),),
        says=says("The supplier makes {least} pieces at least.", least=least),
        next_step=says("Order {least} pieces or more.", least=least),
    )


def _accepted(q: Sending) -> tuple[str, ...]:
    return q.accepted if isinstance(q, MayReorder) else q.request.accepted


def _not_accepted(q: Sending, code: str) -> Answer[Permission] | None:
    if code in _accepted(q):
        return None
    return refuse(
        says=says("{clause} was not accepted.", clause=code),
        next_step=says("Read {clause} and accept it with the request.", clause=code),
    )


@clause("cj-custom.II.2", exception_to=["cj-custom.I"])
def warrant_the_rights(q: MaySubmitCustomRequest | MayReorder, p: Parameters) -> Answer[Permission] | None:
    """With the request you guarantee that what you ask for infringes nobody's rights, such as
    copyright, designs, patents or trade marks, and that its liabilities and costs are yours."""
    return _not_accepted(q, "cj-custom.II.2")


@clause("cj-custom.II.7", exception_to=["cj-custom.I"])
def answer_for_completeness(
    q: MaySubmitCustomRequest | MayReorder, p: Parameters
) -> Answer[Permission] | None:
    """With the request you take it on yourself that it is complete, clear and right."""
    return _not_accepted(q, "cj-custom.II.7")


@clause("cj-custom.II.7", exception_to=["cj-custom.I"])
def each_requirement_in_words(q: MaySubmitCustomRequest, p: Parameters) -> Answer[Permission] | None:
    """Each requirement has a name of its own and says in words what is asked."""
    asked = q.request.requirements
    names = [each.requirement.strip() for each in asked]
    if all(names) and len(set(names)) == len(names) and all(each.asks.strip() for each in asked):
        return None
    return refuse(
        says=says("A requirement is without words, or two have the same name."),
        next_step=says("Say in words what each requirement asks, and name each differently."),
    )


@clause("cj-custom.II.10", exception_to=["cj-custom.I"])
def authorise_production(q: MaySubmitCustomRequest | MayReorder, p: Parameters) -> Answer[Permission] | None:
    """With the request you authorise the platform and its suppliers to make and sell, also by
    themselves, products based on what you asked for and on the ideas in it."""
    return _not_accepted(q, "cj-custom.II.10")


@clause("cj-custom.II.2")
def told_of_the_guarantee(q: Disclosures, p: Parameters) -> Shown:
    """You are shown this and accept it before the request is sent."""
    return find(Finding("cj-custom.II.2"))


@clause("cj-custom.II.7")
def told_of_completeness(q: Disclosures, p: Parameters) -> Shown:
    """You are shown this and accept it before the request is sent."""
    return find(Finding("cj-custom.II.7"))


@clause("cj-custom.II.10")
def told_of_the_authorisation(q: Disclosures, p: Parameters) -> Shown:
    """You are shown this and accept it before the request is sent."""
    return find(Finding("cj-custom.II.10"))
