"""Whether bytes are an SVG drawing, told by their beginning. Nothing of it is run or resolved."""

from __future__ import annotations

import re
from typing import Final

_LOOKED_AT: Final = 4096
# Atomic groups: what was once read as a comment is not tried again as part of a longer one.
_BEGINNING: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?><\?xml[^>]*+>\s*+)?"
    rb"(?>(?><!--.*?-->|<!DOCTYPE\s++svg[^>\[]*+(?>\[[^\]]*+\]\s*+)?>)\s*+)*+"
    rb"<(?:svg:)?svg[\s>/]",
    re.DOTALL | re.IGNORECASE,
)


def is_svg(data: bytes) -> bool:
    """Whether the first element of the document is `svg`."""
    return _BEGINNING.match(data[:_LOOKED_AT]) is not None
