"""The periods of a custom request: to the second, at the ends of months, and each deadline once."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.custom_words import DeclineReason
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts import custom_making as making
from tailorbird.domain.cases.facts import custom_request as request
from tailorbird.domain.cases.facts.custom_product import ProductFinished
from tailorbird.domain.questions import custom as may
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Due
from tailorbird.domain.time.bound import Bound
from tailorbird_terms.cj_custom.v1.months import months_after
from tests.terms.cj_custom.cases import (
    SMOOTH,
    START,
    ZONE,
    calendars,
    declared,
    hear,
    quoted,
    requests,
    submitted,
    told,
    usd,
)

ZONES = st.sampled_from(("Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC"))


@pytest.mark.parametrize(
    ("finished", "until"),
    [
        ("2026-11-30", "2027-02-28"),
        ("2027-11-30", "2028-02-29"),
        ("2027-11-29", "2028-02-29"),
        ("2026-11-28", "2027-02-28"),
        ("2026-01-31", "2026-04-30"),
        ("2026-05-31", "2026-08-31"),
        ("2026-12-15", "2027-03-15"),
    ],
)
def test_the_private_period_ends_on_the_same_day_or_on_the_last_of_the_month(
    finished: str, until: str
) -> None:
    start = datetime.fromisoformat(f"{finished}T10:00").replace(tzinfo=ZONE)
    case = told((start - timedelta(days=20), submitted()), (start, ProductFinished(product="case-1")))
    bound = hear(case, start).ask(may.PrivatePeriod).answer
    assert bound is not None
    assert f"{bound.until.astimezone(ZONE):%Y-%m-%d %H:%M}" == f"{until} 10:00"


@given(st.integers(0, 9 * 365 * 24 * 60), st.integers(1, 24), ZONES)
@settings(deadline=None)
def test_months_later_is_the_same_day_unless_the_month_has_none(minutes: int, months: int, name: str) -> None:
    zone = ZoneInfo(name)
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    began = start.astimezone(zone)
    day = months_after(start, months, zone).astimezone(zone)
    counted = (day.year - began.year) * 12 + day.month - began.month
    assert counted == months
    assert day.day == min(began.day, calendar.monthrange(day.year, day.month)[1])


def _smooth(*kinds: type) -> Case:
    """All goes well up to and including these facts, an hour apart."""
    facts = [each for each in SMOOTH if isinstance(each, kinds)]
    return told(*((START + timedelta(hours=n), each) for n, each in enumerate(facts)))


@given(st.integers(-2_000_000, 2_000_000))
@settings(deadline=None, max_examples=40)
def test_a_sample_is_judged_up_to_the_last_instant(off: int) -> None:
    case = told((START, submitted()), (START, quoted()), (START, making.SampleDelivered(round=1)))
    at = START.astimezone(UTC) + timedelta(days=7, microseconds=off)
    assert hear(case, at).ask(may.MayJudgeSample, round=1, accepts=1).granted is (off <= 0)
    theirs = START.astimezone(UTC) + timedelta(days=21, microseconds=off)
    late = hear(case, theirs, terms=declared()).ask(may.MayJudgeSample, round=1, accepts=1)
    assert late.granted is (off <= 0)


@given(st.integers(0, 40 * 24 * 60), st.integers(0, 20 * 24 * 60))
@settings(deadline=None, max_examples=60)
def test_a_request_is_declined_for_silence_only_after_five_working_days(begin: int, wait: int) -> None:
    asked_at = START + timedelta(minutes=begin)
    at = asked_at + timedelta(minutes=wait)
    question = request.ReviewQuestionAsked(question="1", text="private/1")
    case = told((START, submitted()), (asked_at, question))
    china = calendars().of("CN")
    days = china.working_days_between(
        asked_at.astimezone(china.zone).date(), at.astimezone(china.zone).date()
    )
    decision = hear(case, at, Role.OPERATOR).ask(
        may.MayDeclineCustomRequest, reason=DeclineReason.NO_COMMUNICATION
    )
    period = hear(case, at).ask(may.ReviewReplyPeriod, question="1").answer
    assert isinstance(period, Bound)
    assert decision.granted is (not period.allows(at))
    if days <= 4:
        assert not decision.granted
    if days > 5:
        assert decision.granted


@given(requests())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_deadline_has_a_key_of_its_own_and_is_moot_once_its_outcome_is_recorded(
    found: tuple[Case, datetime],
) -> None:
    case, at = found
    items: tuple[Due, ...] = hear(case, at, terms=declared()).ask(Deadlines).answer or ()
    assert len({item.key for item in items}) == len(items)
    for item in items:
        assert Role.PLATFORM in item.outcome.recorded_by, item
        passed = max(item.bound.passes_at, case.last_at or item.bound.passes_at)
        after = case.append(Recorded(case.next_seq, item.outcome, passed, Role.PLATFORM))
        left = hear(after, passed, terms=declared()).ask(Deadlines).answer or ()
        assert item.key not in {each.key for each in left}, item


def test_no_deadline_runs_for_a_request_that_ended() -> None:
    case = _smooth(request.CustomRequestSubmitted, request.SupplierQuoted, making.RequestConfirmed)
    case = case.append(
        Recorded(
            case.next_seq, making.SampleFeesPaid(total=usd(15000)), START + timedelta(days=1), Role.BUYER
        )
    )
    running = hear(case, START + timedelta(days=2)).ask(Deadlines).answer or ()
    assert [each.key.partition(":2026")[0] for each in running] == ["date:sample:1"]
    over = case.append(
        Recorded(case.next_seq, request.CustomRequestWithdrawn(), START + timedelta(days=2), Role.BUYER)
    )
    assert hear(over, START + timedelta(days=3)).ask(Deadlines).answer == ()
