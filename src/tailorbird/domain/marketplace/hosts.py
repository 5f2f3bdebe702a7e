"""The marketplaces, and the only hosts on which a link is recognised as theirs."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Marketplace(StrEnum):
    """Where a product is sold."""

    ALIBABA_1688 = "1688"
    TAOBAO = "taobao"
    TMALL = "tmall"
    WEIDIAN = "weidian"
    ALIEXPRESS = "aliexpress"
    SHOPIFY = "shopify"


_ALIEXPRESS_COUNTRIES: Final = (
    "ar", "best", "cs", "de", "es", "fr", "gr", "he", "hi", "hu", "id", "it", "ja", "ko", "m",
    "nl", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "us", "vi", "www",
)  # fmt: skip
_ALIEXPRESS: Final = frozenset(
    {"aliexpress.com", "aliexpress.us", "www.aliexpress.us", "m.aliexpress.us"}
    | {"aliexpress.ru", "www.aliexpress.ru", "m.aliexpress.ru"}
    | {f"{country}.aliexpress.com" for country in _ALIEXPRESS_COUNTRIES}
)

PRODUCT_HOSTS: Final[dict[str, Marketplace]] = {
    "www.1688.com": Marketplace.ALIBABA_1688,
    "m.1688.com": Marketplace.ALIBABA_1688,
    "detail.1688.com": Marketplace.ALIBABA_1688,
    "detail.m.1688.com": Marketplace.ALIBABA_1688,
    "www.taobao.com": Marketplace.TAOBAO,
    "item.taobao.com": Marketplace.TAOBAO,
    "world.taobao.com": Marketplace.TAOBAO,
    "m.taobao.com": Marketplace.TAOBAO,
    "h5.m.taobao.com": Marketplace.TAOBAO,
    "main.m.taobao.com": Marketplace.TAOBAO,
    "new.m.taobao.com": Marketplace.TAOBAO,
    "m.intl.taobao.com": Marketplace.TAOBAO,
    "detail.tmall.com": Marketplace.TMALL,
    "www.detail.tmall.com": Marketplace.TMALL,
    "detail.m.tmall.com": Marketplace.TMALL,
    "chaoshi.detail.tmall.com": Marketplace.TMALL,
    "world.tmall.com": Marketplace.TMALL,
    "detail.tmall.hk": Marketplace.TMALL,
    "weidian.com": Marketplace.WEIDIAN,
    "www.weidian.com": Marketplace.WEIDIAN,
    "m.weidian.com": Marketplace.WEIDIAN,
    **dict.fromkeys(sorted(_ALIEXPRESS), Marketplace.ALIEXPRESS),
}
"""Hosts that serve product pages. Shops of Weidian and Shopify have hosts of their own, below."""

SHORT_HOSTS: Final[dict[str, Marketplace]] = {
    "m.tb.cn": Marketplace.TAOBAO,
    "e.tb.cn": Marketplace.TAOBAO,
    "qr.1688.com": Marketplace.ALIBABA_1688,
    "a.aliexpress.com": Marketplace.ALIEXPRESS,
    "s.click.aliexpress.com": Marketplace.ALIEXPRESS,
}
"""Hosts of short links. Taobao's may lead to Tmall as well."""

_WEIDIAN_SHOP: Final = re.compile(r"shop[0-9]{1,20}\.v\.weidian\.com", re.ASCII)
_SHOPIFY_SHOP: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com", re.ASCII)
_OWNED: Final = (
    "1688.com", "taobao.com", "tmall.com", "tmall.hk", "tb.cn", "weidian.com",
    "aliexpress.com", "aliexpress.us", "aliexpress.ru", "myshopify.com",
)  # fmt: skip
_LOOKS: Final = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s"})
_NAMES_ANYWHERE: Final = tuple(
    name.translate(_LOOKS) for name in ("taobao", "aliexpress", "weidian", "myshopify")
)
_NAMES_ALONE: Final = re.compile(r"(?<![a-z])tmall(?![a-z])|(?<![0-9])[1li]688(?![0-9])")


def marketplace_of(host: str, shop_hosts: frozenset[str]) -> Marketplace | None:
    """The marketplace whose product pages this host serves; `shop_hosts` are allow-listed shops."""
    if host in PRODUCT_HOSTS:
        return PRODUCT_HOSTS[host]
    if _WEIDIAN_SHOP.fullmatch(host):
        return Marketplace.WEIDIAN
    if _SHOPIFY_SHOP.fullmatch(host) or host in shop_hosts:
        return Marketplace.SHOPIFY
    return None


def belongs_to_a_marketplace(host: str) -> bool:
    """Whether the host lies in a marketplace's own domain, whatever it serves."""
    return any(host == domain or host.endswith("." + domain) for domain in _OWNED)


def looks_like_a_marketplace(host: str) -> bool:
    """Whether a host outside the marketplaces' domains bears one of their names, or nearly so."""
    folded = host.translate(_LOOKS).replace("rn", "m").replace("vv", "w").replace("-", "")
    return any(name in folded for name in _NAMES_ANYWHERE) or bool(_NAMES_ALONE.search(host))
