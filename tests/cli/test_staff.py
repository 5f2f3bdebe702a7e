"""`tailorbird staff`: inviting, listing, suspending from the machine that the house runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tailorbird.domain.roles import Role
from tests.cli.conftest import Run
from tests.contracts.stored import header, opening, write

if TYPE_CHECKING:
    from tests.api.stage import Stage


@pytest.fixture(autouse=True)
def _found(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    from tailorbird.cli import staff

    monkeypatch.setattr(staff, "house", lambda: stage.house)


def test_a_member_is_invited_listed_and_suspended(stage: Stage, run: Run) -> None:
    from tests.api.stage import Caller

    head = header("st-1", kind="store", participants={Role.MERCHANT: "ada"})
    write(stage.house.engine.storage, opening("st-1", header=head))
    assert "no staff yet" in run("staff", "list", "ada").out
    invited = run("staff", "invite", "ada", "lin", "Lin", "--role", "viewer", "--store", "st-1")
    assert "7 days" in invited.err
    joined = Caller(None).post("/v1/staff/invitations/accept", {"token": invited.out.strip()})
    lin = Caller(joined.json["key"])
    assert lin.get("/v1/me").json["staff"]["stores"] == ["st-1"]
    listed = run("staff", "list", "ada").out
    assert "lin" in listed and "viewer" in listed and "active" in listed and "st-1" in listed
    assert run("staff", "suspend", "ada", "lin").status == 0
    assert lin.get("/v1/me").status == 401
    assert run("staff", "resume", "ada", "lin").status == 0
    assert lin.get("/v1/me").status == 200


def test_what_cannot_be_done_is_told_with_the_next_step(run: Run) -> None:
    assert "There is no party nobody" in run("staff", "list", "nobody").err
    refused = run("staff", "suspend", "ada", "nobody")
    assert refused.status == 1
    assert "no staff called nobody" in refused.err
    assert run("staff", "invite", "ada", "Lin", "Lin", "--role", "viewer").status == 1
    assert run("staff", "invite", "ada", "lin", "Lin", "--role", "king").status == 2


def test_the_roles_are_listed_with_their_duties(run: Run) -> None:
    told = run("staff", "roles", "ada").out
    assert "bookkeeper: Pays and withdraws" in told
    assert "operate" not in told
    assert "operate" in run("staff", "roles", "operator").out
