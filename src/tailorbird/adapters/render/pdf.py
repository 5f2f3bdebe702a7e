"""PDF pages from drawings: filled paths and pictures as they stand in the SVG, in RGB or in inks."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from typing import Final

import pikepdf

from tailorbird.adapters.render.inks import (
    CONDITION,
    CONDITION_SAYS,
    cmyk_of,
    press_profile,
    rgb_of,
    screen_profile,
)
from tailorbird.adapters.render.pdf_picture import pdf_picture
from tailorbird.adapters.render.reading import marks_of
from tailorbird.adapters.render.scene import Box, Fill, Picture, ellipse, rectangle
from tailorbird.app.ports.render import Colours, Drawing
from tailorbird.domain.customization.template import Shape

_POINTS_PER_UM: Final = 72 / 25_400
_STEP: Final = re.compile(r"([MLQCZ])([^MLQCZ]*)")
_TITLE: Final = "Print file"
# PDF/X asks for dates; equal input makes equal bytes, so it is the beginning of time.
_NO_DATE: Final = "1970-01-01T00:00:00Z"


def press_pdf(drawing: Drawing, colours: Colours) -> bytes:
    """One page of the drawing's size, trimmed by its bleed; in inks it carries the marks of PDF/X-4."""
    pdf = pikepdf.new()
    box, marks = marks_of(drawing.svg)
    page = _page(pdf, box, marks, colours)
    width, height = box.width * _POINTS_PER_UM, box.height * _POINTS_PER_UM
    edge = drawing.bleed_um * _POINTS_PER_UM
    page["/BleedBox"] = _numbers(0, 0, width, height)
    page["/TrimBox"] = _numbers(edge, edge, width - edge, height - edge)
    if colours is Colours.CMYK:
        _intend(pdf, "/GTS_PDFX", CONDITION, CONDITION_SAYS, press_profile(), 4)
    return saved(pdf, _TITLE, colours)


def sheets_pdf(sheets: Sequence[str], title: str) -> bytes:
    """Sheets as pages of one document, in RGB."""
    pdf = pikepdf.new()
    for sheet in sheets:
        _page(pdf, *marks_of(sheet), Colours.RGB)
    return saved(pdf, title, Colours.RGB)


def saved(pdf: pikepdf.Pdf, title: str, colours: Colours) -> bytes:
    """The document's bytes, with its title as the only thing told about it."""
    pdf.docinfo["/Title"] = title
    if colours is Colours.CMYK:
        pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
        metadata = pikepdf.Stream(pdf, _xmp(title).encode())
        metadata["/Type"] = pikepdf.Name("/Metadata")
        metadata["/Subtype"] = pikepdf.Name("/XML")
        pdf.Root["/Metadata"] = pdf.make_indirect(metadata)
    into = io.BytesIO()
    pdf.save(
        into,
        deterministic_id=True,
        force_version="1.6",
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return into.getvalue()


def _page(pdf: pikepdf.Pdf, box: Box, marks: Sequence[Fill | Picture], colours: Colours) -> pikepdf.Object:
    width, height = box.width * _POINTS_PER_UM, box.height * _POINTS_PER_UM
    content = _Content(pdf, colours)
    scale = f"{_POINTS_PER_UM:.9f}"
    content.add(f"q {scale} 0 0 -{scale} 0 {height:.6f} cm 1 0 0 1 {-box.x} {-box.y} cm")
    for mark in marks:
        content.mark(mark)
    content.add("Q")
    space = pikepdf.Name.DeviceCMYK if colours is Colours.CMYK else pikepdf.Name.DeviceRGB
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=_numbers(0, 0, width, height),
        Resources=content.resources(),
        Contents=pdf.make_indirect(pikepdf.Stream(pdf, content.written())),
        Group=pikepdf.Dictionary(Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=space),
    )
    added = pdf.make_indirect(page)
    pdf.pages.append(pikepdf.Page(added))
    return pdf.pages[-1].obj


