"""The review: its findings, its questions, and when it declines a request."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.custom_words import DeclineReason
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.custom_request import (
    CustomRequestDeclined,
    CustomRequestSubmitted,
    ReviewFound,
    ReviewQuestionAnswered,
    ReviewQuestionAsked,
    ReviewQuestionLapsed,
)
from tailorbird.domain.cases.facts.talk import QuestionAnswered, QuestionAsked, QuestionEscalated
from tailorbird.domain.questions.custom import (
    DeclineCompensation,
    MayBindSupplier,
    MayConfirmRequest,
    MayDeclineCustomRequest,
    MayReview,
    ReviewReplyPeriod,
)
from tailorbird.domain.questions.disclosure import Commitments
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.period import Deadlines, ReplyPeriod
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Classification,
    Due,
    Finding,
    Permission,
    Unknown,
    allocate,
    classify,
    find,
    grant,
    near_bound,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound
from tailorbird_terms.cj_custom.v1.standing import HELD, confirmed, not_open, opened, over


@clause("cj-custom.II.1")
def review_the_request(q: MayReview, p: Parameters) -> Answer[Permission]:
    """The platform looks whether the product can be sold (marketability) and made (feasibility), and
    puts both findings on record. While it looks, it may ask you about the request."""
    if problem := not_open(q.case):
        return problem
    frozen = confirmed(q.case)
    if frozen is not None:
        return refuse(
            because=[frozen],
            says=says("The review ended with the confirmation of {at}.", at=frozen.at),
            next_step=says("Propose a change of the request if something must be otherwise."),
        )
    return grant(because=[opened(q.case)])


@clause("cj-custom.II.1")
def time_to_answer(q: ReviewReplyPeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """Please answer each question of the review within {review_reply}, counted by the calendar of the
    platform ({platform_calendar}). The day of the question does not count, and the last day counts to
    its end there."""
    asked = _question(q.case, q.question)
    if asked is None:
        return unknown("ReviewQuestionAsked", next_step=says("Name a question of the review."))
    calendar = q.calendars.of(p.text("platform_calendar"))
    return Answer(calendar.end_of_working_day_bound(asked.at, p.days("review_reply")), (asked,))


@clause("cj-custom.II.1")
def unanswered_question_lapses(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """A question that is left unanswered for so long is noted by itself."""
    if over(q.case) or confirmed(q.case):
        return None
    version = q.calendars.of(p.text("platform_calendar")).version
    items, periods = [], []
    for name in dict.fromkeys(each.fact.question for each in q.case.all(ReviewQuestionAsked)):
        period = q.consult(ReviewReplyPeriod, question=name)
        if period.answer is None or _answer(q.case, name) or _lapse(q.case, name):
            continue
        outcome = ReviewQuestionLapsed(question=name)
        items.append(Due(f"review:{name}", period.answer, Role.BUYER, outcome, version))
        periods.append(period)
    because = tuple(each for period in periods for each in period.relied_on)
    return Answer(tuple(items), because, via=tuple(periods)) if items else None


@clause("cj-custom.II.1")
def decline_for_silence(q: MayDeclineCustomRequest, p: Parameters) -> Answer[Permission] | None:
    """If you do not answer in that time, the platform may decline the request, until you do answer."""
    if q.reason is not DeclineReason.NO_COMMUNICATION:
        return None
    if problem := _not_in_review(q.case):
        return problem
    waiting = [
        each
        for each in q.case.all(ReviewQuestionAsked)
        if not _answer(q.case, each.fact.question) and each == _question(q.case, each.fact.question)
    ]
    if not waiting:
        return refuse(
            because=[q.case.last(ReviewQuestionAnswered)],
            says=says("The buyer owes the review no answer."),
            next_step=says("Ask the buyer, or record the findings of the review."),
        )
    first = waiting[0]
    period = q.consult(ReviewReplyPeriod, question=first.fact.question)
    lapsed = _lapse(q.case, first.fact.question)
    if period.answer is None or (lapsed is None and period.answer.allows(q.at)):
        near = near_bound("time to answer", period.answer, q.at) if period.answer else ()
        until = period.answer.until if period.answer else first.at
        refused = refuse(
            because=[first],
            near=near,
            says=says("The buyer has until {until} to answer.", until=until),
            next_step=says("Wait for the answer, or decline after {until}.", until=until),
        )
        return replace(refused, via=(period,))
    near = near_bound("time to answer", period.answer, q.at)
    return replace(grant(because=[first, lapsed], near=near), via=(period,))


@clause("cj-custom.II.1")
def decline_by_finding(q: MayDeclineCustomRequest, p: Parameters) -> Answer[Permission] | None:
    """It may also decline a request that its review found to be poor in the one or the other
    respect, and names which."""
    if q.reason is DeclineReason.NO_COMMUNICATION:
        return None
    if problem := _not_in_review(q.case):
        return problem
    found = q.case.last(ReviewFound)
    if found is None:
        return refuse(
            because=[opened(q.case)],
            says=says("The review has recorded no findings."),
            next_step=says("Record both findings first."),
        )
    sellable = q.reason is DeclineReason.NOT_MARKETABLE
    finding = found.fact.marketability if sellable else found.fact.feasibility
    if finding.value in p.words("sufficient_findings"):
        return refuse(
            because=[found],
            says=says("The review found this respect {finding}.", finding=finding.value),
            next_step=says("Go on with the request, or record another finding with its reasons."),
        )
    return grant(because=[found])


def _not_in_review(case: Case) -> Answer[Permission] | None:
    problem, frozen = not_open(case), confirmed(case)
    if problem is not None or frozen is None:
        return problem
    return refuse(
        because=[frozen],
        says=says("The request was confirmed on {at}.", at=frozen.at),
        next_step=says("It can only be stopped now, for a reason that the terms name."),
    )


@clause("cj-custom.II.1")
def declined_without_liability(q: DeclineCompensation, p: Parameters) -> Answer[Classification] | None:
    """Nobody owes you anything for a request that was declined."""
    declined = q.case.first(CustomRequestDeclined)
    return classify("nothing", because=[declined]) if declined and declined == over(q.case) else None


@clause("cj-custom.II.1")
def money_of_a_declined_request(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """If anything of yours is held for a declined request, it goes back to you whole."""
    if q.occasion is not Occasion.REQUEST_DECLINED or q.head not in HELD:
        return None
    declined = q.case.first(CustomRequestDeclined)
    if declined is None:
        return unknown("CustomRequestDeclined", next_step=says("The request was not declined."))
    return allocate((Role.BUYER, q.amount), because=[declined])


@clause("cj-custom.II.1", exception_to=["cj-custom.I", "cj-custom.II.4"])
def sufficient_findings(q: MayBindSupplier | MayConfirmRequest, p: Parameters) -> Answer[Permission] | None:
    """A request goes on when both findings are on record and each of them is one of these:
    {sufficient_findings}."""
    if opened(q.case) is None or over(q.case) or confirmed(q.case):
        return None
    found = q.case.last(ReviewFound)
    if found is None:
        return refuse(
            because=[opened(q.case)],
            says=says("The review has recorded no findings."),
            next_step=says("Record both findings first."),
        )
    enough = p.words("sufficient_findings")
    if found.fact.marketability.value in enough and found.fact.feasibility.value in enough:
        return None
    return refuse(
        because=[found],
        says=says("A finding of the review stands in the way."),
        next_step=says("Talk with the buyer about the request, or decline it."),
    )


@clause("cj-custom.II.1")
def review_to_do(q: Commitments, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """The review is the platform's to do for every request."""
    sent, found = q.case.first(CustomRequestSubmitted), q.case.last(ReviewFound)
    if sent is None:
        return None
    left = "ended" if over(q.case) else "open"
    return find(Finding("review", "done" if found else left), because=[sent, found])


