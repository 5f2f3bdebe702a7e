"""Facts of making what was specified: proofs, print files, the start of production, and the inspection.

Pictures and files here show what the buyer wrote and uploaded, and so are customization data: they are named
by hash, read on record, and erased with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


class PrintKind(StrEnum):
    """What a file for the maker is."""

    PDF = "pdf"
    PDF_CMYK = "pdf_cmyk"
    PNG = "png"
    TICKET = "ticket"
    """The work ticket: the whole specification on paper."""


class PointResult(StrEnum):
    """What an inspection found at one point of the specification."""

    AS_SPECIFIED = "as_specified"
    DIFFERS = "differs"
    NOT_VISIBLE = "not_visible"
    """It cannot be told from the product."""


@dataclass(frozen=True, slots=True)
class PrintFile:
    """A file for the maker: of which surface (empty for the ticket), what it is, and its SHA-256."""

    surface: str
    kind: PrintKind
    file: str


@dataclass(frozen=True, slots=True)
class InspectionPoint:
    """One point of the specification, named as the specification names it, and what was found.

    `point` is `SURFACE/LABEL` of an entry, or `quantity`; it quotes nothing that the buyer wrote.
    """

    point: str
    result: PointResult
    photos: tuple[str, ...] = ()


@fact(Role.BUYER)
class SpecificationReplaced(Fact):
    """The buyer changed the customization before it was approved or made. The price stays."""

    specification_hash: str
    customization: Private
    """The canonical specification document."""
    price: Money
    """Of all pieces, as the changed specification comes to, without shipping."""
    files: tuple[str, ...] = ()


@fact(Role.MERCHANT)
class ProofSent(Fact):
    """The maker shows what it is going to make. A later proof replaces an earlier one."""

    proof: str
    specification_hash: str
    pictures: tuple[str, ...]
    """One a surface."""
    text: Private | None = None


@fact(Role.BUYER)
class ProofApproved(Fact):
    """The buyer wants exactly this: from now on the specification is frozen."""

    proof: str


@fact(Role.BUYER)
class ProofChangesAsked(Fact):
    """The buyer wants it otherwise, and says how."""

    proof: str
    text: Private


@fact(Role.PLATFORM)
class PrintFilesMade(Fact):
    """Print files and work ticket of this specification are there for the maker."""

    specification_hash: str
    files: tuple[PrintFile, ...]


@fact(Role.MERCHANT, Role.SUPPLIER)
class ProductionStarted(Fact):
    """The maker begins to make what is specified."""

    specification_hash: str


@fact(Role.MERCHANT, Role.SUPPLIER, Role.WAREHOUSE)
class SpecificationInspected(Fact):
    """The product was compared with its specification, point by point. A later one replaces an earlier."""

    specification_hash: str
    points: tuple[InspectionPoint, ...]
    text: Private | None = None
