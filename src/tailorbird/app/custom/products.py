"""Finished custom products as somebody may see them: one's own, and those of others that are public.

Each is decided by the terms (`MaySeeProduct`); what the terms do not grant does not exist for the viewer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from tailorbird.app.custom.procedure import KIND, PRODUCT, PUBLIC
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.house import House
from tailorbird.app.ports.records import Page
from tailorbird.app.ports.storage import CaseHeader, CaseRecord
from tailorbird.app.reading.look import look_at
from tailorbird.domain.cases.custom_words import Requirement
from tailorbird.domain.cases.facts.custom_making import SpecificationFrozen
from tailorbird.domain.cases.facts.custom_product import ProductFinished
from tailorbird.domain.questions.custom import MaySeeProduct, PrivatePeriod, ProductVisibility, Viewer
from tailorbird.domain.roles import Role
from tailorbird.domain.time.bound import Bound

_OWN: Final = "own."
_OTHERS: Final = "others."
Parts = Callable[[Mapping[Role, str]], tuple[Role, ...]]
"""The parts that the viewer plays in a case with these participants."""


@dataclass(frozen=True, slots=True)
class Product:
    """A finished custom product. `private_until` where the terms still keep it to its buyer."""

    product: str
    title: str
    visibility: str
    finished_at: datetime
    quantity: int
    requirements: tuple[Requirement, ...]
    viewer: Viewer
    clauses: tuple[str, ...]
    private: Bound | None = None


def viewer_in(parts: tuple[Role, ...]) -> Viewer:
    """As whom somebody with these parts in its case looks at a product."""
    if Role.BUYER in parts or Role.PROVIDER in parts:
        return Viewer.ITS_BUYER
    if Role.OPERATOR in parts or Role.SUPPLIER in parts:
        return Viewer.ITS_MAKERS
    return Viewer.ANYBODY_ELSE


def product_for(house: House, product: str, parts: Parts) -> Product | None:
    """The product, if there is one that this viewer may see."""
    record = house.records.case(product)
    return _seen(house, record, parts) if record is not None else None


def _seen(house: House, record: CaseRecord, parts: Parts) -> Product | None:
    header = record.header
    if header.kind != KIND or not any(each.name == ProductFinished.__name__ for each in record.facts):
        return None
    viewer = viewer_in(parts(header.participants))
    proceeding = look_at(house, record)
    leave = proceeding.ask(MaySeeProduct, _asker(parts(header.participants)), viewer=viewer)
    return _told(proceeding, header, viewer, leave.clauses) if leave.granted else None


def _asker(parts: tuple[Role, ...]) -> Role:
    return parts[0] if parts else Role.BUYER


def _told(proceeding: Proceeding, header: CaseHeader, viewer: Viewer, clauses: tuple[str, ...]) -> Product:
    finished, spec = proceeding.case.first(ProductFinished), proceeding.case.last(SpecificationFrozen)
    visibility = proceeding.ask(ProductVisibility).answer
    period = proceeding.ask(PrivatePeriod).answer
    own = viewer is not Viewer.ANYBODY_ELSE
    return Product(
        product=header.id,
        title=header.title,
        visibility=visibility.kind if visibility else "",
        finished_at=finished.at if finished else header.opened_at,
        quantity=spec.fact.quantity if spec and own else 0,
        requirements=spec.fact.requirements if spec else (),
        viewer=viewer,
        clauses=clauses,
        private=period if own else None,
    )


@dataclass(frozen=True, slots=True)
class Sought:
    """Whose products are listed, with which words in their title, from which cursor on."""

    party: str | None
    """None for operators: everybody's."""
    parts: Parts
    search: str = ""
    cursor: str | None = None
    limit: int = 50


def products_for(house: House, sought: Sought) -> Page[Product]:
    """Own products first, then public ones of others; each asked of the terms. A page may have fewer than
    `limit`, and still have a next one."""
    cursor = sought.cursor or _OWN
    if cursor.startswith(_OWN):
        page = house.records.cases_of(
            sought.party,
            kind=KIND,
            search=sought.search,
            cursor=cursor.removeprefix(_OWN) or None,
            limit=sought.limit,
        )
        found = tuple(_each(house, page, sought))
        return Page(found, f"{_OWN}{page.next_cursor}" if page.next_cursor else _OTHERS)
    if not cursor.startswith(_OTHERS):
        raise ValueError(f"{cursor!r} is no cursor of this list")
    page = house.records.cases_labelled(
        PRODUCT, PUBLIC, cursor=cursor.removeprefix(_OTHERS) or None, limit=sought.limit
    )
    words = sought.search.casefold()
    others = tuple(
        each
        for each in _each(house, page, sought)
        if each.viewer is Viewer.ANYBODY_ELSE and words in each.title.casefold()
    )
    return Page(others, f"{_OTHERS}{page.next_cursor}" if page.next_cursor else None)


def all_products(house: House, sought: Sought) -> Iterator[Product]:
    """Every product of the list."""
    asked = sought
    while True:
        page = products_for(house, asked)
        yield from page.items
        if page.next_cursor is None:
            return
        asked = replace(sought, cursor=page.next_cursor)


def _each(house: House, page: Page[CaseHeader], sought: Sought) -> Iterator[Product]:
    for header in page.items:
        found = product_for(house, header.id, sought.parts)
        if found is not None:
            yield found
