"""The tree of an Amazon Custom order (`customizationData`), read into leaves in the product's order.

There is no official schema. Types and keys are those that public parsers of such files name; everything
else is kept as an unknown entry and reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from tailorbird.domain.customization.amazon_fields import (
    GEOMETRY,
    LEAVES,
    NAMES,
    STRUCTURE,
    Part,
    extras,
    read_leaf,
    unread_parts,
)
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
    price_details,
    scalar,
    too_many,
    type_in,
    unknown_leaf,
)
from tailorbird.domain.customization.imported import FilePurpose, WarningCode

ROOT: Final = "customizationData"
SURFACE: Final = "PreviewContainerCustomization"
CONTAINERS: Final = frozenset(
    (
        "ContainerCustomization",
        "FlatContainerCustomization",
        "FlatRatePriceDeltaContainerCustomization",
        "PageContainerCustomization",
        "PlacementContainerCustomization",
        SURFACE,
    )
)
_PICTURES: Final = {"baseImage": FilePurpose.LISTING_PICTURE, "snapshot": FilePurpose.SNAPSHOT}


def read_tree(data: object, findings: Findings) -> tuple[Leaf, ...]:
    """The leaves of the tree; each of its parts is in one of them or in the findings."""
    reader = _TreeReader(findings)
    reader.children(data, ROOT, Place())
    return tuple(reader.leaves)


class _TreeReader:
    def __init__(self, findings: Findings) -> None:
        self.leaves: list[Leaf] = []
        self._findings = findings
        self._surfaces = 0

    def children(self, children: object, where: str, place: Place) -> None:
        """Each of the nodes in a list; a single one stands for a list of one."""
        if isinstance(children, list):
            for index, child in enumerate(children):
                if child is not None:
                    self._node(child, inside(where, index), place)
        elif not is_empty(children):
            self._node(children, where, place)

    def _node(self, node: object, where: str, place: Place) -> None:
        """One node with all that is below it."""
        if not isinstance(node, Mapping):
            self._not_known([(where, "", node)], place)
            return
        kind = scalar(node.get("type")) or ""
        if kind in CONTAINERS or (not kind and "children" in node):
            self._container(node, kind, where, place)
            return
        within = _within(place, node)
        if kind in LEAVES:
            self._keep(read_leaf(node, LEAVES[kind], where, place, self._findings))
            self._not_known(unread_parts(node, LEAVES[kind], where), within)
        else:
            content = {key: value for _, key, value in extras(node, STRUCTURE, where, NAMES)}
            leaf = unknown_leaf(where, place, names_of(node), content, kind)
            price = price_details(node, where, self._findings)
            self._keep(leaf.with_detail({**price, **dict(within.geometry)}))
            self._findings.not_known(where, kind, content)
        self.children(node.get("children"), inside(where, "children"), within)

    def _container(self, node: Node, kind: str, where: str, place: Place) -> None:
        if kind == SURFACE:
            place = replace(place, surface=names_of(node), surface_index=self._surfaces, geometry=())
            self._surfaces += 1
        else:
            place = _within(place, node)
        for key, purpose in _PICTURES.items():
            self._picture(node.get(key), inside(where, key), purpose, place)
        self._not_known(extras(node, STRUCTURE | _PICTURES.keys(), where, NAMES), place)
        before = len(self.leaves)
        self.children(node.get("children"), inside(where, "children"), place)
        self._surcharge(node, where, before, place)

    def _surcharge(self, node: Node, where: str, before: int, place: Place) -> None:
        """The price of a whole container stands with the first leaf in it."""
        price = price_details(node, where, self._findings)
        if not price:
            return
        if len(self.leaves) == before:
            self._not_known([(where, place.area, price)], place)
            return
        first = self.leaves[before]
        self.leaves[before] = first.with_detail(
            {name if name not in first.detail else f"area_{name}": text for name, text in price.items()}
        )
        if len(self.leaves) > before + 1:
            text = "The surcharge is for all fields of the area; it is kept with the first of them."
            self._findings.warn(WarningCode.PRICE_SHARED, where, text)

    def _picture(self, picture: object, where: str, purpose: FilePurpose, place: Place) -> None:
        """A container's picture: the snapshot that the buyer saw, or the listing's own."""
        if not isinstance(picture, Mapping):
            if not is_empty(picture):
                self._not_known([(where, "", picture)], place)
            return
        name, url = scalar(picture.get("imageName")), scalar(picture.get("imageUrl")) or ""
        if name:
            self._findings.files.append(FileName(name=name, purpose=purpose, where=where, url=url))
        self._not_known(extras(picture, {"imageName", "imageUrl", "identifier"}, where), place)

    def _not_known(self, parts: Iterable[Part], place: Place) -> None:
        for where, name, content in parts:
            kind = type_in(content)
            self._findings.not_known(where, kind or name, content)
            self._keep(unknown_leaf(where, place, [name], content, kind))

    def _keep(self, leaf: Leaf) -> None:
        if len(self.leaves) >= MAX_LEAVES:
            raise too_many()
        self.leaves.append(leaf)


def _within(place: Place, node: Node) -> Place:
    """The place of what lies in a node; its geometry is that of the innermost node that has one."""
    names = names_of(node)
    geometry = tuple(pair for key in GEOMETRY for pair in flattened(key, node.get(key)))
    containers = (*place.containers, names) if names else place.containers
    return replace(place, containers=containers, geometry=geometry or place.geometry)
