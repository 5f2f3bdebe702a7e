"""Which files a stored fact refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

FILE_REFERENCE = re.compile(r"(?:sha256:)?([0-9a-f]{64})(?:\.[a-z0-9]{1,5})?")
"""How a fact names a file: by the SHA-256 of its bytes."""
FILE_FIELDS = ("evidence", "photos")
"""Fields that hold nothing but names of files; one there that is no hash is a file that cannot be had."""


def file_references(value: Any, field: str = "") -> Iterator[str]:
    """Every file that a fact's body names, in order. A field that ends in `_hash` names no file."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from file_references(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from file_references(item, field)
    elif isinstance(value, str) and value and _names_a_file(field, value):
        yield value


def _names_a_file(field: str, value: str) -> bool:
    if field.endswith("_hash"):
        return False
    return field in FILE_FIELDS or FILE_REFERENCE.fullmatch(value) is not None
