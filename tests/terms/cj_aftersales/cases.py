"""Store orders, and hearings on them, for the tests of cj_aftersales and cj_platform."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tailorbird.adapters.calendars.official import official_calendars
from tailorbird.adapters.terms import shelf
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.payment import OrderPaid, QuoteIssued, QuoteLine
from tailorbird.domain.cases.facts.store_order import StoreOrderPlaced
from tailorbird.domain.cases.store_words import OrderKind, OrderLine
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money, total
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.terms.question import Question
from tailorbird.domain.time.calendar import Calendars

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 3, 2, 10, 0, tzinfo=ZONE)
AGREEMENT = Agreement((shelf.load("cj_platform@1"), shelf.load("cj_aftersales@1")))
TURNED = Agreement(tuple(reversed(AGREEMENT.packages)))


@cache
def calendars() -> Calendars:
    return official_calendars(("CN", "US"), 2026)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def case_of(facts: Sequence[tuple[timedelta, Fact]]) -> Case:
    """A case of these facts, each so long after the start, by whoever may record it first."""
    case = Case("order", "store_order", ZONE, "USD")
    for after, made in facts:
        case = told(case, made, START + after)
    return case


def told(case: Case, made: Fact, at: datetime | None = None, by: Role | None = None) -> Case:
    """The case with one fact more."""
    who = by or sorted(made.recorded_by)[0]
    return case.append(Recorded(case.next_seq, made, at or case.last_at or START, who))


def ask(
    case: Case,
    kind: type[Question[Any]],
    *,
    at: datetime | None = None,
    by: Role = Role.BUYER,
    terms: Agreement = AGREEMENT,
    **inputs: Any,
) -> Decision[Any]:
    """The decision, by default at the instant of the last fact."""
    return Hearing(case, at or case.last_at or START, by, calendars(), terms).ask(kind, **inputs)


def answer(case: Case, kind: type[Question[Any]], **inputs: Any) -> Any:
    """What the terms answer; an error where they do not."""
    decision = ask(case, kind, **inputs)
    assert decision.answer is not None, (kind, decision.outcome, decision.unknown)
    return decision.answer


def order(lines: Sequence[tuple[int, int]], shipping: int) -> StoreOrderPlaced:
    """An order of lines L1, L2, … with these pieces and prices in cents."""
    made = tuple(OrderLine(f"L{no}", "SKU", each[0], usd(each[1])) for no, each in enumerate(lines, 1))
    return StoreOrderPlaced(number="SO-1", kind=OrderKind.SINGLE, lines=made, shipping=usd(shipping))


def quote(placed: StoreOrderPlaced) -> QuoteIssued:
    """The quote of an order: a line each line, and shipping where it costs something."""
    lines = [QuoteLine(Head.GOODS, each.unit_price * each.quantity, Role.PLATFORM) for each in placed.lines]
    if placed.shipping:
        lines.append(QuoteLine(Head.SHIPPING, placed.shipping, Role.PLATFORM))
    return QuoteIssued(lines=tuple(lines))


def paid_order(placed: StoreOrderPlaced, paid: Money) -> Case:
    """A paid order, nothing else."""
    now = timedelta()
    return case_of([(now, placed), (now, quote(placed)), (now, OrderPaid(total=paid))])


def displayed(placed: StoreOrderPlaced) -> Money:
    """What the order costs without a discount."""
    return total((line.amount for line in quote(placed).lines), "USD")


ORDERS = st.builds(
    order,
    st.lists(st.tuples(st.integers(1, 7), st.integers(0, 9_999)), min_size=1, max_size=4),
    st.integers(0, 3_000),
)
