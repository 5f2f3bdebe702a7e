"""Order files of other marketplaces, read into a line with its specification, files and doubts."""

from __future__ import annotations

from typing import Final, Protocol

from tailorbird.domain.customization.imported import ImportedLine

MAX_ORDER_FILE_BYTES: Final = 40_000_000


class OrderFiles(Protocol):
    """Reads what somebody hands in; nothing of it is trusted, and nothing is stored."""

    def amazon_custom(self, data: bytes, file_name: str = "") -> ImportedLine:
        """The order line of an Amazon Custom archive; raises `UnreadableOrder` where it gives none.

        `file_name` is the archive's own name, if known: it is compared with the order inside.
        """
        ...
