"""The meaning of short texts as numbers, across languages."""

from __future__ import annotations

from typing import Protocol


class LanguageAbsent(RuntimeError):
    """The model is missing; search goes by words alone."""


class Language(Protocol):
    """Loads when first used."""

    def meaning(self, text: str) -> bytes:
        """Float32 numbers of length 1, little-endian. Raises `LanguageAbsent`."""
        ...
