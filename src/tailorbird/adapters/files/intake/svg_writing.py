"""Writing a rebuilt drawing: one form for one tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from tailorbird.adapters.files.intake.svg_words import SVG_NAMESPACE

_LINES: Final = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def written(root: Element) -> bytes:
    """The drawing in UTF-8, attributes in order of their names."""
    root.set("xmlns", SVG_NAMESPACE)
    return "".join(_pieces(root)).encode()


def _pieces(element: Element) -> Iterator[str]:
    attributes = "".join(
        f" {name}={quoteattr(value, _LINES)}" for name, value in sorted(element.attrib.items())
    )
    if element.text or len(element):
        yield f"<{element.tag}{attributes}>{escape(element.text or '', {chr(13): '&#13;'})}"
        for child in element:
            yield from _pieces(child)
        yield f"</{element.tag}>"
    else:
        yield f"<{element.tag}{attributes}/>"
    yield escape(element.tail or "", {chr(13): "&#13;"})
