"""The catalogue follows custom requests: a finished product is its buyer's alone, until its case says
otherwise (cj-custom.II.11)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from tailorbird.app.catalogue.meaning import meanings
from tailorbird.app.errands import ErrandFailed
from tailorbird.app.house import House
from tailorbird.app.participants import OPERATOR_PARTY
from tailorbird.app.ports.catalogue import ProductRecord, Shown, StaleRevision, Visibility
from tailorbird.app.reading.look import look_at
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.custom_words import MediaKind, MediaUse
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.custom_making import SpecificationFrozen
from tailorbird.domain.cases.facts.custom_product import MediaAdded, MediaGranted, MediaGrantRevoked
from tailorbird.domain.cases.facts.custom_product import ProductFinished as Finished
from tailorbird.domain.catalogue.checks import MAX_TITLE
from tailorbird.domain.catalogue.product import Channel, Grant, Medium, Product, Variant
from tailorbird.domain.listing.document import AssetKind
from tailorbird.domain.questions.custom import MaySeeProduct, Viewer
from tailorbird.domain.roles import Role

_KINDS: Final = {MediaKind.PICTURE: AssetKind.PICTURE, MediaKind.VIDEO: AssetKind.VIDEO}
_GRANTS: Final = {
    MediaUse.VIEW: Grant.SHOW_WITH_PRODUCT,
    MediaUse.DOWNLOAD: Grant.PROMOTE,
    MediaUse.LIST: Grant.RESELL_LISTING,
}


def follow_request(house: House, case_id: str, _recorded: Recorded[Any]) -> None:
    """Keep the product that the case made as the case says now. Safe to repeat."""
    record = house.records.case(case_id)
    if record is None:
        raise ErrandFailed(f"There is no case {case_id}.")
    proceeding = look_at(house, record)
    if not proceeding.case.has(Finished):
        return
    parties = record.header.participants
    open_to_all = proceeding.ask(MaySeeProduct, Role.BUYER, viewer=Viewer.ANYBODY_ELSE).granted
    visibility = Visibility.PUBLIC if open_to_all else Visibility.PRIVATE
    product = _product(proceeding.case, record.header.title)
    known = house.catalogue.product(case_id)
    new = ProductRecord(
        id=case_id,
        owner=parties.get(Role.SUPPLIER, OPERATOR_PARTY),
        revision=1,
        hash=product.hash,
        product=product,
        visibility=visibility,
        seen_by=parties[Role.BUYER],
        listing=case_id,
    )
    kept = replace(known or new, product=product, changed_at=house.clock.now())
    try:
        saved = house.catalogue.save(kept, meanings(house, product), known.revision if known else 0)
    except StaleRevision as problem:
        raise ErrandFailed(str(problem)) from problem
    house.catalogue.show(case_id, Shown(visibility, saved.hash, case_id))


def _product(case: Case, title: str) -> Product:
    """What the case says of its product. What the buyer paid is the buyer's affair, and no price here."""
    frozen = case.last(SpecificationFrozen)
    asks = [f"{each.aspect}: {each.asks}" for each in frozen.fact.requirements] if frozen is not None else []
    return Product(
        title=title[:MAX_TITLE],
        channel=Channel.CUSTOM,
        variants=(Variant(variant="made", prices=()),),
        bullets=tuple(asks),
        media=tuple(_media(case)),
    )


def _media(case: Case) -> list[Medium]:
    """Pictures and videos of those who made it; the buyer's own stay in the case."""
    found = []
    for each in case.all(MediaAdded):
        kind, added = _KINDS.get(each.fact.kind), each.fact
        if kind is None or added.owner is Role.BUYER:
            continue
        found.append(
            Medium(
                file=added.file,
                kind=kind,
                owner=added.owner.value,
                licence=added.licence,
                grants=_granted(case, added.media),
            )
        )
    return found


def _granted(case: Case, media: str) -> tuple[Grant, ...]:
    uses: tuple[MediaUse, ...] = ()
    for each in case.facts:
        match each.fact:
            case MediaGranted(media=named, uses=given) if named == media:
                uses = given
            case MediaGrantRevoked(media=named) if named == media:
                uses = ()
            case _:
                pass
    return tuple(_GRANTS[use] for use in uses)
