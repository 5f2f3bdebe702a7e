"""How far the negotiation of a supplier's minimum quantity is. No clause is here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.custom_words import MoqChoice
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.custom_request import (
    CustomRequestRevised,
    CustomRequestSubmitted,
    MoqAnswered,
    MoqNegotiationLapsed,
    ReorderSubmitted,
    SupplierQuoted,
    SurchargeOffered,
)
from tailorbird_terms.cj_custom.v1.standing import quotation


class MoqStanding(StrEnum):
    """Where the minimum quantity stands."""

    MET = "met"
    OPEN = "open"
    SETTLED = "settled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Negotiation:
    """The quotation, the quantity that is asked for, and what was said about the minimum."""

    quoted: Recorded[SupplierQuoted]
    asked: int
    standing: MoqStanding
    offered: Recorded[SurchargeOffered] | None = None
    ended: Recorded[Any] | None = None
    """What settled the negotiation or made it fail."""

    @property
    def because(self) -> tuple[Recorded[Any], ...]:
        return tuple(each for each in (self.quoted, self.offered, self.ended) if each)

    @property
    def least(self) -> int:
        return self.quoted.fact.minimum_quantity


def negotiation(case: Case) -> Negotiation | None:
    """The negotiation that the standing quotation opened, if there is a quotation."""
    quoted = quotation(case)
    if quoted is None:
        return None
    asked, least = _asked(case, quoted), quoted.fact.minimum_quantity
    if asked >= least:
        return Negotiation(quoted, asked, MoqStanding.MET)
    for each in case.all(MoqAnswered, MoqNegotiationLapsed):
        if each.seq > quoted.seq and (found := _ended(case, quoted, asked, each)):
            return found
    return Negotiation(quoted, asked, MoqStanding.OPEN, _offer(case, quoted, asked, None))


def _ended(
    case: Case, quoted: Recorded[SupplierQuoted], asked: int, said: Recorded[Any]
) -> Negotiation | None:
    """What this word made of the negotiation; nothing where it left it open."""
    word = said.fact
    if not isinstance(word, MoqAnswered) or word.choice is MoqChoice.STOP:
        return Negotiation(quoted, asked, MoqStanding.FAILED, None, said)
    raised = word.quantity or 0
    if word.choice is MoqChoice.RAISE and raised >= quoted.fact.minimum_quantity:
        return Negotiation(quoted, raised, MoqStanding.SETTLED, None, said)
    offer = _offer(case, quoted, asked, said)
    if word.choice is MoqChoice.SURCHARGE and offer is not None:
        return Negotiation(quoted, asked, MoqStanding.SETTLED, offer, said)
    return None


def _offer(
    case: Case, quoted: Recorded[SupplierQuoted], asked: int, before: Recorded[Any] | None
) -> Recorded[SurchargeOffered] | None:
    """The latest surcharge offered for the asked quantity, since the quotation."""
    found = [
        each
        for each in case.all(SurchargeOffered)
        if each.seq > quoted.seq and each.fact.quantity == asked and (before is None or each.seq < before.seq)
    ]
    return found[-1] if found else None


def _asked(case: Case, quoted: Recorded[SupplierQuoted]) -> int:
    """The quantity that the buyer asked for when the quotation came."""
    asked = 0
    for each in case.facts:
        word = each.fact
        raised = isinstance(word, MoqAnswered) and each.seq < quoted.seq and word.quantity
        if raised or isinstance(word, CustomRequestSubmitted | CustomRequestRevised | ReorderSubmitted):
            asked = word.quantity
    return asked
