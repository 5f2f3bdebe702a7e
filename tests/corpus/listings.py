"""The labelled corpus of listing texts, and the figures that recognition reaches on it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tailorbird.domain.listing.document import CustomField, FieldKind, ListingDocument, OptionValue
from tailorbird.domain.listing.recognise import recognise
from tailorbird.domain.listing.signs import Certainty, SignKind

FOLDER: Final = Path(__file__).parent / "listing_options"
TUNED: Final = "tuned"
HELD_OUT: Final = "held_out"
SECOND_LOOK: Final = "second_look"
ORDINARY: Final = "ordinary"
THIRD_LOOK: Final = "third_look"
ORDINARY_AGAIN: Final = "ordinary_again"
FOURTH_LOOK: Final = "fourth_look"
FIFTH_LOOK: Final = "fifth_look"
PARTS: Final = (TUNED, HELD_OUT, SECOND_LOOK, ORDINARY, THIRD_LOOK, ORDINARY_AGAIN, FOURTH_LOOK, FIFTH_LOOK)
LOOKS: Final = (THIRD_LOOK, FOURTH_LOOK, FIFTH_LOOK)
"""The sets of barred and honest texts that were written after the vocabulary had last been changed."""
HONEST: Final = (ORDINARY, ORDINARY_AGAIN)
"""The sets in which every text passes."""


@dataclass(frozen=True, slots=True)
class Text:
    """One labelled text: the listing that it makes, and the kinds that it shows."""

    language: str
    document: ListingDocument
    expected: frozenset[SignKind]
    also: frozenset[SignKind]
    """Kinds that a reviewer might name besides: neither asked for nor wrong."""
    why: str
    shown: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A text, and the kinds that were seen in it surely and doubtfully."""

    text: Text
    sure: frozenset[SignKind]
    doubtful: frozenset[SignKind]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts for one kind; a doubtful one is neither a right refusal nor a right pass."""

    texts: int
    barred: int
    right: int
    wrong: int
    doubtful: int
    handed_over: int
    """Barred texts that were doubtful, so that a person looks."""

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.barred if self.barred else 1.0

    @property
    def caught(self) -> float:
        """The share of the barred that did not pass in silence."""
        return (self.right + self.handed_over) / self.barred if self.barred else 1.0

    @property
    def doubtful_share(self) -> float:
        return self.doubtful / self.texts if self.texts else 0.0


def texts(part: str) -> tuple[Text, ...]:
    """The corpus's texts of one of the `PARTS`."""
    return tuple(
        _text(row, table["language"], table["product"])
        for path in sorted((FOLDER / part).glob("*.toml"))
        for table in [tomllib.loads(path.read_text(encoding="utf-8"))]
        for row in table["texts"]
    )


def verdicts(of: Iterable[Text]) -> tuple[Verdict, ...]:
    """What recognition says of each text."""
    return tuple(_verdict(text) for text in of)


def figures(kind: SignKind, of: Sequence[Verdict]) -> Figures:
    """Precision, recall and the doubtful for one kind."""
    barred = [each for each in of if kind in each.text.expected]
    return Figures(
        texts=len(of),
        barred=len(barred),
        right=sum(kind in each.sure for each in barred),
        wrong=sum(kind in each.sure and kind not in each.text.expected | each.text.also for each in of),
        doubtful=sum(kind in each.doubtful for each in of),
        handed_over=sum(kind in each.doubtful for each in barred),
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a set's listings, whatever the kinds: as its seller meets it."""

    barred: int
    refused: int
    handed_over: int
    honest: int
    wronged: int
    """Honest texts that were surely refused."""
    asked_about: int
    """Honest texts that a person has to look at."""


def outcome(of: Sequence[Verdict]) -> Outcome:
    """Refused, left to a person or passed: barred and honest texts apart."""
    barred = [each for each in of if each.text.expected]
    honest = [each for each in of if not each.text.expected]
    return Outcome(
        barred=len(barred),
        refused=sum(bool(each.sure) for each in barred),
        handed_over=sum(bool(each.doubtful and not each.sure) for each in barred),
        honest=len(honest),
        wronged=sum(bool(each.sure) for each in honest),
        asked_about=sum(bool(each.doubtful and not each.sure) for each in honest),
    )


def _verdict(text: Text) -> Verdict:
    signs = recognise(text.document)
    sure = frozenset(each.kind for each in signs if each.certainty is Certainty.SURE)
    return Verdict(text, sure, frozenset(each.kind for each in signs) - sure)


def _text(row: dict[str, Any], language: str, product: str) -> Text:
    fields: tuple[CustomField, ...] = ()
    if "label" in row:
        values = tuple(
            OptionValue(value=f"v{number}", label=label)
            for number, label in enumerate(row.get("values", ()), 1)
        )
        kind = FieldKind(row.get("kind", "choice" if values else "text"))
        fields = (
            CustomField(field="f1", kind=kind, label=row["label"], help=row.get("help", ""), values=values),
        )
    document = ListingDocument(
        title=row.get("title", product),
        category=row.get("category", ""),
        condition=row.get("condition", ""),
        language=row.get("language", language),
        fields=fields,
    )
    shown = row.get("label") or document.title
    if row.get("values"):
        shown += f" [{' | '.join(row['values'])}]"
    expected, also = (frozenset(map(SignKind, row.get(key, ()))) for key in ("is", "also"))
    return Text(language[:2], document, expected, also, row["why"], shown)
