"""A letter says what happened, why, what can be done and by when, in the reader's own language."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.adapters.mail.figures import Figures, words_of
from tailorbird.adapters.mail.render import render
from tailorbird.app.ports.mailer import Reason
from tailorbird.app.reading.language import Language
from tailorbird.domain.cases import facts
from tailorbird.domain.cases.fact import FACTS, DataClass, data_classes
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.time.bound import Last
from tests.adapters.mail.letters import letter, turn

URL = "https://tailorbird.example/"
SHANGHAI = ZoneInfo("Asia/Shanghai")
EN, ZH = Figures(Language.EN, SHANGHAI), Figures(Language.ZH, SHANGHAI)
for _module in iter_modules(facts.__path__):
    import_module(f"{facts.__name__}.{_module.name}")


def test_the_subject_tells_what_happened_in_which_case() -> None:
    assert render(letter(), URL).subject == "Your quote is ready: Linen dress, dark green, M [TB-2026-004217]"


def test_an_english_letter_reads_so() -> None:
    text = render(letter(), URL).text.replace("\N{NO-BREAK SPACE}", " ")
    assert text == (
        "Your quote is ready\n"
        "\n"
        "Mon 2 Mar 2026, 10:31 (China Standard Time), recorded by the provider.\n"
        "Case TB-2026-004217: Linen dress, dark green, M\n"
        "\n"
        "Quote: goods CNY 1,000.00 [order1688.6]; service fee CNY 1.02 [order1688.10]\n"
        "Valid until: Thu 12 Mar 2026, 18:00 (China Standard Time)\n"
        "\n"
        "WHY\n"
        "\n"
        "order1688.10\n"
        "The service fee is 0.1 % of the sales price.\n"
        "\n"
        "WHAT YOU CAN DO\n"
        "Your turn, until Thu 12 Mar 2026, 18:00 (China Standard Time). "
        "If you do not act: Receipt counts as confirmed [order1688.18]\n"
        "\n"
        "Everything that you can do now is on the page of the case:\n"
        "https://tailorbird.example/cases/TB-2026-004217\n"
    )


def test_a_chinese_letter_reads_so() -> None:
    chinese = letter(
        language=Language.ZH,
        title="报价已出",
        because=(Reason("order1688.10", "服务费为实际售价的千分之一。"),),
        turns=(turn(otherwise="视为已确认收货"),),
    )
    rendered = render(chinese, URL)
    assert rendered.subject == "报价已出：Linen dress, dark green, M [TB-2026-004217]"
    assert rendered.text.replace("\N{NO-BREAK SPACE}", " ") == (
        "报价已出\n"
        "\n"
        "2026年3月2日（周一）10:31（中国标准时间），由代购方记录。\n"
        "案卷 TB-2026-004217：Linen dress, dark green, M\n"
        "\n"
        "报价：货款 CNY 1,000.00 [order1688.6]；服务费 CNY 1.02 [order1688.10]\n"
        "有效期至：2026年3月12日（周四）18:00（中国标准时间）\n"
        "\n"
        "【原因】\n"
        "\n"
        "order1688.10\n"
        "服务费为实际售价的千分之一。\n"
        "\n"
        "【您可以做什么】\n"
        "轮到您处理，截至2026年3月12日（周四）18:00（中国标准时间）（含）。"
        "若您未处理：视为已确认收货。［order1688.18］\n"
        "\n"
        "您目前可以进行的全部操作，请见案卷页面：\n"
        "https://tailorbird.example/cases/TB-2026-004217\n"
    )


@pytest.mark.parametrize("language", list(Language))
def test_the_html_says_what_the_text_says_and_in_which_language(language: Language) -> None:
    rendered = render(letter(language=language), URL)
    assert f'<html lang="{rendered.language}">' in rendered.html
    for word in ("TB-2026-004217", "CNY\N{NO-BREAK SPACE}1,000.00", "order1688.10", "order1688.18"):
        assert word in rendered.html
        assert word in rendered.text
    assert 'href="https://tailorbird.example/cases/TB-2026-004217"' in rendered.html


@pytest.mark.parametrize("language", list(Language))
def test_what_parties_wrote_cannot_become_markup(language: Language) -> None:
    evil = "<script>alert(1)</script>"
    rendered = render(letter(language=language, case_title=evil, body={"note": evil}), URL)
    assert "<script>" not in rendered.html
    assert evil in rendered.text


@pytest.mark.parametrize("language", list(Language))
def test_a_letter_leaves_no_empty_headings_and_no_runs_of_blank_lines(language: Language) -> None:
    rendered = render(letter(language=language, body={}, because=(), turns=()), URL)
    assert "\n\n\n" not in rendered.text
    assert "WHY" not in rendered.text
    assert "原因" not in rendered.text


def test_without_a_deadline_of_ones_own_it_says_so_and_names_whose_turn_it_is() -> None:
    waiting = turn(role=Role.PROVIDER, yours=0, last=Last.OUTSIDE, otherwise="")
    text = render(letter(turns=(waiting,)), URL).text
    assert "No deadline runs for you in this case now." in text
    assert (
        "The turn of the provider, before Thu 12 Mar 2026, 18:00 (China Standard Time). [order1688.18]"
        in text
    )


@pytest.mark.parametrize("language", list(Language))
def test_a_provisional_date_says_so(language: Language) -> None:
    plain = render(letter(language=language), URL)
    provisional = render(letter(language=language, turns=(turn(provisional=1),)), URL)
    word = {"en": "Provisional", "zh": "暂定"}[language.value]
    assert word in provisional.text
    assert word in provisional.html
    assert word not in plain.text + plain.html


@pytest.mark.parametrize("language", list(Language))
def test_a_legal_notice_says_that_proof_is_kept(language: Language) -> None:
    word = {"en": "legal effect", "zh": "法律效力"}[language.value]
    assert word in render(letter(language=language, legal=1), URL).text
    assert word not in render(letter(language=language), URL).text


def test_the_decisions_own_sentence_and_next_step_are_told() -> None:
    told = letter(says="The goods cleared export on 9 Mar.", next_step="You can ask to dissolve.")
    text = render(told, URL).text
    assert "WHY\nThe goods cleared export on 9 Mar.\n" in text
    assert "WHAT YOU CAN DO\nYou can ask to dissolve.\n" in text


def test_a_field_without_a_label_stays_on_the_case_page() -> None:
    assert "secret-hash" not in render(letter(body={"document_hash": "secret-hash"}), URL).text


# Figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (Money(102_000, "CNY"), "CNY 1,020.00"),
        (Money(1_020, "JPY"), "JPY 1,020"),
        (Money(1_020_005, "KWD"), "KWD 1,020.005"),
        (Money(1_005, "IQD"), "IQD 1.005"),
        (Money(-5, "USD"), "-USD 0.05"),
    ],
)
def test_amounts_have_the_decimals_of_the_books(amount: Money, shown: str) -> None:
    assert EN.money(amount).replace("\N{NO-BREAK SPACE}", " ") == shown
    assert ZH.money(amount).replace("\N{NO-BREAK SPACE}", " ") == shown


@given(st.integers(-(10**15), 10**15), st.sampled_from(["CNY", "USD", "JPY", "KWD", "UGX", "IQD", "CLP"]))
def test_no_amount_loses_a_minor_unit_in_print(minor: int, currency: str) -> None:
    shown = EN.money(Money(minor, currency))
    digits = "".join(each for each in shown if each.isdigit())
    assert int(digits) == abs(minor)
    assert currency in shown


@pytest.mark.parametrize(
    ("zone", "at", "shown"),
    [
        ("UTC", datetime(2026, 3, 12, 10, tzinfo=UTC), "Thu 12 Mar 2026, 10:00 (UTC)"),
        (
            "Europe/Berlin",
            datetime(2026, 7, 1, 10, tzinfo=UTC),
            "Wed 1 Jul 2026, 12:00 (Central European Summer Time)",
        ),
        (
            "Asia/Shanghai",
            datetime(2026, 3, 11, 15, 59, 59, tzinfo=UTC),
            "Wed 11 Mar 2026, 23:59:59 (China Standard Time)",
        ),
    ],
)
def test_dates_are_in_the_cases_zone_which_is_named(zone: str, at: datetime, shown: str) -> None:
    assert Figures(Language.EN, ZoneInfo(zone)).instant(at) == shown


def test_decimals_are_printed_exactly() -> None:
    assert EN.value(Decimal("0.13725000001")) == "0.13725000001"


# Words --------------------------------------------------------------------------------------


def _types(hint: Any) -> set[type]:
    """Every type that a field's value may have, in lists and in lines of tables as well."""
    found = {hint} if isinstance(hint, type) else set()
    parts = list(getattr(hint, "__args__", ()))
    if isinstance(hint, type) and is_dataclass(hint):
        kinds = get_type_hints(hint)
        parts += [kinds[each.name] for each in fields(hint)]
    return found.union(*map(_types, parts))


