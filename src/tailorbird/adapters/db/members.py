"""How members of staff are read from rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from tailorbird.app.ports.staff import Staff, StaffState
from tailorbird.domain.staff import StaffRole

_NAMES: Final = ("id", "party_id", "name", "email", "role", "stores", "state", "invited_by")
WIDTH: Final = len(_NAMES)
COLUMNS: Final = ", ".join(f"s.{each}" for each in _NAMES)
"""Of `tailorbird_staff s`, in the order that `member` reads."""


def member(row: Sequence[Any]) -> Staff:
    """The member in a row of these columns."""
    staff_id, party, name, email, role, stores, state, invited_by = row
    return Staff(
        staff_id,
        party,
        name,
        email,
        StaffRole(role),
        tuple(json.loads(stores)),
        StaffState(state),
        invited_by,
    )
