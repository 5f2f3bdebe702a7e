"""Search by picture: what is found again after what people do to photographs, and how long a query takes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, Final

import numpy as np
from PIL import Image

from bench.changed_pictures import CHANGES, Changed, Source
from bench.measure import in_turn, per_second
from bench.photographs import photographs
from bench.report import Finding
from tailorbird.adapters.db import open_database
from tailorbird.adapters.db.picture_block import packed, signed
from tailorbird.adapters.db.pictures import DatabasePictures
from tailorbird.adapters.db.sql.statement import insert
from tailorbird.adapters.vision.eye import Eye
from tailorbird.app.looking.resemblance import Looked, Match, Resemblance, resemblances
from tailorbird.app.ports.pictures import Indexed
from tailorbird.app.ports.vision import Impression

_SCOPE: Final = "catalogue"
_WHOLES: Final = "catalogue without windows"
_SIZES: Final = (1_000, 10_000, 100_000)
_ASKED: Final = 20
_KEPT_OUT: Final = 10
_COMPARED: Final = 30
_FIVE: Final = 5
_LONGEST_PX: Final = 1200
_WINDOWS: Final = 14
_COLUMNS: Final = ("scope", "subject", "file", "nth_window", "added_as", "network", "colours", "hash")
_HEAD: Final = (
    f"{'':28}{'whole alone':>16}{'with windows':>16}{'with a box':>16}{'compared':>16}{'called same':>13}"
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A changed photograph, which one it is of, and its impressions."""

    photo: int
    changed: Changed
    windows: tuple[Impression, ...]
    boxed: tuple[Impression, ...]


def measure(rounds: int, _seconds: float) -> list[Finding]:
    """First hit and first five over the photographs; queries a second at three sizes of the index."""
    photos = photographs(_ASKED + _KEPT_OUT)
    with tempfile.TemporaryDirectory(prefix="tailorbird-bench-") as home:
        eye = Eye(Path(home) / "models")
        with _index(Path(home) / "found.sqlite3") as index:
            table = _Finding(eye, index, photos).table()
        speeds = [_speed(Path(home), size, windows, rounds) for size in _SIZES for windows in (1, _WINDOWS)]
    speeds[0] = Finding(
        speeds[0].name,
        speeds[0].unit,
        speeds[0].limit_says,
        speeds[0].measured,
        notes=(*speeds[0].notes, *table),
    )
    return speeds


