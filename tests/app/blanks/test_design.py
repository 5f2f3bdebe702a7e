"""A merchant puts a design on a blank."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from tailorbird.app.blanks.previews import blank_png
from tailorbird.app.blanks.wishes import Placement
from tailorbird.app.ports.catalogue import Visibility
from tailorbird.domain.customization.checking import template_faults
from tailorbird.domain.customization.template import Approval, Area
from tailorbird.domain.money import Money
from tests.app.blanks.conftest import TEAL, Workroom, png

AREA = Area(x_um=43_000, y_um=39_000, width_um=62_000, height_um=74_000)


def picture(room: Workroom, sha256: str) -> Image.Image:
    data = room.house.files.read(sha256)
    assert data is not None
    return Image.open(io.BytesIO(data)).convert("RGB")


# What is made -------------------------------------------------------------------------------------------


def test_the_product_is_a_draft_of_its_merchant_on_that_blank(room: Workroom) -> None:
    record = room.made(room.design()).record
    assert (record.owner, record.visibility, record.product.blank) == ("juniper", Visibility.DRAFT, "ring")
    assert room.products.kept[record.id] == record


def test_the_picture_lies_on_the_surface_with_its_rights_on_record(room: Workroom) -> None:
    placed = room.placed(licence="CC BY 4.0", x_um=500, scale_permille=800)
    template = room.made(room.design(placements=(placed,))).record.product.template
    assert template is not None
    (artwork,) = template.surfaces[0].artwork
    assert (artwork.file, artwork.owner, artwork.licence) == (placed.file, "Juniper Studio", "CC BY 4.0")
    assert (artwork.x_um, artwork.scale_permille) == (500, 800)
    assert artwork.area == template.surfaces[0].area


def test_only_what_is_used_and_offered_stays_in_the_template(room: Workroom) -> None:
    design = room.design(open_fields=("outside_text",), approval=Approval.ASKED)
    template = room.made(design).record.product.template
    assert template is not None
    assert template_faults(template) == ()
    assert [each.surface for each in template.surfaces] == ["outside"]
    assert [each.option for each in template.fields[0].options] == ["silver"]
    fields = [each.field for each in template.fields]
    assert fields == ["metal", "size_system", "size_us", "size_eu", "outside_text"]
    assert template.approval is Approval.ASKED


def test_a_preview_has_the_pictures_colour_in_its_area_and_the_tint_on_the_goods(room: Workroom) -> None:
    placed = room.placed("side", file=room.uploaded(png(900, 1000)), area=AREA)
    made = room.made(room.design(placements=(placed,), colours=("red",), sizes=()), "mug")
    (medium,) = made.record.product.media
    shown = picture(room, medium.file)
    scale = shown.width / 160_000
    middle = shown.getpixel((round(74_000 * scale), round(90_000 * scale)))
    handle = shown.getpixel((round(139_500 * scale), round(60_000 * scale)))
    assert isinstance(middle, tuple)
    assert isinstance(handle, tuple)
    assert all(abs(one - other) < 25 for one, other in zip(middle, TEAL, strict=True))
    assert handle[0] > handle[1] + 60


def test_there_is_a_preview_for_each_colour_and_each_further_surface(room: Workroom) -> None:
    placed = (room.placed("outside"), room.placed("band"))
    made = room.made(room.design(placements=placed, colours=("silver", "gold")))
    assert [each.alt for each in made.record.product.media] == [
        "Juniper ring: Ring with engraving, Outside, Sterling silver",
        "Juniper ring: Ring with engraving, Outside, Gold vermeil",
        "Juniper ring: Ring with engraving, Inside, unrolled, Sterling silver",
    ]
    assert made.record.product.media[0].alt_zh == "杜松戒指：刻字戒指，外圈，925 银"
    assert len({each.file for each in made.record.product.media}) == 3


def test_buyers_may_fill_everything_on_a_blank_without_a_picture_of_the_merchants(room: Workroom) -> None:
    made = room.made(room.design(placements=(), open_fields=("band_text",)))
    template = made.record.product.template
    assert template is not None
    assert [each.surface for each in template.surfaces] == ["band"]
    assert room.eye.seen == []


def test_the_blanks_words_stand_where_the_merchant_wrote_none(room: Workroom) -> None:
    ring = room.house.blanks.blank("ring")
    product = room.made(room.design()).record.product
    assert ring is not None
    assert (product.description, product.description_zh) == (ring.description, ring.description_zh)


def test_the_same_key_makes_the_product_once(room: Workroom) -> None:
    design = room.design()
    first, second = room.made(design), room.made(design)
    assert first.record == second.record
    assert len(room.products.kept) == 1


def test_another_key_makes_another_product(room: Workroom) -> None:
    design = room.design()
    assert room.made(design, key="a").record.id != room.made(design, key="b").record.id


def test_a_bare_blank_is_drawn_once(room: Workroom) -> None:
    ring = room.house.blanks.blank("ring")
    assert ring is not None
    first = blank_png(room.house, ring.surfaces[1], "#d6d8db")
    assert blank_png(room.house, ring.surfaces[1], "#d6d8db") is first
    assert blank_png(room.house, ring.surfaces[1], "#d8b062") != first


# What is held -------------------------------------------------------------------------------------------


def test_a_print_that_may_not_be_fit_for_everybody_is_held(room: Workroom) -> None:
    room.eye.adult = 500
    (finding,) = room.made(room.design(list_in="USD")).findings
    assert (finding.field, finding.code) == ("placements.0", "held")


def test_a_picture_that_is_surely_not_fit_for_everybody_is_refused(room: Workroom) -> None:
    room.eye.adult = 950
    assert room.codes(room.design()) == [("placements.0", "barred")]


def test_somebody_elses_brand_in_the_picture_keeps_it_from_review(room: Workroom) -> None:
    room.eye.written = "Nike Air"
    made = room.made(room.design(list_in="USD"))
    assert [each.code for each in made.findings] == ["held"]
    assert "brand" in made.findings[0].says
    assert made.review is None


def test_without_a_model_the_print_is_held_and_not_put_under_review(room: Workroom) -> None:
    room.eye.absent = "No model here."
    made = room.made(room.design(list_in="USD"))
    assert [each.code for each in made.findings] == ["held"]
    assert made.review is None
    assert made.record.visibility is Visibility.DRAFT


# What is refused ----------------------------------------------------------------------------------------


def test_a_picture_with_too_few_pixels_for_its_size_is_refused_before_anything_is_kept(
    room: Workroom,
) -> None:
    placed = room.placed("front", file=room.uploaded(png(300, 400)))
    problem = room.refused(room.design(placements=(placed,), colours=()), "tshirt")
    (finding,) = problem.extra["findings"]
    assert (finding["field"], finding["code"], problem.status) == ("placements.0", "low_resolution", 422)
    assert problem.next_step


def test_the_same_picture_is_sharp_enough_in_a_smaller_area(room: Workroom) -> None:
    small = Area(x_um=350_000, y_um=300_000, width_um=30_000, height_um=40_000)
    placed = room.placed("front", file=room.uploaded(png(300, 400)), area=small)
    made = room.made(room.design(placements=(placed,), colours=("white",)), "tshirt")
    assert made.findings == ()


@pytest.mark.parametrize("missing", ["owner", "licence"])
def test_a_picture_without_owner_or_licence_is_refused(room: Workroom, missing: str) -> None:
    placed = room.placed(**{missing: "  "})
    assert room.codes(room.design(placements=(placed,))) == [("placements.0", "no_rights")]


def test_a_picture_that_somebody_else_uploaded_is_not_there(room: Workroom) -> None:
    placed = room.placed(file=room.uploaded(png(640, 210), by="thistle"))
    assert room.codes(room.design(placements=(placed,))) == [("placements.0.file", "no_such_file")]


def test_a_file_that_is_no_picture_is_refused(room: Workroom) -> None:
    placed = room.placed(file=room.uploaded(b"a letter", kind="text/plain"))
    assert room.codes(room.design(placements=(placed,))) == [("placements.0.file", "not_a_picture")]


def test_a_picture_beyond_the_printable_area_is_refused(room: Workroom) -> None:
    wide = Area(x_um=0, y_um=0, width_um=30_000, height_um=24_000)
    placed = room.placed(area=wide)
    assert room.codes(room.design(placements=(placed,))) == [("placements.0", "outside_area")]


@pytest.mark.parametrize("changes", [{"scale_permille": 0}, {"turn_mdeg": 400_000}, {"x_um": 2_000_000}])
def test_a_picture_that_is_placed_absurdly_is_refused(room: Workroom, changes: dict[str, Any]) -> None:
    placed = room.placed(**changes)
    assert room.codes(room.design(placements=(placed,))) == [("placements.0", "placing")]


def test_surfaces_that_cover_one_another_are_not_printed_together(room: Workroom) -> None:
    design = room.design(placements=(room.placed("side"),), open_fields=("wrap_text",), colours=())
    assert room.codes(design, "mug") == [("placements", "surfaces_overlap")]


def test_nothing_printed_is_refused(room: Workroom) -> None:
    assert room.codes(room.design(placements=())) == [("placements", "nothing_printed")]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"title": "  "}, ("title", "no_title")),
        ({"colours": ("chrome",)}, ("colours", "no_such_colour")),
        ({"colours": ("silver", "silver")}, ("colours", "named_twice")),
        ({"sizes": ("XS",)}, ("sizes", "no_such_size")),
        ({"open_fields": ("size_us",)}, ("open_fields", "no_such_field")),
        ({"prices": ()}, ("prices", "no_price")),
        ({"prices": (Money.parse("JPY 4000"),)}, ("prices", "no_such_currency")),
        ({"prices": (Money.parse("USD 17.99"),)}, ("prices", "below_cost")),
        ({"prices": (), "margins": (Money.parse("USD -1.00"),)}, ("margins", "below_cost")),
        ({"margins": (Money.parse("USD 5.00"),)}, ("prices", "two_prices")),
    ],
)
def test_what_does_not_fit_the_blank_is_named_in_its_place(
    room: Workroom, changes: dict[str, object], found: tuple[str, str]
) -> None:
    assert room.codes(room.design(**changes)) == [found]


def test_everything_that_is_wrong_is_told_at_once(room: Workroom) -> None:
    lost = Placement(surface="lid", file="0" * 64)
    design = room.design(title="", placements=(lost,), prices=())
    assert {code for _, code in room.codes(design)} == {
        "no_title", "no_such_surface", "no_such_file", "no_price",
    }  # fmt: skip


def test_an_unknown_blank_is_answered_with_those_that_there_are(room: Workroom) -> None:
    problem = room.refused(room.design(), "kite")
    assert (problem.code, problem.status) == ("no_such_blank", 404)
    assert "mug, notebook" in problem.next_step
