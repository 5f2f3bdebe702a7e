"""Errands: what a fact of one case brings about in others, such as a takedown that halts open orders.

They are messages of the outbox, so that none is lost. Each is safe to repeat: it acts under idempotency
keys that name the case and the fact that sent it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from tailorbird.app.engine.casefile import read_recorded
from tailorbird.app.engine.command import Act, Order, Receipt
from tailorbird.app.house import House
from tailorbird.app.participants import PLATFORM_PARTY, THE_PLATFORM
from tailorbird.app.ports.records import MAX_PAGE_SIZE
from tailorbird.app.ports.storage import CaseHeader, CaseRecord
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.roles import Role

log = logging.getLogger("tailorbird.errands")


class ErrandFailed(RuntimeError):
    """Another case did not take what it was told; it is tried again later. `code` is the problem's."""

    def __init__(self, says: str, code: str = "") -> None:
        super().__init__(says)
        self.code = code


def run_errand(house: House, record: CaseRecord, seq: int) -> None:
    """Carry out what the fact brings about in other cases. Raises `ErrandFailed`."""
    recorded = read_recorded(record.facts[seq - 1].data)
    errand = house.engine.procedures[record.header.kind].errands[type(recorded.fact)]
    errand(house, record.header.id, recorded)


def run_at_once(house: House, case_id: str, kind: type[Fact]) -> None:
    """Carry out the errand of the case's last fact of this type now, rather than at the worker's next pass.

    The worker does it once more, and finds everything done. What fails now is left to it.
    """
    record = house.records.case(case_id)
    if record is None:
        return
    seqs = [each.seq for each in record.facts if each.name == kind.__name__]
    if not seqs:
        return
    try:
        run_errand(house, record, seqs[-1])
    except ErrandFailed as problem:
        log.warning("case %s: its errand waits for the worker: %s", case_id, problem, extra={"case": case_id})


def labelled(house: House, kind: str, value: str) -> Iterator[CaseHeader]:
    """Every case that carries the label."""
    cursor: str | None = None
    while True:
        page = house.records.cases_labelled(kind, value, cursor=cursor, limit=MAX_PAGE_SIZE)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def tell(
    house: House,
    case_id: str,
    verb: str,
    body: dict[str, Any],
    sender: tuple[str, Recorded[Any]],
    join: dict[Role, str] | None = None,
) -> Receipt:
    """Act as the platform in another case because of a fact of the sender's; once, however often called.

    Raises `ErrandFailed` where the other case has a reason that may pass.
    """
    origin, recorded = sender
    act = Act(verb, THE_PLATFORM, body, join=join or {})
    receipt = house.engine.run(
        Order(case_id, (act,), PLATFORM_PARTY, f"errand:{origin}:{recorded.seq}:{verb}")
    )
    if receipt.problem is not None:
        problem = receipt.problem
        raise ErrandFailed(f"{case_id}: {problem.title}. {problem.detail}", problem.code)
    return receipt
