"""Reporting an improper product: open to everybody, with or without an account."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key, json_object, read_body
from tailorbird.api.caller import holder_of
from tailorbird.api.citing import check_citing
from tailorbird.api.problem_reply import Refusal, receipt_problem
from tailorbird.api.replying import receipt_reply, reply
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.replies import CommandReply
from tailorbird.app.duties import AT_WORK
from tailorbird.app.permissions import Scope
from tailorbird.app.report.place import STRANGER, NewReport, report_product
from tailorbird.domain import codec

routes = Routes("reports")


@dataclass(frozen=True, slots=True)
class ReportTaken:
    """The report's number. A stranger cannot look the case up; the answer goes to the contact given."""

    report: str


@routes.post("/reports", Scope.ACT, takes=NewReport, gives=CommandReply, duty=AT_WORK)
def report_a_product(request: HttpRequest) -> HttpResponse:
    """Report a product that is public. You see the report, and what the operator decides."""
    given = read_body(NewReport, json_object(request))
    party = holder_of(request).party.id
    check_citing(party, {"evidence": list(given.evidence)})
    receipt = report_product(wiring.house(), party, given, idempotency_key(request))
    return receipt_reply(request, receipt, 201)


@routes.post("/reports/without-account", takes=NewReport, gives=ReportTaken)
def report_as_a_stranger(request: HttpRequest) -> HttpResponse:
    """Report a product that is public, without an account. Leave a contact if you want an answer."""
    given = read_body(NewReport, json_object(request))
    check_citing(STRANGER, {"evidence": list(given.evidence)})
    # Strangers share one name here, so that one's key must not find another's report.
    told = codec.digest(codec.canonical([idempotency_key(request), codec.plain(given)]))
    receipt = report_product(wiring.house(), STRANGER, given, told)
    if (problem := receipt_problem(receipt)) is not None:
        raise Refusal(problem)
    return reply(ReportTaken(receipt.case_id), 201)
