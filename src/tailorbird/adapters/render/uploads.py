"""Uploaded pictures: opened within limits, turned upright, cropped, and written anew without metadata."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

from PIL import Image, ImageOps

from tailorbird.adapters.render.raster import rendered
from tailorbird.app.ports.render import CannotDraw
from tailorbird.domain.customization.choices import Crop
from tailorbird.domain.customization.svg import is_svg

MOST_PIXELS: Final = 100_000_000
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")
_JPEG_QUALITY: Final = {"preview": 85, "print": 95}
_KEPT_BYTES: Final = 24_000_000
_SVG_FORBIDDEN: Final = re.compile(
    rb"<!ENTITY|<\s*(?:\w+:)?(?:script|foreignObject|iframe)\b|\son\w+\s*=|@import"
    rb"|href\s*=\s*[\"'](?!#|data:image/(?:png|jpe?g|webp|gif);)|url\(\s*[\"']?(?!#|data:image/)",
    re.IGNORECASE,
)
_SVG_TEXT: Final = re.compile(rb"<\s*(?:\w+:)?text\b", re.IGNORECASE)
_SVG_BASE_PX: Final = 1000


class Unreadable(ValueError):
    """A picture that cannot be used; the message says what to send instead."""


class TextInDrawing(Unreadable):
    """An SVG with live text, which would come out in another font or not at all."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture's upright size in pixels; a vector picture has a size only by its proportions."""

    data: bytes
    width: int
    height: int
    vector: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture as it is embedded."""

    data: bytes
    media_type: str


def opened(data: bytes) -> Upload:
    """What the picture is; raises `Unreadable`. Its pixels are not decoded yet."""
    if is_svg(data):
        return _opened_svg(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            turned = image.getexif().get(0x0112, 1) >= 5  # noqa: PLR2004 (orientations that lie on their side)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise Unreadable("It is no PNG, JPEG, WebP, GIF or SVG that could be read.") from problem
    width, height = (image.height, image.width) if turned else (image.width, image.height)
    if width * height > MOST_PIXELS:
        raise Unreadable(f"It has {width} × {height} pixels; more than {MOST_PIXELS:,} are not taken.")
    return Upload(data, width, height, vector=False)


def _opened_svg(data: bytes) -> Upload:
    if _SVG_FORBIDDEN.search(data):
        raise Unreadable("The SVG has scripts, or refers to other files; export it as a plain SVG.")
    if _SVG_TEXT.search(data):
        raise TextInDrawing("The SVG has text that is not converted to outlines.")
    try:
        png = rendered(data.decode("utf-8"), _SVG_BASE_PX, _SVG_BASE_PX)
        width, height = _proportions(data, png)
    except (CannotDraw, UnicodeDecodeError) as problem:
        raise Unreadable("The SVG cannot be read; export it as a plain SVG in UTF-8.") from problem
    return Upload(data, width, height, vector=True)


def _proportions(data: bytes, png: bytes) -> tuple[int, int]:
    """resvg keeps proportions within the box that it is given, and so tells them."""
    with Image.open(io.BytesIO(png)) as image:
        return image.width, image.height


def cropped_size(upload: Upload, crop: Crop) -> tuple[int, int]:
    """How many pixels of the picture are kept, at least one each way."""
    left, top, right, bottom = _crop_box(upload.width, upload.height, crop)
    return right - left, bottom - top


def _crop_box(width: int, height: int, crop: Crop) -> tuple[int, int, int, int]:
    left = min(width - 1, round(width * max(0, crop.left) / 1000))
    top = min(height - 1, round(height * max(0, crop.top) / 1000))
    right = min(width, max(left + 1, round(width * (crop.left + crop.width) / 1000)))
    bottom = min(height, max(top + 1, round(height * (crop.top + crop.height) / 1000)))
    return left, top, right, bottom


class Preparing:
    """Prepares pictures and keeps the last small ones: a preview is drawn again at every keystroke."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, Crop, int, str], Prepared] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def prepared(self, upload: Upload, crop: Crop, longest_px: int, purpose: str) -> Prepared:
        """The cropped picture, its longer side at most `longest_px`; `purpose` is `preview` or `print`."""
        if purpose != "preview":
            return _prepare(upload, crop, longest_px, purpose)
        key = (hashlib.sha256(upload.data).hexdigest(), crop, longest_px, purpose)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = _prepare(upload, crop, longest_px, purpose)
        with self._lock:
            self._kept[key] = made
            self._bytes = sum(len(each.data) for each in self._kept.values())
            while self._bytes > _KEPT_BYTES:
                self._bytes -= len(self._kept.popitem(last=False)[1].data)
        return made


def _prepare(upload: Upload, crop: Crop, longest_px: int, purpose: str) -> Prepared:
    width, height = cropped_size(upload, crop)
    shrink = min(1.0, longest_px / max(width, height))
    image = _drawn(upload, crop, longest_px) if upload.vector else _decoded(upload, crop, shrink)
    target = (max(1, round(width * shrink)), max(1, round(height * shrink)))
    if not upload.vector and shrink < 1:
        image = image.resize(target, Image.Resampling.LANCZOS, reducing_gap=2.0)
    lossy = purpose == "preview" or upload.data[:2] == b"\xff\xd8"
    if lossy and image.mode == "RGB":
        return Prepared(_jpeg(image, _JPEG_QUALITY[purpose]), "image/jpeg")
    return Prepared(_png(image), "image/png")


def _decoded(upload: Upload, crop: Crop, shrink: float) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image: Image.Image = Image.open(io.BytesIO(upload.data), formats=_FORMATS)
            if shrink < 1:
                image.draft("RGB", (round(image.width * shrink * 2), round(image.height * shrink * 2)))
            image.load()
            image = ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise Unreadable("The picture is broken off or damaged; send it again.") from problem
    kept = image.crop(_crop_box(image.width, image.height, crop))
    return _plain(kept)


def _plain(image: Image.Image) -> Image.Image:
    """RGB, or RGBA where something is transparent."""
    if "transparency" in image.info or image.mode in {"RGBA", "LA", "PA", "RGBa", "La"}:
        with_alpha = image.convert("RGBA")
        opaque = with_alpha.getchannel("A").getextrema()[0] == 255  # noqa: PLR2004 (wholly opaque)
        return with_alpha.convert("RGB") if opaque else with_alpha
    return image.convert("RGB")


def _drawn(upload: Upload, crop: Crop, longest_px: int) -> Image.Image:
    """A vector picture, drawn so large that what the crop leaves has the pixels asked for."""
    kept = max(cropped_size(upload, crop))
    scale = longest_px / kept
    png = rendered(
        upload.data.decode("utf-8"), max(1, round(upload.width * scale)), max(1, round(upload.height * scale))
    )
    with Image.open(io.BytesIO(png)) as image:
        whole = image.convert("RGBA")
    return _plain(whole.crop(_crop_box(whole.width, whole.height, crop)))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    into = io.BytesIO()
    image.save(into, "JPEG", quality=quality, subsampling=0 if quality > _JPEG_QUALITY["preview"] else 2)
    return into.getvalue()


def _png(image: Image.Image) -> bytes:
    into = io.BytesIO()
    plain = Image.new(image.mode, image.size)
    plain.paste(image)
    plain.save(into, "PNG", compress_level=1)
    return into.getvalue()
