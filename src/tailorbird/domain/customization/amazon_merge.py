"""Tree and list of an Amazon Custom order as one: the tree wins, and every difference is reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from tailorbird.domain.customization.amazon_leaf import Findings, Leaf, shorten
from tailorbird.domain.customization.imported import FilePurpose, WarningCode
from tailorbird.domain.customization.specification import EntryKind

_SHARED: Final = (EntryKind.FONT, EntryKind.COLOUR)
"""One of these in the tree may rule several areas of the list."""


def merged(tree: Sequence[Leaf], listed: Sequence[Leaf], findings: Findings) -> tuple[Leaf, ...]:
    """The leaves of the tree, filled and followed by what only the list has."""
    merge = _Merge(tree, findings)
    pending = list(listed)
    # The surest matches first, so that a doubtful one takes nothing from them.
    for fits in (merge.same_field_and_value, merge.same_field, _same_value):
        pending = merge.match(pending, fits)
    for leaf in pending:
        merge.add(leaf)
    return tuple(merge.leaves)


class _Merge:
    def __init__(self, tree: Sequence[Leaf], findings: Findings) -> None:
        self.leaves = list(tree)
        self._has_tree = bool(tree)
        self._surfaces = frozenset().union(*(_folded(leaf.place.surface) for leaf in tree))
        self._findings = findings
        self._taken: set[str] = set()
        self._ruled = {leaf.where: _ruled_by(leaf, tree) for leaf in tree if leaf.kind in _SHARED}

    def match(self, listed: Sequence[Leaf], fits: Callable[[Leaf, Leaf], bool]) -> list[Leaf]:
        """Join what fits; gives back what found no partner."""
        left: list[Leaf] = []
        for leaf in sorted(listed, key=lambda each: each.blank):
            found = self._partner(leaf, fits)
            if found is None:
                left.append(leaf)
                continue
            partner = self.leaves[found]
            if not _is_drawing(leaf):
                self._taken.add(partner.where)
            self.leaves[found] = self._joined(partner, leaf)
        # The order of the list is kept among what is left.
        order = {leaf.where: number for number, leaf in reversed(list(enumerate(listed)))}
        return sorted(left, key=lambda each: order[each.where])

    def _partner(self, leaf: Leaf, fits: Callable[[Leaf, Leaf], bool]) -> int | None:
        candidates = [
            number
            for number, other in enumerate(self.leaves)
            if _comparable(leaf, other) and self._same_surface(leaf, other) and fits(leaf, other)
        ]
        free = [number for number in candidates if self.leaves[number].where not in self._taken]
        if leaf.kind in _SHARED or _is_drawing(leaf):
            free = free or candidates
        return max(free, key=lambda number: self._closeness(leaf, self.leaves[number]), default=None)

    def _same_surface(self, leaf: Leaf, other: Leaf) -> bool:
        """By name; by place only where the tree has no surface of that name."""
        names = _folded(leaf.place.surface)
        if names & self._surfaces:
            return bool(names & _folded(other.place.surface))
        one, two = leaf.place.surface_index, other.place.surface_index
        return one is None or two is None or one == two

    def same_field(self, listed: Leaf, tree: Leaf) -> bool:
        return self._closeness(listed, tree) > 0

    def same_field_and_value(self, listed: Leaf, tree: Leaf) -> bool:
        return _same_value(listed, tree) and self.same_field(listed, tree)

    def _closeness(self, listed: Leaf, tree: Leaf) -> int:
        """How near the area's names lead to the leaf: its own names, its container's, one further out."""
        names = _folded((listed.name, listed.label))
        if names & _folded((tree.name, tree.label)):
            return len(tree.place.containers) + 3
        for depth, container in reversed(list(enumerate(tree.place.containers, 2))):
            if names & _folded(container):
                return depth
        return 1 if names & self._ruled.get(tree.where, frozenset()) else 0

    def _joined(self, tree: Leaf, listed: Leaf) -> Leaf:
        """The tree's leaf with what the list adds to it."""
        if _is_drawing(listed):
            return replace(tree, files=(*tree.files, *listed.files))
        if listed.value.strip() and not tree.value.strip():
            self._say_taken(tree, [f"the value {listed.value!r}"])
            tree = replace(tree, value=listed.value)
        elif listed.value.strip() and listed.value not in (tree.value, *tree.other_values):
            self._say_differs(tree, "value", tree.value, listed.value)
        for name in sorted(tree.detail.keys() & listed.detail.keys()):
            if _detail(tree, name) != _detail(listed, name):
                self._say_differs(tree, name, tree.detail[name], listed.detail[name])
        more = {name: text for name, text in listed.detail.items() if name not in tree.detail}
        if more:
            self._say_taken(tree, sorted(f"{name} {text!r}" for name, text in more.items()))
        known = {text for file in tree.files for text in (file.name, file.url)}
        files = tuple(file for file in listed.files if (file.url or file.name) not in known)
        return replace(tree.with_detail(more), files=(*tree.files, *files))

    def add(self, leaf: Leaf) -> None:
        """What only the list has comes after the tree's own parts of the same surface."""
        if self._has_tree:
            text = (
                f"Only the flat list has this {leaf.kind}: {shorten(leaf.shown)!r}. It was taken from there."
            )
            self._findings.warn(WarningCode.ONLY_IN_LIST, leaf.where, text)
        place = len(self.leaves)
        for number, other in enumerate(self.leaves):
            if self._same_surface(leaf, other) and (
                leaf.place.surface or leaf.place.surface_index is not None
            ):
                place = number + 1
        self.leaves.insert(place, leaf)

    def _say_taken(self, tree: Leaf, what: list[str]) -> None:
        text = f"The tree lacks {shorten(', '.join(what))}; it was taken from the flat list."
        self._findings.warn(WarningCode.ONLY_IN_LIST, tree.where, text)

    def _say_differs(self, tree: Leaf, what: str, of_tree: str, of_list: str) -> None:
        text = f"The {what} is {shorten(of_tree)!r} in the tree and {shorten(of_list)!r} in the flat list."
        self._findings.warn(WarningCode.DIFFERS, tree.where, f"{text} The tree's counts.")


