"""What the public reads of a store: its delivery policy."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.problem_reply import Refusal, reader_language
from tailorbird.api.replying import reply
from tailorbird.api.routing import Routes
from tailorbird.app.engine import problems
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.reading.language import Speaker
from tailorbird.app.store.policy import PolicySection, policy_hash, sections
from tailorbird.domain.cases.facts.store import DeliveryPolicyPublished
from tailorbird.domain.questions.store import DeliveryPolicy
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.hearing import Hearing

routes = Routes("stores")


@dataclass(frozen=True, slots=True)
class PolicyShown:
    """The delivery policy of a store as it stands now; `clauses` say where it comes from."""

    store: str
    sections: tuple[PolicySection, ...]
    hash: str
    clauses: tuple[str, ...]


@routes.get("/stores/{store_id}/delivery-policy", gives=PolicyShown)
def show_delivery_policy(request: HttpRequest, store_id: str) -> HttpResponse:
    """A store's delivery policy: shipping and delivery, customs and duties, returns and exchanges.

    Generated from the store's rates and the terms in force; it changes when they do. Open to everybody
    once the store has published it.
    """
    house = wiring.house()
    record = house.records.case(store_id)
    case = case_from(record) if record is not None and record.header.kind == "store" else None
    if record is None or case is None or not case.has(DeliveryPolicyPublished):
        raise Refusal(problems.no_case(store_id))
    # Customers order under the terms of today, whichever were in force when the store was opened.
    in_force = [house.library.in_force(pin.package) for pin in record.header.pins]
    agreement = house.engine.agreement_of(house.engine.pins_of(in_force))
    hearing = Hearing(case, house.clock.now(), Role.PLATFORM, house.calendars(), agreement)
    decision = hearing.ask(DeliveryPolicy)
    findings = decision.answer or ()
    speaker = Speaker(agreement.packages, reader_language(request), case.zone)
    return reply(PolicyShown(store_id, sections(findings, speaker), policy_hash(findings), decision.clauses))
