"""Each period, to the instant: the last one counts, the next one is too late, whatever the zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.adapters.terms import shelf
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.payment import AgreementTookEffect, OrderPaid, TipPaid
from tailorbird.domain.cases.facts.procurement import Delivered
from tailorbird.domain.cases.facts.request import RequestSubmitted
from tailorbird.domain.cases.facts.talk import QuestionAsked
from tailorbird.domain.cases.words import Ground
from tailorbird.domain.money import Money
from tailorbird.domain.questions.period import (
    CancellationPeriod,
    Deadlines,
    DissolutionPeriod,
    ReceiptPeriod,
    ReplyPeriod,
)
from tailorbird.domain.questions.permission import (
    MayCancel,
    MayDissolve,
    MayObject,
    MayRefundTip,
    MayRefuseParcel,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.time.bound import Bound
from tests.terms.order1688.generated import PHOTO, agreement, cny, hearing

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC")
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31))  # noqa: DTZ001


def _case(start: datetime, *facts: Fact) -> Case:
    assert isinstance(start.tzinfo, ZoneInfo)
    case = Case("TB-1", "purchase", start.tzinfo, "CNY")
    for seq, fact in enumerate(facts, 1):
        case = case.append(Recorded(seq, fact, start, Role.PLATFORM))
    return case


def _both_sides(bound: Bound, ask: Any) -> None:
    assert ask(bound.until).granted
    assert ask(bound.passes_at - timedelta(microseconds=1)).granted
    late: Decision[Any] = ask(bound.passes_at)
    assert not late.granted
    assert bound.until in [near.limit for near in late.near_misses]


@given(INSTANTS, st.sampled_from(ZONES))
@settings(deadline=None)
def test_a_cancellation_is_in_time_up_to_the_last_instant(at: datetime, zone: str) -> None:
    start = at.replace(tzinfo=ZoneInfo(zone))
    case = _case(start, OrderPaid(total=cny("10.00")), AgreementTookEffect())
    bound = hearing(case, start).ask(CancellationPeriod).answer
    assert bound is not None
    _both_sides(bound, lambda when: hearing(case, when).ask(MayCancel))


@given(INSTANTS, st.sampled_from(ZONES))
@settings(deadline=None)
def test_receipt_dissolution_and_door_end_where_their_bounds_say(at: datetime, zone: str) -> None:
    start = at.replace(tzinfo=ZoneInfo(zone))
    case = _case(start, RequestSubmitted(destination="DE"), Delivered())
    days: dict[Any, Any] = {MayObject: ReceiptPeriod, MayDissolve: DissolutionPeriod}
    for kind, period in days.items():
        bound = hearing(case, start).ask(period).answer
        assert isinstance(bound, Bound)
        _both_sides(bound, lambda w, k=kind: hearing(case, w).ask(k, ground=Ground.DEFECTIVE, evidence=PHOTO))
    due = {item.key: item for item in hearing(case, start).ask(Deadlines).answer or ()}
    assert due["door-check"].bound.until - start.astimezone(ZoneInfo("UTC")) == timedelta(hours=24)
    _both_sides(
        due["door-check"].bound,
        lambda w: hearing(case, w).ask(MayRefuseParcel, ground=Ground.QUANTITY, evidence=PHOTO),
    )


@given(INSTANTS, st.sampled_from(ZONES))
@settings(deadline=None)
def test_a_tip_can_be_asked_back_up_to_the_last_instant(at: datetime, zone: str) -> None:
    start = at.replace(tzinfo=ZoneInfo(zone))
    case = _case(start, TipPaid(amount=Money(500, "CNY")))
    (item,) = hearing(case, start).ask(Deadlines).answer or ()
    _both_sides(item.bound, lambda when: hearing(case, when).ask(MayRefundTip))


def test_a_providers_own_reply_time_governs_and_is_cited() -> None:
    start = datetime(2026, 3, 5, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    case = _case(start, QuestionAsked(question="1", text="private/1"))
    declared = shelf.load("provider_rules@1").amended("1+test", {"reply_hours": 4})
    own = hearing(case, start, agreement(declared)).ask(ReplyPeriod, question="1")
    assert own.answer is not None and own.answer.until == start + timedelta(hours=4)
    assert own.clauses == ("provider.reply-time",)
    assert [each.clause for each in own.set_aside] == ["order1688.26"]
    usual = hearing(case, start).ask(ReplyPeriod, question="1")
    assert usual.answer is not None and usual.answer.until == start + timedelta(hours=24)
    assert hearing(case, start).ask(ReplyPeriod, question="2").unknown == ("question",)


@pytest.mark.parametrize("days", [1, 40])
def test_a_providers_own_cancellation_period_moves_right_and_deadline_together(days: int) -> None:
    start = datetime(2026, 3, 2, 10, 40, tzinfo=ZoneInfo("Asia/Shanghai"))
    case = _case(start, OrderPaid(total=cny("10.00")), AgreementTookEffect())
    terms = agreement(shelf.load("provider_rules@1").amended("1+test", {"cancellation_days": days}))
    until = start + timedelta(days=days)
    assert hearing(case, until, terms).ask(MayCancel).granted
    late = hearing(case, until + timedelta(seconds=1), terms).ask(MayCancel)
    assert set(late.clauses) == {"order1688.12.2", "provider.cancellation-period"}
    due = {item.key: item.bound.until for item in hearing(case, start, terms).ask(Deadlines).answer or ()}
    assert due["cancellation-period"] == until
