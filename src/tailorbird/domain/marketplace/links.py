"""Recognising what a pasted text points at: marketplace, product, variant. Fetches nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from tailorbird.domain.marketplace.forms import Flaw, named_product, product_url, short_code
from tailorbird.domain.marketplace.hosts import (
    SHORT_HOSTS,
    Marketplace,
    belongs_to_a_marketplace,
    looks_like_a_marketplace,
    marketplace_of,
)
from tailorbird.domain.marketplace.scan import Candidate, candidates

MAX_TEXT: Final = 10_000
"""Characters of the longest text that is looked at."""


@dataclass(frozen=True, slots=True)
class ShortLink:
    """A link that must be resolved before anything is known of its product."""

    host: str
    code: str
    url: str


@dataclass(frozen=True, slots=True)
class RecognisedLink:
    """What a link points at. `canonical_url` names the product and not the variant.

    A short link has no `product_id` until it is resolved; Taobao's may turn out to be Tmall's.
    """

    marketplace: Marketplace
    product_id: str | None
    variant: str | None
    canonical_url: str
    short: ShortLink | None = None


class LinkProblemCode(StrEnum):
    """Why a text names no product. Ordered: the first that applies to any link is reported."""

    HIDDEN_HOST = "hidden_host"
    FOREIGN_LETTERS = "foreign_letters"
    LOOK_ALIKE_HOST = "look_alike_host"
    SEVERAL_PRODUCTS = "several_products"
    PRODUCT_ID_MALFORMED = "product_id_malformed"
    PRODUCT_ID_MISSING = "product_id_missing"
    PORT_IN_LINK = "port_in_link"
    IP_ADDRESS = "ip_address"
    NOT_HTTP = "not_http"
    NOT_A_PRODUCT_PAGE = "not_a_product_page"
    FOREIGN_HOST = "foreign_host"
    TEXT_TOO_LONG = "text_too_long"
    NO_LINK = "no_link"


@dataclass(frozen=True, slots=True)
class LinkProblem:
    """Why a text names no product, and what the reader can do."""

    code: LinkProblemCode
    message: str
    next_step: str


_DECEPTIVE: Final = frozenset(
    {
        LinkProblemCode.HIDDEN_HOST,
        LinkProblemCode.FOREIGN_LETTERS,
        LinkProblemCode.LOOK_ALIKE_HOST,
    }
)
_RANK: Final = {code: rank for rank, code in enumerate(LinkProblemCode)}
_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_IP: Final = re.compile(r"\[.*|(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}")
_PORT: Final = re.compile(r":[0-9]*$")
_OPEN_AND_COPY: Final = "Open the product's own page and copy the address from there."
_MARKETPLACES: Final = "1688, Taobao, Tmall, Weidian, AliExpress or an accepted Shopify shop"
_TEXTS: Final[dict[LinkProblemCode, tuple[str, str]]] = {
    LinkProblemCode.NO_LINK: (
        "There is no product link in this text.",
        f"Paste the link of a product on {_MARKETPLACES}.",
    ),
    LinkProblemCode.TEXT_TOO_LONG: (
        f"The text is longer than {MAX_TEXT} characters.",
        "Paste the link alone.",
    ),
    LinkProblemCode.FOREIGN_HOST: (
        "{shown} is not a page of a marketplace that is accepted here.",
        f"Paste the link of a product on {_MARKETPLACES}.",
    ),
    LinkProblemCode.LOOK_ALIKE_HOST: (
        "{shown} bears a marketplace's name but does not belong to it.",
        "Do not use this link. " + _OPEN_AND_COPY,
    ),
    LinkProblemCode.HIDDEN_HOST: (
        "{shown} is written so that its real host is hidden (by an @ sign or a backslash).",
        "Do not use this link. " + _OPEN_AND_COPY,
    ),
    LinkProblemCode.FOREIGN_LETTERS: (
        "{shown} writes its host with letters that only look like the marketplace's.",
        "Do not use this link. " + _OPEN_AND_COPY,
    ),
    LinkProblemCode.IP_ADDRESS: (
        "{shown} leads to a numeric address and not to a marketplace.",
        _OPEN_AND_COPY,
    ),
    LinkProblemCode.PORT_IN_LINK: (
        "{shown} names a port; product pages have none.",
        "Remove the colon and the number behind the host, or copy the link again.",
    ),
    LinkProblemCode.NOT_HTTP: (
        "{shown} is not a web address.",
        "Paste a link that begins with https://.",
    ),
    LinkProblemCode.NOT_A_PRODUCT_PAGE: (
        "{shown} belongs to a marketplace but is not the page of one product.",
        _OPEN_AND_COPY,
    ),
    LinkProblemCode.PRODUCT_ID_MISSING: (
        "{shown} does not say which product it means.",
        "Copy the whole link again; its end seems to be missing.",
    ),
    LinkProblemCode.PRODUCT_ID_MALFORMED: (
        "{shown} names its product in a way that no marketplace uses.",
        "Copy the whole link again from the product's page.",
    ),
    LinkProblemCode.SEVERAL_PRODUCTS: (
        "The text names more than one product: {shown}.",
        "Send one request for each product, each with its own link.",
    ),
}
_SHOWN: Final = 120


def recognise(text: str, shop_hosts: frozenset[str] = frozenset()) -> RecognisedLink | LinkProblem:
    """What a link, or a whole pasted share text, points at.

    `shop_hosts` are the hosts of Shopify shops, outside myshopify.com, that the operator accepts.
    A link that pretends to be a marketplace's refuses the whole text, even beside a proper one.
    """
    if len(text) > MAX_TEXT:
        return _problem(LinkProblemCode.TEXT_TOO_LONG)
    judged = [_judge(candidate, shop_hosts) for candidate in candidates(text)]
    problems = [item for item in judged if isinstance(item, LinkProblem)]
    links = [item for item in judged if isinstance(item, RecognisedLink)]
    problems.sort(key=lambda problem: _RANK[problem.code])
    if problems and problems[0].code in _DECEPTIVE:
        return problems[0]
    if links:
        return _one_of(links)
    return problems[0] if problems else _problem(LinkProblemCode.NO_LINK)


def _judge(candidate: Candidate, shop_hosts: frozenset[str]) -> RecognisedLink | LinkProblem:
    host = _host(candidate)
    if isinstance(host, LinkProblemCode):
        return _problem(host, candidate.text)
    if (short_marketplace := SHORT_HOSTS.get(host)) is not None:
        return _short(short_marketplace, host, candidate)
    marketplace = marketplace_of(host, shop_hosts)
    if marketplace is not None:
        return _page(marketplace, host, candidate)
    if belongs_to_a_marketplace(host):
        return _problem(LinkProblemCode.NOT_A_PRODUCT_PAGE, candidate.text)
    if looks_like_a_marketplace(host):
        return _problem(LinkProblemCode.LOOK_ALIKE_HOST, candidate.text)
    return _problem(LinkProblemCode.FOREIGN_HOST, candidate.text)


def _host(candidate: Candidate) -> str | LinkProblemCode:
    """The host in lower case, or what is wrong with how it is written."""
    authority = candidate.authority
    if candidate.scheme not in ("http", "https"):
        return LinkProblemCode.NOT_HTTP
    # Browsers read a backslash as a slash, other programs do not: two hosts in one link.
    if "@" in authority or "\\" in authority or candidate.path.startswith("\\"):
        return LinkProblemCode.HIDDEN_HOST
    lowered = authority.lower()
    host = _PORT.sub("", lowered).removesuffix(".")
    if not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        return LinkProblemCode.FOREIGN_LETTERS
    if _IP.fullmatch(host):
        return LinkProblemCode.IP_ADDRESS
    if _PORT.search(lowered):
        return LinkProblemCode.PORT_IN_LINK
    if not _HOST.fullmatch(host):
        looks = looks_like_a_marketplace(host)
        return LinkProblemCode.LOOK_ALIKE_HOST if looks else LinkProblemCode.FOREIGN_HOST
    return host


def _page(marketplace: Marketplace, host: str, candidate: Candidate) -> RecognisedLink | LinkProblem:
    found = named_product(marketplace, candidate.path, candidate.query)
    if isinstance(found, Flaw):
        return _problem(LinkProblemCode(found.value), candidate.text)
    url = product_url(marketplace, found.product_id, host)
    return RecognisedLink(marketplace, found.product_id, found.variant, url)


def _short(marketplace: Marketplace, host: str, candidate: Candidate) -> RecognisedLink | LinkProblem:
    code = short_code(host, candidate.path, candidate.query)
    if isinstance(code, Flaw):
        return _problem(LinkProblemCode(code.value), candidate.text)
    url = f"https://{host}/{code}"
    return RecognisedLink(marketplace, None, None, url, ShortLink(host, code, url))


def _one_of(links: list[RecognisedLink]) -> RecognisedLink | LinkProblem:
    """The one product that all the links name. Taobao and Tmall number their products together."""
    named = {(link.product_id, _family(link)): link for link in reversed(links)}
    if len(named) > 1:
        shown = ", ".join(dict.fromkeys(link.canonical_url for link in links))
        return _problem(LinkProblemCode.SEVERAL_PRODUCTS, shown)
    variants = {link.variant for link in links if link.variant is not None}
    return replace(links[0], variant=variants.pop() if len(variants) == 1 else None)


def _family(link: RecognisedLink) -> str:
    if link.short is not None or link.marketplace is Marketplace.SHOPIFY:
        return link.canonical_url
    return "taobao" if link.marketplace is Marketplace.TMALL else link.marketplace.value


def _problem(code: LinkProblemCode, shown: str = "") -> LinkProblem:
    message, next_step = _TEXTS[code]
    clipped = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    return LinkProblem(code, message.format(shown=clipped), next_step)
