"""Drafts of customizations and the basket: what a buyer works on before ordering. All of it is private."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Draft:
    """A buyer's work on one product. `versions` counts its documents from 1; each stays until the draft
    is erased, so an edit loses nothing."""

    id: str
    owner: str
    product: str
    title: str
    version: int
    hash: str
    document: bytes
    """The canonical specification."""
    changed_at: datetime
    files: frozenset[str] = frozenset()
    """SHA-256 of the files that this document names."""
    line: str = ""
    """The document's hash with the quantity 1: the same however many are ordered of it."""


@dataclass(frozen=True, slots=True)
class BasketLine:
    """One customization and how many of it. Two different customizations are two lines.

    `line` is the hash of the specification with the quantity 1, by which equal ones are told; `hash` is
    that of the draft's version.
    """

    line: str
    draft: str
    hash: str
    quantity: int


class StaleDraft(RuntimeError):
    """The draft was changed elsewhere meanwhile; read it again."""


class Designs(Protocol):
    """The keeping of drafts and baskets. Only their owner is served."""

    def save(self, draft: Draft, after: int) -> Draft:
        """Keep a document as the next version; `after` is the version that was read (0: new). Raises
        `StaleDraft`. The document that is the last already makes no new version."""
        ...

    def draft(self, draft_id: str, owner: str) -> Draft | None: ...

    def version(self, draft_id: str, owner: str, version: int) -> bytes | None: ...

    def drafts(self, owner: str) -> Sequence[Draft]: ...

    def by_hash(self, owner: str, sha256: str) -> bytes | None:
        """The specification document of that hash among the owner's drafts."""
        ...

    def files(self, draft_id: str) -> frozenset[str]:
        """The files that any version of the draft names."""
        ...

    def owners(self, file: str, besides: str = "") -> frozenset[str]:
        """Whose drafts, other than `besides`, name the file in any version."""
        ...

    def erase(self, draft_id: str) -> None:
        """Nothing is left of the draft, its versions and its basket lines; also where there is none."""
        ...

    def versions(self, owner: str) -> Sequence[tuple[str, bytes]]:
        """Every document of the owner's drafts, beside the id of its draft."""
        ...

    def untouched_since(self, instant: datetime, limit: int) -> Sequence[Draft]: ...

    def add_line(self, owner: str, line: BasketLine) -> BasketLine:
        """Add so many to the line, or make it; what the line is then."""
        ...

    def put_line(self, owner: str, line: BasketLine) -> None:
        """Make the line what is given."""
        ...

    def drop_line(self, owner: str, line: str) -> None: ...

    def lines(self, owner: str) -> Sequence[BasketLine]: ...

    def derived(self, source: str, how: str) -> str | None:
        """The file that was made of `source`, such as its cut-out, if it was kept."""
        ...

    def keep_derived(self, source: str, how: str, file: str) -> None: ...

    def derived_from(self, source: str) -> frozenset[str]:
        """Every file that was made of it and kept."""
        ...

    def forget_derived(self, source: str) -> None:
        """Nothing says any more what was made of it."""
        ...
