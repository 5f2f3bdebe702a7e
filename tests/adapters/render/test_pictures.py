"""How uploaded pictures are placed, and what is found wrong with them."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from dataclasses import replace

import pytest
from PIL import Image

from tailorbird.app.ports.render import CannotDraw, View
from tailorbird.domain.customization.choices import Crop
from tailorbird.domain.customization.template import Area, Permitted, PlacedArtwork
from tests.adapters.render.designs import (
    AREA,
    ELLIPSE,
    SHA,
    as_seen,
    codes,
    drawn,
    image,
    ink_box,
    jpeg_of,
    png_of,
    side,
    stored,
)

INNER = Area(x_um=30_000, y_um=20_000, width_um=25_400, height_um=25_400)
RED, BLUE = (200, 30, 30), (30, 30, 200)


def halves(width: int = 400, height: int = 200) -> Image.Image:
    """Red on the left, blue on the right."""
    made = Image.new("RGB", (width, height), RED)
    made.paste(BLUE, (width // 2, 0, width, height))
    return made


def embedded(svg: str) -> Image.Image:
    found = re.search(r"data:image/(?:png|jpeg);base64,([^\"]+)", svg)
    assert found is not None
    return Image.open(io.BytesIO(b64decode(found[1])))


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 30 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("pixels", "found"),
    [
        (99, [("low_resolution", "error")]),
        (100, [("low_resolution", "warning")]),
        (199, [("low_resolution", "warning")]),
        (200, []),
    ],
)
def test_resolution_is_judged_by_what_an_inch_gets(pixels: int, found: list[tuple[str, str]]) -> None:
    files = stored({SHA: png_of(Image.new("RGB", (pixels, pixels)))})

    assert codes(side(image(area=INNER)), files) == found


def test_cropping_and_enlarging_cost_resolution() -> None:
    files = stored({SHA: png_of(Image.new("RGB", (400, 400)))})

    assert codes(side(image(area=INNER)), files) == []
    assert codes(side(image(area=INNER, scale_permille=2_001)), files) == [("low_resolution", "warning")]
    assert codes(side(image(area=INNER, crop=Crop(width=400, height=400))), files) == [
        ("low_resolution", "warning")
    ]


def test_a_picture_fills_its_area_and_is_clipped_to_it() -> None:
    files = stored({SHA: png_of(halves())})
    seen = as_seen(drawn(side(image(area=INNER)), read=files), 254)

    # The drawing begins with the bleed: 3 mm before the printable area's corner at 10, 10.
    assert ink_box(seen) == (230, 130, 484, 384)


def test_a_picture_at_the_edge_of_the_printable_area_reaches_into_the_bleed_on_that_side() -> None:
    files = stored({SHA: png_of(halves())})
    corner = Area(x_um=10_000, y_um=10_000, width_um=20_000, height_um=20_000)

    assert ink_box(as_seen(drawn(side(image(area=corner)), read=files), 254)) == (0, 0, 230, 230)


def test_an_elliptic_area_shows_no_corners() -> None:
    files = stored({SHA: png_of(halves())})
    seen = as_seen(drawn(side(image(area=ELLIPSE), bleed_um=0, area=ELLIPSE), read=files), 254)

    assert seen.getpixel((2, 2)) == (255, 255, 255)
    assert near(seen.getpixel((200, 200)), RED)


def test_a_picture_is_turned_clockwise_about_its_middle() -> None:
    files = stored({SHA: png_of(halves(200, 200))})
    seen = as_seen(drawn(side(image(area=INNER, turn_mdeg=90_000)), read=files), 254)

    assert near(seen.getpixel((357, 150)), RED)
    assert near(seen.getpixel((357, 360)), BLUE)


def test_what_is_cropped_away_is_not_in_the_file() -> None:
    files = stored({SHA: png_of(halves())})
    inside = embedded(drawn(side(image(area=INNER, crop=Crop(width=500))), read=files).svg)

    assert inside.size == (200, 200)
    assert inside.convert("RGB").getcolors() == [(40_000, RED)]


def test_a_photograph_is_turned_upright_and_loses_its_metadata() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "secret-marker"
    files = stored({SHA: jpeg_of(halves(), exif=exif)})
    drawing = drawn(side(image(area=INNER)), read=files)
    inside = embedded(drawing.svg)

    assert inside.size == (200, 400)
    assert near(inside.convert("RGB").getpixel((100, 40)), RED)
    assert not inside.getexif()
    assert b"secret-marker" not in b64decode(re.findall(r"base64,([^\"]+)", drawing.svg)[0])


def test_a_preview_carries_a_small_picture_and_the_print_file_the_whole_one() -> None:
    files = stored({SHA: png_of(Image.new("RGB", (1_800, 1_800), RED))})
    one = side(image(area=INNER))

    assert embedded(drawn(one, View.PREVIEW, files).svg).width == 406
    # Twice the surface's 300 dpi over one inch.
    assert embedded(drawn(one, View.PRINT, files).svg).width == 600


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/hostname'/></svg>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><text>Ada</text></svg>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
    ],
)
def test_a_picture_that_cannot_be_used_is_an_error_and_a_frame_in_the_preview(data: bytes) -> None:
    one, files = side(image()), stored({SHA: data})

    assert codes(one, files) == [("unreadable_picture", "error")]
    assert "stroke-dasharray" in drawn(one, View.PREVIEW, files).svg
    with pytest.raises(CannotDraw):
        drawn(one, View.PRINT, files)


def test_a_picture_that_breaks_off_stops_the_print_file() -> None:
    files = stored({SHA: jpeg_of(Image.effect_noise((300, 300), 90))[:9_000]})

    with pytest.raises(CannotDraw, match="damaged"):
        drawn(side(image()), View.PRINT, files)


def test_a_picture_that_is_gone_is_an_error() -> None:
    assert codes(side(image())) == [("unreadable_picture", "error")]


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    files = stored({SHA: png_of(Image.new("1", (20_000, 10_000)))})

    assert codes(side(image()), files) == [("unreadable_picture", "error")]


def test_a_drawing_is_printed_at_any_size_without_loss() -> None:
    svg = (
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'>"
        b"<rect width='10' height='10' fill='#c81e1e'/></svg>"
    )
    one, files = side(image(area=INNER)), stored({SHA: svg})

    assert codes(one, files) == []
    assert near(as_seen(drawn(one, read=files), 254).getpixel((357, 250)), RED)


def test_the_cut_out_picture_is_asked_for_where_the_background_goes() -> None:
    one = side(image(area=INNER, background_removed=Permitted.YES))
    whole, cut = png_of(Image.new("RGB", (300, 300), RED)), png_of(Image.new("RGB", (300, 300), BLUE))

    assert codes(one, stored({SHA: whole})) == [("background_not_removed", "error")]
    seen = as_seen(drawn(one, read=stored({SHA: whole, f"cut:{SHA}": cut})), 254)
    assert near(seen.getpixel((357, 250)), BLUE)


def test_a_transparent_picture_lets_what_lies_below_shine_through() -> None:
    clear = Image.new("RGBA", (300, 300), (*RED, 0))
    seen = as_seen(drawn(side(image(area=INNER)), read=stored({SHA: png_of(clear)})), 254)

    assert seen.getpixel((357, 250)) == (255, 255, 255)


def test_a_field_of_another_side_is_not_drawn() -> None:
    one = side(image())
    back = replace(one, surface=replace(one.surface, surface="back"))

    assert "<image" not in drawn(back).svg


def test_artwork_of_the_merchant_lies_beneath_what_the_buyer_chose() -> None:
    whole, part = "aa" * 32, SHA
    files = stored({whole: png_of(Image.new("RGB", (900, 900), BLUE)), part: png_of(halves())})
    one = side(image(area=INNER))
    printed = replace(one, surface=replace(one.surface, artwork=(PlacedArtwork(file=whole, area=AREA),)))
    seen = as_seen(drawn(printed, read=files), 254)

    assert near(seen.getpixel((20, 20)), BLUE)
    assert near(seen.getpixel((240, 140)), RED)


def test_artwork_that_is_gone_stops_the_print_file() -> None:
    surface = replace(side().surface, artwork=(PlacedArtwork(file=SHA, area=AREA),))

    assert codes(replace(side(), surface=surface)) == [("unreadable_picture", "error")]
