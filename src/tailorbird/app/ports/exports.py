"""The folder from which a maker's press takes its files: one folder a case, emptied when the data goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class ExportFolder(Protocol):
    """Files by case and name. Writing again replaces."""

    def write(self, case_id: str, name: str, data: bytes) -> None: ...

    def names(self, case_id: str) -> Sequence[str]: ...

    def erase(self, case_id: str) -> None:
        """Nothing of the case is left; of what is gone nothing is left to erase."""
        ...
