"""Personal data is told from what belongs on a product: dates, coordinates, names, other numbers."""

from __future__ import annotations

import pytest

from tailorbird.domain.cases.listing_words import ScreenKind
from tailorbird.domain.screening.finding import Setting
from tailorbird.domain.screening.personal.checksums import (
    chinese_identity,
    french_insurance,
    german_tax,
    iban,
    luhn,
    spanish_identity,
)
from tailorbird.domain.screening.screen import screen_text


def rules(text: str) -> set[str]:
    found = screen_text(text, Setting.PRODUCT_TEXT)
    return {each.rule for each in found if each.kind is ScreenKind.PERSONAL_DATA}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("write to anna.b@example.co.uk", "mail"),
        ("anna (at) example (dot) com", "mail"),
        ("+49 30 901820", "phone"),
        ("0171 2345678", "phone"),
        ("06 12 34 56 78", "phone"),
        ("612 345 678", "phone"),
        ("13800138000", "phone"),
        ("(415) 555-2671", "phone"),
        ("一三八零零一三八零零零", "phone"),
        ("www.example.de/shop", "site"),
        ("https://example.org", "site"),
        ("example.com", "site"),
        ("insta: anna.b", "messenger"),
        ("@anna_b", "messenger"),
        ("QQ 843922017", "messenger"),
        ("微信 anna_520", "messenger"),
        ("Musterstraße 12, 10115 Berlin", "address"),
        ("14 Acacia Avenue, Manchester M1 4BT", "address"),
        ("12 rue de la Paix, 75002 Paris", "address"),
        ("Calle Mayor 15, 28013 Madrid", "address"),
        ("北京市朝阳区建国路88号", "address"),
        ("12345678Z", "identity"),
        ("078-05-1120", "identity"),
        ("Passport no: 533401372", "identity"),
        ("京A·12345", "plate"),
        ("Password: sunshine2020", "secret"),
    ],
)
def test_it_is_noticed(text: str, topic: str) -> None:
    assert f"personal_data/{topic}" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Anna & Ben 12.05.2024",
        "2024-05-12",
        "14.02.2020 - 14.02.2030",
        "52.5200 N 13.4050 E",
        "48°51'24\"N 2°21'03\"E",
        "40.4168, -3.7038",
        "J.R.R.T.",
        "1234567890",
        "5201314",
        "Hauptstraße 5",
        "22 Rosemary Lane",
        "Marathon 4:12:33",
        "Psalm 23:1-6",
        "ISBN 978-3-16-148410-0",
        "Class of 1988",
        "3.2 kg, 51 cm, 14:32",
        "Anna @ home",
        "There is no place like 127.0.0.1",
        "12345678A",
        "4111 1111 1111 1112",
        "1 2 3 4 5 6 7 8 9 10",
        "No. 000123",
        "1975-2025",
        "Opus 27 No. 2",
    ],
)
def test_what_belongs_on_a_product_passes(text: str) -> None:
    assert rules(text) == set()


def test_check_digits_tell_numbers_from_rows_of_digits() -> None:
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")
    assert iban("gb82west12345698765432")
    assert not iban("gb82west12345698765433")
    assert not iban("gb82west1234569876543")
    assert chinese_identity("11010519491231002x")
    assert not chinese_identity("110105194912310021")
    assert spanish_identity("12345678z")
    assert spanish_identity("x1234567l")
    assert not spanish_identity("12345678a")
    assert french_insurance("185057800608491")
    assert not french_insurance("185057800608492")
    assert german_tax("86095742719")
    assert not german_tax("86095742718")
