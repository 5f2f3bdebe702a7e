"""Words and names that only look barred pass: place names, birds, grammar of other languages, verses."""

from __future__ import annotations

import pytest

from tailorbird.domain.screening.finding import Setting
from tailorbird.domain.screening.screen import screen_text


@pytest.mark.parametrize(
    "text",
    [
        "Scunthorpe",
        "Penistone",
        "Essex",
        "Sussex",
        "Middlesex",
        "Cockermouth",
        "Clitheroe",
        "cocktail",
        "class",
        "assassin",
        "analysis",
        "Matsushita",
        "Hancock",
        "Dickinson",
        "Titanic",
        "shiitake",
        "Dick van Dyke",
        "Moby Dick",
        "Blue tit",
        "Maine Coon",
        "Pussycat",
        "peacock",
        "document",
        "therapist",
        "The pen is blue",
        "Arsenal of ideas",
        "grapefruit",
        "Nazareth",
        "Ignazio",
        "heroine",
        "channel",
        "trafficker of jokes",
        "sandwichs",
        "1 Corinthians 13",
        "Weidmannsheil",
        "Petri Heil",
        "Dick und Doof",
        "durch dick und dünn",
        "Vögel",
        "Mose",
        "Glocke",
        "Con amor",
        "Feliz año",
        "papá",
        "disputa",
        "computadora",
        "Arroz con pollo",
        "en retard",
        "cul-de-sac",
        "concombre",
        "bite the dust",
        "disputer",
        "日本人",
        "出口交通",
        "体操你我他",
        "我妈的生日",
        "逼真",
        "三八妇女节",
        "2B铅笔",
        "联合国安理会",
        "风骚不减当年",
    ],
)
def test_it_passes(text: str) -> None:
    assert screen_text(text, Setting.PRODUCT_TEXT) == ()


def test_an_innocent_name_does_not_clear_what_stands_beside_it() -> None:
    (found,) = screen_text("Scunthorpe cunts", Setting.PRODUCT_TEXT)
    assert found.start == len("Scunthorpe ")
