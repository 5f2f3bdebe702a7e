"""A store's delivery policy, generated from its rates and the terms in force (cj-aftersales.7)."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.reading.language import Speaker
from tailorbird.domain import codec
from tailorbird.domain.terms.answers import Finding


@dataclass(frozen=True, slots=True)
class PolicySection:
    """One paragraph of a policy: what it is about, and what it says in the reader's language."""

    code: str
    about: str
    text: str


def policy_hash(findings: tuple[Finding, ...]) -> str:
    """What a published policy is known by: over what it says, in whatever language it is printed."""
    return codec.digest(codec.canonical(codec.plain(findings)))


def sections(findings: tuple[Finding, ...], speaker: Speaker) -> tuple[PolicySection, ...]:
    """The policy as a customer reads it."""
    return tuple(
        PolicySection(each.code, each.about, speaker.sentence(codec.plain(each.detail))) for each in findings
    )
