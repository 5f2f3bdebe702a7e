"""Keeping up what products are found by, in the transaction that changes them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tailorbird.adapters.db.sql.session import Session
from tailorbird.adapters.db.sql.statement import PREFIX, Statement, insert, marks
from tailorbird.domain.catalogue.indexing import TITLE_WEIGHT, weighed_words
from tailorbird.domain.catalogue.price import lowest_and_highest
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.catalogue.words import beginnings_of, forms_of, grams_of, is_chinese, most_slips

_MARK_BYTES: Final = 5
Words = Mapping[str, int]


def mark_of(product_id: str) -> int:
    """40 bits of the id's hash: names a product in a cursor, and breaks ties alike everywhere."""
    return int.from_bytes(hashlib.sha256(product_id.encode()).digest()[:_MARK_BYTES])


def tick(session: Session) -> int:
    """Count one change of the catalogue. Until the transaction ends nobody else changes it."""
    (found,) = session.send(
        [
            Statement(
                f"INSERT INTO {PREFIX}catalogue_clock (id, epoch, change, products) VALUES (1, %s, 1, 0) "
                f"ON CONFLICT (id) DO UPDATE SET change = {PREFIX}catalogue_clock.change + 1 "
                "RETURNING change",
                [secrets.token_hex(8)],
            )
        ]
    )
    change: int = found.rows[0][0]
    return change


def words_kept(session: Session, product_id: str) -> Words:
    """The words under which the product is found now, with their weights."""
    found = session.query(
        f"SELECT word, weight FROM {PREFIX}catalogue_posting WHERE product_id = %s", [product_id]
    )
    return dict(found)


def put_words(session: Session, product_id: str, product: Product) -> Words:
    """Find the product by the words of this document, and by no others; what they are."""
    words = weighed_words(product)
    rows = [(word, product_id, weight) for word, weight in sorted(words.items())]
    session.send(
        [
            Statement(f"DELETE FROM {PREFIX}catalogue_posting WHERE product_id = %s", [product_id]),
            *insert("catalogue_posting", ("word", "product_id", "weight"), rows),
        ]
    )
    return words


def put_prices(session: Session, product_id: str, product: Product) -> None:
    """The prices of a single piece by currency."""
    rows = [(product_id, code, *bounds) for code, bounds in sorted(lowest_and_highest(product).items())]
    session.send(
        [
            Statement(f"DELETE FROM {PREFIX}catalogue_price WHERE product_id = %s", [product_id]),
            *insert("catalogue_price", ("product_id", "currency", "low_minor", "high_minor"), rows),
        ]
    )


def count_public(session: Session, before: Words | None, after: Words | None, title: str) -> None:
    """Correct how many public products have each word: `before` and `after` are one product's, none where
    it is not public. `title` is the one that it has after."""
    changes = dict(_changes(before or {}, after or {}))
    more = (after is not None) - (before is not None)
    if more:
        session.send(
            [Statement(f"UPDATE {PREFIX}catalogue_clock SET products = products + %s WHERE id = 1", [more])]
        )
    if changes:
        _count(session, changes, forms_of(title))


def _changes(before: Words, after: Words) -> Iterator[tuple[str, tuple[int, int]]]:
    for word in sorted(before.keys() | after.keys()):
        products = (word in after) - (word in before)
        titles = (after.get(word) == TITLE_WEIGHT) - (before.get(word) == TITLE_WEIGHT)
        if products or titles:
            yield word, (products, titles)


def _count(session: Session, changes: Mapping[str, tuple[int, int]], forms: Mapping[str, str]) -> None:
    words = list(changes)
    known = {word for (word,) in _known(session, words)}
    rows = [(word, forms.get(word, word), *changes[word]) for word in words]
    table = f"{PREFIX}catalogue_word"
    suffix = (
        f" ON CONFLICT (word) DO UPDATE SET products = {table}.products + EXCLUDED.products, "
        f"titles = {table}.titles + EXCLUDED.titles"
    )
    session.send(list(insert("catalogue_word", ("word", "form", "products", "titles"), rows, suffix)))
    grams = [(gram, word) for word in words if word not in known for gram in _grams(word)]
    session.send(list(insert("catalogue_gram", ("gram", "word"), grams, " ON CONFLICT DO NOTHING")))
    gone = [
        word
        for (word,) in session.query(
            f"SELECT word FROM {table} WHERE products <= 0 AND word IN ({marks(len(words))})", words
        )
    ]
    if gone:
        session.send(
            [
                Statement(f"DELETE FROM {PREFIX}catalogue_{kind} WHERE word IN ({marks(len(gone))})", gone)
                for kind in ("word", "gram")
            ]
        )


def _known(session: Session, words: Sequence[str]) -> list[tuple[str]]:
    return session.query(
        f"SELECT word FROM {PREFIX}catalogue_word WHERE word IN ({marks(len(words))})", list(words)
    )


def _grams(word: str) -> tuple[str, ...]:
    if most_slips(word):
        return grams_of(word)
    # Short words and numbers have no near spellings, but begin somehow.
    return () if is_chinese(word) else tuple(dict.fromkeys(beginnings_of(word)))
