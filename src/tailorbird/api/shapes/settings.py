"""What a party sets for itself, checked when it is set and not when somebody else runs into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from tailorbird.app.jewelry.listing import Listing
from tailorbird.app.ports.parties import Party
from tailorbird.app.purchase.place import StandingOffer
from tailorbird.app.purchase.quote import ExtraLine
from tailorbird.app.store_order.catalogue import ShippingMethod, StockItem
from tailorbird.domain import codec
from tailorbird.domain.cases.words import GoodsClass
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


class UnfitSettings(ValueError):
    """Settings that nobody could work with; the message names the one and what it has to be."""


def check_settings(settings: Mapping[str, Any], find: Callable[[str], Party | None]) -> None:
    """Raises `UnfitSettings` for a setting that is known here and does not fit. `find` looks parties up."""
    for name, value in settings.items():
        check = _CHECKS.get(name)
        if check is None:
            continue
        try:
            check(value, find)
        except ValueError as problem:
            raise UnfitSettings(f"settings.{name}: {problem}") from problem


def _offer(value: Any, find: Callable[[str], Party | None]) -> None:
    offer = codec.read(StandingOffer, value)
    extras = codec.read(tuple[ExtraLine, ...], offer.extras)
    for amount in (offer.freight, *(each.amount for each in extras)):
        if amount.minor < 0:
            raise UnfitSettings(f"amounts are zero or more, not {amount}.")


def _countries(value: Any, find: Callable[[str], Party | None]) -> None:
    codec.read(tuple[str, ...], value)


def _classes(value: Any, find: Callable[[str], Party | None]) -> None:
    codec.read(tuple[GoodsClass, ...], value)


def _text(value: Any, find: Callable[[str], Party | None]) -> None:
    codec.read(str, value)


def _shipping(value: Any, find: Callable[[str], Party | None]) -> None:
    for country, cost in codec.read(dict[str, Money], value).items():
        if cost.minor < 0:
            raise UnfitSettings(f"costs are zero or more, not {cost} for {country}.")


def _warehouse(value: Any, find: Callable[[str], Party | None]) -> None:
    party = find(codec.read(str, value))
    if party is None or Role.WAREHOUSE not in party.roles:
        raise UnfitSettings(f"the id of a registered warehouse, not {value!r}.")


def _listings(value: Any, find: Callable[[str], Party | None]) -> None:
    for name, listing in codec.read(dict[str, Listing], value).items():
        if {listing.price.currency, listing.shipping.currency} != {listing.currency}:
            raise UnfitSettings(f"the amounts of {name} are all in its currency, {listing.currency}.")
        if listing.price.minor < 0 or listing.shipping.minor < 0:
            raise UnfitSettings(f"the amounts of {name} are zero or more.")


def _stock(value: Any, find: Callable[[str], Party | None]) -> None:
    for sku, item in codec.read(dict[str, StockItem], value).items():
        if item.price.minor < 0:
            raise UnfitSettings(f"the price of {sku} is zero or more.")


def _shipping_methods(value: Any, find: Callable[[str], Party | None]) -> None:
    for name, method in codec.read(dict[str, ShippingMethod], value).items():
        if any(cost.minor < 0 for cost in method.costs.values()):
            raise UnfitSettings(f"the costs of {name} are zero or more.")
        if strange := sorted(each for each in method.costs if not _COUNTRY.fullmatch(each)):
            raise UnfitSettings(f"{name}: countries such as DE, or * for all others, not {strange[0]!r}.")


def _hashes(value: Any, find: Callable[[str], Party | None]) -> None:
    if strange := [each for each in codec.read(tuple[str, ...], value) if not _SHA256.fullmatch(each)]:
        raise UnfitSettings(f"SHA-256 hashes of files, 64 hexadecimal digits each, not {strange[0]!r}.")


_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}|\*")
_CHECKS: Final[Mapping[str, Callable[[Any, Callable[[str], Party | None]], None]]] = {
    "listing_shipping": _shipping,
    "cleared_prints": _hashes,
    "standing_offer": _offer,
    "serves": _countries,
    "excludes": _classes,
    "warehouse_address": _text,
    "warehouse": _warehouse,
    "listings": _listings,
    "stock": _stock,
    "shipping_methods": _shipping_methods,
}
