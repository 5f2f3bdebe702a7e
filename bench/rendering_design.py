"""The designs that are drawn in the bench: a T-shirt with a name, and a poster with a photograph."""

from __future__ import annotations

import io
from functools import cache
from typing import Final

from tailorbird.adapters.blanks.drawings import blank_drawing
from tailorbird.app.ports.render import Side
from tailorbird.domain.customization.choices import Crop, ImageChoice, TextChoice
from tailorbird.domain.customization.template import (
    Align,
    Area,
    Field,
    Permitted,
    Surface,
    Swatch,
    TextRules,
)
from tailorbird.domain.listing.document import FieldKind

NAME: Final = "preview"
_PHOTO: Final = "ab" * 32
_SHIRT: Final = "blank:tshirt/front"
_PRINT: Final = Area(x_um=120_000, y_um=130_000, width_um=140_000, height_um=120_000)
_POSTER: Final = Area(x_um=0, y_um=0, width_um=304_800, height_um=203_200)
_INK: Final = Swatch(swatch="ink", label="Ink", colour="#000000")


def files(name: str) -> bytes | None:
    """A blank's drawing, or the photograph."""
    return _photograph() if name == _PHOTO else blank_drawing(name)


@cache
def _photograph() -> bytes:
    """A picture with as much detail as a photograph has, of the poster's own pixels."""
    from PIL import Image

    grain = Image.effect_noise((1_800, 1_200), 30).resize((3_600, 2_400))
    light = Image.linear_gradient("L").resize((3_600, 2_400))
    into = io.BytesIO()
    Image.merge("RGB", (grain, light, Image.blend(grain, light, 0.5))).save(into, "JPEG", quality=92)
    return into.getvalue()


def _text(area: Area, *lines: str, font: str = "sans", curve_mdeg: int = 0) -> TextChoice:
    rules = TextRules(max_size_um=60_000)
    field = Field(field="text", kind=FieldKind.TEXT, label="Text", surface="front", text=rules)
    return TextChoice(
        field=field,
        area=area,
        lines=lines,
        font=font,
        colour=_INK,
        align=Align.CENTRE,
        curve_mdeg=curve_mdeg,
        size_um=None,
    )


def previewed(number: int) -> Side:
    """A shirt with a text of its own."""
    surface = Surface(
        surface="front",
        label="Front",
        width_um=380_000,
        height_um=420_000,
        area=_PRINT,
        picture=_SHIRT,
    )
    return Side(surface, (_text(_PRINT, f"Ada № {number}", "李 مريم 🎂", font="display"),), "#c9bfa8")


def _press() -> Side:
    surface = Surface(surface="front", label="Front", width_um=304_800, height_um=203_200, area=_POSTER)
    field = Field(field="photo", kind=FieldKind.IMAGE, label="Photo", surface="front")
    photo = ImageChoice(
        field=field,
        area=_POSTER,
        file=_PHOTO,
        crop=Crop(),
        x_um=0,
        y_um=0,
        scale_permille=1000,
        turn_mdeg=0,
        background_removed=Permitted.NO,
    )
    return Side(surface, (photo, _text(_POSTER, "Grand Tour", "生日快乐 🎂", curve_mdeg=60_000)))


PRESS: Final = _press()
