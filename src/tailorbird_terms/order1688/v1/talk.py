"""Questions to the purchasing person, and notices that count as delivered."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.talk import (
    NoticeSent,
    QuestionAnswered,
    QuestionAsked,
    QuestionEscalated,
)
from tailorbird.domain.questions.disclosure import NoticeEffect
from tailorbird.domain.questions.period import Deadlines, ReplyPeriod
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Classification,
    Due,
    Unknown,
    classify,
    due,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last
from tailorbird_terms.order1688.v1.standing import hours_after


@clause("order1688.26")
def reply_in_time(q: ReplyPeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """Put your questions to the purchasing person named on the order, who answers promptly: within
    {reply_hours}, the last instant included.
    """
    asked = _asked(q.case, q.question)
    if asked is None:
        return unknown("question", next_step=says("Put the question in the thread of this order."))
    until = hours_after(asked.at, p.hours("reply_hours"), q.case.zone)
    return Answer(Bound(until, Last.INSIDE), (asked,))


@clause("order1688.26")
def unanswered(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """A question left unanswered so long is raised to the platform."""
    closed = {e.fact.question for e in q.case.all(QuestionAnswered)}
    closed |= {e.fact.question for e in q.case.all(QuestionEscalated)}
    waiting = dict.fromkeys(
        e.fact.question for e in q.case.all(QuestionAsked) if e.fact.question not in closed
    )
    periods = {name: q.consult(ReplyPeriod, question=name) for name in waiting}
    items = [
        Due(f"question:{name}", period.answer, Role.PROVIDER, QuestionEscalated(question=name))
        for name, period in periods.items()
        if period.answer
    ]
    return replace(due(*items), via=tuple(periods.values())) if items else None


@clause("order1688.27")
def counts_as_delivered(q: NoticeEffect, p: Parameters) -> Answer[Classification]:
    """The address and contacts that you registered are where notices reach you. What was sent there, with
    proof of sending (channel, address, time and a hash of the content), counts as delivered, and days
    that a notice sets run from then. Without such proof nothing runs.
    """
    sent = next((e for e in q.case.all(NoticeSent) if e.fact.about == q.about), None)
    if sent is None:
        return classify("not_sent")
    return classify("delivered", points_at=sent.fact.to, because=[sent])


def _asked(case: Case, name: str) -> Recorded[QuestionAsked] | None:
    return next((e for e in case.all(QuestionAsked) if e.fact.question == name), None)
