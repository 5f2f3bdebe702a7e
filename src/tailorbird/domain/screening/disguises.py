"""Words in disguise: written with digits and signs, stretched, masked, spelled apart or backwards."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import Final

from tailorbird.domain.cases.listing_words import ScreenKind
from tailorbird.domain.screening.folding import read_table
from tailorbird.domain.screening.hits import Hit
from tailorbird.domain.screening.vocabulary import Entry, Tier, vocabulary
from tailorbird.domain.screening.words import Word, words

_LEET: Final = str.maketrans("0134578@$!|+(<6", "oieastbasiitccg")
_OTHER_LEET: Final = str.maketrans("0134578@$!|+(<9", "oleastbaslltccg")
_LOOKS: Final = frozenset("01345786@$!|+(<9")
_CHUNK: Final = re.compile(r"\S+")
_MEASURE: Final = re.compile(
    r"#?\d+(?:st|nd|rd|th|s|e|er|eme|ers|km|cm|mm|m|kg|g|ml|l|h|pm|am|k|x|d|b|c|a|º|ª)?|[a-z]\d{1,3}"
)
_OUTER: Final = ".,!?;:)(\"'-_~…*#<>|+"
_MASKED: Final = re.compile(
    r"(?<![\w*#])(?:[^\W\d_]++(?:[*#%@•●]{1,6}[^\W\d_]++)+(?![*#])|[^\W\d_]++[*#•●]{2,6})"
)
_APART: Final = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]{1,3}[^\W_]){2,}(?![^\W_])")
_INNER: Final = re.compile(r"(?<![^\W_])[^\W_]++(?:[._*~\-'’/\\|+=^]{1,3}[^\W_]++)+")
_LONGEST, _LEAST = 24, 4
_LEAST_SPELLED: Final = 3
_FEWEST_STRETCHED: Final = 5
_LONG_RUN: Final = 3
_LEAST_BRAND: Final = 7


def laid_bare(folded: str, read: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The words again, each time with one reading of the signs and digits that stand for letters."""
    stretched = tuple(_unstretched(word) for word in read)
    if stretched != tuple(read):
        yield stretched
    ciphers = _ciphers(folded)
    for alphabet in (_LEET, _OTHER_LEET) if ciphers else ():
        yield tuple(_unstretched(word) for word in _deciphered(ciphers, read, alphabet))


def masked_hits(folded: str) -> Iterator[Hit]:
    """Barred words of which some letters are starred out."""
    for match in _MASKED.finditer(folded):
        hidden = sum(not character.isalnum() for character in match[0])
        entry = _unmasked(match[0])
        if entry is not None:
            little = hidden == 1 and len(match[0]) >= _LEAST
            yield _hit(entry, match.span(), "masked", entry.tier if little else Tier.HOLD)


def apart_hits(folded: str, read: Sequence[Word]) -> Iterator[Hit]:
    """Barred words with something between their letters or parts."""
    joined = vocabulary().joined
    for match in _APART.finditer(folded):
        yield from _spelled_hits(match)
    for match in _INNER.finditer(folded):
        letters = "".join(filter(str.isalnum, match[0]))
        entry = joined.get(letters) if len(letters) <= _LONGEST else None
        if entry and len(letters) >= _LEAST and not _is_phrase(entry, match[0]):
            sure = re.search(r"['’\-/]", match[0]) is None
            yield _hit(entry, match.span(), "apart", entry.tier if sure else Tier.HOLD)
    for count in (2, 3):
        for at in range(len(read) - count + 1):
            parts = read[at : at + count]
            if parts[-1].end - parts[0].start > _LONGEST:
                continue
            entry = joined.get("".join(each.text for each in parts))
            if entry and _is_torn(entry, folded, parts):
                yield _hit(entry, (parts[0].start, parts[-1].end), "apart", Tier.HOLD)


def backward_hits(read: Sequence[Word]) -> Iterator[Hit]:
    """The coarsest words, written backwards: a person looks."""
    for word in read:
        language = _backwards().get(word.text)
        if language is not None:
            topic = f"{ScreenKind.OFFENSIVE.value}/{language}"
            yield Hit(ScreenKind.OFFENSIVE, Tier.HOLD, word.start, word.end, topic, "backwards")


def _hit(entry: Entry, span: tuple[int, int], trick: str, tier: Tier) -> Hit:
    return Hit(entry.kind, tier, *span, f"{entry.kind.value}/{entry.language}", trick)


def _ciphers(folded: str) -> list[tuple[int, str]]:
    """The chunks in which signs stand for letters, and where each begins."""
    found = []
    for match in _CHUNK.finditer(folded):
        text = match[0].strip(_OUTER)
        if _is_cipher(text):
            found.append((match.start() + match[0].index(text), text))
    return found


def _deciphered(
    ciphers: Sequence[tuple[int, str]], read: Sequence[Word], alphabet: dict[int, int]
) -> list[Word]:
    """The words with those of every ciphered chunk replaced by what it says."""
    found: list[Word] = []
    at = 0
    for start, text in ciphers:
        while at < len(read) and read[at].end <= start:
            found.append(read[at])
            at += 1
        while at < len(read) and read[at].start < start + len(text):
            at += 1
        plain = words(text.translate(alphabet))
        found += [Word(each.text, each.start + start, each.end + start, "leet") for each in plain]
    return [*found, *read[at:]]


