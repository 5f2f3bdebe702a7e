"""The site's own application on the tortured house: what granian runs here."""

from __future__ import annotations

from bench.torture.processes import tortured_house
from tailorbird import bootstrap

_HOUSE = tortured_house()
bootstrap.house = lambda: _HOUSE  # type: ignore[assignment]

from tailorbird.web.wsgi import application  # noqa: E402 - the house comes first

__all__ = ["application"]