def _is_drawing(leaf: Leaf) -> bool:
    return bool(leaf.files) and all(file.purpose is FilePurpose.ARTWORK for file in leaf.files)


def _comparable(listed: Leaf, tree: Leaf) -> bool:
    """A drawing may stand for the text that the buyer moved, or for an upload."""
    if _is_drawing(listed):
        return tree.kind in (EntryKind.TEXT, EntryKind.IMAGE)
    return listed.kind is tree.kind and listed.kind is not EntryKind.UNKNOWN


def _detail(leaf: Leaf, name: str) -> str:
    """A detail as it is compared: codes of colours are written in either case."""
    text = leaf.detail.get(name, "")
    return text.casefold() if name == "colour" else text


def _same_value(listed: Leaf, tree: Leaf) -> bool:
    if listed.blank or _is_drawing(listed):
        return False
    if tree.kind is EntryKind.COLOUR and not (tree.value and listed.value):
        return bool(_detail(tree, "colour")) and _detail(tree, "colour") == _detail(listed, "colour")
    return listed.value in (tree.value, *tree.other_values)


def _ruled_by(style: Leaf, tree: Sequence[Leaf]) -> frozenset[str]:
    """The names of all that a font or colour is for: what lies in the same container."""
    around = style.place.containers
    return frozenset().union(
        *(
            _folded((leaf.name, leaf.label, *(name for names in leaf.place.containers for name in names)))
            for leaf in tree
            if leaf.place.surface_index == style.place.surface_index
            and leaf.place.containers[: len(around)] == around
        )
    )


@lru_cache(maxsize=4096)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join(name.split()).casefold() for name in names if name.strip())