def _is_cipher(text: str) -> bool:
    """Whether letters stand among signs that look like some: not `A55`, not `1988`."""
    if (
        text.isalpha()
        or _MEASURE.fullmatch(text)
        or not _LOOKS.intersection(text)
        or len(text) > _LONGEST * 2
    ):
        return False
    letters = sum(character.isalpha() for character in text)
    digits = sum(character.isdigit() for character in text)
    return letters > 0 and len(text) >= _LEAST_SPELLED and digits <= max(1, letters)


def _unstretched(word: Word) -> Word:
    """The barred word that this one is when its repeated letters are taken once; else the word itself."""
    meant = _meant(word.text)
    return word if meant == word.text else Word(meant, word.start, word.end, word.trick or "stretched")


@lru_cache(maxsize=8192)
def _meant(text: str) -> str:
    if not text.isalpha() or not any(one == other for one, other in pairwise(text)):
        return text
    runs = _runs(text)
    long_run = any(count >= _LONG_RUN for _, count in runs)
    for meant, tier in _squeezed().get("".join(sign for sign, _ in runs), ()):
        fits = all(has >= asks for (_, has), (_, asks) in zip(runs, _runs(meant), strict=True))
        extra = len(text) - len(meant)
        sure = tier is Tier.REFUSE and (extra > 1 or len(meant) >= _FEWEST_STRETCHED)
        if fits and extra and (long_run or sure):
            return meant
    return text


def _runs(text: str) -> list[tuple[str, int]]:
    return [(sign, len(list(group))) for sign, group in groupby(text)]


@cache
def _squeezed() -> dict[str, list[tuple[str, Tier]]]:
    """Barred single words by their letters without repetitions."""
    found: dict[str, list[tuple[str, Tier]]] = defaultdict(list)
    for word, entry in vocabulary().joined.items():
        if len(entry.words) == 1 and entry.kind is not ScreenKind.BRAND and len(word) >= _LEAST_SPELLED:
            found["".join(sign for sign, _ in groupby(word))].append((word, entry.tier))
    return found


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(read_table("ordinary")["short"].split())


def _unmasked(text: str) -> Entry | None:
    """The strictest barred word that the letters and gaps fit."""
    if len(text) < _LEAST or len(text) > _LONGEST:
        return None
    if sum(map(str.isalpha, text)) * 2 < len(text) - 2:
        return None
    shape = re.compile("".join(re.escape(sign) if sign.isalpha() else "." for sign in text))
    fitting = [entry for word, entry in _shapes().get((text[0], len(text)), ()) if shape.fullmatch(word)]
    return max(fitting, key=lambda entry: entry.tier is Tier.REFUSE, default=None)


@cache
def _shapes() -> dict[tuple[str, int], list[tuple[str, Entry]]]:
    found: dict[tuple[str, int], list[tuple[str, Entry]]] = defaultdict(list)
    for word, entry in vocabulary().joined.items():
        fits = entry.kind is ScreenKind.OFFENSIVE or len(word) >= _LEAST_BRAND
        if fits and len(entry.words) == 1:
            found[word[0], len(word)].append((word, entry))
    return found


def _spelled_hits(match: re.Match[str]) -> Iterator[Hit]:
    """Barred words among letters that each stand alone: the whole row, or a part of some length."""
    places = [match.start() + place for place, sign in enumerate(match[0]) if sign.isalnum()]
    row = "".join(filter(str.isalnum, match[0]))
    joined = vocabulary().joined
    for letters in {row, row.translate(_LEET), row.translate(_OTHER_LEET)}:
        if entry := joined.get(letters):
            short = len(letters) <= _LEAST_SPELLED
            yield _hit(entry, match.span(), "apart", Tier.HOLD if short else entry.tier)
            continue
        for start in range(len(letters) - _LEAST + 1):
            for end in range(start + _LEAST, min(len(letters), start + _LONGEST) + 1):
                entry = joined.get(letters[start:end])
                if entry and entry.tier is Tier.REFUSE:
                    yield _hit(entry, (places[start], places[end - 1] + 1), "apart", entry.tier)


def _is_phrase(entry: Entry, written: str) -> bool:
    """Whether the parts are just the entry's own words, which are found as a phrase."""
    return tuple(re.findall(r"[^\W_]+", written)) == entry.words


def _is_torn(entry: Entry, folded: str, parts: Sequence[Word]) -> bool:
    """Whether one barred word was torn into pieces, and not two ordinary words met."""
    if entry.tier is not Tier.REFUSE or len(entry.joined) < _LEAST or len(entry.words) >= len(parts):
        return False
    gaps = [folded[one.end : other.start] for one, other in pairwise(parts)]
    if any(len(gap) != 1 or gap.isdigit() for gap in gaps):
        return False
    coarse = entry.joined in vocabulary().coarse or len(entry.joined) > _FEWEST_STRETCHED
    return coarse and not all(part.text in _ordinary() for part in parts)


@cache
def _backwards() -> dict[str, str]:
    return {word[::-1]: language for word, language in vocabulary().coarse.items() if word != word[::-1]}
