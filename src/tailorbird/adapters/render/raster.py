"""Drawings as PNG, by resvg."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import resvg_py
from PIL import Image

from tailorbird.adapters.render.extent import Extent, covered, strips
from tailorbird.adapters.render.press_raster import laid_out, png_of
from tailorbird.adapters.render.reading import marks_of
from tailorbird.adapters.render.scene import LAYER_BEGINS, LAYER_ENDS
from tailorbird.app.ports.render import CannotDraw, Drawing

_MOST_PIXELS: Final = 120_000_000
_MOST_ACROSS: Final = 30_000
_UM_PER_INCH: Final = 25_400
_CSS_DPI: Final = 96.0
_SIGNATURE_AND_HEADER: Final = 33
_LAYER: Final = re.compile(f"{LAYER_BEGINS}(.*?){LAYER_ENDS}", re.DOTALL)
_LAYERS: Final = 2
_DEFS: Final = re.compile(r"<defs>.*?</defs>", re.DOTALL)
_PREFIX: Final = re.compile(r"\bd[0-9a-f]{10}-")
_RASTERS_KEPT: Final = 16
_SIZE: Final = re.compile(r'width="[\d.]+mm" height="[\d.]+mm"')
_VIEW: Final = re.compile(r'viewBox="(-?\d+) (-?\d+) (\d+) (\d+)"')


def preview_png(drawing: Drawing, width_px: int) -> bytes:
    """The drawing at that width."""
    height = max(1, round(width_px * drawing.height_um / drawing.width_um))
    svg = _sized(drawing.svg, width_px, height)
    layers = _LAYER.findall(svg)
    if len(layers) != _LAYERS:
        return rendered(svg, width_px, height)
    return _between(svg, layers, width_px, height)


def _sized(svg: str, width: int, height: int) -> str:
    """The same drawing at exactly so many pixels: resvg would round one side down to keep proportions."""
    return _SIZE.sub(f'width="{width}" height="{height}" preserveAspectRatio="none"', svg, count=1)


def _between(svg: str, layers: list[str], width: int, height: int) -> bytes:
    """The design between the two layers of its product, which are rendered once for many designs."""
    opening = svg[: svg.index(">") + 1]
    below, above = (_PREFIX.sub("", each) for each in layers)
    defs = "".join(_DEFS.findall(below))
    whole = _kept(f"{opening}{below}</svg>", width, height).copy()
    _lay_design(whole, _LAYER.sub("", svg))
    if above:
        whole.alpha_composite(_kept(f"{opening}{defs}{above}</svg>", width, height))
    into = io.BytesIO()
    whole.convert("RGB").save(into, "PNG", compress_level=1)
    return into.getvalue()


def _lay_design(whole: Image.Image, design: str) -> None:
    """Lay the design on the product, rendering only the part that it covers."""
    _lay_parts(whole, design, [covered(design, whole.width, whole.height)])


def _lay_strips(whole: Image.Image, design: str) -> None:
    """Lay a large design strip by strip."""
    _lay_parts(whole, design, strips(design, whole.width, whole.height))


def _lay_parts(whole: Image.Image, design: str, parts: Iterable[Extent]) -> None:
    view = _VIEW.search(design)
    if view is None:
        raise CannotDraw("This drawing has no size.")
    x, y, width, height = (int(each) for each in view.groups())
    across, down = width / whole.width, height / whole.height
    inside = design[design.index(">") + 1 :]
    for left, top, right, bottom in parts:
        width_px, height_px = right - left, bottom - top
        if width_px <= 0 or height_px <= 0:
            continue
        size = f'width="{width_px}" height="{height_px}" preserveAspectRatio="none"'
        box = f"{x + left * across:.4f} {y + top * down:.4f} {width_px * across:.4f} {height_px * down:.4f}"
        part = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{box}">{inside}'
        whole.alpha_composite(_image(part, width_px, height_px), (left, top))


@lru_cache(maxsize=_RASTERS_KEPT)
def _kept(svg: str, width: int, height: int) -> Image.Image:
    return _image(svg, width, height)


def _image(svg: str, width: int, height: int) -> Image.Image:
    with Image.open(io.BytesIO(rendered(svg, width, height))) as image:
        return image.convert("RGBA")


def press_png(drawing: Drawing, dpi: int) -> bytes:
    """The drawing at that resolution, which a pHYs chunk states."""
    if dpi < 1:
        raise CannotDraw(f"A resolution of {dpi} dpi makes no picture; ask for 300.")
    width = max(1, round(drawing.width_um * dpi / _UM_PER_INCH))
    height = max(1, round(drawing.height_um * dpi / _UM_PER_INCH))
    _check_size(width, height)
    try:
        view, marks = marks_of(drawing.svg)
    except CannotDraw:
        return _stating(rendered(_sized(drawing.svg, width, height), width, height), dpi)
    return _stating(png_of(laid_out(view, marks, (width, height), _lay_strips)), dpi)


def rendered(svg: str, width_px: int, height_px: int) -> bytes:
    """The SVG as PNG of that size, without metadata."""
    _check_size(width_px, height_px)
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                width=width_px,
                height=height_px,
                dpi=_CSS_DPI,
                skip_system_fonts=True,
            )
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as problem:  # resvg's own panics are no Exception.
        why = " ".join(str(problem).split())[:200]
        raise CannotDraw(f"This drawing cannot be rendered: {why}.") from problem


def _check_size(width_px: int, height_px: int) -> None:
    if not 1 <= width_px <= _MOST_ACROSS or not 1 <= height_px <= _MOST_ACROSS:
        raise CannotDraw(
            f"{width_px} × {height_px} pixels are not drawn; ask for 1 to {_MOST_ACROSS} across."
        )
    if width_px * height_px > _MOST_PIXELS:
        raise CannotDraw(
            f"{width_px} × {height_px} pixels are more than {_MOST_PIXELS:,}; ask for a lower resolution."
        )


def _stating(png: bytes, dpi: int) -> bytes:
    per_metre = round(dpi / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:_SIGNATURE_AND_HEADER] + chunk + png[_SIGNATURE_AND_HEADER:]
