"""Drawings read back from the SVG that `scene` writes, for the PDF writer."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from tailorbird.adapters.render.scene import Box, Fill, Picture
from tailorbird.app.ports.render import CannotDraw
from tailorbird.domain.customization.template import Shape

_SVG: Final = "{http://www.w3.org/2000/svg}"
_PLACED: Final = re.compile(r"translate\((-?\d+) (-?\d+)\)(?: rotate\((-?[\d.]+)\))?")
_DATA: Final = re.compile(r"data:(image/(?:png|jpeg));base64,")
_FOREIGN: Final = "Only drawings for the press become print files; draw this side for print."


def marks_of(svg: str) -> tuple[Box, tuple[Fill | Picture, ...]]:
    """The view box and what is drawn; raises `CannotDraw` for any SVG but a print drawing of ours."""
    try:
        root = fromstring(svg, forbid_dtd=True)
        x, y, width, height = (int(each) for each in root.get("viewBox", "").split())
    except (ParseError, DefusedXmlException, ValueError) as problem:
        raise CannotDraw(_FOREIGN) from problem
    clips = {clip.get("id", ""): _box(clip[0]) for clip in root.iter(f"{_SVG}clipPath")}
    return Box(x, y, width, height), tuple(_marks(root, clips, None))


def _marks(parent: Element, clips: dict[str, Box], clip: Box | None) -> Iterator[Fill | Picture]:
    for element in parent:
        name = element.tag.removeprefix(_SVG)
        if name == "path":
            yield Fill(
                element.get("d", ""),
                element.get("fill", ""),
                element.get("data-cmyk", ""),
                float(element.get("fill-opacity", "1")),
            )
        elif name == "image":
            yield _picture(element, clip)
        elif name == "g":
            named = element.get("clip-path", "").removeprefix("url(#").removesuffix(")")
            if named not in clips:
                raise CannotDraw(_FOREIGN)
            yield from _marks(element, clips, clips[named])
        elif name != "defs":
            raise CannotDraw(_FOREIGN)


def _picture(element: Element, clip: Box | None) -> Picture:
    placed = _PLACED.fullmatch(element.get("transform", ""))
    href = element.get("href", "")
    data = _DATA.match(href)
    if placed is None or data is None:
        raise CannotDraw(_FOREIGN)
    return Picture(
        b64decode(href[data.end() :]),
        data[1],
        int(placed[1]),
        int(placed[2]),
        int(element.get("width", "0")),
        int(element.get("height", "0")),
        round(float(placed[3] or 0) * 1000),
        clip,
    )


def _box(element: Element) -> Box:
    if element.tag == f"{_SVG}rect":
        x, y, width, height = (int(element.get(name, "0")) for name in ("x", "y", "width", "height"))
        return Box(x, y, width, height)
    centre_x, centre_y, across, down = (float(element.get(name, "0")) for name in ("cx", "cy", "rx", "ry"))
    return Box(
        round(centre_x - across),
        round(centre_y - down),
        round(across * 2),
        round(down * 2),
        Shape.ELLIPSE,
    )
