"""Products by their words, in one index for both databases, and the near spellings of public words.

Scores are whole numbers, and ties are broken by the products' marks, so that both databases rank alike. How
rare a word is, is reckoned over public products alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from tailorbird.adapters.db.finding.filters import Where
from tailorbird.adapters.db.sql.session import Session
from tailorbird.adapters.db.sql.statement import PREFIX, marks
from tailorbird.domain.catalogue.words import asked_words, grams_of, is_chinese, most_slips, slips_between

MOST_FOUND: Final = 200
_MOST_WORDS: Final = 24
_CANDIDATES: Final = 80
_PER_WORD: Final = 3
_SCALE: Final = 100


def rarities(session: Session, words: Sequence[str]) -> dict[str, int]:
    """How much each word tells, by how many public products have it; words that none has are left out."""
    if not words:
        return {}
    found = session.query(
        f"SELECT w.word, w.products, k.products FROM {PREFIX}catalogue_word w, {PREFIX}catalogue_clock k "
        f"WHERE w.word IN ({marks(len(words))})",
        list(words),
    )
    return {word: _rarity(has, of) for word, has, of in found}


def _rarity(has: int, of: int) -> int:
    return max(1, round(_SCALE * math.log(1 + (of - has + 0.5) / (has + 0.5))))


def by_words(session: Session, text: str, where: Where) -> list[str]:
    """The products that have at least half of the words, the best first, by id."""
    words = asked_words(text)[:_MOST_WORDS]
    known = rarities(session, words)
    # A word that no public product has may stand in one of the viewer's own.
    weights = {word: known.get(word, _SCALE) for word in words}
    return _scored(session, weights, (len(words) + 1) // 2, where)


def by_near_words(session: Session, text: str, where: Where) -> list[str]:
    """The same where words that no public product has are read as the nearest ones that some have."""
    words = asked_words(text)[:_MOST_WORDS]
    weights = rarities(session, words)
    unknown = [word for word in words if word not in weights and most_slips(word)]
    read = {word: nearest(session, word) for word in unknown}
    instead = [each for found in read.values() for each in found]
    if not instead:
        return []
    weights |= rarities(session, instead)
    return _scored(session, weights, max(1, len(words) // 2), where)


def nearest(session: Session, word: str) -> list[str]:
    """Words of public products that are spelled nearly so, the nearest and most frequent first."""
    grams = grams_of(word)
    order = 'g.word COLLATE "C"' if session.is_postgres else "g.word"
    found = session.query(
        f"SELECT g.word, w.products FROM {PREFIX}catalogue_gram g "
        f"JOIN {PREFIX}catalogue_word w ON w.word = g.word WHERE g.gram IN ({marks(len(grams))}) "
        f"GROUP BY g.word, w.products ORDER BY COUNT(*) DESC, {order} LIMIT %s",
        [*grams, _CANDIDATES],
    )
    most = most_slips(word)
    near = [(slips_between(word, other, most), -products, other) for other, products in found]
    fitting = sorted(each for each in near if each[0] <= most)
    return [other for slips, _, other in fitting if slips == fitting[0][0]][:_PER_WORD]


def beginning_with(session: Session, start: str, limit: int) -> list[str]:
    """Words of public titles that begin so, the most frequent first."""
    if is_chinese(start):
        return _chinese_beginning(session, start, limit)
    found = session.query(
        f"SELECT w.form, w.titles FROM {PREFIX}catalogue_gram g JOIN {PREFIX}catalogue_word w "
        "ON w.word = g.word WHERE g.gram = %s AND w.form LIKE %s ESCAPE '!' AND w.titles > 0",
        [f"^{start[:2]}", f"{start}%"],
    )
    return [form for form, titles in sorted(found, key=lambda each: (-each[1], each[0]))][:limit]


def forms(session: Session, words: Sequence[str]) -> list[str]:
    """How titles write these words of theirs, in this order."""
    if not words:
        return []
    found = session.query(
        f"SELECT w.word, w.form FROM {PREFIX}catalogue_word w "
        f"WHERE w.titles > 0 AND w.word IN ({marks(len(words))})",
        list(words),
    )
    written: dict[str, str] = dict(found)
    return [written[word] for word in words if word in written]


def _chinese_beginning(session: Session, start: str, limit: int) -> list[str]:
    """Public Chinese titles in which it stands."""
    found = session.query(
        f"SELECT c.title_zh FROM {PREFIX}catalogue_posting i "
        f"JOIN {PREFIX}catalogue_product c ON c.id = i.product_id "
        "WHERE i.word = %s AND c.visibility = 'public' AND c.title_zh LIKE %s ORDER BY c.mark LIMIT %s",
        [start[:2], f"%{start}%", limit * 4],
    )
    titles = sorted({title for (title,) in found}, key=lambda each: (len(each), each))
    return titles[:limit]


def _scored(session: Session, weights: Mapping[str, int], least: int, where: Where) -> list[str]:
    if not weights:
        return []
    words = list(weights)
    worth = " ".join("WHEN %s THEN %s" for _ in words)
    pairs = [each for word in words for each in (word, weights[word])]
    # CROSS JOIN keeps SQLite from beginning with every public product there is.
    found = session.query(
        f"SELECT c.id FROM (SELECT i.product_id, SUM(i.weight * CASE i.word {worth} ELSE 0 END) AS score "
        f"FROM {PREFIX}catalogue_posting i WHERE i.word IN ({marks(len(words))}) "
        "GROUP BY i.product_id HAVING COUNT(*) >= %s) s "
        f"CROSS JOIN {PREFIX}catalogue_product c WHERE c.id = s.product_id AND {where.sql} "
        "ORDER BY s.score DESC, c.mark LIMIT %s",
        [*pairs, *words, least, *where.parameters, MOST_FOUND],
    )
    return [product for (product,) in found]
