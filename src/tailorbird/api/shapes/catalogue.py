"""Products, findings and jobs as the API shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tailorbird.app.catalogue.keep import Kept
from tailorbird.app.catalogue.listing import Listed
from tailorbird.app.catalogue.search import ShownVideo
from tailorbird.app.ports.catalogue import ProductRecord
from tailorbird.app.ports.imports import ImportJob, RowReport
from tailorbird.app.reading.language import Language, Speaker
from tailorbird.domain import codec
from tailorbird.domain.catalogue.finding import ProductFinding
from tailorbird.domain.catalogue.price import lowest_and_highest
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.listing.document import AssetKind
from tailorbird.domain.money import Money
from tailorbird.domain.terms.answers import Says


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product in a list. `title` is in your language where it has one; `from_prices` is what a single
    piece costs at least, in each currency; `picture` the SHA-256 of its first picture."""

    product: str
    owner: str
    title: str
    category: str
    channel: str
    visibility: str
    listing: str
    from_prices: tuple[Money, ...]
    picture: str
    changed_at: datetime | None
    href: str


@dataclass(frozen=True, slots=True)
class CatalogueProduct:
    """A product with the whole document that you may see. `hash` names the document, `revision` counts the
    owner's documents; send it back with a change."""

    product: str
    owner: str
    visibility: str
    listing: str
    hash: str
    revision: int
    changed_at: datetime | None
    document: Product


@dataclass(frozen=True, slots=True)
class FindingTold:
    """Something about one place of a product, in your language. An `error` keeps it from being kept."""

    where: str
    code: str
    severity: str
    says: str
    next_step: str


@dataclass(frozen=True, slots=True)
class ProductKept:
    """Your product as it was kept, and what you should look at. `public_hash` is the document that others
    see, where one is public; until a changed product is published anew that is the one before."""

    product: CatalogueProduct
    public_hash: str
    findings: tuple[FindingTold, ...]


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """What the terms find about a product: the clause or the kind of wish, where or how, and in your
    language what it is and what would mend it."""

    code: str
    about: str
    says: str
    next_step: str


@dataclass(frozen=True, slots=True)
class ProductListed:
    """Your product under review: the listing's case, its stage, and what the terms find."""

    product: str
    listing: str
    stage: str
    findings: tuple[ReviewFinding, ...]


@dataclass(frozen=True, slots=True)
class FacetsShown:
    """How many of the found products stand where; with a text, of the up to 200 best. `by` says what was
    gone by."""

    categories: dict[str, int]
    channels: dict[str, int]
    currencies: dict[str, int]
    by: str


@dataclass(frozen=True, slots=True)
class SuggestionsShown:
    """How the last word may go on, or was meant."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VideoShown:
    """A video of the gallery: whose it is, under which licence, and what its owner lets others do with it."""

    product: str
    title: str
    file: str
    owner: str
    licence: str
    grants: tuple[str, ...]
    alt: str
    href: str


@dataclass(frozen=True, slots=True)
class RowTold:
    """Something about one row of the file, in your language; line 0 is the file as a whole."""

    line: int
    field: str
    product: str
    code: str
    severity: str
    says: str
    next_step: str


@dataclass(frozen=True, slots=True)
class ImportShown:
    """A file on its way into the catalogue: `done` of `total` products are through."""

    job: str
    name: str
    state: str
    keeping: str
    total: int
    done: int
    created: int
    updated: int
    unchanged: int
    refused: int
    report: tuple[RowTold, ...]
    created_at: datetime
    href: str


def product_row(record: ProductRecord, language: Language, base: str) -> ProductRow:
    """In a list; `base` is where its own page lies."""
    product = record.product
    pictures = (each.file for each in product.media if each.kind is AssetKind.PICTURE)
    return ProductRow(
        product=record.id,
        owner=record.owner,
        title=in_language(product.title, product.title_zh, language),
        category=product.category,
        channel=product.channel.value,
        visibility=record.visibility.value,
        listing=record.listing,
        from_prices=tuple(
            Money(low, currency) for currency, (low, _) in sorted(lowest_and_highest(product).items())
        ),
        picture=next(pictures, ""),
        changed_at=record.changed_at,
        href=f"{base}/{record.id}",
    )


def product_shown(record: ProductRecord) -> CatalogueProduct:
    """The whole."""
    return CatalogueProduct(
        record.id,
        record.owner,
        record.visibility.value,
        record.listing,
        record.hash,
        record.revision,
        record.changed_at,
        record.product,
    )


def product_kept(kept: Kept, language: Language) -> ProductKept:
    """What came of keeping it."""
    told = tuple(finding_told(each, language) for each in kept.warnings)
    return ProductKept(product_shown(kept.record), kept.record.public_hash, told)


def product_listed(listed: Listed, speaker: Speaker) -> ProductListed:
    """What came of the review."""

    def said(sentence: Says | None) -> str:
        return speaker.sentence(codec.plain(sentence)) if sentence is not None else ""

    findings = tuple(
        ReviewFinding(each.code, each.about, said(each.detail), said(each.mend)) for each in listed.findings
    )
    return ProductListed(listed.record.id, listed.listing, listed.stage, findings)


def finding_told(each: ProductFinding, language: Language) -> FindingTold:
    """In the reader's language."""
    says = in_language(each.says, each.says_zh, language)
    step = in_language(each.next_step, each.next_step_zh, language)
    return FindingTold(each.where, each.code, each.severity.value, says, step)


def video_shown(each: ShownVideo, language: Language, base: str) -> VideoShown:
    """A video with the place of its bytes."""
    product, video = each.product.product, each.video
    return VideoShown(
        product=each.product.id,
        title=in_language(product.title, product.title_zh, language),
        file=video.file,
        owner=video.owner,
        licence=video.licence,
        grants=tuple(grant.value for grant in video.grants),
        alt=in_language(video.alt, video.alt_zh, language),
        href=f"{base}/{each.product.id}/media/{video.file}",
    )


def import_shown(job: ImportJob, language: Language) -> ImportShown:
    """A job with its report."""
    return ImportShown(
        job=job.id,
        name=job.name,
        state=job.state.value,
        keeping=job.keeping.value,
        total=job.total,
        done=job.done,
        created=job.created,
        updated=job.updated,
        unchanged=job.unchanged,
        refused=job.refused,
        report=tuple(_row_told(each, language) for each in job.report),
        created_at=job.created_at,
        href=f"/api/v1/catalogue/imports/{job.id}",
    )


def _row_told(each: RowReport, language: Language) -> RowTold:
    says = in_language(each.says, each.says_zh, language)
    step = in_language(each.next_step, each.next_step_zh, language)
    return RowTold(each.line, each.field, each.product, each.code, each.severity, says, step)


def in_language(english: str, chinese: str, language: Language) -> str:
    """The text for the reader, or in the other language where there is none in theirs."""
    first, second = (chinese, english) if language is Language.ZH else (english, chinese)
    return first or second
