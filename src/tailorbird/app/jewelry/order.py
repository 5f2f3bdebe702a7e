"""The order of things in a jeweller's case, where the terms do not say it themselves."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import When
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts.jewelry import (
    BuyerUnreachable,
    CustomOrderSubmitted,
    OrderLapsed,
    QualityClaimed,
    QualityVerified,
    Shipped,
)
from tailorbird.domain.cases.facts.liability import DisputeOpened
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.procurement import OrderEnded
from tailorbird.domain.cases.facts.talk import QuestionAsked

_OVER: Final = (OrderLapsed, OrderEnded)


def _after(kind: type[Fact], *never_after: type[Fact]) -> When:
    return When(((kind,),), never_after)


ORDER: Final[dict[str, When]] = {
    "accept_terms": _after(CustomOrderSubmitted, OrderPaid, *_OVER),
    "resume_making": _after(BuyerUnreachable, *_OVER),
    "show_similar_designs": _after(CustomOrderSubmitted, *_OVER),
    "record_similar_designs": _after(CustomOrderSubmitted, *_OVER),
    "use_design": _after(CustomOrderSubmitted),
    "deliver": _after(Shipped, *_OVER),
    "claim_quality": _after(CustomOrderSubmitted, *_OVER),
    "verify_claim": _after(QualityClaimed, *_OVER),
    "add_freight": _after(QualityVerified),
    "answer_question": _after(QuestionAsked),
    "decide_dispute": _after(DisputeOpened),
}
