"""Screening of texts: how well it judges the labelled corpus, and how long a text takes."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Final

from bench.measure import in_turn, per_second
from bench.report import Finding
from tailorbird.domain.screening.finding import Setting
from tailorbird.domain.screening.screen import screen_text
from tests.corpus.screening import KINDS, LANGUAGES, PARTS, Verdict, figures, outcome, texts, verdicts

_WORD: Final = re.compile(r"\w+|[^\w\s]")
_LENGTH: Final = 200
_TARGET_MS: Final = 2
_SETS: Final = (
    f"{'':14}{'barred':>8}{'refused':>9}{'to person':>11}{'passed':>8}{'doubtful':>10}{'refused':>9}"
    f"{'to person':>11}{'honest':>8}{'refused':>9}{'to person':>11}"
)
_HEADINGS: Final = f"{'':28}{'n':>5}{'precision':>11}{'recall':>8}{'caught':>8}"


def measure(rounds: int, _seconds: float) -> list[Finding]:
    """Texts of 200 characters a second in one process, against cutting the same texts into words."""
    begun = time.perf_counter()
    screen_text("a", Setting.PRODUCT_TEXT)
    loaded_ms = (time.perf_counter() - begun) * 1000
    seen = {part: verdicts(texts(part)) for part in PARTS}
    long = _long_texts([each.text.text for part in PARTS for each in seen[part]])
    measured = in_turn(
        lambda: per_second(lambda: [screen_text(text, Setting.PRODUCT_TEXT) for text in long], 1) * len(long),
        lambda: per_second(lambda: [_WORD.findall(text.casefold()) for text in long], 20) * len(long),
        rounds,
    )
    each_ms = 1000 / measured.thing.median
    return [
        Finding(
            f"screening a text of {_LENGTH} characters",
            "texts/s",
            "the same texts cut into words by one regular expression",
            measured,
            f"{_TARGET_MS} ms a text",
            "yes" if each_ms < _TARGET_MS else "no",
            (f"{each_ms:.2f} ms a text; loading the vocabulary {loaded_ms:.0f} ms", "", *_table(seen)),
        )
    ]


def _long_texts(corpus: Sequence[str]) -> list[str]:
    """The corpus, joined and cut into texts of the length."""
    joined = " ".join(corpus)
    return [joined[start : start + _LENGTH] for start in range(0, len(joined) - _LENGTH, _LENGTH)]


def _table(seen: dict[str, tuple[Verdict, ...]]) -> list[str]:
    lines = [_SETS, *(_set(part, of) for part, of in seen.items())]
    every = [each for of in seen.values() for each in of]
    for language in LANGUAGES:
        lines.append(_set(f"all, {language}", [each for each in every if each.text.language == language]))
    lines += ["", _HEADINGS]
    for part, of in {**seen, "all": every}.items():
        for kind in KINDS:
            found = figures(kind, of)
            lines.append(
                f"{f'{part} {kind}':28}{found.barred:5}{found.precision:11.3f}{found.recall:8.3f}"
                f"{found.caught:8.3f}"
            )
    return lines


def _set(name: str, of: Sequence[Verdict]) -> str:
    came = outcome(of)
    passed = came.barred - came.refused - came.held
    return (
        f"{name:14}{came.barred:8}{came.refused:9}{came.held:11}{passed:8}{came.doubtful:10}"
        f"{came.doubtful_refused:9}{came.doubtful_held:11}{came.honest:8}{came.wronged:9}{came.asked_about:11}"
    )
