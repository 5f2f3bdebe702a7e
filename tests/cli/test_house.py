"""Cases, parties and exports on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.api.purchases import paid, requested
from tests.cli.conftest import Run
from tests.cli.test_rule import one_line

if TYPE_CHECKING:
    from tests.api.stage import Stage


def test_a_case_is_shown_with_what_happens_if_nobody_acts(stage: Stage, run: Run) -> None:
    case = paid(stage)
    whole = run("case", "show", case.id)
    assert whole.status == 0
    for told in ("Thread", "Decisions", "Money", "Deadlines", "If nobody acts", "RequestSubmitted"):
        assert told in whole.out
    short = run("case", "show", case.id, "--what-if-nobody-acts")
    assert "Thread" not in short.out and "If nobody acts" in short.out


def test_a_case_is_one_document_for_machines(stage: Stage, run: Run) -> None:
    case = paid(stage)
    document = json.loads(run("case", "show", case.id, "--json").out)
    assert document["case"]["id"] == case.id
    assert {each["fact"] for each in document["facts"]} >= {"RequestSubmitted", "OrderPaid"}
    assert {each["state"] for each in document["holds"]} == {"open"}
    assert set(json.loads(run("case", "show", case.id, "--what-if-nobody-acts", "--json").out)) == {
        "if_nobody_acts"
    }


def test_cases_are_listed_and_a_wrong_number_is_told(stage: Stage, run: Run) -> None:
    case = requested(stage)
    assert case.id in run("case", "list", "--kind", "purchase").out
    assert "There are no cases" in run("case", "list", "--kind", "jewelry").out
    assert "`tailorbird case list`" in one_line(run("case", "show", "TB-none"))
    assert run("case", "list", "--kind", "nonsense").status == 2
    assert run("case", "list", "--limit", "0").status == 2


@pytest.fixture
def unmigrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """`party add` need not bring the database up to date: it is."""
    from tailorbird.cli import parties

    monkeypatch.setattr(parties, "migrate", lambda _: None)


@pytest.mark.usefixtures("unmigrated")
def test_a_party_is_registered_once_and_not_written_over(stage: Stage, run: Run) -> None:
    assert run("party", "add", "cora", "Cora", "--role", "buyer").status == 0
    assert "There is a party jinsui already" in one_line(
        run("party", "add", "jinsui", "X", "--role", "buyer")
    )
    jinsui = stage.house.parties.party("jinsui")
    assert jinsui is not None and "standing_offer" in jinsui.settings
    assert "cannot be an id" in one_line(run("party", "add", "Not An Id", "X", "--role", "buyer"))
    assert run("party", "add", "x1", "X", "--role", "platform").status == 2
    assert "cora" in run("party", "list").out
    assert "`operator`" in run("party", "add", "op2", "Second", "--role", "operator").err


def test_a_key_is_good_for_what_the_roles_allow_and_no_more(stage: Stage, run: Run) -> None:
    def scopes(*arguments: str) -> frozenset[str]:
        holder = stage.house.parties.key_holder(run("party", "key", *arguments).out.strip())
        assert holder is not None
        return holder.scopes

    assert scopes("ada") == {"read", "act", "money"}
    assert scopes("ada", "--scope", "read") == {"read"}
    assert scopes("gateway") == {"read", "act", "money", "gateway"}
    assert "ada cannot have the scope gateway" in one_line(run("party", "key", "ada", "--scope", "gateway"))
    assert run("party", "key", "ada", "--scope", "nonsense").status == 2
    assert "`tailorbird party list`" in one_line(run("party", "key", "nobody"))


def test_private_data_are_taken_along_and_erased(stage: Stage, run: Run) -> None:
    case = requested(stage)
    document = json.loads(run("party", "private", "ada").out)
    assert [each["text"] for each in document["contents"]] == ["Musterweg 1, 10115 Berlin"]
    assert f"Kept in {case.id}" in run("party", "erase", "ada", "--yes").out
    case.did("jinsui", "decline_request", {})
    outcome = json.loads(run("party", "erase", "ada", "--yes", "--json").out)
    assert (len(outcome["erased"]), outcome["kept"]) == (1, [])
    assert json.loads(run("party", "private", "ada").out)["contents"] == []
    assert "There is no party nobody" in one_line(run("party", "erase", "nobody", "--yes"))


def test_the_journal_and_a_statement_go_where_they_are_asked_to(
    stage: Stage, run: Run, tmp_path: Path
) -> None:
    paid(stage)
    assert "wallet" in run("export", "journal", "beancount").out.lower()
    path = tmp_path / "ada.csv"
    assert run("export", "statement", "ada", "--to", path).status == 0
    assert "500.00" in path.read_text(encoding="utf-8")
    assert "Check that the place exists" in one_line(
        run("export", "journal", "hledger", "--to", tmp_path / "none" / "x")
    )
    assert "There is no party nobody" in one_line(run("export", "statement", "nobody"))
