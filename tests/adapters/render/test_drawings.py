"""Views of a side: on its product, as a proof, and for the press."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat

from tailorbird.adapters.render.raster import rendered
from tailorbird.app.ports.render import CannotDraw, Colours, Drawing, Side, View
from tests.adapters.render.designs import (
    ELLIPSE,
    RENDERER,
    SHA,
    as_printed,
    as_seen,
    drawn,
    image,
    jpeg_of,
    on_white,
    side,
    stored,
    surface,
    text,
)

BLANK = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60"><title>Card</title>
<defs><linearGradient id="shade"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#000"/>
</linearGradient></defs><rect class="tint" width="100" height="60" fill="#123456"/>
<g transform="translate(0 0)"><g class="over"><rect x="45" width="10" height="60" fill="url(#shade)"/></g></g>
</svg>"""
FILES = stored({"blank:card/front": BLANK, SHA: jpeg_of(Image.effect_noise((900, 500), 60).convert("RGB"))})


def on_blank(tint: str = "#aa3311") -> Side:
    return Side(surface(picture="blank:card/front"), (text("Ada 李"),), tint)


def difference(one: Image.Image, other: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean)


@pytest.mark.parametrize("view", list(View))
def test_the_same_side_makes_the_same_bytes(view: View) -> None:
    first = drawn(on_blank(), view, FILES)
    again = drawn(on_blank(), view, FILES)

    assert first == again
    assert RENDERER.picture(first, 300) == RENDERER.picture(again, 300)


@pytest.mark.parametrize("view", list(View))
def test_a_drawing_refers_to_nothing_outside_itself(view: View) -> None:
    svg = drawn(Side(surface(picture="blank:card/front"), (image(), text("Ada"))), view, FILES).svg
    root = ElementTree.fromstring(svg)
    names = {each.tag.rpartition("}")[2] for each in root.iter()}
    references = re.findall(r"(?:href=\"|url\()([^\")]{1,6})", svg)

    assert names.isdisjoint({"script", "style", "a", "foreignObject", "text", "use"})
    assert all(each.startswith(("#", "data:")) for each in references)


def test_ids_of_two_drawings_differ() -> None:
    def ids(drawing: Drawing) -> set[str]:
        return set(re.findall(r'\bid="([^"]+)"', drawing.svg))

    one, other = drawn(on_blank(), View.PREVIEW, FILES), drawn(on_blank("#000000"), View.PREVIEW, FILES)

    assert ids(one)
    assert ids(one).isdisjoint(ids(other))


def test_tinted_parts_take_the_colour_of_the_product() -> None:
    seen = on_white(RENDERER.picture(drawn(on_blank(), View.PREVIEW, FILES), 100))

    assert seen.getpixel((5, 5)) == (0xAA, 0x33, 0x11)


def test_without_a_tint_the_blank_keeps_its_own_colour() -> None:
    seen = on_white(RENDERER.picture(drawn(on_blank(""), View.PREVIEW, FILES), 100))

    assert seen.getpixel((5, 5)) == (0x12, 0x34, 0x56)


def test_folds_lie_over_the_design() -> None:
    svg = drawn(on_blank(), View.PREVIEW, FILES).svg

    assert svg.index('class="tint"') < svg.index('fill="#1e2722"') < svg.index('class="over"')


def test_the_preview_shows_what_the_whole_drawing_shows() -> None:
    """The product's layers are rendered apart and kept; nothing of that may be seen."""
    drawing = drawn(on_blank(), View.PREVIEW, FILES)
    whole = on_white(rendered(drawing.svg, 500, 300))

    assert difference(whole, on_white(RENDERER.picture(drawing, 500))) < 0.5


def test_only_a_proof_shows_the_edge_of_the_printable_area() -> None:
    assert "stroke-dasharray" in drawn(on_blank(), View.PROOF, FILES).svg
    assert "stroke-dasharray" not in drawn(on_blank(), View.PREVIEW, FILES).svg
    assert "stroke-dasharray" not in drawn(on_blank(), View.PRINT, FILES).svg


def test_the_print_view_is_the_printable_area_with_its_bleed() -> None:
    drawing = drawn(on_blank(), View.PRINT, FILES)

    assert (drawing.width_um, drawing.height_um, drawing.bleed_um) == (86_000, 46_000, 3_000)
    assert "tint" not in drawing.svg


def test_an_empty_design_is_drawn_too() -> None:
    assert drawn(side(), View.PRINT).svg.endswith("</svg>")
    assert RENDERER.print_pdf(drawn(side(), View.PRINT), Colours.RGB).startswith(b"%PDF")


@pytest.mark.parametrize(
    "picture",
    [
        None,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG broken",
    ],
)
def test_a_picture_of_the_product_that_cannot_be_trusted_stops_the_drawing(picture: bytes | None) -> None:
    files = stored({"blank:card/front": picture} if picture is not None else {})

    with pytest.raises(CannotDraw, match="picture of this side"):
        drawn(on_blank(), View.PREVIEW, files)


@pytest.mark.parametrize("colours", list(Colours))
def test_the_pdf_shows_what_the_png_shows(colours: Colours) -> None:
    one = Side(
        surface(area=ELLIPSE),
        (
            image(area=ELLIPSE, turn_mdeg=15_000),
            text("Ada 李 مريم 🎂", colour="#000000", curve_mdeg=90_000, area=ELLIPSE),
        ),
    )
    files = stored({SHA: jpeg_of(Image.linear_gradient("L").resize((900, 500)).convert("RGB"))})
    drawing = drawn(one, View.PRINT, files)

    assert difference(as_seen(drawing), as_printed(drawing, colours)) < (4 if colours is Colours.RGB else 12)


def test_a_png_for_the_press_states_its_resolution_and_nothing_else() -> None:
    png = RENDERER.print_png(drawn(on_blank(), View.PRINT, FILES), 300)
    kinds = re.findall(rb"IHDR|pHYs|tEXt|iTXt|zTXt|tIME|eXIf", png)
    with Image.open(__import__("io").BytesIO(png)) as opened:
        size, dpi = opened.size, opened.info["dpi"]

    assert set(kinds) == {b"IHDR", b"pHYs"}
    assert size == (1016, 543)
    assert [round(each) for each in dpi] == [300, 300]


@pytest.mark.parametrize("dpi", [0, -1, 100_000])
def test_a_resolution_that_nobody_can_draw_is_refused(dpi: int) -> None:
    with pytest.raises(CannotDraw):
        RENDERER.print_png(drawn(on_blank(), View.PRINT, FILES), dpi)


@pytest.mark.parametrize("turn_mdeg", [0, 20_000])
def test_a_png_for_the_press_shows_what_the_whole_drawing_shows(turn_mdeg: int) -> None:
    """Photographs are laid down by themselves and text in strips; nothing of that may be seen."""
    photo = jpeg_of(Image.linear_gradient("L").resize((900, 500)).convert("RGB"))
    one = side(image(turn_mdeg=turn_mdeg), text("Grand Tour 李", curve_mdeg=120_000))
    drawing = drawn(one, View.PRINT, stored({SHA: photo}))
    seen = as_seen(drawing, 200)

    assert difference(on_white(rendered(drawing.svg, *seen.size)), seen) < 0.7
