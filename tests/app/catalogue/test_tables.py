"""The catalogue as a table: out and in again without a change, with a report on every row that is wrong."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from tailorbird.app.catalogue.export import export_products
from tailorbird.app.catalogue.importing import Upload, begin_import, carry_on
from tailorbird.app.engine.problem import Problem
from tailorbird.app.ports.catalogue import ProductRecord, Visibility
from tailorbird.app.ports.imports import ImportJob, JobState, Keeping
from tests.app.catalogue.stall import LIGHT, created, listed, published
from tests.app.workshop import SELLER, Workshop
from tests.contracts.catalogued import priced, product

HEAD = "product,title,title_zh,category,variant,options,prices,stock,lead_days,gtin\n"
RING = 'ring,Silver ring,银戒指,jewellery/rings,s,size=S,"USD 20.00 | 10+: USD 18.00",,3-5,\n'
LARGE = "ring,,,,l,size=L,USD 22.00,,3-5,\n"
MUG = "mug,Mug,马克杯,home/kitchen,one,,USD 9.00,12,,\n"
NO_PRICE = "bag,Bag,包,bags,one,,twelve dollars,3,,\n"
NO_TITLE = "cap,,,caps,one,,USD 5.00,,,4006381333932\n"


def begun(workshop: Workshop, text: str | bytes, **told: object) -> ImportJob:
    data = text.encode() if isinstance(text, str) else text
    job = begin_import(workshop.house, SELLER, Upload("goods.csv", data, **told), workshop.key())  # type: ignore[arg-type]
    assert isinstance(job, ImportJob), job
    return job


def imported(workshop: Workshop, text: str | bytes, **told: object) -> ImportJob:
    """The job after the worker's work."""
    job = begun(workshop, text, **told)
    workshop.work()
    return stands(workshop, job)


def stands(workshop: Workshop, job: ImportJob) -> ImportJob:
    found = workshop.house.catalogue.imports.job(job.id, SELLER)
    assert found is not None
    return found


def refused(workshop: Workshop, data: bytes) -> Problem:
    problem = begin_import(workshop.house, SELLER, Upload("goods.csv", data), "k")
    assert isinstance(problem, Problem), problem
    return problem


def kept(workshop: Workshop) -> dict[str, ProductRecord]:
    """The seller's products by title."""
    return {each.product.title: each for each in workshop.house.catalogue.owned(SELLER).items}


def told(job: ImportJob) -> set[tuple[int, str, str]]:
    return {(each.line, each.field, each.code) for each in job.report}


def exported(workshop: Workshop) -> str:
    return "".join(export_products(workshop.house, SELLER))


# Reading ----------------------------------------------------------------------------------------------


def test_a_table_becomes_products_with_their_versions(workshop: Workshop) -> None:
    job = imported(workshop, HEAD + RING + LARGE + MUG)
    assert (job.state, job.total, job.done, job.created, job.report) == (JobState.DONE, 2, 2, 2, ())
    ring = kept(workshop)["Silver ring"].product
    assert [each.variant for each in ring.variants] == ["s", "l"]
    assert [(t.from_quantity, str(t.price)) for t in ring.variants[0].prices] == [
        (1, "USD 20.00"),
        (10, "USD 18.00"),
    ]
    assert kept(workshop)["Mug"].visibility is Visibility.DRAFT


def test_good_products_are_kept_and_bad_ones_told_by_row_and_column(workshop: Workshop) -> None:
    job = imported(workshop, HEAD + NO_PRICE + RING + NO_TITLE)
    assert (job.state, job.created, job.refused) == (JobState.DONE, 1, 2)
    assert told(job) == {
        (2, "prices", "cell_unreadable"),
        (4, "title", "title_blank"),
        (4, "lead_days", "lead_missing"),
        (4, "gtin", "gtin_check_digit"),
    }
    assert all(each.says and each.says_zh and each.next_step and each.next_step_zh for each in job.report)
    assert set(kept(workshop)) == {"Silver ring"}


