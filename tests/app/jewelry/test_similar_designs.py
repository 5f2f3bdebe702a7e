"""A proposed design is compared with the jeweller's earlier ones, and nobody else's pictures are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from tailorbird.app.engine.casefile import case_from
from tailorbird.app.errands import run_errand
from tailorbird.app.house import House
from tailorbird.app.ports.vision import VisionAbsent
from tailorbird.domain.cases.facts.jewelry import SimilarDesign, SimilarDesignsShown
from tailorbird.domain.roles import Role
from tests.app.jewelry.conftest import Jewelry

SKETCH, OTHERS = "ab" * 32, "cd" * 32


class Seeing:
    """An eye that is named, and sees nothing by itself."""

    name = "an eye for tests"


@pytest.fixture
def sighted(jewelry: Jewelry, monkeypatch: pytest.MonkeyPatch) -> Jewelry:
    """The jeweller's case in a house whose comparing is told by the test: one earlier design looks alike."""

    def compare(
        house: House, merchant: str, case_id: str, pictures: Sequence[str]
    ) -> tuple[SimilarDesign, ...]:
        return (SimilarDesign("TB-EARLIER", OTHERS, Decimal("0.91")),) if SKETCH in pictures else ()

    monkeypatch.setattr("tailorbird.app.jewelry.similar_designs.compare_design", compare)
    jewelry.house = replace(jewelry.house, vision=Seeing())  # type: ignore[arg-type]
    return jewelry


def shown(jewelry: Jewelry) -> tuple[SimilarDesignsShown, ...]:
    record = jewelry.house.records.case(jewelry.case_id)
    assert record is not None
    return tuple(each.fact for each in case_from(record).all(SimilarDesignsShown))


def errand(jewelry: Jewelry, fact: str) -> None:
    """Carry out the errand of the case's last fact of this name."""
    record = jewelry.house.records.case(jewelry.case_id)
    assert record is not None
    run_errand(jewelry.house, record, max(each.seq for each in record.facts if each.name == fact))


def proposed(jewelry: Jewelry) -> None:
    jewelry.paid()
    jewelry.done(Role.MERCHANT, "propose_design", proposal="1", text="A vine.", pictures=[SKETCH])


def agreed(jewelry: Jewelry) -> None:
    proposed(jewelry)
    jewelry.done(Role.BUYER, "accept_proposal", proposal="1")


def test_the_platform_compares_what_was_agreed_and_the_jeweller_can_take_it_on(sighted: Jewelry) -> None:
    agreed(sighted)
    assert "jewelry.II.uniqueness" in sighted.clauses(Role.MERCHANT, "accept_design")
    errand(sighted, "ProposalAccepted")
    (found,) = shown(sighted)
    assert found.compared_by == "an eye for tests"
    assert found.compared_with == 0
    sighted.done(Role.MERCHANT, "accept_design")


def test_a_proposal_is_compared_before_anybody_answers_it(sighted: Jewelry) -> None:
    proposed(sighted)
    errand(sighted, "DesignProposed")
    assert [each.design for each in shown(sighted)[0].similar] == ["TB-EARLIER"]


def test_a_picture_of_another_buyers_design_is_not_put_on_record(sighted: Jewelry) -> None:
    agreed(sighted)
    errand(sighted, "ProposalAccepted")
    assert [each.picture for each in shown(sighted)[0].similar] == [""]


def test_comparing_again_records_nothing_more(sighted: Jewelry) -> None:
    agreed(sighted)
    errand(sighted, "ProposalAccepted")
    errand(sighted, "ProposalAccepted")
    assert len(shown(sighted)) == 1


def test_without_a_model_a_person_compares(sighted: Jewelry, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object) -> tuple[SimilarDesign, ...]:
        raise VisionAbsent("The model is not here.")

    monkeypatch.setattr("tailorbird.app.jewelry.similar_designs.compare_design", absent)
    agreed(sighted)
    errand(sighted, "ProposalAccepted")
    assert shown(sighted) == ()
    assert "jewelry.II.uniqueness" in sighted.clauses(Role.MERCHANT, "accept_design")
    sighted.done(Role.MERCHANT, "show_similar_designs", compared_by="the archive")
    sighted.done(Role.MERCHANT, "accept_design")


def test_a_proposal_without_pictures_is_the_jewellers_to_compare(sighted: Jewelry) -> None:
    sighted.paid()
    sighted.done(Role.MERCHANT, "propose_design", proposal="1", text="Plain.")
    errand(sighted, "DesignProposed")
    assert shown(sighted) == ()


def test_a_design_that_was_taken_on_is_kept_for_comparing(
    sighted: Jewelry, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[tuple[str, Sequence[str]]] = []
    monkeypatch.setattr(
        "tailorbird.app.jewelry.similar_designs.index_design",
        lambda house, merchant, case_id, pictures: kept.append((merchant, pictures)),
    )
    agreed(sighted)
    errand(sighted, "ProposalAccepted")
    sighted.done(Role.MERCHANT, "accept_design")
    errand(sighted, "DesignAccepted")
    assert kept == [("wren", (SKETCH,))]


def test_only_the_platform_records_what_the_platform_compared(sighted: Jewelry) -> None:
    agreed(sighted)
    problem = sighted.refused(Role.MERCHANT, "record_similar_designs", compared_by="me")
    assert problem.code == "not_your_part"
