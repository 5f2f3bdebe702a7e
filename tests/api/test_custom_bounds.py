"""What nobody gets at in custom requests by far dates, great numbers, or by playing both sides."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.domain.roles import Role
from tests import pictures
from tests.api.test_problems import told
from tests.api.test_products import ACCEPTED, QUOTATION, did, finished, mill, opened

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

__all__ = ["mill"]
AGAIN: dict[str, Any] = {"quantity": 100, "accepted": ACCEPTED}


def command(stage: Stage, case: str, who: str, verb: str, body: dict[str, Any]) -> Reply:
    return stage.by(who).post(f"/v1/cases/{case}/commands/{verb}", body)


def bound(stage: Stage, **more: Any) -> str:
    """A request that waits for the quotation."""
    case = str(opened(stage, **more).json["case"])
    did(stage, case, "operator", "review", {"marketability": "good", "feasibility": "good"})
    did(stage, case, "operator", "bind_supplier", {"supplier": "mill"})
    return case


def buys_too(stage: Stage) -> None:
    """The supplier is a buyer as well."""
    party = stage.house.parties.party("mill")
    assert party is not None
    stage.house.parties.save_party(replace(party, roles=party.roles | {Role.BUYER}))


@pytest.mark.parametrize(
    "beyond", [{"sample_days": 3651}, {"production_days": 10**12}, {"sample_rounds": 10**9}]
)
def test_a_quotation_beyond_every_calendar_is_refused_before_anybody_pays(
    mill: Stage, beyond: dict[str, int]
) -> None:
    case = bound(mill)
    told(command(mill, case, "mill", "quote", QUOTATION | beyond), 422, "quotation_unclear")
    did(mill, case, "mill", "quote", QUOTATION | {"sample_days": 3650})
    did(mill, case, "operator", "confirm_request")
    did(mill, case, "ada", "pay_fees", {"total": "USD 45.00"})


@pytest.mark.parametrize("date", ["9999-12-31T23:59:59Z", "2026-03-02T01:59:59Z", "0001-01-01T00:00:00Z"])
def test_a_date_of_making_lies_ahead_and_within_reach(mill: Stage, date: str) -> None:
    case = finished(mill)
    plan = {"dates": [{"milestone": "cut", "by": date}]}
    told(command(mill, case, "mill", "plan_schedule", plan), 422, "unreadable")
    moved = {"milestone": "dispatch", "reason": "capacity", "expected": date}
    told(command(mill, case, "mill", "move_date", moved), 422, "unreadable")


def test_an_order_whose_price_cannot_be_booked_is_refused(mill: Stage) -> None:
    case = finished(mill)
    told(command(mill, case, "ada", "order_production", {"quantity": 2**62}), 422, "unreadable")
    did(mill, case, "ada", "order_production", {"quantity": 100})


def test_nobody_makes_what_they_order_themselves(mill: Stage) -> None:
    product = finished(mill)
    mill.later(days=120)
    did(mill, product, "operator", "publish_product")
    buys_too(mill)
    told(mill.by("mill").post(f"/v1/custom-products/{product}/orders", AGAIN), 422, "with_oneself")
    case = str(opened(mill, "mill").json["case"])
    did(mill, case, "operator", "review", {"marketability": "good", "feasibility": "good"})
    told(command(mill, case, "operator", "bind_supplier", {"supplier": "mill"}), 422, "with_oneself")


def test_the_files_of_a_design_stay_with_its_buyer_and_its_makers(mill: Stage) -> None:
    drawing = pictures.png(b"the drawing")
    sha = mill.by("ada").call("POST", "/v1/files", drawing, Content_Type="image/png").json["sha256"]
    case = bound(mill, attachments=[sha])
    did(mill, case, "mill", "quote", QUOTATION | {"sample_rounds": 1})
    did(mill, case, "operator", "confirm_request")
    did(mill, case, "ada", "pay_fees", {"total": "USD 45.00"})
    for verb in ("make_sample", "ship_sample", "deliver_sample"):
        did(mill, case, "mill", verb, {"round": 1})
    did(mill, case, "ada", "accept_sample", {"round": 1})
    mill.later(days=120)
    did(mill, case, "operator", "publish_product")
    again = mill.by("bo").post(f"/v1/custom-products/{case}/orders", AGAIN).json["case"]
    assert mill.by("mill").get(f"/v1/files/{sha}?case={again}").content == drawing
    told(mill.by("bo").get(f"/v1/files/{sha}?case={again}"), 404, "no_such_file")
    bundle = zipfile.ZipFile(io.BytesIO(mill.by("bo").get(f"/v1/cases/{again}/evidence").content))
    assert not any(b"the drawing" in bundle.read(name) for name in bundle.namelist())


def test_a_cost_of_nothing_is_not_claimed(mill: Stage) -> None:
    case = finished(mill)
    did(mill, case, "operator", "find_infringement", {"established_by": "a court", "evidence": ["ruling"]})
    claim = {"claim": "K", "items": [{"head": "fine", "amount": "USD 0.00", "document": "bill"}]}
    told(command(mill, case, "operator", "claim_costs", claim), 422, "unreadable")


@pytest.mark.parametrize(
    "unfit", [{"currency": "usd"}, {"currency": ""}, {"title": "   "}, {"title": "x" * 201}]
)
def test_a_case_has_a_title_and_a_currency_that_can_be_one(mill: Stage, unfit: dict[str, str]) -> None:
    told(opened(mill, **unfit), 422, "unreadable")
    assert opened(mill, title="x" * 200).status == 201
