"""Designs and baskets through the API: the owner's alone, idempotent, erased without a trace."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from tailorbird.app.design.stale import forget_stale
from tailorbird.app.ports.catalogue import ProductRecord, Shown, Visibility
from tailorbird.app.setbacks import Setbacks
from tailorbird.domain.catalogue.product import PriceTier, Product
from tailorbird.domain.money import Money
from tests.domain.customization.templates import PRODUCT, TEMPLATE

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

MUG = "p-mug"
ANNA: dict[str, Any] = {"field": "name", "value": "Anna"}
GOLD: dict[str, Any] = {"field": "colour", "value": "gold"}
MARKER = "Marker Rosalinde"


@pytest.fixture
def mug(stage: Stage) -> Stage:
    """The mug of Jinsui's, for everybody to customize."""
    publish(stage, PRODUCT, 0)
    return stage


def publish(stage: Stage, product: Product, after: int) -> None:
    record = ProductRecord(
        MUG, "jinsui", after + 1, product.hash, product, Visibility.DRAFT, changed_at=stage.clock.now()
    )
    stage.house.catalogue.save(record, (), after)
    stage.house.catalogue.show(MUG, Shown(Visibility.PUBLIC, product.hash))


def started(stage: Stage, *entries: dict[str, Any], who: str = "ada", **more: Any) -> Reply:
    found = stage.by(who).post("/v1/designs", {"product": MUG, "entries": list(entries), **more})
    assert found.status == 201, found.content
    return found


def uploaded(stage: Stage, who: str = "ada") -> str:
    made = io.BytesIO()
    Image.new("RGB", (1600, 900), (200, 30, 60)).save(made, "PNG")
    found = stage.by(who).call("POST", "/v1/files", made.getvalue(), Content_Type="image/png")
    assert found.status == 201, found.content
    return str(found.json["sha256"])


def test_a_design_is_begun_saved_and_read(mug: Stage) -> None:
    made = started(mug, ANNA, GOLD).json
    assert (made["version"], made["findings"]) == (1, [])
    assert made["price"]["total"] == {"currency": "USD", "minor": 1320}
    body = {"after": 1, "entries": [ANNA], "title": "For Anna"}
    saved = mug.by("ada").put(f"/v1/designs/{made['id']}", body)
    assert (saved.status, saved.json["version"], saved.json["title"]) == (200, 2, "For Anna")
    read = mug.by("ada").get(f"/v1/designs/{made['id']}?currency=CNY").json
    assert read["hash"] == saved.json["hash"]
    assert read["price"]["total"] == {"currency": "CNY", "minor": 7150}
    old = mug.by("ada").get(f"/v1/designs/{made['id']}/versions/1").json
    assert old["specification"] == made["specification"]
    listed = mug.by("ada").get("/v1/designs").json
    assert [each["title"] for each in listed["items"]] == ["For Anna"]


def test_beginning_is_done_once_a_key_and_told_again(mug: Stage) -> None:
    body = {"product": MUG, "entries": [ANNA]}
    first, again = (mug.by("ada").post("/v1/designs", body, once="one") for _ in range(2))
    assert (first.status, again.status, again.headers["Idempotency-Replayed"]) == (201, 201, "true")
    assert again.json == first.json
    other = mug.by("ada").post("/v1/designs", {**body, "quantity": 2}, once="one")
    assert other.json["code"] == "idempotency_key_reused"


def test_two_windows_are_told_of_one_another(mug: Stage) -> None:
    design = started(mug, ANNA).json["id"]
    mug.by("ada").put(f"/v1/designs/{design}", {"after": 1, "entries": [GOLD]})
    late = mug.by("ada").put(f"/v1/designs/{design}", {"after": 1, "entries": []}, Accept_Language="zh")
    assert (late.status, late.json["code"], late.json["based_on"]) == (409, "stale_design", 1)
    assert late.json["current"]["version"] == 2
    assert late.json["title"] == "设计已在别处更改"


