"""Proofs and files for the press are customization data: read on record, by buyer and maker, for an hour."""

from __future__ import annotations

from typing import Any

import pytest

from tailorbird.app.engine.command import Act, Order
from tailorbird.app.participants import PLATFORM_PARTY, THE_PLATFORM
from tailorbird.app.permissions import FILES_ON_RECORD, ON_RECORD_ONLY
from tailorbird.app.personalised.in_force import in_force
from tailorbird.app.personalised.reading import Customization, ReadingWish, may_fetch, read_customization
from tailorbird.app.personalised.screening_change import screen_change
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import FACTS, DataClass, data_classes
from tailorbird.domain.cases.listing_words import DataPurpose, ScreenKind, ScreenResult
from tailorbird.domain.customization.specification import Entry, EntryKind, Specification
from tailorbird.domain.roles import Role
from tests.app.workshop import ENGRAVED, SELLER, Workshop, fine
from tests.pictures import png


def proofed(workshop: Workshop) -> tuple[str, str, str]:
    """An order with a proof and a file for the press: its case and the two files."""
    order = workshop.accepted(ENGRAVED)
    now = in_force(workshop.case(order))
    assert now is not None
    put = workshop.house.files.put
    proof, press = (put(png(each), "image/png").sha256 for each in (b"proof", b"press"))
    told: dict[str, Any] = {"proof": "p1", "specification_hash": now.hash, "pictures": [proof]}
    workshop.did(order, SELLER, Role.MERCHANT, "send_proof", **told)
    made = {"surface": "Front", "kind": "png", "file": press}
    act = Act("record_print_files", THE_PLATFORM, {"specification_hash": now.hash, "files": [made]})
    fine(workshop.house.engine.run(Order(order, (act,), PLATFORM_PARTY, "print")))
    return order, proof, press


def read(workshop: Workshop, order: str, who: str, role: Role, purpose: DataPurpose) -> Customization:
    found = read_customization(workshop.house, order, ReadingWish(who, role, purpose), workshop.key())
    assert isinstance(found, Customization), found
    return found


def opens(workshop: Workshop, order: str, who: str, role: Role, sha256: str) -> int:
    return may_fetch(workshop.house, workshop.record(order), who, (role,), sha256)


@pytest.mark.parametrize(
    ("who", "role", "purpose"),
    [("ana", Role.BUYER, DataPurpose.OWN), (SELLER, Role.MERCHANT, DataPurpose.FULFIL)],
)
def test_buyer_and_maker_see_proofs_and_print_files_once_they_have_read(
    workshop: Workshop, who: str, role: Role, purpose: DataPurpose
) -> None:
    order, proof, press = proofed(workshop)
    assert opens(workshop, order, who, role, proof) == 0
    found = read(workshop, order, who, role, purpose)
    assert [each.pictures for each in found.proofs] == [(proof,)]
    assert [each.file for each in found.print_files] == [press]
    assert opens(workshop, order, who, role, proof) == opens(workshop, order, who, role, press) == 1
    workshop.later(hours=1)
    assert opens(workshop, order, who, role, proof) == 0


def test_the_operator_sees_neither_while_nothing_is_to_be_reviewed(workshop: Workshop) -> None:
    order, proof, press = proofed(workshop)
    wish = ReadingWish("operator", Role.OPERATOR, DataPurpose.REVIEW)
    assert not isinstance(read_customization(workshop.house, order, wish, "once"), Customization)
    for each in (proof, press):
        assert opens(workshop, order, "operator", Role.OPERATOR, each) == 0
        labelled = workshop.house.records.cases_labelled("file", each).items
        assert [header.id for header in labelled] == [order]


def test_every_fact_that_holds_a_customization_is_read_on_record_alone() -> None:
    holding = {
        name for name, kind in FACTS.items() if data_classes(kind).get("customization") is DataClass.PRIVATE
    }
    assert {f"{name}.customization" for name in holding} == ON_RECORD_ONLY
    assert holding <= FILES_ON_RECORD


# A design that is changed is looked at again, where it was changed ------------------------------------

NAME = Entry(surface="Front", area="", label="Name", kind=EntryKind.TEXT, value="Adidas")
MOTTO = Entry(surface="Back", area="", label="Motto", kind=EntryKind.TEXT, value="Nike")
PHOTO = Entry(surface="Back", area="", label="Photo", kind=EntryKind.IMAGE, value="us.png", file="ab" * 32)


def specified(*entries: Entry) -> Specification:
    return Specification(product="p", title="Light", quantity=1, entries=entries)


def judged_case(workshop: Workshop, order: str) -> Case:
    """Every place of the order passed by its seller."""
    for where in workshop.findings(order):
        workshop.did(order, SELLER, Role.MERCHANT, "judge_screening", where=where, result="pass")
    return workshop.case(order)


def test_a_word_on_what_was_not_changed_goes_on_counting(workshop: Workshop) -> None:
    photo = workshop.house.files.put(png(b"a photo"), "image/png", by="ana").sha256
    picture = Entry(surface="Back", area="", label="photo", kind=EntryKind.IMAGE, value="us.png", file=photo)
    order = workshop.paid(ENGRAVED, picture)
    case = judged_case(workshop, order)
    before = specified(picture)
    after = specified(picture, NAME)
    found = {each.where: each.result for each in screen_change(case, before, after)}
    assert found[f"image:{photo}"] is ScreenResult.PASSES


def test_what_was_changed_is_looked_at_anew(workshop: Workshop) -> None:
    photo = workshop.house.files.put(png(b"a photo"), "image/png", by="ana").sha256
    picture = Entry(surface="Back", area="", label="photo", kind=EntryKind.IMAGE, value="us.png", file=photo)
    order = workshop.paid(ENGRAVED, picture)
    case = judged_case(workshop, order)
    (found,) = screen_change(case, specified(picture), specified(PHOTO))
    assert (found.where, found.kind) == (f"image:{PHOTO.file}", ScreenKind.NOT_LOOKED_AT)