@clause("cj-custom.II.1")
def questions_to_the_desk(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """You can ask questions too. Where a provider or maker promised a time for its answers, a question
    that is not answered by then is raised to the operator by itself."""
    if over(q.case):
        return None
    settled = {each.fact.question for each in q.case.all(QuestionAnswered)}
    settled |= {each.fact.question for each in q.case.all(QuestionEscalated)}
    items, periods = [], []
    for name in dict.fromkeys(each.fact.question for each in q.case.all(QuestionAsked)):
        period = q.consult(ReplyPeriod, question=name)
        if period.answer is None or name in settled:
            continue
        turn = Role.PROVIDER if q.case.party(Role.PROVIDER) else Role.SUPPLIER
        outcome = QuestionEscalated(question=name)
        items.append(Due(f"question:{name}", period.answer, turn, outcome))
        periods.append(period)
    because = tuple(each for period in periods for each in period.relied_on)
    return Answer(tuple(items), because, via=tuple(periods)) if items else None


def _question(case: Case, name: str) -> Recorded[ReviewQuestionAsked] | None:
    return next((each for each in case.all(ReviewQuestionAsked) if each.fact.question == name), None)


def _answer(case: Case, name: str) -> Recorded[ReviewQuestionAnswered] | None:
    return next((each for each in case.all(ReviewQuestionAnswered) if each.fact.question == name), None)


def _lapse(case: Case, name: str) -> Recorded[ReviewQuestionLapsed] | None:
    return next((each for each in case.all(ReviewQuestionLapsed) if each.fact.question == name), None)
