"""Samples: making them, checking them in time, and the end after the last one."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.custom_words import StopReason
from tailorbird.domain.cases.facts.custom_making import (
    CustomRequestStopped,
    SampleDelivered,
    SampleLapsed,
    SampleRejected,
    SampleSolutionProposed,
)
from tailorbird.domain.questions.custom import (
    DeclineCompensation,
    MayJudgeSample,
    MayMakeSample,
    MayProduceCustom,
    MayStopRequest,
    MayWorkOn,
    SamplePeriod,
)
from tailorbird.domain.questions.disclosure import Commitments
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Classification,
    Due,
    Finding,
    Near,
    Permission,
    Unknown,
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
from tailorbird.domain.time.bound import Bound, Last, days_after
from tailorbird_terms.cj_custom.v1.sampling import (
    delivered,
    final_rejection,
    passed,
    rejected,
    round_now,
    rounds,
    verdict,
)
from tailorbird_terms.cj_custom.v1.standing import confirmed, not_open, opened, over


@clause("cj-custom.II.6")
def make_a_sample(q: MayMakeSample, p: Parameters) -> Answer[Permission]:
    """Before production the supplier makes a sample and sends it to you. If you reject it, another
    one follows, as many as the quotation says; the last of them is the final sample."""
    work = q.consult(MayWorkOn)
    if not work.granted or work.answer is None:
        held_back = Answer(work.answer, work.relied_on, via=(work,)) if work.answer else None
        return held_back or refuse(
            says=says("It is not clear whether work may go on."), next_step=says("Ask the platform.")
        )
    most, now, good = rounds(q.case) or 0, round_now(q.case), passed(q.case)
    if good is not None:
        return refuse(
            because=[good],
            says=says("A sample is in order since {at}.", at=good.at),
            next_step=says("Go on with the production."),
        )
    if q.round > most or now > most:
        return refuse(
            because=[rejected(q.case, most) if most else confirmed(q.case)],
            near=(Near("samples", most, q.round, unit="rounds"),),
            says=says("The number of samples is {most}.", most=most),
            next_step=says("Look for a solution with the supplier, or the request is stopped."),
        )
    arrived = delivered(q.case, now)
    if q.round != now or arrived is not None:
        return refuse(
            because=[arrived, rejected(q.case, now - 1)],
            near=(Near("sample in turn", now, q.round, unit="rounds"),) if q.round != now else (),
            says=says("Sample {round} is not the one to make or send now.", round=q.round),
            next_step=says("The buyer checks sample {now} next, or it is made next.", now=now),
        )
    return replace(grant(because=[rejected(q.case, now - 1) or confirmed(q.case)]), via=(work,))


@clause("cj-custom.II.6")
def time_to_check(q: SamplePeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """Please check a sample within {sample_check} of its delivery. The last instant still counts."""
    arrived = delivered(q.case, q.round)
    if arrived is None:
        return unknown("SampleDelivered", next_step=says("The time begins when the sample arrives."))
    until = days_after(arrived.at, p.days("sample_check"), q.case.zone)
    return Answer(Bound(until, Last.INSIDE), (arrived,))


@clause("cj-custom.II.6")
def unchecked_sample_lapses(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """A sample that you did not check by then counts as checked and in order."""
    if over(q.case):
        return None
    items, periods = [], []
    for number in dict.fromkeys(each.fact.round for each in q.case.all(SampleDelivered)):
        period = q.consult(SamplePeriod, round=number)
        if period.answer is None or verdict(q.case, number) is not None:
            continue
        outcome = SampleLapsed(round=number)
        items.append(Due(f"sample:{number}", period.answer, Role.BUYER, outcome))
        periods.append(period)
    because = tuple(each for period in periods for each in period.relied_on)
    return Answer(tuple(items), because, via=tuple(periods)) if items else None


@clause("cj-custom.II.6")
def check_a_sample(q: MayJudgeSample, p: Parameters) -> Answer[Permission]:
    """You accept it, or you reject it and say which of your requirements it does not meet, and how."""
    if problem := not_open(q.case):
        return problem
    arrived, said = delivered(q.case, q.round), verdict(q.case, q.round)
    if arrived is None:
        return refuse(
            because=[opened(q.case)],
            says=says("Sample {round} was not delivered yet.", round=q.round),
            next_step=says("Wait until it arrives."),
        )
    period = q.consult(SamplePeriod, round=q.round)
    near = near_bound("time to check the sample", period.answer, q.at) if period.answer else ()
    if said is not None and not isinstance(said.fact, SampleLapsed):
        return refuse(
            because=[said],
            says=says("You checked this sample on {at}.", at=said.at),
            next_step=says("Go on with what follows from it."),
        )
    if said is not None or (period.answer is not None and not period.answer.allows(q.at)):
        late = refuse(
            because=[arrived, said],
            near=near,
            says=says("The sample counts as checked and in order; the time to check it is over."),
            next_step=says("Go on with the production; the platform may still help with the supplier."),
        )
        return replace(late, via=(period,))
    if not q.accepts and q.reasons < 1:
        unfounded = refuse(
            because=[arrived],
            near=near,
            says=says("A rejection names at least one requirement that is not met."),
            next_step=says("Say which requirement the sample does not meet, and how."),
        )
        return replace(unfounded, via=(period,))
    return replace(grant(because=[arrived], near=near), via=(period,))


@clause("cj-custom.II.6")
def help_with_the_supplier(q: Commitments, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """After a rejection the platform helps to find a solution with the supplier."""
    items = []
    for each in q.case.all(SampleRejected):
        number = each.fact.round
        found = any(e.fact.round == number for e in q.case.all(SampleSolutionProposed))
        left = "ended" if over(q.case) else "open"
        items.append(Finding(f"sample-solution:{number}", "done" if found else left))
    return find(*items, because=q.case.all(SampleRejected)) if items else None


@clause("cj-custom.II.6", exception_to=["cj-custom.I"])
def sample_before_production(q: MayProduceCustom, p: Parameters) -> Answer[Permission] | None:
    """Production begins once a sample is in order, where one is made at all."""
    if not rounds(q.case) or passed(q.case) is not None or not q.consult(MayWorkOn).granted:
        return None
    now = round_now(q.case)
    return refuse(
        because=[rejected(q.case, now - 1) or confirmed(q.case)],
        says=says("No sample is in order yet."),
        next_step=says("The buyer checks sample {now} next, or it is made next.", now=now),
    )


@clause("cj-custom.II.6")
def stop_after_the_final_sample(q: MayStopRequest, p: Parameters) -> Answer[Permission] | None:
    """If the final sample does not meet the request either, the platform may stop it."""
    if q.reason is not StopReason.FINAL_SAMPLE:
        return None
    if problem := not_open(q.case):
        return problem
    final = final_rejection(q.case)
    if final is not None:
        return grant(because=[final])
    most, done = rounds(q.case) or 0, round_now(q.case) - 1
    return refuse(
        because=[rejected(q.case, done) if done else confirmed(q.case), passed(q.case)],
        near=(Near("rejected samples", most, done, unit="rounds"),),
        says=says("The final sample was not rejected."),
        next_step=says("Make the next sample, or go on with the production."),
    )


@clause("cj-custom.II.6")
def no_compensation_after_samples(q: DeclineCompensation, p: Parameters) -> Answer[Classification] | None:
    """Nothing is due to you beside what comes back."""
    stopped = over(q.case)
    if stopped is None or not isinstance(stopped.fact, CustomRequestStopped):
        return None
    if stopped.fact.reason is not StopReason.FINAL_SAMPLE:
        return None
    return classify("nothing", because=[stopped])
