"""Recognition of what a listing must not sell or ask: the cases that the terms and their readers name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.listing.document import CustomField, FieldKind, ListingDocument, OptionValue
from tailorbird.domain.listing.recognise import Certainty, Sign, SignKind, customising_fields, recognise
from tailorbird.domain.money import Money


def field(label: str, *values: str, kind: FieldKind | None = None, help: str = "") -> CustomField:
    return CustomField(
        field="f1",
        kind=kind or (FieldKind.CHOICE if values else FieldKind.TEXT),
        label=label,
        help=help,
        values=tuple(OptionValue(value=f"v{number}", label=each) for number, each in enumerate(values, 1)),
    )


def listing(*fields: CustomField, title: str = "Leather phone case", language: str = "") -> ListingDocument:
    return ListingDocument(title=title, language=language, fields=fields)


def surely(signs: tuple[Sign, ...]) -> set[SignKind]:
    return {each.kind for each in signs if each.certainty is Certainty.SURE}


@pytest.mark.parametrize(
    "label",
    [
        "warranty card holder, engraved",
        "engrave the text of your warranty",
        "gift box engraving",
        "laptop sleeve with name",
        "tablet case",
        "Playstation poster",
        "guarantee of origin stamp design",
        "phone case with custom charging cable print",
        "free text field",
        "free choice of colour",
        "yes/no sign for the office door",
        "name of your bank 'Ja'",
        "ring size",
        "number of candles on the cake design",
        "quantity of letters to be engraved",
        "delivery room nurse badge: department",
        "email engraved on the dog tag",
        "保修卡夹 刻字",
        "礼品盒刻字",
    ],
)
def test_what_only_sounds_like_misuse_passes(label: str) -> None:
    assert recognise(listing(field(label))) == ()
    assert customising_fields(listing(field(label))) == ("f1",)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("add 2-year protection plan", SignKind.WARRANTY),
        ("Extended coverage +$19", SignKind.WARRANTY),
        ("2 Jahre Garantie dazu", SignKind.WARRANTY),
        ("质保延长一年", SignKind.WARRANTY),
        ("加购充电线", SignKind.BUNDLING),
        ("avec câble de charge", SignKind.BUNDLING),
        ("con cargador incluido", SignKind.BUNDLING),
        ("Möchten Sie ein Gratis-Armband?", SignKind.FREE_PROMOTION),
        ("免费赠品", SignKind.FREE_PROMOTION),
        ("regalo gratis", SignKind.FREE_PROMOTION),
        ("Express shipping?", SignKind.NO_PURPOSE),
        ("gift message", SignKind.NO_PURPOSE),
        ("礼品留言", SignKind.NO_PURPOSE),
    ],
)
def test_what_is_offered_or_asked_besides_the_product_is_named(label: str, kind: SignKind) -> None:
    signs = recognise(listing(field(label)))
    assert surely(signs) == {kind}
    assert signs[0].where == "fields.f1.label"
    assert signs[0].words in label
    assert signs[0].reason
    assert customising_fields(listing(field(label))) == ()


@pytest.mark.parametrize(
    "values",
    [
        ("Yes", "No"),
        ("Ja", "Nein"),
        ("是", "否"),
        ("要", "不要"),
        ("With gift wrap", "Without gift wrap"),
        ("Sí", "No"),
        ("Oui", "Non"),
        ("✓", "✗"),
        ("true", "false"),
        ("Y", "N"),
        ("Add", "Don't add"),
        ("None", "Add"),
    ],
)
def test_values_that_come_to_yes_and_no_are_refused_even_where_the_field_customises(
    values: tuple[str, str],
) -> None:
    assert SignKind.YES_NO in surely(recognise(listing(field("Option A", *values))))
    assert SignKind.YES_NO in surely(recognise(listing(field("Engraving on the back", *values[::-1]))))


@pytest.mark.parametrize(
    "title",
    ["gaming laptop", "Mini-PC", "Spielkonsole", "tableta", "平板电脑", "笔记本电脑", "ordinateur portable"],
)
def test_a_barred_product_is_told_by_its_title(title: str) -> None:
    assert surely(recognise(listing(title=title))) == {SignKind.BARRED_CATEGORY}


@pytest.mark.parametrize(
    "title",
    [
        "laptop sleeve",
        "skin for gaming laptop",
        "笔记本电脑保护套",
        "平板电脑保护套",
        "Laptophülle",
        "Hülle für Spielkonsole",
        "funda de tableta",
        "funda para ordenador portátil",
        "housse d'ordinateur portable",
        "housse pour tablette",
        "sticker for Xbox",
        "tablet stand",
    ],
)
def test_an_accessory_for_a_barred_product_passes(title: str) -> None:
    assert recognise(listing(title=title)) == ()


def test_a_refurbished_barred_product_is_named_as_such() -> None:
    by_title = recognise(listing(title="refurbished iPad"))
    assert surely(by_title) == {SignKind.BARRED_CATEGORY, SignKind.REFURBISHED}
    by_condition = recognise(ListingDocument(title="iPad with engraving", condition="refurbished"))
    assert surely(by_condition) == {SignKind.BARRED_CATEGORY, SignKind.REFURBISHED}
    assert recognise(ListingDocument(title="Refurbished typewriter", condition="refurbished")) == ()


def test_the_category_bars_whatever_the_title_says() -> None:
    document = ListingDocument(title="Custom engraved device", category="Electronics > Computers > Laptops")
    assert [each.where for each in recognise(document)] == ["category"]
    sleeves = ListingDocument(title="Felt sleeve", category="Computers & Accessories > Laptop Sleeves")
    assert recognise(sleeves) == ()


@pytest.mark.parametrize(
    "label",
    [
        "ＡＤＤ　ＷＡＲＲＡＮＴＹ",
        "add war\u200branty",
        "Add WARRANTY",
        "garantia ampliada",
        "GARANTÍA AMPLIADA",
        "延長保固",
    ],
)
def test_how_a_word_is_typed_does_not_matter(label: str) -> None:
    assert SignKind.WARRANTY in surely(recognise(listing(field(label))))


@pytest.mark.parametrize("language", ["it", "pt-BR", "nl", "ja", "pl"])
def test_plain_loanwords_in_a_further_language_reach_a_person_and_never_pass_in_silence(
    language: str,
) -> None:
    for label in ("Warranty", "Garanzia 2 anni", "Gratis gift"):
        signs = recognise(listing(field(label), language=language))
        assert signs, label
        assert {each.certainty for each in signs} == {Certainty.DOUBTFUL}
    barred = recognise(listing(title="Laptop", language=language))
    assert [each.certainty for each in barred] == [Certainty.DOUBTFUL]


def test_a_way_round_the_marketplace_in_the_text_reaches_a_person() -> None:
    document = ListingDocument(
        title="Leather phone case",
        description="Made by hand.",
        bullets=("Soft leather", "Contact us for a different product"),
    )
    assert [(each.kind, each.where, each.certainty) for each in recognise(document)] == [
        (SignKind.NO_PURPOSE, "bullets.2", Certainty.DOUBTFUL)
    ]


def test_a_surcharge_makes_an_offer_of_a_value() -> None:
    cable = OptionValue(value="v1", label="Charging cable", price_delta=Money(900, "USD"))
    choice = CustomField(field="f1", kind=FieldKind.CHOICE, label="Option", values=(cable,))
    assert surely(recognise(listing(choice))) == {SignKind.BUNDLING}


def test_designs_named_as_values_are_no_offers() -> None:
    shown = field("Icon", "PlayStation", "Headphones", "Gift box", "Free bird", "Laptop")
    assert recognise(listing(shown)) == ()


def test_a_field_stands_on_its_own() -> None:
    name = CustomField(field="name", kind=FieldKind.TEXT, label="Name to engrave")
    wrap = CustomField(field="wrap", kind=FieldKind.TEXT, label="Gift wrapping")
    assert customising_fields(listing(name, wrap)) == ("name",)


@given(
    label=st.text(max_size=60), values=st.lists(st.text(max_size=20), max_size=4), title=st.text(max_size=80)
)
def test_any_text_can_be_read_and_every_sign_quotes_it(label: str, values: list[str], title: str) -> None:
    document = listing(field(label, *values), title=title)
    for each in recognise(document):
        assert each.where
        texts = (title, label, *values, *(f"v{number}" for number in range(1, len(values) + 1)))
        assert any(each.words in text for text in texts)


@given(st.sampled_from(["Warranty", "Gift wrapping", "Garantieverlängerung", "礼品包装", "Emballage cadeau"]))
def test_reading_twice_says_the_same(label: str) -> None:
    document = listing(field(label, "A", "B"))
    assert recognise(document) == recognise(document)


def doubted(signs: tuple[Sign, ...]) -> set[SignKind]:
    return {each.kind for each in signs if each.certainty is Certainty.DOUBTFUL}


@pytest.mark.parametrize(
    "asked",
    [
        field("When's the party?"),
        field("Zorbling", "plain", "deluxe"),
        field("Option A", "1st", "other"),
    ],
)
def test_a_field_in_which_nothing_speaks_for_customising_is_left_to_a_person(asked: CustomField) -> None:
    signs = recognise(listing(asked))
    assert surely(signs) == set()
    assert doubted(signs) == {SignKind.NO_PURPOSE}
    assert signs[0].reason == "nothing says what it changes"
    assert customising_fields(listing(asked)) == ("f1",)


@pytest.mark.parametrize(
    "asked",
    [
        field("Zorbling", "teal", "ivory"),
        field("Zorbling", "30 cm", "40 cm"),
        field("Zorbling", help="printed on the lid"),
        field("Henkelfarbton"),
        field("Zorbling", kind=FieldKind.IMAGE),
        field("Zorbling", kind=FieldKind.MEASURE),
    ],
)
def test_label_help_or_values_may_say_what_a_field_customises(asked: CustomField) -> None:
    assert recognise(listing(asked)) == ()


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (field("Processing", "5-7 days", "48h (+$9)"), SignKind.NO_PURPOSE),
        (field("Pace", "easy", "quick +$5"), SignKind.NO_PURPOSE),
        (field("A word for the seller"), SignKind.NO_PURPOSE),
        (field("When do you celebrate?", help="so that it arrives in time"), SignKind.NO_PURPOSE),
        (field("Add a second phone case"), SignKind.BUNDLING),
        (field("Zusätzlich: Ladekabel", "1 m", "2 m"), SignKind.BUNDLING),
        (field("Leather balm", "skip", "1 tin +$9"), SignKind.BUNDLING),
        (field("Set", "case only", "case + keychain"), SignKind.BUNDLING),
        (field("Shield", "none", "2 years +$6"), SignKind.WARRANTY),
        (field("Glitter: yes, no"), SignKind.YES_NO),
    ],
)
def test_what_no_single_word_shows_is_told_by_how_label_help_and_values_go_together(
    asked: CustomField, kind: SignKind
) -> None:
    assert kind in surely(recognise(listing(asked)))


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Extended warrenty", SignKind.WARRANTY),
        ("Express shiping", SignKind.NO_PURPOSE),
        ("Delviery date", SignKind.NO_PURPOSE),
        ("Garanite 2 Jahre", SignKind.WARRANTY),
        ("Livrasion rapide", SignKind.NO_PURPOSE),
    ],
)
def test_deciding_words_are_understood_though_mistyped(typed: str, kind: SignKind) -> None:
    assert kind in surely(recognise(listing(field(typed))))


@pytest.mark.parametrize(
    "word", ["Contract date plaque text", "Potage recipe engraving", "Expresso cup name"]
)
def test_a_word_of_its_own_is_not_taken_for_a_slip(word: str) -> None:
    assert recognise(listing(field(word))) == ()
