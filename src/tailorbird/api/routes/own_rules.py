"""Rules of one's own: the choices that there are, trying values out, and publishing them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import json_object, read_body
from tailorbird.api.caller import holder_of
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import Refusal
from tailorbird.api.replying import page_reply, reply
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.own_rules import (
    OwnRulesShown,
    RulesGiven,
    RulesPreview,
    RulesPublished,
    own_rules_shown,
    preview_shown,
    version_shown,
)
from tailorbird.app.engine.problem import Problem
from tailorbird.app.own_rules.compose import base_of, compose, own_versions
from tailorbird.app.own_rules.packages import OwnRules, composed_by, open_to
from tailorbird.app.own_rules.publish import publish
from tailorbird.app.own_rules.versions import State
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.parties import Party
from tailorbird.domain.staff import Duty

routes = Routes("terms")


@routes.page("/own-rules", Scope.READ, Scope.ADMIN, gives=OwnRulesShown, duty=Duty.LOOK, by_store=1)
def list_own_rules(request: HttpRequest) -> HttpResponse:
    """The packages in which you declare rules of your own: every choice, and the versions you published.

    Providers have `provider_rules`, makers `maker_rules`; nobody else has any.
    """
    party = holder_of(request).party
    return page_reply(request, [_shown(party, each) for each in open_to(party)], None)


def _shown(party: Party, own: OwnRules) -> OwnRulesShown:
    house = wiring.house()
    base, versions = base_of(house, own), own_versions(house, party, own)
    in_force = next((each for each in versions if each.state is State.IN_FORCE), None)
    current = house.library.package(in_force.ref) if in_force else base
    return own_rules_shown(own, base, current, versions)


@routes.post(
    "/own-rules/preview",
    Scope.READ,
    Scope.ACT,
    takes=RulesGiven,
    gives=RulesPreview,
    status=200,
    writes=0,
    duty=Duty.LOOK,
)
def preview_own_rules(request: HttpRequest) -> HttpResponse:
    """Try values out: the text that a buyer will read, what changes, what of the platform's it overrides.

    Nothing is stored. Every value that does not fit is told at once, with what would.
    """
    party = holder_of(request).party
    given = read_body(RulesGiven, json_object(request))
    own = _own(party, given.package)
    return reply(preview_shown(compose(wiring.house(), party, own, given.values, given.effective_at)))


@routes.post("/own-rules", Scope.ACT, takes=RulesGiven, gives=RulesPublished, duty=Duty.TERMS)
def publish_own_rules(request: HttpRequest) -> HttpResponse:
    """Publish a version of your own rules, for orders that are opened from `effective_at` on.

    Orders that were opened before keep theirs for ever. Where a version with the same values governs at
    that instant already, it is told with status 200 and nothing is added. What is published for later is
    replaced by publishing another version for the same instant.
    """
    party = holder_of(request).party
    body = json_object(request)
    given = read_body(RulesGiven, body)
    own = _own(party, given.package)

    def act() -> Done:
        made = publish(wiring.house(), party, own, given.values, given.effective_at)
        if isinstance(made, Problem):
            raise Refusal(made)
        version = version_shown(made.version) if made.version else None
        composed = made.composed
        shown = RulesPublished(made.is_new, version, composed.changed, composed.overrides)
        return Done(shown, 201 if made.is_new else 200)

    return once(request, party.id, body, act)


def _own(party: Party, package: str) -> OwnRules:
    """The package, where it is the caller's to compose."""
    own = composed_by(party, package)
    if isinstance(own, Problem):
        raise Refusal(own)
    return own
