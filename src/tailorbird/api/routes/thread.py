"""The thread of a case: its facts, its decisions with their reasons, and its evidence."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.access import Seen, see
from tailorbird.api.caller import holder_of
from tailorbird.api.problem_reply import Refusal, reader_language, refuse
from tailorbird.api.replying import page_reply, reply
from tailorbird.api.routes.cases import LOOK, Limit
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.cases import DecisionRow, FactShown, PrivateShown
from tailorbird.api.slices import sliced
from tailorbird.app.bundle import Entitlement
from tailorbird.app.permissions import OPENS_TO_OPERATOR, may_read_private
from tailorbird.app.ports.records import PAGE_SIZE
from tailorbird.app.ports.storage import PrivateContent, StoredDecision, StoredFact
from tailorbird.app.reading.explain import Explanation, explain_stored
from tailorbird.app.reading.private_texts import private_texts
from tailorbird.domain import codec
from tailorbird.domain.staff import Duty

routes = Routes("thread")
_DISPUTES = frozenset(each.__name__ for each in OPENS_TO_OPERATOR)


@routes.page("/cases/{case_id}/facts", *LOOK, gives=FactShown, duty=Duty.LOOK)
def case_facts(
    request: HttpRequest, case_id: str, cursor: str | None = None, limit: Limit = PAGE_SIZE
) -> HttpResponse:
    """What happened, in order, as stored. Private texts are shown to those entitled to them."""
    seen = see(request, case_id)
    facts, after = sliced(seen.facts, cursor, limit)
    private = _private(seen, facts)
    return page_reply(request, [_fact(seen, each, private) for each in facts], after)


def _private(seen: Seen, facts: tuple[StoredFact, ...]) -> dict[str, PrivateContent]:
    ids = [private_id for fact in facts for private_id, _ in private_texts(fact)]
    return wiring.house().records.private(ids, case_id=seen.record.header.id) if ids else {}


def _fact(seen: Seen, fact: StoredFact, private: dict[str, PrivateContent]) -> FactShown:
    told = codec.read_json(dict[str, Any], fact.data)
    texts = tuple(
        _text(seen, private_id, field, private.get(private_id)) for private_id, field in private_texts(fact)
    )
    return FactShown(
        fact.seq,
        fact.name,
        fact.at,
        fact.by,
        fact.party,
        told["cause"],
        told["body"],
        texts,
        fact.hash,
        told.get("staff", ""),
    )


def _text(seen: Seen, private_id: str, field: str, content: PrivateContent | None) -> PrivateShown:
    if content is None or not content.text:
        return PrivateShown(field, private_id, "erased", None)
    if not _entitled(seen, content):
        return PrivateShown(field, private_id, "withheld", None)
    return PrivateShown(field, private_id, "shown", content.text)


def _entitled(seen: Seen, content: PrivateContent) -> bool:
    disputed = any(fact.name in _DISPUTES for fact in seen.record.facts)
    participants = seen.record.header.participants
    return bool(
        may_read_private(
            seen.holder, participants, owner=content.owner, kind=content.kind, disputed=int(disputed)
        )
    )


@routes.page("/cases/{case_id}/decisions", *LOOK, gives=DecisionRow, duty=Duty.LOOK)
def case_decisions(
    request: HttpRequest, case_id: str, cursor: str | None = None, limit: Limit = PAGE_SIZE
) -> HttpResponse:
    """What the terms decided, in order, refusals included."""
    found, after = sliced(see(request, case_id).decisions(), cursor, limit)
    return page_reply(request, [_row(case_id, each) for each in found], after)


def _row(case_id: str, stored: StoredDecision) -> DecisionRow:
    return DecisionRow(
        stored.no,
        stored.question,
        stored.verdict,
        stored.clauses,
        stored.at,
        stored.by,
        stored.hash,
        f"/api/v1/cases/{case_id}/decisions/{stored.no}",
    )


@routes.get("/cases/{case_id}/decisions/{int:no}", *LOOK, gives=Explanation, duty=Duty.LOOK)
def show_decision(request: HttpRequest, case_id: str, no: int) -> HttpResponse:
    """One decision with all its reasons, and the clauses' words in your language (en, zh)."""
    seen = see(request, case_id)
    stored = next((each for each in seen.decisions() if each.no == no), None)
    if stored is None:
        raise _no_decision(case_id, no)
    speaker = seen.speaker(reader_language(request))
    headers = {"Content-Language": speaker.language.value, "Vary": "Accept-Language"}
    return reply(explain_stored(stored, seen.agreement, speaker), headers=headers)


def _no_decision(case_id: str, no: int) -> Refusal:
    return refuse(
        404,
        "no_such_decision",
        "There is no such decision",
        f"The case {case_id} has no decision {no}.",
        f"GET /api/v1/cases/{case_id}/decisions lists those that there are.",
    )


@routes.get(
    "/cases/{case_id}/evidence",
    *LOOK,
    gives={"type": "string", "format": "binary"},
    produces="application/zip",
    duty=Duty.LOOK,
)
def case_evidence(request: HttpRequest, case_id: str) -> HttpResponse:
    """The evidence bundle of the case: a ZIP file that anybody can verify without trusting us.

    Private texts that you may see are in it; of the others, the proof without the content.
    """
    seen = see(request, case_id)
    seen.must_see_all("The evidence bundle")
    private = _private(seen, seen.record.facts)
    mine = frozenset(each.id for each in private.values() if _entitled(seen, each))
    entitled = Entitlement(frozenset((holder_of(request).party.id,)), mine)
    name, data = wiring.evidence(case_id, entitled)
    response = HttpResponse(data, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
