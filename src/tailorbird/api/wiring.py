"""Everything that the API is handed. Views ask here, so that tests can hand them something else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final

from tailorbird import bootstrap
from tailorbird.adapters.export.bundle import bundle_name, write_bundle
from tailorbird.adapters.export.csv import export_statement
from tailorbird.adapters.marketplaces import captures
from tailorbird.adapters.terms.shelf import load_all
from tailorbird.app.bundle import Entitlement
from tailorbird.app.house import House
from tailorbird.app.ports.marketplace import CaptureProblem
from tailorbird.app.ports.replies import Replies
from tailorbird.app.ports.webhooks import Webhooks
from tailorbird.domain.ledger.statement import Statement
from tailorbird.domain.marketplace.links import RecognisedLink
from tailorbird.domain.marketplace.product import MarketplaceProduct
from tailorbird.domain.terms.package import Package

_ACTING: Final[ContextVar[str]] = ContextVar("acting", default="")


def house() -> House:
    """The house of this process; while a member of staff calls, the one in which that member acts."""
    here = bootstrap.house()
    member = _ACTING.get()
    return here.acting(member) if member else here


@contextmanager
def acting(staff: str) -> Iterator[None]:
    """Until it ends, the commands of this call are this member's; empty for a party's own key."""
    before = _ACTING.set(staff)
    try:
        yield
    finally:
        _ACTING.reset(before)


def replies() -> Replies:
    """Answers kept under idempotency keys, outside cases."""
    return house().replies


@cache
def webhooks() -> Webhooks:
    """Who judges webhook addresses and sends test events."""
    return bootstrap.couriers().webhooks


def read_capture(data: bytes, hint: RecognisedLink | None) -> MarketplaceProduct | CaptureProblem:
    """What a captured product page says."""
    return captures.read_capture(data, hint)


def shelf() -> tuple[Package, ...]:
    """Every package that the product carries."""
    return load_all()


def evidence(case_id: str, entitled: Entitlement) -> tuple[str, bytes]:
    """The evidence bundle of a case for a reader: its file name and bytes."""
    here = house()
    bundle = bootstrap.collector().collect(case_id, here.clock.now(), entitled)
    return bundle_name(bundle), write_bundle(bundle)


def statement_csv(statement: Statement) -> str:
    """A statement as CSV."""
    return export_statement(statement)
