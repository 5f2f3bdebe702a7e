"""Stored balances are checked against the entries and holds that they derive from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import Account, gateway, wallet
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold
from tailorbird.domain.ledger.verification import check_balances, trial_balance
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

AT = datetime(2026, 3, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    balance_minor: int
    held_minor: int = 0


def moved(no: int, debit: Account, credit: Account, minor: int) -> Entry:
    return Entry("C-1", no, AT, debit, credit, Money(minor, "CNY"), Head.GOODS, "fact:1")


ENTRIES = [
    moved(1, gateway("sandbox", "CNY"), wallet("ana", "CNY"), 100_00),
    moved(2, wallet("ana", "CNY"), wallet("bo", "CNY"), 40_00),
]
HOLD = Hold("goods", wallet("ana", "CNY"), Money(25_00, "CNY"), Head.GOODS, Role.SELLER, "fact:1")
RIGHT = {"wallet:ana:CNY": Row(60_00, 25_00), "wallet:bo:CNY": Row(40_00)}


def test_right_books_have_no_difference() -> None:
    assert check_balances(ENTRIES, RIGHT, [HOLD]) == ()


def test_a_wrong_balance_is_named_with_both_figures() -> None:
    (found,) = check_balances(ENTRIES, {**RIGHT, "wallet:bo:CNY": Row(41_00)}, [HOLD])
    assert (found.account, found.of, found.stored_minor, found.derived_minor) == (
        "wallet:bo:CNY",
        "balance",
        41_00,
        40_00,
    )
    assert found.says == "wallet:bo:CNY stores a balance CNY 41.00, but its entries give CNY 40.00."


def test_a_hold_that_was_resolved_no_longer_counts_as_held() -> None:
    resolved = HOLD.resolve(Money(5_00, "CNY"), AT)
    (found,) = check_balances(ENTRIES, RIGHT, [resolved])
    assert (found.of, found.stored_minor, found.derived_minor) == ("held", 25_00, 0)


def test_an_account_without_a_row_counts_as_zero() -> None:
    assert [each.account for each in check_balances(ENTRIES, {}, [])] == ["wallet:ana:CNY", "wallet:bo:CNY"]


def test_a_row_without_entries_is_a_difference_unless_it_is_zero() -> None:
    stray = {**RIGHT, "wallet:eve:CNY": Row(1), "wallet:idle:CNY": Row(0)}
    assert [each.account for each in check_balances(ENTRIES, stray, [HOLD])] == ["wallet:eve:CNY"]


def test_a_gateway_must_not_have_a_stored_balance() -> None:
    (found,) = check_balances(ENTRIES, {**RIGHT, "gateway:sandbox:CNY": Row(-100_00)}, [HOLD])
    assert found.of == "kind"


def test_an_expired_hold_is_held_until_it_is_resolved() -> None:
    assert check_balances(ENTRIES, RIGHT, [replace(HOLD, expires_at=AT)]) == ()


names = st.sampled_from(["ana", "bo", "eve"])


@given(st.lists(st.tuples(names, names, st.integers(1, 10**9), st.sampled_from(["CNY", "USD"]))))
def test_every_currency_of_a_trial_balance_nets_to_zero(rows: list[tuple[str, str, int, str]]) -> None:
    entries = [
        Entry("C", no, AT, wallet(a, cur), gateway(b, cur), Money(minor, cur), Head.GOODS, "fact:1")
        for no, (a, b, minor, cur) in enumerate(rows, 1)
    ]
    shown = trial_balance(entries)
    assert set(shown.net_by_currency) == {cur for *_, cur in rows}
    assert not any(shown.net_by_currency.values())
    assert len({line.account for line in shown.lines}) == len(shown.lines)