def _commercial_fields() -> list[tuple[str, str, set[type]]]:
    found = []
    for name, kind in FACTS.items():
        hints = get_type_hints(kind)
        found += [
            (name, field, _types(hints[field]))
            for field, data_class in data_classes(kind).items()
            if data_class is DataClass.COMMERCIAL
        ]
    return found


@pytest.mark.parametrize("language", list(Language))
def test_every_amount_and_instant_of_a_fact_has_a_label(language: Language) -> None:
    labels = words_of(language).labels
    missing = {
        field for _, field, types in _commercial_fields() if types & {Money, datetime} and field not in labels
    }
    assert not missing, f"Name {sorted(missing)} in adapters/mail/templates/*/words.toml."


def test_both_languages_name_the_same_fields_and_parts() -> None:
    english, chinese = words_of(Language.EN), words_of(Language.ZH)
    assert english.labels.keys() == chinese.labels.keys()
    assert english.roles.keys() == chinese.roles.keys() == {each.value for each in Role}


def test_chinese_letters_have_a_word_for_every_word_of_a_closed_list_that_is_shown() -> None:
    chinese = words_of(Language.ZH)
    shown = {kind for _, field, types in _commercial_fields() if field in chinese.labels for kind in types}
    words = {each.value for kind in shown if issubclass(kind, Enum) and kind is not Role for each in kind}
    missing = words - chinese.words.keys()
    assert not missing, f"Name {sorted(missing)} in adapters/mail/templates/zh-Hans/words.toml."
