"""Which variants a buyer's own words mean, matched against the values that the product offers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from tailorbird.domain.marketplace.product import Attribute, Variant

_WESTERN: Final = re.compile(r"[0-9a-z\u00c0-\u1fff]")
_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_COUNTED: Final = re.compile(r"\d+\s*(?:件|个|双|条|套|只|顶|pcs?\b|pieces?\b|pairs?\b|sets?\b)")
_FILLING: Final = re.compile(
    r"\b(?:please|pls|thanks?|thank you|sizes?|colou?rs?|specifications?|options?|variants?|in"
    r"|and|the|an?|of|i|want|need|would|like|id|one|it|to|buy)\b|[请我要买选购的码号款色和尺寸颜规格谢]"
)


@dataclass(frozen=True, slots=True)
class Meant:
    """The variants that fit the buyer's words. Not definite: some words stayed unexplained."""

    variants: tuple[Variant, ...]
    definite: bool


def variants_meant(text: str, variants: tuple[Variant, ...]) -> Meant:
    """The variants that fit a free text.

    One, definite, only if every word of the text is explained: `Red 43` does not mean the one
    variant in size 43, since Red is not among its values, nor does `off-white` mean White.
    """
    folded = _fold(text)
    named = tuple(item for item in variants if item.named(text.strip()))
    if named:
        return Meant(named, definite=True)
    spans = _outer_spans(folded, variants)
    said: dict[str, set[str]] = {}
    for (start, end), name in spans:
        said.setdefault(name, set()).add(folded[start:end])
    fitting = tuple(item for item in variants if _fits(item, said)) if said else ()
    return Meant(fitting, definite=not _unexplained(folded, spans, variants))


def attributes_meant(wanted: tuple[tuple[str, str], ...], variants: tuple[Variant, ...]) -> Meant:
    """The variants that have every wanted value, by name and value in either language."""
    pairs = [(_fold(name), _fold(value)) for name, value in wanted]
    fitting = tuple(item for item in variants if all(_has(item, pair) for pair in pairs))
    return Meant(fitting, definite=True)


def _has(variant: Variant, pair: tuple[str, str]) -> bool:
    name, value = pair
    return any(name in _names(item) and value in _values(item) for item in variant.attributes)


def _fits(variant: Variant, said: dict[str, set[str]]) -> bool:
    """Whether the variant has one of the values said of each property that was spoken of."""
    own = {_fold(item.name): _values(item) for item in variant.attributes}
    return all(name in own and own[name] & values for name, values in said.items())


def _outer_spans(text: str, variants: tuple[Variant, ...]) -> list[tuple[tuple[int, int], str]]:
    """Where an offered value stands, by property; not inside a longer one (Blue in Navy Blue)."""
    offered = {
        (_fold(item.name), value)
        for variant in variants
        for item in variant.attributes
        for value in _values(item)
    }
    spans = [(span, name) for name, value in offered for span in _spans(value, text)]
    return [(span, name) for span, name in spans if not any(_inside(span, other) for other, _ in spans)]


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and span != other


def _spans(value: str, text: str) -> list[tuple[int, int]]:
    """Where the value stands as a word of its own: M does not stand in XM, nor 4 in 41."""
    before = r"(?<![0-9a-z\u00c0-\u1fff])" if _WESTERN.match(value[0]) else ""
    after = r"(?![0-9a-z\u00c0-\u1fff])" if _WESTERN.match(value[-1]) else ""
    return [match.span() for match in re.finditer(before + re.escape(value) + after, text)]


def _unexplained(text: str, spans: list[tuple[tuple[int, int], str]], variants: tuple[Variant, ...]) -> bool:
    """Whether something is left of the text without values, properties' names and filling words."""
    left = list(text)
    for (start, end), _ in spans:
        left[start:end] = " " * (end - start)
    rest = "".join(left)
    for name in {name for item in variants for each in item.attributes for name in _names(each)}:
        rest = rest.replace(name, " ")
    rest = _FILLING.sub(" ", _COUNTED.sub(" ", rest))
    return any(letter.isalnum() for letter in rest)


def _names(item: Attribute) -> set[str]:
    return {_fold(name) for name in (item.name, item.name_en) if name and name.strip()}


def _values(item: Attribute) -> set[str]:
    """The value in both languages; a Chinese colour also without its closing 色."""
    values = {_fold(value) for value in (item.value, item.value_en) if value and value.strip()}
    colours = {value[:-1] for value in values if len(value) > 1 and value.endswith("色")}
    return values | {colour for colour in colours if _CHINESE.match(colour)}


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
