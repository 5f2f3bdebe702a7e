"""Impressions side by side in memory, and the exact search in them."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tailorbird.app.ports.pictures import Alike, Indexed
from tailorbird.app.ports.vision import Impression

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]
_MOST: Final = 127
# So many rows are turned into floats at a time: they stay in the processor's own memory.
_AT_ONCE: Final = 256
_COLOURS_COUNT: Final = 0.25
_PERMILLE: Final = 1000
_SIGN: Final = 1 << 63


def packed(floats: bytes) -> bytes:
    """A vector in a byte a number; its direction stays, within 1/254 of its largest number."""
    vector = np.frombuffer(floats, "<f4")
    most = float(np.abs(vector).max(initial=0.0))
    return np.round(vector * (_MOST / most if most else 0.0)).astype(np.int8).tobytes()


def signed(hash_bits: int) -> int:
    """64 bits as the database keeps a number."""
    return hash_bits - 2 * _SIGN if hash_bits >= _SIGN else hash_bits


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as kept."""

    row: int
    indexed: Indexed
    nth_window: int
    network: bytes
    colours: bytes
    hash: int


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: a row an impression; the first is the whole picture, or the box drawn in it."""

    network: Floats
    colours: Floats
    hash: int

    @classmethod
    def of(cls, impressions: Sequence[Impression]) -> Query:
        """Impressions of one picture, at least one."""
        return cls(
            np.stack([np.frombuffer(each.network, "<f4") for each in impressions]),
            np.stack([np.frombuffer(each.colours, "<f4") for each in impressions]),
            signed(impressions[0].hash),
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows by what they are compared with: all rows of vectors, bytes and what their lengths are."""

    rows: NDArray[np.int64]
    pictures: NDArray[np.int32]
    network: Bytes
    colours: Bytes
    network_by: Floats
    colours_by: Floats

    def without(self, rows: NDArray[np.int64]) -> _Part:
        """The part without these rows; the memory of them is given up."""
        stays = ~np.isin(self.rows, rows)
        return _Part(
            self.rows[stays],
            self.pictures[stays],
            self.network[stays],
            self.colours[stays],
            self.network_by[stays],
            self.colours_by[stays],
        )

    @property
    def size_bytes(self) -> int:
        arrays: tuple[NDArray[Any], ...] = (
            self.rows, self.pictures, self.network, self.colours, self.network_by, self.colours_by,
        )  # fmt: skip
        return sum(each.nbytes for each in arrays)


@dataclass(frozen=True, slots=True)
class Block:
    """Pictures with all their impressions. Never changed: what is forgotten leaves another block."""

    pictures: tuple[Indexed, ...]
    hashes: NDArray[np.int64]
    """Of the whole pictures."""
    wholes: _Part
    windows: _Part

    @classmethod
    def of(cls, kept: Iterable[Kept]) -> Block:
        """Rows of the same lengths, every picture with all of its rows."""
        rows = list(kept)
        numbers = {indexed: n for n, indexed in enumerate(dict.fromkeys(each.indexed for each in rows))}
        hashes = np.zeros(len(numbers), np.int64)
        for each in rows:
            if each.nth_window == 0:
                hashes[numbers[each.indexed]] = each.hash
        wholes = _part([each for each in rows if each.nth_window == 0], numbers)
        windows = _part([each for each in rows if each.nth_window], numbers)
        return cls(tuple(numbers), hashes, wholes, windows)

    @property
    def rows(self) -> int:
        """How many impressions it has."""
        return len(self.wholes.rows) + len(self.windows.rows)

    @property
    def size_bytes(self) -> int:
        """What the numbers take."""
        return self.hashes.nbytes + self.wholes.size_bytes + self.windows.size_bytes

    def fits(self, query: Query) -> np.bool_:
        """Whether the vectors are as long as those looked for; another model's may differ."""
        return np.bool_(
            self.wholes.network.shape[1] == query.network.shape[1]
            and self.wholes.colours.shape[1] == query.colours.shape[1]
        )

    def without_rows_but(self, staying: Collection[int]) -> Block:
        """The block with these rows only; the same one where that leaves all of them."""
        there = np.fromiter(chain(self.wholes.rows, self.windows.rows), np.int64)
        gone = there[~np.isin(there, np.fromiter(staying, np.int64, len(staying)))]
        if not len(gone):
            return self
        wholes, windows = self.wholes.without(gone), self.windows.without(gone)
        used = np.unique(wholes.pictures)
        pictures = tuple(self.pictures[each] for each in used)
        return Block(pictures, self.hashes[used], _renumbered(wholes, used), _renumbered(windows, used))

    def nearest(self, query: Query, limit: int) -> list[Alike]:
        """The best of this block: by network and colours, and by network alone."""
        count = len(self.pictures)
        network, colours, both = (np.full(count, -1.0, np.float32) for _ in range(3))
        # A window of what is looked for may be a whole picture that is kept, and the other way round. Two
        # windows are not compared: walls and floors are alike everywhere.
        for part, asked in ((self.wholes, len(query.network)), (self.windows, 1)):
            for start in range(0, len(part.rows), _AT_ONCE):
                some = slice(start, start + _AT_ONCE)
                by_network = _cosines(part.network[some], part.network_by[some], query.network[:asked])
                by_colours = _cosines(part.colours[some], part.colours_by[some], query.colours[:asked])
                numbers = part.pictures[some]
                np.maximum.at(network, numbers, by_network.max(axis=1))
                np.maximum.at(colours, numbers, by_colours.max(axis=1))
                np.maximum.at(both, numbers, (by_network + _COLOURS_COUNT * by_colours).max(axis=1))
        chosen = np.union1d(_best(both, limit), _best(network, limit))
        return [
            Alike(
                self.pictures[each],
                _permille(network[each]),
                _permille(colours[each]),
                ((int(self.hashes[each]) ^ query.hash) & (2 * _SIGN - 1)).bit_count(),
            )
            for each in chosen
        ]


