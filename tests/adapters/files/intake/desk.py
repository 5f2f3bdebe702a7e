"""What the intake's tests share: admitting, and being refused."""

from __future__ import annotations

import pytest

from tailorbird.adapters.files.intake.intake import Admitted, Intake
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.app.ports.files import FileFault, FileRefused


def admitted(data: bytes, claimed: str = "", limits: Limits | None = None) -> Admitted:
    """As it would be kept. Admitting what was admitted changes nothing, which is checked each time."""
    desk = Intake(limits or Limits())
    kept = desk.admit(data, claimed)
    again = desk.admit(kept.data, kept.media_type)
    assert (again.data, again.removed) == (kept.data, ())
    return kept


def refused(data: bytes, says: str, fault: FileFault, limits: Limits | None = None) -> FileRefused:
    """The refusal; in both languages, and with something to do."""
    with pytest.raises(FileRefused, match=says) as told:
        Intake(limits or Limits()).admit(data, "")
    assert told.value.fault is fault
    assert any("\u4e00" <= letter <= "\u9fff" for letter in told.value.says_zh)
    return told.value
