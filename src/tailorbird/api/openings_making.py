"""Prepared commands about designs, proofs and inspections of personalised orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tailorbird.api.opening import Call, PreparedVerb
from tailorbird.app.engine.command import Act, Actor
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.proofs.inspection import Inspection, missing_points
from tailorbird.app.proofs.proof import NewProof, proof_acts
from tailorbird.app.proofs.replace import ChangedDesign, replace_acts
from tailorbird.domain import codec


def _send_proof(house: House, call: Call) -> tuple[Act, ...] | Problem:
    return proof_acts(house, call.party, call.record.header.id, codec.read(NewProof, call.body))


def _replace(house: House, call: Call) -> tuple[Act, ...] | Problem:
    return replace_acts(house, call.party, call.record.header.id, codec.read(ChangedDesign, call.body))


def _inspect(house: House, call: Call) -> tuple[Act, ...] | Problem:
    given = codec.read(Inspection, call.body)
    problem = missing_points(house, call.record.header.id, given)
    return problem or (Act("inspect_design", Actor(call.party, call.role), call.body),)


VERBS: Final[Mapping[tuple[str, str], PreparedVerb]] = {
    ("personalised_order", "send_proof"): PreparedVerb(NewProof, _send_proof),
    ("personalised_order", "replace_specification"): PreparedVerb(ChangedDesign, _replace),
    ("personalised_order", "inspect_design"): PreparedVerb(Inspection, _inspect),
}
