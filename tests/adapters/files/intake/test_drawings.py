"""Drawings: what design programs save comes in and looks as it did; what runs, fetches or grows does not."""

from __future__ import annotations

import base64
from typing import Any

import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.adapters.files.intake.intake import Intake
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.app.ports.files import FileFault, FileRefused, Removed
from tests import pictures
from tests.adapters.files.intake.desk import admitted, refused

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SECRET = "Zyxwvutsrq-Leonor"


def drawing(inside: str, more: str = 'viewBox="0 0 90 60"') -> bytes:
    return f"<svg {NS} {more}>{inside}</svg>".encode()


def looks(data: bytes) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=data.decode(), width=90, skip_system_fonts=True))


def embedded(data: bytes, kind: str = "image/png") -> str:
    return f'<image width="40" height="40" href="data:{kind};base64,{base64.b64encode(data).decode()}"/>'


HONEST = {
    "shapes": '<rect x="1" y="2" width="30" height="20" rx="3" fill="#c33"/><circle cx="50" cy="30" r="9"/>',
    "path": '<path d="M10,10 C20,5e1 40-7 80 50z" style="fill:none;stroke:rgb(10, 20,30);stroke-width:2"/>',
    "classes": "<style>/* a */ .st0{fill:#1f3a5f;} .st1,.st2{stroke:#000;stroke-width:3}</style>"
    '<rect class="st0 st1" width="40" height="40"/>',
    "gradient": '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"/>'
    '</linearGradient></defs><rect width="90" height="60" fill="url(#g)"/>',
    "gradient of another": '<linearGradient id="a"><stop stop-color="blue"/></linearGradient>'
    '<radialGradient id="b" xlink:href="#a"/><rect width="50" height="50" fill="url(\'#b\')"/>',
    "use": '<defs><g id="leaf"><path d="M0 0h9v9z"/></g></defs><use xlink:href="#leaf" x="20"/>'
    '<use href="#leaf" transform="translate(40, 9) rotate(30)"/>',
    "mask and clip": '<mask id="m"><rect width="50" height="50" fill="#fff"/></mask>'
    '<clipPath id="c"><circle cx="30" cy="30" r="25"/></clipPath>'
    '<g clip-path="url(#c)"><rect width="90" height="60" mask="url(#m)" fill="#3c3"/></g>',
    "Chinese names": '<g id="图层_1"><rect width="30" height="30"/></g><use href="#图层_1" x="40"/>',
    "picture inside": embedded(pictures.jpeg(), "image/jpeg"),
    "nested drawing": '<svg x="9" width="40" height="40" viewBox="0 0 10 10"><path d="M0 0h9v9z"/></svg>',
}


@pytest.mark.parametrize("kind", HONEST)
def test_an_honest_drawing_is_kept_as_it_looks(kind: str) -> None:
    original = drawing(HONEST[kind])
    assert looks(admitted(original).data) == looks(original)


def test_texts_keep_their_letters_spaces_and_fonts() -> None:
    told = (
        'font-family="Caveat, serif" x="1" xml:space="preserve">Anna &amp;  <tspan dy="3">安&lt;娜</tspan> !'
    )
    kept = admitted(drawing(f"<text {told}</text>"))
    assert f"<text {told}</text></svg>" in kept.data.decode()


def test_what_programs_and_people_note_is_left_out_and_told() -> None:
    original = (
        '<?xml version="1.0" encoding="UTF-8"?><!-- by Zyxwvutsrq-Leonor -->'
        f'<svg {NS} xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 9 9"'
        f' inkscape:export-filename="/home/{SECRET}/a.png" data-name="{SECRET}">'
        f"<title>{SECRET}</title><desc>{SECRET}</desc><metadata><who>{SECRET}</who></metadata>"
        f'<inkscape:grid name="{SECRET}"/><g inkscape:label="{SECRET}"><path d="M0 0h9"/></g></svg>'
    ).encode()
    kept = admitted(original)
    assert SECRET.encode() not in kept.data
    assert kept.removed == (Removed.DESCRIPTION, Removed.EDITOR)


def test_one_drawing_has_one_form_however_it_was_written() -> None:
    one = drawing('<rect width="9" height="8" fill="#000"></rect>')
    other = drawing("<rect fill='#000'\n height='8'  width='9'/><!-- -->")
    assert admitted(one).data == admitted(other).data


