"""What is said about a product's document, and what it costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tailorbird.domain.catalogue.checks import findings_of
from tailorbird.domain.catalogue.finding import is_error
from tailorbird.domain.catalogue.listing import listing_document
from tailorbird.domain.catalogue.price import NoPrice, lowest_and_highest, price_at
from tailorbird.domain.catalogue.product import Channel, LeadTime, PriceTier, Product, Variant
from tailorbird.domain.catalogue.table.columns import COLUMNS
from tailorbird.domain.catalogue.table.reading import products_in
from tailorbird.domain.catalogue.table.writing import rows_of
from tailorbird.domain.customization.template import Field, Option, Template, TextRules
from tailorbird.domain.listing.document import FieldKind, ListingDocument
from tailorbird.domain.money import Money
from tests.contracts.catalogued import priced, product, video

GOOD = product("Mug", "杯", "USD 9.00", category="home/kitchen")


def tiers(*told: tuple[int, str]) -> Product:
    prices = tuple(PriceTier(price=Money.parse(amount), from_quantity=least) for least, amount in told)
    return replace(GOOD, variants=(replace(priced(), prices=prices),))


def codes(document: Product) -> set[str]:
    return {each.code for each in findings_of(document)}


def test_a_good_product_has_no_findings() -> None:
    assert findings_of(GOOD) == ()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (replace(GOOD, title="  "), "title_blank"),
        (replace(GOOD, title="x" * 201), "too_long"),
        (replace(GOOD, category="Home"), "category_form"),
        (replace(GOOD, category="a//b"), "category_form"),
        (replace(GOOD, category="a/b/c/d/e/f"), "category_form"),
        (replace(GOOD, condition="broken"), "condition_unknown"),
        (replace(GOOD, goods_classes=("A b",)), "code_form"),
        (replace(GOOD, bullets=(" ",)), "bullet_blank"),
        (replace(GOOD, variants=()), "variant_missing"),
        (replace(GOOD, variants=(priced(), priced())), "variant_twice"),
        (replace(GOOD, variants=(priced(), priced(variant="two"))), "options_twice"),
        (replace(GOOD, variants=(priced(variant="a b"),)), "variant_name"),
        (replace(GOOD, variants=(priced(options=(("size", "M"), ("size", "L"))),)), "option_twice"),
        (replace(GOOD, variants=(priced(weight_g=-1),)), "below_zero"),
        (replace(GOOD, variants=(priced(lead=None),)), "lead_missing"),
        (replace(GOOD, variants=(priced(lead=LeadTime(min_days=5, max_days=3)),)), "lead_order"),
        (replace(GOOD, variants=(priced(gtin="4006381333932"),)), "gtin_check_digit"),
        (
            replace(GOOD, variants=(priced(gtin="4006381333931", gtin_exemption="home"),)),
            "gtin_and_exemption",
        ),
        (tiers(), "price_missing"),
        (tiers((2, "USD 3.00")), "tier_start"),
        (tiers((1, "USD 3.00"), (1, "USD 2.00")), "tier_order"),
        (tiers((1, "USD 3.00"), (10, "USD 4.00")), "tier_rises"),
        (tiers((1, "USD -3.00")), "below_zero"),
        (tiers((1, "USD 3.00"), (10, "USD 2.00"), (1, "EUR 3.00")), "tiers_mixed"),
        (replace(GOOD, media=(replace(video(), licence=" "),)), "licence_missing"),
        (replace(GOOD, media=(replace(video(), owner=""),)), "owner_missing"),
        (replace(GOOD, media=(video("nothing"),)), "file_unnamed"),
        (replace(GOOD, description="x" * 20_001), "too_long"),
    ],
)
def test_each_fault_is_told(document: Product, code: str) -> None:
    assert code in codes(document)
    assert all(
        each.says and each.says_zh and each.next_step and each.next_step_zh for each in findings_of(document)
    )


def test_faults_of_the_template_are_told_in_their_place() -> None:
    template = Template(fields=(Field(field="wood", kind=FieldKind.CHOICE, label="Wood"),))
    (found,) = findings_of(replace(GOOD, template=template))
    assert (found.where, found.code) == ("template.fields.wood", "no_option")


def test_a_font_that_nobody_has_is_told_where_the_fonts_are_known() -> None:
    rules = TextRules(max_length=20, fonts=("comic",))
    template = Template(fields=(Field(field="name", kind=FieldKind.TEXT, label="Name", text=rules),))
    lettered = replace(GOOD, template=template)
    assert findings_of(lettered) == ()
    (found,) = findings_of(lettered, {"sans", "serif"})
    assert (found.where, is_error(found)) == ("template.fields.name", 1)
    assert findings_of(lettered, {"sans", "comic"}) == ()


def test_a_custom_product_needs_neither_price_nor_lead_time() -> None:
    made = Product(title="Bottle", channel=Channel.CUSTOM, variants=(Variant(variant="made", prices=()),))
    assert findings_of(made) == ()


def test_versions_in_different_currencies_are_a_warning_only() -> None:
    two = replace(GOOD, variants=(priced("USD 3.00"), priced("EUR 3.00", variant="b", options=(("s", "b"),))))
    assert [is_error(each) for each in findings_of(two)] == [0, 0]


# Prices ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "price"), [(1, "USD 9.00"), (9, "USD 9.00"), (10, "USD 8.00"), (999, "USD 7.00")]
)
def test_the_price_falls_with_the_quantity(quantity: int, price: str) -> None:
    mug = tiers((1, "USD 9.00"), (10, "USD 8.00"), (100, "USD 7.00"))
    assert price_at(mug, "", quantity, "USD") == Money.parse(price)


@pytest.mark.parametrize(
    ("asked", "reason", "known"),
    [
        (("two", 1, "USD"), "no_such_variant", ("one",)),
        (("one", 1, "JPY"), "no_such_currency", ("USD",)),
        (("one", 0, "USD"), "no_such_quantity", ("1",)),
    ],
)
def test_a_price_that_there_is_not_is_told_with_what_there_is(
    asked: tuple[str, int, str], reason: str, known: tuple[str, ...]
) -> None:
    found = price_at(GOOD, *asked)
    assert isinstance(found, NoPrice)
    assert (found.reason, found.known) == (reason, known)


def test_the_range_of_prices_is_that_of_single_pieces() -> None:
    two = (priced("USD 3.00", "EUR 2.00"), priced("USD 5.00", variant="b"))
    assert lowest_and_highest(replace(GOOD, variants=two)) == {"USD": (300, 500), "EUR": (200, 200)}


# The listing ----------------------------------------------------------------------------------------------


def test_the_listing_says_all_that_buyers_read() -> None:
    wood = Field(
        field="wood",
        kind=FieldKind.CHOICE,
        label="Wood",
        label_zh="木材",
        options=(
            Option(
                option="oak",
                label="Oak",
                label_zh="橡木",
                prices=(Money.parse("USD 2.00"), Money.parse("EUR 1.00")),
            ),
        ),
    )
    wish = Field(field="wish", kind=FieldKind.WISH, label="A wish", wish_length=99)
    document = replace(GOOD, template=Template(fields=(wood, wish)), media=(video(),), description="Of clay.")
    listing = listing_document(document, "p1", "USD")
    assert isinstance(listing, ListingDocument)
    assert (listing.product, listing.product_hash, listing.price) == (
        "p1",
        document.hash,
        Money.parse("USD 9.00"),
    )
    first, second = listing.fields
    assert [(each.label, each.price_delta) for each in first.values] == [
        ("Oak / 橡木", Money.parse("USD 2.00"))
    ]
    assert (second.kind, second.max_length) == (FieldKind.TEXT, 99)
    assert "杯" in listing.description
    assert [(each.asset, each.licence) for each in listing.assets] == [("ab" * 32, "own work")]


# The table ------------------------------------------------------------------------------------------------

CELLS = st.text(alphabet="ab |\\'=+-@,;\"\n戒指 ", max_size=12)
ITEMS = CELLS.filter(lambda text: bool(text.strip()))


def written(document: Product) -> str:
    import csv
    import io

    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([COLUMNS, *rows_of("p1", document)])
    return out.getvalue()


@given(
    st.builds(
        lambda title, zh, description, bullets, labels, told: Product(
            title=title,
            title_zh=zh,
            description=description,
            bullets=tuple(bullets),
            channel=Channel.PROGRAMME,
            variants=tuple(priced(variant=f"v{n}", label=label, **told) for n, label in enumerate(labels)),
        ),
        ITEMS,
        CELLS,
        CELLS,
        st.lists(ITEMS, max_size=3),
        st.lists(CELLS, min_size=1, max_size=3),
        st.fixed_dictionaries(
            {}, optional={"stock": st.integers(0, 10**6), "weight_g": st.integers(0, 10**6)}
        ),
    )
)
@example(product("A ring", bullets=("ends with a space ", "\\", " | ")))
def test_whatever_is_written_into_the_table_is_read_again(document: Any) -> None:
    (read,) = products_in(written(document))
    assert read.faults == ()
    assert read.product == document