def test_what_is_anothers_does_not_exist(mug: Stage) -> None:
    design = started(mug, ANNA).json["id"]
    bo = mug.by("bo")
    for reply in (
        bo.get(f"/v1/designs/{design}"),
        bo.get(f"/v1/designs/{design}/versions/1"),
        bo.get(f"/v1/designs/{design}/price"),
        bo.get(f"/v1/designs/{design}/preview.svg"),
        bo.get(f"/v1/designs/{design}/preview.png"),
        bo.put(f"/v1/designs/{design}", {"after": 1}),
        bo.post(f"/v1/designs/{design}/rebase", {"after": 1}),
        bo.post("/v1/basket/lines", {"design": design}),
        bo.delete(f"/v1/designs/{design}"),
        mug.by("operator").get(f"/v1/designs/{design}"),
        mug.by("jinsui").get(f"/v1/designs/{design}"),
    ):
        assert (reply.status, reply.json["code"]) == (404, "no_such_design")
    assert bo.get("/v1/designs").json["items"] == []
    assert mug.by("ada").get(f"/v1/designs/{design}").status == 200


def test_a_preview_is_safe_to_show(mug: Stage) -> None:
    made = started(mug, ANNA, {"field": "photo", "file": uploaded(mug)}).json
    assert [each["code"] for each in made["findings"]] == []
    svg = mug.by("ada").get(f"/v1/designs/{made['id']}/preview.svg")
    assert (svg.status, svg.headers["Content-Type"]) == (200, "image/svg+xml")
    assert svg.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in svg.headers["Content-Security-Policy"]
    assert svg.headers["X-Content-Type-Options"] == "nosniff"
    assert svg.headers["Cache-Control"] == "private, no-store"
    assert b"<script" not in svg.content
    png = mug.by("ada").get(f"/v1/designs/{made['id']}/preview.png?width=300&surface=front")
    assert Image.open(io.BytesIO(png.content)).width == 300


def test_anothers_picture_is_not_shown(mug: Stage) -> None:
    made = started(mug, {"field": "photo", "file": uploaded(mug, "bo")}).json
    assert [each["code"] for each in made["findings"]] == ["file_missing"]
    svg = mug.by("ada").get(f"/v1/designs/{made['id']}/preview.svg")
    assert b"<image" not in svg.content


def test_what_the_client_states_is_compared(mug: Stage) -> None:
    made = started(mug, ANNA).json
    ask = f"/v1/designs/{made['id']}/price?hash={made['hash']}"
    assert mug.by("ada").get(f"{ask}&total=USD%2010.20").status == 200
    cheaper = mug.by("ada").get(f"{ask}&total=USD%200.01")
    assert (cheaper.status, cheaper.json["code"]) == (409, "price_changed")
    assert (cheaper.json["stated"]["minor"], cheaper.json["actual"]["minor"]) == (1, 1020)
    other = mug.by("ada").get(f"/v1/designs/{made['id']}/price?hash={'ab' * 32}")
    assert (other.json["code"], other.json["actual"]) == ("specification_changed", made["hash"])
    for query in ("currency=usd", "total=12", "quantity=-1", f"quantity={10**30}", f"version={10**30}"):
        found = mug.by("ada").get(f"/v1/designs/{made['id']}/price?{query}")
        assert 400 <= found.status < 500, query


def test_a_product_that_changed_is_told_and_carried_over(mug: Stage) -> None:
    made = started(mug, ANNA, {"field": "wish", "value": "Wrap it"}).json
    dearer = replace(PRODUCT.variants[0], prices=(PriceTier(price=Money(1200, "USD")),))
    left = replace(TEMPLATE, fields=TEMPLATE.fields[:-1])
    publish(mug, replace(PRODUCT, variants=(dearer,), template=left), 1)
    told = mug.by("ada").get(f"/v1/designs/{made['id']}").json
    assert {each["code"] for each in told["product_changes"]} == {"price_changed", "field_removed"}
    carried = mug.by("ada").post(f"/v1/designs/{made['id']}/rebase", {"after": 1}).json
    assert [(each["field"], each["code"]) for each in carried["findings"]] == [("wish", "unknown_field")]
    assert carried["price"]["total"]["minor"] == 1220
    assert "Wrap it" in str(carried["specification"])
    late = mug.by("ada").post("/v1/designs", {"product": MUG, "product_hash": PRODUCT.hash})
    assert late.json["code"] == "product_changed"