def test_a_picture_inside_is_judged_and_cleaned_too() -> None:
    told = pictures.jpeg(comment=SECRET.encode())
    kept = admitted(drawing(embedded(told, "image/jpeg")))
    assert base64.b64encode(told) not in kept.data
    assert kept.removed == (Removed.DESCRIPTION,)
    refused(drawing(embedded(pictures.png()[:-9])), "inside the drawing.*cut off", FileFault.BROKEN)
    refused(
        drawing(embedded(pictures.png(side=99))), "inside the drawing", FileFault.SIZE, Limits(side_px=50)
    )
    refused(drawing(embedded(pictures.png()) * 21), "21 embedded pictures", FileFault.SIZE)


UNSAFE = {
    "script": ("<script>alert(1)</script>", "a script"),
    "script of another name": ('<x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script>', "a script"),
    "script in a description": ("<desc><script>1</script></desc>", ""),
    "event": ('<rect onload="alert(1)"/>', r"an event handler \(onload\)"),
    "event in capitals": ('<rect ONCLICK="alert(1)"/>', "an event handler"),
    "foreign object": ("<foreignObject><p/></foreignObject>", "foreign content"),
    "page inside": ('<div xmlns="http://www.w3.org/1999/xhtml">x</div>', "an element <div>"),
    "frame": ('<iframe src="https://example.com"/>', "foreign content"),
    "link that runs": ('<a href="javascript:alert(1)"><rect/></a>', "an element <a>"),
    "use that runs": ('<use href="javascript:alert(1)"/>', "outside itself"),
    "use of another file": ('<use xlink:href="other.svg#a"/>', "outside itself"),
    "use of data": ('<use href="data:image/svg+xml;base64,PHN2Zy8+"/>', "outside itself"),
    "picture from outside": ('<image href="https://example.com/a.png"/>', "outside itself"),
    "picture from the disk": ('<image xlink:href="file:///etc/passwd"/>', "outside itself"),
    "picture beside it": ('<image href="a.png"/>', "outside itself"),
    "drawing as picture": (embedded(b"<svg/>", "image/svg+xml"), "outside itself"),
    "drawing called a picture": (embedded(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "outside itself"),
    "picture for a filter": ('<feImage href="https://example.com/a"/>', "foreign content"),
    "paint from outside": ('<rect fill="url(https://example.com/a#b)"/>', "outside itself"),
    "style from outside": ('<rect style="fill:url(//example.com/a)"/>', "outside itself"),
    "style sheet that imports": ("<style>@import 'https://example.com/a.css';</style>", "style that imports"),
    "style sheet with a font": ("<style>@font-face{src:url(a.woff)}</style>", "style that imports"),
    "style sheet from outside": ("<style>.a{fill:url('https://example.com/a')}</style>", "outside itself"),
    "hidden letters": (r'<rect style="fill:u\72l(https://example.com)"/>', "hidden or running code"),
    "hidden letters in a sheet": (r"<style>.a{fill:\75rl(//example.com)}</style>", "hidden or running code"),
    "expression": ('<rect style="width:expression(alert(1))"/>', r"the function expression\(\)"),
    "picture set": ("<rect fill=\"image-set('a.png' 1x)\"/>", r"the function image-set\(\)"),
    "animation": ('<rect><animate attributeName="x"/></rect>', "an animation"),
    "animation of a link": ('<rect><set attributeName="href" to="javascript:1"/></rect>', "an animation"),
    "unknown": ("<blink/>", "an element <blink>"),
    "circle of uses": ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "in a circle"),
    "filter": ('<filter id="f"><feGaussianBlur stdDeviation="9"/></filter>', "effect, pattern or marker"),
    "pattern": ('<pattern id="p" width="1e6" height="1e6"/>', "effect, pattern or marker"),
    "marker": ('<marker id="k"><path d="M0 0h9"/></marker>', "effect, pattern or marker"),
    "mask of its own": ('<mask id="m"><g mask="url(#m)"/></mask>', "in a circle"),
    "circle by style": ('<clipPath id="c"><g style="clip-path:url(#c)"/></clipPath>', "in a circle"),
}


@pytest.mark.parametrize("kind", [each for each in UNSAFE if UNSAFE[each][1]])
def test_what_runs_fetches_or_circles_is_refused_and_named(kind: str) -> None:
    inside, says = UNSAFE[kind]
    refused(drawing(inside), says, FileFault.UNSAFE)


def test_what_is_inside_a_part_that_is_left_out_is_left_out_with_it() -> None:
    assert b"script" not in admitted(drawing(UNSAFE["script in a description"][0])).data


PROLOGUES = {
    "entity from the disk": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "billion laughs": '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
    "document type": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">',
    "style sheet": '<?xml-stylesheet href="https://example.com/a.css"?>',
}


