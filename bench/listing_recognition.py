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
from tests.corpus.listings import HONEST, PARTS, TUNED, Verdict, figures, outcome, texts, verdicts

_LANGUAGES: Final = ("en", "zh", "de", "es", "fr")
_WORD: Final = re.compile(r"\w+|[^\w\s]")
_SETS: Final = (
    f"{'':20}{'barred':>8}{'refused':>9}{'to person':>11}{'passed':>8}"
    f"{'honest':>10}{'wrong refusal':>15}{'to person':>11}"
)
_HEADINGS: Final = f"{'':34}{'n':>5}{'precision':>11}{'recall':>8}{'caught':>8}{'doubtful':>10}"


def measure(rounds: int, _seconds: float) -> list[Finding]:
    """Listings a second in one process, each read anew, against cutting the same texts into words."""
    seen = {part: verdicts(texts(part)) for part in PARTS}
    documents = [each.text.document for part in PARTS for each in seen[part]]
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
    lines = [_SETS, *(_set(part, of) for part, of in seen.items()), "", _HEADINGS]
    for part, of in seen.items():
        if part in HONEST:
            continue
        lines += [_row(f"{part} {kind}", of, (kind,)) for kind in SignKind]
        for language in _LANGUAGES:
            spoken = [each for each in of if each.text.language == language]
            lines.append(_row(f"{part} {language}, all kinds", spoken, tuple(SignKind)))
    return lines


def _set(part: str, of: Sequence[Verdict]) -> str:
    """A set by name: what became of its barred and of its honest texts."""
    came = outcome(of)
    passed = came.barred - came.refused - came.handed_over
    return (
        f"{part:20}{came.barred:8}{came.refused:9}{came.handed_over:11}{passed:8}"
        f"{came.honest:10}{came.wronged:15}{came.asked_about:11}"
    )


def _row(name: str, of: Sequence[Verdict], kinds: tuple[SignKind, ...]) -> str:
    found = [figures(kind, of) for kind in kinds]
    barred, right = sum(each.barred for each in found), sum(each.right for each in found)
    wrong, handed = sum(each.wrong for each in found), sum(each.handed_over for each in found)
    left = sum(bool(each.doubtful.intersection(kinds)) for each in of)
    precision = right / (right + wrong) if right + wrong else 1.0
    recall, caught = (right / barred, (right + handed) / barred) if barred else (1.0, 1.0)
    share = left / len(of) if of else 0.0
    return f"{name:34}{barred:5}{precision:11.3f}{recall:8.3f}{caught:8.3f}{share:10.1%}"
