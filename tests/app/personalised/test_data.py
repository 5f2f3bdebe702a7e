"""Customization data: read on record, shared as a preview, and gone when its time is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tailorbird.app.engine.problem import Problem
from tailorbird.app.personalised.reading import Customization, ReadingWish, may_fetch, read_customization
from tailorbird.app.personalised.sharing import SharedDesign, ShareMade, share_design, shared_design
from tailorbird.app.privacy import private_data
from tailorbird.domain.cases.facts.personalised import CustomizationErased, CustomizationRead
from tailorbird.domain.cases.listing_words import DataPurpose, SharedForm
from tailorbird.domain.customization.specification import Entry, EntryKind
from tailorbird.domain.roles import Role
from tests.app.workshop import ENGRAVED, SELLER, START, Workshop
from tests.pictures import png

MARKER = "Zyxwvutsrq-Leonor"[:20]
ENTRY = Entry(surface="Front", area="", label="name", kind=EntryKind.TEXT, value=MARKER)
PICTURE = png(MARKER.encode())


def _read(
    workshop: Workshop, order: str, purpose: DataPurpose, reader: str = SELLER, role: Role = Role.MERCHANT
) -> Customization | Problem:
    return read_customization(workshop.house, order, ReadingWish(reader, role, purpose), workshop.key())


def _code(read: Customization | Problem) -> str:
    assert isinstance(read, Problem)
    return read.code


def _with_picture(workshop: Workshop) -> tuple[Entry, str]:
    sha = workshop.house.files.put(PICTURE, "image/png", by="ana").sha256
    return Entry(surface="Back", area="", label="photo", kind=EntryKind.IMAGE, value="us.png", file=sha), sha


def _everything(workshop: Workshop) -> bytes:
    """Every byte of the house on disk: the database with its log, the files, the letters."""
    from django.db import connection

    database = Path(str(connection.settings_dict["NAME"]))
    kept = [*database.parent.glob(f"{database.name}*"), *workshop.config.media.rglob("*")]
    kept += [*workshop.config.mail.rglob("*")]
    return b"".join(each.read_bytes() for each in kept if each.is_file())


def test_a_reading_that_is_granted_shows_the_text_and_is_on_record(workshop: Workshop) -> None:
    order = workshop.paid(ENTRY)
    read = _read(workshop, order, DataPurpose.REVIEW)
    assert isinstance(read, Customization)
    assert MARKER in read.document
    last = workshop.case(order).last(CustomizationRead)
    assert last is not None
    assert (last.fact.reader, last.fact.purpose, last.fact.granted) == (SELLER, DataPurpose.REVIEW, 1)


@pytest.mark.parametrize(
    "purpose",
    [
        DataPurpose.MARKETING,
        DataPurpose.TRAINING,
        DataPurpose.OTHER_ORDER,
        DataPurpose.OTHER,
        DataPurpose.OWN,
    ],
)
def test_a_wish_for_anything_else_is_refused_and_on_record(workshop: Workshop, purpose: DataPurpose) -> None:
    order = workshop.paid(ENTRY)
    read = _read(workshop, order, purpose)
    assert isinstance(read, Problem)
    assert read.decision is not None
    assert read.decision.clauses == ("amazon-custom.data.use",)
    last = workshop.case(order).last(CustomizationRead)
    assert last is not None
    assert last.fact.granted == 0


def test_to_fulfil_it_the_order_has_to_be_taken_on_and_not_to_have_arrived(workshop: Workshop) -> None:
    order = workshop.paid(ENTRY)
    assert _code(_read(workshop, order, DataPurpose.FULFIL)) == "customization_closed"
    for place in workshop.findings(order):
        workshop.did(order, SELLER, Role.MERCHANT, "judge_screening", where=place, result="pass")
    workshop.did(order, SELLER, Role.MERCHANT, "accept_order")
    assert isinstance(_read(workshop, order, DataPurpose.FULFIL), Customization)
    workshop.did(order, SELLER, Role.MERCHANT, "dispatch", parcel="P1")
    workshop.did(order, SELLER, Role.MERCHANT, "deliver", parcel="P1")
    assert _code(_read(workshop, order, DataPurpose.FULFIL)) == "customization_closed"


def test_the_operator_reads_only_what_is_held_or_reported(workshop: Workshop) -> None:
    order = workshop.paid(replace(ENTRY, value="Mercedes"))
    assert isinstance(_read(workshop, order, DataPurpose.REVIEW, "operator", Role.OPERATOR), Customization)
    for place in workshop.findings(order):
        workshop.did(order, SELLER, Role.MERCHANT, "judge_screening", where=place, result="pass")
    workshop.did(order, SELLER, Role.MERCHANT, "accept_order")
    again = _read(workshop, order, DataPurpose.REVIEW, "operator", Role.OPERATOR)
    assert _code(again) == "customization_closed"


def test_a_reading_opens_the_files_for_its_reader_for_an_hour(workshop: Workshop) -> None:
    photo, sha = _with_picture(workshop)
    order = workshop.paid(ENTRY, photo)

    def opens(reader: str, *parts: Role) -> int:
        return may_fetch(workshop.house, workshop.record(order), reader, parts, sha)

    assert opens(SELLER, Role.MERCHANT) == 0
    assert isinstance(_read(workshop, order, DataPurpose.REVIEW), Customization)
    assert opens(SELLER, Role.MERCHANT) == 1
    assert opens("operator", Role.OPERATOR) == 0
    assert may_fetch(workshop.house, workshop.record(order), SELLER, (Role.MERCHANT,), "ef" * 32) == 0
    workshop.later(minutes=59, seconds=59)
    assert opens(SELLER, Role.MERCHANT) == 1
    workshop.later(seconds=1)
    assert opens(SELLER, Role.MERCHANT) == 0


def test_a_reading_is_not_repeated_by_its_key_for_ever(workshop: Workshop) -> None:
    order = workshop.paid(ENTRY)
    wish = ReadingWish(SELLER, Role.MERCHANT, DataPurpose.REVIEW)
    assert isinstance(read_customization(workshop.house, order, wish, "once"), Customization)
    assert isinstance(read_customization(workshop.house, order, wish, "once"), Customization)
    assert workshop.names(order).count("CustomizationRead") == 1
    workshop.later(hours=2)
    assert _code(read_customization(workshop.house, order, wish, "once")) == "reading_over"


def test_thirty_days_after_it_arrived_nothing_that_the_buyer_wrote_or_uploaded_is_left(
    workshop: Workshop,
) -> None:
    photo, sha = _with_picture(workshop)
    order = workshop.delivered(ENTRY, photo)
    workshop.work()
    assert MARKER.encode() in _everything(workshop)
    workshop.later(days=30)
    workshop.work()
    erased = workshop.case(order).last(CustomizationErased)
    assert erased is not None
    assert erased.fact.files == (sha,)
    assert workshop.house.files.read(sha) is None
    assert MARKER.encode() not in _everything(workshop)


def test_one_second_before_it_is_all_there(workshop: Workshop) -> None:
    order = workshop.delivered(ENTRY)
    workshop.later(days=30, seconds=-1)
    workshop.work()
    assert not workshop.case(order).has(CustomizationErased)
    assert isinstance(_read(workshop, order, DataPurpose.OWN, "ana", Role.BUYER), Customization)


def test_a_late_command_finds_it_gone_though_no_worker_came(workshop: Workshop) -> None:
    order = workshop.delivered(ENTRY)
    workshop.later(days=31)
    assert _code(_read(workshop, order, DataPurpose.OWN, "ana", Role.BUYER)) == "customization_erased"
    erased, read = (
        workshop.case(order).last(CustomizationErased),
        workshop.case(order).last(CustomizationRead),
    )
    assert erased is not None
    assert read is not None
    assert erased.seq < read.seq
    assert erased.at < read.at
    assert MARKER not in str(private_data(workshop.house, workshop.party("ana")))


def test_a_repeated_reading_gives_nothing_after_its_time_though_no_worker_came(workshop: Workshop) -> None:
    order = workshop.delivered(ENTRY)
    wish = ReadingWish("ana", Role.BUYER, DataPurpose.OWN)
    assert isinstance(read_customization(workshop.house, order, wish, "once"), Customization)
    workshop.later(days=31)
    assert _code(read_customization(workshop.house, order, wish, "once")) == "customization_erased"


def test_of_a_refused_order_the_data_goes_at_once(workshop: Workshop) -> None:
    photo, _ = _with_picture(workshop)
    order = workshop.paid(ENTRY, photo)
    workshop.did(order, SELLER, Role.MERCHANT, "refuse_order", reason="We cannot.")
    workshop.work()
    assert workshop.case(order).has(CustomizationErased)
    assert MARKER.encode() not in _everything(workshop)


def test_an_open_report_keeps_the_data_past_its_time(workshop: Workshop) -> None:
    order = workshop.claimed("remake")
    workshop.later(days=40)
    workshop.work()
    assert not workshop.case(order).has(CustomizationErased)
    workshop.did(order, SELLER, Role.MERCHANT, "verify_defect", claim="D1", result="not_found")
    workshop.work()
    assert workshop.case(order).has(CustomizationErased)


def test_a_file_stays_while_another_order_needs_the_same_bytes(workshop: Workshop) -> None:
    photo, sha = _with_picture(workshop)
    first = workshop.paid(ENGRAVED, photo)
    listing = workshop.record(first)
    of = next(
        each.value for each in workshop.house.records.labels_of(listing.header.id) if each.kind == "listing"
    )
    second = workshop.order(of, ENGRAVED, photo).case_id
    workshop.did(first, SELLER, Role.MERCHANT, "refuse_order", reason="We cannot.")
    workshop.work()
    assert workshop.house.files.read(sha) is not None
    workshop.did(second, SELLER, Role.MERCHANT, "refuse_order", reason="We cannot.")
    workshop.work()
    assert workshop.house.files.read(sha) is None


def test_a_file_that_somebody_else_handed_in_as_well_stays_theirs(workshop: Workshop) -> None:
    photo, sha = _with_picture(workshop)
    workshop.house.files.put(PICTURE, "image/png", by="mei")
    order = workshop.paid(ENGRAVED, photo)
    workshop.did(order, SELLER, Role.MERCHANT, "refuse_order", reason="We cannot.")
    workshop.work()
    assert workshop.house.files.read(sha) is not None


def _shared(workshop: Workshop, order: str) -> str:
    made = share_design(workshop.house, order, "ana", SharedForm.PREVIEW)
    assert isinstance(made, ShareMade)
    return made.token


def test_a_share_shows_the_product_and_nothing_of_the_buyers(workshop: Workshop) -> None:
    order = workshop.paid(ENTRY)
    shown = shared_design(workshop.house, _shared(workshop, order))
    until = START + timedelta(days=30)
    assert shown == SharedDesign("Night light with your name engraved in oak", SharedForm.PREVIEW, "", until)


def test_the_secret_of_a_link_is_kept_nowhere(workshop: Workshop) -> None:
    order = workshop.paid(ENTRY)
    token = _shared(workshop, order)
    assert token.encode() not in _everything(workshop)


def test_the_upload_and_the_print_file_are_never_shared(workshop: Workshop) -> None:
    order = workshop.paid(ENTRY)
    for form in (SharedForm.RAW_UPLOAD, SharedForm.PRINT_FILE):
        made = share_design(workshop.house, order, "ana", form)
        assert isinstance(made, Problem)
        assert made.decision is not None
        assert made.decision.clauses == ("amazon-custom.data.sharing",)


def test_a_link_that_ended_or_never_was_leads_nowhere(workshop: Workshop) -> None:
    order = workshop.paid(ENTRY)
    first, second = _shared(workshop, order), _shared(workshop, order)
    workshop.did(order, "ana", Role.BUYER, "end_share", share="s1")
    assert shared_design(workshop.house, first) is None
    assert shared_design(workshop.house, second) is not None
    assert shared_design(workshop.house, "guess") is None
    again = workshop.run(order, "ana", Role.BUYER, "end_share", {"share": "s1"}).problem
    assert again is not None
    assert again.code == "name_unknown"


def test_a_link_leads_nowhere_once_the_data_is_gone(workshop: Workshop) -> None:
    order = workshop.delivered(ENTRY)
    token = _shared(workshop, order)
    workshop.later(days=31)
    assert shared_design(workshop.house, token) is None


def test_a_link_needs_a_secret_of_its_own(workshop: Workshop) -> None:
    order = workshop.paid(ENTRY)
    workshop.did(order, "ana", Role.BUYER, "share_design", form="preview", token_hash="12" * 32)
    for token_hash in ("12" * 32, "", "secret"):
        body = {"form": "preview", "token_hash": token_hash}
        problem = workshop.run(order, "ana", Role.BUYER, "share_design", body).problem
        assert problem is not None
        assert problem.code == "share_secret_unfit"
