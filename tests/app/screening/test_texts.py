"""The texts of a specification are judged place by place while it is ordered."""

from __future__ import annotations

from tailorbird.app.screening.texts import NOT_SEEN_YET, UNKNOWN_ENTRY, screen_specification
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind, ScreenResult
from tailorbird.domain.customization.specification import Entry, EntryKind, Specification

PICTURE = "a" * 64


def entry(value: str, label: str = "name", kind: EntryKind = EntryKind.TEXT, **rest: str) -> Entry:
    return Entry(surface="front", area="", label=label, kind=kind, value=value, file=rest.get("file", ""))


def screened(*entries: Entry, title: str = "Engraved ring", variant: str = "") -> dict[str, ScreenFinding]:
    specification = Specification(product="p", title=title, quantity=1, entries=entries, variant=variant)
    return {each.where: each for each in screen_specification(specification)}


def test_a_harmless_text_passes_with_a_finding_of_its_own() -> None:
    found = screened(entry("Anna & Ben 12.05.2024"))
    assert found["text:front//name"].result is ScreenResult.PASSES


def test_a_barred_text_is_refused_with_its_spot() -> None:
    found = screened(entry("Du Hurensohn"))["text:front//name"]
    assert (found.kind, found.result) == (ScreenKind.OFFENSIVE, ScreenResult.REFUSE)
    assert found.at == ("3-12",)


def test_the_strictest_result_of_a_place_wins_and_all_reasons_are_told() -> None:
    found = screened(entry("Apple logo, du Hurensohn"))["text:front//name"]
    assert found.kind is ScreenKind.OFFENSIVE
    assert "insult" in found.reason
    assert "brand" in found.reason
    assert len(found.at) == 2


def test_several_texts_of_one_place_tell_their_spots_apart() -> None:
    found = screened(entry("Anna"), entry("Gucci"))["text:front//name"]
    assert found.at == ("2:0-5",)


def test_a_picture_waits_to_be_looked_at() -> None:
    found = screened(entry("", kind=EntryKind.IMAGE, file=PICTURE))[f"image:{PICTURE}"]
    assert (found.kind, found.result) == (ScreenKind.NOT_LOOKED_AT, ScreenResult.HOLD)
    assert found.reason == NOT_SEEN_YET


def test_an_entry_of_an_unknown_kind_waits_for_a_person() -> None:
    found = screened(entry("harmless", kind=EntryKind.UNKNOWN))["text:front//name"]
    assert (found.result, found.reason) == (ScreenResult.HOLD, UNKNOWN_ENTRY)


def test_what_is_written_beside_a_choice_is_judged_and_the_choice_is_not() -> None:
    beside = Entry(
        surface="front",
        area="",
        label="colour",
        kind=EntryKind.OPTION,
        value="Gucci",
        detail=(("note", "fuck you"), ("option", "nike"), ("price_delta", "USD 1.00")),
    )
    found = screened(beside)
    assert list(found) == ["detail:front/colour"]
    assert found["detail:front/colour"].kind is ScreenKind.OFFENSIVE


def test_a_choice_with_nothing_beside_it_is_no_place() -> None:
    assert screened(entry("Gucci", kind=EntryKind.OPTION)) == {}


def test_a_variant_is_judged() -> None:
    assert screened(variant="fuck you")["variant"].result is ScreenResult.REFUSE


def test_ways_to_reach_somebody_pass_on_a_pet_tag_alone() -> None:
    number = entry("Rex 0171 2345678")
    assert screened(number)["text:front//name"].result is ScreenResult.HOLD
    tagged = screened(number, title="Engraved dog tag")
    assert tagged["text:front//name"].result is ScreenResult.PASSES


def test_personal_data_in_a_wish_waits_and_is_not_refused() -> None:
    card = entry("my card 4111 1111 1111 1111", label="wish")
    specification = Specification(product="p", title="Ring", quantity=1, entries=(card,))
    (on_product,) = screen_specification(specification)
    (in_wish,) = screen_specification(specification, frozenset({"wish"}))
    assert on_product.result is ScreenResult.REFUSE
    assert in_wish.result is ScreenResult.HOLD


def test_no_reason_quotes_the_buyer() -> None:
    found = screened(entry("Call Hieronymus 0171 2345678, Gucci"))["text:front//name"]
    assert "Hieronymus" not in found.reason
    assert "2345678" not in found.reason
    assert "Gucci" not in found.reason
