"""From the design to the parcel: what is changed, approved, made, inspected and sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tailorbird.app.engine.problem import Problem
from tailorbird.app.proofs.print_files import make_print_files
from tailorbird.domain.cases.facts.making import PrintFilesMade, PrintKind, ProofSent
from tailorbird.domain.cases.facts.payment import QuoteIssued
from tailorbird.domain.money import Money
from tests.app.proofs.press import Press, open_press
from tests.app.workshop import SELLER, fine

if TYPE_CHECKING:
    from pathlib import Path

    from tailorbird.adapters.db.database import Database

RULE = ("cj-platform.print-on-demand",)


def test_pieces_and_what_is_charged_once_are_quoted_together(press: Press) -> None:
    case_id = fine(press.order(press.designed("Leonor M", quantity=3))).case_id
    quoted = press.workshop.case(case_id).last(QuoteIssued)
    assert quoted is not None
    # Three times 12.00 and one letter more than six at 0.50, and 3.00 once; shipping 6.00.
    assert [str(each.amount) for each in quoted.fact.lines] == ["USD 40.50", "USD 6.00"]


def test_a_total_other_than_the_one_shown_is_not_charged(press: Press) -> None:
    receipt = press.order(press.designed(), total=Money.parse("USD 14.99"))
    assert receipt.problem is not None
    assert receipt.problem.code == "price_changed"


def test_nothing_is_made_before_the_proof_is_approved(press: Press) -> None:
    case_id, _ = press.accepted()
    assert press.refused(case_id, SELLER, "start_production") == RULE
    fine(press.proof(case_id))
    assert press.refused(case_id, SELLER, "start_production") == RULE
    press.did(case_id, "ana", "approve_proof", proof="p1")
    press.workshop.work()
    press.did(case_id, SELLER, "start_production")


def test_a_proof_shows_each_surface(press: Press) -> None:
    case_id, _ = press.accepted()
    fine(press.proof(case_id))
    sent = press.workshop.case(case_id).last(ProofSent)
    assert sent is not None
    assert [press.house.files.about(each).media_type for each in sent.fact.pictures] == ["image/png"]


def test_a_refused_proof_leaves_no_picture(press: Press) -> None:
    case_id = press.approved()
    before = sorted(press.workshop.config.media.rglob("*"))
    receipt = press.proof(case_id)
    assert receipt.problem is not None
    assert sorted(press.workshop.config.media.rglob("*")) == before


def test_a_changed_design_wants_the_makers_word_and_a_proof_anew(press: Press) -> None:
    case_id, design = press.accepted()
    fine(press.proof(case_id))
    press.redesigned(design, "Lenora")
    fine(press.change(case_id, design))  # type: ignore[arg-type]
    assert press.refused(case_id, "ana", "approve_proof", proof="p1") == RULE
    assert press.proof(case_id).problem is not None
    press.did(case_id, SELLER, "accept_order")
    fine(press.proof(case_id))
    press.did(case_id, "ana", "approve_proof", proof="p2")


def test_a_design_at_another_price_does_not_take_the_place_of_the_first(press: Press) -> None:
    case_id, design = press.accepted()
    press.redesigned(design, "Leonor Maria")
    receipt = press.change(case_id, design)
    assert not isinstance(receipt, Problem)
    assert receipt.problem is not None
    assert receipt.problem.decision is not None
    assert receipt.problem.decision.clauses == RULE


def test_an_approved_design_is_frozen(press: Press) -> None:
    case_id, design = press.accepted()
    fine(press.proof(case_id))
    press.did(case_id, "ana", "approve_proof", proof="p1")
    press.redesigned(design, "Lenora")
    receipt = press.change(case_id, design)
    assert not isinstance(receipt, Problem)
    assert receipt.problem is not None


def test_the_worker_makes_print_files_and_a_ticket_and_lays_them_out(press: Press) -> None:
    case_id = press.approved()
    made = press.workshop.case(case_id).last(PrintFilesMade)
    assert made is not None
    assert {each.kind for each in made.fact.files} == set(PrintKind)
    names = set(press.house.exports.names(case_id))
    assert names == {"front-print.pdf", "front-print-cmyk.pdf", "front-print.png", "work-ticket.pdf"}


def test_making_the_files_again_makes_nothing_new(press: Press) -> None:
    case_id = press.approved()
    before = press.workshop.names(case_id)
    assert make_print_files(press.house, case_id).problem is None
    assert press.workshop.names(case_id) == before


def test_no_files_are_made_before_the_approval(press: Press) -> None:
    case_id, _ = press.accepted()
    receipt = make_print_files(press.house, case_id)
    assert receipt.problem is not None
    assert receipt.problem.code == "print_files_not_due"


def test_a_maker_that_asks_for_no_approval_has_its_files_after_accepting(
    sqlite_database: Database, tmp_path: Path
) -> None:
    from tailorbird.domain.customization.template import Approval

    press = open_press(sqlite_database, tmp_path, Approval.NOT_ASKED)
    case_id, _ = press.accepted()
    press.workshop.work()
    press.did(case_id, SELLER, "start_production")


@pytest.mark.parametrize(
    "points",
    [
        {"front__words": "as_specified"},
        {"front__words": "as_specified", "quantity": "as_specified", "back__words": "as_specified"},
        {},
    ],
)
def test_an_inspection_says_something_about_every_point_and_no_other(
    press: Press, points: dict[str, str]
) -> None:
    case_id = press.approved()
    press.did(case_id, SELLER, "start_production")
    found = press.inspect(case_id, **points)
    assert isinstance(found, Problem)
    assert found.code == "inspection_incomplete"
    assert found.extra["points"] == ["front/words", "quantity"]


def test_what_differs_from_the_design_does_not_leave(press: Press) -> None:
    case_id = press.approved()
    press.did(case_id, SELLER, "start_production")
    press.inspect(case_id, front__words="differs", quantity="as_specified")
    assert press.refused(case_id, SELLER, "dispatch", parcel="1") == RULE
    press.inspect(case_id, front__words="as_specified", quantity="as_specified")
    press.did(case_id, SELLER, "dispatch", parcel="1")


def test_what_was_never_made_does_not_leave(press: Press) -> None:
    case_id = press.approved()
    assert press.refused(case_id, SELLER, "dispatch", parcel="1") == RULE


def test_the_stage_says_whose_turn_it_is(press: Press) -> None:
    case_id, _ = press.accepted()
    stages = [press.workshop.record(case_id).header.stage]
    fine(press.proof(case_id))
    stages.append(press.workshop.record(case_id).header.stage)
    press.did(case_id, "ana", "approve_proof", proof="p1")
    press.workshop.work()
    press.did(case_id, SELLER, "start_production")
    stages.append(press.workshop.record(case_id).header.stage)
    assert stages == ["making", "proof", "producing"]


def test_the_files_of_an_order_that_storage_loses_half_way_are_made_whole_later(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tailorbird.app.errands import ErrandFailed
    from tailorbird.app.ports.files import FilesUnavailable

    case_id, _ = press.accepted()
    fine(press.proof(case_id))
    press.did(case_id, "ana", "approve_proof", proof="p1")
    kept = type(press.house.files).put
    calls = iter(range(100))

    def put(self: object, data: bytes, media_type: str, by: str = "") -> object:
        if next(calls) == 2:
            raise FilesUnavailable("The storage does not answer. Try again later.")
        return kept(self, data, media_type, by)

    monkeypatch.setattr(type(press.house.files), "put", put)
    with pytest.raises(ErrandFailed):
        make_print_files(press.house, case_id)
    assert "PrintFilesMade" not in press.workshop.names(case_id)
    assert make_print_files(press.house, case_id).problem is None
    assert "PrintFilesMade" in press.workshop.names(case_id)
