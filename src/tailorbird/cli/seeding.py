"""The demo's catalogue: a dozen products of two merchants, listed as anybody lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tailorbird.app.catalogue.listing import list_product, publish_product
from tailorbird.app.catalogue.seed import seed
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.domain.catalogue.product import Channel

_PRODUCTS: Final = Path(__file__).parents[1] / "demo" / "data" / "products"
_OWNERS: Final = {Channel.JEWELLER.value: "wrenworks", Channel.PROGRAMME.value: "needleleaf"}
_CURRENCY: Final = "USD"


def seed_catalogue(house: House) -> Iterator[str]:
    """Keep and publish the products; a line about each. Doing it again changes nothing."""
    documents = {path.stem: path.read_bytes() for path in sorted(_PRODUCTS.glob("*.json"))}
    for channel, owner in _OWNERS.items():
        own = {name: data for name, data in documents.items() if json.loads(data)["channel"] == channel}
        if house.parties.party(owner) is None:
            yield f"{owner} is not here: {len(own)} products left out"
            continue
        for product_id in seed(house, owner, own):
            yield f"{product_id}  {_published(house, owner, product_id)}"


def _published(house: House, owner: str, product_id: str) -> str:
    """The product's title and whether it is public; why not, where the terms bar it."""
    record = house.catalogue.product(product_id)
    if record is None:
        return "is not here"
    title = record.product.title
    if record.visibility.value == "public":
        return f"{title}: public"
    listed = list_product(house, owner, product_id, _CURRENCY, f"demo:list:{record.hash}")
    if isinstance(listed, Problem):
        return f"{title}: {listed.title}. {listed.detail}"
    kept = publish_product(house, owner, product_id, f"demo:publish:{record.hash}")
    return f"{title}: {kept.detail if isinstance(kept, Problem) else 'public'}"
