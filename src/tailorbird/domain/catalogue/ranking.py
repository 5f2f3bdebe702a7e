"""Several rankings of the same things made one: reciprocal rank fusion."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Final, TypeVar

T = TypeVar("T", bound=Hashable)
_DAMPING: Final = 60
"""How little the very first places stand out; 60 is the value of Cormack, Clarke and Büttcher (2009)."""
_UNIT: Final = 10**9
Weighed = tuple[int, Sequence[T]]
"""A weight, and things from best to worst."""


def fused(rankings: Iterable[Weighed[T]]) -> list[T]:
    """Everything that stands in any of the rankings, the best first.

    Each place counts its ranking's weight over 60 + place. Equals stay in the order in which they first came.
    """
    scores: dict[T, int] = {}
    for weight, ranking in rankings:
        for place, each in enumerate(ranking, 1):
            scores[each] = scores.get(each, 0) + weight * _UNIT // (_DAMPING + place)
    return sorted(scores, key=lambda each: -scores[each])
