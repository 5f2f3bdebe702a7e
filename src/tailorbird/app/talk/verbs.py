"""Verbs of talk that every kind of case between a buyer and somebody who serves it has."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import Verb
from tailorbird.app.talk import forms
from tailorbird.domain.cases.facts import liability, privacy, talk
from tailorbird.domain.roles import Role

QUESTIONS: Final = (
    Verb(
        "ask_question",
        talk.QuestionAsked,
        "Ask a question",
        "咨询",
        body=talk.QuestionAsked,
        makes=forms.new_question,
    ),
    Verb(
        "answer_question",
        talk.QuestionAnswered,
        "Answer a question",
        "答复咨询",
        body=talk.QuestionAnswered,
        makes=forms.answer,
        by=frozenset((Role.PROVIDER, Role.MERCHANT)),
    ),
)
OPEN_DISPUTE: Final = Verb(
    "open_dispute", liability.DisputeOpened, "Ask the platform to look", "申请平台介入"
)
DECIDE_DISPUTE: Final = Verb("decide_dispute", liability.DisputeDecided, "Decide the dispute", "作出处理意见")
NOTE_EXPORT: Final = Verb(
    "note_export", liability.EvidenceExported, "Note that the evidence was exported", "登记证据导出"
)
ERASE_PRIVATE: Final = Verb(
    "erase_private",
    privacy.PrivateContentErased,
    "Erase private content",
    "删除个人信息",
    by=frozenset((Role.PLATFORM,)),
)
PROVE_NOTICE: Final = Verb(
    "prove_notice",
    talk.NoticeSent,
    "Put proof of sending on record",
    "登记送达证明",
    by=frozenset((Role.PLATFORM,)),
)
