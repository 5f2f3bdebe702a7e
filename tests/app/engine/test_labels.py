"""What a case concerns follows from its facts."""

from __future__ import annotations

import pytest

from tailorbird.adapters.db.database import Database
from tailorbird.app.ports.storage import Label
from tests.app.engine.desk import Desk


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_every_newly_recorded_fact_labels_its_case(desk: Desk) -> None:
    desk.ask("A", "T1")
    desk.answer("A", "invoice")
    records = desk.database.records
    assert records.labels_of("A") == (Label("number", "invoice 1"), Label("ticket", "T1"))
    assert [each.id for each in records.cases_labelled("number", "invoice 1").items] == ["A"]


def test_a_refused_command_labels_nothing(desk: Desk) -> None:
    desk.ask("A", "T1")
    desk.answer("A", "invoice !")
    assert desk.database.records.labels_of("A") == (Label("ticket", "T1"),)


def test_a_label_without_a_value_labels_nothing(desk: Desk) -> None:
    assert desk.ask("A", "").problem is None
    assert desk.database.records.labels_of("A") == ()


def test_a_label_that_is_too_long_is_refused_with_what_to_do(desk: Desk) -> None:
    assert desk.ask("A", "T" * 200).problem is None
    problem = desk.ask("B", "T" * 201).problem
    assert problem is not None
    assert problem.code == "label_too_long"
    assert "at most 200 characters" in problem.next_step
    assert desk.database.records.case("B") is None
