"""Products by what they are about. Each process keeps the signs of every vector, 64 bytes each, and looks
exactly at the few whose signs are nearest."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tailorbird.adapters.db.finding.filters import Where
from tailorbird.adapters.db.sql.session import Row, Session
from tailorbird.adapters.db.sql.statement import PREFIX, marks

NUMBERS: Final = 512
_WORDS: Final = NUMBERS // 64
_SHORTLIST: Final = 300
EXACT_UP_TO: Final = 1_500
"""Where filters leave no more products than this, each is looked at exactly."""
_LEAST_LIKE: Final = 0.30
"""Below it two short texts have nothing to do with each other (measured, see ADR 16)."""
_SHARE_OF_BEST: Final = 0.6
_NOT_SHOWN: Final = NUMBERS + 1
_KEPT_INDEXES: Final = 2
_MANY: Final = 10_000


class UnfitMeaning(ValueError):
    """Numbers that are no meaning."""


def packed(vector: bytes) -> tuple[bytes, bytes]:
    """512 numbers of one byte, and their 512 signs, of float32 numbers. Raises `UnfitMeaning`."""
    numbers = _floats(vector)
    most = float(np.abs(numbers).max())
    if not most:
        raise UnfitMeaning("A meaning is not zero everywhere.")
    small = np.rint(numbers * (127 / most)).astype(np.int8)
    return small.tobytes(), np.packbits(numbers > 0).tobytes()


def _floats(vector: bytes) -> NDArray[np.float32]:
    if len(vector) != 4 * NUMBERS:
        raise UnfitMeaning(f"A meaning has {NUMBERS} float32 numbers, not {len(vector)} bytes.")
    numbers = np.frombuffer(vector, dtype="<f4")
    if not np.isfinite(numbers).all():
        raise UnfitMeaning("A meaning has finite numbers only.")
    return numbers


@dataclass(slots=True)
class SignIndex:
    """The signs of every shown document, with who may see it; as of `change`."""

    change: int = -1
    ids: list[str] = field(default_factory=list)
    rows: dict[str, list[int]] = field(default_factory=dict)
    parties: dict[str, int] = field(default_factory=dict)
    used: int = 0
    signs: NDArray[np.uint64] = field(default_factory=lambda: np.zeros((1024, _WORDS), np.uint64))
    open: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(1024, np.bool_))
    owner: NDArray[np.int32] = field(default_factory=lambda: np.full(1024, -1, np.int32))
    seen_by: NDArray[np.int32] = field(default_factory=lambda: np.full(1024, -1, np.int32))
    lock: Any = field(default_factory=Lock)

    def refresh(self, session: Session, change: int) -> None:
        """Take in what changed since."""
        with self.lock:
            if change <= self.change:
                return
            if self.used > _MANY and sum(map(len, self.rows.values())) * 2 < self.used:
                self._forget()
            changed = session.query(
                "SELECT c.id, c.visibility, c.owner, c.seen_by, m.signs, c.change "
                f"FROM {PREFIX}catalogue_product c LEFT JOIN {PREFIX}catalogue_meaning m "
                "ON m.product_id = c.id AND m.hash = c.shown_hash WHERE c.change > %s",
                [self.change],
            )
            for product in {row[0] for row in changed}:
                for at in self.rows.pop(product, ()):
                    self.open[at], self.owner[at], self.seen_by[at] = False, -1, -1
            for row in changed:
                if row[4] is not None:
                    self._take(row)
            self.change = max([self.change, *(row[5] for row in changed)])

    def _forget(self) -> None:
        """Begin anew, where most rows are of documents that are shown no more."""
        self.change, self.used = -1, 0
        self.ids.clear()
        self.rows.clear()
        self.open[:], self.owner[:], self.seen_by[:] = False, -1, -1

    def _take(self, row: Row) -> None:
        product, visibility, owner, seen_by, signs, _ = row
        if self.used == len(self.signs):
            self._grow()
        at, self.used = self.used, self.used + 1
        self.ids.append(product)
        self.rows.setdefault(product, []).append(at)
        self.signs[at] = np.frombuffer(bytes(signs), dtype="<u8")
        self.open[at] = visibility == "public"
        self.owner[at] = self._party(owner)
        self.seen_by[at] = self._party(seen_by) if visibility == "private" and seen_by else -1

    def _party(self, party: str) -> int:
        return self.parties.setdefault(party, len(self.parties))

    def _grow(self) -> None:
        more = len(self.signs)
        self.signs = np.concatenate([self.signs, np.zeros((more, _WORDS), np.uint64)])
        self.open = np.concatenate([self.open, np.zeros(more, np.bool_)])
        self.owner = np.concatenate([self.owner, np.full(more, -1, np.int32)])
        self.seen_by = np.concatenate([self.seen_by, np.full(more, -1, np.int32)])

    def nearest(self, near: bytes, viewer: str) -> list[str]:
        """The products that this viewer may see whose signs differ in the fewest places."""
        wanted = np.frombuffer(np.packbits(_floats(near) > 0).tobytes(), dtype="<u8")
        with self.lock:
            used, code = self.used, self.parties.get(viewer, -2) if viewer else -2
            seen = self.open[:used] | (self.owner[:used] == code) | (self.seen_by[:used] == code)
            apart = np.bitwise_count(self.signs[:used] ^ wanted).sum(axis=1, dtype=np.int32)
            apart = np.where(seen, apart, _NOT_SHOWN)
            count = min(_SHORTLIST, used)
            best = np.argpartition(apart, count - 1)[:count] if count else np.zeros(0, np.int64)
            return list(dict.fromkeys(self.ids[at] for at in best if apart[at] < _NOT_SHOWN))


_INDEXES: Final[dict[str, SignIndex]] = {}
"""By the catalogue's epoch, which every database has of its own."""


