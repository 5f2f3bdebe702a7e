"""The names of stored files."""

from __future__ import annotations

import re
from typing import Final

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def is_name(sha256: str) -> bool:
    """Whether it is a SHA-256 in hexadecimal; anything else leads nowhere."""
    return _SHA256.fullmatch(sha256) is not None
