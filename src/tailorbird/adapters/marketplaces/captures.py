"""Captured product pages: uploaded as a file, or kept in a folder as the first marketplace."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tailorbird.adapters.marketplaces import alibaba1688, aliexpress, shopify, taobao
from tailorbird.adapters.marketplaces.document import MAX_BYTES, Document, read_document
from tailorbird.app.ports.marketplace import (
    CaptureProblem,
    CaptureProblemCode,
    NotCaptured,
    Unreadable,
)
from tailorbird.domain.marketplace.hosts import Marketplace
from tailorbird.domain.marketplace.links import RecognisedLink, recognise
from tailorbird.domain.marketplace.product import MarketplaceProduct

SOURCES_FILE: Final = "sources.toml"
"""In a folder of captures: the page of each capture that does not itself name its page."""

Reader = Callable[[Document, RecognisedLink | None], MarketplaceProduct | None]
_SHAPES: Final[tuple[tuple[Callable[[Document], Document | None], Reader], ...]] = (
    (alibaba1688.payload, alibaba1688.read),
    (aliexpress.payload, aliexpress.read),
    (taobao.payload, taobao.read),
)
_SHOWN: Final = 200


def read_capture(data: bytes, hint: RecognisedLink | None = None) -> MarketplaceProduct | CaptureProblem:
    """The product that a captured page describes, whichever marketplace's shape it has.

    The hint is the link that the capture was made for; Shopify's pages need it, since they do not
    name their shop. A capture of another product than the hint's is a problem.
    """
    document = read_document(data)
    if isinstance(document, CaptureProblem):
        return document
    found = _read_shape(document, hint)
    if isinstance(found, MarketplaceProduct) and hint is not None and not _same(found, hint):
        return CaptureProblem(
            CaptureProblemCode.ANOTHER_PRODUCT,
            f"The file describes {found.url}, not the product of the link, {hint.canonical_url}.",
            "Hand in the capture of the linked product, or correct the link.",
        )
    return found


def _read_shape(document: Document, hint: RecognisedLink | None) -> MarketplaceProduct | CaptureProblem:
    for payload, read in _SHAPES:
        if (inner := payload(document)) is not None:
            return read(inner, hint) or _unreadable_product()
    page = shopify.payload(document, hint)
    if page is None:
        return _unknown(document)
    if hint is None or hint.marketplace is not Marketplace.SHOPIFY or hint.product_id is None:
        return CaptureProblem(
            CaptureProblemCode.SHOP_UNKNOWN,
            "A Shopify page does not say which shop it is from.",
            "Hand in the product's link together with the file, or name its page in "
            f"{SOURCES_FILE} beside a kept one.",
        )
    return shopify.read(page, hint) or _unreadable_product()


def _unreadable_product() -> CaptureProblem:
    return CaptureProblem(
        CaptureProblemCode.PRODUCT_UNREADABLE,
        "The file's product has no id or title that can be read without doubt.",
        "Capture the page again with ids as text, or fill in the request by hand.",
    )


def _unknown(document: Document) -> CaptureProblem:
    """No known shape; perhaps the marketplace's own refusal was saved instead of a product."""
    inner = document.get("result")
    for level in (document, inner if isinstance(inner, dict) else {}):
        said = level.get("error_message") or level.get("message") or level.get("rsp_msg")
        if level.get("success") is False or "error_code" in level or "error_response" in level:
            reason = f": {said[:_SHOWN]}" if isinstance(said, str) else ""
            return CaptureProblem(
                CaptureProblemCode.REPORTED_FAILURE,
                f"The file holds a refusal of the marketplace and no product{reason}.",
                "Capture the product again, or fill in the request by hand.",
            )
    return CaptureProblem(
        CaptureProblemCode.UNKNOWN_SHAPE,
        "The file is not a product in the shape of 1688, AliExpress, Taobao Global or Shopify.",
        "Hand in the marketplace's own answer, unchanged, or fill in the request by hand.",
    )