def sign_index(session: Session) -> SignIndex:
    """The index of this process, brought up to the present change."""
    found = session.query(f"SELECT epoch, change FROM {PREFIX}catalogue_clock WHERE id = 1")
    if not found:
        return SignIndex()
    epoch, change = found[0]
    index = _INDEXES.get(epoch)
    if index is None:
        while len(_INDEXES) >= _KEPT_INDEXES:
            _INDEXES.pop(next(iter(_INDEXES)))
        index = _INDEXES.setdefault(epoch, SignIndex())
    index.refresh(session, change)
    return index


def by_meaning(session: Session, near: bytes, viewer: str, where: Where, narrowed: int) -> list[str]:
    """The products nearest in meaning, the best first, by id. `narrowed`: 1 where there are filters."""
    few = _few(session, where) if narrowed else None
    candidates = few if few is not None else sign_index(session).nearest(near, viewer)
    if not candidates:
        return []
    found = session.query(
        f"SELECT c.id, c.mark, m.vector FROM {PREFIX}catalogue_product c "
        f"CROSS JOIN {PREFIX}catalogue_meaning m WHERE m.product_id = c.id AND m.hash = c.shown_hash "
        f"AND c.id IN ({marks(len(candidates))}) AND {where.sql}",
        [*candidates, *where.parameters],
    )
    return _ranked(near, found)


def _few(session: Session, where: Where) -> list[str] | None:
    """What the filters leave; none where that is much."""
    found = session.query(
        f"SELECT c.id FROM {PREFIX}catalogue_product c WHERE {where.sql} LIMIT %s",
        [*where.parameters, EXACT_UP_TO + 1],
    )
    return [product for (product,) in found] if len(found) <= EXACT_UP_TO else None


def _ranked(near: bytes, found: list[Row]) -> list[str]:
    if not found:
        return []
    vectors = np.frombuffer(b"".join(bytes(row[2]) for row in found), np.int8)
    matrix = vectors.reshape(len(found), NUMBERS).astype(np.float32)
    likeness = (matrix @ _floats(near)) / np.linalg.norm(matrix, axis=1)
    best: dict[str, tuple[float, int]] = {}
    for (product, mark, _), like in zip(found, likeness.tolist(), strict=True):
        if like > best.get(product, (-1.0, 0))[0]:
            best[product] = (round(like, 5), mark)
    least = max(_LEAST_LIKE, _SHARE_OF_BEST * max(like for like, _ in best.values()))
    order = sorted(best, key=lambda product: (-best[product][0], best[product][1]))
    return [product for product in order if best[product][0] >= least]
