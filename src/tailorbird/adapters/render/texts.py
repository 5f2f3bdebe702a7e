"""A text choice, drawn and looked at."""

from __future__ import annotations

from tailorbird.adapters.render import findings, hidden
from tailorbird.adapters.render.composing import compose
from tailorbird.adapters.render.faces import is_offered
from tailorbird.adapters.render.fitting import Fit, fitted
from tailorbird.adapters.render.outline import path_data
from tailorbird.adapters.render.scene import Fill
from tailorbird.domain.customization.choices import DesignFinding, Severity, TextChoice

_BLACK = "#000000"


def text_fills(choice: TextChoice) -> tuple[Fill, ...]:
    """The text as filled outlines; none for a blank one."""
    composition = compose(choice)
    if composition.ink is None:
        return ()
    fit = fitted(composition, choice)
    colour, recipe = (choice.colour.colour, choice.colour.cmyk) if choice.colour else (_BLACK, "")
    return tuple(
        Fill(
            path_data(paint.outlines, complex(fit.size_um), fit.origin),
            paint.colour or colour,
            "" if paint.colour else recipe,
            paint.opacity,
        )
        for paint in composition.paints
    )


def text_findings(choice: TextChoice) -> tuple[DesignFinding, ...]:
    """What would go wrong with it."""
    found: list[DesignFinding] = []
    name, text = choice.field.field, "\n".join(choice.lines)
    if not is_offered(choice.font):
        found.append(findings.unknown_font(name))
    written = text.replace("\n", "").replace("\t", "")
    if misleading := hidden.misleading(written):
        found.append(findings.hidden_character(name, misleading, Severity.ERROR))
    if needless := hidden.needless(written):
        found.append(findings.hidden_character(name, needless, Severity.WARNING))
    composition = compose(choice)
    if composition.unknown:
        found.append(findings.unknown_glyph(name, composition.unknown))
    fit = fitted(composition, choice)
    if fit.fit is Fit.OUTSIDE:
        found.append(findings.outside_area(name, fit.size_um, fit.largest_um))
    return tuple(found)
