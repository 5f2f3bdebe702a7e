"""A photograph that tells more than it shows."""

from __future__ import annotations

import io

from PIL import Image


def located_jpeg(marker: str, side: int = 900) -> bytes:
    """A photograph that tells where it was taken, and by whom: the marker."""
    image = Image.effect_noise((side, side), 40).convert("RGB")
    exif = Image.Exif()
    exif[0x013B] = marker
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 49.0), 3: "E", 4: (121.0, 28.0, 25.0)})
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=f"{marker} in the comment".encode())
    return out.getvalue()
