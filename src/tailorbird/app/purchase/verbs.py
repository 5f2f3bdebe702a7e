"""The verbs of a purchase, in the order of its life."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import Verb
from tailorbird.app.purchase.verbs_agreement import AGREEMENT, REQUEST
from tailorbird.app.purchase.verbs_purchase import PROCUREMENT, RECEIPT
from tailorbird.app.purchase.verbs_undoing import LIABILITY, REVERSAL, UNDOING
from tailorbird.app.talk.verbs import (
    ERASE_PRIVATE,
    PROVE_NOTICE,
    QUESTIONS,
)
from tailorbird.domain.cases.facts import (
    talk,
)
from tailorbird.domain.roles import Role

TALK: Final = (
    *QUESTIONS,
    Verb("request_assistance", talk.AssistanceRequested, "Ask for help", "请求协助"),
    Verb(
        "relay_assistance",
        talk.AssistanceRelayed,
        "Pass the request on",
        "转达协助请求",
        by=frozenset((Role.OPERATOR,)),
    ),
    Verb("give_assistance", talk.AssistanceGiven, "Tell what was done", "反馈协助结果"),
    PROVE_NOTICE,
    ERASE_PRIVATE,
)
VERBS: Final = (*REQUEST, *AGREEMENT, *PROCUREMENT, *RECEIPT, *UNDOING, *REVERSAL, *LIABILITY, *TALK)