def test_all_or_nothing_keeps_nothing_where_a_row_is_wrong(workshop: Workshop) -> None:
    job = imported(workshop, HEAD + RING + NO_PRICE, keeping=Keeping.ALL_OR_NOTHING)
    assert (job.state, told(job)) == (JobState.REFUSED, {(3, "prices", "cell_unreadable")})
    assert kept(workshop) == {}
    job = imported(workshop, HEAD + RING + MUG, keeping=Keeping.ALL_OR_NOTHING)
    assert (job.state, job.created) == (JobState.DONE, 2)


def test_a_table_sent_again_changes_what_is_different_and_makes_nothing_twice(workshop: Workshop) -> None:
    imported(workshop, HEAD + RING + MUG)
    job = imported(workshop, HEAD + RING + MUG.replace("9.00", "8.00"))
    assert (job.created, job.updated, job.unchanged) == (0, 1, 1)
    assert kept(workshop)["Mug"].revision == 2


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ((HEAD + RING).encode("utf-8-sig"), set()),
        ((HEAD + RING).encode("utf-16"), {"encoding"}),
        ((HEAD + RING).encode("gbk"), {"encoding"}),
        ((HEAD + RING).replace(",", ";").replace("\n", "\r\n").encode(), set()),
        ((HEAD + RING).replace(",", "\t").encode(), set()),
    ],
    ids=["BOM", "UTF-16", "GBK", "semicolons", "tabs"],
)
def test_what_spreadsheets_write_is_read(workshop: Workshop, data: bytes, codes: set[str]) -> None:
    job = imported(workshop, data)
    assert (job.state, job.created) == (JobState.DONE, 1)
    assert {each.code for each in job.report} == codes
    assert kept(workshop)["Silver ring"].product.title_zh == "银戒指"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "columns"),
        (b"product,title\n", "columns"),
        (b"product,title,variant,prices,colour\n", "columns"),
        (b"product,title,variant,prices,title\n", "columns"),
        (b"PK\x03\x04\x14\x00\x06\x00\xff\xff\x00\x00", "not_text"),
        (b'product,title,variant,prices\nring,"Ring,one,USD 2.00\n', "quote_broken"),
        (b'product,title,variant,prices\nring,a 5" ring"x",one,"USD"2.00\n', "quote_broken"),
    ],
)
def test_what_is_no_table_is_refused_at_once(workshop: Workshop, data: bytes, fault: str) -> None:
    problem = refused(workshop, data)
    assert (problem.code, problem.extra["fault"]) == ("table_unreadable", fault)
    assert problem.next_step


def test_a_quote_that_breaks_further_down_keeps_nothing(workshop: Workshop) -> None:
    job = imported(workshop, HEAD + RING + MUG + 'x,"y\n')
    assert (job.state, told(job)) == (JobState.REFUSED, {(4, "", "quote_broken")})
    assert kept(workshop) == {}


def test_rows_that_contradict_each_other_are_told(workshop: Workshop) -> None:
    job = imported(workshop, HEAD + RING + MUG + LARGE + MUG.replace("mug,Mug", "mug,Cup"))
    assert (4, "product", "product_parted") in told(job)
    job = imported(workshop, HEAD + MUG + MUG.replace("Mug", "Cup").replace(",one,", ",two,"))
    assert (3, "title", "said_otherwise") in told(job)


def test_a_cell_too_many_is_told(workshop: Workshop) -> None:
    job = imported(workshop, HEAD + MUG.rstrip("\n") + ",stray\n")
    assert told(job) == {(2, "", "too_many_cells")}


# Out and in again -------------------------------------------------------------------------------------

ODD = replace(
    product('=HYPERLINK("x")', "+1 戒指"),
    description=' -2 lines,\n"quoted"; \'and more | \\ ',
    bullets=("a | b", " spaced ", "back\\", "'=1"),
    goods_classes=("battery", "liquid"),
    variants=(
        priced("USD 3.00", "EUR 2.50", variant="a", sku="@a", options=(("size", "5 = 6"),), stock=0),
        priced("JPY 300", variant="b", label="", gtin="4006381333931", weight_g=12),
    ),
)


