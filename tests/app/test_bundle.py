"""Gathering a bundle: the case as it stands at one moment, and what its reader may see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tailorbird.app.bundle import (
    CaseIsMoving,
    Collector,
    Entitlement,
    PrivateState,
    UnknownCase,
    governance_of,
)
from tailorbird.app.cited import file_references
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.domain.terms.agreement import Agreement
from tests.adapters.export.evidence import (
    AGREEMENT,
    CASE_ID,
    EXPORTED,
    PARTIES,
    MemoryFiles,
    MemoryRecords,
    collector,
    package,
    records,
)


def test_a_case_that_there_is_not_is_refused_with_its_number() -> None:
    with pytest.raises(UnknownCase, match="TB-2026-NONE"):
        collector().collect("TB-2026-NONE", EXPORTED)


class Moving(MemoryRecords):
    """A case that gets another fact whenever somebody looks, so many times."""

    looks = 0
    moves = 99

    def case(self, case_id: str) -> CaseRecord | None:
        found = super().case(case_id)
        self.looks += 1
        if found is None or self.looks > self.moves:
            return found
        return replace(found, header=replace(found.header, stage=f"look {self.looks}"))


def moving(moves: int) -> Collector:
    still = records()
    made = Moving(**{name: getattr(still, name) for name in MemoryRecords.__dataclass_fields__})
    made.moves = moves
    return collector(made)


def test_a_case_that_changes_while_it_is_read_is_read_again() -> None:
    made = moving(2).collect(CASE_ID, EXPORTED)
    assert made.header == records().header


def test_a_case_that_never_stands_still_is_not_exported_half() -> None:
    with pytest.raises(CaseIsMoving, match="Export it again"):
        moving(99).collect(CASE_ID, EXPORTED)


def test_notices_are_read_page_by_page_and_events_are_left_out() -> None:
    stored = records()
    (notice, _event) = stored.outbox_rows
    further = replace(notice, message=replace(notice.message, no=3))
    another = replace(notice, case_id="TB-2026-OTHER", message=replace(notice.message, no=4))
    stored.outbox_rows = (further, another, *stored.outbox_rows)
    made = collector(stored).collect(CASE_ID, EXPORTED)
    assert [row.message.no for row in made.notices] == [1, 3]


def test_a_notice_is_proven_only_by_a_fact_that_tells_the_same_words_to_the_same_party() -> None:
    made = collector().collect(CASE_ID, EXPORTED)
    (row,) = made.notices
    assert made.proofs_of_sending(row) == (7,)
    assert made.proofs_of_sending(replace(row, message=replace(row.message, payload=b"{}"))) == ()
    assert made.proofs_of_sending(replace(row, message=replace(row.message, to_party="jinsui"))) == ()


def test_deadlines_of_every_state_come_in_order_of_time() -> None:
    made = collector().collect(CASE_ID, EXPORTED)
    assert [(row.key, row.state) for row in made.deadlines] == [("receipt", "fired"), ("tip", "open")]


def test_each_private_field_is_shown_withheld_or_erased() -> None:
    made = collector().collect(CASE_ID, EXPORTED, Entitlement(private_ids=frozenset(("private/signer",))))
    assert [(each.kind, each.state) for each in made.private] == [
        ("MandateSigned.signer", PrivateState.SHOWN),
        ("QuestionAsked.text", PrivateState.ERASED),
        ("NoticeSent.address", PrivateState.WITHHELD),
    ]
    assert [each.content is not None for each in made.private] == [True, False, False]


def test_without_sources_a_bundle_is_gathered_all_the_same() -> None:
    bare = Collector(records(), PARTIES, MemoryFiles(), lambda _pins: AGREEMENT)
    made = bare.collect(CASE_ID, EXPORTED)
    assert list(made.sources.values()) == [{}]
    assert all(each.data is None for each in made.files)


def test_law_and_forum_are_those_of_the_first_package_that_states_them() -> None:
    first = package()
    second = first.amended("2", {"forum": "Another Commission"})
    said = governance_of(Agreement((second, first)))
    assert (said.law, said.forum) == ("Mainland China", "Another Commission")
    assert [clause.id for clause in said.clauses] == ["test.28"]


def test_terms_that_state_no_law_leave_it_open() -> None:
    said = governance_of(Agreement(()))
    assert (said.law, said.forum, said.clauses) == ("", "", ())


def test_files_are_found_wherever_a_fact_names_them_by_hash() -> None:
    photo, document = "a" * 64, "b" * 64
    body = {
        "photos": [photo, f"sha256:{photo}.jpg"],
        "items": [{"document": document}, {"document": "invoice 7"}],
        "evidence": ["a video on my phone"],
        "document_hash": "c" * 64,
        "count": 3,
    }
    assert list(file_references(body)) == [photo, f"sha256:{photo}.jpg", document, "a video on my phone"]
