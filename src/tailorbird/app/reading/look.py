"""A case in memory for looking at: asked and played forward, never written."""

from __future__ import annotations

from datetime import UTC

from tailorbird.app.engine.casefile import CaseFile, case_from
from tailorbird.app.engine.deadlines import catch_up
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.purse import Purse
from tailorbird.app.house import House
from tailorbird.app.ports.storage import CaseRecord


def look_at(house: House, record: CaseRecord) -> Proceeding:
    """The case as it stands now, with deadlines that passed taken into account, written or not."""
    file = CaseFile(
        record.header,
        case_from(record),
        house.engine.agreement_of(record.header.pins),
        {hold.key: hold for hold in record.holds},
        {each.key: each for each in record.deadlines},
    )
    now = house.clock.now().astimezone(UTC)
    procedure = house.engine.procedures[record.header.kind]
    proceeding = Proceeding(file, procedure, house.calendars(), now, Purse(house.records.balances))
    if proceeding.case.last_at is None or proceeding.case.last_at <= now:
        catch_up(proceeding, now)
    return proceeding