def best_of(found: Iterable[Alike], limit: int) -> list[Alike]:
    """What several blocks found, as the port wants it."""
    everything = list(found)
    both = heapq.nlargest(limit, everything, key=lambda each: (each.likeness, each.network_permille))
    network = heapq.nlargest(limit, everything, key=lambda each: (each.network_permille, each.likeness))
    chosen = dict.fromkeys((*both, *network))
    return sorted(chosen, key=lambda each: (-each.likeness, each.indexed.subject, each.indexed.file))


def _part(rows: Sequence[Kept], numbers: dict[Indexed, int]) -> _Part:
    network, colours = (_matrix([getattr(each, name) for each in rows]) for name in ("network", "colours"))
    return _Part(
        np.array([each.row for each in rows], np.int64),
        np.array([numbers[each.indexed] for each in rows], np.int32),
        network,
        colours,
        _inverse_lengths(network),
        _inverse_lengths(colours),
    )


def _matrix(rows: Sequence[bytes]) -> Bytes:
    width = len(rows[0]) if rows else 0
    return np.frombuffer(b"".join(rows), np.int8).reshape(len(rows), width)


def _inverse_lengths(matrix: Bytes) -> Floats:
    lengths = np.empty(len(matrix), np.float32)
    for start in range(0, len(matrix), _AT_ONCE):
        some = matrix[start : start + _AT_ONCE].astype(np.float32)
        lengths[start : start + _AT_ONCE] = np.sqrt(np.einsum("ij,ij->i", some, some))
    made: Floats = (1 / np.maximum(lengths, 1)).astype(np.float32)
    return made


def _renumbered(part: _Part, used: NDArray[np.int32]) -> _Part:
    stays = part.without(part.rows[~np.isin(part.pictures, used)])
    return _Part(
        stays.rows,
        np.searchsorted(used, stays.pictures).astype(np.int32),
        stays.network,
        stays.colours,
        stays.network_by,
        stays.colours_by,
    )


def _cosines(rows: Bytes, by: Floats, asked: Floats) -> Floats:
    """How alike each row is to each of what is asked for."""
    floats = rows.astype(np.float32)
    # One product a vector, in this thread: a product of matrices this small waits longer for the threads of
    # its library than it reckons, the more so where others use the processor.
    made: Floats = np.stack([np.vecdot(floats, each) for each in asked], axis=1) * by[:, None]
    return made


def _best(scores: Floats, limit: int) -> NDArray[np.intp]:
    if limit >= len(scores):
        return np.arange(len(scores))
    return np.argpartition(scores, len(scores) - limit)[len(scores) - limit :]


def _permille(score: np.float32) -> int:
    return min(_PERMILLE, max(0, round(float(score) * _PERMILLE)))
