"""What a walkthrough came to: everything that was written, and every party's statement."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tailorbird.app.house import House
from tailorbird.app.ports.records import DeadlineRow
from tailorbird.app.ports.storage import StoredDecision, StoredFact
from tailorbird.domain import codec
from tailorbird.domain.ledger.account import Account
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold
from tailorbird.domain.ledger.statement import AccountStatement, account_statement, in_order
from tailorbird.domain.ledger.verification import check_balances, trial_balance
from tailorbird.domain.money import Money


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything of the cases played, and the accounts of everybody who took part."""

    facts: tuple[tuple[str, StoredFact], ...]
    decisions: tuple[tuple[str, StoredDecision], ...]
    entries: tuple[Entry, ...]
    deadlines: tuple[DeadlineRow, ...]
    holds: tuple[Hold, ...]
    statements: tuple[AccountStatement, ...]
    differences: tuple[str, ...]
    """Where stored balances differ from what the entries say; empty when all is well."""
    sums: tuple[Money, ...]
    """Debits less credits over all accounts, a currency each; zero when all is well."""

    def plain(self) -> dict[str, Any]:
        """One document for machines."""
        return {
            "facts": [_with_case(case, fact.data, fact.hash) for case, fact in self.facts],
            "decisions": [
                {"no": each.no, **_with_case(case, each.data, each.hash)} for case, each in self.decisions
            ],
            "entries": [_entry(each) for each in self.entries],
            "deadlines": codec.plain(self.deadlines),
            "statements": [_statement(each) for each in self.statements],
            "balanced": not self.differences,
            "differences": list(self.differences),
        }


def summary_of(house: House, cases: Iterable[str]) -> Summary:
    """Read everything of these cases, and the statements of every account in the books."""
    facts: list[tuple[str, StoredFact]] = []
    decisions: list[tuple[str, StoredDecision]] = []
    deadlines: list[DeadlineRow] = []
    for case in cases:
        facts += [(case, each) for each in house.records.facts(case)]
        decisions += [(case, each) for each in house.records.decisions(case)]
        deadlines += house.records.deadlines(None, case_id=case, state="", limit=200).items
    entries = tuple(house.records.all_entries())
    holds = tuple(hold for case in {e.case_id for e in entries} | set(cases) for hold in _holds(house, case))
    statements = tuple(_of_account(each, entries, holds) for each in _accounts(entries, holds))
    return Summary(
        tuple(facts),
        tuple(decisions),
        entries,
        tuple(deadlines),
        holds,
        statements,
        tuple(each.says for each in check_balances(entries, house.records.all_balances(), holds)),
        tuple(trial_balance(entries).net_by_currency.values()),
    )


def _accounts(entries: Iterable[Entry], holds: Iterable[Hold]) -> list[Account]:
    moved = {account for entry in entries for account in (entry.debit, entry.credit)}
    return sorted(moved | {hold.account for hold in holds}, key=lambda each: each.id)


def _of_account(account: Account, entries: Iterable[Entry], holds: Iterable[Hold]) -> AccountStatement:
    own = [each for each in in_order(entries) if account in (each.debit, each.credit)]
    return account_statement(account, own, holds)


def _holds(house: House, case: str) -> tuple[Hold, ...]:
    return house.records.holds_of_case(case)


def _with_case(case: str, data: bytes, hashed: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(data)
    return {**told, "case": case, "hash": hashed}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "amount": codec.plain(entry.amount),
        "at": codec.plain(entry.at),
        "case": entry.case_id,
        "cause": entry.cause,
        "clause": entry.clause,
        "credit": entry.credit.id,
        "debit": entry.debit.id,
        "head": entry.head.value,
        "no": entry.no,
    }


def _statement(each: AccountStatement) -> dict[str, Any]:
    return {
        "account": each.account.id,
        "closing": codec.plain(each.closing),
        "held": codec.plain(each.held),
        "lines": [
            {
                "at": codec.plain(line.at),
                "balance": codec.plain(line.balance),
                "case": line.case_id,
                "clause": line.clause,
                "counter": line.counter.id,
                "head": line.head.value,
                "incoming": codec.plain(line.incoming),
                "outgoing": codec.plain(line.outgoing),
            }
            for line in each.lines
        ],
        "opening": codec.plain(each.opening),
        "party": each.account.owner,
    }
