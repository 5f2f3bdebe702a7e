"""Folding a buyer's text: whatever is typed to look like a letter becomes that letter.

Full width, accents, zero-width signs, letters of other scripts that look Latin and traditional Chinese
characters are folded away; every folded character remembers where it stood in the text as written.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from string import ascii_lowercase
from typing import Any, Final

_UNSEEN: Final = frozenset({"Mn", "Me", "Cf"})
_LETTERS_ON_BLACK: Final = (0x1F150, 0x1F170)
"""Where the letters A to Z stand in white on a black circle and square; Unicode calls them no letters."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `places[i]` is where its character `i` stood in `original`."""

    original: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the original that the folded ones from `start` to `end` came from."""
        return self.places[start], self.places[end - 1] + 1

    def written(self, start: int, end: int) -> str:
        """The original there, in lower case and with its accents."""
        first = self.places[start]
        # What folds to nothing belongs to the sign before it: it may be that sign's accent.
        last = self.places[end] if end < len(self.places) else len(self.original)
        return unicodedata.normalize("NFC", self.original[first:last]).casefold()


def fold(text: str) -> Folded:
    """The text as the vocabularies are searched for it."""
    if text.isascii() and "&" not in text:
        return Folded(text, text.lower(), tuple(range(len(text))))
    parts = [_folded(character) for character in text]
    places = tuple(place for place, part in enumerate(parts) for _ in part)
    return Folded(text, "".join(parts), places)


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    if character in _table():
        return _table()[character]
    if unicodedata.category(character) in _UNSEEN:
        return ""
    plain = unicodedata.normalize("NFKC", character).casefold()
    return "".join(
        _table().get(part, part)
        for part in unicodedata.normalize("NFD", plain)
        if unicodedata.category(part) not in _UNSEEN
    )


@cache
def _table() -> dict[str, str]:
    """Single characters, and what they are folded to."""
    found: dict[str, str] = {}
    signs = read_table("lookalikes")
    for section in ("lookalikes", "puns", "parts"):
        for meant, looks in signs[section].items():
            found.update(dict.fromkeys(looks, f" {meant} " if meant == "and" else meant))
    for first in _LETTERS_ON_BLACK:
        found.update({chr(first + place): letter for place, letter in enumerate(ascii_lowercase)})
    characters = read_table("characters")
    pairs = zip(characters["traditional"], characters["simplified"], strict=True)
    found.update(pairs)
    return found


def read_table(name: str) -> dict[str, Any]:
    """One of the data files of the vocabulary."""
    source = files(__package__).joinpath("vocabulary").joinpath(f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
