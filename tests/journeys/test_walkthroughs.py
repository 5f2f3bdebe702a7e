"""Every walkthrough plays to its end as its script says, balances, and comes to the sums made by hand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tailorbird.adapters.clock import MovedClock
from tailorbird.adapters.export.beancount import export_beancount
from tailorbird.adapters.export.bundle import write_bundle
from tailorbird.adapters.export.hledger import export_hledger
from tailorbird.adapters.files.folder import FolderFiles
from tailorbird.adapters.terms import shelf
from tailorbird.adapters.walkthroughs.scripts import names, read_script
from tailorbird.app.bundle import Collector, Entitlement
from tailorbird.app.walkthrough.play import Player
from tailorbird.app.walkthrough.summary import Summary, summary_of
from tailorbird.verifier import verify_bundle

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database

Play = Callable[[str], tuple[Summary, Player]]
BEAN_CHECK = Path(sys.executable).with_name("bean-check")
BY_HAND: dict[str, dict[str, str]] = {
    "amazon-custom": {
        "wallet:ana:USD": "56.00",
        "wallet:mei:USD": "60.00",
        "wallet:oakletter:USD": "44.00",
    },
    "amazon-custom-import": {},
    "amazon-custom-sanction": {
        "wallet:ana:USD": "17.00",
        "wallet:mei:USD": "50.00",
        "wallet:brightpine:USD": "33.00",
    },
    "cj-aftersales": {
        "wallet:lumen:USD": "322.72",
        "wallet:goldenbridge:USD": "8.30",
        "fees:platform:USD": "185.98",
        "gateway:payssion:USD": "10.60",
        "gateway:stripe:USD": "6.40",
    },
    "cj-custom": {
        "wallet:ana:USD": "1079.00",
        "wallet:linhai:USD": "1751.00",
        "wallet:goldenbridge:USD": "170.00",
    },
    "cj-custom-combined": {"wallet:mei:USD": "440.00", "wallet:northloom:USD": "60.00"},
    "cj-custom-public": {
        "wallet:ana:USD": "80.00",
        "wallet:mei:USD": "70.00",
        "wallet:linhai:USD": "320.00",
        "wallet:goldenbridge:USD": "30.00",
    },
    "cj-custom-stopped": {"wallet:mei:USD": "785.00", "wallet:linhai:USD": "215.00"},
    "cj-custom-suspected": {
        "wallet:ana:USD": "0.00",
        "wallet:linhai:USD": "450.00",
        "wallet:goldenbridge:USD": "40.00",
        "fees:platform:USD": "110.00",
        "receivable:ana:USD": "45.50",
        "owed:platform:USD": "45.50",
    },
    "jewelry": {
        "wallet:ana:USD": "98.90",
        "wallet:wrenworks:USD": "88.10",
        "wallet:goldenbridge:USD": "13.00",
    },
    "jewelry-lapsed": {"wallet:ana:USD": "100.00"},
    "jewelry-late-claim": {
        "wallet:ana:USD": "15.50",
        "wallet:wrenworks:USD": "78.00",
        "wallet:goldenbridge:USD": "6.50",
    },
    "jewelry-refused-wish": {"wallet:ana:USD": "100.00"},
    "jewelry-return": {
        "wallet:ana:USD": "83.50",
        "owed:ana:USD": "80.50",
        "receivable:wrenworks:USD": "80.50",
        "wallet:wrenworks:USD": "0.00",
        "wallet:goldenbridge:USD": "6.50",
    },
    "made-to-order": {"wallet:ana:USD": "20.00", "wallet:needleleaf:USD": "30.00"},
    "order1688": {"wallet:mei:CNY": "616.14", "wallet:jinsui:CNY": "10.60", "wallet:luo:CNY": "0.26"},
    "order1688-cancel": {"wallet:mei:CNY": "373.79", "wallet:jinsui:CNY": "0.21"},
    "order1688-deposit": {"wallet:mei:CNY": "113.36", "wallet:jinsui:CNY": "0.64"},
    "order1688-dissolution": {"wallet:mei:CNY": "359.73", "wallet:jinsui:CNY": "140.27"},
    "order1688-door": {"wallet:mei:CNY": "2.98", "wallet:jinsui:CNY": "0.02"},
    "order1688-open": {"wallet:mei:CNY": "40.00"},
    "order1688-reversal": {"wallet:mei:CNY": "5.92", "deposit:mei:CNY": "0.00", "receivable:mei:CNY": "0.00"},
    "wallet": {"wallet:fernhill:USD": "70.80", "wallet:tideway:USD": "18.52", "fees:platform:USD": "40.68"},
}
"""What the comment at the head of each script says, account by account."""


@pytest.fixture
def play(sqlite_database: Database, tmp_path: Path) -> Play:
    """Plays a walkthrough in a database of its own, with a worker that writes letters into a folder."""
    from tailorbird.bootstrap import Config, house_on, worker_pass

    captures = Config.from_environment().captures
    config = Config("", tmp_path / "media", captures, tmp_path / "mail")

    def played(name: str) -> tuple[Summary, Player]:
        script = read_script(name, FolderFiles(config.media))
        clock = MovedClock(script.steps[0].at)
        house = house_on(sqlite_database, config, clock)
        player = Player(house, clock, worker_pass(house, config), script, "test")
        steps = sum(1 for _ in player.play())
        assert steps == len(script.steps)
        return summary_of(house, player.cases.values()), player

    return played


@pytest.mark.parametrize("name", names())
def test_a_walkthrough_plays_to_its_end_and_balances(play: Play, name: str) -> None:
    summary, _ = play(name)
    assert summary.differences == ()
    assert all(not net for net in summary.sums)
    closing = {each.account.id: each.closing.number for each in summary.statements}
    expected = BY_HAND[name]
    assert {account: closing.get(account) for account in expected} == expected


def test_of_a_refused_or_lapsed_order_nothing_stays_held(play: Play) -> None:
    held = {each.account.id: each.held.number for each in play("jewelry-refused-wish")[0].statements}
    assert held["wallet:ana:USD"] == "0.00"


def test_every_walkthrough_was_worked_out_by_hand() -> None:
    assert set(names()) == set(BY_HAND)


@pytest.mark.parametrize("name", names())
def test_the_evidence_of_every_case_verifies_on_its_own(play: Play, name: str, tmp_path: Path) -> None:
    _, player = play(name)
    house = player.house
    collector = Collector(
        house.records, house.parties, house.files, house.library.agreement_of, shelf.files_of
    )
    for case_id in player.cases.values():
        entitled = Entitlement(frozenset(("mei", "ana")))
        bundle = tmp_path / f"{case_id}.zip"
        bundle.write_bytes(write_bundle(collector.collect(case_id, house.clock.now(), entitled)))
        verifier = [sys.executable, "-I", str(verify_bundle.__file__), str(bundle)]
        told = subprocess.run(verifier, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("name", ["order1688-reversal", "jewelry-return", "cj-custom-suspected"])
def test_the_journal_passes_other_programs_own_checks(play: Play, name: str, tmp_path: Path) -> None:
    entries = play(name)[1].house.records.all_entries()
    beancount, hledger = tmp_path / "books.beancount", tmp_path / "books.journal"
    beancount.write_text(export_beancount(entries), encoding="utf-8")
    hledger.write_text(export_hledger(entries), encoding="utf-8")
    for check in ([str(BEAN_CHECK), str(beancount)], ["hledger", "-f", str(hledger), "check"]):
        told = subprocess.run(check, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout + told.stderr
