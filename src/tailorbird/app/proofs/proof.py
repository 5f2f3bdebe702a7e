"""Sending a proof: the design as it stands is drawn, kept, and named in the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.app.engine.command import Act, Actor
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.render import View
from tailorbird.app.proofs.designed import designed
from tailorbird.app.proofs.made_files import keep_made
from tailorbird.app.reading.look import look_at
from tailorbird.domain.cases.facts.making import ProofSent
from tailorbird.domain.questions.making import MaySendProof
from tailorbird.domain.roles import Role

_WIDTH_PX: Final = 1200


@dataclass(frozen=True, slots=True)
class NewProof:
    """What the maker writes with a proof."""

    text: str | None = None


def proof_acts(house: House, merchant: str, case_id: str, new: NewProof) -> tuple[Act, ...] | Problem:
    """Draw every surface and send it under the next name. Drawing it again gives the same files.

    Nothing is drawn where the terms refuse a proof: no file is left that no case names.
    """
    design = designed(house, case_id)
    if isinstance(design, Problem):
        return design
    kept: tuple[str, ...] = ()
    if _granted(house, case_id):
        drawings = design.draw(house, View.PROOF)
        if isinstance(drawings, Problem):
            return drawings
        pictures = [house.renderer.picture(each, _WIDTH_PX) for each in drawings]
        kept = tuple(keep_made(house, case_id, each, "image/png") for each in pictures)
    body = {
        "proof": f"p{len(design.case.all(ProofSent)) + 1}",
        "specification_hash": design.in_force.hash,
        "pictures": list(kept),
        **({"text": new.text} if new.text and new.text.strip() else {}),
    }
    return (Act("send_proof", Actor(merchant, Role.MERCHANT), body),)


def _granted(house: House, case_id: str) -> int:
    record = house.records.case(case_id)
    return int(record is not None and look_at(house, record).ask(MaySendProof, Role.MERCHANT).granted)
