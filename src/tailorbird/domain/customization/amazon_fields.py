"""How each type of leaf in an Amazon Custom tree keeps its value, and what of it stays unread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tailorbird.domain.customization.amazon_leaf import (
    FileName,
    Findings,
    Leaf,
    Node,
    Place,
    flattened,
    inside,
    is_empty,
    need_of,
    price_details,
    scalar,
)
from tailorbird.domain.customization.imported import FilePurpose
from tailorbird.domain.customization.specification import EntryKind

GEOMETRY: Final = ("dimension", "position", "rotation", "scale")
STRUCTURE: Final = frozenset(
    (
        *("children", "identifier", "templateIdentifier", "instructions"),
        *("isRequired", "required", "additionalCost", "priceDelta", *GEOMETRY),
    )
)
"""Keys of the listing and not of the buyer's choice, or read wherever they stand."""
NAMES: Final = ("type", "name", "label")
_OF_IMAGES: Final = ("imageName", "buyerFilename", "imageUrl")
_OF_PICTURES: Final = frozenset(("imageName", "imageUrl", "identifier"))

Part = tuple[str, str, object]
"""Path, name and content of a part that was not understood."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a type keeps its value: in `holder` under the first filled of `values`, or `beside` it.

    Further filled ones are further names of the value. `details` and `pictures` say under which name
    the entry keeps what else the holder has.
    """

    kind: EntryKind
    holder: str = ""
    values: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()


LEAVES: Final[Mapping[str, Shape]] = {
    "TextCustomization": Shape(EntryKind.TEXT, beside=("inputValue",)),
    "FontCustomization": Shape(
        EntryKind.FONT, "fontSelection", ("family", "name"), details=(("fontUrl", "font_url"),)
    ),
    "ColorCustomization": Shape(
        EntryKind.COLOUR,
        "colorSelection",
        ("name",),
        details=(("value", "colour"), ("colorModel", "colour_model")),
    ),
    "OptionCustomization": Shape(
        EntryKind.OPTION,
        "optionSelection",
        ("label", "name", "displayValue", "value"),
        ("displayValue",),
        pictures=(("thumbnailImage", "thumbnail"), ("overlayImage", "overlay")),
    ),
    "ImageCustomization": Shape(
        EntryKind.IMAGE,
        "image",
        ("buyerFilename", "imageName", "imageUrl"),
        ("buyerFilename", "imageName", "imageUrl"),
    ),
}


def read_leaf(node: Node, shape: Shape, where: str, place: Place, findings: Findings) -> Leaf:
    """The choice that a leaf states."""
    held = node.get(shape.holder) if shape.holder else None
    holder: Node = held if isinstance(held, Mapping) else {}
    path = inside(where, shape.holder) if shape.holder else where
    value, others = _value(node, held, holder, shape)
    detail = dict(place.geometry)
    detail.update(pair for key in GEOMETRY for pair in flattened(key, node.get(key)))
    detail.update(price_details(node, where, findings))
    detail.update(price_details(holder, path, findings))
    detail.update((name, text) for key, name in shape.details if (text := scalar(holder.get(key))))
    if shape.kind is not EntryKind.IMAGE:
        detail.update((f"also.{number}", text) for number, text in enumerate(others, 1))
    return Leaf(
        where=where,
        place=place,
        name=scalar(node.get("name")) or "",
        label=scalar(node.get("label")) or "",
        kind=shape.kind,
        value=value,
        other_values=others,
        detail=detail,
        files=_files(node, holder, shape, where),
        need=need_of(node),
    )


def _value(node: Node, held: object, holder: Node, shape: Shape) -> tuple[str, tuple[str, ...]]:
    candidates = [scalar(holder.get(key)) for key in shape.values]
    candidates += [scalar(held), *(scalar(node.get(key)) for key in shape.beside)]
    filled = list(dict.fromkeys(text for text in candidates if text and text.strip()))
    # Blanks that the buyer typed stay as they are, where there is nothing else.
    value = filled[0] if filled else next((text for text in candidates if text), "")
    return value, tuple(filled[1:])


def _files(node: Node, holder: Node, shape: Shape, where: str) -> tuple[FileName, ...]:
    path = inside(where, shape.holder) if shape.holder else where
    if shape.kind is EntryKind.IMAGE:
        name, buyer_filename, url = (
            scalar(holder.get(key)) or scalar(node.get(key)) or "" for key in _OF_IMAGES
        )
        if not (name or buyer_filename or url):
            return ()
        upload = FileName(
            name=name or buyer_filename,
            purpose=FilePurpose.UPLOAD,
            where=path,
            buyer_filename=buyer_filename,
            url=url,
        )
        return (upload,)
    pictures = (
        option_picture(around.get(key), inside(at, key), detail)
        for key, detail in shape.pictures
        for around, at in ((holder, path), (node, where))
    )
    return tuple(picture for picture in pictures if picture is not None)


def option_picture(picture: object, where: str, detail: str) -> FileName | None:
    """An option's picture: an object, or its address or file name alone."""
    if isinstance(picture, Mapping):
        name, url = scalar(picture.get("imageName")) or "", scalar(picture.get("imageUrl")) or ""
    elif isinstance(picture, str):
        name, url = ("", picture) if "://" in picture else (picture, "")
    else:
        return None
    if not (name or url):
        return None
    return FileName(name=name, url=url, purpose=FilePurpose.LISTING_PICTURE, where=where, detail=detail)


def unread_parts(node: Node, shape: Shape, where: str) -> Iterator[Part]:
    """What a leaf of a known type has beyond what was read of it."""
    pictures = {key for key, _ in shape.pictures}
    yield from extras(node, STRUCTURE | {shape.holder} | pictures, where, (*NAMES, *shape.beside))
    yield from _unread_pictures(node, pictures, where)
    held = node.get(shape.holder) if shape.holder else None
    path = inside(where, shape.holder)
    if isinstance(held, Mapping):
        known = {"identifier", "additionalCost", "priceDelta"} | pictures
        read = (*shape.values, *(key for key, _ in shape.details))
        yield from extras(held, known, path, read)
        yield from _unread_pictures(held, pictures, path)
    elif not is_empty(held) and scalar(held) is None:
        yield path, shape.holder, held


def _unread_pictures(around: Node, pictures: set[str], where: str) -> Iterator[Part]:
    for key in sorted(pictures & around.keys()):
        picture, path = around[key], inside(where, key)
        if isinstance(picture, Mapping):
            yield from extras(picture, _OF_PICTURES, path)
        elif not is_empty(picture) and not isinstance(picture, str):
            yield path, key, picture


def extras(
    node: Node, known: frozenset[str] | set[str], where: str, texts: tuple[str, ...] = ()
) -> Iterator[Part]:
    """The filled parts of a node that are not `known`. Those of `texts` are known as texts only."""
    for key, value in node.items():
        as_text = key in texts and scalar(value) is not None
        if not (key in known or as_text or is_empty(value)):
            yield inside(where, key), key, value
