"""Searching: several rankings made one, and lists that go on as they began."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Final

from tailorbird.adapters.db.cursors import (
    UnreadableCursor,
    page,
    page_size,
    read_cursor,
    read_instant,
    write_cursor,
)
from tailorbird.adapters.db.finding.filters import Where, narrows, wanted
from tailorbird.adapters.db.finding.meanings import by_meaning
from tailorbird.adapters.db.finding.words import (
    MOST_FOUND,
    beginning_with,
    by_near_words,
    by_words,
    forms,
    nearest,
)
from tailorbird.adapters.db.lists import Listing
from tailorbird.adapters.db.sql.rows import instant
from tailorbird.adapters.db.sql.session import Session
from tailorbird.adapters.db.sql.statement import PREFIX, marks
from tailorbird.app.ports.catalogue import Facets, Looking
from tailorbird.app.ports.records import Page
from tailorbird.domain.catalogue.ranking import fused
from tailorbird.domain.catalogue.words import asked_words, last_word, most_slips

_WORDS_COUNT, _NEAR_WORDS_COUNT, _MEANING_COUNTS = 3, 2, 2
"""How much each ranking counts: words as they stand, words read otherwise, meaning."""
_MARK_BYTES: Final = 5
_SUGGESTED: Final = 10
_FACETS: Final = ("category", "channel")


def search(session: Session, looking: Looking) -> Page[tuple[str, str]]:
    """Ids of what was found, each with an empty text or its instant, and the cursor of what follows."""
    if looking.text.strip():
        return _ranked_page(session, looking)
    return _newest_page(session, looking)


def _newest_page(session: Session, looking: Looking) -> Page[tuple[str, str]]:
    where = wanted(looking)
    listing = Listing(
        f"SELECT c.id, c.changed_at FROM {PREFIX}catalogue_product c", ("c.changed_at", "c.id"), "DESC"
    )
    listing.where(where.sql, *where.parameters)
    if looking.cursor:
        at, name = read_cursor("newest", looking.cursor, (str, str))
        listing.after((session.dialect.instant(read_instant(at)), name))
    limit = page_size(looking.limit)
    found = [(product, instant(at).isoformat()) for product, at in listing.fetch(session, limit)]
    return page("newest", found, limit, lambda each: (each[1], each[0]))


def _ranked_page(session: Session, looking: Looking) -> Page[tuple[str, str]]:
    """A cursor carries what is still to come, so that the list goes on as it was ranked at first."""
    where, limit = wanted(looking), page_size(looking.limit)
    if looking.cursor:
        coming = _read_marks(looking.cursor)
        known = _by_marks(session, coming, where)
    else:
        products = ranked(session, looking, where)
        known = _marks_of(session, products)
        by_id = {product: mark for mark, product in known.items()}
        coming = [by_id[product] for product in products if product in by_id]
    here = [(known[mark], "") for mark in coming[:limit] if mark in known]
    rest = coming[limit:]
    return Page(tuple(here), _write_marks(rest) if rest else None)


def ranked(session: Session, looking: Looking, where: Where) -> list[str]:
    """Ids of everything found, the best first, up to 200."""
    rankings: list[tuple[int, Sequence[str]]] = [
        (_WORDS_COUNT, by_words(session, looking.text, where)),
        (_NEAR_WORDS_COUNT, by_near_words(session, looking.text, where)),
    ]
    if looking.near:
        meant = by_meaning(session, looking.near, looking.viewer, where, narrows(looking))
        rankings.append((_MEANING_COUNTS, meant))
    return fused(rankings)[:MOST_FOUND]


def _marks_of(session: Session, products: Sequence[str]) -> dict[int, str]:
    if not products:
        return {}
    found = session.query(
        f"SELECT c.mark, c.id FROM {PREFIX}catalogue_product c WHERE c.id IN ({marks(len(products))})",
        list(products),
    )
    return dict(found)


def _by_marks(session: Session, coming: Sequence[int], where: Where) -> dict[int, str]:
    found = session.query(
        f"SELECT c.mark, c.id FROM {PREFIX}catalogue_product c "
        f"WHERE c.mark IN ({marks(len(coming))}) AND {where.sql}",
        [*coming, *where.parameters],
    )
    return dict(found)


def _write_marks(coming: Sequence[int]) -> str:
    data = b"".join(mark.to_bytes(_MARK_BYTES) for mark in coming)
    return write_cursor("ranked", [base64.b64encode(data).decode()])


def _read_marks(cursor: str) -> list[int]:
    (text,) = read_cursor("ranked", cursor, (str,))
    try:
        data = base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError) as problem:
        raise UnreadableCursor from problem
    count, left = divmod(len(data), _MARK_BYTES)
    if left or not 0 < count <= MOST_FOUND:
        raise UnreadableCursor
    return [int.from_bytes(data[at : at + _MARK_BYTES]) for at in range(0, len(data), _MARK_BYTES)]


def facets(session: Session, looking: Looking) -> Facets:
    """How many of what is found stand where; with a text, of the up to 200 best."""
    where = wanted(looking)
    if looking.text.strip():
        products = ranked(session, looking, where)
        if not products:
            return Facets()
        where.add(f"c.id IN ({marks(len(products))})", *products)
    categories, channels = (_counted(session, f"c.{name}", where) for name in _FACETS)
    currencies = _counted(
        session, "p.currency", where, f"JOIN {PREFIX}catalogue_price p ON p.product_id = c.id"
    )
    categories.pop("", None)
    return Facets(categories, channels, currencies)


def _counted(session: Session, column: str, where: Where, joined: str = "") -> dict[str, int]:
    found = session.query(
        f"SELECT {column}, COUNT(*) FROM {PREFIX}catalogue_product c {joined} WHERE {where.sql} "
        f"GROUP BY {column}",
        where.parameters,
    )
    return dict(sorted(found, key=lambda each: (-each[1], each[0])))


def suggestions(session: Session, looking: Looking) -> Sequence[str]:
    """Words of public titles; whoever looks, nothing of what is not public is suggested."""
    start = last_word(looking.text)
    if not start:
        return ()
    found = beginning_with(session, start, _SUGGESTED)
    if len(found) < _SUGGESTED and most_slips(start):
        (stem, *_) = asked_words(start)
        found += [each for each in forms(session, nearest(session, stem)) if each not in found]
    return tuple(found[:_SUGGESTED])
