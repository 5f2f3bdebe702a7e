"""The port `OrderFiles` on archives of Amazon Custom."""

from __future__ import annotations

from tailorbird.adapters.amazon_custom.order_zip import Sniff, read_order_zip
from tailorbird.domain.customization.imported import ImportedLine


class AmazonCustomFiles:
    """Reads archives; `media_type_of` tells which files are of a kind that is taken in."""

    def __init__(self, media_type_of: Sniff) -> None:
        self._media_type_of = media_type_of

    def amazon_custom(self, data: bytes, file_name: str = "") -> ImportedLine:
        """See the port."""
        return read_order_zip(data, self._media_type_of, file_name)
