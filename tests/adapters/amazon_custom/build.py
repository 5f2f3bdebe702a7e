"""Order archives as Amazon Custom gives them, made after what public parsers say of them.

`python -m tests.adapters.amazon_custom.build` writes the demonstration's archive anew.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import tailorbird

Json = dict[str, Any]

ORDER_ID: Final = "702-2644781-4722617"
ITEM_ID: Final = "82729974619961"
SAMPLE_NAME: Final = f"{ORDER_ID}_{ITEM_ID}.zip"
DATA: Final = Path(*tailorbird.__path__) / "demo" / "data"
SAMPLE_PATH: Final = DATA / "amazon_custom" / SAMPLE_NAME
DOUBTFUL_ID: Final = "702-2644781-4722625"
DOUBTFUL_ITEM: Final = "82729974620015"
DOUBTFUL_PATH: Final = DATA / "amazon_custom" / f"{DOUBTFUL_ID}_{DOUBTFUL_ITEM}.zip"
PHOTO: Final = "photos/clothing/t-shirt/ffb8b476-17bc-4f7f-8f37-4ae8e6007128.jpg"
SVG: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120">'
    '<text x="20" y="80" font-family="Dancing Script" fill="#1f3a5f">Est. 2019</text></svg>\n'
)


def png(width: int = 8, height: int = 8, colour: tuple[int, int, int] = (31, 58, 95)) -> bytes:
    """A picture of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + bytes(colour) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    # Stored and not packed, so that every machine makes the same bytes.
    packed = zlib.compress(rows, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def node(kind: str, label: str = "", /, name: str = "", children: Iterable[Json] = (), **more: Any) -> Json:
    made: Json = {"type": kind, "identifier": f"id-{label or name or kind}".replace(" ", "-")}
    made |= {"label": label} if label else {}
    made |= {"name": name} if name else {}
    listed = list(children)
    made |= {"children": listed} if listed else {}
    return made | more


def text(label: str, value: str, **more: Any) -> Json:
    return node("TextCustomization", label, inputValue=value, **more)


def font(family: str, url: str = "https://m.example/fonts/a.ttf") -> Json:
    return node("FontCustomization", "Font", fontSelection={"family": family, "fontUrl": url})


def colour(name: str, code: str) -> Json:
    return node("ColorCustomization", "Colour", colorSelection={"name": name, "value": code})


def option(label: str, value: str, /, cost: Json | None = None, **more: Any) -> Json:
    selection: Json = {"name": value, "label": value} | more
    selection |= {"additionalCost": cost} if cost else {}
    return node("OptionCustomization", label, optionSelection=selection, displayValue=value)


def image(label: str, name: str, buyer_filename: str = "") -> Json:
    held = {"imageName": name, "buyerFilename": buyer_filename, "imageUrl": f"https://m.example/{name}"}
    return node("ImageCustomization", label, image=held)


def placement(label: str, *children: Json, **more: Any) -> Json:
    where: Json = {"dimension": {"width": 400, "height": 120}, "position": {"x": 40, "y": 25.5}}
    return node("PlacementContainerCustomization", label, children=children, **(where | more))


def block(label: str, *children: Json) -> Json:
    return node("ContainerCustomization", label, children=children)


def surcharge(label: str, cost: Json, *children: Json) -> Json:
    return node("FlatRatePriceDeltaContainerCustomization", label, children=children, priceDelta=cost)


def surface(label: str, *children: Json, snapshot: str = "", name: str = "") -> Json:
    inner = node("FlatContainerCustomization", children=children)
    more: Json = {"baseImage": {"imageUrl": "https://m.example/base.png"}}
    more |= {"snapshot": {"imageName": snapshot}} if snapshot else {}
    return node("PreviewContainerCustomization", label, name=name, children=[inner], **more)


def tree(*surfaces: Json) -> Json:
    return node("PageContainerCustomization", children=surfaces)


def area(kind: str, label: str, /, **more: Any) -> Json:
    return {"customizationType": kind, "label": label, "name": label} | more


def listed(*surfaces: tuple[str, list[Json]]) -> list[Json]:
    return [{"name": name, "areas": areas} for name, areas in surfaces]


def order(data: Any = None, surfaces: list[Json] | None = None, nesting: str = "outer", **more: Any) -> Json:
    """An order's document. The list is nested as `customizationInfo` or, `inner`, the other way round."""
    made: Json = {
        "orderId": ORDER_ID,
        "orderItemId": ITEM_ID,
        "legacyOrderItemId": "40012345678901",
        "merchantId": "A2EXAMPLEMERCH",
        "marketplaceId": "A1PA6795UKMFR9",
        "asin": "B0EXAMPLE1",
        "title": "Personalised oak serving board, engraved",
        "quantity": 1,
    }
    made |= {"customizationData": data} if data is not None else {}
    if surfaces is not None and nesting == "outer":
        made["customizationInfo"] = {"version3.0": {"surfaces": surfaces}}
    elif surfaces is not None:
        made["version3.0"] = {"customizationInfo": {"surfaces": surfaces}}
    return made | more


def archive(
    document: Any,
    files: Mapping[str, bytes] | None = None,
    name: str = f"{ITEM_ID}.json",
    method: int = zipfile.ZIP_STORED,
) -> bytes:
    """The ZIP file of a document and its files; the same bytes on every machine."""
    data = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for each, content in {name: data, **(files or {})}.items():
            info = zipfile.ZipInfo(each, (2026, 3, 2, 10, 0, 0))
            info.compress_type = method
            info.external_attr = 0o644 << 16
            made.writestr(info, content)
    return out.getvalue()


def sample_document() -> Json:
    """Two boards, engraved on two sides; on the back the buyer moved the text."""
    front = surface(
        "Front",
        block(
            "Names",
            font("Dancing Script"),
            colour("Navy", "#1f3a5f"),
            placement("Line 1", text("First line", "Noa & Daniël ❤️")),
            placement("Line 2", text("Second line", "נועה ודניאל")),
        ),
        option(
            "Wood",
            "Walnut",
            {"amount": 4.99, "currency": "EUR"},
            thumbnailImage={"imageUrl": "https://m.example/walnut.png"},
            overlayImage={"imageUrl": "https://m.example/walnut-board.png"},
        ),
        placement("Photo", image("Your photo", "8f1c2a-upload.jpg", "our old shirt 旧衬衫.jpg")),
        snapshot="front-preview.png",
    )
    back = surface(
        "Back",
        surcharge(
            "Engraving on the back",
            {"amount": 2.5, "currency": "EUR"},
            placement("Date", text("Date or place", "Est. 2019"), position={"x": 112.25, "y": 61}),
        ),
        placement("Wish", text("A further line (optional)", "")),
        option("Oil finish", "Natural oil"),
        snapshot="back-preview.png",
    )
    flat = listed(
        (
            "Front",
            [
                area(
                    "TextPrinting",
                    "Line 1",
                    text="Noa & Daniël ❤️",
                    fontFamily="Dancing Script",
                    colorName="Navy",
                    fill="#1F3A5F",
                ),
                area("TextPrinting", "Line 2", text="נועה ודניאל", fontFamily="Dancing Script"),
                area("Options", "Wood", optionValue="Walnut"),
                area("ImagePrinting", "Photo", svgImage="front-photo.svg"),
            ],
        ),
        (
            "Back",
            [
                area("ImagePrinting", "Date", svgImage="back-date.svg"),
                area("TextPrinting", "Wish", text=""),
                area("Options", "Oil finish", optionValue="Natural oil"),
            ],
        ),
    )
    return order(tree(front, back), flat, quantity=2)


def sample_files(photo: bytes | None = None) -> dict[str, bytes]:
    return {
        "8f1c2a-upload.jpg": photo or png(colour=(90, 140, 90)),
        "front-preview.png": png(64, 48, (222, 202, 170)),
        "back-preview.png": png(64, 48, (210, 190, 160)),
        "front-photo.svg": SVG.replace("Est. 2019", "").encode(),
        "back-date.svg": SVG.encode(),
    }


def sample() -> bytes:
    """The demonstration's archive; the upload is a photograph of the demonstration's own."""
    photo = (DATA / PHOTO).read_bytes()
    return archive(sample_document(), sample_files(photo))


def doubtful() -> bytes:
    """Another archive of the demonstration's: a required line is blank, one part is of a kind that nobody
    knows, and the upload is not in it."""
    front = surface(
        "Front",
        font("Dancing Script"),
        placement("Line 1", text("Name (required)", "")),
        node("SparkleCustomization", "Glitter", sparkle={"amount": "a little, round the edge"}),
        placement("Photo", image("Your photo", "5d0e7b-upload.jpg", "us in Porto.jpg")),
        snapshot="front-preview.png",
    )
    document = order(tree(front), orderId=DOUBTFUL_ID, orderItemId=DOUBTFUL_ITEM)
    return archive(
        document, {"front-preview.png": png(64, 48, (222, 202, 170))}, name=f"{DOUBTFUL_ITEM}.json"
    )


if __name__ == "__main__":
    SAMPLE_PATH.parent.mkdir(parents=True, exist_ok=True)
    SAMPLE_PATH.write_bytes(sample())
    DOUBTFUL_PATH.write_bytes(doubtful())
