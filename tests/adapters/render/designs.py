"""Designs to draw."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from tailorbird.adapters.render.renderer import SvgRenderer
from tailorbird.app.ports.render import Colours, Drawing, ReadFile, Side, View
from tailorbird.domain.customization.choices import Choice, Crop, ImageChoice, TextChoice
from tailorbird.domain.customization.template import (
    Align,
    Area,
    Field,
    ImageRules,
    Permitted,
    Shape,
    Surface,
    Swatch,
    TextRules,
)
from tailorbird.domain.listing.document import FieldKind

RENDERER = SvgRenderer()
SHA = "ab" * 32
WIDTH, HEIGHT = 100_000, 60_000
AREA = Area(x_um=10_000, y_um=10_000, width_um=80_000, height_um=40_000)


def surface(area: Area = AREA, bleed_um: int = 3_000, picture: str = "") -> Surface:
    return Surface(
        surface="front",
        label="Front",
        width_um=WIDTH,
        height_um=HEIGHT,
        area=area,
        bleed_um=bleed_um,
        picture=picture,
    )


def text(
    *lines: str,
    font: str = "sans",
    area: Area = AREA,
    colour: str = "#1e2722",
    cmyk: str = "",
    curve_mdeg: int = 0,
    size_um: int | None = None,
    align: Align = Align.CENTRE,
    rules: TextRules | None = None,
) -> TextChoice:
    field = Field(field="line", kind=FieldKind.TEXT, label="Text", surface="front", text=rules or TextRules())
    swatch = Swatch(swatch="ink", label="Ink", colour=colour, cmyk=cmyk)
    return TextChoice(
        field=field,
        area=area,
        lines=lines,
        font=font,
        colour=swatch,
        align=align,
        curve_mdeg=curve_mdeg,
        size_um=size_um,
    )


def image(
    area: Area = AREA,
    crop: Crop | None = None,
    scale_permille: int = 1000,
    turn_mdeg: int = 0,
    background_removed: Permitted = Permitted.NO,
    rules: ImageRules | None = None,
) -> ImageChoice:
    field = Field(
        field="photo", kind=FieldKind.IMAGE, label="Photo", surface="front", image=rules or ImageRules()
    )
    return ImageChoice(
        field=field,
        area=area,
        file=SHA,
        crop=crop or Crop(),
        x_um=0,
        y_um=0,
        scale_permille=scale_permille,
        turn_mdeg=turn_mdeg,
        background_removed=background_removed,
    )


def side(*choices: Choice, **of_surface: object) -> Side:
    return Side(surface(**of_surface), choices)  # type: ignore[arg-type]


def stored(files: Mapping[str, bytes] | None = None) -> ReadFile:
    return dict(files or {}).get


def nothing(_: str) -> bytes | None:
    return None


def drawn(one: Side, view: View = View.PRINT, read: ReadFile = nothing) -> Drawing:
    return RENDERER.draw(one, view, read)


def codes(one: Side, read: ReadFile = nothing) -> list[tuple[str, str]]:
    return [(each.code, each.severity.value) for each in RENDERER.look(one, read)]


def on_white(png: bytes) -> Image.Image:
    with Image.open(io.BytesIO(png)) as image_:
        layer = image_.convert("RGBA")
    white = Image.new("RGBA", layer.size, "white")
    white.alpha_composite(layer)
    return white.convert("RGB")


def as_seen(drawing: Drawing, dpi: int = 144) -> Image.Image:
    """What resvg shows, on white."""
    return on_white(RENDERER.print_png(drawing, dpi))


def as_printed(drawing: Drawing, colours: Colours, dpi: int = 144) -> Image.Image:
    """What the PDF shows, of the same size."""
    pages = pypdfium2.PdfDocument(RENDERER.print_pdf(drawing, colours))
    page = pages[0]
    shown: Image.Image = page.render(scale=dpi / 72).to_pil().convert("RGB")
    page.close()
    pages.close()
    return shown


def ink_box(seen: Image.Image) -> tuple[int, int, int, int]:
    """The box of everything that is not white."""
    box = seen.convert("L").point(lambda value: 255 if value < 250 else 0).getbbox()
    assert box is not None
    return box


def png_of(image_: Image.Image) -> bytes:
    into = io.BytesIO()
    image_.save(into, "PNG")
    return into.getvalue()


def jpeg_of(image_: Image.Image, **options: object) -> bytes:
    into = io.BytesIO()
    image_.save(into, "JPEG", **options)
    return into.getvalue()


ELLIPSE = Area(x_um=10_000, y_um=10_000, width_um=80_000, height_um=40_000, shape=Shape.ELLIPSE)