def test_the_basket_adds_up_and_keeps_apart(mug: Stage) -> None:
    one, same, other = (started(mug, *each).json for each in ((ANNA,), (ANNA,), (GOLD,)))
    ada = mug.by("ada")
    for design in (one, same, other):
        put = ada.post("/v1/basket/lines", {"design": design["id"], "hash": design["hash"]})
        assert put.status == 201, put.content
    shown = ada.get("/v1/basket/lines").json
    assert [each["quantity"] for each in shown["lines"]] == [2, 1]
    assert shown["total"] == {"currency": "USD", "minor": 2 * 1020 + 1300}
    line = shown["lines"][1]["line"]
    assert ada.put(f"/v1/basket/lines/{line}", {"quantity": 4}).json["quantity"] == 4
    assert ada.delete(f"/v1/basket/lines/{line}").status == 204
    assert len(ada.get("/v1/basket/lines").json["lines"]) == 1
    assert mug.by("bo").get("/v1/basket/lines").json["lines"] == []


def test_putting_in_twice_under_one_key_adds_once(mug: Stage) -> None:
    body = {"design": started(mug, ANNA).json["id"], "quantity": 3}
    for _ in range(2):
        assert mug.by("ada").post("/v1/basket/lines", body, once="put").status == 201
    assert mug.by("ada").get("/v1/basket/lines").json["lines"][0]["quantity"] == 3


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"field": "name", "value": "x" * 10_000}, "too_long"),
        ({"field": "name", "value": "An\u202ena"}, "direction_character"),
        ({"field": "name", "value": "An\u200bna"}, "invisible_character"),
        ({"field": "photo", "file": "ab" * 32}, "file_missing"),
        ({"field": "nickname", "value": "x"}, "unknown_field"),
        ({"field": "name", "value": "A", "detail": {"size_um": "1e9"}}, "not_a_whole_number"),
    ],
)
def test_what_cannot_be_made_is_kept_and_told(mug: Stage, entry: dict[str, Any], code: str) -> None:
    made = started(mug, entry).json
    (found,) = [each for each in made["findings"] if each["code"] == code]
    assert found["severity"] == "error"
    assert found["says_zh"]
    assert mug.by("ada").get(f"/v1/designs/{made['id']}/preview.png").status in (200, 422)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "unreadable"),
        ({"product": "p-none"}, 404, "no_such_product"),
        ({"product": MUG, "colour": "gold"}, 422, "unreadable"),
        ({"product": MUG, "quantity": 0}, 422, "unfit_design"),
        ({"product": MUG, "quantity": 1.5}, 422, "unreadable"),
        ({"product": MUG, "entries": [{"field": "photo", "file": "../../etc"}]}, 422, "unfit_design"),
        ({"product": MUG, "entries": [{"field": "name", "value": "a\u0007"}]}, 422, "unreadable"),
        ({"product": MUG, "entries": [{"field": "wish", "value": "x" * 150_000}]}, 422, "unfit_design"),
        ({"product": MUG, "title": "x" * 201}, 422, "unfit_design"),
    ],
)
def test_what_is_no_design_is_refused_and_nothing_kept(
    mug: Stage, body: dict[str, Any], status: int, code: str
) -> None:
    found = mug.by("ada").post("/v1/designs", body)
    assert (found.status, found.json["code"]) == (status, code)
    assert found.json["next_step"]
    assert mug.by("ada").get("/v1/designs").json["items"] == []


def test_a_draft_of_another_maker_cannot_be_customized(mug: Stage) -> None:
    mug.house.catalogue.show(MUG, Shown(Visibility.WITHDRAWN))
    assert mug.by("ada").post("/v1/designs", {"product": MUG}).json["code"] == "no_such_product"


