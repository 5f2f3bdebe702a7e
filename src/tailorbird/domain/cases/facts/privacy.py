"""Facts of private data."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, fact
from tailorbird.domain.roles import Role


@fact(Role.PLATFORM)
class PrivateContentErased(Fact):
    """Private content was erased at its owner's wish; what is left is its digest (order1688.23)."""

    contents: tuple[str, ...]
    owner: str
