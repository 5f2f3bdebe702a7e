"""Blanks by calls: the shelf, pictures of bare blanks, and a design that becomes a product."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from tailorbird.domain.roles import Role
from tests.api.crafts import SELLER, approved, join
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

RING = "/v1/blanks/ring/products"


def png(width: int = 600, height: int = 200) -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (width, height), "#8a1c3b").save(into, "PNG")
    return into.getvalue()


def uploaded(stage: Stage, data: bytes, by: str = SELLER) -> str:
    reply = stage.by(by).call("POST", "/v1/files", data, Content_Type="image/png")
    assert reply.status == 201, reply.content
    return str(reply.json["sha256"])


def design(file: str, **changes: Any) -> dict[str, Any]:
    placed = {"surface": "band", "file": file, "owner": "Juniper Studio", "licence": "own work"}
    return {
        "title": "Ring with a band of berries",
        "title_zh": "浆果戒指",
        "placements": [placed],
        "open_fields": ["outside_text"],
        "margins": ["USD 20.00", "CNY 120.00"],
        "colours": ["silver"],
        "gtin_exemption": "jewellery",
    } | changes


class AbsentEye:
    """A vision without its models: whatever it is shown is held."""

    def adult_permille(self, picture: bytes) -> int:
        from tailorbird.app.ports.vision import VisionAbsent

        raise VisionAbsent("No model here.")

    texts = adult_permille


class CalmEye:
    """A vision that finds everything fit to be shown."""

    def adult_permille(self, picture: bytes) -> int:
        return 1

    def texts(self, picture: bytes) -> tuple[()]:
        return ()


@pytest.fixture
def seeing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The stage with a merchant, and an eye that needs no model."""
    from dataclasses import replace

    from tailorbird import bootstrap

    monkeypatch.setattr("tailorbird.app.blanks.previews.PREVIEW_PX", 120)
    house = replace(stage.house, vision=CalmEye())  # type: ignore[arg-type]
    monkeypatch.setattr(bootstrap, "house", lambda: house)
    join(stage, SELLER, Role.MERCHANT)
    return stage


def sent(stage: Stage, **changes: Any) -> Reply:
    return stage.by(SELLER).post(RING, design(uploaded(stage, png()), **changes), once="design-1")


def test_anybody_sees_the_shelf_in_both_languages(stage: Stage) -> None:
    items = stage.by("nobody").get("/v1/blanks").json["items"]
    assert {each["blank"]: each["label_zh"] for each in items}["mug"] == "马克杯"
    assert len(items) == 8


def test_a_blank_tells_its_areas_colours_costs_and_fields(stage: Stage) -> None:
    shirt = stage.by("nobody").get("/v1/blanks/tshirt").json
    front = shirt["surfaces"][0]
    assert front["area"]["width_um"] == 300_000
    assert front["resolution_dpi"] == 300
    assert {"currency": "USD", "minor": 820} in shirt["costs"]
    assert "back_text" in [each["field"] for each in shirt["fields"]]


def test_a_blank_that_is_not_there_is_answered_with_those_that_are(stage: Stage) -> None:
    problem = told(stage.by("nobody").get("/v1/blanks/kite"), 404, "no_such_blank")
    assert "tote-bag" in problem["next_step"]


def test_a_bare_blank_is_seen_in_the_colour_asked_for(stage: Stage) -> None:
    reply = stage.by("nobody").get("/v1/blanks/mug/preview.png?surface=wrap&tint=red")
    assert (reply.status, reply.headers["Content-Type"]) == (200, "image/png")
    again = stage.by("nobody").get(
        "/v1/blanks/mug/preview.png?surface=wrap&tint=red", If_None_Match=reply.headers["ETag"]
    )
    assert (again.status, again.content) == (304, b"")
    other = stage.by("nobody").get("/v1/blanks/mug/preview.png?surface=wrap&tint=petrol")
    assert other.content != reply.content


@pytest.mark.parametrize("query", ["surface=lid", "tint=chrome", "surface=wrap&tint=%23ff0000"])
def test_a_side_or_colour_that_the_blank_has_not_is_refused(stage: Stage, query: str) -> None:
    problem = told(stage.by("nobody").get(f"/v1/blanks/mug/preview.png?{query}"), 404, "no_such_view")
    assert "wrap" in problem["next_step"]
    assert "petrol" in problem["next_step"]


def test_a_design_becomes_a_draft_with_previews_prices_and_rights(seeing: Stage) -> None:
    reply = sent(seeing)
    assert reply.status == 201, reply.content
    document = reply.json["document"]
    assert (reply.json["visibility"], reply.json["findings"], reply.json["review"]) == ("draft", [], None)
    (tier, other) = document["variants"][0]["prices"]
    assert tier["price"] == {"currency": "USD", "minor": 3800}
    assert other["price"] == {"currency": "CNY", "minor": 21800}
    artwork = next(each for each in document["template"]["surfaces"] if each["surface"] == "band")["artwork"]
    assert (artwork[0]["owner"], artwork[0]["licence"]) == ("Juniper Studio", "own work")
    shown = seeing.by(SELLER).get(f"/v1/files/{document['media'][0]['file']}")
    assert shown.content.startswith(b"\x89PNG")


def test_the_same_key_makes_one_product(seeing: Stage) -> None:
    first, second = sent(seeing), sent(seeing)
    assert second.headers["Idempotency-Replayed"] == "true"
    assert first.json["product"] == second.json["product"]


def test_a_design_is_put_under_review_where_that_is_asked_for(seeing: Stage) -> None:
    approved(seeing)
    reply = sent(seeing, list_in="USD")
    review = reply.json["review"]
    assert review["problem"] == ""
    case = seeing.by(SELLER).get(f"/v1/cases/{review['listing']}")
    assert case.json["kind"] == "listing"


