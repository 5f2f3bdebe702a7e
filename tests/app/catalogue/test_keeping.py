"""A product is kept by its owner alone, and only when it is in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tailorbird.app.catalogue.keep import create_product, update_product, withdraw_product
from tailorbird.app.catalogue.listing import list_product, publish_product
from tailorbird.app.ports.catalogue import Visibility
from tailorbird.domain.catalogue.product import Channel, Medium, PriceTier
from tailorbird.domain.customization.template import Area, PlacedArtwork, Surface, Template, TextRules
from tailorbird.domain.listing.document import AssetKind
from tailorbird.domain.money import Money
from tests.app.catalogue.stall import LIGHT, NAME, WOOD, created, looked, problem_of, updated, withdrawn
from tests.app.workshop import SELLER, Workshop
from tests.contracts.catalogued import priced
from tests.pictures import png

PNG = png()


def picture(file: str) -> Medium:
    return Medium(file=file, kind=AssetKind.PICTURE, owner="oak", licence="own work", alt="The light.")


def test_a_new_product_is_its_owners_draft(workshop: Workshop) -> None:
    kept = created(workshop)
    assert (kept.record.visibility, kept.record.revision, kept.record.owner) == (Visibility.DRAFT, 1, SELLER)
    assert looked(workshop) == []
    assert [each.id for each in looked(workshop, viewer=SELLER)] == ["p1"]


def test_what_is_wrong_is_told_at_once_and_nothing_is_kept(workshop: Workshop) -> None:
    tiers = tuple(PriceTier(price=Money.parse(each), from_quantity=2) for each in ("USD 3.00", "USD 4.00"))
    wrong = replace(LIGHT, title=" ", category="Home!", variants=(replace(priced(), prices=tiers),))
    problem = problem_of(create_product(workshop.house, SELLER, "p1", wrong))
    codes = {each.code for each in problem.extra["findings"]}
    assert codes == {"title_blank", "category_form", "tier_start", "tier_order", "tier_rises"}
    assert workshop.house.catalogue.product("p1") is None


def test_sending_a_product_again_makes_no_second_one(workshop: Workshop) -> None:
    assert created(workshop).record == created(workshop).record


def test_an_id_that_is_taken_is_not_taken_over(workshop: Workshop) -> None:
    created(workshop)
    assert problem_of(create_product(workshop.house, "pine", "p1", LIGHT)).code == "stale_product"


def test_a_change_that_was_made_from_an_old_revision_is_refused(workshop: Workshop) -> None:
    created(workshop)
    updated(workshop, replace(LIGHT, title="Lamp"))
    problem = problem_of(update_product(workshop.house, SELLER, "p1", replace(LIGHT, title="Torch"), 1))
    assert (problem.code, problem.extra) == ("stale_product", {"revision": 2})


@pytest.mark.parametrize("verb", ["update", "withdraw", "list", "publish"])
def test_another_owners_product_does_not_exist(workshop: Workshop, verb: str) -> None:
    created(workshop)
    house = workshop.house
    answer: object = None
    match verb:
        case "update":
            answer = update_product(house, "pine", "p1", LIGHT, 1)
        case "withdraw":
            answer = withdraw_product(house, "pine", "p1", "k")
        case "list":
            answer = list_product(house, "pine", "p1", "USD", "k")
        case _:
            answer = publish_product(house, "pine", "p1", "k")
    assert problem_of(answer).code == "no_such_product"
    assert problem_of(answer).status == 404


def test_a_withdrawn_product_is_its_owners_alone(workshop: Workshop) -> None:
    created(workshop)
    assert withdrawn(workshop).record.visibility is Visibility.WITHDRAWN


def test_a_custom_product_comes_from_a_custom_request_only(workshop: Workshop) -> None:
    problem = problem_of(create_product(workshop.house, SELLER, "p1", replace(LIGHT, channel=Channel.CUSTOM)))
    assert [each.code for each in problem.extra["findings"]] == ["channel_custom"]


def test_a_picture_has_to_be_the_owners_own_upload(workshop: Workshop) -> None:
    mine = workshop.house.files.put(PNG, "image/png", by=SELLER).sha256
    assert created(workshop, replace(LIGHT, media=(picture(mine),))).warnings == ()
    # The same bytes, handed in by somebody else only, are nobody else's to show.
    problem = problem_of(create_product(workshop.house, "pine", "p2", replace(LIGHT, media=(picture(mine),))))
    assert [each.code for each in problem.extra["findings"]] == ["file_unknown"]


def printed(artwork: str = "", option: str = "", surface: str = "") -> Template:
    """A template with files wherever a template names some."""
    area = Area(x_um=0, y_um=0, width_um=50_000, height_um=50_000)
    placed = (PlacedArtwork(file=artwork, area=area, owner="Oak", licence="own work"),) if artwork else ()
    front = Surface(
        surface="front",
        label="Front",
        width_um=50_000,
        height_um=50_000,
        area=area,
        picture=surface,
        artwork=placed,
    )
    wood = replace(WOOD, options=(replace(WOOD.options[0], picture=option), WOOD.options[1]))
    return Template(surfaces=(front,), fields=(wood,))


@pytest.mark.parametrize(
    ("named", "where"),
    [
        ("artwork", "template.surfaces.front.artwork.1.file"),
        ("option", "template.fields.wood.options.oak.picture"),
        ("surface", "template.surfaces.front.picture"),
    ],
)
def test_a_file_that_a_template_names_has_to_be_the_owners_own_upload(
    workshop: Workshop, named: str, where: str
) -> None:
    mine = workshop.house.files.put(PNG, "image/png", by=SELLER).sha256
    document = replace(LIGHT, template=printed(**{named: mine}))
    assert created(workshop, document).warnings == ()
    problem = problem_of(create_product(workshop.house, "pine", "p2", document))
    assert [(each.code, each.where) for each in problem.extra["findings"]] == [("file_unknown", where)]


def test_a_font_that_nobody_has_keeps_a_product_out(workshop: Workshop) -> None:
    lettered = replace(NAME, text=TextRules(max_length=20, fonts=("comic",)))
    document = replace(LIGHT, template=Template(fields=(lettered,)))
    problem = problem_of(create_product(workshop.house, SELLER, "p1", document))
    assert [each.where for each in problem.extra["findings"]] == ["template.fields.name"]


def test_a_picture_is_no_video(workshop: Workshop) -> None:
    mine = workshop.house.files.put(PNG, "image/png", by=SELLER).sha256
    film = replace(picture(mine), kind=AssetKind.VIDEO)
    problem = problem_of(create_product(workshop.house, SELLER, "p1", replace(LIGHT, media=(film,))))
    assert [each.code for each in problem.extra["findings"]] == ["file_kind"]
