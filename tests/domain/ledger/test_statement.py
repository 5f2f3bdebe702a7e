"""A statement adds up, line by line, and says where each line comes from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import (
    Account,
    AccountKind,
    deposit,
    gateway,
    outside_party,
    receivable,
    wallet,
)
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold
from tailorbird.domain.ledger.statement import OWN_KINDS, Period, in_and_out, in_order, statement
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

START = datetime(2026, 3, 2, 2, tzinfo=UTC)


def cny(minor: int) -> Money:
    return Money(minor, "CNY")


def entry(
    no: int, debit: Account, credit: Account, minor: int, *, case: str = "C-1", hours: int = 0
) -> Entry:
    at = START + timedelta(hours=hours or no)
    money = Money(minor, debit.currency)
    return Entry(case, no, at, debit, credit, money, Head.GOODS, f"fact:{no}", "order1688.11")


TOP_UP = entry(1, gateway("sandbox", "CNY"), wallet("ana", "CNY"), 200_00, case="A-ana")
PAYMENT = entry(2, wallet("ana", "CNY"), wallet("jinsui", "CNY"), 120_00)
REFUND = entry(3, wallet("jinsui", "CNY"), wallet("ana", "CNY"), 20_00)
ENTRIES = [TOP_UP, PAYMENT, REFUND]


def held(minor: int) -> Hold:
    return Hold("goods", wallet("ana", "CNY"), cny(minor), Head.GOODS, Role.SELLER, "fact:1")


def test_each_line_says_what_came_in_or_went_out_and_what_was_left() -> None:
    shown = statement("ana", ENTRIES).of(AccountKind.WALLET, "CNY")
    assert shown is not None
    assert [(line.incoming.minor, line.outgoing.minor, line.balance.minor) for line in shown.lines] == [
        (200_00, 0, 200_00),
        (0, 120_00, 80_00),
        (20_00, 0, 100_00),
    ]
    assert [line.counter.id for line in shown.lines] == [
        "gateway:sandbox:CNY",
        "wallet:jinsui:CNY",
        "wallet:jinsui:CNY",
    ]
    assert shown.lines[1].cause == "fact:2"
    assert shown.lines[1].clause == "order1688.11"


def test_each_case_has_a_subtotal() -> None:
    shown = statement("ana", ENTRIES).of(AccountKind.WALLET, "CNY")
    assert shown is not None
    assert [(each.case_id, each.net.minor) for each in shown.by_case] == [("A-ana", 200_00), ("C-1", -100_00)]


def test_entries_before_the_period_make_the_opening_balance_and_later_ones_are_left_out() -> None:
    period = Period(PAYMENT.at, REFUND.at)
    shown = statement("ana", ENTRIES, period=period).of(AccountKind.WALLET, "CNY")
    assert shown is not None
    assert (shown.opening.minor, len(shown.lines), shown.closing.minor) == (200_00, 1, 80_00)


def test_open_holds_show_as_held_and_resolved_ones_do_not() -> None:
    posted = held(30_00).resolve(cny(10_00), START)
    shown = statement("ana", ENTRIES, [held(50_00), posted]).of(AccountKind.WALLET, "CNY")
    assert shown is not None
    assert (shown.closing.minor, shown.held.minor) == (100_00, 50_00)


def test_a_receivable_grows_with_what_the_party_comes_to_owe() -> None:
    owes = entry(4, receivable("ana", "CNY"), gateway("sandbox", "CNY"), 75_00)
    pays = entry(5, wallet("ana", "CNY"), receivable("ana", "CNY"), 70_00)
    shown = statement("ana", [*ENTRIES, owes, pays]).of(AccountKind.RECEIVABLE, "CNY")
    assert shown is not None
    assert shown.closing.minor == 5_00


def test_accounts_come_wallets_first_and_by_currency() -> None:
    entries = [
        entry(1, gateway("s", "USD"), wallet("ana", "USD"), 1),
        entry(2, gateway("s", "CNY"), wallet("ana", "CNY"), 1),
        entry(3, wallet("ana", "CNY"), deposit("ana", "CNY"), 1),
    ]
    names = [each.account.id for each in statement("ana", entries).accounts]
    assert names == ["wallet:ana:CNY", "wallet:ana:USD", "deposit:ana:CNY"]


def test_a_seller_without_an_account_has_a_statement_of_what_went_there() -> None:
    there = Account(AccountKind.OUTSIDE, "seller/Huafu", "CNY")
    paid = entry(6, wallet("ana", "CNY"), there, 9_00)
    shown = statement(outside_party("seller", "Huafu"), [*ENTRIES, paid])
    assert [(each.account.id, each.closing.minor) for each in shown.accounts] == [(there.id, 9_00)]


def test_somebody_who_moved_nothing_has_an_empty_statement() -> None:
    assert statement("nobody", ENTRIES).accounts == ()


parties = st.sampled_from(["ana", "bo", "jinsui", "platform"])
places = st.tuples(st.sampled_from(list(AccountKind)), parties)


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    made: list[Entry] = []
    for no in range(1, draw(st.integers(0, 30)) + 1):
        first, second = draw(st.lists(places, min_size=2, max_size=2, unique=True))
        currency, case = draw(st.sampled_from(["CNY", "JPY", "KWD"])), draw(st.sampled_from(["C-1", "C-2"]))
        debit, credit = Account(*first, currency), Account(*second, currency)
        minor, hours = draw(st.integers(1, 10**9)), draw(st.integers(1, 50))
        made.append(entry(no, debit, credit, minor, case=case, hours=hours))
    return made


@given(journals(), parties, st.integers(0, 50), st.integers(0, 50))
def test_opening_plus_the_lines_gives_closing_and_periods_join_without_gap(
    entries: list[Entry], party: str, first: int, second: int
) -> None:
    cut = START + timedelta(hours=min(first, second))
    whole = {each.account: each for each in statement(party, entries).accounts}
    before = {each.account: each for each in statement(party, entries, period=Period(None, cut)).accounts}
    after = {each.account: each for each in statement(party, entries, period=Period(cut, None)).accounts}
    for account, shown in whole.items():
        running = shown.opening
        for line in shown.lines:
            running = running + line.incoming - line.outgoing
            assert line.balance == running
        assert running == shown.closing
        assert before[account].closing == after[account].opening
        assert (*before[account].lines, *after[account].lines) == shown.lines
        moved = sum(each.net.minor for each in shown.by_case)
        assert shown.opening.minor + moved == shown.closing.minor


@given(journals())
def test_what_an_account_shows_in_total_is_what_the_entries_move(entries: list[Entry]) -> None:
    for party in ("ana", "bo", "jinsui", "platform"):
        for shown in statement(party, entries).accounts:
            touching = [e for e in in_order(entries) if shown.account in (e.debit, e.credit)]
            expected = sum(i.minor - o.minor for i, o in (in_and_out(shown.account, e) for e in touching))
            assert shown.account.kind in OWN_KINDS
            assert shown.closing.minor == expected
