"""An Amazon Custom order ZIP (`<orderId>_<orderItemId>.zip`) as an order line with its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from tailorbird.adapters.amazon_custom.archive import Member, members
from tailorbird.adapters.amazon_custom.order_json import read_order_json
from tailorbird.domain import codec
from tailorbird.domain.customization.amazon_files import SVG
from tailorbird.domain.customization.amazon_order import is_order, read_order
from tailorbird.domain.customization.imported import (
    ArchivedFile,
    Attention,
    ImportedLine,
    OrderFault,
    OrderWarning,
    UnreadableOrder,
    WarningCode,
)
from tailorbird.domain.customization.svg import is_svg

Sniff = Callable[[bytes], str | None]
"""Tells a file's media type by its content; none where it is not one that is taken in."""
_JSON: Final = "application/json"
# What computers add to an archive by themselves.
_LITTER: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read_order_zip(data: bytes, media_type_of: Sniff, file_name: str = "") -> ImportedLine:
    """The order line that the archive holds; raises `UnreadableOrder` where it gives none.

    `file_name` is the archive's own name, if known: it is compared with the order inside.
    """
    found = [each for each in members(data) if not _is_litter(each.name)]
    source, document = _order(found)
    files = tuple(_archived(each, media_type_of) for each in found if each is not source)
    order = ArchivedFile(
        name=source.name, sha256=codec.digest(source.data), media_type=_JSON, data=source.data
    )
    line = read_order(document, order, files)
    return replace(line, warnings=(*line.warnings, *_other_names(line, source.name, file_name)))


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER[0]) or PurePosixPath(name).name in _LITTER


def _order(found: tuple[Member, ...] | list[Member]) -> tuple[Member, Mapping[str, object]]:
    """The one JSON file that is an order."""
    orders: list[tuple[Member, Mapping[str, object]]] = []
    unread: UnreadableOrder | None = None
    for member in found:
        if not member.name.casefold().endswith(".json"):
            continue
        try:
            document = read_order_json(member.data, member.name)
        except UnreadableOrder as problem:
            unread = unread or problem
            continue
        if isinstance(document, Mapping) and is_order(document):
            orders.append((member, document))
    if not orders and unread is not None:
        raise unread
    if not orders:
        raise UnreadableOrder(
            OrderFault.NO_ORDER,
            "The archive has no JSON file with an order item in it.",
            "Hand in the ZIP file that the marketplace gives for a customized order line.",
        )
    if len(orders) > 1:
        names = ", ".join(repr(member.name) for member, _ in orders)
        raise UnreadableOrder(
            OrderFault.SEVERAL_ORDERS,
            f"The archive has {len(orders)} orders: {names[:200]}.",
            "Hand in each order line's own ZIP file.",
        )
    return orders[0]


def _archived(member: Member, media_type_of: Sniff) -> ArchivedFile:
    kind = SVG if is_svg(member.data) else (media_type_of(member.data) or "") if member.data else ""
    return ArchivedFile(name=member.name, sha256=codec.digest(member.data), media_type=kind, data=member.data)


def _other_names(line: ImportedLine, json_name: str, file_name: str) -> tuple[OrderWarning, ...]:
    """What speaks for another order than the one inside: a file named after it."""
    stem = PurePosixPath(json_name).stem
    warnings = []
    if line.order_item_id not in stem and stem.isdigit():
        warnings.append((json_name, f"The JSON file is named {json_name!r}"))
    if file_name and line.order_item_id not in file_name and line.order_id not in file_name:
        warnings.append((file_name, f"The archive is named {file_name[:80]!r}"))
    return tuple(
        OrderWarning(
            WarningCode.NAME_DIFFERS,
            where,
            f"{said}, but the order item is {line.order_item_id}. Check that it is the right file.",
            Attention.PERSON,
        )
        for where, said in warnings
    )
