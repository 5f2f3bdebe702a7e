"""The labelled corpus of customization texts, and the figures that screening reaches on it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tailorbird.domain.cases.listing_words import ScreenKind, ScreenResult
from tailorbird.domain.screening.finding import Setting
from tailorbird.domain.screening.screen import screen_text

FOLDER: Final = Path(__file__).parent / "screening_texts"
HELD_OUT: Final = "held_out"
THIRD_LOOK: Final = "third_look"
SECOND_LOOK: Final = "second_look"
PARTS: Final = (HELD_OUT, SECOND_LOOK, THIRD_LOOK)
LANGUAGES: Final = ("en", "zh", "de", "es", "fr")
KINDS: Final = (ScreenKind.OFFENSIVE, ScreenKind.BRAND, ScreenKind.PERSONAL_DATA, ScreenKind.RESTRICTED)


@dataclass(frozen=True, slots=True)
class Text:
    """A labelled text. `kind` is what it is barred or doubtful for; none: it is honest."""

    language: str
    text: str
    kind: ScreenKind | None
    barred: bool
    """Whether a reviewer bars it; else it is one that a reviewer would want to see, or honest."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A text, and the kinds for which it was refused and held."""

    text: Text
    refused: frozenset[ScreenKind]
    held: frozenset[ScreenKind]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts for one kind. A held text is neither a right refusal nor a pass."""

    barred: int
    refused: int
    held: int
    wrong: int
    """Texts refused for this kind that are labelled neither barred nor doubtful for it."""

    @property
    def recall(self) -> float:
        return self.refused / self.barred if self.barred else 1.0

    @property
    def caught(self) -> float:
        """The share of the barred that did not pass in silence."""
        return (self.refused + self.held) / self.barred if self.barred else 1.0

    @property
    def precision(self) -> float:
        return self.refused / (self.refused + self.wrong) if self.refused + self.wrong else 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of texts, whatever the kinds."""

    barred: int
    refused: int
    held: int
    doubtful: int
    doubtful_refused: int
    doubtful_held: int
    honest: int
    wronged: int
    asked_about: int


def texts(part: str) -> tuple[Text, ...]:
    """The corpus's texts of one of the `PARTS`."""
    found: list[Text] = []
    for path in sorted((FOLDER / part).glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        language = table.pop("language")
        found += [Text(language, text, None, False) for text in table.pop("honest", {}).get("texts", ())]
        for kind, lists in table.items():
            for name in ("barred", "doubtful"):
                found += [
                    Text(language, text, ScreenKind(kind), name == "barred") for text in lists.get(name, ())
                ]
    return tuple(found)


def verdicts(of: Iterable[Text]) -> tuple[Verdict, ...]:
    """What screening says of each text, put on a product."""
    return tuple(_verdict(text) for text in of)


def figures(kind: ScreenKind, of: Sequence[Verdict]) -> Figures:
    """What was found of one kind. A text barred for one kind may be refused for another besides."""
    barred = [each for each in of if each.text.kind is kind and each.text.barred]
    return Figures(
        barred=len(barred),
        refused=sum(bool(each.refused) for each in barred),
        held=sum(bool(each.held and not each.refused) for each in barred),
        wrong=sum(kind in each.refused and each.text.kind is None for each in of),
    )


def outcome(of: Sequence[Verdict]) -> Outcome:
    """Refused, left to a person or passed: barred, doubtful and honest texts apart."""
    barred = [each for each in of if each.text.barred]
    doubtful = [each for each in of if each.text.kind and not each.text.barred]
    honest = [each for each in of if each.text.kind is None]
    return Outcome(
        barred=len(barred),
        refused=sum(bool(each.refused) for each in barred),
        held=sum(bool(each.held and not each.refused) for each in barred),
        doubtful=len(doubtful),
        doubtful_refused=sum(bool(each.refused) for each in doubtful),
        doubtful_held=sum(bool(each.held and not each.refused) for each in doubtful),
        honest=len(honest),
        wronged=sum(bool(each.refused) for each in honest),
        asked_about=sum(bool(each.held and not each.refused) for each in honest),
    )


def _verdict(text: Text) -> Verdict:
    found = screen_text(text.text, Setting.PRODUCT_TEXT)
    refused = frozenset(each.kind for each in found if each.result is ScreenResult.REFUSE)
    return Verdict(text, refused, frozenset(each.kind for each in found) - refused)
