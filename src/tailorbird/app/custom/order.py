"""The order of things in a custom request, where the terms do not say it themselves."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import When
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts.custom_making import (
    CustomRequestStopped,
    ProductionPaid,
    RequestConfirmed,
    SampleMade,
    SampleRejected,
    SampleShipped,
)
from tailorbird.domain.cases.facts.custom_product import (
    InfringementSuspected,
    MediaAdded,
    MismatchClaimed,
    ProductFinished,
)
from tailorbird.domain.cases.facts.custom_request import (
    CustomRequestDeclined,
    CustomRequestSubmitted,
    CustomRequestWithdrawn,
    ReorderSubmitted,
    ReviewQuestionAsked,
)
from tailorbird.domain.cases.facts.liability import DisputeOpened
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.cases.facts.talk import QuestionAsked

_OVER: Final = (CustomRequestDeclined, CustomRequestWithdrawn, CustomRequestStopped)
_AGREED: Final = (RequestConfirmed, ReorderSubmitted)


def _after(kind: type[Fact], *never_after: type[Fact]) -> When:
    return When(((kind,),), (*_OVER, *never_after))


def _ever_after(kind: type[Fact]) -> When:
    return When(((kind,),))


ORDER: Final[dict[str, When]] = {
    "answer_review": _after(ReviewQuestionAsked, RequestConfirmed),
    "ask_service_fee": _after(CustomRequestSubmitted, RequestConfirmed),
    "accept_terms": When((), (*_OVER, ProductionPaid)),
    "ship_sample": _after(SampleMade),
    "deliver_sample": _after(SampleShipped),
    "propose_solution": _after(SampleRejected),
    "plan_schedule": When((_AGREED,), (*_OVER, Dispatched)),
    "reach_milestone": When((_AGREED,), (*_OVER, Dispatched)),
    "note_spending": _after(ProductionPaid, Dispatched),
    "move_date": When((_AGREED,), (*_OVER, Dispatched)),
    "clear_suspicion": _after(InfringementSuspected),
    "deliver": _ever_after(Dispatched),
    "judge_mismatch": _ever_after(MismatchClaimed),
    "order_shoot": When((_AGREED,), _OVER),
    "grant_media": _ever_after(MediaAdded),
    "revoke_media": _ever_after(MediaAdded),
    "note_reorder": _ever_after(ProductFinished),
    "publish_product": _ever_after(ProductFinished),
    "answer_question": _ever_after(QuestionAsked),
    "decide_dispute": _ever_after(DisputeOpened),
}
