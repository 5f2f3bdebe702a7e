"""Drafts: begun, saved, undone, carried over, erased, forgotten; and two windows at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tailorbird.app.design import drafts, stale
from tailorbird.app.design.drafts import Beginning, Saving
from tailorbird.app.design.stale import Forgotten, forget_stale
from tailorbird.app.design.wanted import Filled, Wanted
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import Visibility
from tailorbird.app.ports.files import FilesUnavailable
from tailorbird.app.setbacks import Setbacks
from tailorbird.domain.customization.template import Template
from tailorbird.domain.money import Money
from tests.app.design.stand import MUG, PNG, Stand, code, codes, shown
from tests.domain.customization.templates import COLOUR, PRODUCT, TEMPLATE, WISH, with_field

ANNA = Filled("name", "Anna")
GOLD = Filled("colour", "gold")


def revised(template: Template) -> object:
    return replace(PRODUCT, template=template)


def test_a_design_is_told_with_its_hash_findings_and_price(stand: Stand) -> None:
    design = stand.started(ANNA, GOLD, quantity=2)
    assert (design.version, design.title, design.product) == (1, "Mug", MUG)
    assert design.hash == design.specification.hash
    assert design.findings == ()
    assert design.price is not None
    assert design.price.total == Money(2 * (1000 + 300 + 20), "USD")


def test_an_unfinished_design_is_kept_with_what_is_wrong(stand: Stand) -> None:
    design = stand.started(Filled("name", "x" * 10_000), Filled("nickname", "A"))
    assert set(codes(design)) == {("name", "too_long"), ("nickname", "unknown_field")}
    assert shown(drafts.read_draft(stand.house, "ada", design.id)).specification == design.specification


def test_beginning_twice_under_one_key_is_one_design(stand: Stand) -> None:
    assert stand.started(ANNA).id == stand.started(ANNA).id
    assert len(drafts.list_drafts(stand.house, "ada")) == 1


def test_beginning_otherwise_under_one_key_overwrites_nothing(stand: Stand) -> None:
    stand.started(ANNA)
    assert code(drafts.start_draft(stand.house, "ada", "k", Beginning(MUG, Wanted()))) == "stale_design"


@pytest.mark.parametrize(
    ("visibility", "seen_by", "owner", "found"),
    [
        (Visibility.PUBLIC, "", "ada", 1),
        (Visibility.PRIVATE, "ada", "ada", 1),
        (Visibility.PRIVATE, "bo", "ada", 0),
        (Visibility.DRAFT, "", "ada", 0),
        (Visibility.WITHDRAWN, "", "ada", 0),
        (Visibility.DRAFT, "", "maker", 1),
    ],
)
def test_only_what_one_may_see_can_be_customized(
    stand: Stand, visibility: Visibility, seen_by: str, owner: str, found: int
) -> None:
    stand.shelf.put(PRODUCT, visibility, seen_by)
    begun = drafts.start_draft(stand.house, owner, "k", Beginning(MUG, Wanted()))
    assert isinstance(begun, Problem) is not bool(found)


def test_every_version_stays_and_can_be_saved_again(stand: Stand) -> None:
    first = stand.started(ANNA)
    second = stand.saved(first, Filled("name", "Mei"))
    old = shown(drafts.read_version(stand.house, "ada", first.id, 1))
    assert (second.version, old.specification) == (2, first.specification)
    back = stand.saved(second, ANNA)
    assert (back.version, back.hash) == (3, first.hash)


def test_the_same_again_is_no_new_version(stand: Stand) -> None:
    first = stand.started(ANNA)
    assert stand.saved(first, ANNA).version == 1


def test_two_windows_lose_nothing(stand: Stand) -> None:
    first = stand.started(ANNA)
    stand.saved(first, Filled("name", "Mei"))
    late = drafts.save_draft(
        stand.house, "ada", first.id, Saving(1, Wanted(entries=(Filled("name", "Lin"),)))
    )
    assert isinstance(late, Problem)
    assert (late.code, late.status, late.extra["based_on"]) == ("stale_design", 409, 1)
    assert late.extra["current"]["version"] == 2
    assert "Mei" in str(late.extra["current"]["specification"])


def test_saving_again_what_was_just_saved_is_no_conflict(stand: Stand) -> None:
    first = stand.started(ANNA)
    for _ in range(2):
        assert stand.saved(first, Filled("name", "Mei")).version == 2


def test_what_screening_would_say_of_the_texts_is_told_beforehand(stand: Stand) -> None:
    assert stand.started(ANNA).screening == ()
    design = stand.started(Filled("wish", "Call me: +44 20 7946 0958"), Filled("name", "Nike"), key="two")
    assert "name" in " ".join(each.where for each in design.screening)


def test_what_is_not_offered_any_more_is_told_when_it_is_left_out(stand: Stand) -> None:
    first = stand.started(GOLD, Filled("handle", "heart"))
    second = stand.saved(first, Filled("colour", "white"), Filled("handle", "heart"))
    assert codes(second) == [("handle", "not_shown")]
    assert "heart" not in second.specification.document().decode()
    assert b"heart" in shown(drafts.read_version(stand.house, "ada", first.id, 1)).specification.document()


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Wanted(quantity=0), "0"),
        (Wanted(quantity=-3), "-3"),
        (Wanted(quantity=10**9), "1000000000"),
        (Wanted(entries=(Filled("photo", file="not a hash"),)), "SHA-256"),
        (Wanted(entries=(Filled("wish", "x" * 200_000),)), "bytes"),
        (Wanted(entries=tuple(Filled(f"f{n}", "x") for n in range(500))), "500"),
    ],
)
def test_what_is_no_design_is_refused_and_nothing_stored(stand: Stand, wanted: Wanted, says: str) -> None:
    found = drafts.start_draft(stand.house, "ada", "k", Beginning(MUG, wanted))
    assert isinstance(found, Problem)
    assert (found.code, found.status) == ("unfit_design", 422)
    assert says in found.detail
    assert drafts.list_drafts(stand.house, "ada") == ()


@pytest.mark.parametrize("title", ["x" * 201, "a\nb", "a\u202eb"])
def test_a_title_is_short_and_plain(stand: Stand, title: str) -> None:
    assert (
        code(drafts.start_draft(stand.house, "ada", "k", Beginning(MUG, Wanted(), title))) == "unfit_design"
    )


def test_nobody_else_finds_a_design(stand: Stand) -> None:
    design = stand.started(ANNA)
    assert code(drafts.read_draft(stand.house, "bo", design.id)) == "no_such_design"
    assert code(drafts.read_version(stand.house, "bo", design.id, 1)) == "no_such_design"
    assert code(drafts.save_draft(stand.house, "bo", design.id, Saving(1, Wanted()))) == "no_such_design"
    assert code(drafts.rebase(stand.house, "bo", design.id, 1)) == "no_such_design"
    assert code(drafts.erase_draft(stand.house, "bo", design.id)) == "no_such_design"
    assert drafts.list_drafts(stand.house, "bo") == ()


@pytest.mark.parametrize("version", [-1, 2, 10**30])
def test_a_version_that_is_not_there_is_told(stand: Stand, version: int) -> None:
    design = stand.started(ANNA)
    assert code(drafts.read_version(stand.house, "ada", design.id, version)) == "no_such_design"


# A product that changes --------------------------------------------------------------------------------


def test_a_design_on_an_older_product_says_what_changed(stand: Stand) -> None:
    design = stand.started(ANNA, GOLD)
    dearer = replace(COLOUR.options[1], prices=(Money(450, "USD"),))
    stand.revise(replace(PRODUCT, template=with_field(replace(COLOUR, options=(COLOUR.options[0], dearer)))))
    found = shown(drafts.read_draft(stand.house, "ada", design.id))
    assert "“Colour: Gold” costs USD 4.50 instead of USD 3.00." in [
        each.says for each in found.product_changes
    ]
    assert found.price is not None
    assert found.price.total.minor == 1320
    assert (found.hash, found.findings) == (design.hash, ())


def test_carrying_over_keeps_what_fits_and_finds_what_does_not(stand: Stand) -> None:
    design = stand.started(ANNA, GOLD, Filled("wish", "Please wrap it"))
    left = tuple(each for each in TEMPLATE.fields if each != WISH)
    stand.revise(replace(PRODUCT, template=replace(TEMPLATE, fields=left)))
    carried = shown(drafts.rebase(stand.house, "ada", design.id, 1))
    assert (carried.version, carried.product_changes) == (2, ())
    assert codes(carried) == [("wish", "unknown_field")]
    assert b"Please wrap it" in carried.specification.document()
    assert carried.product_hash != design.product_hash


def test_carrying_over_keeps_how_it_looks_when_the_default_changes(stand: Stand) -> None:
    design = stand.started(ANNA)
    name = TEMPLATE.fields[0]
    assert name.text is not None
    turned = replace(name, text=replace(name.text, fonts=("script", "sans")))
    stand.revise(replace(PRODUCT, template=with_field(turned)))
    carried = shown(drafts.rebase(stand.house, "ada", design.id, 1))
    assert carried.specification.entries[0].detailed("font") == "sans"


def test_beginning_on_a_revision_that_is_over_is_told(stand: Stand) -> None:
    before = PRODUCT.hash
    stand.revise(replace(PRODUCT, template=replace(TEMPLATE, max_quantity=5)))
    found = drafts.start_draft(stand.house, "ada", "k", Beginning(MUG, Wanted(), "", before))
    assert isinstance(found, Problem)
    assert found.code == "product_changed"
    assert found.extra["changes"][0]["code"] == "rules_changed"


# Erasing -----------------------------------------------------------------------------------------------


def test_erasing_takes_the_pictures_that_served_it_alone(stand: Stand) -> None:
    picture = stand.picture()
    design = stand.started(Filled("photo", file=picture, detail={"background": "removed"}))
    assert len(stand.files.kept) == 2
    drafts.erase_draft(stand.house, "ada", design.id)
    assert stand.files.kept == {}
    assert stand.designs.derived(picture, "cut") is None


@pytest.mark.parametrize("why", ["another design", "an order", "another uploader", "evidence", "a product"])
def test_a_picture_that_is_needed_elsewhere_stays(stand: Stand, why: str) -> None:
    picture = stand.picture()
    design = stand.started(Filled("photo", file=picture))
    match why:
        case "another design":
            stand.started(Filled("photo", file=picture), ANNA, key="other")
        case "an order":
            stand.cases.labelled.add(picture)
        case "another uploader":
            stand.picture(by="bo")
        case "evidence":
            stand.cases.cited.append(b'{"photos":["%s"]}' % picture.encode())
        case _:
            record = stand.shelf.records[MUG]
            shown_with = replace(record.product, description=picture)
            stand.shelf.records["p-2"] = replace(record, id="p-2", owner="ada", product=shown_with)
    drafts.erase_draft(stand.house, "ada", design.id)
    assert picture in stand.files.kept


def test_what_was_ordered_is_forgotten_with_every_draft_of_its_buyers(stand: Stand) -> None:
    stand.saved(stand.started(ANNA, quantity=3), Filled("name", "Mei"))
    others = stand.started(ANNA, key="bo's", owner="bo", quantity=7)
    other = stand.started(GOLD, key="other")
    five = stand.started(ANNA, key="five", quantity=5).specification
    drafts.forget_ordered(stand.house, "ada", drafts.WasOrdered(five.hash, 5, frozenset()))
    assert [each.id for each in drafts.list_drafts(stand.house, "ada")] == [other.id]
    assert [each.id for each in drafts.list_drafts(stand.house, "bo")] == [others.id]


def test_a_design_whose_files_cannot_be_erased_stays_to_tell_them(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(sha256: str) -> None:
        raise FilesUnavailable("the storage is not there")

    picture = stand.picture()
    design = stand.started(Filled("photo", file=picture))
    with monkeypatch.context() as broken:
        broken.setattr(stand.files, "erase", away)
        with pytest.raises(FilesUnavailable):
            drafts.erase_draft(stand.house, "ada", design.id)
    assert drafts.erase_draft(stand.house, "ada", design.id) is None
    assert picture not in stand.files.kept


def forgotten(stand: Stand) -> int:
    """How many designs a worker that looks now erases."""
    return forget_stale(stand.house, Setbacks()).erased


def test_designs_are_forgotten_thirty_days_after_their_last_change(stand: Stand) -> None:
    design = stand.started(ANNA)
    stand.clock.advance(timedelta(days=30) - timedelta(microseconds=1))
    assert forgotten(stand) == 0
    stand.saved(design, Filled("name", "Mei"))
    stand.clock.advance(timedelta(days=29))
    assert forgotten(stand) == 0
    stand.clock.advance(timedelta(days=1))
    assert forgotten(stand) == 1
    assert drafts.list_drafts(stand.house, "ada") == ()
    assert forgotten(stand) == 0


def test_opening_a_design_does_not_keep_it_longer(stand: Stand) -> None:
    design = stand.started(ANNA)
    stand.clock.advance(timedelta(days=30))
    drafts.read_draft(stand.house, "ada", design.id)
    assert forgotten(stand) == 1


def test_a_worker_that_found_no_stale_design_looks_again_after_an_hour(stand: Stand) -> None:
    setbacks = Setbacks()
    stand.started(ANNA)
    stand.clock.advance(timedelta(days=30) - timedelta(minutes=30))
    assert forget_stale(stand.house, setbacks) == Forgotten()
    stand.clock.advance(timedelta(minutes=59))
    assert forget_stale(stand.house, setbacks) == Forgotten()
    stand.clock.advance(timedelta(minutes=1))
    assert forget_stale(stand.house, setbacks) == Forgotten(erased=1)
    assert forget_stale(stand.house, setbacks) == Forgotten()


def test_a_design_that_cannot_be_erased_does_not_keep_the_others_and_is_tried_again(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    setbacks = Setbacks()
    stuck, _ = stand.started(ANNA), stand.started(GOLD, key="other")
    stand.clock.advance(timedelta(days=30))

    def erase_others(house: House, owner: str, draft: str) -> None:
        if draft == stuck.id:
            raise OSError("the folder is away")
        drafts.erase(house, owner, draft)

    with monkeypatch.context() as away:
        away.setattr(stale, "erase", erase_others)
        assert forget_stale(stand.house, setbacks) == Forgotten(erased=1, errors=1)
    assert stuck.id in caplog.text
    assert forget_stale(stand.house, setbacks) == Forgotten()
    stand.clock.advance(timedelta(seconds=5))
    assert forget_stale(stand.house, setbacks) == Forgotten(erased=1)


def test_a_picture_of_the_tests_is_one(stand: Stand) -> None:
    assert stand.files.read(stand.picture()) == PNG
