"""When a piece must be shipped: the making that runs, what pauses it, and the bound. No clause is here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.jewelry import (
    BuyerReachedAgain,
    BuyerUnreachable,
    DelayAnnounced,
    DesignAnswered,
    ExtraFeeAnswered,
    ExtraFeePaid,
    ExtraFeeProposed,
    PaymentConfirmed,
    ProposalAccepted,
    RemakeOpened,
    Shipped,
    WishAnswered,
)
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.words import Reply
from tailorbird.domain.time.bound import Bound, days_after
from tailorbird.domain.time.calendar import WorkingCalendar
from tailorbird_terms.jewelry.v1.standing import (
    fee_answer,
    first_after,
    latest,
    payment_confirmed,
)


@dataclass(frozen=True, slots=True)
class Making:
    """A piece being made, first or again: from when, the new date, the key of its deadline."""

    opened: Recorded[Any]
    announced: Recorded[DelayAnnounced] | None
    shipped: Recorded[Shipped] | None
    key: str


def making_of(case: Case) -> Making | None:
    """The making that runs now or ran last. It begins with confirmed payment, or with a remake."""
    remake, confirmed = case.last(RemakeOpened), payment_confirmed(case)
    opened: Recorded[Any] | None = remake or confirmed
    if opened is None:
        return None
    announced = latest(
        each for each in case.all(DelayAnnounced) if each.seq > opened.seq and each.fact.expected > each.at
    )
    first = case.first(OrderPaid)
    plain = first is not None and opened == first_after(case, PaymentConfirmed, first)
    moved = announced or (None if plain else opened)
    key = f"ship-by:{moved.seq}" if moved else "ship-by"
    return Making(opened, announced, first_after(case, Shipped, opened), key)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the jeweller cannot go on; `ended` is missing while it lasts."""

    began: Recorded[Any]
    ended: Recorded[Any] | None


def pauses_of(case: Case) -> tuple[Pause, ...]:
    """When the buyer could not be reached, or had a fee to agree to or pay, in order of beginning."""
    found = [_unreachable(case, each) for each in case.all(BuyerUnreachable)]
    paid = case.first(OrderPaid)
    if paid is not None:
        proposed = (each for each in case.all(ExtraFeeProposed) if each.seq > paid.seq)
        found += [_fee_open(case, each) for each in proposed]
    return tuple(sorted(found, key=lambda each: each.began.seq))


def _unreachable(case: Case, began: Recorded[BuyerUnreachable]) -> Pause:
    signs = (
        first_after(case, BuyerReachedAgain, began),
        first_after(case, DesignAnswered, began),
        first_after(case, ProposalAccepted, began),
        first_after(case, ExtraFeeAnswered, began),
    )
    return Pause(began, min((s for s in signs if s), key=lambda each: each.seq, default=None))


def _fee_open(case: Case, began: Recorded[ExtraFeeProposed]) -> Pause:
    wish = began.fact.wish
    later = [each for each in case.all(ExtraFeeProposed) if each.seq > began.seq]
    words: list[Recorded[Any]] = [each for each in later if each.fact.wish == wish]
    words += [each for each in case.all(WishAnswered) if each.seq > began.seq and each.fact.wish == wish]
    reply = fee_answer(case, began)
    if reply is not None and reply.fact.reply is Reply.AGREED:
        paid = [e for e in case.all(ExtraFeePaid) if e.fact.proposal == began.fact.proposal]
        return Pause(began, first_after(case, PaymentConfirmed, paid[0]) if paid else None)
    if reply is not None:
        words.append(reply)
    return Pause(began, min(words, key=lambda each: each.seq, default=None))


def now_paused(case: Case) -> Pause | None:
    """The pause that lasts, if any."""
    return next((each for each in pauses_of(case) if each.ended is None), None)


def announced_bound(calendar: WorkingCalendar, expected: datetime) -> Bound:
    """Until the end of the announced day where the shop is; of the next working day if it is off."""
    return calendar.end_of_working_day_bound(_day_before(calendar, expected), 1)


def ship_by_bound(case: Case, making: Making, calendar: WorkingCalendar, days: int) -> Bound | Pause:
    """Until when the making's piece must be shipped; the pause, where one lasts."""
    start, since = making.opened.at, making.opened.at
    if making.announced is not None:
        days, since = 1, making.announced.at
        start = _day_before(calendar, making.announced.fact.expected)
    bound = calendar.end_of_working_day_bound(start, days)
    counted = since
    for pause in pauses_of(case):
        if pause.ended is not None and pause.ended.at <= counted:
            continue
        began = max(pause.began.at, counted)
        if not bound.allows(began):
            break
        if pause.ended is None:
            return pause
        days += _paused_days(calendar, began, pause.ended.at)
        counted = pause.ended.at
        bound = calendar.end_of_working_day_bound(start, days)
    return bound


def _paused_days(calendar: WorkingCalendar, began: datetime, ended: datetime) -> int:
    """Working days from the day on which a pause began up to, but not with, the day of its end."""
    first, last = (at.astimezone(calendar.zone).date() - timedelta(days=1) for at in (began, ended))
    return calendar.working_days_between(first, last)


def _day_before(calendar: WorkingCalendar, at: datetime) -> datetime:
    return days_after(at, -1, calendar.zone)
