"""The columns of the table, and how a cell says a list, prices, options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tailorbird.domain.catalogue.product import LeadTime, PriceTier
from tailorbird.domain.money import Money, MoneyError

PRODUCT_COLUMNS: Final = (
    "product", "title", "title_zh", "description", "description_zh", "category", "channel", "condition",
    "bullets", "goods_classes", "declarations", "wishes_also", "wishes_not_offered", "blank", "media",
    "template",
)  # fmt: skip
"""What is said of the product. The product's first row says it; later ones leave it blank or say the same."""
VARIANT_COLUMNS: Final = (
    "variant", "label", "label_zh", "sku", "options", "prices", "stock", "lead_days", "weight_g",
    "length_mm", "width_mm", "height_mm", "gtin", "gtin_exemption",
)  # fmt: skip
COLUMNS: Final = (*PRODUCT_COLUMNS, *VARIANT_COLUMNS)
NEEDED: Final = ("product", "title", "variant", "prices")
_SEPARATOR: Final = " | "
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")


class UnreadableCell(ValueError):
    """A cell that does not say what its column is for. Says so in English and in Chinese."""

    def __init__(self, says: str, says_zh: str, next_step: str, next_step_zh: str) -> None:
        super().__init__(says)
        self.says_zh = says_zh
        self.next_step = next_step
        self.next_step_zh = next_step_zh


def written_list(items: Iterable[str]) -> str:
    """`one | two`; a bar, a backslash, and white space at an item's ends have a backslash before them."""
    return _SEPARATOR.join(_escaped(item) for item in items)


def _escaped(item: str) -> str:
    first, last = len(item) - len(item.lstrip()), len(item.rstrip()) - 1
    return "".join(
        f"\\{letter}" if letter in "\\|" or not first <= place <= last else letter
        for place, letter in enumerate(item)
    )


def read_list(cell: str) -> tuple[str, ...]:
    """The items of a cell."""
    if not cell.strip():
        return ()
    items, item, kept, letters = list[str](), "", 0, iter(cell)
    for letter in letters:
        if letter == "|":
            items.append(_ended(item, kept))
            item, kept = "", 0
        elif letter == "\\":
            item += next(letters, "\\")
            kept = len(item)
        elif item or not letter.isspace():
            item += letter
    return (*items, _ended(item, kept))


def _ended(item: str, kept: int) -> str:
    """The item without the white space at its end, but for what a backslash keeps."""
    return item[:kept] + item[kept:].rstrip()


def written_prices(prices: Sequence[PriceTier]) -> str:
    """`USD 24.90 | 10+: USD 22.00 | EUR 23.00`."""
    return _SEPARATOR.join(
        f"{tier.price.currency} {tier.price.number}"
        if tier.from_quantity == 1
        else f"{tier.from_quantity}+: {tier.price.currency} {tier.price.number}"
        for tier in prices
    )


def read_prices(cell: str) -> tuple[PriceTier, ...]:
    """The prices of a cell; a full-width colon will do."""
    found = []
    for item in read_list(cell):
        quantity, _, amount = item.replace("：", ":").rpartition(":")
        least = quantity.strip().removesuffix("+").strip()
        try:
            price = Money.parse(amount.strip())
        except MoneyError as problem:
            raise _unreadable_price(item) from problem
        if least and not (least.isascii() and least.isdigit() and len(least) < 8):  # noqa: PLR2004 - digits
            raise _unreadable_price(item)
        found.append(PriceTier(price=price, from_quantity=int(least) if least else 1))
    return tuple(found)


def _unreadable_price(item: str) -> UnreadableCell:
    return UnreadableCell(
        f"{item!r} is no price.",
        f"“{item}”不是价格。",
        "Write such as `USD 24.90`, and `10+: USD 22.00` for the price from 10 pieces on; part them by |.",
        "请写成 USD 24.90；10 件起的价格写成 10+: USD 22.00；用 | 分隔。",
    )


def written_options(options: Sequence[tuple[str, str]]) -> str:
    """`size=M | colour=red`."""
    return written_list(f"{name}={value}" for name, value in options)


def read_options(cell: str) -> tuple[tuple[str, str], ...]:
    """The options of a cell, by name."""
    found = []
    for item in read_list(cell):
        name, sign, value = item.partition("=")
        if not sign or not name.strip():
            raise UnreadableCell(
                f"{item!r} is no option.",
                f"“{item}”不是选项。",
                "Write such as `size=M | colour=red`.",
                "请写成 size=M | colour=red。",
            )
        found.append((name.strip(), value.strip()))
    return tuple(found)


def written_lead(lead: LeadTime | None) -> str:
    """`3-5`, in working days."""
    return f"{lead.min_days}-{lead.max_days}" if lead is not None else ""


def read_lead(cell: str) -> LeadTime | None:
    """Working days, such as `3-5`, or `4` alone."""
    if not cell:
        return None
    first, _, last = cell.partition("-")
    return LeadTime(min_days=read_number(first), max_days=read_number(last or first))


def read_number(cell: str) -> int:
    """A whole number from 0; blank is 0."""
    text = cell.strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= 9):  # noqa: PLR2004 - digits of an integer
        raise UnreadableCell(
            f"{cell!r} is no whole number.",
            f"“{cell}”不是整数。",
            "Write digits only, such as 350.",
            "请只写数字，例如 350。",
        )
    return int(text)


def harmless(cell: str) -> str:
    """The cell as a spreadsheet takes for text: what could be a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_meant(cell: str) -> str:
    """The cell without the apostrophe that stands before what could be a formula."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1:].startswith(_FORMULA) else cell
