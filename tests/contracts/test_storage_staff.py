"""Members of staff, their invitations and keys, and what they did."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError

from tailorbird.adapters.db.database import Database
from tailorbird.app.ports.parties import Party
from tailorbird.app.ports.staff import Staff, StaffAct, StaffRecords, StaffState
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import StaffRole
from tests.contracts.stored import START, later

LIN = Staff(
    id="ann/lin",
    party="ann",
    name="Lin 林",
    email="lin@ann.example",
    role=StaffRole.ORDER_DESK,
    stores=("st-1", "st-2"),
    invited_by="ann/boss",
)
ACT = StaffAct("ann", "ann/lin", "PUT", "/api/v1/parties/ann/settings", "k-1", 200, START)


@pytest.fixture
def staff(database: Database) -> StaffRecords:
    """The records of a house in which Ann and Bob are parties."""
    for name in ("ann", "bob"):
        database.parties.save_party(Party(name, name.title(), frozenset((Role.MERCHANT,))))
    return database.staff


def test_a_member_comes_back_as_saved_and_can_be_changed(staff: StaffRecords) -> None:
    staff.save(LIN)
    assert staff.member("ann/lin") == LIN
    changed = replace(LIN, role=StaffRole.OWNER, stores=(), state=StaffState.SUSPENDED)
    staff.save(changed)
    assert staff.of_party("ann") == (changed,)
    assert staff.member("ann/nobody") is None


def test_members_are_listed_by_party_in_order(staff: StaffRecords) -> None:
    members = [
        replace(LIN, id=f"{party}/{name}", party=party)
        for party, name in (("ann", "lin"), ("bob", "lin"), ("ann", "amy"))
    ]
    for each in members:
        staff.save(each)
    assert [each.id for each in staff.of_party("ann")] == ["ann/amy", "ann/lin"]
    assert [each.id for each in staff.of_party("bob")] == ["bob/lin"]


def test_an_invitation_is_used_up_by_whoever_takes_it(staff: StaffRecords) -> None:
    staff.save(LIN)
    token = staff.open_invitation("ann/lin", later(days=7))
    assert staff.take_invitation(token, later(days=7, microseconds=1)) is None
    assert staff.take_invitation(token, later(days=7)) == replace(LIN, state=StaffState.ACTIVE)
    assert staff.take_invitation(token, later(days=7)) is None


def test_a_later_invitation_makes_the_earlier_one_void(staff: StaffRecords) -> None:
    staff.save(LIN)
    first, second = (staff.open_invitation("ann/lin", later(days=7)) for _ in range(2))
    assert staff.take_invitation(first, START) is None
    assert staff.take_invitation(second, START) is not None


def test_changing_a_member_leaves_the_invitation_open_but_suspending_does_not(staff: StaffRecords) -> None:
    staff.save(LIN)
    token = staff.open_invitation("ann/lin", later(days=7))
    staff.save(replace(LIN, state=StaffState.SUSPENDED))
    assert staff.take_invitation(token, START) is None
    staff.save(replace(LIN, role=StaffRole.VIEWER))
    taken = staff.take_invitation(token, START)
    assert taken is not None
    assert taken.role is StaffRole.VIEWER


def test_an_invitation_is_of_a_member(staff: StaffRecords) -> None:
    with pytest.raises(LookupError, match="save the member first"):
        staff.open_invitation("ann/nobody", later(days=7))
    assert staff.take_invitation("tbi_0", START) is None


def test_tokens_are_not_kept(database: Database, staff: StaffRecords) -> None:
    staff.save(LIN)
    token = staff.open_invitation("ann/lin", later(days=7))
    kept = str(database.storage.session.query("SELECT * FROM tailorbird_staff"))
    assert token not in kept
    assert token.partition("_")[2] not in kept


def test_of_two_who_take_an_invitation_at_once_one_has_it(database: Database, staff: StaffRecords) -> None:
    staff.save(LIN)
    token = staff.open_invitation("ann/lin", later(days=7))
    taken: list[Staff | None] = []

    def take() -> None:
        try:
            taken.append(database.staff.take_invitation(token, START))
        finally:
            database.close()

    both = [threading.Thread(target=take) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(each is not None for each in taken) == [False, True]


def test_a_key_leads_to_its_member_while_active(database: Database, staff: StaffRecords) -> None:
    active = replace(LIN, state=StaffState.ACTIVE)
    staff.save(active)
    key = database.parties.issue_key("ann", frozenset(("read",)), "staff lin", "ann/lin")
    holder = database.parties.key_holder(key)
    assert holder is not None
    assert holder.staff == active
    assert holder.party.id == "ann"
    for state in (StaffState.SUSPENDED, StaffState.INVITED):
        staff.save(replace(active, state=state))
        assert database.parties.key_holder(key) is None
    staff.save(active)
    assert database.parties.key_holder(key) is not None


def test_a_partys_own_key_has_no_member(database: Database, staff: StaffRecords) -> None:
    holder = database.parties.key_holder(database.parties.issue_key("ann", frozenset(("read",)), "own"))
    assert holder is not None
    assert holder.staff is None
    assert database.parties.own_keys("ann") == (frozenset(("read",)),)
    database.parties.revoke_key(holder.key_id)
    assert database.parties.own_keys("ann") == ()


def test_all_keys_of_a_member_end_together_and_no_others(database: Database, staff: StaffRecords) -> None:
    parties = database.parties
    for name in ("ann/lin", "ann/amy"):
        staff.save(replace(LIN, id=name, state=StaffState.ACTIVE))
    lins = [parties.issue_key("ann", frozenset(), "x", "ann/lin") for _ in range(2)]
    others = [parties.issue_key("ann", frozenset(), "x", who) for who in ("ann/amy", "")]
    parties.revoke_keys_of("ann/lin")
    assert [parties.key_holder(each) for each in lins] == [None, None]
    assert None not in [parties.key_holder(each) for each in others]
    assert parties.own_keys("ann") == (frozenset(),)


def test_acts_are_listed_the_latest_first_by_party_and_member(staff: StaffRecords) -> None:
    acts = [
        replace(ACT, key=f"k-{no}", at=START + timedelta(minutes=no), staff=f"ann/{who}")
        for no, who in enumerate(("lin", "amy", "lin"))
    ]
    for each in acts:
        staff.record(each)
    staff.record(replace(ACT, party="bob", staff="bob/lin"))
    assert staff.acts("ann").items == tuple(reversed(acts))
    assert staff.acts("ann", staff="ann/lin").items == (acts[2], acts[0])
    page = staff.acts("ann", limit=2)
    assert page.items == (acts[2], acts[1])
    assert staff.acts("ann", limit=2, cursor=page.next_cursor).items == (acts[0],)


def test_an_act_is_on_record_once_with_each_answer(staff: StaffRecords) -> None:
    staff.record(replace(ACT, status=403))
    staff.record(ACT)
    staff.record(replace(ACT, at=later(minutes=5)))
    assert sorted(each.status for each in staff.acts("ann").items) == [200, 403]
    for minute in range(2):
        staff.record(replace(ACT, key="", status=400, at=later(minutes=minute)))
    assert len(staff.acts("ann").items) == 4


@pytest.mark.parametrize(
    "change", ["UPDATE tailorbird_staff_act SET status = 1", "DELETE FROM tailorbird_staff_act"]
)
def test_what_staff_did_stays_on_record(database: Database, staff: StaffRecords, change: str) -> None:
    staff.record(ACT)
    with pytest.raises(DatabaseError, match="only ever added"):
        database.storage.session.query(change.format("tailorbird_staff_act"))
