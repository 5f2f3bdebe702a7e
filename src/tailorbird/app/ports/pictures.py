"""The index of pictures: impressions by what they belong to, to be searched and to be forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tailorbird.app.ports.vision import Impression


@dataclass(frozen=True, slots=True)
class Indexed:
    """A picture in the index. `scope` separates what is searched together: `catalogue`,
    `designs:MERCHANT`, `barred`; `subject` is what the picture belongs to (a product, a case, a name)."""

    scope: str
    subject: str
    file: str
    """SHA-256 of the picture."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A picture of the index that is like the one looked for; likenesses in permille, 1000 is equal.

    `differing_bits` is how many of the 64 bits of the hashes differ. Each is the best of any two windows.
    """

    indexed: Indexed
    network_permille: int
    colours_permille: int
    differing_bits: int

    @property
    def likeness(self) -> int:
        """By which results are put in order: the network's, and a quarter of the colours'."""
        return self.network_permille + self.colours_permille // 4


class PictureIndex(Protocol):
    """Exact search; adding the same picture of the same subject again changes nothing."""

    def add(self, indexed: Indexed, impressions: Sequence[Impression]) -> None: ...

    def nearest(self, scope: str, impressions: Sequence[Impression], limit: int) -> Sequence[Alike]:
        """The pictures most alike to any of these impressions of one picture, each once, the best of its
        windows counting: the `limit` best by network and colours together, and those of the `limit` best by
        network alone that are not among them, all by `Alike.likeness`, the best first."""
        ...

    def forget_file(self, file: str) -> None:
        """Nothing of this picture is left, in any scope."""
        ...

    def forget_subject(self, scope: str, subject: str) -> None:
        """Nothing of what belongs to this subject is left in the scope."""
        ...

    def forget(self, indexed: Indexed) -> None:
        """Nothing of this picture of this subject is left."""
        ...

    def subjects(self, scope: str) -> frozenset[str]: ...

    def files(self, scope: str, subject: str) -> frozenset[str]:
        """The pictures of this subject."""
        ...
