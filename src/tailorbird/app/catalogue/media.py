"""Whether the files of a product may be shown with it: they are here, its owner's own, and what they are
said to be."""

from __future__ import annotations

from collections.abc import Iterator

from tailorbird.app.house import House
from tailorbird.domain.catalogue.finding import ProductFinding
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.listing.document import AssetKind

_KINDS = {AssetKind.PICTURE: "image/", AssetKind.VIDEO: "video/", AssetKind.GRAPHIC: "image/"}


def media_findings(house: House, owner: str, product: Product) -> Iterator[ProductFinding]:
    """What keeps a file from being shown. Nobody shows what somebody else handed in."""
    for where, file, kind in _files(product):
        about = house.files.about(file)
        if about is None or owner not in house.files.uploaders(file):
            yield ProductFinding(
                where=where,
                code="file_unknown",
                says="You have uploaded no file of this SHA-256.",
                says_zh="您没有上传过这个 SHA-256 的文件。",
                next_step="Upload it by POST /api/v1/files, and use the name in the answer.",
                next_step_zh="请先用 POST /api/v1/files 上传，并使用返回的名称。",
            )
        elif not about.media_type.startswith(_KINDS.get(kind, "")):
            yield ProductFinding(
                where=where,
                code="file_kind",
                says=f"The file is {about.media_type}, and stands here as a {kind}.",
                says_zh=f"文件类型为 {about.media_type}，与所填的种类不符。",
                next_step="Name its kind as it is, or use another file.",
                next_step_zh="请按实际种类填写，或换一个文件。",
            )


def _files(product: Product) -> Iterator[tuple[str, str, AssetKind]]:
    """Every stored file that the product names, with its place; drawings of blanks are the house's own."""
    for number, medium in enumerate(product.media, 1):
        yield f"media.{number}.file", medium.file, medium.kind
    if product.template is None:
        return
    for surface in product.template.surfaces:
        if surface.picture and not surface.picture.startswith("blank:"):
            yield f"template.surfaces.{surface.surface}.picture", surface.picture, AssetKind.PICTURE
        for number, artwork in enumerate(surface.artwork, 1):
            where = f"template.surfaces.{surface.surface}.artwork.{number}.file"
            yield where, artwork.file, AssetKind.GRAPHIC
    for field in product.template.fields:
        for option in field.options:
            if option.picture:
                where = f"template.fields.{field.field}.options.{option.option}.picture"
                yield where, option.picture, AssetKind.PICTURE
