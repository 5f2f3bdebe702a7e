"""The maker's work ticket."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from tailorbird.adapters.render.ticket_sheet import Style, width_of, wrapped
from tailorbird.app.ports.render import Ticket, TicketLine, View
from tests.adapters.render.designs import RENDERER, drawn, side, text

TICKET = Ticket(
    title="Linen T-shirt",
    case="TB-2026-004217",
    code="TB-2026-004217",
    quantity=12,
    specification_hash="3f" * 32,
    lines=(TicketLine("Shirt", "Deep sea", "#2f4858"), TicketLine("Text", "Ada\n李 مريم 🎂")),
    drawings=(drawn(side(text("Ada")), View.PROOF),),
)
STYLE = Style(3_900)


def pages(ticket: Ticket) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(RENDERER.ticket(ticket))
    shown = [page.render(scale=1).to_pil().convert("RGB") for page in document]
    document.close()
    return shown


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_ticket_is_one_sheet_of_a4_in_either_language(language: str) -> None:
    (page,) = pages(replace(TICKET, language=language))

    assert page.size == (596, 842)


def test_a_swatch_shows_its_colour() -> None:
    (page,) = pages(TICKET)
    colours = page.getcolors(1 << 20)
    assert colours is not None

    assert any(colour == (0x2F, 0x48, 0x58) for _, colour in colours)


def test_the_languages_differ_on_the_sheet() -> None:
    assert RENDERER.ticket(TICKET) != RENDERER.ticket(replace(TICKET, language="zh-hans"))


def test_many_lines_go_on_to_further_sheets() -> None:
    long = replace(TICKET, lines=TICKET.lines * 30, drawings=TICKET.drawings * 5)

    assert len(pages(long)) >= 4


def test_a_wish_longer_than_a_sheet_is_not_cut_off() -> None:
    assert len(pages(replace(TICKET, lines=(TicketLine("Wish", "word " * 2_000),)))) >= 3


def test_a_ticket_without_choices_and_drawings_is_a_sheet_too() -> None:
    assert len(pages(replace(TICKET, lines=(), drawings=()))) == 1


def test_equal_tickets_make_equal_bytes() -> None:
    assert RENDERER.ticket(TICKET) == RENDERER.ticket(TICKET)


@pytest.mark.parametrize("words", ["a word " * 30, "生日快乐" * 40, "x" * 300, "one\ntwo"])
def test_lines_are_no_wider_than_their_column_and_lose_no_letter(words: str) -> None:
    lines = wrapped(words, STYLE, 60_000)

    assert all(width_of(each, STYLE) <= 62_000 for each in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())
