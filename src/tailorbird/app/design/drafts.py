"""Drafts: begun, saved version by version, listed, carried over to a newer product, erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tailorbird.app.design import problems
from tailorbird.app.design.files import forget_unused
from tailorbird.app.design.products import product_for, revision_of
from tailorbird.app.design.view import DesignListed, DesignShown, listed, show
from tailorbird.app.design.wanted import Wanted, in_one_form, keep, line_of
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.designs import Draft, StaleDraft
from tailorbird.domain import codec
from tailorbird.domain.customization.choices import DesignFinding
from tailorbird.domain.customization.revisions import changes
from tailorbird.domain.customization.specification import Specification, read_specification

MOST_DRAFTS: Final = 200
MOST_VERSIONS: Final = 1_000
_MOST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class Beginning:
    """A new design. `product_hash` is the revision that the buyer was shown; empty: the newest."""

    product: str
    wanted: Wanted
    title: str = ""
    product_hash: str = ""


@dataclass(frozen=True, slots=True)
class Saving:
    """Another version. `after` is the version that the buyer changed; an empty title leaves it."""

    after: int
    wanted: Wanted
    title: str = ""


def draft_id_of(owner: str, key: str) -> str:
    """The id of the design that this call begins, so that repeating it begins no second one."""
    return "ds-" + codec.digest(f"{owner}\0{key}".encode())[:20]


def start_draft(
    house: House, owner: str, key: str, begun: Beginning, currency: str = ""
) -> DesignShown | Problem:
    """Begin a design on the product as it is now."""
    record = product_for(house, owner, begun.product)
    if isinstance(record, Problem):
        return record
    if begun.product_hash and begun.product_hash != record.hash:
        before = house.catalogue.revision(record.id, begun.product_hash)
        return problems.product_changed(record.hash, changes(before, record.product) if before else ())
    draft_id = draft_id_of(owner, key)
    if len(house.designs.drafts(owner)) >= MOST_DRAFTS and house.designs.draft(draft_id, owner) is None:
        return problems.too_many("designs", MOST_DRAFTS, "Erase some that you do not need.")
    kept = keep(record.id, record.product, begun.wanted)
    if isinstance(kept, Problem):
        return kept
    draft = _draft(house, owner, kept.specification, _Named(draft_id, begun.title, record.product.title))
    return _save(house, draft, 0, _Looking(currency, kept.told))


def save_draft(
    house: House, owner: str, draft_id: str, saving: Saving, currency: str = ""
) -> DesignShown | Problem:
    """Keep what was changed as the next version, on the revision of the product that the design is on."""
    found = house.designs.draft(draft_id, owner)
    if found is None:
        return problems.no_draft(draft_id)
    product = revision_of(house, found.product, _read(found).product_hash)
    if isinstance(product, Problem):
        return product
    kept = keep(found.product, product, saving.wanted)
    if isinstance(kept, Problem):
        return kept
    draft = _draft(house, owner, kept.specification, _Named(draft_id, saving.title, found.title))
    return _save(house, draft, saving.after, _Looking(currency, kept.told))


def rebase(house: House, owner: str, draft_id: str, after: int, currency: str = "") -> DesignShown | Problem:
    """Carry the design over to the product as it is now, as the next version.

    What still fits stays; what does not is kept in the document and found, never dropped.
    """
    found = house.designs.draft(draft_id, owner)
    if found is None:
        return problems.no_draft(draft_id)
    record = product_for(house, owner, found.product)
    if isinstance(record, Problem):
        return record
    old = _read(found)
    kept = in_one_form(record.id, record.product, old.variant, old.quantity, old.entries)
    if isinstance(kept, Problem):
        return kept
    draft = _draft(house, owner, kept.specification, _Named(draft_id, "", found.title))
    return _save(house, draft, after, _Looking(currency, kept.told))


def read_draft(house: House, owner: str, draft_id: str, currency: str = "") -> DesignShown | Problem:
    """The last version."""
    found = house.designs.draft(draft_id, owner)
    return show(house, found, currency) if found is not None else problems.no_draft(draft_id)


def read_version(
    house: House, owner: str, draft_id: str, version: int, currency: str = ""
) -> DesignShown | Problem:
    """An older version, to look at or to save again."""
    found = version_of(house, owner, draft_id, version)
    return found if isinstance(found, Problem) else show(house, found, currency)


def version_of(house: House, owner: str, draft_id: str, version: int) -> Draft | Problem:
    """The draft as it was at that version; version 0 is the last."""
    found = house.designs.draft(draft_id, owner)
    if found is None:
        return problems.no_draft(draft_id)
    if version in (0, found.version):
        return found
    known = 0 < version < found.version
    document = house.designs.version(draft_id, owner, version) if known else None
    if document is None:
        return problems.no_version(draft_id, version)
    return replace(found, version=version, document=document, hash=codec.digest(document))


def list_drafts(house: House, owner: str) -> Sequence[DesignListed]:
    """The owner's designs, the last changed first."""
    return tuple(listed(each) for each in house.designs.drafts(owner))


