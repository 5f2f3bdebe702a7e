"""Shared designs by calls: a small picture for whoever has the link, until it ends, and no upload."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tailorbird.api.limits import Buckets, Limits
from tailorbird.app.engine.command import Actor, Order
from tailorbird.app.personalised.place import Placed, order_opening, place_act
from tailorbird.app.ports.catalogue import ProductRecord, Visibility
from tailorbird.domain.customization.specification import Specification
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.api.crafts import SELLER, did, join
from tests.api.stage import MONDAY
from tests.api.test_problems import told
from tests.app.personalised.pictures import located_jpeg
from tests.domain.customization.templates import PRODUCT, entry

if TYPE_CHECKING:
    from tests.api.stage import Stage

MARKER = "Qzvxwu Leonor"
PLACE, ARTIST = b"Exif", MARKER.encode()


@pytest.fixture
def upload(stage: Stage) -> str:
    photo = located_jpeg(MARKER)
    assert ARTIST in photo
    reply = stage.by("ada").call("POST", "/v1/files", photo, Content_Type="image/jpeg")
    assert reply.status == 201, reply.content
    return str(reply.json["sha256"])


@pytest.fixture
def order(stage: Stage, upload: str) -> str:
    """An order of a mug with ada's name and photograph on it."""
    join(stage, SELLER, Role.MERCHANT)
    mug = ProductRecord("mug-1", SELLER, 0, PRODUCT.hash, PRODUCT, Visibility.PUBLIC, changed_at=MONDAY)
    stage.house.catalogue.save(mug, (), 0)
    entries = (entry("name", "Leonor"), entry("photo", "us.jpg", file=upload), entry("colour", "gold"))
    wanted = Specification(
        product="mug-1", title="Mug", quantity=1, entries=entries, variant="11oz", product_hash=PRODUCT.hash
    )
    price = Money.parse("USD 13.00")
    placed = Placed(wanted, price, (upload,), ())
    act = place_act(
        Actor("ada", Role.BUYER), placed, {"listing": "", "product": "mug-1", "product_hash": PRODUCT.hash}
    )
    parties = {Role.BUYER: "ada", Role.MERCHANT: SELLER}
    opening = order_opening(stage.house, parties, "Mug", price)
    receipt = stage.house.engine.run(Order("TB-2026-MUG", (act,), "ada", "order", opening))
    assert receipt.problem is None, receipt.problem
    return receipt.case_id


def shared(stage: Stage, order: str, **more: int) -> str:
    """The link's path."""
    reply = stage.by("ada").post(f"/v1/cases/{order}/shares", {"form": "preview", **more})
    assert reply.status == 201, reply.content
    return str(reply.json["url"]).removeprefix("/api")


def preview(stage: Stage, order: str) -> bytes:
    """The picture that everybody with a link sees."""
    shown = stage.by("nobody").get(shared(stage, order)).json
    reply = stage.by("nobody").get(shown["preview"].removeprefix("/api"))
    assert reply.status == 200, reply.content
    assert reply.headers["Content-Type"] == "image/png"
    return reply.content


def chunks(png: bytes) -> set[bytes]:
    """The names of a PNG's parts."""
    found, at = set[bytes](), 8
    while at < len(png):
        size = int.from_bytes(png[at : at + 4])
        found.add(png[at + 4 : at + 8])
        at += size + 12
    return found


def test_a_link_shows_title_and_preview(stage: Stage, order: str) -> None:
    shown = stage.by("nobody").get(shared(stage, order))
    assert shown.json["title"] == "Mug"
    assert shown.json["surfaces"] == ["front"]
    assert shown.json["preview"].endswith("/preview.png")
    assert shown.json["until"] == (MONDAY + timedelta(days=30)).isoformat().replace("+00:00", "Z")


def test_the_preview_is_small_and_bare(stage: Stage, order: str, upload: str) -> None:
    picture = preview(stage, order)
    with Image.open(io.BytesIO(picture)) as opened:
        assert opened.width <= 600
    assert chunks(picture) <= {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
    assert ARTIST not in picture
    assert PLACE not in picture
    kept = stage.house.files.read(upload)
    assert kept is not None
    assert kept not in picture


def test_neither_page_nor_picture_is_kept_or_indexed(stage: Stage, order: str) -> None:
    link = shared(stage, order)
    for path in (link, f"{link}/preview.png"):
        headers = stage.by("nobody").get(path).headers
        assert "no-store" in headers["Cache-Control"]
        assert headers["X-Robots-Tag"].startswith("noindex")


def test_a_side_that_there_is_not_leads_nowhere(stage: Stage, order: str) -> None:
    link = shared(stage, order)
    assert stage.by("nobody").get(f"{link}/preview.png?surface=front").status == 200
    told(stage.by("nobody").get(f"{link}/preview.png?surface=inside"), 404, "no_such_share")


def test_a_link_ends_to_the_instant(stage: Stage, order: str) -> None:
    link = shared(stage, order, days=2)
    stage.later(days=2, microseconds=-1)
    assert stage.by("nobody").get(link).status == 200
    stage.later(microseconds=1)
    told(stage.by("nobody").get(link), 404, "no_such_share")
    told(stage.by("nobody").get(f"{link}/preview.png"), 404, "no_such_share")


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_lifetime_that_no_link_has_is_told(stage: Stage, order: str, days: int) -> None:
    reply = stage.by("ada").post(f"/v1/cases/{order}/shares", {"form": "preview", "days": days})
    told(reply, 422, "share_lifetime_unfit")


def test_a_link_that_was_ended_and_a_guess_lead_nowhere(stage: Stage, order: str) -> None:
    link = shared(stage, order)
    did(stage, "ada", order, "end_share", {"share": "s1"})
    for path in (link, "/v1/shared/guess"):
        told(stage.by("nobody").get(path), 404, "no_such_share")
        told(stage.by("nobody").get(f"{path}/preview.png"), 404, "no_such_share")


def test_of_a_refused_order_nothing_is_shown(stage: Stage, order: str) -> None:
    link = shared(stage, order)
    did(stage, SELLER, order, "refuse_order", {"reason": "No clay left."})
    told(stage.by("nobody").get(f"{link}/preview.png"), 404, "no_such_share")


def test_a_stranger_who_asks_too_often_waits(
    stage: Stage, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = shared(stage, order)
    monkeypatch.setattr(Limits, "strangers", Buckets(per_minute=1, burst=2))
    statuses = [stage.by("nobody").get(f"{link}/preview.png").status for _ in range(3)]
    assert statuses == [200, 200, 429]