def test_exporting_and_importing_changes_nothing(workshop: Workshop) -> None:
    created(workshop, LIGHT, name="p1")
    created(workshop, ODD, name="p2")
    before = kept(workshop)
    job = imported(workshop, exported(workshop))
    assert (job.created, job.updated, job.unchanged, job.report) == (0, 0, 2, ())
    assert kept(workshop) == before


def test_an_export_begins_no_cell_like_a_formula(workshop: Workshop) -> None:
    created(workshop, ODD)
    rows = csv.reader(io.StringIO(exported(workshop).removeprefix("\ufeff"), newline=""))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_an_export_has_the_owners_products_only(workshop: Workshop) -> None:
    created(workshop, LIGHT, owner="pine", name="p9")
    assert "Night light" not in exported(workshop)


def test_a_table_that_names_another_owners_product_makes_one_of_its_own(workshop: Workshop) -> None:
    created(workshop, LIGHT, owner="pine", name="ring")
    job = imported(workshop, HEAD + RING)
    assert job.created == 1
    theirs = workshop.house.catalogue.product("ring")
    assert theirs is not None
    assert (theirs.owner, theirs.product) == ("pine", LIGHT)


def test_a_public_product_that_a_table_changes_is_public_as_it_was(workshop: Workshop) -> None:
    workshop.approved()
    created(workshop, LIGHT)
    listed(workshop)
    published(workshop)
    imported(workshop, exported(workshop).replace("Night light with", "Lamp with"))
    seen = workshop.house.catalogue.seen("p1", "")
    assert seen is not None
    assert seen.product == LIGHT


# Progress ---------------------------------------------------------------------------------------------


def many(count: int) -> str:
    return HEAD + "".join(f"p{n},Mug {n},杯,home,one,,USD 9.00,12,,\n" for n in range(count))


def test_a_job_goes_on_in_slices_and_tells_how_far_it_is(workshop: Workshop) -> None:
    job = begun(workshop, many(120))
    assert (job.state, job.done) == (JobState.WAITING, 0)
    job = carry_on(workshop.house, job, slices=1)
    assert (job.state, job.total, job.done, job.created) == (JobState.RUNNING, 120, 50, 50)
    workshop.work()
    assert (stands(workshop, job).state, stands(workshop, job).created) == (JobState.DONE, 120)


def test_a_job_that_was_cut_off_after_keeping_counts_each_product_once(workshop: Workshop) -> None:
    job = begun(workshop, many(60))
    first = carry_on(workshop.house, job, slices=1)
    # Another worker that read the job before does the same slice again.
    again = carry_on(workshop.house, replace(first, done=0, created=0), slices=1)
    assert again == first
    workshop.work()
    assert len([*workshop.house.catalogue.owned(SELLER, limit=200).items]) == 60
    assert stands(workshop, job).created == 60


def test_a_cancelled_job_keeps_what_it_has_and_goes_no_further(workshop: Workshop) -> None:
    job = carry_on(workshop.house, begun(workshop, many(120)), slices=1)
    cancelled = workshop.house.catalogue.imports.cancel(job.id, SELLER)
    assert cancelled is not None
    assert cancelled.state is JobState.CANCELLED
    workshop.work()
    assert stands(workshop, job) == cancelled
    assert len(workshop.house.catalogue.owned(SELLER, limit=200).items) == 50


def test_a_job_is_its_owners_alone(workshop: Workshop) -> None:
    job = begun(workshop, many(1))
    assert workshop.house.catalogue.imports.job(job.id, "pine") is None
    assert workshop.house.catalogue.imports.cancel(job.id, "pine") is None
    assert workshop.house.catalogue.imports.of_owner("pine", 10) == []
    assert stands(workshop, job).state is JobState.WAITING


def test_the_same_upload_under_the_same_key_is_one_job(workshop: Workshop) -> None:
    house, upload = workshop.house, Upload("goods.csv", many(1).encode())
    assert begin_import(house, SELLER, upload, "k") == begin_import(house, SELLER, upload, "k")
    assert len(house.catalogue.imports.of_owner(SELLER, 10)) == 1
