"""The index of a bundle speaks Chinese of everything that a case can hold."""

from __future__ import annotations

import pytest

from tailorbird.adapters.export.wording import Wording, both, spaced
from tailorbird.domain.cases.fact import FACTS
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.hold import HoldState
from tailorbird.domain.roles import Role
from tests.adapters.export.evidence import CASE_ID, EXPORTED, collector


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("facts", sorted(name for name, each in FACTS.items() if each.__module__.startswith("tailorbird."))),
        ("roles", [each.value for each in Role]),
        ("heads", [each.value for each in Head]),
        ("states", [each.value for each in HoldState]),
    ],
)
def test_every_word_of_a_list_has_its_chinese(kind: str, names: list[str]) -> None:
    without = [name for name in names if both(kind, name) == spaced(name)]
    assert not without, f"Write the Chinese of these into adapters/export/zh.toml, [{kind}]: {without}"


def test_instants_are_local_to_the_second_with_their_offset() -> None:
    wording = Wording.of(collector().collect(CASE_ID, EXPORTED))
    assert wording.instant("2026-03-02T02:00:00Z") == "2026-03-02 10:00:00 +08:00"
    assert wording.instant("2026-03-02T02:00:00.000001Z") == "2026-03-02 10:00:00.000001 +08:00"


def test_values_read_as_a_person_would_write_them() -> None:
    wording = Wording.of(collector().collect(CASE_ID, EXPORTED))
    assert wording.value({"currency": "CNY", "minor": 102_000}) == "CNY 1,020.00"
    assert wording.value([]) == wording.value(None) == "–"
    assert wording.value({"to_whom": "buyer", "counted": True}) == "To whom: buyer, Counted: yes 是"
    assert wording.value(["a", "2026-03-02T02:00:00Z"]) == "a; 2026-03-02 10:00:00 +08:00"
