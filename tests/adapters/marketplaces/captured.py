"""The captured pages as the tests change them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import tailorbird
from tailorbird.adapters.marketplaces.captures import read_capture
from tailorbird.app.ports.marketplace import CaptureProblem
from tailorbird.domain.marketplace.links import RecognisedLink, recognise
from tailorbird.domain.marketplace.product import MarketplaceProduct

DATA = Path(tailorbird.__file__).parent / "demo" / "data"
CAPTURES = DATA / "captures"
SHOP = "https://fjellgarn-demo.myshopify.com/products/knit-beanie"


def page(name: str) -> Any:
    return json.loads((CAPTURES / f"{name}.json").read_text(encoding="utf-8"))


def link(text: str) -> RecognisedLink:
    found = recognise(text)
    assert isinstance(found, RecognisedLink)
    return found


def read(document: object, hint: str | None = None) -> MarketplaceProduct:
    found = tried(document, hint)
    assert isinstance(found, MarketplaceProduct), found
    return found


def tried(document: object, hint: str | None = None) -> MarketplaceProduct | CaptureProblem:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return read_capture(data, link(hint) if hint is not None else None)


def problem(document: object, hint: str | None = None) -> CaptureProblem:
    found = tried(document, hint)
    assert isinstance(found, CaptureProblem), found
    assert found.message
    assert found.next_step
    return found
