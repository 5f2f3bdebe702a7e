"""Designs that nobody works on any more are erased: customization data is kept no longer than needed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from tailorbird.app.design.drafts import erase
from tailorbird.app.house import House

KEPT_FOR: Final = timedelta(days=30)
"""After the last change; the buyer is told so on the design's page."""
_AT_ONCE: Final = 50


def forget_stale(house: House, now: datetime) -> int:
    """Erase some designs whose time is over; how many. Called again while it is not 0."""
    stale = house.designs.untouched_since(now - KEPT_FOR, _AT_ONCE)
    for each in stale:
        erase(house, each.owner, each.id)
    return len(stale)
