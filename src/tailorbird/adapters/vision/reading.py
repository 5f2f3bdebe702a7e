"""Texts in pictures, Chinese and English, by RapidOCR with the models inside its package."""

from __future__ import annotations

from importlib import import_module
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tailorbird.adapters.vision import runtime
from tailorbird.app.ports.vision import WHOLE, Box, SeenText, VisionAbsent

_DETECTS: Final = "models/PP-OCRv6_det_small.onnx"
_RECOGNISES: Final = "models/PP-OCRv6_rec_small.onnx"
# Lines are looked for in the picture with a longer side of so many pixels, and read in a larger one.
_SIDE_PX: Final = 736
# Doubtful readings are told too: whoever screens weighs them by how sure they are.
_LEAST_SURE: Final = 0.3


class Reader:
    """Reads one picture at a time. Raises `VisionAbsent` where it cannot be loaded."""

    def __init__(self) -> None:
        paths = [str(runtime.packaged("rapidocr", each, "rapidocr")) for each in (_DETECTS, _RECOGNISES)]
        try:
            made = import_module("rapidocr.main").RapidOCR
        except ImportError as problem:
            raise VisionAbsent(f"rapidocr cannot be loaded ({problem}); install it.") from problem
        # Paths are named, or it would fetch models from elsewhere.
        self._ocr = made(
            params={
                "Global.use_cls": False,
                "Global.text_score": _LEAST_SURE,
                "Global.log_level": "critical",
                "EngineConfig.onnxruntime.intra_op_num_threads": runtime.threads(),
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Det.model_path": paths[0],
                "Det.limit_side_len": _SIDE_PX,
                "Det.limit_type": "max",
                "Rec.model_path": paths[1],
            }
        )
        self._lock = Lock()

    def texts(self, picture: Image.Image) -> list[SeenText]:
        """What is written in the picture, from the top down."""
        pixels = np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])
        try:
            with self._lock:
                found = self._ocr(pixels)
        except Exception as problem:  # its engine's errors share no class below Exception
            raise VisionAbsent(f"Reading texts failed ({problem}); install rapidocr anew.") from problem
        if not found.txts:
            return []
        return [
            SeenText(text, _box(corners, picture.size), min(WHOLE, round(float(sure) * WHOLE)))
            for text, corners, sure in zip(found.txts, found.boxes, found.scores, strict=True)
        ]


def _box(corners: NDArray[Any], size: tuple[int, int]) -> Box:
    """Around the four corners."""
    permille = np.asarray(corners, np.float64) * WHOLE / np.asarray(size, np.float64)
    left, top = (int(each) for each in permille.min(axis=0).clip(0, WHOLE - 1))
    right, bottom = (int(-(-each // 1)) for each in permille.max(axis=0).clip(0, WHOLE))
    return Box(left, top, max(1, right - left), max(1, bottom - top))
