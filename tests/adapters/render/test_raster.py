"""Rendering SVG to PNG: whatever the renderer stumbles over is told, and ends nothing."""

from __future__ import annotations

import pytest
import resvg_py

from tailorbird.adapters.render import raster
from tailorbird.app.ports.render import CannotDraw


class PanicException(BaseException):
    """What the renderer raises where its own code fails: no `Exception`."""


def test_a_panic_of_the_renderer_is_a_drawing_that_cannot_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def panics(**_: object) -> bytes:
        raise PanicException("called `Option::unwrap()`\n on a `None` value")

    monkeypatch.setattr(resvg_py, "svg_to_bytes", panics)
    with pytest.raises(CannotDraw, match="on a `None` value"):
        raster.rendered("<svg/>", 4, 4)


def test_whoever_stops_the_process_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(**_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(resvg_py, "svg_to_bytes", stopped)
    with pytest.raises(KeyboardInterrupt):
        raster.rendered("<svg/>", 4, 4)


def test_what_is_no_drawing_is_told() -> None:
    with pytest.raises(CannotDraw):
        raster.rendered("<svg", 4, 4)
