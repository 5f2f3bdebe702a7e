"""Webhook endpoints of a party."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from typing import Final

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key, json_object, read_body
from tailorbird.api.caller import holder_of
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import refuse
from tailorbird.api.replying import page_reply
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.parties import EndpointShown, NewEndpoint, TestSent, endpoint_shown
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.parties import WebhookEndpoint
from tailorbird.domain import codec
from tailorbird.domain.staff import Duty

routes = Routes("webhooks")
MOST_ENDPOINTS: Final = 20
REMOVED: Final = "removed"


@routes.page("/webhooks", Scope.READ, gives=EndpointShown, duty=Duty.SETTINGS)
def list_endpoints(request: HttpRequest) -> HttpResponse:
    """Where you want events."""
    return page_reply(request, [endpoint_shown(each) for each in _own(request)], None)


def _own(request: HttpRequest) -> list[WebhookEndpoint]:
    found = wiring.house().parties.endpoints([holder_of(request).party.id])
    return [each for each in found if each.state != REMOVED]


@routes.post("/webhooks", Scope.ACT, takes=NewEndpoint, gives=EndpointShown, duty=Duty.SETTINGS)
def make_endpoint(request: HttpRequest) -> HttpResponse:
    """Have the events of your cases sent to an https address (Standard Webhooks).

    The secret, by which you check signatures, is told in this answer only.
    """
    party = holder_of(request).party.id
    body = json_object(request)
    given = read_body(NewEndpoint, body)
    if why := wiring.webhooks().refusal(given.url):
        raise refuse(
            422,
            "endpoint_refused",
            "This address is not taken",
            why,
            "Give an https address of yours that can be reached from outside.",
        )
    digest = hashlib.sha256(f"{party}\0{idempotency_key(request)}".encode()).hexdigest()

    def act() -> Done:
        if len(_own(request)) >= MOST_ENDPOINTS:
            raise refuse(
                409,
                "too_many_endpoints",
                "There are too many endpoints",
                f"You have {MOST_ENDPOINTS} endpoints.",
                "Remove one first.",
            )
        secret = _secret()
        endpoint = WebhookEndpoint("we-" + digest[:20], party, given.url, secret)
        wiring.house().parties.save_endpoint(endpoint)
        return Done(endpoint_shown(endpoint, secret), kept=endpoint_shown(endpoint))

    return once(request, party, body, act)


def _secret() -> str:
    """A secret in the form of Standard Webhooks."""
    token = wiring.house().token
    return "whsec_" + base64.b64encode(hashlib.sha256(f"{token()}{token()}".encode()).digest()).decode()


@routes.delete("/webhooks/{endpoint_id}", Scope.ACT, status=204, duty=Duty.SETTINGS)
def remove_endpoint(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """Stop sending events there; repeating changes nothing."""
    found = wiring.house().parties.endpoints([holder_of(request).party.id])
    endpoint = next((each for each in found if each.id == endpoint_id), None)
    if endpoint is None:
        raise _no_endpoint(endpoint_id)
    wiring.house().parties.save_endpoint(replace(endpoint, state=REMOVED))
    return HttpResponse(status=204)


@routes.post("/webhooks/{endpoint_id}/test", Scope.ACT, gives=TestSent, status=200, duty=Duty.SETTINGS)
def send_test_event(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """Send an event of the type `webhook.test` to the endpoint now, and tell what it said."""
    party = holder_of(request).party.id
    key = idempotency_key(request)
    endpoint = next((each for each in _own(request) if each.id == endpoint_id), None)
    if endpoint is None:
        raise _no_endpoint(endpoint_id)

    def act() -> Done:
        now = wiring.house().clock.now()
        payload = codec.canonical({"endpoint": endpoint.id, "sent_at": now, "type": "webhook.test"})
        message_id = "test-" + hashlib.sha256(f"{party}\0{key}".encode()).hexdigest()[:20]
        answer = wiring.webhooks().send(endpoint, message_id, now, payload)
        return Done(TestSent(answer.took.value, answer.says), 200)

    return once(request, party, {}, act)


def _no_endpoint(endpoint_id: str) -> Exception:
    return refuse(
        404,
        "no_such_endpoint",
        "There is no such endpoint",
        f"You have no endpoint {endpoint_id}.",
        "GET /api/v1/webhooks lists yours.",
    )
