"""Rendering: a preview of 600 px, print files of 3600 × 2400 px, and the memory that they take."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench.measure import in_turn, percentile
from bench.rendering_design import NAME, PRESS, files, previewed
from bench.report import Finding
from tailorbird.adapters.render.renderer import SvgRenderer
from tailorbird.app.ports.render import Colours, View

PREVIEW_MS: Final = 60
PRINT_MS: Final = 1_000
_PREVIEW_PX: Final = 600
_DPI: Final = 300
_PREVIEWS_A_ROUND: Final = 25
_PNG_LIMIT: Final = "Pillow writing the same pixels as PNG, and nothing else"


def measure(rounds: int, _seconds: float) -> list[Finding]:
    """Warm: the fonts and the product's own picture have been used before, as at every keystroke."""
    renderer = SvgRenderer()
    return [_preview(renderer, rounds), *_print_files(renderer, rounds)]


def _preview(renderer: SvgRenderer, rounds: int) -> Finding:
    def work(number: int) -> bytes:
        return renderer.picture(renderer.draw(previewed(number), View.PREVIEW, files), _PREVIEW_PX)

    png = work(0)
    write = _writing(png)
    samples: list[float] = []
    texts = iter(range(1, 1_000_000))

    def previews() -> float:
        return _timed(lambda: work(next(texts)), _PREVIEWS_A_ROUND, samples)

    measured = in_turn(previews, lambda: _timed(write, _PREVIEWS_A_ROUND, []), rounds)
    half = percentile(samples, 0.5)
    memory = _memory("preview")
    return Finding(
        f"preview of {_PREVIEW_PX} px, another text each time",
        "previews/s",
        _PNG_LIMIT,
        measured,
        f"{PREVIEW_MS} ms p50",
        "yes" if half <= PREVIEW_MS else "no",
        (f"p50 {half:.1f} ms, p99 {percentile(samples, 0.99):.1f} ms, {len(png):,} bytes", memory),
    )


def _print_files(renderer: SvgRenderer, rounds: int) -> list[Finding]:
    drawing = renderer.draw(PRESS, View.PRINT, files)
    write = _writing(renderer.print_png(drawing, _DPI))
    kinds: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
        ("PNG", "png", lambda: renderer.print_png(drawing, _DPI)),
        ("PDF in RGB", "rgb", lambda: renderer.print_pdf(drawing, Colours.RGB)),
        ("PDF in inks", "cmyk", lambda: renderer.print_pdf(drawing, Colours.CMYK)),
    )
    findings = []
    for label, name, work in kinds:
        samples: list[float] = []
        size = len(work())
        measured = in_turn(
            lambda work=work, samples=samples: _timed(work, 1, samples),  # type: ignore[misc]
            lambda: _timed(write, 1, []),
            rounds,
        )
        half = percentile(samples, 0.5)
        findings.append(
            Finding(
                f"print file of 3600 × 2400 px: {label}",
                "files/s",
                _PNG_LIMIT,
                measured,
                f"{PRINT_MS} ms",
                "yes" if half <= PRINT_MS else "no",
                (f"p50 {half:.0f} ms, {size:,} bytes", _memory(name)),
            )
        )
    return findings


def _timed(work: Callable[[], object], times: int, samples: list[float]) -> float:
    """How often a second; each time is added to the samples, in milliseconds."""
    begun = time.perf_counter()
    for _ in range(times):
        one = time.perf_counter()
        work()
        samples.append((time.perf_counter() - one) * 1_000)
    return times / (time.perf_counter() - begun)


def _writing(png: bytes) -> Callable[[], object]:
    from PIL import Image

    with Image.open(io.BytesIO(png)) as image:
        pixels = image.convert(image.mode)
    return lambda: pixels.save(io.BytesIO(), "PNG", compress_level=1)


def _memory(kind: str) -> str:
    """What a process that does it once takes, at rest and at most."""
    told = subprocess.run(
        [sys.executable, "-m", "bench.rendering", kind], capture_output=True, check=True, text=True
    )
    rest, most = json.loads(told.stdout)
    return f"memory: {rest:.0f} MB with the renderer imported, {most:.0f} MB at most while doing it once"


def _alone(kind: str) -> None:
    """Do one thing in a process of its own, and print its memory in MB before and at most."""
    renderer = SvgRenderer()
    rest = _most_mb()
    if kind == "preview":
        renderer.picture(renderer.draw(previewed(0), View.PREVIEW, files), _PREVIEW_PX)
    else:
        drawing = renderer.draw(PRESS, View.PRINT, files)
        if kind == "png":
            renderer.print_png(drawing, _DPI)
        else:
            renderer.print_pdf(drawing, Colours(kind))
    print(json.dumps([rest, _most_mb()]))


def _most_mb() -> float:
    """By the kernel's mark of this program; `getrusage` would count what its parent had."""
    marks = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(marks["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    _alone(sys.argv[1] if len(sys.argv) > 1 else NAME)
