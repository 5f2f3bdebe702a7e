"""A command asks for what it needs once."""

from __future__ import annotations

import pytest

from tailorbird.adapters.db.database import Database
from tests.app.engine.desk import ASKED, Desk, asking


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_the_deadlines_are_asked_for_once_a_command(desk: Desk) -> None:
    ASKED.clear()
    receipt = desk.ask("A")
    assert len(ASKED) == 1
    assert [each["key"] for each in receipt.reply["deadlines"]] == ["answer"]
    assert [each.key for each in desk.database.records.deadlines(None).items] == ["answer"]


def test_a_bulk_reads_calendars_and_terms_once(desk: Desk) -> None:
    receipts = desk.engine.run_all([asking(f"A-{n}") for n in range(20)])
    assert [each.problem for each in receipts] == [None] * 20
    assert sorted(desk.readings) == ["calendars", "pins"]


def test_the_next_command_reads_them_anew(desk: Desk) -> None:
    desk.ask("A")
    desk.ask("B")
    assert sorted(desk.readings) == ["calendars", "calendars", "pins", "pins"]
