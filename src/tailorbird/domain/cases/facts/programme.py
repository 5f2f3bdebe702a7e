"""Facts of a seller's part in the customization programme (amazon-custom.approval, .sanction)."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.roles import Role


@fact(Role.MERCHANT)
class ProgrammeApplied(Fact):
    """A seller asks to take part."""

    statement: Private
    business: str = ""
    """What the seller makes, in a line."""


@fact(Role.OPERATOR)
class ProgrammeApproved(Fact):
    """The seller may list customizable products."""


@fact(Role.OPERATOR)
class ProgrammeDeclined(Fact):
    """The application was declined; the seller may apply again."""

    reason: str


@fact(Role.OPERATOR)
class ProgrammeRevoked(Fact):
    """The approval was taken back without fault being found; the seller may apply again."""

    reason: str


@fact(Role.OPERATOR)
class SellerSanctioned(Fact):
    """Violations cost the seller the customization features. `clauses` names the rules broken."""

    clauses: tuple[str, ...]
    evidence: tuple[str, ...]
    why: str


@fact(Role.OPERATOR)
class SellerReinstated(Fact):
    """A new decision, which the terms in force allow, gives a sanctioned seller the features back."""

    why: str


@fact(Role.OPERATOR)
class PrefixRegistered(Fact):
    """A GS1 company prefix is the seller's own, as its certificate shows."""

    prefix: str
    certificate: str


@fact(Role.OPERATOR)
class GtinExemptionGranted(Fact):
    """The seller's products of this category need no GTIN; `exemption` is the record's number."""

    exemption: str
    category: str = ""


@fact(Role.PLATFORM)
class ListingsWithdrawn(Fact):
    """So many listings of the seller were unpublished."""

    listings: int
