"""What a print file holds: boxes, inks, output intent, and nothing about who made it."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pikepdf
import pytest
from PIL import Image

from tailorbird.app.ports.render import CannotDraw, Colours, View
from tests.adapters.render.designs import (
    RENDERER,
    SHA,
    drawn,
    image,
    jpeg_of,
    png_of,
    side,
    stored,
    text,
)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def operators(data: bytes) -> str:
    with opened(data) as pdf:
        return pdf.pages[0].Contents.read_bytes().decode()


@pytest.mark.parametrize("colours", list(Colours))
def test_boxes_say_where_it_bleeds_and_where_it_is_cut(colours: Colours) -> None:
    with opened(RENDERER.print_pdf(drawn(side(text("Ada"))), colours)) as pdf:
        page = pdf.pages[0]
        millimetres = {
            box: [round(Decimal(str(each)) * Decimal("25.4") / 72, 2) for each in page[box]]
            for box in ("/MediaBox", "/BleedBox", "/TrimBox")
        }

    assert millimetres["/MediaBox"] == millimetres["/BleedBox"] == [0, 0, 86, 46]
    assert millimetres["/TrimBox"] == [3, 3, 83, 43]


@pytest.mark.parametrize("colours", list(Colours))
def test_equal_drawings_make_equal_files(colours: Colours) -> None:
    drawing = drawn(side(text("Ada")))

    assert RENDERER.print_pdf(drawing, colours) == RENDERER.print_pdf(drawing, colours)


@pytest.mark.parametrize("colours", list(Colours))
def test_glyphs_are_outlines_and_no_font_is_inside(colours: Colours) -> None:
    data = RENDERER.print_pdf(drawn(side(text("Ada"))), colours)

    assert b"/Font" not in data
    assert " c\n" in operators(data)


@pytest.mark.parametrize(
    ("colour", "recipe", "inks"),
    [("#000000", "", "0 0 0 1 k"), ("#ffffff", "", "0 0 0 0 k"), ("#1e2722", "60,0,100,10", "0.6 0 1 0.1 k")],
)
def test_pure_black_and_recipes_of_the_press_are_kept(colour: str, recipe: str, inks: str) -> None:
    data = RENDERER.print_pdf(drawn(side(text("Ada", colour=colour, cmyk=recipe))), Colours.CMYK)

    assert inks in operators(data)


def test_a_file_in_inks_names_its_intent_and_carries_the_marks_of_pdf_x_4() -> None:
    with opened(RENDERER.print_pdf(drawn(side(text("Ada"))), Colours.CMYK)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        profile = intent.DestOutputProfile.read_bytes()
        metadata = pdf.Root.Metadata.read_bytes().decode()
        assert "/ID" in pdf.trailer

    assert pikepdf.Name("/GTS_PDFX") == intent.S
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert profile[16:20] == b"CMYK"
    assert "PDF/X-4" in metadata


def test_pictures_are_in_inks_too() -> None:
    files = stored({SHA: jpeg_of(Image.new("RGB", (400, 200), (200, 30, 30)))})
    data = RENDERER.print_pdf(drawn(side(image()), read=files), Colours.CMYK)

    assert b"/DeviceRGB" not in data
    assert not re.search(r" rg\b", operators(data))


def test_a_transparent_picture_has_a_mask() -> None:
    files = stored({SHA: png_of(Image.new("RGBA", (400, 200), (200, 30, 30, 99)))})
    with opened(RENDERER.print_pdf(drawn(side(image()), read=files), Colours.RGB)) as pdf:
        (picture,) = pdf.pages[0].Resources.XObject.values()

        assert picture.SMask.ColorSpace == pikepdf.Name.DeviceGray


def test_the_title_is_all_that_is_told() -> None:
    with opened(RENDERER.print_pdf(drawn(side(text("Ada"))), Colours.RGB)) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title"}


def test_only_drawings_for_the_press_become_print_files() -> None:
    with pytest.raises(CannotDraw, match="for print"):
        RENDERER.print_pdf(drawn(side(text("Ada")), View.PROOF), Colours.RGB)
