"""The versions that a party published of its own rules, in the order in which they govern new orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from tailorbird.app.library import in_order, label_of
from tailorbird.app.ports.parties import PublishedTerms


class State(StrEnum):
    """Where a version stands as to new orders; orders that are pinned to it keep it in any state."""

    PAST = "past"
    IN_FORCE = "in_force"
    COMING = "coming"
    REPLACED = "replaced"
    """Another was published for the same instant, so this one never governed or never will."""


@dataclass(frozen=True, slots=True)
class OwnVersion:
    """A version. `label` is the party's own name of it, such as 2; `until`: when the next one takes over."""

    terms: PublishedTerms
    label: str
    state: State
    until: datetime | None

    @property
    def ref(self) -> str:
        """`provider_rules@2-jinsui`."""
        return ref_of(self.terms)


def ref_of(terms: PublishedTerms) -> str:
    return f"{terms.package}@{terms.version}"


def versions_of(
    published: Sequence[PublishedTerms], party: str, package: str, now: datetime
) -> tuple[OwnVersion, ...]:
    """The party's versions of the package, the first to govern first."""
    own = in_order(each for each in published if (each.package, each.scope) == (package, party))
    ends: list[datetime | None] = [later.effective_at for _, later in pairwise(own)]
    ends += [None] if own else []
    governing = governing_at(own, now)
    found = []
    for terms, until in zip(own, ends, strict=True):
        if until == terms.effective_at:
            state = State.REPLACED
        elif terms == governing:
            state = State.IN_FORCE
        else:
            state = State.COMING if terms.effective_at > now else State.PAST
        found.append(OwnVersion(terms, label_of(terms.version, party), state, until))
    return tuple(found)


def governing_at(own: Sequence[PublishedTerms], at: datetime) -> PublishedTerms | None:
    """Which of a party's versions, in order, governs orders that are opened at that instant."""
    return next((each for each in reversed(own) if each.effective_at <= at), None)


def next_label(published: Sequence[PublishedTerms], party: str, package: str) -> int:
    """The number that the party's next version gets: one more than its last, and nobody else's."""
    taken = {each.version for each in published if each.package == package}
    labels = [
        label_of(each.version, party) for each in published if (each.package, each.scope) == (package, party)
    ]
    number = max((int(each) for each in labels if each.isascii() and each.isdigit()), default=0) + 1
    while f"{number}-{party}" in taken:
        number += 1
    return number
