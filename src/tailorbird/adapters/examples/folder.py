"""The folder of examples that the project keeps for its packages."""

from __future__ import annotations

import os
from pathlib import Path

from tailorbird.adapters.examples.yaml_file import read_examples
from tailorbird.app.examples import Example


def examples_folder() -> Path | None:
    """`tests/examples` of the checkout, or what TAILORBIRD_EXAMPLES names; none where there is none."""
    named = os.environ.get("TAILORBIRD_EXAMPLES")
    folder = Path(named) if named else Path(__file__).parents[4] / "tests" / "examples"
    return folder if folder.is_dir() else None


def all_examples() -> tuple[Example, ...]:
    """Every example of every package; none in an installation without the checkout."""
    folder = examples_folder()
    paths = sorted(folder.glob("*/*.yaml")) if folder else []
    return tuple(example for path in paths for example in read_examples(path))
