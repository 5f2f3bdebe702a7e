"""What a customized product costs: lines for goods, options and surcharges, and their sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tailorbird.domain.catalogue.price import NoPrice, price_at
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.conditions import Situation
from tailorbird.domain.customization.specification import Specification
from tailorbird.domain.customization.template import Per, Surcharge, Template
from tailorbird.domain.customization.texts import counted_characters, counted_lines
from tailorbird.domain.listing.document import FieldKind
from tailorbird.domain.money import Money, MoneyError, total

_NOTHING: Final = Template()


class Charged(StrEnum):
    """How often a line is charged."""

    A_PIECE = "piece"
    AN_ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine:
    """One line: `each` times `times` is `amount`."""

    label: str
    label_zh: str
    per: Charged
    each: Money
    times: int
    amount: Money
    field: str
    """The field whose choice or text costs it; empty for goods and what concerns the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """The price. `piece` is what one more of the same costs, `once` what is charged once an order;
    `total` is the sum of the lines."""

    currency: str
    quantity: int
    lines: tuple[PriceLine, ...]
    piece: Money
    once: Money
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpriced:
    """There is no price: `part` names what has none, and why."""

    code: str
    part: str
    says: str
    says_zh: str


def price_of(product: Product, specification: Specification, currency: str) -> Priced | Unpriced:
    """The price of so many pieces, customized so, in this currency; all amounts are whole minor units."""
    quantity = specification.quantity
    piece = price_at(product, specification.variant, quantity, currency)
    if isinstance(piece, NoPrice):
        return Unpriced(code=piece.reason.value, part=product.title, says=piece.says, says_zh=piece.says_zh)
    situation = Situation(product.template or _NOTHING, specification.entries)
    counting = _Counting(quantity, currency)
    try:
        goods = counting.line((product.title, product.title_zh), piece, Charged.A_PIECE)
        lines = (goods, *_option_lines(situation, counting), *_surcharges(situation, counting))
        sums = _sums(lines, currency, quantity)
    except _NoAmount as missing:
        return missing.unpriced
    except MoneyError:
        return Unpriced(
            code="unworkable_amount",
            part=product.title,
            says="The sum is larger than can be booked; take fewer pieces.",
            says_zh="总额超出可处理的范围，请减少数量。",
        )
    if sums.total.minor < 0:
        return Unpriced(
            code="below_zero",
            part=product.title,
            says="The reductions are more than the price; the maker has to mend the product.",
            says_zh="减价超过价格，需由商家更正商品。",
        )
    return sums


class _NoAmount(Exception):
    def __init__(self, label: str, label_zh: str, currency: str) -> None:
        super().__init__(label)
        self.unpriced = Unpriced(
            code="no_such_currency",
            part=label,
            says=f"{label} has no price in {currency}; choose another currency or another option.",
            says_zh=f"“{label_zh or label}”没有 {currency} 价格；请选择其他货币或其他选项。",
        )


def _sums(lines: tuple[PriceLine, ...], currency: str, quantity: int) -> Priced:
    return Priced(
        currency=currency,
        quantity=quantity,
        lines=lines,
        piece=total((each.each for each in lines if each.per is Charged.A_PIECE), currency),
        once=total((each.each for each in lines if each.per is Charged.AN_ORDER), currency),
        total=total((each.amount for each in lines), currency),
    )


@dataclass(frozen=True, slots=True)
class _Counting:
    """How many pieces, in which currency."""

    quantity: int
    currency: str

    def line(self, words: tuple[str, str], each: Money, per: Charged, field: str = "") -> PriceLine:
        times = self.quantity if per is Charged.A_PIECE else 1
        return PriceLine(
            label=words[0],
            label_zh=words[1],
            per=per,
            each=each,
            times=times,
            amount=each * times,
            field=field,
        )

    def amount(self, words: tuple[str, str], amounts: Sequence[Money]) -> Money:
        for each in amounts:
            if each.currency == self.currency:
                return each
        raise _NoAmount(*words, self.currency)


def _option_lines(situation: Situation, counting: _Counting) -> Iterator[PriceLine]:
    """An option without prices costs nothing; one with prices has to have one in this currency."""
    for asked in situation.shown_fields():
        if asked.kind is not FieldKind.CHOICE:
            continue
        chosen = situation.value(asked.field)
        option = next((each for each in asked.options if each.option == chosen), None)
        if option is None or not option.prices:
            continue
        words = (
            f"{asked.label}: {option.label}",
            f"{asked.label_zh or asked.label}：{option.label_zh or option.label}",
        )
        amount = counting.amount(words, option.prices)
        if amount:
            yield counting.line(words, amount, Charged.A_PIECE, asked.field)


def _surcharges(situation: Situation, counting: _Counting) -> Iterator[PriceLine]:
    for each in situation.template.surcharges:
        number = _counted(situation, each) if situation.hold(each.when) else 0
        if not number:
            continue
        words = (each.label, each.label_zh)
        amount = counting.amount(words, each.amounts) * number
        if amount:
            per = Charged.AN_ORDER if each.per is Per.ORDER else Charged.A_PIECE
            yield counting.line(words, amount, per, each.field)


def _counted(situation: Situation, surcharge: Surcharge) -> int:
    """How often it is charged to a piece, or to the order."""
    text = situation.value(surcharge.field) if surcharge.field else ""
    match surcharge.per:
        case Per.CHARACTER:
            return max(0, counted_characters(text) - surcharge.free)
        case Per.LINE:
            return max(0, counted_lines(text) - surcharge.free)
        case _:
            return 1
