"""An Amazon Custom order as an order line: its head, tree and list, and the files that they name.

Shapes are from public parsers of such files, there being no official schema: whatever is not among them
is reported and kept, and a choice without a value is never silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

from tailorbird.domain.customization.amazon_areas import read_areas
from tailorbird.domain.customization.amazon_files import Archive
from tailorbird.domain.customization.amazon_leaf import Findings, Leaf, Need, Node, is_empty, scalar
from tailorbird.domain.customization.amazon_merge import merged
from tailorbird.domain.customization.amazon_texts import storable
from tailorbird.domain.customization.amazon_tree import ROOT, read_tree
from tailorbird.domain.customization.imported import (
    ArchivedFile,
    Attention,
    ImportedLine,
    OrderFault,
    UnreadableOrder,
    WarningCode,
)
from tailorbird.domain.customization.specification import Entry, EntryKind, Specification

_NEEDED: Final = ("orderId", "orderItemId", "asin")
_WANTED: Final = ("title", "merchantId", "marketplaceId")
_HEAD: Final = frozenset((*_NEEDED, *_WANTED, "legacyOrderItemId", "quantity"))
_READ_ELSEWHERE: Final = frozenset((ROOT, "customizationInfo", "version3.0"))
_QUANTITY: Final = re.compile(r"[0-9]{1,6}")
_MOST: Final = 999_999
_REQUIRED: Final = re.compile(
    r"\*|\brequired\b|\bmandatory\b|必填|必选|erforderlich|pflicht|\bobligat|\bobligator|חובה", re.IGNORECASE
)
_OPTIONAL: Final = re.compile(
    r"\boptional|\bif (?:desired|wanted|any)\b|可选|选填|\bfacultati|\bopcional|\bfreiwillig", re.IGNORECASE
)


def is_order(document: object) -> bool:
    """Whether a parsed file is an order of this kind at all."""
    if not isinstance(document, Mapping):
        return False
    return bool(_READ_ELSEWHERE & document.keys()) or {"orderId", "orderItemId"} <= document.keys()


def read_order(
    document: Node, source: ArchivedFile | None = None, files: Sequence[ArchivedFile] = ()
) -> ImportedLine:
    """The line of a parsed order: numbers are int or Decimal, nesting is bounded by the caller.

    `source` is the file that the document was read from, `files` are the others of its archive. Raises
    `UnreadableOrder` where there is no order number, item, product or quantity to make a line of.
    """
    findings = Findings()
    clean = storable(document, findings.add)
    head = _head(clean, findings)
    leaves = _leaves(clean, findings)
    archive = Archive(files, findings)
    entries = tuple(_entry(leaf, archive) for leaf in leaves)
    _report_blanks(leaves, entries, findings)
    for file in findings.files:
        archive.named(file)
    specification = Specification(
        product=head["asin"], title=head["title"], quantity=_quantity(clean), entries=entries
    )
    return ImportedLine(
        order_id=head["orderId"],
        order_item_id=head["orderItemId"],
        legacy_order_item_id=head["legacyOrderItemId"],
        merchant_id=head["merchantId"],
        marketplace_id=head["marketplaceId"],
        asin=head["asin"],
        title=head["title"],
        quantity=specification.quantity,
        specification=specification,
        files=archive.imported(source),
        unknown=tuple(findings.unknown),
        warnings=tuple(findings.warnings),
    )


def _head(document: Node, findings: Findings) -> dict[str, str]:
    head = {key: (scalar(document.get(key)) or "").strip() for key in sorted(_HEAD)}
    lacking = [key for key in _NEEDED if not head[key]]
    if lacking:
        raise UnreadableOrder(
            OrderFault.HEAD_UNREADABLE,
            f"The order file states no {' and no '.join(lacking)}.",
            "Download the order's file from the marketplace again, or enter the order by hand.",
        )
    for key in _WANTED:
        if not head[key]:
            findings.warn(WarningCode.HEAD_MISSING, key, f"The order file states no {key}.")
    for key, value in document.items():
        if key in _HEAD and not is_empty(value) and scalar(value) is None:
            findings.not_known(key, key, value)
        elif key not in _HEAD | _READ_ELSEWHERE and not is_empty(value):
            findings.not_known(key, "", value)
    return head


def _quantity(document: Node) -> int:
    text = (scalar(document.get("quantity")) or "").strip()
    quantity = int(text) if _QUANTITY.fullmatch(text) else 0
    if not 1 <= quantity <= _MOST:
        raise UnreadableOrder(
            OrderFault.HEAD_UNREADABLE,
            f"The order file states no quantity from 1 to {_MOST}, but {text[:40]!r}.",
            "Look the quantity up at the marketplace, and enter the order by hand.",
        )
    return quantity


def _leaves(document: Node, findings: Findings) -> tuple[Leaf, ...]:
    tree = read_tree(document.get(ROOT), findings)
    listed = read_areas(document, findings)
    if listed and not tree:
        text = "The order has only the flat list, which loses texts that the buyer moved."
        findings.warn(WarningCode.NO_TREE, ROOT, text, Attention.PERSON)
    leaves = merged(tree, listed, findings)
    if not leaves:
        text = "The order states no customization at all."
        findings.warn(WarningCode.NOTHING_ASKED, "", text, Attention.PERSON)
    return leaves


def _entry(leaf: Leaf, archive: Archive) -> Entry:
    detail = dict(leaf.detail)
    file = ""
    for named in leaf.files:
        sha256 = archive.named(named)
        if named.detail:
            detail[_free(named.detail, detail)] = sha256 or named.url or named.name
        elif not sha256 and named.url:
            detail["url"] = named.url
        if leaf.kind is EntryKind.IMAGE and sha256 and (not file or not named.detail):
            file = sha256
    return Entry(
        surface=leaf.place.surface_name,
        area=leaf.place.area,
        label=leaf.label.strip() or leaf.name,
        kind=leaf.kind,
        value=leaf.shown,
        detail=tuple(detail.items()),
        file=file,
    )


def _free(name: str, taken: Mapping[str, str]) -> str:
    """The name, numbered where an entry has several details of it."""
    numbered = (name, *(f"{name}.{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in numbered if each not in taken)


def _report_blanks(leaves: Iterable[Leaf], entries: Sequence[Entry], findings: Findings) -> None:
    written = {entry.surface for entry in entries if entry.kind is EntryKind.TEXT and not entry.blank}
    for leaf, entry in zip(leaves, entries, strict=True):
        if not entry.blank or leaf.kind is EntryKind.UNKNOWN:
            continue
        required = _looks_required(leaf, written)
        said = "and looks as if it has to be filled" if required else "which may be meant so"
        text = f"{entry.label or entry.area or 'A field'!r} ({leaf.kind}) is blank, {said}."
        attention = Attention.PERSON if required else Attention.NOTE
        findings.warn(WarningCode.BLANK, leaf.where, text, attention)


def _looks_required(leaf: Leaf, written: Set[str]) -> bool:
    """A choice has to be made and a picture sent; beside other texts of a surface one may stay empty."""
    words = " ".join((leaf.label, leaf.name, *(name for names in leaf.place.containers for name in names)))
    if leaf.need is not Need.UNSTATED:
        return leaf.need is Need.REQUIRED
    if _OPTIONAL.search(words):
        return False
    alone = leaf.kind is not EntryKind.TEXT or leaf.place.surface_name not in written
    return alone or bool(_REQUIRED.search(words))
