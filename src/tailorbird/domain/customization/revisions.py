"""What changed between two revisions of a product, in plain words for who has a design on the older."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tailorbird.domain.catalogue.product import PriceTier, Product
from tailorbird.domain.customization.template import Field, Option, Surcharge, Surface, Template
from tailorbird.domain.money import Money

_NOTHING: Final = Template()
_SAYS: Final[dict[str, tuple[str, str]]] = {
    "field_removed": ("The field “{name}” is no longer there.", "已取消项目“{name_zh}”。"),
    "field_added": ("There is a new field “{name}”.", "新增项目“{name_zh}”。"),
    "field_changed": ("What “{name}” takes has changed.", "项目“{name_zh}”的要求有变。"),
    "option_removed": ("“{name}” no longer offers “{what}”.", "“{name_zh}”不再提供“{what_zh}”。"),
    "option_added": ("“{name}” now offers “{what}” too.", "“{name_zh}”新增“{what_zh}”。"),
    "price_changed": (
        "“{name}” costs {now} instead of {before}.",
        "“{name_zh}”的价格由 {before} 变为 {now}。",
    ),
    "variant_removed": ("The version “{name}” is no longer sold.", "不再出售款式“{name_zh}”。"),
    "surface_changed": (
        "The side “{name}”, or what can be printed on it, has changed.",
        "“{name_zh}”面或其可印区域有变。",
    ),
    "surface_removed": ("The side “{name}” is no longer there.", "已取消“{name_zh}”面。"),
    "rules_changed": (
        "Which choices go together, or how many can be ordered, has changed.",
        "选项搭配或可订数量的规则有变。",
    ),
}
_NO_PRICE: Final = ("nothing", "无")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductChange:
    """One change: which, about which field (or none), and said in full."""

    code: str
    field: str
    says: str
    says_zh: str


def changes(before: Product, now: Product) -> tuple[ProductChange, ...]:
    """What a buyer with a design on the older revision should know of the newer one."""
    old, new = before.template or _NOTHING, now.template or _NOTHING
    return (
        *_variants(before, now),
        *_surfaces(old.surfaces, new.surfaces),
        *_fields(old.fields, new.fields),
        *_surcharges(old.surcharges, new.surcharges),
        *_rules(old, new),
    )


def _change(code: str, field: str, names: tuple[str, str], **values: str) -> ProductChange:
    says, says_zh = _SAYS[code]
    filled = {"name": names[0], "name_zh": names[1] or names[0], **values}
    return ProductChange(code=code, field=field, says=says.format(**filled), says_zh=says_zh.format(**filled))


def _variants(before: Product, now: Product) -> Iterator[ProductChange]:
    new = {each.variant: each for each in now.variants}
    for old in before.variants:
        names = (old.label or old.variant or before.title, old.label_zh or before.title_zh)
        found = new.get(old.variant)
        if found is None:
            yield _change("variant_removed", "", names)
        else:
            yield from _prices("", names, _first(old.prices), _first(found.prices))


def _first(tiers: Sequence[PriceTier]) -> tuple[Money, ...]:
    """One price a currency: that of the fewest pieces."""
    found: dict[str, Money] = {}
    for each in sorted(tiers, key=lambda tier: tier.from_quantity):
        found.setdefault(each.price.currency, each.price)
    return tuple(found.values())


def _prices(
    field: str, names: tuple[str, str], before: Sequence[Money], now: Sequence[Money]
) -> Iterator[ProductChange]:
    old, new = ({each.currency: each for each in some} for some in (before, now))
    for currency in dict.fromkeys((*old, *new)):
        if old.get(currency) != new.get(currency):
            was, is_ = str(old.get(currency, _NO_PRICE[0])), str(new.get(currency, _NO_PRICE[0]))
            yield _change("price_changed", field, names, before=was, now=is_)


def _surfaces(before: Sequence[Surface], now: Sequence[Surface]) -> Iterator[ProductChange]:
    new = {each.surface: each for each in now}
    for old in before:
        found = new.get(old.surface)
        if found != old:
            code = "surface_removed" if found is None else "surface_changed"
            yield _change(code, "", (old.label, old.label_zh))


def _fields(before: Sequence[Field], now: Sequence[Field]) -> Iterator[ProductChange]:
    old, new = {each.field: each for each in before}, {each.field: each for each in now}
    for name, was in old.items():
        found = new.get(name)
        if found is None:
            yield _change("field_removed", name, (was.label, was.label_zh))
        elif found != was:
            yield from _field(was, found)
    for name, found in new.items():
        if name not in old:
            yield _change("field_added", name, (found.label, found.label_zh))


def _field(was: Field, found: Field) -> Iterator[ProductChange]:
    names = (was.label, was.label_zh)
    if _takes(was) != _takes(found):
        yield _change("field_changed", was.field, names)
    new, old = ({each.option: each for each in some.options} for some in (found, was))
    for option in was.options:
        now = new.get(option.option)
        if now is None:
            yield _option("option_removed", was, option)
            continue
        words = (
            f"{was.label}: {option.label}",
            f"{was.label_zh or was.label}：{option.label_zh or option.label}",
        )
        yield from _prices(was.field, words, option.prices, now.prices)
    for option in found.options:
        if option.option not in old:
            yield _option("option_added", was, option)


def _option(code: str, asked: Field, option: Option) -> ProductChange:
    what_zh = option.label_zh or option.label
    return _change(code, asked.field, (asked.label, asked.label_zh), what=option.label, what_zh=what_zh)


def _takes(asked: Field) -> tuple[object, ...]:
    """What decides whether an entry still fits, apart from the options."""
    offered = tuple((each.option, each.offered_if) for each in asked.options if each.offered_if)
    return (
        asked.kind, asked.surface, asked.area, asked.required, asked.shown_if, asked.text, asked.image,
        asked.measure, asked.wish_length, offered,
    )  # fmt: skip


def _surcharges(before: Sequence[Surcharge], now: Sequence[Surcharge]) -> Iterator[ProductChange]:
    old, new = ({each.label: each for each in some} for some in (before, now))
    for label in dict.fromkeys((*old, *new)):
        was, found = old.get(label), new.get(label)
        told = was or found
        if was == found or told is None:
            continue
        amounts = was.amounts if was else (), found.amounts if found else ()
        if amounts[0] != amounts[1]:
            yield from _prices("", (label, told.label_zh), *amounts)
        else:
            yield _change("rules_changed", told.field, (label, told.label_zh))


def _rules(old: Template, new: Template) -> Iterator[ProductChange]:
    if (old.barred, old.min_quantity, old.max_quantity) != (new.barred, new.min_quantity, new.max_quantity):
        yield _change("rules_changed", "", ("", ""))
