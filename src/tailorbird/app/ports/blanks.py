"""The blanks that can be printed on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tailorbird.domain.catalogue.blank import Blank


class Blanks(Protocol):
    """The shelf of blanks; it does not change while the process runs."""

    def all(self) -> Sequence[Blank]:
        """Every blank, in the order of their ids."""
        ...

    def blank(self, blank_id: str) -> Blank | None: ...
