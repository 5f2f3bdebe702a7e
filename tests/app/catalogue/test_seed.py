"""The demo's products are in order, and found in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

import tailorbird
from tailorbird.app.catalogue.seed import UnfitSeed, seed
from tests.app.catalogue.stall import looked
from tests.app.workshop import SELLER, Workshop

FOLDER = Path(tailorbird.__file__).parent / "demo" / "data" / "products"
DOCUMENTS = {each.stem: each.read_bytes() for each in FOLDER.glob("*.json")}


def test_the_demo_products_are_kept_without_a_finding_and_once(workshop: Workshop) -> None:
    first = seed(workshop.house, SELLER, DOCUMENTS)
    assert seed(workshop.house, SELLER, DOCUMENTS) == first
    mine = workshop.house.catalogue.owned(SELLER).items
    assert len(mine) == len(first) == len(DOCUMENTS) >= 12
    assert all(each.product.title_zh and each.product.description_zh for each in mine)
    assert [each.product.title_zh for each in looked(workshop, text="戒指")] == ["内刻名字的银戒指"]
    assert looked(workshop, viewer=SELLER, text="coffee cup")[0].product.title.startswith(
        ("Ceramic mug", "Enamel")
    )


def test_a_demo_product_that_is_not_in_order_is_told(workshop: Workshop) -> None:
    with pytest.raises(UnfitSeed, match="mug"):
        seed(workshop.house, SELLER, {"mug": b'{"title": "", "channel": "jeweller", "variants": []}'})
