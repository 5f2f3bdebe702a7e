"""The forms of product pages: where each marketplace writes the product in path or query."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qsl, quote, unquote

from tailorbird.domain.marketplace.hosts import Marketplace

_MOST_FIELDS: Final = 300
_NUMBER: Final = re.compile(r"[1-9][0-9]{4,19}", re.ASCII)
_HANDLE: Final = re.compile(r"(?=[\w\-]*[^\W_])[\w\-]{1,255}")
_VARIANT: Final = re.compile(r"[0-9]{1,20}|[0-9a-f]{32}", re.ASCII)
_ORDINAL_VARIANT: Final = re.compile(r"[0-9]{1,20}", re.ASCII)
_SHORT_CODE: Final = re.compile(r"[A-Za-z0-9_\-]{2,64}", re.ASCII)
_TOKEN: Final = re.compile(r"[A-Za-z0-9]{1,64}", re.ASCII)


class Flaw(StrEnum):
    """Why a page on a marketplace's host names no product."""

    NOT_A_PRODUCT_PAGE = "not_a_product_page"
    ID_MISSING = "product_id_missing"
    ID_MALFORMED = "product_id_malformed"


@dataclass(frozen=True, slots=True)
class PageForm:
    """One form of a product page: a path, and the query's key when the id is not in the path."""

    path: re.Pattern[str]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class NamedProduct:
    """The product that a page names, and the variant if it says one."""

    product_id: str
    variant: str | None


def _form(path: str, key: str | None = None) -> PageForm:
    return PageForm(re.compile(path, re.IGNORECASE | re.ASCII), key)


_LAST: Final = r"(?P<id>[^/]*?)(?:\.html?)?/?"
_FORMS: Final[dict[Marketplace, tuple[PageForm, ...]]] = {
    Marketplace.ALIBABA_1688: (
        _form(rf"/offer/{_LAST}"),
        _form(r"/page/index\.html?", "offerid"),
    ),
    Marketplace.TAOBAO: (
        _form(r"/+item\.html?", "id"),
        _form(rf"/(?:list/)?item/{_LAST}"),
        _form(r"/(?:awp/core/)?detail\.html?", "id"),
        _form(r"/detail/(?:detail|index)\.html?", "id"),
        _form(r"/security-h5-detail/home", "id"),
    ),
    Marketplace.TMALL: (
        _form(r"/+(?:hk/)?item(?:_o)?\.html?", "id"),
        _form(rf"/item/{_LAST}"),
    ),
    Marketplace.WEIDIAN: (
        _form(r"/item(?:_classic)?\.html?", "itemid"),
        _form(rf"/i/{_LAST}"),
    ),
    Marketplace.ALIEXPRESS: (
        _form(rf"/(?:item|i|s/item)/(?:[^/]+/)?{_LAST}"),
        _form(r"/store/product/[^/]+/[0-9]+_(?P<id>[^/]*?)\.html?"),
        _form(r".*", "productid"),
    ),
    Marketplace.SHOPIFY: (
        _form(
            r"/(?:[a-z]{2}(?:-[a-z]{2,4})?/)?(?:collections/[^/]+/)?products/"
            r"(?P<id>[^/]*?)(?:\.json|\.js|\.oembed)?/?"
        ),
    ),
}
_VARIANT_KEYS: Final[dict[Marketplace, tuple[str, ...]]] = {
    Marketplace.ALIBABA_1688: ("specid", "skuid"),
    Marketplace.TAOBAO: ("skuid",),
    Marketplace.TMALL: ("skuid",),
    Marketplace.WEIDIAN: ("skuid",),
    Marketplace.ALIEXPRESS: ("skuid", "sku_id"),
    Marketplace.SHOPIFY: ("variant",),
}
_SHORT_PATHS: Final = {
    "m.tb.cn": re.compile(r"/(?P<code>h\.[^/]*)/?"),
    "e.tb.cn": re.compile(r"/(?P<code>h\.[^/]*)/?"),
    "qr.1688.com": re.compile(r"/(?P<code>s/[^/]*)/?"),
    "a.aliexpress.com": re.compile(r"/(?P<code>_[^/]*)/?"),
    "s.click.aliexpress.com": re.compile(r"/(?P<code>[es]/_?[^/]*)/?"),
}
_SHORT_PREFIX: Final = re.compile(r"(?:h\.|s/|e/|_)?_?")


