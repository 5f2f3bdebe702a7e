"""Every example file of every package, ruled on by the terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from tailorbird.adapters.calendars.official import official_calendars
from tailorbird.adapters.examples.yaml_file import read_examples
from tailorbird.adapters.terms import shelf
from tailorbird.app.examples import Example, rule
from tailorbird.app.terms_of import agreement_of

HERE = Path(__file__).parent
EXAMPLES = [example for path in sorted(HERE.glob("*/*.yaml")) for example in read_examples(path)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.source}: {e.title}")
def test_the_terms_rule_as_the_example_says(example: Example) -> None:
    rulings = rule(
        example, agreement_of(example, shelf.load), official_calendars(("CN", "US", "DE", "GB", "HK"), 2026)
    )
    differences = [d for ruling in rulings for d in ruling.differences]
    assert not differences, "\n".join(differences)