def test_after_erasing_no_byte_is_left_in_database_or_files(mug: Stage, tmp_path: Path) -> None:
    picture = uploaded(mug)
    entries = [{"field": "wish", "value": MARKER}, {"field": "photo", "file": picture}]
    made = started(mug, *entries, title=MARKER).json
    mug.by("ada").put(f"/v1/designs/{made['id']}", {"after": 1, "entries": [*entries, ANNA]})
    mug.by("ada").post("/v1/basket/lines", {"design": made["id"]})
    assert MARKER.encode() in everything(tmp_path)
    assert mug.by("ada").delete(f"/v1/designs/{made['id']}").status == 204
    assert MARKER.encode() not in everything(tmp_path)
    assert mug.house.files.read(picture) is None
    assert mug.by("ada").get("/v1/basket/lines").json["lines"] == []
    assert mug.by("ada").delete(f"/v1/designs/{made['id']}").json["code"] == "no_such_design"


def test_what_is_repeated_after_erasing_tells_nothing(mug: Stage) -> None:
    body = {"product": MUG, "entries": [{"field": "wish", "value": MARKER}]}
    made = mug.by("ada").post("/v1/designs", body, once="one").json
    mug.by("ada").delete(f"/v1/designs/{made['id']}")
    again = mug.by("ada").post("/v1/designs", body, once="one")
    assert (again.status, again.json["code"]) == (404, "no_such_design")


def test_designs_that_nobody_touches_are_forgotten(mug: Stage, tmp_path: Path) -> None:
    started(mug, {"field": "wish", "value": MARKER})
    mug.clock.advance(timedelta(days=30))
    assert forget_stale(mug.house, Setbacks()).erased == 1
    assert MARKER.encode() not in everything(tmp_path)


def test_a_person_takes_designs_basket_and_unpublished_products_along(mug: Stage) -> None:
    picture = uploaded(mug)
    made = started(mug, ANNA, {"field": "photo", "file": picture}, title="For Anna").json
    mug.by("ada").put(f"/v1/designs/{made['id']}", {"after": 1, "entries": [GOLD]})
    mug.by("ada").post("/v1/basket/lines", {"design": made["id"]})
    told = mug.by("ada").get("/v1/me/private-data").json
    (design,), (line,) = told["designs"], told["basket"]
    assert (design["title"], design["product"], design["files"]) == ("For Anna", MUG, [picture])
    first, second = design["versions"]
    assert (first, picture in str(second)) == (made["specification"], False)
    assert (line["design"], line["quantity"]) == (made["id"], 1)
    others = mug.by("jinsui").get("/v1/me/private-data").json
    assert (others["designs"], others["basket"], others["products"]) == ([], [], [])
    mug.house.catalogue.show(MUG, Shown(Visibility.WITHDRAWN))
    (product,) = mug.by("jinsui").get("/v1/me/private-data").json["products"]
    assert (product["id"], product["visibility"]) == (MUG, "withdrawn")
    assert product["document"]["title"] == PRODUCT.title


def test_a_person_who_asks_for_erasure_leaves_no_design_behind(mug: Stage, tmp_path: Path) -> None:
    picture = uploaded(mug)
    entries = [{"field": "wish", "value": MARKER}, {"field": "photo", "file": picture}]
    made = started(mug, *entries, title=MARKER).json
    kept = started(mug, ANNA, who="bo").json
    mug.by("ada").post("/v1/basket/lines", {"design": made["id"]})
    erased = mug.by("ada").post("/v1/me/private-data/erasure")
    assert (erased.status, erased.json["designs"]) == (200, [made["id"]])
    assert MARKER.encode() not in everything(tmp_path)
    assert mug.house.files.read(picture) is None
    told = mug.by("ada").get("/v1/me/private-data").json
    assert (told["designs"], told["basket"]) == ([], [])
    assert [each["id"] for each in mug.by("bo").get("/v1/me/private-data").json["designs"]] == [kept["id"]]


def everything(folder: Path) -> bytes:
    """Every byte of the database and of the stored files."""
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())
