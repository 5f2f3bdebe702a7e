"""How large a drawing becomes when all that it refers to is drawn: small files can ask for billions."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from tailorbird.adapters.files.intake import refusals
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.adapters.files.intake.svg_values import references
from tailorbird.adapters.files.intake.svg_words import LAYERS

_MOST_LAYERS: Final = 500
_MOST_COVERS: Final = 2


def weigh(root: Element, limits: Limits) -> None:
    """Refuse a drawing that refers to itself in a circle, or grows beyond the limit."""
    scales = _Scales(root, limits)
    scales.weight(root, 0)
    scales.check_layers(root)


class _Scales:
    def __init__(self, root: Element, limits: Limits) -> None:
        self._named = {each.get("id", ""): each for each in root.iter() if each.get("id")}
        self._limits = limits
        self._known: dict[Element, tuple[int, int]] = {}
        self._open: set[Element] = set()

    def weight(self, element: Element, above: int) -> tuple[int, int]:
        """Elements drawn for this one, and levels below it."""
        self._check_depth(above)
        known = self._known.get(element)
        if known is None:
            if element in self._open:
                raise refusals.unsafe(
                    "elements that refer to each other in a circle",
                    "Save it again as plain SVG.",
                    "互相循环引用的元素",
                    "请重新保存为普通 SVG。",
                )
            self._open.add(element)
            known = self._sum(element, above)
            self._open.discard(element)
            self._known[element] = known
        if known[0] > self._limits.nodes:
            raise refusals.too_large("elements when drawn", known[0], self._limits.nodes, "展开后的元素数")
        self._check_depth(above + known[1])
        return known

    def check_layers(self, root: Element) -> None:
        """Count the layers of a whole drawing, played out, and masks within masks."""
        by_sheet = int(any(each.tag == "style" and _names_layer(each.text or "") for each in root.iter()))
        found, inner = self._layers(root, by_sheet, {})
        if found > _MOST_LAYERS:
            raise refusals.too_large("layers when drawn", found, _MOST_LAYERS, "展开后的图层数")
        if inner > _MOST_COVERS:
            raise refusals.too_large("masks within masks", inner, _MOST_COVERS, "嵌套的蒙版层数")

    def _layers(
        self, element: Element, by_sheet: int, known: dict[Element, tuple[int, int]]
    ) -> tuple[int, int]:
        """Layers that the element comes to, and how deeply masks and clippings refer to others."""
        if element not in known:
            covers = element.tag in ("mask", "clipPath")
            targets = [self._named[each] for each in _referred(element) if each in self._named]
            parts = [self._layers(each, by_sheet, known) for each in (*element, *targets)]
            own = sum(_names_layer(f"{name}:{value}") for name, value in element.attrib.items())
            layers = min(own + by_sheet, 2) + sum(count for count, _ in parts)
            known[element] = layers, covers + max((deep for _, deep in parts), default=0)
        return known[element]

    def _check_depth(self, levels: int) -> None:
        most = self._limits.depth * 2
        if levels > most:
            raise refusals.too_large("levels when drawn", levels, most, "展开后的嵌套层数")

    def _sum(self, element: Element, above: int) -> tuple[int, int]:
        nodes, levels = 1, 0
        targets = [self._named[each] for each in _referred(element) if each in self._named]
        for each in (*element, *targets):
            inner, deep = self.weight(each, above + 1)
            nodes, levels = nodes + inner, max(levels, deep + 1)
        return nodes, levels


def _names_layer(text: str) -> bool:
    return any(re.search(rf"(?<![\w-]){each}\s*:", text) is not None for each in LAYERS)


def _referred(element: Element) -> list[str]:
    found = [name for value in element.attrib.values() for name in references(value)]
    link = element.get("href", "")
    if link.startswith("#"):
        found.append(link[1:])
    return found + (references(element.text) if element.tag == "style" and element.text else [])
