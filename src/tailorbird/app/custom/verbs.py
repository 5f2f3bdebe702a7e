"""The verbs of a custom request, in the order of its life."""

from __future__ import annotations

from typing import Final

from tailorbird.app.custom import verbs_making, verbs_product, verbs_request
from tailorbird.app.engine.verb import Verb
from tailorbird.app.talk import forms
from tailorbird.app.talk.verbs import (
    DECIDE_DISPUTE,
    ERASE_PRIVATE,
    NOTE_EXPORT,
    OPEN_DISPUTE,
    PROVE_NOTICE,
    QUESTIONS,
)
from tailorbird.domain.cases.facts import talk
from tailorbird.domain.roles import Role

_ASK: Final = QUESTIONS[0]
_ANSWER: Final = Verb(
    "answer_question",
    talk.QuestionAnswered,
    "Answer a question",
    "答复咨询",
    by=frozenset((Role.PROVIDER, Role.SUPPLIER, Role.OPERATOR)),
    body=talk.QuestionAnswered,
    makes=forms.answer,
)
TALK: Final = (_ASK, _ANSWER, OPEN_DISPUTE, DECIDE_DISPUTE, NOTE_EXPORT, PROVE_NOTICE, ERASE_PRIVATE)
VERBS: Final = (
    *verbs_request.OPENING,
    *verbs_request.REVIEW,
    *verbs_request.SUPPLIER,
    *verbs_request.CONFIRMATION,
    *verbs_making.SAMPLES,
    *verbs_making.PRODUCTION,
    *verbs_product.RIGHTS,
    *verbs_product.CLAIMS,
    *verbs_product.MEDIA,
    *verbs_product.VISIBILITY,
    *TALK,
)
