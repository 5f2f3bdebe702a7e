"""The flat list of an Amazon Custom order (`surfaces[].areas[]`), read into leaves.

It comes second: where the buyer moved a text, the list has a drawing in its place and not the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from tailorbird.domain.customization.amazon_fields import NAMES, extras, option_picture
from tailorbird.domain.customization.amazon_leaf import (
    MAX_LEAVES,
    FileName,
    Findings,
    Leaf,
    Node,
    Place,
    flattened,
    inside,
    is_empty,
    names_of,
    need_of,
    price_details,
    scalar,
    too_many,
    unknown_leaf,
)
from tailorbird.domain.customization.imported import Attention, FilePurpose, WarningCode
from tailorbird.domain.customization.specification import EntryKind

_VERSION: Final = "version3.0"
_INFO: Final = "customizationInfo"
_GEOMETRY: Final = {
    **{"position": "position", "Position": "position"},
    **dict.fromkeys(("dimension", "dimensions", "Dimensions"), "dimension"),
}
# The kinds that an area may state, each with the key of its value and the keys of its details.
_STATED: Final = (
    (EntryKind.TEXT, "text", ()),
    (EntryKind.OPTION, "optionValue", ()),
    (EntryKind.FONT, "fontFamily", (("fontUrl", "font_url"),)),
    (EntryKind.COLOUR, "colorName", (("fill", "colour"),)),
    (EntryKind.IMAGE, "svgImage", ()),
)
_READ: Final = frozenset(
    (
        *("customizationType", "optionImage", "identifier", "isRequired", "required", *_GEOMETRY),
        *("additionalCost", "priceDelta"),
    )
)
_TEXTS: Final = (
    *NAMES,
    *(key for _, value, details in _STATED for key in (value, *(name for name, _ in details))),
)
_UPLOADS: Final = ("imageName", "buyerFilename", "imageUrl")
_EMPTY_KIND: Final = {
    "TextPrinting": EntryKind.TEXT,
    "Options": EntryKind.OPTION,
    "ImagePrinting": EntryKind.IMAGE,
}


def read_areas(document: Node, findings: Findings) -> tuple[Leaf, ...]:
    """The leaves of the flat list, in whichever of its two nestings the order has it."""
    found = [(path, surfaces) for path, surfaces in _surfaces(document, findings) if not is_empty(surfaces)]
    if len(found) > 1 and found[0][1] == found[1][1]:
        del found[1:]
    lists = [tuple(_read_surfaces(surfaces, path, findings)) for path, surfaces in found]
    if max(map(len, lists), default=0) > MAX_LEAVES:
        raise too_many()
    if len(lists) > 1:
        text = "The order has its flat list twice, and the two differ; both were read."
        findings.warn(WarningCode.TWO_LISTS, found[1][0], text, Attention.PERSON)
        lists[1] = tuple(leaf for leaf in lists[1] if not any(_same(leaf, known) for known in lists[0]))
    return tuple(leaf for each in lists for leaf in each)


def _surfaces(document: Node, findings: Findings) -> Iterator[tuple[str, object]]:
    for outer, inner in ((_INFO, _VERSION), (_VERSION, _INFO)):
        around = document.get(outer)
        if is_empty(around):
            continue
        path = inside("", outer)
        if not isinstance(around, Mapping):
            findings.not_known(path, outer, around)
            continue
        for where, key, value in extras(around, {inner}, path):
            findings.not_known(where, key, value)
        path, within = inside(path, inner), around.get(inner)
        if isinstance(within, Mapping):
            for where, key, value in extras(within, {"surfaces"}, path):
                findings.not_known(where, key, value)
            yield inside(path, "surfaces"), within.get("surfaces")
        elif not is_empty(within):
            findings.not_known(path, inner, within)


def _same(leaf: Leaf, other: Leaf) -> bool:
    alike = (leaf.kind, leaf.value, leaf.name, leaf.label, leaf.detail)
    return alike == (other.kind, other.value, other.name, other.label, other.detail) and (
        leaf.place.surface == other.place.surface
    )


def _read_surfaces(surfaces: object, where: str, findings: Findings) -> Iterator[Leaf]:
    for index, surface in _listed(surfaces):
        path = inside(where, index)
        if not isinstance(surface, Mapping):
            yield _not_known(Place(), findings, path, "", surface)
            continue
        place = Place(surface=names_of(surface), surface_index=index)
        for at, key, value in extras(surface, {"areas", "identifier"}, path, NAMES):
            yield _not_known(place, findings, at, key, value)
        for number, area in _listed(surface.get("areas")):
            at = inside(inside(path, "areas"), number)
            if isinstance(area, Mapping):
                yield from _Area(area, at, place).leaves(findings)
            else:
                yield _not_known(place, findings, at, "", area)


@dataclass(frozen=True, slots=True)
class _Area:
    """One area of the list; it may state a text with its font and colour in one."""

    node: Node
    where: str
    place: Place

    def leaves(self, findings: Findings) -> Iterator[Leaf]:
        """What the area states, and after it what of it is not understood."""
        kind = scalar(self.node.get("customizationType")) or ""
        if kind not in _EMPTY_KIND:
            content = {key: value for key, value in self.node.items() if key not in NAMES}
            findings.not_known(self.where, kind, content)
            yield unknown_leaf(self.where, self.place, names_of(self.node), content, kind)
            return
        stated = [*self._stated(), *(self._uploads() if kind == "ImagePrinting" else ())]
        first = stated[0] if stated else self._leaf(_EMPTY_KIND[kind], "")
        yield first.with_detail(self._of_the_whole(findings))
        yield from stated[1:]
        known = _READ | ({*_UPLOADS, "image"} if kind == "ImagePrinting" else frozenset())
        for path, key, value in extras(self.node, known, self.where, _TEXTS):
            yield _not_known(self.place, findings, path, key, value)

    def _stated(self) -> Iterator[Leaf]:
        for kind, key, details in _STATED:
            detail = {name: text for each, name in details if (text := scalar(self.node.get(each)))}
            if key in self.node or detail:
                value = scalar(self.node.get(key)) or ""
                yield replace(self._leaf(kind, value), detail=detail, files=self._files(kind, key, value))

    def _files(self, kind: EntryKind, key: str, value: str) -> tuple[FileName, ...]:
        if kind is EntryKind.IMAGE and value:
            name, url = ("", value) if "://" in value else (value, "")
            path, purpose = inside(self.where, key), FilePurpose.ARTWORK
            return (FileName(name=name, url=url, purpose=purpose, where=path, detail="artwork"),)
        if kind is EntryKind.OPTION:
            path = inside(self.where, "optionImage")
            picture = option_picture(self.node.get("optionImage"), path, "picture")
            return (picture,) if picture else ()
        return ()

    def _uploads(self) -> Iterator[Leaf]:
        """The upload that an area for pictures may name itself."""
        image = self.node.get("image")
        held: Node = image if isinstance(image, Mapping) else {"imageName": scalar(image)}
        name, buyer_filename, url = (
            scalar(held.get(key)) or scalar(self.node.get(key)) or "" for key in _UPLOADS
        )
        if name or buyer_filename or url:
            upload = FileName(
                name=name or buyer_filename,
                purpose=FilePurpose.UPLOAD,
                where=self.where,
                buyer_filename=buyer_filename,
                url=url,
            )
            yield replace(self._leaf(EntryKind.IMAGE, buyer_filename or name or url), files=(upload,))

    def _leaf(self, kind: EntryKind, value: str) -> Leaf:
        names = names_of(self.node)
        return Leaf(
            where=self.where,
            place=replace(self.place, containers=(names,) if names else ()),
            name=scalar(self.node.get("name")) or "",
            label=scalar(self.node.get("label")) or "",
            kind=kind,
            value=value,
            need=need_of(self.node),
        )

    def _of_the_whole(self, findings: Findings) -> dict[str, str]:
        details = price_details(self.node, self.where, findings)
        for key, name in _GEOMETRY.items():
            details.update(flattened(name, self.node.get(key)))
        return details


def _not_known(place: Place, findings: Findings, where: str, name: str, content: object) -> Leaf:
    findings.not_known(where, name, content)
    return unknown_leaf(where, place, [name], content, "")


def _listed(value: object) -> Iterator[tuple[int, object]]:
    """The parts of a list with their places; a single part stands for a list of one."""
    if isinstance(value, list):
        yield from ((index, each) for index, each in enumerate(value) if each is not None)
    elif not is_empty(value):
        yield 0, value
