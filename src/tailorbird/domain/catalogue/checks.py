"""Findings about a product's document: what keeps it from being kept, and what its owner should look at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from tailorbird.domain.catalogue.finding import ProductFinding
from tailorbird.domain.catalogue.product import Medium, Product
from tailorbird.domain.catalogue.variant_checks import variant_findings
from tailorbird.domain.customization.checking import template_faults
from tailorbird.domain.customization.choices import Severity

MAX_TITLE: Final = 200
MAX_DESCRIPTION: Final = 20_000
MAX_BULLETS: Final = 20
MAX_MEDIA: Final = 60
MAX_DOCUMENT_BYTES: Final = 500_000
CONDITIONS: Final = ("new", "refurbished", "used")
_CATEGORY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*){0,4}")
_CODE: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def findings_of(product: Product, fonts: Collection[str] | None = None) -> tuple[ProductFinding, ...]:
    """Everything that is to be said about the document, in its own order.

    `fonts` are the ids that texts can be set in; without it the template's fonts are not looked at.
    """
    return (
        *_texts(product),
        *_classes(product),
        *variant_findings(product),
        *_media(product),
        *_template(product, fonts),
        *_size(product),
    )


def _texts(product: Product) -> Iterator[ProductFinding]:
    if not product.title.strip():
        yield ProductFinding(
            where="title",
            code="title_blank",
            says="The product has no title.",
            says_zh="商品没有标题。",
            next_step="Write what it is, in English; the Chinese title goes into title_zh.",
            next_step_zh="请用英文写明商品名称；中文标题填在 title_zh。",
        )
    for where, text, most in (
        ("title", product.title, MAX_TITLE),
        ("title_zh", product.title_zh, MAX_TITLE),
        ("description", product.description, MAX_DESCRIPTION),
        ("description_zh", product.description_zh, MAX_DESCRIPTION),
    ):
        if len(text) > most:
            yield _too_long(where, len(text), most)
    if not all(bullet.strip() for bullet in product.bullets):
        yield ProductFinding(
            where="bullets",
            code="bullet_blank",
            says="A bullet point says nothing.",
            says_zh="有一条要点是空的。",
            next_step="Write something, or leave it out.",
            next_step_zh="请填写内容，或删除该条。",
        )
    if len(product.bullets) > MAX_BULLETS:
        yield _too_many("bullets", len(product.bullets), MAX_BULLETS)


def _too_long(where: str, length: int, most: int) -> ProductFinding:
    return ProductFinding(
        where=where,
        code="too_long",
        says=f"The text has {length} characters, and {most} fit.",
        says_zh=f"文字有 {length} 个字符，最多 {most} 个。",
        next_step="Shorten it.",
        next_step_zh="请缩短。",
    )


def _too_many(where: str, count: int, most: int) -> ProductFinding:
    return ProductFinding(
        where=where,
        code="too_many",
        says=f"There are {count}, and {most} are taken.",
        says_zh=f"共有 {count} 项，最多 {most} 项。",
        next_step="Leave some out.",
        next_step_zh="请减少数量。",
    )


def _classes(product: Product) -> Iterator[ProductFinding]:
    if product.category and not _CATEGORY.fullmatch(product.category):
        yield ProductFinding(
            where="category",
            code="category_form",
            says=f"{product.category!r} is no category path.",
            says_zh=f"“{product.category}”不是类目路径。",
            next_step="Write one to five names in small letters, joined by /, such as jewellery/rings.",
            next_step_zh="请写一到五级小写名称，用 / 连接，例如 jewellery/rings。",
        )
    if product.condition not in CONDITIONS:
        yield ProductFinding(
            where="condition",
            code="condition_unknown",
            says=f"{product.condition!r} is no condition of goods.",
            says_zh=f"“{product.condition}”不是商品成色。",
            next_step=f"Write one of {', '.join(CONDITIONS)}.",
            next_step_zh=f"请写其中之一：{'、'.join(CONDITIONS)}。",
        )
    for name, codes in (("goods_classes", product.goods_classes), ("declarations", product.declarations)):
        for code in codes:
            if not _CODE.fullmatch(code):
                yield ProductFinding(
                    where=name,
                    code="code_form",
                    says=f"{code!r} is no code.",
                    says_zh=f"“{code}”不是代码。",
                    next_step="Write small letters, digits and hyphens, such as battery or product-safety.",
                    next_step_zh="请用小写字母、数字与连字符，例如 battery 或 product-safety。",
                )


def _media(product: Product) -> Iterator[ProductFinding]:
    if len(product.media) > MAX_MEDIA:
        yield _too_many("media", len(product.media), MAX_MEDIA)
    for number, medium in enumerate(product.media, 1):
        yield from _medium(f"media.{number}", medium)


def _medium(where: str, medium: Medium) -> Iterator[ProductFinding]:
    if not _SHA256.fullmatch(medium.file):
        yield ProductFinding(
            where=f"{where}.file",
            code="file_unnamed",
            says="A picture or video is named by the SHA-256 of its bytes.",
            says_zh="图片或视频以其内容的 SHA-256 命名。",
            next_step="Upload the file first; the answer has its name.",
            next_step_zh="请先上传文件，返回结果中有它的名称。",
        )
    if not medium.licence.strip():
        yield ProductFinding(
            where=f"{where}.licence",
            code="licence_missing",
            says="Nothing says under which licence this picture or video is used.",
            says_zh="没有写明使用该图片或视频的许可。",
            next_step="Write the licence, such as `own work`, or leave the file out.",
            next_step_zh="请写明许可，例如“own work”（自有作品），或不使用该文件。",
        )
    if not medium.owner.strip():
        yield ProductFinding(
            where=f"{where}.owner",
            code="owner_missing",
            says="Nothing says whose this picture or video is.",
            says_zh="没有写明该图片或视频属于谁。",
            next_step="Name its owner.",
            next_step_zh="请写明所有者。",
        )
    if not medium.alt.strip():
        yield ProductFinding(
            where=f"{where}.alt",
            code="alt_missing",
            says="Whoever cannot see the picture is not told what it shows.",
            says_zh="看不到图片的人无从得知其内容。",
            next_step="Describe it in a sentence, in alt and alt_zh.",
            next_step_zh="请在 alt 与 alt_zh 中用一句话描述。",
            severity=Severity.WARNING,
        )


def _template(product: Product, fonts: Collection[str] | None) -> Iterator[ProductFinding]:
    if product.template is None:
        return
    for fault in template_faults(product.template, fonts):
        yield ProductFinding(
            where=f"template.{fault.where}" if fault.where else "template",
            code=fault.code,
            says=fault.says,
            says_zh=fault.says_zh,
            next_step="Put this place of the template right, and send the product again.",
            next_step_zh="请更正模板的这一处，再重新提交商品。",
        )


def _size(product: Product) -> Iterator[ProductFinding]:
    size = len(product.document())
    if size > MAX_DOCUMENT_BYTES:
        yield ProductFinding(
            where="",
            code="document_too_large",
            says=f"The whole product has {size} bytes, and {MAX_DOCUMENT_BYTES} are kept.",
            says_zh=f"整个商品有 {size} 字节，最多保存 {MAX_DOCUMENT_BYTES} 字节。",
            next_step="Make two products of it, or shorten its texts.",
            next_step_zh="请拆成两个商品，或缩短文字。",
        )
