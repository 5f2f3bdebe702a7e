"""Screening reaches its floors on the labelled corpus, kind by kind."""

from __future__ import annotations

from collections import Counter

import pytest

from tailorbird.domain.cases.listing_words import ScreenKind
from tests.corpus.screening import KINDS, LANGUAGES, PARTS, Verdict, figures, outcome, texts, verdicts

# Precision, recall and the share that does not pass in silence, over the whole corpus. Ways to reach somebody
# are never refused, only shown to a person: hence the recall of personal data.
FLOORS = {
    ScreenKind.OFFENSIVE: (0.98, 0.93, 0.98),
    ScreenKind.BRAND: (0.98, 0.95, 0.97),
    ScreenKind.PERSONAL_DATA: (0.98, 0.15, 0.97),
    ScreenKind.RESTRICTED: (0.98, 0.75, 0.97),
}
MOST_ASKED_ABOUT = 0.02
LEAST_DOUBTFUL_SEEN = 0.9
MOST_DOUBTFUL_REFUSED = 0.05


@pytest.fixture(scope="module")
def seen() -> tuple[Verdict, ...]:
    return verdicts(text for part in PARTS for text in texts(part))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_found_and_little_else(seen: tuple[Verdict, ...], kind: ScreenKind) -> None:
    precision, recall, caught = FLOORS[kind]
    reached = figures(kind, seen)
    assert reached.precision >= precision, reached
    assert reached.recall >= recall, reached
    assert reached.caught >= caught, reached


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_honest_text_is_refused_and_few_wait_for_a_person(
    seen: tuple[Verdict, ...], language: str
) -> None:
    honest = [each for each in seen if each.text.kind is None and each.text.language == language]
    assert [each.text.text for each in honest if each.refused] == []
    assert outcome(honest).asked_about <= max(1, len(honest) * MOST_ASKED_ABOUT)


def test_what_a_reviewer_would_want_to_see_is_shown_and_seldom_refused(seen: tuple[Verdict, ...]) -> None:
    came = outcome(seen)
    assert came.doubtful_held >= came.doubtful * LEAST_DOUBTFUL_SEEN
    assert came.doubtful_refused <= came.doubtful * MOST_DOUBTFUL_REFUSED


def test_the_corpus_is_wide_enough() -> None:
    every = [text for part in PARTS for text in texts(part)]
    assert len(every) >= 1000
    by_language = Counter(text.language for text in every)
    assert set(by_language) == set(LANGUAGES)
    assert min(by_language.values()) >= 180
    assert sum(text.kind is None for text in every) >= len(every) / 3
    barred = Counter((text.language, text.kind) for text in every if text.barred)
    assert all(barred[language, kind] >= 10 for language in LANGUAGES for kind in KINDS)


def test_no_text_is_labelled_twice() -> None:
    counted = Counter((text.language, text.text) for part in PARTS for text in texts(part))
    assert [text for text, count in counted.items() if count > 1] == []
