"""What changes between the steps: designs come back, products change, storage fails half-way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.app.catalogue.keep import update_product, withdraw_product
from tailorbird.app.design.drafts import Beginning, erase_draft, list_drafts, start_draft
from tailorbird.app.engine.command import Order
from tailorbird.app.engine.problem import Problem
from tailorbird.app.errands import ErrandFailed
from tailorbird.app.personalised.place import NewPersonalisedOrder, order_personalised
from tailorbird.app.ports.files import FilesUnavailable
from tailorbird.app.proofs.print_files import make_print_files
from tailorbird.app.proofs.replace import ChangedDesign, replace_acts
from tailorbird.domain.cases.facts.making import PrintFilesMade
from tailorbird.domain.customization.template import Approval
from tests.app.proofs.press import ID, TAG, TEMPLATE, Press, open_press, wanted
from tests.app.workshop import SELLER, fine

if TYPE_CHECKING:
    from pathlib import Path

    from tailorbird.adapters.db.database import Database


def taken_anew(press: Press, case_id: str, design: str, version: int) -> str:
    """The buyer takes another version; the maker takes it on. What the print files then are of."""
    fine(press.change(case_id, design, version))  # type: ignore[arg-type]
    press.did(case_id, SELLER, "accept_order")
    press.workshop.work()
    made = press.workshop.case(case_id).last(PrintFilesMade)
    assert made is not None
    return made.fact.specification_hash


def test_a_design_that_comes_back_after_another_is_made(sqlite_database: Database, tmp_path: Path) -> None:
    press = open_press(sqlite_database, tmp_path, Approval.NOT_ASKED)
    case_id, design = press.accepted()
    press.workshop.work()
    press.redesigned(design, "Lenora")
    second = taken_anew(press, case_id, design, 2)
    first = taken_anew(press, case_id, design, 1)
    assert first != second
    press.did(case_id, SELLER, "start_production")


@pytest.mark.parametrize("what", ["changed", "withdrawn"])
def test_an_order_is_changed_on_the_revision_that_was_ordered(press: Press, what: str) -> None:
    case_id, design = press.accepted()
    press.redesigned(design, "Lenora")
    if what == "changed":
        kept = update_product(press.house, SELLER, ID, replace(TAG, template=TEMPLATE, title_zh="铜牌"), 1)
    else:
        kept = withdraw_product(press.house, SELLER, ID, press.workshop.key())
    assert not isinstance(kept, Problem), kept
    fine(press.change(case_id, design))  # type: ignore[arg-type]


def files(press: Press) -> set[str]:
    return {each.name for each in press.workshop.config.media.rglob("*") if each.is_file()}


def test_what_was_kept_before_storage_failed_is_erased_with_the_order(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(press)
    case_id, _ = press.accepted()
    fine(press.proof(case_id))
    press.did(case_id, "ana", "approve_proof", proof="p1")
    kept, calls = type(press.house.files).put, iter(range(100))

    def put(self: object, data: bytes, media_type: str, by: str = "") -> object:
        if next(calls) == 2:
            raise FilesUnavailable("The storage does not answer.")
        return kept(self, data, media_type, by)

    with monkeypatch.context() as broken:
        broken.setattr(type(press.house.files), "put", put)
        with pytest.raises(ErrandFailed):
            make_print_files(press.house, case_id)
    assert len(files(press) - before) > 1
    press.did(case_id, SELLER, "refuse_order", reason="The press is broken.")
    press.workshop.work()
    assert files(press) == before
    assert press.house.exports.names(case_id) == ()


def test_of_files_whose_order_ended_while_they_were_made_nothing_stays(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(press)
    case_id, _ = press.accepted()
    fine(press.proof(case_id))
    press.did(case_id, "ana", "approve_proof", proof="p1")
    ticket = type(press.house.renderer).ticket

    def refused_meanwhile(self: Any, told: Any) -> bytes:
        press.did(case_id, SELLER, "refuse_order", reason="No brass left.")
        press.workshop.work()
        return bytes(ticket(self, told))

    monkeypatch.setattr(type(press.house.renderer), "ticket", refused_meanwhile)
    receipt = make_print_files(press.house, case_id)
    assert receipt.problem is not None
    assert receipt.problem.code == "print_files_not_due"
    assert "PrintFilesMade" not in press.workshop.names(case_id)
    assert files(press) == before
    assert press.house.exports.names(case_id) == ()


def test_a_received_order_of_several_takes_its_buyers_designs_with_it_and_nobody_elses(
    press: Press,
) -> None:
    case_id, _ = press.accepted(press.designed(quantity=3))
    fine(press.proof(case_id))
    press.did(case_id, "ana", "approve_proof", proof="p1")
    press.workshop.work()
    press.did(case_id, SELLER, "start_production")
    press.did(case_id, SELLER, "dispatch", parcel="1")
    press.did(case_id, SELLER, "deliver", parcel="1")
    press.workshop.later(days=20)
    for who in ("mei", "ana"):
        made = start_draft(press.house, who, "equal", Beginning(ID, wanted("Leonor")))
        assert not isinstance(made, Problem), made
    press.workshop.later(days=10)
    press.workshop.work()
    assert list_drafts(press.house, "ana") == ()
    assert len(list_drafts(press.house, "mei")) == 1


def test_after_a_refusal_the_design_stays_the_buyers_to_be_changed_and_ordered_anew(press: Press) -> None:
    case_id, design = press.accepted()
    press.did(case_id, SELLER, "refuse_order", reason="No brass left.")
    press.workshop.work()
    assert "CustomizationErased" in press.workshop.names(case_id)
    assert [each.id for each in list_drafts(press.house, "ana")] == [design]


def test_an_order_that_is_repeated_under_its_key_is_told_again_whatever_happened_since(press: Press) -> None:
    design = press.designed()
    new = NewPersonalisedOrder(press.listing, design=design, destination="US")
    first = fine(order_personalised(press.house, "ana", new, "once"))
    withdraw_product(press.house, SELLER, ID, press.workshop.key())
    erase_draft(press.house, "ana", design)
    again = order_personalised(press.house, "ana", new, "once")
    assert (again.problem, again.case_id, again.replayed) == (None, first.case_id, 1)
    other = order_personalised(press.house, "ana", replace(new, quantity=2), "once")
    assert other.problem is not None
    assert other.problem.code == "idempotency_key_reused"


def test_a_change_that_was_screened_before_somebody_spoke_is_not_taken(press: Press) -> None:
    case_id, design = press.accepted()
    press.redesigned(design, "Lenora")
    seen = len(press.workshop.record(case_id).facts)
    acts = replace_acts(press.house, "ana", case_id, ChangedDesign(design, 2))
    assert not isinstance(acts, Problem), acts
    place = press.workshop.findings(case_id)[0]
    press.did(case_id, SELLER, "judge_screening", where=place, result="refuse")
    late = press.house.engine.run(Order(case_id, acts, "ana", "late", on_facts=seen))
    assert late.problem is not None
    assert late.problem.code == "changed_meanwhile"
