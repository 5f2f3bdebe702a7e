"""What buyer and seller are shown, and accept."""

from __future__ import annotations

from tailorbird.domain.questions.disclosure import Disclosures
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Answer, Finding, find
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters

Shown = Answer[tuple[Finding, ...]]


@clause("amazon-custom.approval")
def told_of_the_approval(q: Disclosures, p: Parameters) -> Shown | None:
    """A seller is told this before it applies."""
    return find(Finding("amazon-custom.approval")) if q.by is Role.MERCHANT else None


@clause("amazon-custom.quality")
def told_of_defects(q: Disclosures, p: Parameters) -> Shown:
    """You are told this before you order."""
    return find(Finding("amazon-custom.quality"))


@clause("amazon-custom.data.use")
def told_of_the_use(q: Disclosures, p: Parameters) -> Shown:
    """You are told so before you enter anything."""
    return find(Finding("amazon-custom.data.use"))


@clause("amazon-custom.data.retention")
def told_of_the_retention(q: Disclosures, p: Parameters) -> Shown:
    """You are told this time before you order."""
    return find(Finding("amazon-custom.data.retention"))


@clause("amazon-custom.data.screening")
def told_of_the_screening(q: Disclosures, p: Parameters) -> Shown:
    """You are told that others look at what you enter."""
    return find(Finding("amazon-custom.data.screening"))


@clause("amazon-custom.data.rights")
def told_of_the_rights(q: Disclosures, p: Parameters) -> Shown | None:
    """A seller is told of this before it lists anything."""
    return find(Finding("amazon-custom.data.rights")) if q.by is Role.MERCHANT else None


@clause("amazon-custom.data.sharing")
def told_of_the_sharing(q: Disclosures, p: Parameters) -> Shown:
    """You and the seller are told so."""
    return find(Finding("amazon-custom.data.sharing"))


@clause("amazon-custom.sanction")
def told_of_the_sanction(q: Disclosures, p: Parameters) -> Shown | None:
    """A seller is told of sanctions before it applies."""
    return find(Finding("amazon-custom.sanction")) if q.by is Role.MERCHANT else None
