"""Facts of fault, claims and disputes."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.words import Ground, LossHead
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class LossItem:
    """One head of a loss, with its document."""

    head: LossHead
    amount: Money
    document: str = ""


@fact(Role.OPERATOR)
class FaultFound(Fact):
    """The operator found somebody at fault for what happened."""

    of: Role
    basis: str = ""


@fact(Role.BUYER, Role.PROVIDER, Role.MERCHANT)
class LossClaimed(Fact):
    """A party claims a loss from another, by heads. `claim` is its number within the case."""

    claim: str
    against: Role
    ground: Ground
    items: tuple[LossItem, ...]


@fact(Role.PLATFORM, Role.OPERATOR)
class CompensationAwarded(Fact):
    """So much is due on a claim."""

    claim: str
    amount: Money
    payer: Role
    payee: Role


@fact(Role.BUYER, Role.PROVIDER, Role.MERCHANT)
class DisputeOpened(Fact):
    """A party asked the platform to look at a dispute."""

    text: Private


@fact(Role.OPERATOR)
class DisputeTaken(Fact):
    """The platform takes part."""


@fact(Role.OPERATOR)
class DisputeLeft(Fact):
    """The platform does not take part."""


@fact(Role.OPERATOR)
class DisputeDecided(Fact):
    """The platform's decision; it is not legally final."""

    in_favour_of: Role
    text: Private


@fact(Role.BUYER)
class EvidenceExported(Fact):
    """The case was exported as a bundle of evidence."""

    bundle_hash: str