def named_product(marketplace: Marketplace, path: str, query: str) -> NamedProduct | Flaw:
    """The product that a page of this marketplace names."""
    fields = query_fields(query)
    for form in _FORMS[marketplace]:
        match = form.path.fullmatch(path)
        if match is None:
            continue
        written = {match["id"]} if form.key is None else fields.get(form.key, set())
        if form.key is not None and not written and form.path.pattern == ".*":
            continue
        found = _identifier(marketplace, written)
        if isinstance(found, Flaw):
            return found
        return NamedProduct(found, _variant(marketplace, fields))
    return Flaw.NOT_A_PRODUCT_PAGE


def short_code(host: str, path: str, query: str) -> str | Flaw:
    """The part of a short link behind its host, cleaned of everything that does not lead on."""
    match = _SHORT_PATHS[host].fullmatch(path)
    if match is None:
        return Flaw.NOT_A_PRODUCT_PAGE
    code = match["code"]
    bare = _SHORT_PREFIX.sub("", code, count=1)
    if not bare:
        return Flaw.ID_MISSING
    if not _SHORT_CODE.fullmatch(bare):
        return Flaw.ID_MALFORMED
    tokens = query_fields(query).get("tk", set()) if host == "e.tb.cn" else set()
    token = next(iter(tokens)) if len(tokens) == 1 else ""
    return f"{code}?tk={token}" if _TOKEN.fullmatch(token) else code


def product_url(marketplace: Marketplace, product_id: str, host: str = "") -> str:
    """The one address under which this project names a product. `host` is a Shopify shop's."""
    match marketplace:
        case Marketplace.ALIBABA_1688:
            return f"https://detail.1688.com/offer/{product_id}.html"
        case Marketplace.TAOBAO:
            return f"https://item.taobao.com/item.htm?id={product_id}"
        case Marketplace.TMALL:
            return f"https://detail.tmall.com/item.htm?id={product_id}"
        case Marketplace.WEIDIAN:
            return f"https://weidian.com/item.html?itemID={product_id}"
        case Marketplace.ALIEXPRESS:
            return f"https://www.aliexpress.com/item/{product_id}.html"
        case Marketplace.SHOPIFY:
            return f"https://{host}/products/{quote(product_id)}"


def query_fields(query: str) -> dict[str, set[str]]:
    """The query's values by key in lower case; empty when it is beyond any honest length."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return {}
    fields: dict[str, set[str]] = {}
    for key, value in pairs:
        fields.setdefault(key.strip().lower(), set()).add(value.strip())
    return fields


def _identifier(marketplace: Marketplace, written: set[str]) -> str | Flaw:
    if len(written) > 1:
        return Flaw.ID_MALFORMED
    value = unquote(next(iter(written), ""))
    if not value:
        return Flaw.ID_MISSING
    if marketplace is Marketplace.SHOPIFY:
        return value.lower() if _HANDLE.fullmatch(value) else Flaw.ID_MALFORMED
    return value if _NUMBER.fullmatch(value) else Flaw.ID_MALFORMED


def _variant(marketplace: Marketplace, fields: dict[str, set[str]]) -> str | None:
    for key in _VARIANT_KEYS[marketplace]:
        values = {value for value in fields.get(key, set()) if _VARIANT.fullmatch(value)}
        if len(values) == 1:
            return values.pop()
    return _aliexpress_variant(fields) if marketplace is Marketplace.ALIEXPRESS else None


def _aliexpress_variant(fields: dict[str, set[str]]) -> str | None:
    """AliExpress' search results carry the variant in a small JSON object in `pdp_ext_f`."""
    for written in fields.get("pdp_ext_f", set()):
        try:
            extension = json.loads(written)
        except (ValueError, RecursionError):
            continue
        value = extension.get("sku_id") if isinstance(extension, dict) else None
        if isinstance(value, str) and _ORDINAL_VARIANT.fullmatch(value):
            return value
    return None
