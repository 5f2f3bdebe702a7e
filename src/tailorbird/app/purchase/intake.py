"""Taking a request in: recognise the link, read what stands behind it, fill in what it determines,
and recognise what the terms warn of or refuse."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from tailorbird.app.engine.problem import Problem
from tailorbird.app.ports.files import Files
from tailorbird.app.ports.marketplace import CaptureReader, Marketplace, NotCaptured, Unreadable
from tailorbird.domain import codec
from tailorbird.domain.cases.facts.request import RequestScreened
from tailorbird.domain.cases.words import Channel
from tailorbird.domain.marketplace.determine import Determination, FindingState, Written, determine
from tailorbird.domain.marketplace.links import LinkProblem, RecognisedLink, recognise
from tailorbird.domain.marketplace.pricing import PriceState
from tailorbird.domain.marketplace.product import MarketplaceProduct
from tailorbird.domain.marketplace.signals import Signal, goods_classes, refused, signals, signals_in
from tailorbird.domain.marketplace.standing import PriceStanding, compare_price
from tailorbird.domain.money import Money

_STANDS_OUT: Final = Decimal(10)
"""A price so many times the median of its comparable ones stands out."""


_MANY: Final = 10
"""Pieces on sale at one price from which on that price is the usual one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a buyer writes. `link` may be a whole share text. What the link determines may be left out."""

    link: str
    quantity: int
    receiving_address: str | None = None
    destination: str | None = None
    seller_name: str | None = None
    specification: str | None = None
    variant: str | None = None
    unit_price: Money | None = None
    channel: Channel = Channel.PLATFORM
    capture: str | None = None
    """SHA-256 of an uploaded capture of the product's page; it is read instead of the kept ones."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A request as it goes to the terms, with the screening and, where known, the product."""

    body: dict[str, Any]
    screening: RequestScreened
    title: str
    currency: str
    product: MarketplaceProduct | None = None
    determination: Determination | None = None


def take_in(
    wanted: Wanted, marketplace: Marketplace, captures: CaptureReader, files: Files
) -> Intake | Problem:
    """The request with everything that its link says. A link that is none is a problem."""
    link = recognise(wanted.link)
    if isinstance(link, LinkProblem):
        return Problem(
            "link_not_recognised",
            422,
            "This is no product link",
            link.message,
            link.next_step,
            {"link_problem": link.code.value},
        )
    if wanted.capture is not None:
        captured = _captured(wanted.capture, link, captures, files)
        return captured if isinstance(captured, Problem) else _from_product(wanted, link, captured)
    product = marketplace.product(link)
    if isinstance(product, NotCaptured | Unreadable):
        return _by_hand(wanted, link)
    return _from_product(wanted, link, product)


def _captured(
    sha256: str, link: RecognisedLink, captures: CaptureReader, files: Files
) -> MarketplaceProduct | Problem:
    """What an uploaded capture of this link's page says."""
    data = files.read(sha256)
    if data is None:
        return Problem(
            "capture_missing",
            422,
            "There is no such capture",
            f"No uploaded file has the hash {sha256[:12]}….",
            "Upload the captured page first (POST /api/v1/files), and name the hash that it gives.",
        )
    found = captures.read(data, link)
    if isinstance(found, MarketplaceProduct):
        return found
    return Problem(
        "capture_unreadable",
        422,
        "The captured page cannot be read",
        found.message,
        found.next_step,
        {"capture_problem": found.code.value},
    )


def _by_hand(wanted: Wanted, link: RecognisedLink) -> Intake:
    """Nothing is known of the product: only what the buyer wrote counts, and only that is screened."""
    written = " ".join(text for text in (wanted.specification, wanted.link) if text)
    found = signals_in(written, "what the buyer wrote")
    currency = wanted.unit_price.currency if wanted.unit_price else "CNY"
    return Intake(_body(wanted, link), _screening(found, None, None), link.canonical_url, currency)


def _from_product(wanted: Wanted, link: RecognisedLink, product: MarketplaceProduct) -> Intake | Problem:
    written = Written(
        seller_name=wanted.seller_name,
        specification=wanted.specification,
        variant=wanted.variant or link.variant,
        quantity=wanted.quantity,
    )
    told = determine(link, product, written)
    if told.problems:
        against = told.problems[0]
        return Problem(
            "cannot_be_bought",
            422,
            "This cannot be bought so",
            against.message,
            against.next_step,
            {"product_problem": against.code.value},
        )
    body = _body(wanted, link) | _determined(wanted, product, told)
    found = _signals(product)
    currency = product.currency or "CNY"
    return Intake(
        body,
        _screening(found, product, told),
        product.title_en or product.title,
        currency,
        product,
        told,
    )


@lru_cache(maxsize=512)
def _signals(product: MarketplaceProduct) -> tuple[Signal, ...]:
    """What the page's words betray; a page is read once and asked for often."""
    return signals(product)


def _body(wanted: Wanted, link: RecognisedLink) -> dict[str, Any]:
    return {
        "link": link.canonical_url,
        "quantity": wanted.quantity,
        "seller_name": wanted.seller_name,
        "specification": wanted.specification,
        "variant": wanted.variant or link.variant,
        "receiving_address": wanted.receiving_address,
        "destination": wanted.destination,
        "marketplace": link.marketplace.value,
        "product_id": link.product_id,
        "unit_price": codec.plain(wanted.unit_price),
        "channel": wanted.channel.value,
        "capture": wanted.capture,
    }


def _determined(wanted: Wanted, product: MarketplaceProduct, told: Determination) -> dict[str, Any]:
    """The fields that the link alone settles, and which they are (order1688.1.cure)."""
    fields = {"seller_name": told.seller, "specification": told.specification}
    filled: dict[str, Any] = {
        name: finding.value for name, finding in fields.items() if finding.settled and finding.value
    }
    price = told.price.piece if told.price.state is PriceState.KNOWN else wanted.unit_price
    return filled | {
        "determined": [n for n, f in fields.items() if f.state is FindingState.DETERMINED],
        "ambiguous": [n for n, f in fields.items() if f.state is FindingState.AMBIGUOUS],
        "variant": told.variant.id if told.variant else wanted.variant,
        "title": product.title,
        "title_en": product.title_en,
        "unit_price": codec.plain(price),
    }


def _screening(
    found: tuple[Signal, ...], product: MarketplaceProduct | None, told: Determination | None
) -> RequestScreened:
    rating: Decimal | None = product.seller.rating if product else None
    outlier = _outlier(product, told)
    return RequestScreened(
        classes=goods_classes(found),
        prohibited=tuple(signal.reason for signal in refused(found)),
        seller_rating=rating,
        price_outlier=outlier,
        reasons=tuple(signal.reason for signal in found),
    )


def _outlier(product: MarketplaceProduct | None, told: Determination | None) -> bool | None:
    """Whether the price stands out among those of the product's other variants.

    With too few to compare, a page that offers many pieces at one price makes that price the usual one;
    a single piece or a few leave it unknown.
    """
    if product is None or told is None or told.price.piece is None:
        return None
    others = [each.price for each in product.variants if each.price is not None and each is not told.variant]
    standing = compare_price(told.price.piece, others, times=_STANDS_OUT).standing
    if standing is not PriceStanding.UNKNOWN:
        return standing is PriceStanding.OUTLYING
    stock = told.variant.stock if told.variant else None
    return False if stock is not None and stock >= _MANY else None
