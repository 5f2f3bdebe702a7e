"""Looking for products: by words, by meaning, and by what they have; and the gallery of their videos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tailorbird.app.catalogue.meaning import meaning_asked
from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import Facets, Looking, ProductRecord
from tailorbird.app.ports.records import Page
from tailorbird.domain.catalogue.product import Medium
from tailorbird.domain.listing.document import AssetKind


class Searched(StrEnum):
    """What a search went by."""

    WORDS_AND_MEANING = "words_and_meaning"
    WORDS = "words"
    """The language model is missing here, so that meaning could not be asked."""
    FILTERS = "filters"
    """Nothing was written; the last changed come first."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of products, and what was gone by."""

    page: Page[ProductRecord]
    by: Searched


@dataclass(frozen=True, slots=True)
class ShownVideo:
    """A video of the gallery, with the product that it shows (cj-platform.video-gallery)."""

    product: ProductRecord
    video: Medium


def search(house: House, looking: Looking) -> Found:
    """The products that the viewer may see and asks for."""
    asked = _with_meaning(house, looking)
    return Found(house.catalogue.search(asked), _by(asked))


def facets(house: House, looking: Looking) -> tuple[Facets, Searched]:
    """How many of what a search finds stand where."""
    asked = _with_meaning(house, replace(looking, cursor=""))
    return house.catalogue.facets(asked), _by(asked)


def suggestions(house: House, looking: Looking) -> Sequence[str]:
    """How the last word may go on."""
    return house.catalogue.suggestions(looking)


def videos(house: House, looking: Looking) -> Page[ShownVideo]:
    """Videos of products that the viewer may see; a page has those of up to `limit` products."""
    page = house.catalogue.search(_with_meaning(house, replace(looking, video="yes")))
    return Page(tuple(_videos(page.items)), page.next_cursor)


def _videos(records: Sequence[ProductRecord]) -> Iterator[ShownVideo]:
    for record in records:
        for medium in record.product.media:
            if medium.kind is AssetKind.VIDEO:
                yield ShownVideo(record, medium)


def _with_meaning(house: House, looking: Looking) -> Looking:
    """A later page goes on in the ranking of the first, and asks for no meaning."""
    return looking if looking.cursor else replace(looking, near=meaning_asked(house, looking.text))


def _by(looking: Looking) -> Searched:
    if not looking.text.strip():
        return Searched.FILTERS
    return Searched.WORDS_AND_MEANING if looking.near or looking.cursor else Searched.WORDS
