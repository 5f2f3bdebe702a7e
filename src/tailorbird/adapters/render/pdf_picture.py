"""Pictures inside a PDF: JPEG and plain PNG data go in as they are, transparency as a soft mask."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from PIL import Image

from tailorbird.adapters.render.inks import in_inks
from tailorbird.adapters.render.scene import Picture
from tailorbird.app.ports.render import Colours

_JPEG_QUALITY: Final = 95
_INVERTED: Final = [1, 0] * 4
_CHUNK_FRAME: Final = 12


def pdf_picture(pdf: pikepdf.Pdf, mark: Picture, colours: Colours) -> pikepdf.Object:
    """The picture as an XObject of the document."""
    with Image.open(io.BytesIO(mark.data)) as image:
        lossy = mark.media_type == "image/jpeg"
        if image.mode == "RGBA":
            return _masked(pdf, image, colours)
        if colours is Colours.CMYK:
            return _stream(pdf, *_cmyk(image.convert("RGB"), lossy))
        size = {"Width": image.width, "Height": image.height}
        if lossy:
            return _stream(pdf, mark.data, size | _RGB | {"Filter": pikepdf.Name.DCTDecode})
        return _stream(pdf, b"".join(_png_data(mark.data)), size | _RGB | _predicted(image.width))


_RGB: Final[dict[str, Any]] = {"ColorSpace": pikepdf.Name.DeviceRGB}


def _predicted(width: int) -> dict[str, Any]:
    """PNG's own compression, which PDF reads as it is."""
    parameters = pikepdf.Dictionary(Predictor=15, Colors=3, BitsPerComponent=8, Columns=width)
    return {"Filter": pikepdf.Name.FlateDecode, "DecodeParms": parameters}


def _png_data(png: bytes) -> Iterator[bytes]:
    place = 8
    while place < len(png):
        length = int.from_bytes(png[place : place + 4], "big")
        if png[place + 4 : place + 8] == b"IDAT":
            yield png[place + 8 : place + 8 + length]
        place += length + _CHUNK_FRAME


def _cmyk(image: Image.Image, lossy: bool) -> tuple[bytes, dict[str, Any]]:  # noqa: FBT001 (of the source)
    inked = in_inks(image)
    about: dict[str, Any] = {
        "Width": image.width,
        "Height": image.height,
        "ColorSpace": pikepdf.Name.DeviceCMYK,
    }
    if not lossy:
        return zlib.compress(inked.tobytes(), 1), about | {"Filter": pikepdf.Name.FlateDecode}
    into = io.BytesIO()
    inked.save(into, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return into.getvalue(), about | {
        "Filter": pikepdf.Name.DCTDecode,
        "Decode": pikepdf.Array(_INVERTED),
    }


def _masked(pdf: pikepdf.Pdf, image: Image.Image, colours: Colours) -> pikepdf.Object:
    alpha = image.getchannel("A")
    mask = _stream(
        pdf,
        zlib.compress(alpha.tobytes(), 1),
        {
            "Width": image.width,
            "Height": image.height,
            "ColorSpace": pikepdf.Name.DeviceGray,
            "Filter": pikepdf.Name.FlateDecode,
        },
    )
    plain = image.convert("RGB")
    if colours is Colours.CMYK:
        data, about = _cmyk(plain, lossy=False)
    else:
        data = zlib.compress(plain.tobytes(), 1)
        about = {"Width": image.width, "Height": image.height, "Filter": pikepdf.Name.FlateDecode} | _RGB
    return _stream(pdf, data, about | {"SMask": mask})


def _stream(pdf: pikepdf.Pdf, data: bytes, about: dict[str, Any]) -> pikepdf.Object:
    stream = pikepdf.Stream(pdf, data)
    for name, value in ({"Type": _XOBJECT, "Subtype": _IMAGE, "BitsPerComponent": 8} | about).items():
        stream[f"/{name}"] = value
    return pdf.make_indirect(stream)


_XOBJECT: Final = pikepdf.Name("/XObject")
_IMAGE: Final = pikepdf.Name("/Image")
