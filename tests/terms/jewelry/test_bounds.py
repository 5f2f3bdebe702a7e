"""The jeweller's bounds in time, to the microsecond, and who may move them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.jewelry import (
    BuyerReachedAgain,
    BuyerUnreachable,
    PaymentConfirmed,
    ReturnGround,
    Shipped,
)
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.procurement import Delivered
from tailorbird.domain.questions.jewelry import (
    ClaimPeriod,
    MayPayOrder,
    MayReturn,
    ShippingPeriod,
)
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.answers import Answer
from tailorbird.domain.terms.clause import clause, rules_in
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound
from tests.terms.jewelry.cases import (
    AGREEMENT,
    PLAIN,
    QUOTE,
    START,
    ZONE,
    calendars,
    hear,
    told,
    usd,
)


@settings(deadline=None)
@given(
    st.integers(0, 400 * 24 * 60),
    st.integers(-2_000_000, 2_000_000),
    st.sampled_from(("Asia/Shanghai", "America/New_York")),
)
def test_an_order_waits_24_hours_to_the_microsecond(minutes: int, off: int, zone: str) -> None:
    sent = (START.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
    case = told((sent, Role.BUYER, PLAIN), (sent, Role.PLATFORM, QUOTE))
    at = sent.astimezone(UTC) + timedelta(hours=24, microseconds=off)
    assert hear(case, at).ask(MayPayOrder).granted is (off < 0)


def received(arrived: datetime) -> Case:
    return told(
        (START, Role.BUYER, PLAIN),
        (START, Role.BUYER, OrderPaid(total=usd(8450))),
        (START, Role.PLATFORM, PaymentConfirmed()),
        (START, Role.MERCHANT, Shipped()),
        (arrived, Role.CARRIER, Delivered()),
    )


@settings(deadline=None)
@given(st.integers(0, 100 * 24 * 60), st.integers(0, 20 * 24 * 60))
def test_a_claim_is_in_time_on_the_seventh_working_day_and_late_on_the_eighth(arrive: int, wait: int) -> None:
    arrived = START + timedelta(minutes=arrive)
    at = arrived + timedelta(minutes=wait)
    shop = calendars().of("CN")
    days = shop.working_days_between(arrived.astimezone(shop.zone).date(), at.astimezone(shop.zone).date())
    decision = hear(received(arrived), at).ask(MayReturn, ground=ReturnGround.DAMAGE, evidence=("d1",))
    if days < 7:
        assert decision.granted
    if days > 7:
        assert decision.verdict == "refused"
        near = next(each for each in decision.near_misses if each.unit == "working days")
        assert (near.limit, near.asked) == (7, days)
    assert decision.granted is (at < _until(decision))


def _until(decision: Decision[Any]) -> datetime:
    limit = decision.near_misses[0].limit
    assert isinstance(limit, datetime)
    return limit


@settings(deadline=None)
@given(st.integers(0, 14 * 24 * 60), st.integers(0, 30 * 24 * 60))
def test_a_pause_never_takes_time_from_the_jeweller(begin: int, length: int) -> None:
    began = START + timedelta(minutes=begin)
    over = began + timedelta(minutes=length)
    before = told(
        (START, Role.BUYER, PLAIN),
        (START, Role.BUYER, OrderPaid(total=usd(8450))),
        (START, Role.PLATFORM, PaymentConfirmed()),
    )
    plain = hear(before, began).ask(ShippingPeriod).answer
    assert plain is not None
    paused = before.append(Recorded(4, BuyerUnreachable(attempts=("mail",)), began, Role.MERCHANT))
    still = hear(paused, began).ask(ShippingPeriod)
    after = hear(paused.append(Recorded(5, BuyerReachedAgain(), over, Role.BUYER)), over)
    moved = after.ask(ShippingPeriod).answer
    assert moved is not None
    if plain.allows(began):
        assert still.unknown == ("BuyerReachedAgain",)
        assert moved.until >= plain.until
        assert moved.allows(over)
    else:
        assert moved == plain


# ── a jeweller's own additional rules


@clause("additional.returns")
def ten_days(q: ClaimPeriod, p: Parameters) -> Answer[Bound] | None:
    """Ten working days instead of seven."""
    arrived = q.case.last(Delivered)
    if arrived is None:
        return None
    return Answer(q.calendars.of("CN").end_of_working_day_bound(arrived.at, 10), (arrived,))


def test_a_longer_period_of_the_jeweller_overrides_and_is_cited() -> None:
    rules = rules_in({"__name__": __name__, "ten_days": ten_days})
    own = Package("additional", "1", "Own rules", "自有规则", rules, Parameters({}), "0")
    arrived = datetime(2026, 6, 10, 14, 0, tzinfo=ZONE)
    at = datetime(2026, 6, 25, 12, 0, tzinfo=ZONE)
    both = Agreement((own, *AGREEMENT.packages))
    decision = hear(received(arrived), at, agreement=both).ask(
        MayReturn, ground=ReturnGround.DAMAGE, evidence=("d1",)
    )
    assert decision.granted
    assert set(decision.clauses) == {"jewelry.III.quality", "additional.returns"}
    due = hear(received(arrived), at, agreement=both).ask(Deadlines).answer
    assert due is not None
    assert [each.bound.until for each in due] == [datetime(2026, 6, 26, tzinfo=ZONE)]


@pytest.mark.parametrize("other", [e for e in ReturnGround if e.value in ("change_of_mind", "other")])
def test_no_ground_but_quality_ever_opens_a_return(other: ReturnGround) -> None:
    case = received(datetime(2026, 6, 10, 14, 0, tzinfo=ZONE))
    at = datetime(2026, 6, 11, 12, 0, tzinfo=ZONE)
    assert hear(case, at).ask(MayReturn, ground=other, evidence=("d1",)).verdict == "refused"
