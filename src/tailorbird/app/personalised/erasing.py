"""Erasing what lies outside the case of a customization whose data has to go: an errand of that case.

The private texts are blanked in the transaction that records the erasure. Files, impressions of pictures,
exports and drafts lie elsewhere; each is erased however often this runs, and whatever store does not
answer is tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from tailorbird.app.cited import file_references
from tailorbird.app.design.files import forget_file
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.errands import ErrandFailed, labelled
from tailorbird.app.house import House
from tailorbird.app.looking.barred import SCOPE as BARRED
from tailorbird.app.personalised.in_force import specified
from tailorbird.app.ports.files import FilesUnavailable
from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.listing import ListingDrafted
from tailorbird.domain.cases.facts.making import PrintFilesMade, ProofSent, SpecificationInspected
from tailorbird.domain.cases.facts.personalised import CustomizationErased, PersonalisedOrderPlaced
from tailorbird.domain.roles import Role


def erase_files(house: House, case_id: str, erased: Recorded[Any]) -> None:
    """Erase it from every store outside the case. Where one fails the others go on, and it is tried again."""
    record = house.records.case(case_id)
    if record is None:
        raise ErrandFailed(f"There is no case {case_id}.")
    case = case_from(record)
    steps = [
        partial(house.exports.erase, case_id),
        *(partial(house.designs.erase_documents, each.hash) for each in specified(case)),
        *(partial(_erase_file, house, sha256) for sha256 in _to_go(house, case, erased)),
    ]
    failed = [told for step in steps if (told := _fault_of(step))]
    if failed:
        raise ErrandFailed(f"{case_id}: {'; '.join(dict.fromkeys(failed))}")


def files_of(case: Case) -> tuple[str, ...]:
    """Every file of the case that is, or shows, what the buyer wrote and uploaded."""
    return tuple(dict.fromkeys((*_uploads(case), *_made(case))))


def _fault_of(step: Callable[[], None]) -> str:
    try:
        step()
    except (FilesUnavailable, OSError) as problem:
        return f"{type(problem).__name__}: {problem}"
    return ""


def _erase_file(house: House, sha256: str) -> None:
    """With what was made of it: pictures without their background, and what pictures are compared by."""
    for each in (sha256, *house.designs.derived_from(sha256)):
        house.pictures.forget_file(each)
    forget_file(house, sha256)


def _to_go(house: House, case: Case, erased: Recorded[Any]) -> Iterator[str]:
    """The files that nobody else has a right to.

    One stays while another order that is not over needs the same bytes. An upload stays if somebody else than
    the buyer handed the same bytes in: then they are also that party's own. What was made of it stays if
    it is no more than a picture of the product or the listing itself. A picture that nobody may have made
    is the platform's, to know it again.
    """
    buyer, not_the_buyers = case.party(Role.BUYER), _of_the_sale(house, case) | _barred(house)
    uploads = {*_uploads(case), *erased.fact.files} - set(_made(case))
    for sha256 in dict.fromkeys((*erased.fact.files, *files_of(case))):
        others = house.files.uploaders(sha256) - {buyer or ""} if sha256 in uploads else frozenset()
        if not others and sha256 not in not_the_buyers and not _needed_elsewhere(house, case.id, sha256):
            yield sha256


def _needed_elsewhere(house: House, case_id: str, sha256: str) -> bool:
    return any(
        header.id != case_id and not _over(house, header.id) for header in labelled(house, "file", sha256)
    )


def _over(house: House, case_id: str) -> bool:
    return any(each.name == CustomizationErased.__name__ for each in house.records.facts(case_id))


def _uploads(case: Case) -> tuple[str, ...]:
    return tuple(sha256 for each in specified(case) for sha256 in each.files)


def _made(case: Case) -> tuple[str, ...]:
    """Proofs, files for the press, and photographs of the product in which the design can be seen."""
    made: tuple[Recorded[Any], ...] = case.all(ProofSent, PrintFilesMade, SpecificationInspected)
    return tuple(sha256 for each in made for sha256 in files_in(each.fact))


def files_in(fact: Fact) -> tuple[str, ...]:
    """Hashes of the files that the fact names, each once."""
    return tuple(dict.fromkeys(file_references(codec.plain(fact))))


def _barred(house: House) -> frozenset[str]:
    known = (house.pictures.files(BARRED, name) for name in house.pictures.subjects(BARRED))
    return frozenset(file for files in known for file in files)


def _of_the_sale(house: House, case: Case) -> frozenset[str]:
    """Files that the listing or the product names: they are the seller's, whoever cites them."""
    placed = case.first(PersonalisedOrderPlaced)
    listing = house.records.case(placed.fact.listing) if placed is not None and placed.fact.listing else None
    drafts = case_from(listing).all(ListingDrafted) if listing is not None else ()
    product = (
        house.catalogue.product(placed.fact.product) if placed is not None and placed.fact.product else None
    )
    documents: list[Any] = [codec.plain(each.fact.document) for each in drafts]
    documents += [codec.plain(product.product)] if product is not None else []
    return frozenset(each for document in documents for each in file_references(document))