def erase_draft(house: House, owner: str, draft_id: str) -> Problem | None:
    """Erase the design with every version, its lines in the basket, and pictures that served it alone."""
    if house.designs.draft(draft_id, owner) is None:
        return problems.no_draft(draft_id)
    erase(house, owner, draft_id)
    return None


def erase(house: House, owner: str, draft_id: str, spared: frozenset[str] = frozenset()) -> None:
    """The same for one that is known to be there; files that are `spared` are somebody else's to erase.

    The files go first: where the storage does not answer, the design still tells which they are.
    """
    forget_unused(house, owner, draft_id, house.designs.files(draft_id) - spared)
    house.designs.erase(draft_id)


@dataclass(frozen=True, slots=True)
class WasOrdered:
    """A specification as it was ordered: its hash in so many pieces. Its files are the order's to erase."""

    hash: str
    quantity: int
    files: frozenset[str]


def forget_ordered(house: House, owner: str, was: WasOrdered) -> None:
    """Erase the owner's designs that hold what was ordered, in whatever quantity they do. Somebody else's
    equal design is their own."""
    versions = house.designs.versions(owner)
    held = {each for each, document in versions if _ordered_as(document, was.quantity) == was.hash}
    for draft_id in sorted(held):
        erase(house, owner, draft_id, was.files)


def _ordered_as(document: bytes, quantity: int) -> str:
    return replace(read_specification(document), quantity=quantity).hash


@dataclass(frozen=True, slots=True)
class _Named:
    """Which design it is, and what it is called: as the buyer says, else as before."""

    id: str
    title: str
    else_title: str


@dataclass(frozen=True, slots=True)
class _Looking:
    """In which currency it is shown, and what was found while it took its one form."""

    currency: str
    told: tuple[DesignFinding, ...]


def _read(draft: Draft) -> Specification:
    return read_specification(draft.document)


def _draft(house: House, owner: str, specification: Specification, named: _Named) -> Draft:
    return Draft(
        named.id,
        owner,
        specification.product,
        named.title.strip() or named.else_title,
        0,
        specification.hash,
        specification.document(),
        house.clock.now(),
        frozenset(each.file for each in specification.entries if each.file),
        line_of(specification),
    )


def _save(house: House, draft: Draft, after: int, looking: _Looking) -> DesignShown | Problem:
    if len(draft.title) > _MOST_TITLE or not draft.title.isprintable():
        return problems.unfit(f"A title has up to {_MOST_TITLE} characters that can be printed.")
    if after == MOST_VERSIONS:
        instead = "Start a second design from this one; every version of it stays."
        return problems.too_many("versions", MOST_VERSIONS, instead)
    try:
        saved = house.designs.save(draft, after)
    except StaleDraft:
        return _meanwhile(house, draft, after, looking.currency)
    return show(house, saved, looking.currency, looking.told)


def _meanwhile(house: House, draft: Draft, after: int, currency: str) -> DesignShown | Problem:
    """What is there instead; the same document is no conflict, however often it is sent."""
    found = house.designs.draft(draft.id, draft.owner)
    if found is None:
        return problems.no_draft(draft.id)
    if found.hash == draft.hash and found.version == after + 1:
        return show(house, found, currency)
    current = {
        "version": found.version,
        "hash": found.hash,
        "changed_at": codec.plain(found.changed_at),
        "specification": codec.plain(_read(found)),
    }
    return problems.stale(draft.id, after, current)
