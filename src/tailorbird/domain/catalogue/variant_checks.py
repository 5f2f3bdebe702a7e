"""Findings about the versions of a product: names, prices by quantity, lead times, trade numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from tailorbird.domain.catalogue.finding import ProductFinding
from tailorbird.domain.catalogue.price import tiers_by_currency
from tailorbird.domain.catalogue.product import Channel, PriceTier, Product, Variant
from tailorbird.domain.customization.choices import Severity
from tailorbird.domain.listing.gtin import GtinFault, read_gtin

MAX_VARIANTS: Final = 300
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def variant_findings(product: Product) -> Iterator[ProductFinding]:
    """What is to be said about the versions, one by one and together."""
    if not product.variants:
        yield ProductFinding(
            where="variants",
            code="variant_missing",
            says="The product has no version that could be ordered.",
            says_zh="商品没有可订购的款式。",
            next_step="Add one, with a price.",
            next_step_zh="请添加一个带价格的款式。",
        )
    if len(product.variants) > MAX_VARIANTS:
        yield ProductFinding(
            where="variants",
            code="too_many",
            says=f"There are {len(product.variants)} versions, and {MAX_VARIANTS} are taken.",
            says_zh=f"共有 {len(product.variants)} 个款式，最多 {MAX_VARIANTS} 个。",
            next_step="Make several products of them.",
            next_step_zh="请拆成几个商品。",
        )
    yield from _told_apart(product.variants)
    yield from _currencies(product.variants)
    for variant in product.variants:
        where = f"variants.{variant.variant}"
        yield from _form(where, variant)
        if product.channel is not Channel.CUSTOM:
            yield from _prices(where, variant)
            yield from _lead(where, variant)
        yield from _gtin(where, variant)


def _told_apart(variants: Sequence[Variant]) -> Iterator[ProductFinding]:
    names: set[str] = set()
    chosen: dict[tuple[tuple[str, str], ...], str] = {}
    for variant in variants:
        if variant.variant in names:
            yield ProductFinding(
                where=f"variants.{variant.variant}",
                code="variant_twice",
                says=f"Two versions are called {variant.variant!r}.",
                says_zh=f"有两个款式都叫“{variant.variant}”。",
                next_step="Give each a name of its own.",
                next_step_zh="请为每个款式取不同的名称。",
            )
        names.add(variant.variant)
        options = tuple(sorted(variant.options))
        other = chosen.setdefault(options, variant.variant)
        if other != variant.variant:
            yield ProductFinding(
                where=f"variants.{variant.variant}.options",
                code="options_twice",
                says=f"It cannot be told from {other!r}: both have the same options.",
                says_zh=f"与“{other}”无法区分：选项相同。",
                next_step="Give one of them an option that the other does not have.",
                next_step_zh="请为其中之一设置不同的选项。",
            )


def _currencies(variants: Sequence[Variant]) -> Iterator[ProductFinding]:
    every = {tier.price.currency for variant in variants for tier in variant.prices}
    for variant in variants:
        lacking = sorted(every - {tier.price.currency for tier in variant.prices})
        if variant.prices and lacking:
            yield ProductFinding(
                where=f"variants.{variant.variant}.prices",
                code="currency_missing",
                says=f"Other versions have a price in {', '.join(lacking)}, and this one has none.",
                says_zh=f"其他款式有 {'、'.join(lacking)} 价格，此款没有。",
                next_step="Add it, or buyers who pay in it cannot order this version.",
                next_step_zh="请补充，否则用该货币付款的买家无法订购此款。",
                severity=Severity.WARNING,
            )


def _form(where: str, variant: Variant) -> Iterator[ProductFinding]:
    if not _NAME.fullmatch(variant.variant):
        yield ProductFinding(
            where=where,
            code="variant_name",
            says=f"{variant.variant!r} cannot name a version.",
            says_zh=f"“{variant.variant}”不能作为款式名称。",
            next_step="Write up to 64 letters, digits, dots, hyphens; what buyers read goes into label.",
            next_step_zh="请用至多 64 个字母、数字、点或连字符；给买家看的文字填在 label。",
        )
    names = [name for name, _ in variant.options]
    fit = all(
        name and "=" not in name and (name, value) == (name.strip(), value.strip())
        for name, value in variant.options
    )
    if len(set(names)) < len(names) or not fit:
        yield ProductFinding(
            where=f"{where}.options",
            code="option_twice",
            says="An option has two values, no name, or one with = or spaces at its ends.",
            says_zh="某个选项有两个值、没有名称，或名称含 = 或首尾空格。",
            next_step="Name each option once, in plain words.",
            next_step_zh="每个选项只写一次，用普通文字命名。",
        )
    numbers = (variant.weight_g, variant.length_mm, variant.width_mm, variant.height_mm, variant.stock or 0)
    if min(numbers) < 0:
        yield ProductFinding(
            where=where,
            code="below_zero",
            says="A weight, length or stock is below zero.",
            says_zh="重量、尺寸或库存小于零。",
            next_step="Write 0 where it is not known; leave stock out for what is made to order.",
            next_step_zh="未知请写 0；按单制作的请不填库存。",
        )


def _prices(where: str, variant: Variant) -> Iterator[ProductFinding]:
    place = f"{where}.prices"
    if not variant.prices:
        yield ProductFinding(
            where=place,
            code="price_missing",
            says="The version has no price.",
            says_zh="该款式没有价格。",
            next_step="Add one, such as USD 24.90 from 1 piece on.",
            next_step_zh="请添加，例如 1 件起 USD 24.90。",
        )
    sets = tiers_by_currency(variant.prices)
    for currency, tiers in sets.items():
        yield from _tiers(place, currency, tiers)
    steps = {tuple(tier.from_quantity for tier in tiers) for tiers in sets.values()}
    if len(steps) > 1:
        yield ProductFinding(
            where=place,
            code="tiers_mixed",
            says="The quantities from which a price counts are not the same in every currency.",
            says_zh="各货币的起订数量档不一致。",
            next_step="Give each quantity a price in every currency, or mean it so.",
            next_step_zh="请为每一档填写所有货币的价格；若确实如此可忽略。",
            severity=Severity.WARNING,
        )


def _tiers(place: str, currency: str, tiers: Sequence[PriceTier]) -> Iterator[ProductFinding]:
    quantities = [tier.from_quantity for tier in tiers]
    if quantities[0] != 1:
        yield ProductFinding(
            where=place,
            code="tier_start",
            says=f"The prices in {currency} begin at {quantities[0]} pieces and not at 1.",
            says_zh=f"{currency} 价格从 {quantities[0]} 件起，而不是 1 件。",
            next_step="Say what one piece costs; how many must be ordered at least stands elsewhere.",
            next_step_zh="请写明一件的价格；最低起订量另行设置。",
        )
    if any(later <= earlier for earlier, later in itertools.pairwise(quantities)):
        yield ProductFinding(
            where=place,
            code="tier_order",
            says=f"The quantities of the prices in {currency} do not rise from one to the next.",
            says_zh=f"{currency} 价格的数量档没有逐级递增。",
            next_step="Put them in order, each quantity once.",
            next_step_zh="请按数量从小到大排列，每档只写一次。",
        )
    amounts = [tier.price.minor for tier in tiers]
    if any(later > earlier for earlier, later in itertools.pairwise(amounts)):
        yield ProductFinding(
            where=place,
            code="tier_rises",
            says=f"A piece costs more in {currency} when more of them are ordered.",
            says_zh=f"{currency} 价格随数量增加而上涨。",
            next_step="Let the price fall, or stay, from one quantity to the next.",
            next_step_zh="数量越多，单价应下降或不变。",
        )
    if min(amounts) < 0:
        yield ProductFinding(
            where=place,
            code="below_zero",
            says=f"A price in {currency} is below zero.",
            says_zh=f"有 {currency} 价格小于零。",
            next_step="Write what a piece costs.",
            next_step_zh="请填写单价。",
        )


def _lead(where: str, variant: Variant) -> Iterator[ProductFinding]:
    if variant.stock is None and variant.lead is None:
        yield ProductFinding(
            where=f"{where}.lead",
            code="lead_missing",
            says="It is made to order, and nothing says how long that takes.",
            says_zh="按单制作，但没有写明制作时间。",
            next_step="Say from how many to how many working days, or how many are in stock.",
            next_step_zh="请写明需要多少个工作日，或填写库存数量。",
        )
    if variant.lead is not None and not 0 <= variant.lead.min_days <= variant.lead.max_days:
        yield ProductFinding(
            where=f"{where}.lead",
            code="lead_order",
            says="The lead time does not run from fewer to more days.",
            says_zh="制作时间的起止天数颠倒或小于零。",
            next_step="Write the shortest time first, in working days.",
            next_step_zh="请先写最短时间，以工作日计。",
        )


def _gtin(where: str, variant: Variant) -> Iterator[ProductFinding]:
    if not variant.gtin:
        return
    found = read_gtin(variant.gtin)
    if isinstance(found, GtinFault):
        yield ProductFinding(
            where=f"{where}.gtin",
            code=f"gtin_{found.reason}",
            says=f"{variant.gtin!r} is no GTIN. {found.detail}",
            says_zh=f"“{variant.gtin}”不是有效的商品条码（GTIN）。",
            next_step=found.next_step,
            next_step_zh="请与 GS1 证书逐位核对，或写明豁免类别。",
        )
    elif variant.gtin_exemption:
        yield ProductFinding(
            where=f"{where}.gtin_exemption",
            code="gtin_and_exemption",
            says="It has a GTIN and an exemption from having one.",
            says_zh="同时填写了条码与豁免。",
            next_step="Leave one of them out.",
            next_step_zh="请只保留其一。",
        )
