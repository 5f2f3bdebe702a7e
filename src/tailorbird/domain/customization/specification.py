"""The frozen document of what a buyer asked for; its hash names it.

Everything in it is customization data, and so private (amazon-custom.data.use): it is kept where it can
be erased, and facts refer to it by its hash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tailorbird.domain import codec

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class UnfitSpecification(ValueError):
    """Parts that make no specification; the message says which and what fits."""


class EntryKind(StrEnum):
    """What a part of a specification decides."""

    TEXT = "text"
    FONT = "font"
    COLOUR = "colour"
    OPTION = "option"
    IMAGE = "image"
    MEASURE = "measure"
    NUMBER = "number"
    UNKNOWN = "unknown"
    """Kept as it came; a person has to read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One choice of the buyer: where on the product, under which label, of which kind, and its value.

    `area` is the way from the surface inward, its names joined by ` / `. `value` is the buyer's own text,
    unchanged, and empty where the buyer left it blank. `detail` is what else belongs to the choice, sorted
    by name, each once (`font_url`, `colour`, `position.x`, `price_delta` as in `USD 4.99`, …). `file` is
    the SHA-256 of a file's bytes.
    """

    surface: str
    area: str
    label: str
    kind: EntryKind
    value: str
    detail: tuple[tuple[str, str], ...] = ()
    file: str = ""

    def __post_init__(self) -> None:
        if self.file and not _SHA256.fullmatch(self.file):
            raise UnfitSpecification(f"A file is named by its SHA-256 in lower-case hex, not {self.file!r}.")
        if len({name for name, _ in self.detail}) != len(self.detail):
            raise UnfitSpecification(f"A detail of {self.label!r} has two values; name each of them once.")
        object.__setattr__(self, "detail", tuple(sorted(self.detail)))

    @property
    def blank(self) -> bool:
        """Whether nothing was chosen or written here."""
        return not (self.value.strip() or self.file)

    def detailed(self, name: str) -> str:
        """The detail of that name; empty where there is none."""
        return dict(self.detail).get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """Exactly what is to be made, the entries in the order of the product's own fields.

    `product` names the product where it is sold (an ASIN, a listing's id), `variant` one of its variants.
    """

    product: str
    title: str
    quantity: int
    entries: tuple[Entry, ...]
    variant: str = ""
    product_hash: str = ""
    """Of the product's document as the buyer saw it; empty for what was ordered elsewhere."""

    def __post_init__(self) -> None:
        if isinstance(self.quantity, bool) or self.quantity < 1:
            raise UnfitSpecification(f"A quantity is a whole number from 1, not {self.quantity!r}.")
        if not self.product.strip():
            raise UnfitSpecification("A specification names its product.")
        try:
            self.document()
        except UnicodeEncodeError as problem:
            raise UnfitSpecification(
                "A text has half of a surrogate pair, which is no character; replace it."
            ) from problem

    def document(self) -> bytes:
        """The canonical bytes: what is stored and hashed."""
        return codec.canonical(self)

    @property
    def hash(self) -> str:
        """SHA-256 of the document: equal for equal customizations, different for different ones."""
        return codec.digest(self.document())


def read_specification(document: bytes) -> Specification:
    """The specification of a stored document; raises `UnreadableInput` or `UnfitSpecification`."""
    return codec.read_json(Specification, document)
