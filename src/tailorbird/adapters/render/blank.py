"""A blank's drawing, taken apart: what lies below the design, and the folds and gloss that lie over it.

Elements of class `tint` take the product's colour; groups of class `over` are drawn above the design.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from tailorbird.adapters.render.scene import Mark, Markup, id_mark, layer
from tailorbird.app.ports.render import CannotDraw
from tailorbird.domain.customization.template import Surface

_SVG: Final = "{http://www.w3.org/2000/svg}"
_OVER: Final = "over"
_TINT: Final = "tint"
_BLANKS_KEPT: Final = 64
_FORBIDDEN: Final = frozenset(("script", "foreignObject", "iframe", "image", "a", "style", "text"))
_DROPPED: Final = frozenset(("title", "desc", "metadata"))
_REFERENCE: Final = re.compile(r"url\(#([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Blank:
    """What lies below and above the design, of the surface's size."""

    below: Mark
    above: Mark


@lru_cache(maxsize=_BLANKS_KEPT)
def blank_layers(data: bytes, surface: Surface, tint: str) -> Blank:
    """The drawing in two layers, tinted; raises `CannotDraw` where it is no drawing that can be trusted."""
    try:
        root = fromstring(data.decode("utf-8"), forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, UnicodeDecodeError) as problem:
        raise CannotDraw(
            "The picture of this side is no readable SVG; the seller has to replace it."
        ) from problem
    _dress(root, tint)
    below, above = _without_over(root), _only_over(root)
    return Blank(_nested(below, surface), _nested(above, surface) if above is not None else layer(""))


def _name(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(_SVG)


def _classes(element: ElementTree.Element) -> list[str]:
    return element.get("class", "").split()


def _dress(root: ElementTree.Element, tint: str) -> None:
    """Drop what only describes, refuse what runs or refers elsewhere, mark ids, and tint."""
    for parent in list(root.iter()):
        for child in list(parent):
            if _name(child) in _DROPPED:
                parent.remove(child)
    for element in root.iter():
        if _name(element) in _FORBIDDEN:
            raise CannotDraw(f"The picture of this side has <{_name(element)}>, which drawings may not have.")
        for name, value in list(element.attrib.items()):
            _dress_attribute(element, name, value)
        if tint and _TINT in _classes(element):
            element.set("stop-color" if _name(element) == "stop" else "fill", tint)


def _dress_attribute(element: ElementTree.Element, name: str, value: str) -> None:
    plain = name.rsplit("}", 1)[-1]
    if plain.lower().startswith("on"):
        raise CannotDraw("The picture of this side runs scripts; the seller has to replace it.")
    if plain == "id":
        element.set(name, id_mark() + value)
    elif plain == "href":
        if not value.startswith("#"):
            raise CannotDraw("The picture of this side refers to other files; the seller has to replace it.")
        del element.attrib[name]
        element.set("href", f"#{id_mark()}{value[1:]}")
    elif "url(" in value:
        element.set(name, _REFERENCE.sub(lambda found: f"url(#{id_mark()}{found[1]})", value))


def _without_over(element: ElementTree.Element) -> ElementTree.Element:
    kept = _bare(element)
    kept.extend(_without_over(each) for each in element if _OVER not in _classes(each))
    return kept


def _only_over(element: ElementTree.Element) -> ElementTree.Element | None:
    """The groups of class `over` with what they stand in; none where there are none."""
    if _OVER in _classes(element):
        return copy.deepcopy(element)
    inside = [found for each in element if (found := _only_over(each)) is not None]
    if not inside:
        return None
    kept = _bare(element)
    kept.extend(inside)
    return kept


def _bare(element: ElementTree.Element) -> ElementTree.Element:
    return ElementTree.Element(element.tag, element.attrib)


def _nested(root: ElementTree.Element, surface: Surface) -> Markup:
    for name in ("width", "height", "x", "y"):
        root.attrib.pop(name, None)
    root.attrib |= {
        "x": "0",
        "y": "0",
        "width": str(surface.width_um),
        "height": str(surface.height_um),
    }
    for element in root.iter():
        element.tag = _name(element)
        element.text = element.tail = None
    return layer(_written(root))


def _written(element: ElementTree.Element) -> str:
    attributes = "".join(f' {name}="{_escaped(value)}"' for name, value in element.attrib.items())
    inside = "".join(_written(each) for each in element)
    return (
        f"<{element.tag}{attributes}>{inside}</{element.tag}>" if inside else f"<{element.tag}{attributes}/>"
    )


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
