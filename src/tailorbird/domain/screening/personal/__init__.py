"""Finding personal data in a text: ways to reach somebody, where they live, and numbers that name them."""

from __future__ import annotations

from collections.abc import Iterator

from tailorbird.domain.screening.hits import Hit
from tailorbird.domain.screening.personal.addresses import address_hits
from tailorbird.domain.screening.personal.contacts import contact_hits
from tailorbird.domain.screening.personal.numbers import number_hits

__all__ = ["personal_hits"]


def personal_hits(folded: str) -> Iterator[Hit]:
    """Everything personal in a folded text; dates, coordinates, names and initials are none of it."""
    yield from number_hits(folded)
    yield from contact_hits(folded)
    yield from address_hits(folded)