class _Finding:
    """What is found among the photographs; some are kept out, to be looked for in vain."""

    def __init__(self, eye: Eye, index: DatabasePictures, photos: Sequence[bytes]) -> None:
        self.eye, self.index, self.photos = eye, index, photos
        step = len(photos) // _KEPT_OUT
        self.out = list(range(step // 2, len(photos), step))[:_KEPT_OUT]
        inside = [each for each in range(len(photos)) if each not in self.out]
        self.asked_for = inside[:: len(inside) // _ASKED][:_ASKED]
        begun = time.perf_counter()
        for each in inside:
            made = eye.impressions(photos[each])
            index.add(Indexed(_SCOPE, str(each), f"{each:064}"), made)
            index.add(Indexed(_WHOLES, str(each), f"{each:064}"), made[:1])
        self.each_ms = (time.perf_counter() - begun) * 1000 / len(inside)

    def table(self) -> list[str]:
        """A row a change: first hit and first five, without and with windows, box and comparison."""
        rows = [
            f"{len(self.photos) - len(self.out)} photographs in the index, {self.each_ms:.0f} ms to add one; "
            f"{len(self.asked_for)} looked for, each changed; first hit / among the first five",
            _HEAD,
        ]
        compared_ms: list[float] = []
        for name, change in CHANGES.items():
            asked = [self._asked(each, change) for each in self.asked_for]
            found = [
                [self._places(each, each.windows[:1], _WHOLES) for each in asked],
                [self._places(each, each.windows) for each in asked],
                [self._places(each, each.boxed) for each in asked],
            ]
            sure = [self._compared(each, compared_ms) for each in asked]
            found.append([place for place, _ in sure])
            same = sum(each for _, each in sure) / len(sure)
            rows.append(f"{name:28}{''.join(_hits(each) for each in found)}{same:>13.2f}")
        wrong = [self._wrongly_same(each) for each in self.out]
        return [
            *rows,
            f"comparing point by point, a search: {sorted(compared_ms)[len(compared_ms) // 2]:.0f} ms",
            f"of {len(wrong)} photographs not in the index, {sum(wrong)} were called the same as another",
        ]

    def _asked(self, photo: int, change: Callable[[Source], Changed]) -> _Asked:
        picture = self.photos[photo]
        image = Image.open(BytesIO(picture)).convert("RGB")
        image.thumbnail((_LONGEST_PX, _LONGEST_PX))
        other = Image.open(BytesIO(self.photos[self.out[photo % len(self.out)]])).convert("RGB")
        source = Source(
            image,
            lambda: Image.open(BytesIO(self.eye.without_background(picture))),
            other,
            Random(photo),
        )
        changed = change(source)
        windows = tuple(self.eye.impressions(changed.picture))
        boxed = (self.eye.impression(changed.picture, changed.box),)
        return _Asked(photo, changed, windows, boxed)

    def _places(self, asked: _Asked, impressions: tuple[Impression, ...], scope: str = _SCOPE) -> int:
        """The place of the right photograph, from 0."""
        found = self.index.nearest(scope, impressions, _COMPARED)
        return _place(asked, [each.indexed for each in found])

    def _compared(self, asked: _Asked, took_ms: list[float]) -> tuple[int, int]:
        """The place in what the search shows in the end; 1 where it is called the same."""
        begun = time.perf_counter()
        found = self._resemblances(asked.changed.picture, asked.windows)
        took_ms.append((time.perf_counter() - begun) * 1000)
        own = [each for each in found if each.alike.indexed.subject == str(asked.photo)]
        same = int(bool(own) and own[0].match is Match.SAME)
        return _place(asked, [each.alike.indexed for each in found]), same

    def _wrongly_same(self, photo: int) -> int:
        picture = self.photos[photo]
        found = self._resemblances(picture, tuple(self.eye.impressions(picture)))
        return int(any(each.match is Match.SAME for each in found))

    def _resemblances(self, picture: bytes, impressions: tuple[Impression, ...]) -> tuple[Resemblance, ...]:
        files = SimpleNamespace(read=lambda file: self.photos[int(file)])
        house: Any = SimpleNamespace(files=files, vision=self.eye)
        candidates = self.index.nearest(_SCOPE, impressions, _COMPARED)
        return resemblances(house, Looked(picture, None, impressions), candidates)


def _place(asked: _Asked, found: Sequence[Indexed]) -> int:
    return next((nth for nth, each in enumerate(found) if each.subject == str(asked.photo)), len(found))


def _hits(places: Sequence[int]) -> str:
    first, five = (sum(each < most for each in places) / len(places) for most in (1, _FIVE))
    return f"{first:>9.2f} / {five:.2f}"


def _speed(home: Path, size: int, windows: int, rounds: int) -> Finding:
    """Queries a second with so many impressions, against numpy's product of the same matrix in floats."""
    chance = np.random.default_rng(size)
    matrix = chance.standard_normal((size, 1280), np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    asked = [_impression(chance) for _ in range(windows)]
    vectors = np.stack([np.frombuffer(each.network, "<f4") for each in asked])
    file = home / f"{size}-{windows}.sqlite3"
    with _index(file) as index:
        _fill(index, matrix, chance)
        begun = time.perf_counter()
        index.nearest(_SCOPE, asked, _COMPARED)
        first_s = time.perf_counter() - begun
        times = max(2, 100_000 // size // windows)
        measured = in_turn(
            lambda: per_second(lambda: index.nearest(_SCOPE, asked, _COMPARED), times),
            lambda: per_second(lambda: matrix @ vectors.T, times),
            rounds,
        )
        held = sum(each.size_bytes for each in index.memory._scopes[_SCOPE].blocks) / 1e6
    file.unlink()
    what = "one impression" if windows == 1 else f"{windows} impressions (no box drawn)"
    return Finding(
        f"a query of {what} among {size:,}",
        "queries/s",
        "numpy's product of the same vectors as float32, alone",
        measured,
        notes=(
            f"{1000 / measured.thing.median:.1f} ms a query, {held:.0f} MB in memory; "
            f"the first of a process reads the table: {first_s:.1f} s",
        ),
    )


def _impression(chance: np.random.Generator) -> Impression:
    network, colours = chance.standard_normal(1280), np.abs(chance.standard_normal(192))
    network, colours = network / np.linalg.norm(network), colours / np.linalg.norm(colours)
    return Impression(network.astype("<f4").tobytes(), colours.astype("<f4").tobytes(), 0)


def _fill(index: DatabasePictures, matrix: Any, chance: np.random.Generator) -> None:
    """Pictures of as many windows as the eye makes, written in bulk."""
    colours = np.abs(chance.standard_normal((len(matrix), 192))).astype("<f4")
    rows = [
        (
            _SCOPE, str(nth // _WINDOWS), f"{nth // _WINDOWS:064}", nth % _WINDOWS, nth // _WINDOWS + 1,
            packed(row.astype("<f4").tobytes()), packed(tint.tobytes()), signed(nth),
        )
        for nth, (row, tint) in enumerate(zip(matrix, colours, strict=True))
    ]  # fmt: skip
    with index.session.writing():
        for start in range(0, len(rows), 3_000):
            index.session.send(list(insert("picture_impression", _COLUMNS, rows[start : start + 3_000])))
        scope = [(_SCOPE, rows[-1][4], 0)]
        index.session.send(list(insert("picture_scope", ("scope", "added", "forgotten"), scope)))


@contextmanager
def _index(file: Path) -> Iterator[DatabasePictures]:
    opened = open_database(f"sqlite:///{file}")
    opened.migrate()
    try:
        yield opened.pictures
    finally:
        opened.close()
