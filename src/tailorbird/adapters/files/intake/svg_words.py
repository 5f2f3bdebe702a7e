"""The words of SVG that a drawing may use. What is not here is taken out or refused, never passed on."""

from __future__ import annotations

from typing import Final

SVG_NAMESPACE: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"

SHAPES: Final = frozenset(
    ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image", "use")
)
TEXTS: Final = frozenset(("text", "tspan", "textPath"))
PAINTS: Final = frozenset(("linearGradient", "radialGradient", "stop", "clipPath", "mask"))
ELEMENTS: Final = SHAPES | TEXTS | PAINTS | {"svg", "g", "defs", "symbol", "style"}
DESCRIPTIONS: Final = frozenset(("title", "desc", "metadata"))
"""Taken out: they are not drawn."""
COSTLY: Final = frozenset(("filter", "pattern", "marker"))
"""Effects, patterns and arrowheads: a line of them can take a renderer's time or memory without end."""
LAYERS: Final = ("opacity", "mask", "clip-path", "mix-blend-mode", "isolation")
"""Properties for which a renderer lays the whole drawing down once more."""

RUNNING: Final = frozenset(("script", "handler", "listener"))
EMBEDDING: Final = frozenset(
    ("foreignObject", "iframe", "embed", "object", "audio", "video", "canvas", "feImage", "tref")
)
MOVING: Final = frozenset(
    ("animate", "animateColor", "animateMotion", "animateTransform", "set", "mpath", "discard")
)

STYLES: Final = frozenset(
    (
        *("alignment-baseline", "baseline-shift", "clip-path", "clip-rule", "color", "direction", "display"),
        *("color-interpolation", "dominant-baseline", "fill", "fill-opacity"),
        *("fill-rule", "font", "font-family", "font-size"),
        *("font-size-adjust", "font-stretch", "font-style", "font-variant", "font-weight", "image-rendering"),
        *(
            "isolation",
            "kerning",
            "letter-spacing",
            "mask",
        ),
        *(
            "mask-type",
            "mix-blend-mode",
            "opacity",
            "overflow",
            "paint-order",
            "shape-rendering",
            "stop-color",
        ),
        *("stop-opacity", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap"),
        *("stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor"),
        *(
            "text-decoration",
            "text-rendering",
            "transform",
            "transform-origin",
            "unicode-bidi",
            "vector-effect",
        ),
        *("visibility", "word-spacing", "writing-mode", "white-space"),
    )
)
"""Properties, as attributes or in a style."""
ATTRIBUTES: Final = STYLES | frozenset(
    (
        *(
            "class",
            "clipPathUnits",
            "cx",
            "cy",
            "d",
            "dx",
            "dy",
            "fr",
        ),
        *("fx", "fy", "gradientTransform", "gradientUnits", "height", "id"),
        *("lang", "lengthAdjust"),
        *("maskContentUnits", "maskUnits", "method", "offset", "orient", "pathLength"),
        *("points", "preserveAspectRatio"),
        *("r", "refX", "refY", "rotate", "rx", "ry", "side", "spacing"),
        *(
            "spreadMethod",
            "startOffset",
            "textLength",
            "type",
            "version",
        ),
        *("viewBox", "width", "x", "x1", "x2", "y", "y1", "y2"),
    )
)
FUNCTIONS: Final = frozenset(
    (
        *("rgb", "rgba", "hsl", "hsla", "url", "matrix", "translate", "translatex", "translatey", "scale"),
        *("scalex", "scaley", "rotate", "skewx", "skewy"),
    )
)
"""What may be called in a value; `url` only with the drawing's own names."""