@pytest.mark.parametrize("kind", PROLOGUES)
def test_what_stands_before_the_drawing_fetches_nothing(kind: str) -> None:
    refused(PROLOGUES[kind].encode() + drawing("<text>x</text>"), "holds", FileFault.UNSAFE)


def test_a_small_drawing_that_grows_without_end_is_refused() -> None:
    layers = '<g id="l0"><path d="M0 0h1"/></g>' + "".join(
        f'<g id="l{each}">{f"""<use href="#l{each - 1}"/>""" * 10}</g>' for each in range(1, 12)
    )
    refused(drawing(layers), "elements when drawn", FileFault.SIZE)


def test_references_in_a_long_row_are_refused() -> None:
    row = "".join(f'<g id="r{each}"><use href="#r{each + 1}"/></g>' for each in range(3000))
    refused(drawing(row), "levels when drawn", FileFault.SIZE)


def test_masks_of_masks_and_layers_without_number_are_refused() -> None:
    row = "".join(
        f'<mask id="m{each}"><rect width="9" height="9" mask="url(#m{each + 1})"/></mask>'
        for each in range(30)
    )
    refused(drawing(row + '<g mask="url(#m0)"/>'), "masks within masks", FileFault.SIZE)
    refused(drawing('<g opacity=".5"/>' * 501), "501 layers", FileFault.SIZE)
    sheet = "<style>.a{opacity:.5}</style>"
    refused(drawing(sheet + '<g class="a"/>' * 501), "layers when drawn", FileFault.SIZE)


@pytest.mark.parametrize("told", ['<path d="M-1e30 0L1e30 5z"/>', '<g transform="scale(9999999)"/>'])
def test_numbers_beyond_measure_are_refused(told: str) -> None:
    refused(drawing(told), "beyond measure", FileFault.BROKEN)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (drawing("<g>" * 60 + "</g>" * 60), "levels or more"),
        (drawing("<g/>" * 30_000), "elements or more"),
        (drawing(f'<path d="{"M0 0" * 200_000}"/>'), "characters in one value"),
    ],
)
def test_a_drawing_has_limits(data: bytes, says: str) -> None:
    refused(data, says, FileFault.SIZE)


def test_a_drawing_has_a_limit_in_bytes_of_its_own() -> None:
    refused(drawing(" " * 900), "800 is the most", FileFault.BYTES, Limits(drawing_bytes=800))


@pytest.mark.parametrize(
    "data",
    [
        drawing("<g>")[:-12],
        drawing("", ""),
        drawing("", 'width="100%" height="100%"'),
        drawing("", 'viewBox="none"'),
        drawing("", 'viewBox="0 0 1 1"') + b"<svg/>",
        drawing('<g id="a b"/>'),
        drawing("<style>.a{fill:red</style>"),
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'>\xff</svg>",
        b"<svg xmlns='urn:other' viewBox='0 0 1 1'></svg>",
    ],
)
def test_a_broken_drawing_is_refused_with_what_to_send(data: bytes) -> None:
    assert "send" in str(refused(data, "cannot be read", FileFault.BROKEN)).lower()


words = st.sampled_from(
    ["g", "path", "rect", "text", "use", "style", "image", "script", "title", "blink", "tspan"]
)
names = st.sampled_from(["id", "d", "style", "href", "xlink:href", "fill", "onload", "x", "class", "data-x"])
values = st.one_of(
    st.sampled_from(
        ["a", "#a", "url(#a)", "url(b)", "M0 0h9", "fill:red;stroke:url(#a)", "javascript:1", "1e9"]
    ),
    st.text(st.characters(exclude_characters='<&"', exclude_categories=["Cs", "Cc"]), max_size=12),
)
Part = tuple[str, dict[str, str], list[Any]]
elements: st.SearchStrategy[Part] = st.recursive(
    st.tuples(words, st.dictionaries(names, values, max_size=3), st.just(list[Any]())),
    lambda inner: st.tuples(words, st.dictionaries(names, values, max_size=3), st.lists(inner, max_size=3)),
    max_leaves=8,
)


def _written(element: Part) -> str:
    name, attributes, inner = element
    told = "".join(f' {each}="{value}"' for each, value in attributes.items())
    return f"<{name}{told}>{''.join(_written(each) for each in inner)}</{name}>"


@given(elements)
def test_what_is_kept_of_any_drawing_is_harmless_and_stays_as_it_is(
    element: Part,
) -> None:
    try:
        kept = Intake(Limits()).admit(drawing(_written(element)), "").data
    except FileRefused:
        return
    assert Intake(Limits()).admit(kept, "").data == kept
    assert not any(each in kept for each in (b"script", b"onload", b"url(b)", b"blink"))
