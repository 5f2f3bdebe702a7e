"""What the pictures show is looked at by the worker; what persons said stays said; and the platform is asked
to look again at what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tailorbird.app.house import House
from tailorbird.app.personalised.places import held, places
from tailorbird.domain.cases.facts.personalised import CustomizationScreened, ScreeningAppealed
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind, ScreenResult
from tailorbird.domain.customization.specification import Entry, EntryKind, Specification
from tailorbird.domain.roles import Role
from tests.app.workshop import ENGRAVED, SELLER, Workshop
from tests.pictures import png

Look = Callable[[House, Specification], tuple[ScreenFinding, ...]]
DOUBTFUL = replace(ENGRAVED, value="Mercedes")
"""A text that is held for a person."""
NAME = "text:Front//Name to engrave"


def photo(workshop: Workshop, marker: str = "a drawing") -> Entry:
    sha = workshop.house.files.put(png(marker.encode()), "image/png", by="ana").sha256
    return Entry(surface="Back", area="", label="photo", kind=EntryKind.IMAGE, value="us.png", file=sha)


def seen(result: ScreenResult, reason: str = "") -> Look:
    """A look that says this of every picture."""

    def look(house: House, specification: Specification) -> tuple[ScreenFinding, ...]:
        return tuple(
            ScreenFinding(f"image:{entry.file}", ScreenKind.ADULT, result, reason)
            for entry in specification.entries
            if entry.file
        )

    return look


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Callable[[Look], None]:
    """Put a look in the place of the models."""

    def put(look: Look) -> None:
        monkeypatch.setattr("tailorbird.app.personalised.screening_errand.look_at_pictures", look)

    return put


def results(workshop: Workshop, order: str) -> dict[str, ScreenResult]:
    return {each.where: each.result for each in places(workshop.case(order))}


def screenings(workshop: Workshop, order: str) -> int:
    return len(workshop.case(order).all(CustomizationScreened))


Puts = Callable[[Look], None]


def test_a_plain_name_passes_at_once(workshop: Workshop) -> None:
    order = workshop.paid(ENGRAVED)
    assert results(workshop, order) == {NAME: ScreenResult.PASSES}
    workshop.did(order, SELLER, Role.MERCHANT, "accept_order")


def test_a_text_that_is_refused_is_told_with_its_place_and_not_paid(workshop: Workshop) -> None:
    order = workshop.placed(replace(ENGRAVED, value="for adidas"))
    (found,) = places(workshop.case(order))
    assert (found.result, found.finding.at) == (ScreenResult.REFUSE, ("4-10",))
    assert stage_of(workshop, order) == ("barred", Role.BUYER)
    assert workshop.refused(order, "ana", Role.BUYER, "pay", total="USD 40.00") == (
        "amazon-custom.data.screening",
    )


def test_a_picture_waits_until_the_worker_has_looked(workshop: Workshop, looks: Puts) -> None:
    looks(seen(ScreenResult.PASSES))
    picture = photo(workshop)
    order = workshop.paid(ENGRAVED, picture)
    assert f"image:{picture.file}" in held(workshop.case(order))
    workshop.work()
    assert results(workshop, order)[f"image:{picture.file}"] is ScreenResult.PASSES


def test_looking_twice_records_once(workshop: Workshop, looks: Puts) -> None:
    from tailorbird.app.errands import run_errand

    looks(seen(ScreenResult.HOLD, "doubtful"))
    order = workshop.paid(ENGRAVED, photo(workshop))
    workshop.work()
    run_errand(workshop.house, workshop.record(order), 1)
    run_errand(workshop.house, workshop.record(order), 1)
    assert screenings(workshop, order) == 2


def test_what_no_model_could_see_stays_held_with_the_reason(workshop: Workshop, looks: Puts) -> None:
    def blind(house: House, specification: Specification) -> tuple[ScreenFinding, ...]:
        return tuple(
            replace(each, kind=ScreenKind.NOT_LOOKED_AT, reason="No model here.")
            for each in seen(ScreenResult.HOLD)(house, specification)
        )

    looks(blind)
    picture = photo(workshop)
    order = workshop.paid(ENGRAVED, picture)
    workshop.work()
    found = next(e for e in places(workshop.case(order)) if e.where == f"image:{picture.file}")
    assert (found.result, found.reason) == (ScreenResult.HOLD, "No model here.")
    looks(seen(ScreenResult.PASSES))
    from tailorbird.app.errands import run_errand

    run_errand(workshop.house, workshop.record(order), 1)
    assert results(workshop, order)[f"image:{picture.file}"] is ScreenResult.PASSES


@pytest.mark.parametrize(
    ("party", "role"), [(SELLER, Role.MERCHANT), ("operator", Role.OPERATOR)], ids=["seller", "operator"]
)
def test_a_persons_word_on_a_picture_is_not_undone_by_a_look_that_comes_later(
    workshop: Workshop, looks: Puts, party: str, role: Role
) -> None:
    looks(seen(ScreenResult.REFUSE, "skin"))
    picture = photo(workshop)
    order = workshop.paid(ENGRAVED, picture)
    workshop.did(order, party, role, "judge_screening", where=f"image:{picture.file}", result="pass")
    workshop.work()
    assert results(workshop, order)[f"image:{picture.file}"] is ScreenResult.PASSES
    assert screenings(workshop, order) == 1


def test_a_word_on_a_text_stands_after_the_pictures_were_looked_at(workshop: Workshop, looks: Puts) -> None:
    looks(seen(ScreenResult.PASSES))
    order = workshop.paid(DOUBTFUL, photo(workshop))
    workshop.did(order, SELLER, Role.MERCHANT, "judge_screening", where=NAME, result="pass")
    workshop.work()
    assert screenings(workshop, order) == 2
    assert held(workshop.case(order)) == ()
    workshop.did(order, SELLER, Role.MERCHANT, "accept_order")


def test_what_the_operator_passed_is_not_refused_again(workshop: Workshop, looks: Puts) -> None:
    looks(seen(ScreenResult.REFUSE, "skin"))
    one, other = photo(workshop, "one"), photo(workshop, "other")
    order = workshop.paid(ENGRAVED, one)
    workshop.work()
    where = f"image:{one.file}"
    workshop.did(order, "operator", Role.OPERATOR, "judge_screening", where=where, result="pass")
    from tailorbird.app.errands import run_errand

    run_errand(workshop.house, workshop.record(order), 1)
    assert results(workshop, order)[where] is ScreenResult.PASSES
    assert other.file != one.file


# Appeals ----------------------------------------------------------------------------------------------


def refused(workshop: Workshop, looks: Puts) -> tuple[str, str]:
    """A paid order with a picture that the worker refused."""
    looks(seen(ScreenResult.REFUSE, "skin"))
    picture = photo(workshop)
    order = workshop.paid(ENGRAVED, picture)
    workshop.work()
    return order, f"image:{picture.file}"


def stage_of(workshop: Workshop, order: str) -> tuple[str, Role | None]:
    header = workshop.record(order).header
    return header.stage, header.turn


def told(workshop: Workshop, order: str, party: str, fact: str) -> bool:
    """Whether a notice of this fact was put in the outbox for the party."""
    rows = workshop.house.records.outbox(party).items
    seqs = {each.seq for each in workshop.record(order).facts if each.name == fact}
    return any(
        row.case_id == order and row.message.kind == "notice" and row.message.about in seqs for row in rows
    )


def test_a_refused_picture_bars_a_paid_order_and_both_are_told(workshop: Workshop, looks: Puts) -> None:
    order, _ = refused(workshop, looks)
    assert stage_of(workshop, order) == ("barred", Role.MERCHANT)
    assert told(workshop, order, "ana", "CustomizationScreened")
    assert told(workshop, order, SELLER, "CustomizationScreened")
    assert workshop.refused(order, SELLER, Role.MERCHANT, "accept_order") == ("amazon-custom.data.screening",)


def test_an_unpaid_order_that_is_barred_is_the_buyers_to_mend(workshop: Workshop, looks: Puts) -> None:
    looks(seen(ScreenResult.REFUSE))
    order = workshop.placed(ENGRAVED, photo(workshop))
    workshop.work()
    assert stage_of(workshop, order) == ("barred", Role.BUYER)


@pytest.mark.parametrize(("party", "role"), [("ana", Role.BUYER), (SELLER, Role.MERCHANT)])
def test_buyer_and_seller_can_ask_the_platform_to_look_again(
    workshop: Workshop, looks: Puts, party: str, role: Role
) -> None:
    order, where = refused(workshop, looks)
    workshop.did(order, party, role, "appeal_screening", where=where, text="It is a statue.")
    assert stage_of(workshop, order) == ("appealed", Role.OPERATOR)
    assert told(workshop, order, "operator", "ScreeningAppealed")
    workshop.did(order, "operator", Role.OPERATOR, "judge_screening", where=where, result="pass")
    assert results(workshop, order)[where] is ScreenResult.PASSES
    assert told(workshop, order, "ana", "ScreeningJudged")
    workshop.did(order, SELLER, Role.MERCHANT, "accept_order")


def test_the_words_of_an_appeal_are_private_and_the_operator_reads_them(
    workshop: Workshop, looks: Puts
) -> None:
    from tailorbird.app.permissions import may_read_private
    from tailorbird.app.ports.parties import KeyHolder

    order, where = refused(workshop, looks)
    workshop.did(order, "ana", Role.BUYER, "appeal_screening", where=where, text="It is a statue.")
    appeal = workshop.case(order).last(ScreeningAppealed)
    assert appeal is not None
    assert appeal.fact.text is not None
    assert appeal.fact.text.startswith("private/")
    operator = KeyHolder("k", workshop.party("operator"), frozenset(("admin",)))
    participants = workshop.record(order).header.participants
    assert may_read_private(operator, participants, owner="ana", kind="ScreeningAppealed.text", disputed=0)


def _problem(workshop: Workshop, order: str, where: str) -> str:
    problem = workshop.run(order, "ana", Role.BUYER, "appeal_screening", {"where": where}).problem
    assert problem is not None
    return problem.code


def test_the_platform_is_asked_once(workshop: Workshop, looks: Puts) -> None:
    order, where = refused(workshop, looks)
    workshop.did(order, "ana", Role.BUYER, "appeal_screening", where=where)
    assert _problem(workshop, order, where) == "appealed_before"
    workshop.did(order, "operator", Role.OPERATOR, "judge_screening", where=where, result="refuse", why="No.")
    assert stage_of(workshop, order) == ("barred", Role.MERCHANT)
    assert _problem(workshop, order, where) == "appeal_decided"


def test_what_passes_or_is_held_is_not_appealed(workshop: Workshop, looks: Puts) -> None:
    looks(seen(ScreenResult.HOLD))
    picture = photo(workshop)
    order = workshop.paid(ENGRAVED, picture)
    workshop.work()
    assert _problem(workshop, order, f"image:{picture.file}") == "not_refused"
    assert _problem(workshop, order, "text:elsewhere") == "name_unknown"


def test_what_the_seller_refused_can_be_appealed(workshop: Workshop, looks: Puts) -> None:
    looks(seen(ScreenResult.HOLD))
    picture = photo(workshop)
    order = workshop.paid(ENGRAVED, picture)
    where = f"image:{picture.file}"
    workshop.did(order, SELLER, Role.MERCHANT, "judge_screening", where=where, result="refuse", why="Ugly.")
    workshop.did(order, "ana", Role.BUYER, "appeal_screening", where=where)
    assert stage_of(workshop, order) == ("appealed", Role.OPERATOR)


def test_what_the_seller_cannot_tell_is_the_platforms_to_judge(workshop: Workshop, looks: Puts) -> None:
    looks(seen(ScreenResult.HOLD))
    picture = photo(workshop)
    order = workshop.paid(ENGRAVED, picture)
    for where in held(workshop.case(order)):
        workshop.did(order, SELLER, Role.MERCHANT, "judge_screening", where=where, result="hold")
    assert stage_of(workshop, order) == ("held", Role.OPERATOR)
    problem = workshop.run(order, SELLER, Role.MERCHANT, "accept_order", {}).problem
    assert problem is not None
    assert problem.code == "waits"
