"""From what is stored and computed to the shapes that the API shows of a case."""

from __future__ import annotations

from collections.abc import Callable

from tailorbird.api.shapes.cases import (
    AccountLine,
    CaseRow,
    DeadlineShown,
    EntryShown,
    HoldShown,
    MoneyLine,
    MoneyShown,
    StepShown,
)
from tailorbird.app.ports.records import DeadlineRow
from tailorbird.app.ports.storage import CaseHeader
from tailorbird.app.reading.case_money import CaseMoney, HeadLine
from tailorbird.app.reading.nobody_acts import Step
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


def case_row(header: CaseHeader, parts: tuple[Role, ...]) -> CaseRow:
    return CaseRow(
        header.id,
        header.kind,
        header.title,
        header.stage,
        header.turn,
        header.next_due,
        header.opened_at,
        parts,
    )


def _line(name: str, line: HeadLine) -> MoneyLine:
    return MoneyLine(name, line.set_aside, line.held, line.posted, line.freed, line.moved)


def money_shown(money: CaseMoney) -> MoneyShown:
    return MoneyShown(
        money.currency,
        tuple(_line(each.head.value, each) for each in money.heads),
        _line("sum", money.sum),
        tuple(
            AccountLine(each.account.id, each.incoming, each.outgoing, each.net.minor)
            for each in money.accounts
        ),
    )


def entry_shown(entry: Entry) -> EntryShown:
    return EntryShown(
        entry.case_id,
        entry.no,
        entry.at,
        entry.debit.id,
        entry.credit.id,
        entry.amount,
        entry.head.value,
        entry.cause,
        entry.clause,
    )


def hold_shown(hold: Hold) -> HoldShown:
    return HoldShown(
        hold.key,
        hold.account.id,
        hold.amount,
        hold.head.value,
        hold.payee,
        hold.state.value,
        Money(hold.posted_minor, hold.amount.currency),
        hold.cause,
        hold.expires_at,
    )


def deadline_shown(row: DeadlineRow) -> DeadlineShown:
    return DeadlineShown(
        row.case_id,
        row.key,
        row.clause,
        row.until,
        row.passes_at,
        row.last,
        row.turn,
        row.outcome,
        row.state,
        row.provisional,
        row.calendar,
        row.fired_at,
    )


def step_shown(step: Step, entitled: Callable[[Entry], bool]) -> StepShown:
    return StepShown(
        step.deadline.key,
        step.deadline.clause,
        step.at,
        step.deadline.turn.value,
        step.deadline.provisional,
        step.facts,
        tuple(entry_shown(each) for each in step.entries if entitled(each)),
        tuple(hold_shown(each) for each in step.freed),
        step.stage,
        step.turn,
        step.stops,
    )