def test_a_review_that_is_refused_says_why_and_the_product_stays(seeing: Stage) -> None:
    review = sent(seeing, list_in="JPY").json["review"]
    assert review["listing"] == ""
    assert review["next_step"]


def test_without_a_model_the_print_is_held(seeing: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from tailorbird import bootstrap

    blind = replace(bootstrap.house(), vision=AbsentEye())  # type: ignore[arg-type]
    monkeypatch.setattr(bootstrap, "house", lambda: blind)
    (finding,) = sent(seeing, list_in="USD").json["findings"]
    assert finding["code"] == "held"


def test_a_low_resolution_is_refused_and_nothing_is_kept(seeing: Stage) -> None:
    small = uploaded(seeing, png(60, 20))
    problem = told(seeing.by(SELLER).post(RING, design(small)), 422, "design_unfit")
    (finding,) = problem["findings"]
    assert (finding["field"], finding["code"]) == ("placements.0", "low_resolution")
    assert problem["next_step"]


def test_everything_wrong_is_told_in_both_languages(seeing: Stage) -> None:
    lost = {"surface": "lid", "file": "0" * 64}
    wrong = design("0" * 64, placements=[lost], margins=[])
    problem = told(seeing.by(SELLER).post(RING, wrong), 422, "design_unfit")
    assert {each["code"] for each in problem["findings"]} == {"no_such_surface", "no_such_file", "no_price"}
    assert all(each["says_zh"] and each["next_step_zh"] for each in problem["findings"])


def test_a_design_that_cannot_be_read_names_what_is_wrong(seeing: Stage) -> None:
    problem = told(
        seeing.by(SELLER).post(RING, {"title": "Ring", "placements": [{"file": "x"}]}), 422, "unreadable"
    )
    assert "surface" in problem["detail"]


def test_only_a_merchant_sells_a_design(stage: Stage) -> None:
    told(stage.by("ada").post(RING, design("0" * 64)), 403, "not_your_part")
    assert stage.by("nobody").post(RING, design("0" * 64)).status == 401


def test_anothers_picture_is_not_there(seeing: Stage) -> None:
    theirs = uploaded(seeing, png(640, 220), by="ada")
    problem = told(seeing.by(SELLER).post(RING, design(theirs)), 422, "design_unfit")
    assert [each["code"] for each in problem["findings"]] == ["no_such_file"]


class StrictEye(CalmEye):
    """A vision that finds nothing fit to be shown."""

    def adult_permille(self, picture: bytes) -> int:
        return 990


@pytest.mark.parametrize("channel", ["jeweller", "programme"])
def test_a_barred_picture_does_not_become_public_by_another_way(
    seeing: Stage, monkeypatch: pytest.MonkeyPatch, channel: str
) -> None:
    from dataclasses import replace

    from tailorbird import bootstrap

    name = sent(seeing, channel=channel).json["product"]
    strict = replace(bootstrap.house(), vision=StrictEye())  # type: ignore[arg-type]
    monkeypatch.setattr(bootstrap, "house", lambda: strict)
    step = "publication" if channel == "jeweller" else "listing"
    reply = seeing.by(SELLER).post(f"/v1/catalogue/products/{name}/{step}", Accept_Language="zh")
    (finding,) = told(reply, 422, "product_unfit")["findings"]
    assert (finding["where"], finding["code"]) == (
        "template.surfaces.band.artwork.1.file",
        "print_barred",
    )
    assert "此图片不适合所有人" in finding["says"]
    assert seeing.by("nobody").get(f"/v1/catalogue/public/{name}").status == 404


def test_a_public_piece_does_not_get_a_barred_picture_by_a_change(
    seeing: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from tailorbird import bootstrap

    made = sent(seeing, channel="jeweller").json
    where = f"/v1/catalogue/products/{made['product']}"
    assert seeing.by(SELLER).post(f"{where}/publication").status == 200
    strict = replace(bootstrap.house(), vision=StrictEye())  # type: ignore[arg-type]
    monkeypatch.setattr(bootstrap, "house", lambda: strict)
    body = {"product": made["document"] | {"title": "Another title"}, "revision": 1}
    told(seeing.by(SELLER).put(where, body), 422, "product_unfit")
    shown = seeing.by("nobody").get(f"/v1/catalogue/public/{made['product']}").json
    assert shown["document"]["title"] == "Ring with a band of berries"


def test_a_held_picture_becomes_public_once_the_operator_cleared_it(
    seeing: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from tailorbird import bootstrap

    name = sent(seeing, channel="jeweller").json["product"]
    blind = replace(bootstrap.house(), vision=AbsentEye())  # type: ignore[arg-type]
    monkeypatch.setattr(bootstrap, "house", lambda: blind)
    where = f"/v1/catalogue/products/{name}/publication"
    (finding,) = told(seeing.by(SELLER).post(where, once="held"), 422, "product_unfit")["findings"]
    assert finding["code"] == "print_held"
    file = re.search(r"[0-9a-f]{64}", finding["next_step"])
    assert file is not None
    cleared = {"settings": {"cleared_prints": [file.group()]}}
    assert seeing.by("operator").put("/v1/parties/operator/settings", cleared).status == 200
    assert seeing.by(SELLER).post(where, once="cleared").status == 200


def test_a_merchant_does_not_clear_its_own_pictures(seeing: Stage) -> None:
    approved(seeing)
    reply = seeing.by(SELLER).put(
        "/v1/parties/operator/settings", {"settings": {"cleared_prints": ["ab" * 32]}}
    )
    assert reply.status in (403, 404)
