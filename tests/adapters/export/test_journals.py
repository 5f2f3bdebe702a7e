"""Exported journals are read, and found right, by beancount and hledger themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.adapters.export import beancount, hledger
from tailorbird.adapters.export.beancount import export_beancount
from tailorbird.adapters.export.hledger import export_hledger
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import Account, AccountKind, gateway, trading, wallet
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.money import Money

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
AWKWARD = [
    "",
    "x",
    "X",
    "x-",
    "a b",
    "A b",
    'q"\\',
    "甲方:CNY",
    ";c",
    "  two",
    "%41",
    "(v)",
    "[b]",
    "-",
    "outside/1",
    "\x01\n",
]


def run(command: list[str]) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def bean_check(path: Path) -> None:
    beside = Path(sys.executable).parent / "bean-check"
    run([str(beside), "--no-cache", str(path)])


def hledger_check(path: Path) -> None:
    program = shutil.which("hledger")
    assert program, "hledger is not installed; `apt-get install hledger` brings it."
    run([program, "-f", str(path), "check", "--strict"])
    checks = ["accounts", "assertions", "balancednoautoconversion", "commodities", "ordereddates", "payees"]
    run([program, "-f", str(path), "check", *checks])


PROGRAMS = [
    pytest.param(export_beancount, bean_check, ".beancount", id="beancount"),
    pytest.param(export_hledger, hledger_check, ".journal", id="hledger"),
]
Export = Callable[[list[Entry]], str]
Check = Callable[[Path], None]

currencies = st.sampled_from(["CNY", "JPY", "KWD", "USD"])
PRINTABLE = st.characters(categories=("L", "N", "P", "S"), include_characters=" ")
owners = st.sampled_from(AWKWARD) | st.text(PRINTABLE, max_size=12)
accounts = st.tuples(st.sampled_from(list(AccountKind)), owners)


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    made: list[Entry] = []
    for no in range(1, draw(st.integers(1, 25)) + 1):
        first, second = draw(st.lists(accounts, min_size=2, max_size=2, unique=True))
        currency = draw(currencies)
        made.append(
            Entry(
                case_id=draw(st.sampled_from(["C-1", "案 2, x", 'a"b\\', "-"])),
                no=no,
                at=AT + timedelta(hours=draw(st.integers(0, 2000)), microseconds=draw(st.integers(0, 3))),
                debit=Account(*first, currency),
                credit=Account(*second, currency),
                amount=Money(draw(st.integers(1, 10**14)), currency),
                head=draw(st.sampled_from(list(Head))),
                cause=f"fact:{no}",
                clause=draw(st.sampled_from(["", "order1688.12.7", "a, b: c\n"])),
            )
        )
    return made


@pytest.mark.parametrize(("export", "check", "suffix"), PROGRAMS)
def test_a_journal_without_entries_is_valid(
    export: Export, check: Check, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"empty{suffix}"
    path.write_text(export([]), encoding="utf-8")
    check(path)


@pytest.mark.parametrize(("export", "check", "suffix"), PROGRAMS)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=journals())
def test_whatever_the_names_and_amounts_the_program_accepts_the_journal(
    export: Export, check: Check, suffix: str, tmp_path: Path, entries: list[Entry]
) -> None:
    path = tmp_path / f"journal{suffix}"
    path.write_text(export(entries), encoding="utf-8")
    check(path)


EXCHANGE = [
    Entry(
        "A",
        1,
        AT,
        gateway("sandbox", "CNY"),
        wallet("ana", "CNY"),
        Money(100_00, "CNY"),
        Head.OTHER,
        "fact:1",
    ),
    Entry("A", 2, AT, wallet("ana", "CNY"), trading("CNY"), Money(70_00, "CNY"), Head.OTHER, "fact:2"),
    Entry("A", 3, AT, trading("USD"), wallet("ana", "USD"), Money(10_00, "USD"), Head.OTHER, "fact:2"),
]


@pytest.mark.parametrize(("export", "check", "suffix"), PROGRAMS)
def test_every_kind_of_account_and_awkward_name_is_accepted_at_once(
    export: Export, check: Check, suffix: str, tmp_path: Path
) -> None:
    names = [Account(kind, owner, "CNY") for kind in AccountKind for owner in AWKWARD]
    chain = [
        Entry("C", no, AT, first, second, Money(no, "CNY"), Head.GOODS, "fact:1")
        for no, (first, second) in enumerate(pairwise(names), 1)
    ]
    path = tmp_path / f"names{suffix}"
    path.write_text(export([*EXCHANGE, *chain]), encoding="utf-8")
    check(path)


def test_hledger_reports_the_same_balance_as_the_ledger(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    path.write_text(export_hledger(EXCHANGE), encoding="utf-8")
    command = ["hledger", "-f", str(path), "balance", "liabilities:wallet:ana", "--flat", "-N"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert [line.split()[0] for line in shown.splitlines()] == ["-30.00", "-10.00"]


def test_a_wrong_closing_figure_is_refused_by_the_programs(tmp_path: Path) -> None:
    for export, check, suffix in (
        (export_beancount, bean_check, ".beancount"),
        (export_hledger, hledger_check, ".j"),
    ):
        text = export(EXCHANGE)
        head, sep, tail = text.rpartition("-30.00")
        path = tmp_path / f"wrong{suffix}"
        path.write_text(f"{head}-31.00{tail}", encoding="utf-8")
        assert sep
        with pytest.raises(AssertionError):
            check(path)


@given(st.lists(st.text(max_size=6), unique=True, min_size=2, max_size=8))
def test_different_parties_never_share_an_account_name(parties: list[str]) -> None:
    made = [wallet(party, "CNY") for party in parties]
    assert len({beancount.account_name(each) for each in made}) == len(parties)
    assert len({hledger.account_name(each) for each in made}) == len(parties)


def test_every_kind_of_account_has_its_place_in_both_charts() -> None:
    assert set(beancount.ROOTS) == set(hledger.ROOTS) == set(AccountKind)


def test_an_entry_carries_its_case_cause_clause_and_head() -> None:
    entry = Entry(
        "C-9", 4, AT, wallet("a", "CNY"), wallet("b", "CNY"), Money(5, "CNY"), Head.TIP, "decision:2", "t.9"
    )
    for text, expected in (
        (
            export_beancount([entry]),
            ['case: "C-9"', "no: 4", 'cause: "decision:2"', 'clause: "t.9"', 'head: "tip"'],
        ),
        (export_hledger([entry]), ["case:C-9", "no:4", "cause:decision:2", "clause:t.9", "head:tip"]),
    ):
        assert all(each in text for each in expected)