def _same(product: MarketplaceProduct, link: RecognisedLink) -> bool:
    if link.marketplace is Marketplace.SHOPIFY:
        return product.url == link.canonical_url
    if _family(product.marketplace) != _family(link.marketplace):
        return False
    # A short link names no product before it is resolved.
    return link.product_id is None or link.product_id == product.product_id


def _family(marketplace: Marketplace) -> Marketplace:
    return Marketplace.TAOBAO if marketplace is Marketplace.TMALL else marketplace


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A file as it was when it was read; with another stamp it is read again."""

    modified_ns: int
    size_bytes: int
    source: str | None


class CaptureFolder:
    """A marketplace made of the captures in a folder, and the reader of those handed in.

    New and changed files count from the next question on. Of two captures of one product the first
    by path counts. `shop_hosts` are accepted Shopify shops outside myshopify.com.
    """

    def __init__(self, folder: Path, shop_hosts: frozenset[str] = frozenset()) -> None:
        self._folder = folder
        self._shop_hosts = shop_hosts
        self._read: dict[Path, tuple[_Stamp, MarketplaceProduct | CaptureProblem]] = {}

    def read(self, data: bytes, hint: RecognisedLink | None = None) -> MarketplaceProduct | CaptureProblem:
        """The product that a captured page describes; see `read_capture`."""
        return read_capture(data, hint)

    def product(self, link: RecognisedLink) -> MarketplaceProduct | NotCaptured | Unreadable:
        """What the folder's capture of the linked product says."""
        if link.product_id is None:
            return NotCaptured(
                link.canonical_url,
                "A short link does not say which product it means.",
                "Open it and paste the address of the product's page.",
            )
        problem: CaptureProblem | None = None
        for path, found in self._captures():
            if isinstance(found, CaptureProblem):
                if path.stem == link.product_id and problem is None:
                    problem = found
            elif _same(found, link):
                return _as_linked(found, link)
        if problem is not None:
            return Unreadable(link.canonical_url, problem)
        return NotCaptured(
            link.canonical_url,
            "Nothing is known of this product yet.",
            "Fill in seller, specification and price by hand, or hand in a capture of the page.",
        )

    def _captures(self) -> Iterator[tuple[Path, MarketplaceProduct | CaptureProblem]]:
        sources = self._sources()
        for path, about in sorted(_files_in(self._folder)):
            source = sources.get(path.relative_to(self._folder).as_posix()) if sources else None
            stamp = _Stamp(about.st_mtime_ns, about.st_size, source)
            known = self._read.get(path)
            if known is None or known[0] != stamp:
                known = self._read[path] = (stamp, self._capture(path, source))
            yield path, known[1]

    def _capture(self, path: Path, source: str | None) -> MarketplaceProduct | CaptureProblem:
        # One byte more than allowed is enough to see that a file is too large.
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        link = recognise(source, self._shop_hosts) if source is not None else None
        return read_capture(data, link if isinstance(link, RecognisedLink) else None)

    def _sources(self) -> dict[str, str]:
        """The page of each capture by its path, as far as the folder's list of sources says."""
        try:
            table = tomllib.loads((self._folder / SOURCES_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        pages = table.get("pages")
        listed = pages.items() if isinstance(pages, dict) else ()
        return {path: page for path, page in listed if isinstance(page, str)}


def _files_in(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Every capture in the folder and below; what is linked to from elsewhere is left out."""
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files_in(Path(entry.path))
        elif entry.name.endswith(".json") and entry.is_file(follow_symlinks=False):
            yield Path(entry.path), entry.stat(follow_symlinks=False)


def _as_linked(product: MarketplaceProduct, link: RecognisedLink) -> MarketplaceProduct:
    """Taobao and Tmall number their products together; the link knows which of the two it is."""
    return replace(product, marketplace=link.marketplace, url=link.canonical_url)