class _Content:
    """A page's operators and what they name."""

    def __init__(self, pdf: pikepdf.Pdf, colours: Colours) -> None:
        self._pdf, self._colours = pdf, colours
        self._parts: list[str] = []
        self._images = pikepdf.Dictionary()
        self._states: dict[float, str] = {}

    def add(self, operators: str) -> None:
        self._parts.append(operators)

    def mark(self, mark: Fill | Picture) -> None:
        if isinstance(mark, Picture):
            self._picture(mark)
            return
        if self._colours is Colours.CMYK:
            inks = cmyk_of(mark.colour, mark.cmyk)
            self.add(" ".join(f"{each:.4g}" for each in inks) + " k")
        else:
            self.add(" ".join(f"{each:.4g}" for each in rgb_of(mark.colour)) + " rg")
        if mark.opacity < 1:
            name = self._states.setdefault(mark.opacity, f"/G{len(self._states)}")
            self.add(f"q {name} gs {operators_of(mark.path)} f Q")
        else:
            self.add(f"{operators_of(mark.path)} f")

    def _picture(self, mark: Picture) -> None:
        name = f"/I{len(self._images)}"
        self._images[name] = pdf_picture(self._pdf, mark, self._colours)
        self.add("q")
        if mark.clip is not None:
            box = mark.clip
            shape = ellipse if box.shape is Shape.ELLIPSE else rectangle
            self.add(f"{operators_of(shape(box.x, box.y, box.width, box.height))} W n")
        angle = math.radians(mark.turn_mdeg / 1000)
        cos, sin = math.cos(angle), math.sin(angle)
        self.add(f"{cos:.9f} {sin:.9f} {-sin:.9f} {cos:.9f} {mark.middle_x} {mark.middle_y} cm")
        left, bottom = -(mark.width // 2), mark.height - mark.height // 2
        self.add(f"{mark.width} 0 0 -{mark.height} {left} {bottom} cm {name} Do Q")

    def written(self) -> bytes:
        return "\n".join(self._parts).encode()

    def resources(self) -> pikepdf.Dictionary:
        resources = pikepdf.Dictionary(XObject=self._images)
        if self._states:
            resources["/ExtGState"] = pikepdf.Dictionary(
                {name: pikepdf.Dictionary(ca=opacity) for opacity, name in self._states.items()}
            )
        if self._colours is Colours.RGB:
            profile = pikepdf.Stream(self._pdf, screen_profile())
            profile["/N"] = 3
            space = pikepdf.Array([pikepdf.Name.ICCBased, self._pdf.make_indirect(profile)])
            resources["/ColorSpace"] = pikepdf.Dictionary(DefaultRGB=space)
        return resources


def operators_of(path: str) -> str:
    """SVG path data of ours as PDF operators; quadratic curves become cubic ones."""
    parts: list[str] = []
    x = y = 0.0
    for letter, numbers in _STEP.findall(path):
        at = [float(each) for each in numbers.split()]
        if letter == "Z":
            parts.append("h")
            continue
        if letter == "Q":
            across, down, end_x, end_y = at
            at = [
                x + (across - x) * 2 / 3,
                y + (down - y) * 2 / 3,
                end_x + (across - end_x) * 2 / 3,
                end_y + (down - end_y) * 2 / 3,
                end_x,
                end_y,
            ]
        x, y = at[-2], at[-1]
        parts.append(" ".join([f"{each:.10g}" for each in at]) + _OPERATORS[letter])
    return "\n".join(parts)


_OPERATORS: Final = {"M": " m", "L": " l", "Q": " c", "C": " c"}


def _numbers(*numbers: float) -> pikepdf.Array:
    return pikepdf.Array([round(each, 4) for each in numbers])


def _intend(pdf: pikepdf.Pdf, kind: str, name: str, says: str, profile: bytes, inks: int) -> None:
    stream = pikepdf.Stream(pdf, profile)
    stream["/N"] = inks
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name("/OutputIntent"),
        S=pikepdf.Name(kind),
        OutputConditionIdentifier=name,
        OutputCondition=says,
        RegistryName="http://www.color.org",
        Info=says,
        DestOutputProfile=pdf.make_indirect(stream),
    )
    pdf.Root["/OutputIntents"] = pikepdf.Array([pdf.make_indirect(intent)])


def _xmp(title: str) -> str:
    """PDF/X-4's marks."""
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escaped}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{_NO_DATE}</xmp:CreateDate><xmp:ModifyDate>{_NO_DATE}</xmp:ModifyDate>
<xmp:MetadataDate>{_NO_DATE}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:00000000-0000-0000-0000-000000000000</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Trapped>False</pdf:Trapped><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
