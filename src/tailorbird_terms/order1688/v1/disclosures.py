"""What is shown and accepted before you pay; whose rules, which law, which forum, whose data."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.fact import DataClass
from tailorbird.domain.cases.facts.payment import TermsAccepted
from tailorbird.domain.cases.facts.request import RequestAccepted
from tailorbird.domain.questions.disclosure import Disclosures, ProviderOfRecord
from tailorbird.domain.questions.permission import MayPay, MayShareData
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Classification,
    Finding,
    Permission,
    Says,
    Unknown,
    classify,
    find,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.order1688.v1 import stages

Shown = Answer[tuple[Finding, ...]]


@clause("order1688.0")
def whose_rules(q: Disclosures, p: Parameters) -> Shown:
    """These rules bind you and the provider. Where the provider has declared additional rules on this
    platform and they conflict with these, the provider's go first; each decision says whose rule it
    applied. You see the provider's rules before you accept anything.
    """
    return _show(
        "order1688.0", says("These rules bind you and the provider; its own declared rules go first.")
    )


@clause("order1688.0", exception_to=["order1688.2"])
def accepted_before_payment(q: MayPay, p: Parameters) -> Answer[Permission] | None:
    """Before you pay you accept what was shown to you, point by point, the rules of the provider
    included.
    """
    if not stages.to_pay(q.case):
        return None
    shown = q.consult(Disclosures)
    ticked = [each for each in q.case.all(TermsAccepted) if each.by is Role.BUYER]
    accepted = {code for each in ticked for code in each.fact.clauses}
    missing = [each.code for each in shown.answer or () if each.code not in accepted]
    if not missing:
        return None
    lacking = [a for a in shown.applied if any(f.code in missing for f in a.value or ())]
    refused = refuse(
        ticked,
        says=says("Not accepted yet: {missing}.", missing=", ".join(missing)),
        next_step=says("Read what is shown and accept it."),
    )
    return replace(refused, via=(replace(shown, applied=tuple(lacking)),))


@clause("order1688.4")
def who_the_provider_is(q: Disclosures, p: Parameters) -> Shown:
    """When you pay you can see who the provider is, with its legal name, registration and contact, or
    ask the person who buys for you.
    """
    detail = says("The page of payment shows who the provider is; you can also ask its person.")
    return _show("order1688.4", detail)


@clause("order1688.4")
def entity_of_the_person(q: ProviderOfRecord, p: Parameters) -> Answer[Classification] | Unknown | None:
    """Unless something else was stated, the entity to which that person belongs is your provider: it
    holds the rights and the duties.
    """
    accepted = q.case.first(RequestAccepted)
    if accepted is None:
        return None
    if not accepted.fact.purchasing_person:
        return unknown(
            "purchasing person",
            because=[accepted],
            next_step=says("Ask the provider to name the person who buys for you."),
        )
    return classify(
        "entity_of_the_purchasing_person",
        points_at=Role.PROVIDER,
        because=[accepted],
        says=says("{person} acts for the provider.", person=accepted.fact.purchasing_person),
    )


@clause("order1688.7")
def told_apart(q: Disclosures, p: Parameters) -> Shown:
    """You accept this distinction before you pay."""
    detail = says("Some amounts are not collected by the provider; it cannot be asked for them back.")
    return _show("order1688.7", detail)


@clause("order1688.11")
def storage_and_transport(q: Disclosures, p: Parameters) -> Shown:
    """You accept this before you pay."""
    detail = says("Neither seller nor provider answers for storage and transport abroad.")
    return _show("order1688.11", detail)


@clause("order1688.23")
def data_of_the_purchase(q: Disclosures, p: Parameters) -> Shown:
    """Data that arises from buying for you is commercial data of the platform, which may keep, use
    and share it. Your biometric data and other private data are not part of it: they stay yours, and
    you can have them exported and erased.
    """
    detail = says("Commercial data of the purchase is the platform's; your private data is not.")
    return _show("order1688.23", detail)


@clause("order1688.23")
def sharing(q: MayShareData, p: Parameters) -> Answer[Permission]:
    """Every stored field is classed as one or the other, and only commercial ones are shared."""
    if q.data_class is DataClass.COMMERCIAL:
        return grant()
    return refuse(
        says=says("This is private data."),
        next_step=says("Leave the field out. The person concerned can export or erase it."),
    )


@clause("order1688.28")
def governing_law(q: Disclosures, p: Parameters) -> Shown:
    """The law of {governing_law} applies to these rules and decides how they are read."""
    detail = says("The law of {law} applies.", law=p.text("governing_law"))
    return _show("order1688.28", detail)


@clause("order1688.29")
def forum(q: Disclosures, p: Parameters) -> Shown:
    """Disputes between you and the provider under these rules go to the {forum} and are arbitrated by
    its rules in force at that time. The case can be exported as evidence to file there.
    """
    return _show("order1688.29", says("Disputes go to the {forum}.", forum=p.text("forum")))


@clause("order1688.30")
def defined_words(q: Disclosures, p: Parameters) -> Shown:
    """You and the provider also agree to what concerns you in the {main_agreement}. Parties, services
    and fees mean here what they mean there.
    """
    detail = says("Words mean what the {agreement} says.", agreement=p.text("main_agreement"))
    return _show("order1688.30", detail)


def _show(code: str, detail: Says) -> Shown:
    return find(Finding(code, "", detail))
