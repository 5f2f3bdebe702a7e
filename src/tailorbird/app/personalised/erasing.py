"""Erasing what lies outside the case of a customization whose data has to go: an errand of that case.

The private texts are blanked in the transaction that records the erasure. Files, impressions of pictures,
exports and drafts lie elsewhere; each is erased however often this runs, and whatever store does not
answer is tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from tailorbird.app.cited import file_references
from tailorbird.app.design.drafts import WasOrdered, forget_ordered
from tailorbird.app.design.files import forget_file, in_a_design, ordered, wanted_by_others
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.errands import ErrandFailed
from tailorbird.app.house import House
from tailorbird.app.looking.barred import SCOPE as BARRED
from tailorbird.app.personalised.in_force import specified
from tailorbird.app.ports.files import FilesUnavailable
from tailorbird.app.proofs.made_files import forget_made_files, made_files
from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.listing import ListingDrafted
from tailorbird.domain.cases.facts.making import PrintFilesMade, ProofSent, SpecificationInspected
from tailorbird.domain.cases.facts.personalised import PersonalisedOrderPlaced, PersonalisedOrderRefused
from tailorbird.domain.roles import Role


def erase_files(house: House, case_id: str, erased: Recorded[Any]) -> None:
    """Erase it from every store outside the case. Where one fails the others go on, and it is tried again."""
    record = house.records.case(case_id)
    if record is None:
        raise ErrandFailed(f"There is no case {case_id}.")
    case = case_from(record)
    failed = [
        *_faults((partial(house.exports.erase, case_id), partial(_forget_designs, house, case))),
        *_faults(partial(_erase_file, house, sha256) for sha256 in _to_go(house, case, erased)),
    ]
    if failed:
        raise ErrandFailed(f"{case_id}: {'; '.join(dict.fromkeys(failed))}")
    forget_made_files(house, case_id)


def _forget_designs(house: House, case: Case) -> None:
    """The buyer's designs of what was ordered, with their lines in the basket.

    After a refusal they stay the buyer's own drafts, to be changed and ordered anew.
    """
    buyer, placed = case.party(Role.BUYER), case.first(PersonalisedOrderPlaced)
    if buyer is None or placed is None or case.has(PersonalisedOrderRefused):
        return
    for each in specified(case):
        was = WasOrdered(each.hash, placed.fact.quantity, frozenset(_uploads(case)))
        forget_ordered(house, buyer, was)


def _faults(steps: Iterable[Callable[[], None]]) -> list[str]:
    return [told for step in steps if (told := _fault_of(step))]


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
    """With what was made of it: pictures without their background, and what pictures are compared by.

    The bytes stay while whoever handed them in still has another design with them, and go with that one.
    """
    for each in (sha256, *house.designs.derived_from(sha256)):
        house.pictures.forget_file(each)
    if not in_a_design(house, sha256):
        forget_file(house, sha256)


def _to_go(house: House, case: Case, erased: Recorded[Any]) -> Iterator[str]:
    """The files that nobody else has a right to.

    One stays while another order that is not over needs the same bytes. An upload stays if somebody else than
    the buyer handed the same bytes in and may want them still: then they are also that party's own. What was
    made of it stays if it is no more than a picture of the product or the listing itself. A picture that
    nobody may have made is the platform's, to know it again.
    """
    buyer, not_the_buyers = case.party(Role.BUYER), _of_the_sale(house, case) | _barred(house)
    uploads = {*_uploads(case), *erased.fact.files} - set(_made(case))
    for sha256 in dict.fromkeys((*erased.fact.files, *files_of(case), *made_files(house, case.id))):
        others = sha256 in uploads and wanted_by_others(house, buyer or "", sha256)
        if not others and sha256 not in not_the_buyers and not ordered(house, sha256, besides=case.id):
            yield sha256


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
