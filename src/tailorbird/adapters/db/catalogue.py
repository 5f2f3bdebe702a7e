"""`tailorbird.app.ports.catalogue.Catalogue` in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tailorbird.adapters.db.catalogue_imports import DatabaseImports
from tailorbird.adapters.db.cursors import page, page_size, read_cursor, read_instant
from tailorbird.adapters.db.finding import index, looking_up
from tailorbird.adapters.db.finding.filters import visible
from tailorbird.adapters.db.finding.meanings import packed
from tailorbird.adapters.db.finding.records import as_record, found_by, newest_key, select
from tailorbird.adapters.db.lists import Listing
from tailorbird.adapters.db.sql.session import Session
from tailorbird.adapters.db.sql.statement import PREFIX, Statement, insert
from tailorbird.app.ports.catalogue import (
    Facets,
    Looking,
    Meaning,
    ProductRecord,
    Shown,
    StaleRevision,
    Unlooked,
    Visibility,
)
from tailorbird.app.ports.imports import Imports
from tailorbird.app.ports.records import Page
from tailorbird.app.ports.storage import ConcurrentChange
from tailorbird.domain import codec
from tailorbird.domain.catalogue.product import Product

_MEANING: Final = ("product_id", "hash", "language", "vector", "signs")


@dataclass(frozen=True, slots=True)
class DatabaseCatalogue:
    """See the port. Every change counts one on the catalogue's clock, whose row is locked meanwhile."""

    session: Session

    @property
    def imports(self) -> Imports:
        """See the port."""
        return DatabaseImports(self.session)

    # Writing ------------------------------------------------------------------------------------

    def save(self, record: ProductRecord, meanings: Sequence[Meaning], after: int) -> ProductRecord:
        """See the port."""
        try:
            with self.session.writing():
                return self._save(record, meanings, after, index.tick(self.session))
        except ConcurrentChange as problem:
            raise StaleRevision(f"{record.id} was changed at the same time.") from problem

    def _save(
        self, record: ProductRecord, meanings: Sequence[Meaning], after: int, change: int
    ) -> ProductRecord:
        before = self.product(record.id)
        digest = record.product.hash
        if before is not None and before.hash == digest:
            return before
        if (before.revision if before is not None else 0) != after:
            raise StaleRevision(f"{record.id} is at another revision than {after}.")
        at = self.session.dialect.instant(record.changed_at)
        if before is None:
            self._insert(record, digest, at, change)
        else:
            self._set(record.id, revision=after + 1, hash=digest, changed_at=at, change=change)
        self._keep(record.id, after + 1, record.product, meanings)
        if before is None or before.visibility is not Visibility.PUBLIC:
            self._reindex(record.id, before, record.product, change)
        self._forget_meanings(record.id)
        saved = self.product(record.id)
        if saved is None:
            raise StaleRevision(f"{record.id} is not there any more.")
        return saved

    def _insert(self, record: ProductRecord, digest: str, at: object, change: int) -> None:
        row: dict[str, object] = {
            "id": record.id,
            "owner": record.owner,
            "seen_by": record.seen_by,
            "visibility": record.visibility.value,
            "listing": record.listing,
            "revision": 1,
            "hash": digest,
            "public_hash": digest if record.visibility is Visibility.PUBLIC else "",
            "changed_at": at,
            "change": change,
            "mark": index.mark_of(record.id),
            "unlooked": 0,
            **found_by(record.product),
        }
        self.session.send(list(insert("catalogue_product", tuple(row), [tuple(row.values())])))

    def _keep(self, product_id: str, revision: int, product: Product, meanings: Sequence[Meaning]) -> None:
        document = product.document()
        digest = codec.digest(document)
        rows = [(product_id, revision, digest, document.decode())]
        known = [(product_id, digest, each.language, *packed(each.vector)) for each in meanings]
        self.session.send(
            [
                *insert("catalogue_revision", ("product_id", "revision", "hash", "document"), rows),
                *insert("catalogue_meaning", _MEANING, known, " ON CONFLICT DO NOTHING"),
            ]
        )

    def show(self, product_id: str, shown: Shown) -> None:
        """See the port."""
        with self.session.writing():
            change = index.tick(self.session)
            before = self.product(product_id)
            product = self.revision(product_id, shown.hash or (before.hash if before else ""))
            if before is None or product is None:
                raise LookupError(f"There is no product {product_id} with the document {shown.hash!r}.")
            digest = product.hash if shown.visibility is Visibility.PUBLIC else ""
            told = before.visibility, before.public_hash, before.listing
            if told == (shown.visibility, digest, shown.listing or before.listing):
                return
            self._set(
                product_id,
                visibility=shown.visibility.value,
                public_hash=digest,
                listing=shown.listing or before.listing,
                change=change,
            )
            self._reindex(product_id, before, product if digest else before.product, change)
            self._forget_meanings(product_id)

    def link(self, product_id: str, listing: str) -> None:
        """See the port."""
        with self.session.writing():
            self._set(product_id, listing=listing)

    def _reindex(self, product_id: str, before: ProductRecord | None, product: Product, change: int) -> None:
        """Find the product by this document from now on."""
        old = index.words_kept(self.session, product_id)
        was_public = before is not None and before.visibility is Visibility.PUBLIC
        new = index.put_words(self.session, product_id, product)
        index.put_prices(self.session, product_id, product)
        now = self.product(product_id)
        is_public = now is not None and now.visibility is Visibility.PUBLIC
        old_words, new_words = old if was_public else None, new if is_public else None
        index.count_public(self.session, old_words, new_words, product.title)
        looks = {"unlooked": 1} if was_public or is_public or (now is not None and now.seen_by) else {}
        self._set(product_id, change=change, **found_by(product), **looks)

    def _set(self, product_id: str, **values: object) -> None:
        columns = ", ".join(f'"{name}" = %s' for name in values)
        sql = f"UPDATE {PREFIX}catalogue_product SET {columns} WHERE id = %s"
        (result,) = self.session.send([Statement(sql, [*values.values(), product_id])])
        if not result.touched:
            raise LookupError(f"There is no product {product_id}.")

    def _forget_meanings(self, product_id: str) -> None:
        """Only the latest document and the one that is found are compared."""
        self.session.send(
            [
                Statement(
                    f"DELETE FROM {PREFIX}catalogue_meaning WHERE product_id = %s AND hash NOT IN "
                    f"(SELECT hash FROM {PREFIX}catalogue_product WHERE id = %s UNION "
                    f"SELECT shown_hash FROM {PREFIX}catalogue_product WHERE id = %s)",
                    [product_id] * 3,
                )
            ]
        )

    # Reading ------------------------------------------------------------------------------------

    def product(self, product_id: str) -> ProductRecord | None:
        """See the port."""
        found = self._records("c.hash", "c.id = %s", [product_id])
        return found[0] if found else None

    def seen(self, product_id: str, viewer: str) -> ProductRecord | None:
        """See the port."""
        where = visible(viewer)
        shown = "CASE WHEN c.owner = %s THEN c.hash ELSE c.shown_hash END" if viewer else "c.shown_hash"
        told = [viewer] if viewer else []
        parameters = [*told, product_id, *where.parameters]
        found = self._records(shown, f"c.id = %s AND {where.sql}", parameters)
        return found[0] if found else None

    def revision(self, product_id: str, sha256: str) -> Product | None:
        """See the port."""
        found = self.session.query(
            f"SELECT document FROM {PREFIX}catalogue_revision WHERE product_id = %s AND hash = %s "
            "ORDER BY revision LIMIT 1",
            [product_id, sha256],
        )
        return codec.read_json(Product, found[0][0].encode()) if found else None

    def owned(
        self, owner: str, visibility: Visibility | None = None, cursor: str = "", limit: int = 50
    ) -> Page[ProductRecord]:
        """See the port."""
        listing = Listing(select("c.hash"), ("c.changed_at", "c.id"), "DESC")
        listing.where("c.owner = %s", owner)
        if visibility is not None:
            listing.where("c.visibility = %s", visibility.value)
        if cursor:
            at, name = read_cursor("owned", cursor, (str, str))
            listing.after((self.session.dialect.instant(read_instant(at)), name))
        limit = page_size(limit)
        found = [as_record(row) for row in listing.fetch(self.session, limit)]
        return page("owned", found, limit, newest_key)

    def search(self, looking: Looking) -> Page[ProductRecord]:
        """See the port."""
        found = looking_up.search(self.session, looking)
        records = self._shown([product for product, _ in found.items], looking.viewer)
        kept = (records[product] for product, _ in found.items if product in records)
        return Page(tuple(kept), found.next_cursor)

    def facets(self, looking: Looking) -> Facets:
        """See the port."""
        return looking_up.facets(self.session, looking)

    def suggestions(self, looking: Looking) -> Sequence[str]:
        """See the port."""
        return looking_up.suggestions(self.session, looking)

    def unlooked(self, limit: int) -> Sequence[Unlooked]:
        """See the port."""
        found = self.session.query(
            f"SELECT id, change, visibility FROM {PREFIX}catalogue_product WHERE unlooked = 1 "
            "ORDER BY change LIMIT %s",
            [limit],
        )
        return [Unlooked(product, change, Visibility(shown)) for product, change, shown in found]

    def looked(self, done: Unlooked) -> None:
        """See the port."""
        self.session.send(
            [
                Statement(
                    f"UPDATE {PREFIX}catalogue_product SET unlooked = 0 WHERE id = %s AND change = %s",
                    [done.product, done.change],
                )
            ]
        )

    def _shown(self, products: Sequence[str], viewer: str) -> dict[str, ProductRecord]:
        """The documents that are found, of those products that the viewer may see."""
        if not products:
            return {}
        where = visible(viewer)
        named = ", ".join(["%s"] * len(products))
        found = self._records(
            "c.shown_hash", f"c.id IN ({named}) AND {where.sql}", [*products, *where.parameters]
        )
        return {each.id: each for each in found}

    def _records(self, document: str, where: str, parameters: Sequence[Any]) -> list[ProductRecord]:
        return [as_record(row) for row in self.session.query(f"{select(document)} WHERE {where}", parameters)]
