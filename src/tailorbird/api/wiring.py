"""Everything that the API is handed. Views ask here, so that tests can hand them something else."""

from __future__ import annotations

from tailorbird import bootstrap
from tailorbird.app.bundle import Entitlement
from tailorbird.app.house import House
from tailorbird.app.ports.replies import Replies
from tailorbird.app.ports.webhooks import Webhooks
from tailorbird.domain.ledger.statement import Statement
from tailorbird.domain.terms.package import Package


def house() -> House:
    """The house of this process."""
    return bootstrap.house()


def replies() -> Replies:
    """Answers kept under idempotency keys, outside cases."""
    return bootstrap.replies()


def webhooks() -> Webhooks:
    """Who judges webhook addresses and sends test events."""
    return bootstrap.webhooks()


def shelf() -> tuple[Package, ...]:
    """Every package that the product carries."""
    return bootstrap.shelf()


def evidence(case_id: str, entitled: Entitlement) -> tuple[str, bytes]:
    """The evidence bundle of a case for a reader: its file name and bytes."""
    return bootstrap.evidence(case_id, entitled)


def statement_csv(statement: Statement) -> str:
    """A statement as CSV."""
    return bootstrap.statement_csv(statement)
