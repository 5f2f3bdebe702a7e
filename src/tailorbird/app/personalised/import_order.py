"""Importing an order that a seller got on another marketplace, from the file that it gives.

The case is written first and the files after it: what a failure leaves behind is a case that lacks files,
which repeating the import mends, and never a file that nothing would erase.
"""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.case_id import imported_case_id
from tailorbird.app.engine import problems
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Actor, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.personalised.place import Placed, order_opening, place_act
from tailorbird.app.personalised.screening import screen_import
from tailorbird.domain.cases.facts.listing import ListingDrafted
from tailorbird.domain.cases.facts.personalised import CustomizationErased, PersonalisedOrderPlaced
from tailorbird.domain.customization.imported import (
    Attention,
    FilePurpose,
    ImportedLine,
    OrderFault,
    Sanitation,
    UnknownPart,
    UnreadableOrder,
    WarningCode,
)
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What the seller says of the file that it hands in. The price of a piece is given, or a listing's."""

    listing: str = ""
    price: Money | None = None
    archive: str = ""
    """The file's own name, if known."""


@dataclass(frozen=True, slots=True)
class WarningTold:
    """What is to be known about the order; `text` may quote the buyer, and is told to the seller alone."""

    code: WarningCode
    where: str
    text: str
    attention: Attention


@dataclass(frozen=True, slots=True)
class FileTaken:
    """A file of the archive. `kept` is 0 for one of a kind that is not stored here."""

    name: str
    sha256: str
    media_type: str
    purpose: FilePurpose
    sanitation: Sanitation
    kept: int


@dataclass(frozen=True, slots=True)
class ImportTold:
    """What was read, and what was not understood. It quotes the buyer, and is not stored."""

    source: str
    title: str
    quantity: int
    specification_hash: str
    files: tuple[FileTaken, ...]
    warnings: tuple[WarningTold, ...]
    unknown: tuple[UnknownPart, ...]
    held: tuple[str, ...]
    """Places that a person looks at before the order can be taken on."""


def read_order_file(house: House, data: bytes, archive: str) -> ImportedLine | Problem:
    """The order line of the archive, or why there is none. Nothing is written."""
    try:
        return house.order_files.amazon_custom(data, archive)
    except UnreadableOrder as fault:
        return _unreadable(fault)


def import_order(house: House, merchant: str, line: ImportedLine, wish: ImportWish, key: str) -> Receipt:
    """Open the order's case, with everything doubtful held for a person. The same order comes in once."""
    price = _price(house, merchant, wish)
    if isinstance(price, Problem):
        return Receipt("", {}, price)
    source = source_of(line)
    case_id = imported_case_id(merchant, source)
    title = line.title.strip() or line.asin
    # The outside buyer owns what it wrote: the seller reads it on record, as everybody does.
    buyer = f"outside/buyer/{source.replace('/', '-')}"
    placed = Placed(line.specification, price, kept_files(line), screen_import(line, wish.archive))
    told = {"title": title, "source": source, "listing": wish.listing}
    act = place_act(Actor(merchant, Role.MERCHANT), placed, told, buyer)
    opening = order_opening(house, {Role.MERCHANT: merchant, Role.BUYER: buyer}, title, price)
    receipt = house.engine.run(Order(case_id, (act,), merchant, key, opening))
    if receipt.problem is None or receipt.problem.code == "already_open":
        _keep_files(house, case_id, line)
    if receipt.problem is not None and receipt.problem.code == "already_open":
        return Receipt(case_id, receipt.reply, _already(house, case_id, line))
    return receipt


def told_of(line: ImportedLine, archive: str) -> ImportTold:
    """The whole report of the file, for the seller's eyes."""
    return ImportTold(
        source=source_of(line),
        title=line.title,
        quantity=line.quantity,
        specification_hash=line.specification.hash,
        files=tuple(
            FileTaken(
                each.name,
                each.sha256,
                each.media_type,
                each.purpose,
                each.sanitation,
                int(bool(each.media_type)),
            )
            for each in line.files
        ),
        warnings=tuple(
            WarningTold(each.code, each.where, each.text, each.attention) for each in line.warnings
        ),
        unknown=line.unknown,
        held=tuple(each.where for each in screen_import(line, archive)),
    )


def source_of(line: ImportedLine) -> str:
    """Where the line comes from, and its numbers there."""
    return f"amazon:{line.order_id}/{line.order_item_id}"


def kept_files(line: ImportedLine) -> tuple[str, ...]:
    """The hashes of the files that are stored: those of a known kind, each once."""
    return tuple(dict.fromkeys(each.sha256 for each in line.files if each.media_type))


def _keep_files(house: House, case_id: str, line: ImportedLine) -> None:
    """Store what the case names and what is not there; of an order that was erased, nothing."""
    record = house.records.case(case_id)
    case = case_from(record) if record is not None else None
    placed = case.first(PersonalisedOrderPlaced) if case is not None else None
    if case is None or placed is None or case.has(CustomizationErased):
        return
    for each in line.files:
        if each.sha256 in placed.fact.files and house.files.read(each.sha256) is None:
            house.files.put(each.data, each.media_type)


def _price(house: House, merchant: str, wish: ImportWish) -> Money | Problem:
    """The stated price of a piece, or that of the seller's own listing."""
    listed: Money | None = None
    if wish.listing:
        record = house.records.case(wish.listing)
        own = record is not None and record.header.participants.get(Role.MERCHANT) == merchant
        if record is None or record.header.kind != "listing" or not own:
            return problems.no_case(wish.listing)
        drafted = case_from(record).last(ListingDrafted)
        listed = drafted.fact.document.price if drafted is not None else None
    price = wish.price or listed
    if price is None or price.minor < 0:
        return _no_price()
    return price


def _already(house: House, case_id: str, line: ImportedLine) -> Problem:
    record = house.records.case(case_id)
    placed = case_from(record).first(PersonalisedOrderPlaced) if record is not None else None
    same = placed is not None and placed.fact.specification_hash == line.specification.hash
    differs = "" if same else " This file gives another customization than the one that was imported."
    return Problem(
        "already_imported",
        409,
        "This order was imported before",
        f"{source_of(line)} is the case {case_id}.{differs}",
        f"Go on in the case {case_id}."
        if same
        else f"Look at the case {case_id}. If the order changed at the marketplace, refuse it there first.",
        {"case": case_id, "same_customization": int(same)},
    )


def _unreadable(fault: UnreadableOrder) -> Problem:
    too_large = fault.code is OrderFault.TOO_LARGE
    return Problem(
        "order_file_unreadable",
        413 if too_large else 422,
        "This order file cannot be read",
        fault.detail,
        fault.next_step,
        {"fault": fault.code.value},
    )


def _no_price() -> Problem:
    return Problem(
        "price_missing",
        422,
        "The price of the order is missing",
        "The file states no price, and neither does a listing of yours.",
        "Give the price of one piece by ?price=USD 24.90, or one of your listings by ?listing=.",
    )
