"""Recognition of listings: how well it judges the labelled corpus, and how many it reads a second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bench.measure import in_turn, per_second
from bench.report import Finding
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.listing.phrase import read
from tailorbird.domain.listing.recognise import recognise
from tailorbird.domain.listing.signs import SignKind
from tests.corpus.listings import HELD_OUT, ORDINARY, SECOND_LOOK, TUNED, Verdict, figures, texts, verdicts

_PARTS: Final = (TUNED, HELD_OUT, SECOND_LOOK, ORDINARY)
_LANGUAGES: Final = ("en", "zh", "de", "es", "fr")
_WORD: Final = re.compile(r"\w+|[^\w\s]")
_HEADINGS: Final = f"{'':34}{'n':>5}{'precision':>11}{'recall':>8}{'caught':>8}{'doubtful':>10}"


def measure(rounds: int, _seconds: float) -> list[Finding]:
    """Listings a second in one process, each read anew, against cutting the same texts into words."""
    seen = {part: verdicts(texts(part)) for part in _PARTS}
    documents = [each.text.document for part in _PARTS for each in seen[part]]
    measured = in_turn(
        lambda: per_second(lambda: _recognised(documents), 1) * len(documents),
        lambda: per_second(lambda: _cut(documents), 5) * len(documents),
        rounds,
    )
    each_ms = 1000 / measured.thing.median
    return [
        Finding(
            "recognising misuse in a listing of one field",
            "listings/s",
            "the same texts cut into words by one regular expression",
            measured,
            "precision 0.97 and recall 0.95 on the tuned part, each kind",
            _met(seen[TUNED]),
            (f"{each_ms:.2f} ms a listing", "", *_table(seen)),
        )
    ]


def _recognised(documents: Sequence[ListingDocument]) -> None:
    read.cache_clear()
    for document in documents:
        recognise(document)


def _cut(documents: Sequence[ListingDocument]) -> None:
    for document in documents:
        for text in _texts_of(document):
            _WORD.findall(text.casefold())


def _texts_of(document: ListingDocument) -> list[str]:
    fields = [text for each in document.fields for text in (each.label, each.help)]
    values = [value.label for each in document.fields for value in each.values]
    return [document.title, document.category, document.description, *fields, *values]


def _met(tuned: Sequence[Verdict]) -> str:
    found = [figures(kind, tuned) for kind in SignKind]
    return "yes" if all(each.precision >= 0.97 and each.recall >= 0.95 for each in found) else "no"


def _table(seen: dict[str, tuple[Verdict, ...]]) -> list[str]:
    lines = [_HEADINGS]
    for part, of in seen.items():
        if part == ORDINARY:
            lines.append(_ordinary(of))
            continue
        lines += [_row(f"{part} {kind}", of, (kind,)) for kind in SignKind]
        for language in _LANGUAGES:
            spoken = [each for each in of if each.text.language == language]
            lines.append(_row(f"{part} {language}, all kinds", spoken, tuple(SignKind)))
    return lines


def _ordinary(of: Sequence[Verdict]) -> str:
    refused, left = sum(bool(each.sure) for each in of), sum(bool(each.doubtful) for each in of)
    return f"ordinary: {len(of)} texts that pass, {refused} wrongly refused, {left} left to a person"


def _row(name: str, of: Sequence[Verdict], kinds: tuple[SignKind, ...]) -> str:
    found = [figures(kind, of) for kind in kinds]
    barred, right = sum(each.barred for each in found), sum(each.right for each in found)
    wrong, handed = sum(each.wrong for each in found), sum(each.handed_over for each in found)
    left = sum(bool(each.doubtful.intersection(kinds)) for each in of)
    precision = right / (right + wrong) if right + wrong else 1.0
    recall, caught = (right / barred, (right + handed) / barred) if barred else (1.0, 1.0)
    share = left / len(of) if of else 0.0
    return f"{name:34}{barred:5}{precision:11.3f}{recall:8.3f}{caught:8.3f}{share:10.1%}"
